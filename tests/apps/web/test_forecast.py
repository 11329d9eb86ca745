"""The coming mornings in the app: below a verdict, on a page of their own, in the past, and for programs."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from apps.web.conftest import Home, Site
from apps.web.doors import Api
from apps.web.looks import MOST_BYTES, MOST_REQUESTS, Traffic, too_small, violations
from apps.web.made_ahead import made
from apps.web.made_past import PROFILE, record
from apps.web.test_check_in import SORE, kept
from apps.web.walk import ORDINARY, Walk
from sorewise.apps.ahead.kept import plain
from sorewise.apps.web.ahead.went import scores_seen
from sorewise.apps.web.app import make_app
from sorewise.engine.rules import load
from sorewise.model.forecast import Score
from sorewise.model.records import CheckIn, Night, Session, Spot
from sorewise.store import DecisionRecord

DAYS = 45
SCRIPT = "<script>alert(1)</script>"
WRONG = {"outside": {"low": -3, "high": 99}, "far": {"ahead": 10**6}, "text": {"expected": SCRIPT}}
"""What days of a kept forecast may have become in an export."""


def visited(home, path):
    """A page of an app on this home, as it stands now."""
    with TestClient(make_app(home.place), base_url="http://localhost:8000", raise_server_exceptions=True) as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def words(page):
    """The page as a reader has it."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def section(page, name):
    """One part of the page by its id, "" where it is not there."""
    found = re.search(rf'<section class="sheet[^"]*" id="{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def decided(home, forecast, name="d", place="quad", **decision):
    """A verdict of this morning with a forecast kept beside it."""
    told = {"headline": "run_easy", "activity": "run_easy", "referral": "none", "status": "settled", **decision}
    record = DecisionRecord(id=name, day=home.now.date(), at=home.now, check_in_id=f"c{name}", decision=told)
    spots = (Spot(region=place, answers={"pain": 3}),)
    check_in = CheckIn(id=f"c{name}", at=home.now, answers={"legs": "sore"}, spots=spots)
    with home.store() as store:
        store.add([check_in, record], "made", exact=True)
        if forecast is not None:
            store.save_forecast(name, forecast)
    return home


@pytest.fixture(scope="module")
def long_home(tmp_path_factory):
    """Weeks of sessions, check-ins and verdicts, with a forecast of each of the last days."""
    home = Home(tmp_path_factory.mktemp("ahead") / "own.db")
    with home.store() as store:
        store.save_profile(PROFILE)
        store.add(record(load(), home.now, DAYS), "made", exact=True)
        for n, one in enumerate(store.decisions(home.now.date() - timedelta(days=20), home.now.date())):
            store.save_forecast(one.id, plain(made(one.at, means=(n % 4, 1, 1, 1, 1))))
    return home


# ------------------------------------------------------------------------------------------- below the verdict


def test_the_coming_mornings_stand_below_everything_the_verdict_says(client, home):
    """Kept with the verdict, drawn and said below its parts; none of the lines of the verdict is another for it."""
    page = Walk(client).to_the_end(SORE).text
    part = section(page, "ahead")
    assert 'role="img"' in part
    assert "Tomorrow morning most likely" in words(part)
    assert part.index("None of this changes the verdict above.") < part.index("<svg")
    assert 'href="/forecast"' in part
    assert page.index('id="why"') < page.index('id="recovery"') < page.index('id="ahead"')
    assert not [line[0] for line in kept(home).planned["page"] if line[0] and line[0] not in words(page)]


def test_it_is_made_where_it_is_first_looked_at_and_kept(client, home):
    """The verdict does not wait for it; once kept it is not another, whatever becomes known later that day."""
    Walk(client).to_the_end(SORE)
    first = kept(home).forecast
    assert first["legs"]["days"]
    home.later(hours=9)
    with home.store() as store:
        store.add([Session(id="evening", start=home.now - timedelta(hours=1), duration_s=9000.0, rpe=9)], "made")
    again = section(client.get("/today").text, "ahead")
    assert kept(home).forecast == first
    assert "Tomorrow morning most likely" in words(again)


def test_numbers_can_be_read_beside_the_fan(home):
    """A table with a row a morning, and the ways of the day in words; what is beyond the data says so unopened."""
    page = visited(decided(home, plain(made(home.now))), "/today")
    part = section(page, "ahead")
    assert len(re.findall(r"<tr>", part)) == 1 + 5
    assert "Too sore for a hard session" in part
    assert "Your forecast, from 43 reports. Last told today." in words(part)
    assert "Beyond what was seen" in words(part.partition("<details")[2].partition("</details>")[2])
    assert '<li class="beyond">' in part
    assert "Too sore for a hard session (3 or more)" in part
    assert "After today as planned (about 3.4 usual training days): tomorrow most likely" in words(part)
    assert "After a day of rest: tomorrow most likely" in words(part)


@pytest.mark.parametrize(
    "decision",
    [
        {"headline": "urgent_care", "activity": "rest", "referral": "emergency"},
        {"headline": "urgent_care", "activity": "rest", "referral": "same_day"},
        {"headline": "see_professional", "activity": "rest", "referral": "prompt"},
        {"headline": "see_professional", "activity": "run_easy", "referral": "routine"},
        {"status": "safety_open"},
    ],
)
def test_beside_a_verdict_that_sends_to_somebody_there_is_none(home, decision):
    """How sore the legs will be says nothing of what has to be looked at: not there, not on the page of its own."""
    decided(home, plain(made(home.now)), **decision)
    assert not section(visited(home, "/today"), "ahead")
    page = visited(home, "/forecast")
    why = "about what is urgent are open" if decision.get("status") else "Somebody is to look at it"
    assert page.count(why) == 1
    assert not section(page, "legs")


def test_a_referral_of_yesterday_stands_before_this_mornings_check_in(home):
    """Nobody has looked yet: no check-in today is no leave to show what may be read as one."""
    decided(home, plain(made(home.now)), headline="see_professional", activity="rest", referral="prompt")
    home.later(days=1)
    page = visited(home, "/forecast")
    assert "Somebody is to look at it, as your verdict says." in page
    assert not section(page, "legs")
    decided(home, None, "next")
    assert not section(visited(home, "/today"), "ahead")
    assert not section(visited(home, "/forecast"), "legs")


def test_a_verdict_of_rest_does_not_show_the_session_that_it_takes_away(home):
    """Rest beside what is left of the day, never beside what was planned."""
    rest = {"headline": "rest", "activity": "rest"}
    part = section(visited(decided(home, plain(made(home.now)), **rest), "/today"), "ahead")
    assert "As adjusted" in part
    assert "s planned" not in part


def test_a_verdict_of_rest_alone_has_no_ways(home):
    """Rest is held against nothing, and no difference is spoken of."""
    found = made(home.now)
    rest = replace(found, ways=found.ways[:2])
    part = section(visited(decided(home, plain(rest), headline="rest", activity="rest"), "/today"), "ahead")
    assert "Tomorrow morning most likely" in words(part)
    assert "After a day of rest" not in part
    assert "Such differences" not in part


def test_what_goes_for_all_places_is_said_once(home, monkeypatch):
    """A place has its picture and its mornings; whose numbers they are only where they are another's."""
    told = made(home.now, plan=False, places=("calf", "hamstring", "quad"))
    alike = replace(told.places[2], basis="own", days=told.legs.days, told=told.legs.told)
    told = replace(told, places=(*told.places[:2], alike))
    decided(home, None)
    monkeypatch.setattr("sorewise.apps.ahead.coming.forecast_at", lambda *_: told)
    page = visited(home, "/forecast")
    legs, places = section(page, "legs"), section(page, "places")
    assert page.count("No plan is known for these days") == 1
    assert page.count("Dots: what you told.") == 1
    assert "No plan is known" in legs
    assert "Pain 0 to 10" not in places
    assert places.count("<h3>") == 2
    assert "The same is likely for the thigh (front)." in legs
    assert places.count("typical course") == 2
    assert "As of Thu 11 Jun 06:40." in page


def test_the_sorest_place_is_named_where_it_has_no_course(home):
    """Below the verdict and on the page of its own."""
    decided(home, None, place="knee_front")
    for path, part in (("/today", "ahead"), ("/forecast", "legs")):
        assert section(visited(home, path), part).count("The sorest place is the knee (front).") == 1


def test_no_error_is_shown_of_a_few_mornings():
    """The table says so; counts stand. A column a horizon: a phone shows all of it."""
    few = Score(ahead=1, count=7, hits=6, promised=5.8, error=1.0, error_last=1.4, error_usual=None)
    head, rows = scores_seen([few, replace(few, ahead=2, count=8)])
    assert head == ["Days ahead", "1", "2"]
    assert rows[:3] == [["Mornings", "7", "8"], ["As called likely", "6", "6"], ["Promised", "6", "6"]]
    assert [row[1:] for row in rows[3:]] == [["too few", "1.00"], ["too few", "1.40"], ["too few", "not known"]]


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"at": SCRIPT},
        {"legs": {"days": [{"expected": None}]}},
        {"of_another_release": 1},
        *WRONG,
    ],
)
def test_a_forecast_that_cannot_be_read_is_no_trouble(home, stored):
    """Whatever an export came back with, or another release kept: it is made anew for the page, and left as it is."""
    told = plain(made(home.now)) if isinstance(stored, str) else stored
    if isinstance(stored, str):
        for day in told["legs"]["days"]:
            day.update(WRONG[stored])
    page = visited(decided(home, told), "/today")
    assert "Ease off" in page
    assert '<svg class="chart' in section(page, "ahead")
    assert SCRIPT not in page
    assert kept(home).forecast == told


def test_without_a_forecast_the_reason_is_a_plain_sentence(home):
    """Not an empty drawing."""
    empty = replace(made(home.now), legs=None, ways=(), not_yet="clock")
    part = section(visited(decided(home, plain(empty)), "/today"), "ahead")
    assert "Is the clock right?" in part
    assert '<svg class="chart' not in part


def test_a_forecast_that_breaks_leaves_the_verdict(client, monkeypatch):
    """Even a mistake of ours: the page is there without that part."""

    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("sorewise.apps.web.handlers.today.forecast_with", broken)
    page = Walk(client, feel="fresh").to_the_end(ORDINARY)
    assert page.is_over
    assert "Start the 10-minute check" in page.text
    assert not section(page.text, "ahead")


# --------------------------------------------------------------------------------------------- a page of its own


def test_a_new_runner_is_told_how_it_begins(home):
    """No report: a sentence, a way to begin, nothing drawn."""
    page = visited(home, "/forecast")
    assert "The first check-in that tells of them starts it." in page
    assert 'href="/">Check in' in page
    assert "<svg class" not in page


def test_one_report_is_enough_for_the_typical_course(home):
    """Drawn grey, labelled as such; what was not seen yet is said."""
    decided(home, None)
    page = visited(home, "/forecast")
    assert "typical course of soreness as the literature has it" in section(page, "legs")
    assert "chart fan typical" in section(page, "legs")
    assert "The same is likely for the thigh (front)." in section(page, "legs")
    assert not section(page, "places")
    assert "No forecast is kept yet." in section(page, "went")
    assert "it takes eight mornings" in section(page, "learned")


def test_the_whole_page_of_a_longer_record(long_home):
    """Legs, this morning, how it went with both guesses, what was learned, the mornings after, and where from."""
    page = visited(long_home, "/forecast")
    assert "chart fan" in section(page, "legs")
    went = section(page, "went")
    for word in ("Same as last time", "Own average", "Promised", "You told"):
        assert word in went
    assert "after intervals" in section(page, "learned")
    assert "do not say what would have been better" in words(section(page, "advice"))
    assert "nothing of an injury" in section(page, "source")
    assert "nan" not in words(page).lower().split()


def test_every_chart_has_its_words_and_its_numbers(long_home):
    """role=img, title and description by id, ids of their own, and a table to open."""
    for path in ("/forecast", "/history"):
        page = visited(long_home, path)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        for chart in re.findall(r'<svg class="chart.*?</desc>', page):
            assert 'role="img"' in chart
            assert re.search(r"<desc[^>]*>[^<]*\d", chart)


def test_the_past_shows_what_was_forecast_and_what_came(long_home):
    """A part of the history, with its table, and the mornings after each verdict in counts."""
    page = visited(long_home, "/history")
    assert "chart fan" in section(page, "ahead")
    assert re.search(r">(yes|no)</td>", section(page, "ahead"))
    assert "Kept to it" in section(page, "advice")
    assert "%" not in words(section(page, "advice"))


def test_more_and_history_lead_to_it(client, home):
    """And a past without forecasts says so."""
    assert 'href="/forecast"' in client.get("/more").text
    page = client.get("/history").text
    assert 'href="/forecast"' in page
    assert "No forecast has met its morning" in section(page, "ahead")


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(lambda now: [_told(now, n, 10) for n in (0, 400, 4000)], id="gaps of years"),
        pytest.param(
            lambda now: [_told(now + timedelta(hours=n), 0, 3, f"{n}") for n in (-2, -1, 0)], id="thrice a day"
        ),
        pytest.param(lambda now: [_told(now, -3, 5)], id="a clock that went back"),
        pytest.param(lambda now: [_told(now, 0, 3, region=SCRIPT)], id="markup for a place"),
        pytest.param(
            lambda now: [Night(day=(now - timedelta(days=n)).date(), soreness=3, scale="pmsys") for n in range(9)],
            id="another scale",
        ),
    ],
)
def test_odd_records_are_a_page_all_the_same(home, records):
    """A sentence or a drawing, never a crash, never NaN, and nothing of a place's name is run."""
    with home.store() as store:
        store.add(records(home.now), "made", exact=True)
    for path in ("/forecast", "/history"):
        page = visited(home, path)
        assert SCRIPT not in page
        assert not re.search(r"\b(nan|inf)\b", words(page).lower())


def _told(now, ago, pain, name="", region="calf"):
    at = now - timedelta(days=ago)
    spot = Spot(region=region, side="left", answers={"pain": pain})
    return CheckIn(id=f"c{ago}{name}", at=at, answers={"legs": "sore"}, spots=(spot,))


# ---------------------------------------------------------------------------------------------- for programs


def test_programs_are_answered_what_the_command_prints(long_home, tmp_path, capsys):
    """Three operations, the same JSON as `--json`, and no number that JSON has not."""
    api = Api(long_home, tmp_path, capsys)
    for path, flags in (("/forecast", ()), ("/forecast/score", ("--score",)), ("/forecast/learned", ("--learned",))):
        found = api.get(path)
        assert found == api.command("forecast", *flags)
        json.dumps(found, allow_nan=False)


def test_an_empty_store_is_answered_too(home, tmp_path, capsys):
    """Why there is none, no scores, nothing learned."""
    api = Api(home, tmp_path, capsys)
    assert api.get("/forecast")["not_yet"] == "no_reports"
    assert api.get("/forecast/score")["scores"] == []
    assert api.get("/forecast/learned")["returns"] == []


# ------------------------------------------------------------------------------------------------ in the browser


@pytest.fixture(scope="module")
def long_site(long_home):
    """The longer record, served."""
    with Site(long_home, make_app(long_home.place)) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_can_be_read_by_everybody(browser, long_site, dark):
    """Axe finds nothing with everything open, what is touched is large enough, and a small phone is wide enough."""
    page = browser(dark=dark)
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("/forecast", "/today"):
        page.goto(f"{long_site.url}{address}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert not violations(page)
        assert not too_small(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_is_small_and_works_without_scripts(browser, long_site):
    """From More by a link; its numbers open without a script; bytes, requests, nobody else."""
    page = browser(scripts=False)
    traffic = Traffic(page)
    size, requests, strangers = traffic.visit(f"{long_site.url}/forecast")
    assert (size <= MOST_BYTES, requests <= MOST_REQUESTS, strangers) == (True, True, [])
    page.goto(f"{long_site.url}/more")
    page.get_by_role("link", name="The coming mornings").click()
    page.locator("#legs summary").first.click()
    expect(page.locator("#legs table").first).to_be_visible()
