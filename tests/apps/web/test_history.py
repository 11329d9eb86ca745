"""The page that looks back: what it shows of an empty, a short and a ten-year record, by ear and by eye."""

import gzip
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from starlette.testclient import TestClient

from apps.web.conftest import Home, Site
from apps.web.made_past import PROFILE, record
from sorewise.apps.web.app import make_app
from sorewise.apps.web.past.body import level
from sorewise.apps.web.statics import FOLDER
from sorewise.engine.rules import load
from sorewise.model.records import CheckIn, Night, Spot

YEARS_DAYS = 3650
KILOBYTES = 60
MONTH = "2026-05"


def made(folder, days):
    """A home with so many days in it."""
    home = Home(folder / "long.db")
    with home.store() as store:
        store.save_profile(PROFILE)
        store.add(record(load(), home.now, days), "made", exact=True)
    return home


@pytest.fixture(scope="module")
def long_home(tmp_path_factory):
    """Ten years of sessions, nights, check-ins and verdicts."""
    return made(tmp_path_factory.mktemp("long"), YEARS_DAYS)


def asked(home, path):
    """The page as a tree."""
    with TestClient(make_app(home.place), base_url="http://localhost:8000") as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def found(tree, selector):
    """Elements by a small part of CSS: `tag`, `.class`, `#id`, `tag.class`, one within another after a blank."""
    path = "".join(f"//{_step(step)}" for step in selector.split())
    return tree.xpath(f".{path}")


def _step(step):
    tag, classes, id_ = re.fullmatch(r"(\w*)((?:\.[\w-]+)*)(#[\w-]+)?", step).groups()
    kinds = "".join(f"[contains(concat(' ', @class, ' '), ' {one} ')]" for one in classes.split(".") if one)
    return f"{tag or '*'}{kinds}" + (f"[@id='{id_[1:]}']" if id_ else "")


def words(tree):
    """All that is read on the page."""
    return " ".join(tree.text_content().split())


# ------------------------------------------------------------------------------------------------ what it shows


def test_an_empty_history_invites(home):
    """What to do first: check in, or bring in what a watch has kept."""
    tree = asked(home, "/history")
    assert {"/", "/data"} <= {link.get("href") for link in found(tree, "main a")}
    assert not found(tree, "main svg")


def test_nights_alone_are_a_history(home):
    """A watch was brought in before the first check-in: its nights are shown, and nothing fails."""
    with home.store() as store:
        store.add([Night(day=home.now.date() - timedelta(days=n), resting_hr=50.0) for n in range(20)], "watch")
    tree = asked(home, "/history")
    assert found(tree, "#nights svg")
    assert "No place became sore" in words(tree)


def test_a_day_of_the_calendar_says_everything_it_shows(long_home):
    """The label has verdict, places with pain, and sessions; the cell has colour, shape, number and dot."""
    tree = asked(long_home, f"/history?month={MONTH}")
    (cell,) = tree.xpath("//a[@href='/history/2026-05-04']")
    label = cell.get("aria-label")
    assert label.startswith("Monday 2026-05-04: Ease off; ")
    assert "both thighs (front), pain 2 of 10" in label
    assert "done: easy run" in label
    assert "v-ease" in cell.get("class")
    assert found(cell, "svg")
    assert found(cell, "b")[0].text == "2"
    assert len(found(tree, ".day")) == 31


def test_a_day_that_nobody_told_of_is_not_shown_as_free_of_pain(long_home):
    """The sixth of a month has no check-in: no verdict, no number, and the label does not speak of pain."""
    tree = asked(long_home, f"/history?month={MONTH}")
    (cell,) = tree.xpath("//a[@href='/history/2026-05-06']")
    assert cell.get("class") == "day"
    assert not found(cell, "b")[0].text
    assert "pain" not in cell.get("aria-label")


def test_months_are_paged_within_the_record(long_home):
    """From today's month only backwards; nothing but a month of the record is shown whatever is asked for."""
    today = asked(long_home, "/history")
    assert [link.get("href") for link in found(today, "#calendar .icon-btn")] == ["/history?month=2026-05#calendar"]
    for wrong in ("2031-01", "1999-01", "May", "2026-13", "%00"):
        assert found(asked(long_home, f"/history?month={wrong}"), ".cal")
    first = asked(long_home, "/history?month=1999-01")
    assert [link.get("aria-label") for link in found(first, "#calendar .icon-btn")] == ["Later month"]


def test_a_month_of_long_ago_shows_what_was(long_home):
    """The calendar of eight years ago is as full as that of today; the last weeks are a link away."""
    tree = asked(long_home, "/history?month=2018-04")
    assert "April 2018" in words(tree)
    assert [link.get("href") for link in found(tree, "main a.btn")] == ["/history"]
    assert len(tree.xpath("//a[contains(@class, 'day v-')]")) > 20


def test_what_was_on_before_is_told_in_counts(long_home):
    """So many of so many, with how often it was on at all; no share of a hundred, no cause."""
    tree = asked(long_home, "/history")
    before = words(found(tree, "#before")[0])
    assert re.search(r"Left calf: \d+ spells ?the day before: intervals, \d+ of \d+", before)
    assert "%" not in before
    assert "They do not say what caused what" in before
    body = words(found(tree, "#body")[0])
    assert re.search(r"Left calf: sore on \d of \d+ days that you told of, \d of them the day after intervals", body)


def test_every_week_of_the_slider_is_on_the_page(long_home):
    """26 windows, a level for each shape of each view; without the script links lead to the same."""
    tree = asked(long_home, "/history")
    (box,) = tree.xpath("//*[@data-frames]")
    frames = json.loads(box.get("data-frames"))
    shapes = [len(found(view, ".r")) for view in found(tree, ".bodies svg")]
    assert len(frames) == 26
    assert all([len(marks) for marks in frame["levels"].values()] == shapes for frame in frames)
    (link,) = found(tree, ".weeks a")
    assert f"week={frames[-2]['last']}" in link.get("href")
    earlier = asked(long_home, link.get("href").partition("#")[0])
    assert frames[-2]["window"] in words(earlier)
    for view, marks in zip(found(earlier, ".bodies svg"), frames[-2]["levels"].values(), strict=True):
        assert "".join(shape.get("data-p", "0") for shape in found(view, ".r")) == marks


def test_levels_of_colour_are_steps_of_days():
    """None is plain; 1, 4, 8 and 15 days are the steps."""
    assert [level(days) for days in (0, 1, 3, 4, 7, 8, 14, 15, 28)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_every_chart_has_its_words_and_its_table(long_home):
    """role=img, a title, a description with numbers, and a table to open."""
    tree = asked(long_home, "/history")
    charts = found(tree, "svg.chart")
    assert len(charts) >= 6
    for chart in charts:
        assert chart.get("role") == "img"
        ids = {part.get("id") for part in chart}
        assert {chart.get("aria-labelledby"), chart.get("aria-describedby")} <= ids
        assert re.search(r"\d", chart.find("desc").text)
    for section in ("soreness", "load", "nights", "body"):
        assert found(tree, f"#{section} details table tbody tr")


def test_a_day_shows_its_verdicts_as_they_were_shown(long_home):
    """The page that was kept, the places and the sessions."""
    tree = asked(long_home, "/history/2026-05-04")
    assert "This one held." in words(tree)
    assert "both thighs (front), pain 2 of 10" in words(tree).lower()
    assert tree.xpath("//details[@open]//*[@class='pill p-ease']")
    assert "easy run" in words(tree).lower()


def test_a_day_that_is_none_and_a_day_with_nothing(client):
    """404 for what is no day; a sentence for an empty one."""
    assert client.get("/history/yesterday").status_code == 404
    assert "Nothing is kept of this day." in client.get("/history/2020-02-02").text


def test_the_stricter_verdict_of_a_day_is_the_one_in_the_calendar(home):
    """A day that was Run in the morning and Rest after the run is shown as Rest."""
    with home.store() as store:
        calm = next(one for one in record(load(), home.now, 0) if type(one).__name__ == "DecisionRecord")
        store.add([CheckIn(id="check-in-0", at=home.now), replace(calm, id="a")], "made", exact=True)
        strict = {**calm.decision, "headline": "rest", "activity": "rest"}
        store.add([replace(calm, id="b", at=home.now + timedelta(hours=1), decision=strict)], "made", exact=True)
    (cell,) = asked(home, "/history").xpath("//a[@aria-current='date']")
    assert "v-rest" in cell.get("class")


def test_markup_in_what_was_kept_stays_text(home):
    """A region of another rulebook with markup in its name is shown, not run."""
    spot = Spot(region="<script>alert(1)</script>", side="left", answers={"pain": 3})
    with home.store() as store:
        store.add([CheckIn(id="c", at=home.now, spots=(spot,))], "made", exact=True)
    tree = asked(home, "/history")
    assert "<script>alert(1)</script>" in words(tree)
    assert not [script for script in found(tree, "script") if script.text]


def test_the_page_and_everything_it_loads_are_small(long_home):
    """At most 60 kB on a first visit, ten years of history or not."""
    with TestClient(make_app(long_home.place), base_url="http://localhost:8000") as client:
        text = client.get("/history").text
        found = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
        parts = [text.encode(), *(client.get(address).content for address in dict.fromkeys(found))]
    sizes = [len(part if part[:4] == b"wOF2" else gzip.compress(part, 6)) for part in parts]
    assert sum(sizes) <= KILOBYTES * 1000, dict(zip(["page", *found], sizes, strict=False))
    assert len(parts) <= 8
    assert (FOLDER / "history.js").stat().st_size < 4000


# ------------------------------------------------------------------------------------------------ in the browser


@pytest.fixture(scope="module")
def long_site(long_home):
    """The long record, served."""
    with Site(long_home, make_app(long_home.place)) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("which", ["empty_site", "site", "long_site"])
def test_axe_finds_nothing(request, browser, which, dark):
    """An empty, a short and a ten-year history, with every table open."""
    page = browser(dark=dark)
    page.goto(f"{request.getfixturevalue(which).url}/history")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_a_day(browser, long_site):
    """The page of one day."""
    page = browser()
    page.goto(f"{long_site.url}/history/2026-05-04")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_slider_goes_back_by_keyboard(browser, long_site):
    """An arrow is a week: days, sentences and colours follow, and nothing is fetched."""
    page = browser()
    page.goto(f"{long_site.url}/history")
    page.wait_for_load_state("networkidle")
    slider = page.get_by_role("slider")
    before = page.locator("[data-window]").inner_text()
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    assert page.locator("[data-window]").inner_text() != before
    assert slider.get_attribute("aria-valuetext") == "2026-05-14"
    frames = json.loads(page.locator("[data-frames]").get_attribute("data-frames"))
    shown = page.evaluate(
        "[...document.querySelector('.bodies svg').querySelectorAll('.r')].map((r) => r.dataset.p ?? '0')"
    )
    assert "".join(shown) == frames[-5]["levels"]["front"]
    assert not sent
    assert page.get_by_role("link", name="A week earlier").is_hidden()


def test_without_scripts_links_lead_through_the_weeks(browser, long_site):
    """No slider, but a link a week earlier and then one later."""
    page = browser(scripts=False)
    page.goto(f"{long_site.url}/history")
    assert page.get_by_role("slider").is_hidden()
    page.get_by_role("link", name="A week earlier").click()
    assert page.locator("[data-window]").inner_text() == "2026-05-08 to 2026-06-04"
    assert page.get_by_role("link", name="A week later").is_visible()


def test_every_target_is_large_enough_and_nothing_runs_over_the_edge(browser, long_site):
    """44 px for days, arrows and summaries; the page is no wider than the phone."""
    page = browser()
    page.goto(f"{long_site.url}/history?month={MONTH}")
    for chosen in (".day", ".icon-btn", "summary", ".btn"):
        for box in (one.bounding_box() for one in page.locator(f"main {chosen}").all() if one.is_visible()):
            assert box["height"] >= 44, (chosen, box)
            assert box["width"] >= 44, (chosen, box)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
