"""More, help, the rules, what this is, and writing down by hand."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from sorewise.engine.rules import load
from sorewise.model.records import Profile

PAGES = ("/more", "/help", "/rules", "/rules/RX-PAIN-4-5", "/about", "/log", "/log?what=plan", "/log?what=night")


def kept(home):
    """Everything in the store."""
    with home.store() as store:
        return store.history()


def test_more_leads_everywhere(client):
    """Each link of the page leads to a page of this app."""
    page = client.get("/more").text
    links = set(re.findall(r'href="(/[a-z][^"]*)"', page))
    assert {"/help", "/log", "/data", "/settings", "/rules", "/about", "/report"} <= links
    for link in links - {"/manifest.webmanifest"}:
        assert client.get(link).status_code == 200, link


def test_help_names_the_number_of_the_country(client, home):
    """Germany's for somebody in Germany; a number that works in many, and a word on it, where none was told."""
    page = client.get("/help").text
    assert 'href="tel:112"' in page
    assert "Your country is not told" not in page
    with home.store() as store:
        store.save_profile(Profile(country="GB"))
    assert "Call 999 or 112 now if one of these is so" in client.get("/help").text
    with home.store() as store:
        store.save_profile(Profile())
    assert "Your country is not told" in client.get("/help").text


def test_help_says_every_red_flag(client):
    """Whatever sends to help at once or today stands there, in the words of its rule."""
    page = client.get("/help").text
    rules = [rule for rule in load().rules if rule.referral >= 3]
    assert rules
    for rule in rules:
        assert rule.says.replace("'", "&#39;") in page


def test_every_rule_is_listed_and_leads_to_its_page(client):
    """With grade, rung and review; the page of one has its condition, sources and examples."""
    page = client.get("/rules").text
    for rule in load().rules:
        assert f'href="/rules/{rule.id}"' in page
    one = client.get("/rules/rs-local.side").text
    for part in ("When:", "Evidence:", "Clinical review: none yet", "Example:"):
        assert part in one


def test_rules_are_found_by_a_word(client):
    """Few instead of all; nothing found is said; markup in the word is text."""
    found = client.get("/rules", params={"q": "marathon"}).text
    assert "EV-POST-MAR.early" in found
    assert "RX-PAIN-4-5.odd" not in found
    assert "No rule has that" in client.get("/rules", params={"q": "zebra"}).text
    assert "<script>alert" not in client.get("/rules", params={"q": "<script>alert(1)</script>"}).text


@pytest.mark.parametrize("id_", ["NOTHING", "<b>x</b>", "x" * 3000, "..%2f..%2fetc"])
def test_a_rule_that_is_not_there_is_a_page_that_says_so(client, id_):
    """404, whatever the id."""
    assert client.get(f"/rules/{id_}").status_code == 404


def test_the_rules_are_those_in_use(client, home):
    """Whoever chose the cautious rulebook reads its sentences."""
    with home.store() as store:
        store.save_profile(Profile(rulebook="cautious"))
    assert "A joint hurts. Leave the run out" in client.get("/rules").text
    assert "In use: Cautious" in client.get("/rules").text


def test_every_page_costs_little(client):
    """Each page and what only it needs, packed, leaves room for the look and the type in 60 kB."""
    for path in PAGES:
        response = client.get(path)
        with client.stream("GET", path) as raw:
            packed = sum(len(part) for part in raw.iter_raw())
        assert response.headers["content-encoding"] == "gzip"
        assert packed < 24_000, (path, packed)


# ------------------------------------------------------------------------------------------------------ by hand


def test_a_run_is_written_down(client, home):
    """What was typed is kept as the command line keeps it, and shown."""
    form = {
        "day": "2026-06-10",
        "at": "18:30",
        "sport": "run",
        "kind": "easy",
        "minutes": "42",
        "km": "8,5",
        "rpe": "4",
    }
    response = client.post("/log/session", data={**form, "name": "By the river"})
    assert response.status_code == 200
    assert "Kept: " in response.text
    assert "8.5 km" in response.text
    (run,) = [one for one in kept(home).sessions if one.name == "By the river"]
    assert (run.start.isoformat(), run.duration_s, run.distance_m, run.rpe) == (
        "2026-06-10T18:30:00+02:00", 2520, 8500, 4,
    )  # fmt: skip


def test_each_kind_of_thing_can_be_written_down(client, home):
    """A leg day, a race, a plan and a night."""
    before = kept(home)
    for what, form in {
        "leg-day": {"day": "2026-06-09", "minutes": "50"},
        "race": {"day": "2026-06-07", "race": "10k", "minutes": "48"},
        "plan": {"day": "2026-06-13", "plan": "long", "km": "20", "race": ""},
        "night": {"day": "2026-06-11", "sleep-h": "7.5", "resting-hr": "", "hrv": ""},
    }.items():
        response = client.post(f"/log/{what}", data=form)
        assert "Kept: " in response.text, what
    after = kept(home)
    assert len(after.sessions) == len(before.sessions) + 2
    assert [one.kind for one in after.plan if one.day.isoformat() == "2026-06-13"] == ["long"]
    assert {one.race for one in after.sessions} >= {"10k"}


def test_sent_twice_it_is_kept_once(client, home):
    """The form has a name for its record."""
    name = re.search(r'name="id" value="(hand-[0-9a-f]{16})"', client.get("/log?what=plan").text)[1]
    form = {"id": name, "day": "2026-06-14", "plan": "tempo", "race": "", "minutes": "40"}
    for _ in range(2):
        assert client.post("/log/plan", data=form).status_code == 200
    assert [one.id for one in kept(home).plan].count(name) == 1


def test_miles_for_whoever_runs_miles(client, home):
    """The distance is asked, and read, in the runner's units."""
    with home.store() as store:
        store.save_profile(Profile(units="mi", zone="America/New_York"))
    assert "How far, in miles" in client.get("/log").text
    client.post("/log/session", data={"day": "2026-06-10", "miles": "5", "name": "Miles", "sport": "run"})
    (run,) = [one for one in kept(home).sessions if one.name == "Miles"]
    assert run.distance_m == pytest.approx(8046.72)


WRONG = [
    ("session", {"day": "2026-06-31"}, "day", "That is no day."),
    ("session", {"day": "2030-01-01"}, "day", "That has not been yet."),
    ("session", {"day": "2026-06-10", "at": "25:61"}, "at", "That is no time of day."),
    ("session", {"day": "2026-06-10", "minutes": "long"}, "minutes", "That is no number."),
    ("session", {"day": "2026-06-10", "minutes": "nan"}, "minutes", "from 0 to 6000"),
    ("session", {"day": "2026-06-10", "km": "1e9"}, "km", "from 0 to 1000"),
    ("session", {"day": "2026-06-10", "rpe": "11"}, "rpe", "from 0 to 10"),
    ("session", {"day": "2026-06-10", "sport": "chess"}, "sport", "Choose one."),
    ("session", {"day": "2026-06-10", "name": "x" * 5000}, "name", "too long"),
    ("race", {"day": "2026-06-10", "race": "100k"}, "race", "Choose one."),
    ("plan", {"day": "2026-06-10", "plan": "nap"}, "plan", "Choose one."),
    ("night", {"day": "2026-06-11"}, "sleep-h", "Tell at least one"),
    ("night", {"day": "2026-06-11", "resting-hr": "10"}, "resting-hr", "from 25 to 150"),
]


@pytest.mark.parametrize(("what", "form", "field", "sentence"), WRONG)
def test_what_is_wrong_stands_beside_its_field(client, home, what, form, field, sentence):
    """Nothing is kept, nothing that was typed is lost, and the sentence belongs to the field."""
    before = kept(home)
    response = client.post(f"/log/{what}", data={"name": "Mine, all mine", **form})
    assert response.status_code == 422
    assert kept(home) == before
    assert re.search(rf'id="{field}-wrong">[^<]*{re.escape(sentence)}', response.text)
    for name, value in form.items():
        if name not in {"sport", "race", "plan"}:
            assert f'value="{value}"' in response.text


def test_markup_in_a_name_is_text(client, home):
    """Typed, kept and shown as it was."""
    name = "<img src=x onerror=alert(1)>"
    response = client.post("/log/session", data={"day": "2026-06-10", "name": name, "minutes": "bad"})
    assert "<img" not in response.text
    client.post("/log/session", data={"day": "2026-06-10", "name": name})
    assert name in {one.name for one in kept(home).sessions}
    assert "<img" not in client.get("/data/undo").text


def test_there_is_nothing_else_to_write_down(client):
    """An address that names none of the five leads back to the form."""
    assert client.post("/log/secrets", data={"day": "2026-06-10"}).status_code == 200
    assert client.get("/log?what=<b>").status_code == 200


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(site, browser, dark):
    """No accessibility mistake on any of these pages, on phone and desktop."""
    for desktop in (False, True):
        page = browser(dark=dark, desktop=desktop)
        for path in PAGES:
            page.goto(site.url + path)
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())


def test_by_keyboard_without_scripts(site, browser):
    """A run is written down with the keyboard alone, in a browser that runs no scripts."""
    page = browser(scripts=False)
    page.goto(f"{site.url}/more")
    page.get_by_role("link", name="Write down by hand").press("Enter")
    page.get_by_label("How long, in minutes").fill("30")
    page.get_by_label("A name for it").press("Enter")
    assert "Kept: " in page.get_by_role("status").inner_text()
