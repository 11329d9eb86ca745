"""Settings: the profile as a form, private groups, the rulebook, the reminder."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.web.walk import MUSCLE, ORDINARY, Walk
from sorewise.model.records import Profile

PAGES = ("/settings", "/settings/rulebook/cautious", "/settings/rulebook/own", "/settings/forget/cycle")
SOFT_THREE = {"spot": ["quad.left", "quad.right"], "pain.quad.left": "3", "pain.quad.right": "3"}
CLUB = '[CLUB-REST]\nsays = "No running on sore legs in our club."\nbecause = "We said so."\nsources = ["own-choice"]\n'
CLUB += 'grade = "D"\nsince = 2026-11-22\nwhen = "sore"\nactivity = "rest"\nunknown = "skip"\n'
CLUB += "examples = [ { given = { pain = 2 }, fires = true }, { given = { pain = 0 }, fires = false } ]\n"


def profile_of(home):
    """Who the runner is now."""
    with home.store() as store:
        return store.profile()


def fields(page):
    """What the settings form would send as it stands."""
    form = re.search(r'<form class="stack" method="post" action="/settings">(.*?)</form>', page, re.DOTALL)[1]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        told = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if told.get("type") != "checkbox" or " checked" in tag:
            found.setdefault(told["name"], []).append(unescape(told.get("value", "")))
    for name, body in re.findall(r'<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = [chosen[1] if chosen else re.search(r'value="([^"]*)"', body)[1]]
    return found


def wrong(page, field):
    """The sentence beside a field; "" if there is none."""
    found = re.search(rf'id="{re.escape(field)}-wrong">([^<]*)<', page)
    return unescape(found[1]) if found else ""


def test_saved_as_it_stands_nothing_changes(client, home):
    """The form tells what the profile holds, no more and no less."""
    before = profile_of(home)
    response = client.post("/settings", data=fields(client.get("/settings").text))
    assert "Saved." in response.text
    assert profile_of(home) == before


def test_what_is_told_is_kept_and_what_is_emptied_is_gone(client, home):
    """Numbers with a comma, words, yes and no; empty is not known."""
    told = fields(client.get("/settings").text)
    told |= {"a.experience_years": "3,5", "a.goal": "both", "a.prior_bsi": "yes", "a.birth_year": "", "country": "gb"}
    client.post("/settings", data=told | {"units": "mi", "zone": "Asia/Tokyo"})
    found = profile_of(home)
    assert found.answers == {"experience_years": 3.5, "goal": "both", "prior_bsi": True}
    assert (found.units, found.country, found.zone) == ("mi", "GB", "Asia/Tokyo")


WRONG = [
    ("a.experience_years", "many", "It should be a number from 0 to 90 years."),
    ("a.experience_years", "200", "It should be a number from 0 to 90 years."),
    ("a.birth_year", "1850", "It should be a whole number from 1900 to 2026."),
    ("a.goal", "fame", "It should be one of"),
    ("country", "Germany", "is no country code"),
    ("zone", "Europe/Atlantis", "There is no time zone called"),
    ("zone", "../../etc/passwd", "There is no time zone called"),
    ("zone", "Europe", "There is no time zone called"),
    ("units", "furlongs", "It should be km / mi."),
    ("country", '"><b>', "is no country code"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_what_is_wrong_stands_beside_its_field(client, home, field, value, sentence):
    """Nothing is saved, what was typed stays in the form, right or wrong, and the sentence is told to the field."""
    before = profile_of(home)
    told = fields(client.get("/settings").text) | {"a.goal": "strength"} | {field: value}
    response = client.post("/settings", data=told)
    assert response.status_code == 422
    assert sentence in wrong(response.text, field)
    assert f'aria-describedby="{field}-wrong' in response.text
    assert profile_of(home) == before
    again = fields(response.text)
    if field != "a.goal":
        assert again["a.goal"] == ["strength"]
    if field not in {"a.goal", "units"}:
        assert again[field] == [value]
    assert "<b>" not in re.sub(r"<b>Judged by|<b>Cautious|<b>Your own", "", response.text)


def test_a_private_group_is_asked_only_if_switched_on(client, home):
    """Its questions come with the switch, go with it, and the answers stay until they are forgotten."""
    page = client.get("/settings").text
    assert "blood thinner?" not in page
    page = client.post("/settings", data=fields(page) | {"group": ["medicines"]}).text
    assert profile_of(home).switched_on == ("medicines",)
    page = client.post("/settings", data=fields(page) | {"a.blood_thinner": "yes"}).text
    assert profile_of(home).answers["blood_thinner"] is True
    off = {name: value for name, value in fields(page).items() if name != "group"}
    page = client.post("/settings", data=off).text
    assert "blood thinner?" not in page
    assert profile_of(home).switched_on == ()
    assert profile_of(home).answers["blood_thinner"] is True


def test_a_group_is_forgotten_after_a_question(client, home):
    """Looking deletes nothing; the button does, and switches it off."""
    with home.store() as store:
        store.save_profile(Profile(answers={"statin": True, "goal": "run"}, switched_on=("medicines", "cycle")))
    assert "Forget Medicines?" in client.get("/settings/forget/medicines").text
    assert profile_of(home).answers["statin"] is True
    assert "Forgotten" in client.post("/settings/forget/medicines").text
    assert profile_of(home) == Profile(answers={"goal": "run"}, switched_on=("cycle",))
    assert urlsplit(str(client.get("/settings/forget/secrets").url)).path == "/settings"
    assert client.post("/settings/forget/secrets").status_code == 200


def test_a_parent_speaks_for_whoever_is_under_16(client, home):
    """The line to tick is there once it is needed, and stays where it was ticked."""
    page = client.get("/settings").text
    assert "I am a parent" not in page
    page = client.post("/settings", data=fields(page) | {"a.birth_year": "2012"}).text
    assert "Under 16" in page
    page = client.post("/settings", data=fields(page) | {"parent": "yes"}).text
    assert profile_of(home).parent_agreed
    told = {name: value for name, value in fields(page).items() if name != "parent"}
    client.post("/settings", data=told)
    assert not profile_of(home).parent_agreed


def test_a_runner_who_told_nothing_sees_the_zone_of_the_machine(client, home, monkeypatch):
    """Saving the form as it stands takes it; the hint says whose it is."""
    monkeypatch.setenv("TZ", "America/Lima")
    with home.store() as store:
        store.save_profile(Profile())
    page = client.get("/settings").text
    assert 'value="America/Lima"' in page
    assert "the zone of the computer" in page
    client.post("/settings", data=fields(page))
    assert profile_of(home).zone == "America/Lima"
    assert '<option value="Pacific/Auckland">' in page


# ----------------------------------------------------------------------------------------------------- rulebook


def test_a_rulebook_is_looked_at_before_it_is_chosen(client, home):
    """Numbers that differ, and how many stored check-ins would read differently; then one button."""
    Walk(client).to_the_end(SOFT_THREE | ORDINARY | MUSCLE)
    page = client.get("/settings/rulebook/cautious").text
    assert "The upper end of what counts as mild. 2 of 10 instead of 3 of 10." in page
    assert "1 of your 1 check-ins of the last 365 days would read differently." in page
    assert profile_of(home).rulebook == "standard"
    assert "Chosen." in client.post("/settings/rulebook/cautious").text
    assert profile_of(home).rulebook == "cautious"
    assert "This one is in use." in client.get("/settings/rulebook/cautious").text


def test_the_chosen_rulebook_judges_the_next_check_in(client, home):
    """The verdict is the stricter one, and the rulebook it came of is kept with it."""
    client.post("/settings/rulebook/cautious")
    assert Walk(client).to_the_end(SOFT_THREE | ORDINARY | MUSCLE).is_over
    with home.store() as store:
        record = store.decision()
    assert record.decision["activity"] in {"run_reduced", "cross_train"}
    assert "RX-PAIN-4-5" in record.decision["fired"]
    assert set(record.overlay) == {"thresholds.toml", "rules/cautious.toml"}


def test_ones_own_rulebook(client, home, tmp_path):
    """Where it would lie is told; with a mistake it cannot be chosen; sound, it can."""
    page = client.get("/settings/rulebook/own")
    assert page.status_code == 422
    assert str(tmp_path / "rulebook") in page.text
    rules = tmp_path / "rulebook" / "rules"
    rules.mkdir(parents=True)
    (rules / "club.toml").write_text("['<b>']\nwhen = 'pain'\n", encoding="utf-8")
    assert "&lt;b&gt;" in client.get("/settings/rulebook/own").text
    assert client.post("/settings/rulebook/own").status_code == 422
    assert profile_of(home).rulebook == "standard"
    (rules / "club.toml").write_text(CLUB, encoding="utf-8")
    assert "CLUB-REST" in client.get("/settings/rulebook/own").text
    client.post("/settings/rulebook/own")
    assert profile_of(home).rulebook == "own"
    assert "CLUB-REST" in client.get("/rules").text


def test_a_rulebook_that_broke_later_can_be_left(client, home, tmp_path):
    """No verdict falls back to a milder rulebook in silence; the settings still open, and say why."""
    with home.store() as store:
        store.save_profile(Profile(rulebook="own"))
    assert client.get("/rules").status_code == 400
    page = client.get("/settings")
    assert page.status_code == 200
    assert "there is no such rulebook folder" in page.text
    assert client.get("/more").status_code == client.get("/help").status_code == 200
    client.post("/settings/rulebook/standard")
    assert client.get("/rules").status_code == 200


def test_no_other_rulebook_can_be_chosen(client, home):
    """A choice is one of three."""
    assert client.post("/settings/rulebook/milder").status_code == 200
    assert profile_of(home).rulebook == "standard"


# ----------------------------------------------------------------------------------------------------- reminder


def test_the_reminder_is_a_calendar_file(client):
    """Every day at the time that was chosen, in the runner's zone, with a link and nothing about their legs."""
    response = client.get("/reminder.ics?at=05:45")
    assert response.headers["content-type"].startswith("text/calendar")
    assert "attachment" in response.headers["content-disposition"]
    assert "DTSTART;TZID=Europe/Berlin:20260611T054500" in response.text
    assert "URL:http://localhost:8000/" in response.text
    assert not re.search(r"quad|calf|pain|legs|\bsore\b|1986", response.text)


@pytest.mark.parametrize("at", ["", "7", "25:00", "06:30\r\nATTENDEE:x", "<b>"])
def test_a_time_that_does_not_exist_is_told(client, at):
    """Beside its field."""
    response = client.get("/reminder.ics", params={"at": at})
    assert response.status_code == 422
    assert "no time of day" in wrong(response.text, "at")


# ----------------------------------------------------------------------------------------------------- as a page


def test_every_page_costs_little(client):
    """The zones of the world included."""
    for path in PAGES:
        with client.stream("GET", path) as raw:
            packed = sum(len(part) for part in raw.iter_raw())
        assert packed < 20_000, (path, packed)


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(site, browser, dark):
    """No accessibility mistake on any of these pages, on phone and desktop, nor where something was wrong."""
    for desktop in (False, True):
        page = browser(dark=dark, desktop=desktop)
        for path in PAGES:
            page.goto(site.url + path)
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
        page.goto(f"{site.url}/settings")
        page.get_by_label("Country, two letters").fill("1")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("alert").wait_for()
        assert Axe().run(page).violations_count == 0


def test_with_the_keyboard_and_without_scripts(site, browser):
    """The profile is changed, and the cautious rulebook chosen, by keys alone in a browser that runs no scripts."""
    page = browser(scripts=False)
    page.goto(f"{site.url}/settings")
    page.get_by_label("For how many years").fill("8")
    page.get_by_role("button", name="Save").press("Enter")
    assert page.get_by_role("status").inner_text() == "Saved."
    page.get_by_role("link", name="Cautious").press("Enter")
    page.get_by_role("button", name="Judge me by it").press("Enter")
    assert "Judged by: Cautious" in page.locator("#rulebook").inner_text()
    assert profile_of(site.home).answers["experience_years"] == 8
