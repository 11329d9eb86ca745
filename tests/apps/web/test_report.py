"""The page for a physiotherapist: what is on it, what is not without being asked for, and as a file."""

import re
from dataclasses import replace
from importlib.util import find_spec

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from starlette.testclient import TestClient

from apps.web.conftest import Home, Site
from apps.web.made_past import PROFILE, record
from sorewise.apps.day import page_of, record_of
from sorewise.apps.web.app import make_app
from sorewise.apps.web.statics import static
from sorewise.engine.rules import load
from sorewise.model.records import CheckIn, History, Spot
from sorewise.morning import morning

PREGNANT = replace(PROFILE, switched_on=("pregnancy",), answers={**PROFILE.answers, "pregnant": True})


@pytest.fixture(scope="module")
def made_home(tmp_path_factory):
    """Half a year; the last referral was for a left calf that hurts by night."""
    home = Home(tmp_path_factory.mktemp("report") / "own.db")
    with home.store() as store:
        store.save_profile(PROFILE)
        store.add(record(load(), home.now, 220), "made", exact=True)
    return home


def answered(home, path):
    """What the app answers."""
    with TestClient(make_app(home.place), base_url="http://localhost:8000") as client:
        return client.get(path)


def shown(home, query=""):
    """The words of the page."""
    answer = answered(home, f"/report{query}")
    assert answer.status_code == 200, answer.text
    return " ".join(html.fromstring(answer.text).text_content().split())


def test_the_page_says_who_since_when_what_and_how_strong(made_home):
    """One paragraph; the place of the last referral without being asked for it."""
    said = shown(made_home)
    assert "In short: Left calf" in said
    assert "Runner, 39 or 40 years old, running for 6 years." in said
    assert (
        "Left calf: last became sore on Wednesday 2026-05-27, told sore until 2026-05-28; worst: pain 5 of 10." in said
    )
    assert re.search(r"In these 28 days it was sore on \d of \d+ days told of\.", said)
    assert "You can point at it with one or two fingers" in said


def test_the_rules_that_led_to_the_referral_are_named(made_home):
    """Id, sentence, facts, grade and source of the rules at the rung of the referral; weaker ones are not."""
    said = shown(made_home)
    book = load()
    assert "On Thursday 2026-05-28: a visit within three days." in said
    assert book.by_id["EV-NIGHT"].says in said
    assert "EV-NIGHT" in said
    assert "RS-LOCAL" not in said


def test_without_its_rulebook_the_referral_is_told_and_its_reasons_are_not_made_up(made_home, monkeypatch):
    """The day and how soon stay; for the reasons the page as it was kept is named."""
    monkeypatch.setattr("sorewise.apps.web.handlers.report.of_its_day", lambda *_: None)
    said = shown(made_home)
    assert "On Thursday 2026-05-28: a visit within three days." in said
    assert "The reasons of that day cannot be worked out again" in said
    assert "EV-NIGHT" not in said


def test_whether_alarming_signs_were_asked_for_is_told(home):
    """Ticked, none of them, or not answered: three things that a clinician has to tell apart."""
    spot = Spot(region="calf", side="left", answers={"pain": 4})
    said = {}
    for safety in (None, (), ("warmth",)):
        home.later(minutes=1)
        with home.store() as store:
            store.save_check_in(CheckIn(id=f"c{safety}", at=home.now, spots=(spot,), safety=safety))
        said[safety] = shown(home)
    assert "The page of alarming signs was not answered" in said[None]
    assert "None of the alarming signs that were asked" in said[()]
    assert "Ticked on the page of alarming signs: Warmer than the other side" in said["warmth",]


def test_span_and_place_are_chosen_by_the_runner(made_home):
    """28, 42 or 90 days and a place that was sore; anything else is as if nothing was asked."""
    assert "2026-03-14 to 2026-06-11" in shown(made_home, "?days=90")
    assert "In short: Right thigh (front)" in shown(made_home, "?spot=quad:right")
    assert "2026-05-15 to 2026-06-11" in shown(made_home, "?days=100000&spot=nose:up")


def test_the_body_is_as_a_clinician_sees_it(made_home):
    """R and L are printed: from opposite the runner's right is on the left, from behind it is on the right."""
    tree = html.fromstring(answered(made_home, "/report").text)
    front, back = tree.xpath("//div[@class='clinic']/svg")
    letters = [[mark.text for mark in view.xpath(".//*[@class='lr-mark']")] for view in (front, back)]
    assert letters == [["R", "L"], ["L", "R"]]
    assert "left calf: pain" in back.find("desc").text


def test_the_days_and_six_weeks_of_training_are_listed(made_home):
    """A row a day with what is known of it, six weeks, and an empty box."""
    tree = html.fromstring(answered(made_home, "/report").text)
    days, weeks = tree.xpath("//main//table")
    rows = {row[0].text: [cell.text or "" for cell in row[1:]] for row in days.xpath(".//tbody/tr")}
    pain, _, verdict, sessions = rows["2026-05-28"]
    assert (pain.isdigit(), verdict) == (True, "Get seen")
    assert "tempo run" in sessions
    assert rows["2026-05-24"][0] == ""  # no check-in on that day: nobody knows
    assert len(weeks.xpath(".//tbody/tr")) == 6
    assert tree.xpath("//*[@class='blank']")


def test_without_a_sore_place_the_page_says_so(home):
    """An empty store, and one with nothing sore."""
    assert "There is nothing to report of a place" in shown(home)
    with home.store() as store:
        store.add([CheckIn(id="c", at=home.now, answers={"legs": "fresh"})], "made", exact=True)
    said = shown(home)
    assert "There is nothing to report of a place" in said
    assert "No rule asked for somebody to look at it in these days." in said


def pregnant_home(home):
    """Somebody who told that she is pregnant, with a warm calf on one side: a rule of a private group speaks."""
    spot = Spot(region="calf", side="left", answers={"pain": 4})
    check_in = CheckIn(id="c", at=home.now, answers={"legs": "sore"}, spots=(spot,), safety=("warmth",))
    found = morning(load(), History(profile=PREGNANT), check_in, now=home.now)
    with home.store() as store:
        store.save_profile(PREGNANT)
        store.add([check_in, record_of(found, page_of(found, PREGNANT), full=True, overlay={})], "made", exact=True)
    return home


def test_private_answers_are_left_out_unless_asked_for(home):
    """No word of a private group on the page, only how many rules are missing; with the switch they are there."""
    there, rule = pregnant_home(home), load().by_id["EV-PREG-RED.calf"]
    plain, full = shown(there), shown(there, "?private=yes")
    page = plain.rpartition("Report for a physiotherapist")[2]  # behind the form, whose words name the groups
    assert "On Thursday 2026-06-11: a doctor today." in page
    assert "1 rule rests on private answers and is left out." in page
    assert not re.search("you are pregnant|maternity|PREG", page)
    assert rule.id in full
    assert rule.says in full
    assert "This page holds private answers." in full
    assert "This page holds private answers." not in plain


def test_the_switch_is_off_for_anything_but_yes(made_home):
    """A mistyped address holds nothing private."""
    assert "This page holds private answers." not in shown(made_home, "?private=1")


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="the extra [pdf] is not installed")
def test_the_file_is_a_pdf_and_nothing_was_fetched(made_home, monkeypatch):
    """Made of our own files: no connection is opened, and another address is refused."""
    from sorewise.apps.web.past.pdf import ROOT, OurFiles

    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    answer = answered(made_home, "/report.pdf?days=42")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert 'filename="sorewise-2026-06-11.pdf"' in answer.headers["content-disposition"]
    fetcher = OurFiles()
    assert fetcher.fetch(ROOT + static("report.css")).read()
    for foreign in ("http://example.com/x.css", "file:///etc/hostname", ROOT + static("../app.py"), ROOT + "/today"):
        with pytest.raises(ValueError, match="none of our files"):
            fetcher.fetch(foreign)


def test_without_the_part_for_files_the_page_says_how_to_get_it(made_home, monkeypatch):
    """Printing works all the same."""
    monkeypatch.setattr("sorewise.apps.web.handlers.report.has_pdf", lambda: False)
    said = shown(made_home)
    assert "pip install 'sorewise[pdf]'" in said
    assert "Save as PDF" not in said
    assert answered(made_home, "/report.pdf").url.path == "/report"


# ------------------------------------------------------------------------------------------------ in the browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
def test_axe_finds_nothing(browser, made_home, home, empty, dark):
    """With a place to report and without."""
    there = home if empty else made_home
    with Site(there, make_app(there.place)) as site:
        page = browser(dark=dark)
        page.goto(f"{site.url}/report")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_printed_it_is_paper_alone(browser, made_home):
    """No form, no tabs; the findings box is there to be written into."""
    with Site(made_home, make_app(made_home.place)) as site:
        page = browser(desktop=True)
        page.goto(f"{site.url}/report")
        page.emulate_media(media="print")
        assert page.locator("form").is_hidden()
        assert page.locator(".tabs").is_hidden()
        assert page.locator(".blank").bounding_box()["height"] > 180


def test_the_choice_works_by_keyboard_without_scripts(browser, made_home):
    """A plain form: days, place, show."""
    with Site(made_home, make_app(made_home.place)) as site:
        page = browser(scripts=False)
        page.goto(f"{site.url}/report")
        page.get_by_label("Days").select_option("42")
        page.get_by_label("Sore place").select_option(label="Left thigh (front)")
        page.get_by_role("button", name="Show it like this").press("Enter")
        assert "In short: Left thigh (front)" in page.locator("main").inner_text()
        assert "2026-05-01 to 2026-06-11" in page.locator("main").inner_text()
