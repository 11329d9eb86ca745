"""The Plan page by its forms, as a browser without scripts has it: rows, keeping, another way, taking back, moving."""

import re
from dataclasses import replace
from html import unescape

import pytest

from apps.web.made_plan import CALF, plan, with_plan
from apps.web.test_today import words_of
from apps.web.walk import MUSCLE, ORDINARY, Walk
from sorewise.coach.week import MoveRefusedError
from sorewise.model.plan import Placement
from sorewise.store import DecisionRecord

WEEK_OF_MOVES = 14


@pytest.fixture
def planned(client, home):
    """A plan of two weeks, and nothing told this morning."""
    with_plan(home)
    return client


@pytest.fixture
def sore(planned):
    """The same after a check-in with a sore calf: something has to change."""
    Walk(planned).to_the_end({**ORDINARY, **MUSCLE, **CALF})
    return planned


def field(page, name):
    """The value of a field or button of a page."""
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def kept(home):
    """Where sessions stand, as far as it was agreed."""
    with home.store() as store:
        return {one.session: one for one in store.weeks.now().kept}


def rows(page):
    """The days of the page, each as its text."""
    return {
        day: words_of(row)
        for day, row in re.findall(
            r'<li class="on[^"]*" data-day="([\d-]+)"(.*?)</li>\n(?=<li class="on|</ol>)', page, re.DOTALL
        )
    }


# ---------------------------------------------------------------------------------------------------------- rows


def test_without_a_plan_it_offers_to_bring_one(client, home):
    """Nothing is planned for the runner; typing and a file are offered, and the tab is there."""
    with home.store() as store:
        store.remove_planned([one.id for one in store.history().plan], home.now)
    page = client.get("/plan").text
    assert "You have no plan for the coming days" in page
    assert 'action="/plan/read"' in page
    assert 'action="/plan/file"' in page
    assert '<a href="/plan" aria-current="page">Plan</a>' in page


def test_fourteen_days_with_their_sessions_and_marks(planned):
    """Every day has a row with its likely verdict; key and fixed are said; without a check-in nothing is proposed."""
    page = planned.get("/plan").text
    found = rows(page)
    assert len(found) == 14
    assert "Key session" in found["2026-06-14"]
    assert "Fixed" in found["2026-06-17"]
    assert "Nothing planned" in found["2026-06-15"]
    assert all("likely" in row or "open" in row for row in found.values())
    assert "Check in" in page


def test_what_changes_is_struck_through_with_its_reason(sore):
    """The old session, the new one, one line why, the whole why with the rule's page, and the verdict of today."""
    page = sore.get("/plan").text
    assert re.search(r"\d+ changes? in your week, because of today&#39;s calf", page)
    today = rows(page)["2026-06-11"]
    assert "Intervals" in re.search(r"<s>(.*?)</s>", page)[1]
    assert "Cross-training" in today
    assert "WK-VERDICT" in today
    assert re.search(r'<span class="pill p-cross"><svg.*?</svg>Switch</span>', page, re.DOTALL)
    rule = re.search(r'href="(/rules/WK-[^"]+)"', page)[1]
    assert "Evidence:" in sore.get(rule).text


def test_today_is_the_same_on_both_pages(sore):
    """What the verdict left of today's session stands in the row of today, as long as the verdict says."""
    left = re.search(r"Now: (Cross-training, \d+ min)", words_of(sore.get("/today").text))[1]
    assert f'<p class="now-is"><a href="/plan/session?session=s0">{left}</a>' in sore.get("/plan").text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_move_tells_what_it_changes_and_what_was_proposed_before(sore):
    """What would be so anyway is told apart, in a line, from what the move itself brings about."""
    page = sore.get("/plan/move?session=s5&day=2026-06-15").text
    changes = re.findall(r'<div class="change">.*?</div>', page, re.DOTALL)
    proposed = int(re.search(r"The (\d+) changes proposed before are kept with it", page)[1])
    assert proposed
    assert len(changes) + proposed >= 4


def test_the_verdict_page_leads_to_the_changes(sore):
    """It says how many there are, and hands today's session to watch and calendar."""
    page = sore.get("/today").text
    count = re.search(r'<a class="btn ghost" href="/plan">(\d+) changes? in your week</a>', page)[1]
    assert f"{count} change" in sore.get("/plan").text
    assert "/today/take?format=ics" in page


# ------------------------------------------------------------------------------------------------------- keeping


def test_keep_and_undo(sore, home):
    """What was proposed stands, twice sent is once; taken back it is proposed no more, and Undo is gone."""
    page = sore.get("/plan").text
    situation = field(page, "situation")
    page = sore.post("/plan/keep", data={"situation": situation, "way": "proposed"}).text
    assert "Kept. Your week stands like this now." in page
    assert "No changes in your week." in page
    assert kept(home)["s0"].form == "cross_train"
    again = sore.post("/plan/keep", data={"situation": situation, "way": "proposed"})
    assert again.status_code == 409
    version = field(page, "version")
    page = sore.post("/plan/undo", data={"version": version}).text
    assert "Taken back." in page
    assert kept(home) == {}
    assert sore.post("/plan/undo", data={"version": version}).status_code == 409


def test_another_way_is_kept_instead(sore, home):
    """At most three, each with its difference in a line; the one that is chosen is the one that stands."""
    page = sore.get("/plan").text
    ways = re.findall(r'name="way" value="([^"]+)" aria-describedby', page)
    assert 1 <= len(ways) <= 3
    sore.post("/plan/keep", data={"situation": field(page, "situation"), "way": unescape(ways[-1])})
    assert kept(home)


def test_a_week_that_changed_since_is_shown_and_not_kept(sore, home):
    """The situation is another than the one that was shown: the page says so, with the new proposal."""
    situation = field(sore.get("/plan").text, "situation")
    with home.store() as store:
        longer = [replace(one, duration_s=5400.0) for one in plan(home.now.date()) if one.id == "s1"]
        store.add(longer, "test", exact=True)
    answer = sore.post("/plan/keep", data={"situation": situation, "way": "proposed"})
    assert answer.status_code == 409
    assert "Your week has changed since that page was made" in answer.text
    assert field(answer.text, "situation") != situation
    assert kept(home) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"situation": ""},
        {"situation": "x" * 1000, "way": "proposed"},
        {"situation": "\x00", "way": "proposed"},
        {"way": "proposed"},
    ],
)
def test_rubbish_keeps_nothing(sore, home, fields):
    """A sentence, and the week as it was."""
    answer = sore.post("/plan/keep", data=fields)
    assert answer.status_code == 409
    assert kept(home) == {}


@pytest.mark.parametrize("way", ["other_way", "do_less s99", "../..", "<b>", "proposed2"])
def test_a_way_that_there_is_not_is_refused(sore, home, way):
    """No other way is kept in its place."""
    answer = sore.post("/plan/keep", data={"situation": field(sore.get("/plan").text, "situation"), "way": way})
    assert answer.status_code == 409
    assert kept(home) == {}


def test_who_was_sent_says_that_they_were_seen(planned, home):
    """Asked once; offered only to those who were sent to somebody the same day or sooner."""
    assert "/plan/cleared" not in planned.get("/plan").text
    sent = {"activity": "rest", "referral": "same_day", "headline": "urgent_care"}
    with home.store() as store:
        store.add([DecisionRecord(id="sent", day=home.now.date(), at=home.now, decision=sent)], "hand", exact=True)
    assert "/plan/cleared" in planned.get("/plan").text
    assert "may run again" in planned.get("/plan/cleared").text
    planned.post("/plan/cleared")
    with home.store() as store:
        assert store.weeks.now().cleared == home.now.date()


@pytest.mark.parametrize(
    "address",
    ["/plan/keep", "/plan/undo", "/plan/move", "/plan/session", "/plan/session/leave-out", "/plan/session/back",
     "/plan/read", "/plan/file", "/plan/cleared", "/plan/time", "/plan/away", "/plan/away/remove", "/plan/remove",
     "/plan/read/x/keep", "/plan/read/x/drop"],
)  # fmt: skip
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_changes_a_plan(planned, home, address, site):
    """403 to what another page started, at every address that changes something."""
    answer = planned.post(address, data={"session": "s1"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert kept(home) == {}


# -------------------------------------------------------------------------------------------------------- moving


def test_a_move_is_looked_at_before_it_is_kept(planned, home):
    """Move, a day, what it would change, Keep; then it stands there, as the runner's own."""
    page = planned.get("/plan/move?session=s5").text
    free = list(re.findall(r'<label class="choice"><input type="radio" name="day" value="([\d-]+)" required>', page))
    assert "2026-06-15" in free
    page = planned.get("/plan/move?session=s5&day=2026-06-15").text
    assert "Easy run, 40 min on Mon 15 Jun" in page
    assert kept(home) == {}
    planned.post("/plan/move", data={"session": "s5", "day": "2026-06-15", "situation": field(page, "situation")})
    assert kept(home)["s5"].day.isoformat() == "2026-06-15"
    assert "Easy run" in rows(planned.get("/plan").text)["2026-06-15"]


def test_a_refusal_names_its_rule_and_anyway_sets_it_aside(planned, home):
    """Hard beside hard is refused by its rule; Anyway is offered, kept, and said on the page from then on."""
    page = planned.get("/plan/move?session=s9").text
    day = re.search(r'<label class="choice against"><input type="radio" name="day" value="([\d-]+)"', page)[1]
    page = planned.get(f"/plan/move?session=s9&day={day}").text
    assert "Not on " in page
    assert re.search(r'href="/rules/WK-[^"]+"', page)
    assert 'name="situation"' not in page
    page = planned.get(re.search(r'href="(/plan/move[^"]*anyway=yes)"', page)[1].replace("&amp;", "&")).text
    fields = {"session": "s9", "day": day, "situation": field(page, "situation"), "anyway": "yes"}
    page = planned.post("/plan/move", data=fields).text
    assert kept(home)["s9"].anyway
    assert "you set a rule aside for it" in page


def test_what_may_not_be_set_aside_is_never_offered(planned, home, monkeypatch):
    """No Anyway on the page, and one that is sent all the same keeps nothing."""

    def refuse(situation, book, session, day, **_):
        raise MoveRefusedError(session, day, ("WK-BONE-STRESS",), final=True)

    page = planned.get("/plan/move?session=s5&day=2026-06-15").text
    monkeypatch.setattr("sorewise.apps.web.handlers.plan_move.moved", refuse)
    fields = {"session": "s5", "day": "2026-06-15", "anyway": "yes", "situation": field(page, "situation")}
    for answer in (
        planned.get("/plan/move?session=s5&day=2026-06-15&anyway=yes"),
        planned.post("/plan/move", data=fields),
    ):
        assert "This one cannot be set aside." in answer.text
        assert "anyway=yes" not in answer.text
    assert kept(home) == {}


def test_a_move_from_an_old_page_is_shown_again(planned, home):
    """The situation changed in between: nothing is kept before it was looked at."""
    page = planned.get("/plan/move?session=s5&day=2026-06-15").text
    old = field(page, "situation")
    with home.store() as store:
        store.remove_planned(["s6"], home.now)
    answer = planned.post("/plan/move", data={"session": "s5", "day": "2026-06-15", "situation": old})
    assert answer.status_code == 409
    assert kept(home) == {}


@pytest.mark.parametrize("day", ["2026-06-10", "2027-01-01", "soon", "2026-02-30", "\x00", "9" * 300])
def test_a_day_that_is_none_is_told(planned, day):
    """422 with the days to choose from."""
    answer = planned.get("/plan/move", params={"session": "s5", "day": day})
    assert answer.status_code == 422
    assert "That is no day" in answer.text


@pytest.mark.parametrize("name", ["", "s99", "../x", "\x00", "x" * 5000, "s5 "])
@pytest.mark.parametrize("address", ["/plan/move", "/plan/session", "/plan/take"])
def test_a_session_that_there_is_not(planned, address, name):
    """404, with a page that says so."""
    assert planned.get(address, params={"session": name, "format": "fit"}).status_code == 404


def test_a_fixed_session_is_not_moved(planned, home):
    """No days are offered; the way to take the mark away is."""
    page = planned.get("/plan/move?session=s6").text
    assert "This session is fixed" in page
    assert 'name="day"' not in page


# ------------------------------------------------------------------------------------------------------ a session


def test_a_session_is_marked_left_out_and_put_back(planned, home):
    """Key and fixed are the runner's to say; left out it is struck through; put back it is as its author meant it."""
    planned.post("/plan/session", data={"session": "s5", "mark": ["key", "fixed"]})
    page = planned.get("/plan").text
    assert "Key session" in rows(page)["2026-06-16"]
    assert "Fixed" in rows(page)["2026-06-16"]
    refused = planned.post("/plan/session/leave-out", data={"session": "s5"})
    assert refused.status_code == 409
    planned.post("/plan/session", data={"session": "s5"})
    planned.post("/plan/session/leave-out", data={"session": "s5"})
    assert kept(home)["s5"] == Placement(session="s5", day=kept(home)["s5"].day, form="drop", by="runner")
    assert "left out" in rows(planned.get("/plan").text)["2026-06-16"]
    planned.post("/plan/session/back", data={"session": "s5"})
    assert kept(home) == {}


def test_its_page_shows_steps_and_files(planned):
    """Every step in words, and a file of each kind."""
    page = planned.get("/plan/session?session=s9").text
    assert "5 times:" in page
    assert all(f"format={name}" in page for name in ("fit", "zwo", "txt", "ics"))


# ------------------------------------------------------------------------------------------------------- taking


@pytest.mark.parametrize(
    ("ending", "start"), [("fit", b""), ("zwo", b"<?xml"), ("txt", b"- "), ("ics", b"BEGIN:VCALENDAR")]
)
def test_a_session_to_take_along(planned, ending, start):
    """A file that says its kind and its name."""
    answer = planned.get(f"/plan/take?session=s9&format={ending}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert re.search(rf'filename="sorewise-2026-06-\d\d-intervals.{ending}"', answer.headers["content-disposition"])
    if ending == "fit":
        assert answer.content[8:12] == b".FIT"


def test_today_as_this_morning_rewrote_it(sore):
    """The calendar entry is the same event as the plan's, in a newer version."""
    whole = sore.get("/plan/calendar.ics").text
    mine = sore.get("/today/take?format=ics").text
    uid = re.search(r"UID:(.*s0@.*)\r", whole)[1]
    assert uid in mine
    assert int(re.search(r"SEQUENCE:(\d+)", mine)[1]) > 0
    assert "Cross-training" in mine


def test_the_calendar_holds_what_was_agreed(sore, home):
    """A proposal is not in it; kept it is, under the same ids; a file of no kind is not there."""
    before = sore.get("/plan/calendar.ics").text
    assert before.count("BEGIN:VEVENT") == 10
    assert sore.get("/plan/calendar.ics").text == before
    page = sore.get("/plan").text
    sore.post("/plan/keep", data={"situation": field(page, "situation"), "way": "proposed"})
    after = sore.get("/plan/calendar.ics").text
    assert set(re.findall(r"UID:(.*)\r", after)) == set(re.findall(r"UID:(.*)\r", before))
    assert after != before
    assert sore.get("/plan/take?session=s0&format=exe").status_code == 404


def test_a_zwift_workout_of_no_run_is_told(planned):
    """422 with a sentence."""
    answer = planned.get("/plan/take?session=s6&format=zwo")
    assert answer.status_code == 422
    assert "There is no session in it that could be written" in answer.text


# ------------------------------------------------------------------------------------------------- kept as a page


def test_a_page_that_is_kept_is_never_older_than_the_record(sore, home):
    """What another program writes, another day and another unit stand on the next page."""
    before = sore.get("/plan").text
    assert sore.get("/plan").text == before
    with home.store() as store:
        store.remove_planned(["s1"], home.now)
    assert sore.get("/plan").text != before
    home.later(days=1)
    assert "2026-06-11" not in rows(sore.get("/plan").text)


def test_a_plan_page_never_takes_a_verdict_away(client, home, monkeypatch):
    """Where the week cannot be planned, the verdict is shown all the same."""
    from sorewise.model.errors import InputError

    def cannot(*_, **__):
        raise InputError("no week")

    monkeypatch.setattr("sorewise.apps.web.handlers.today.coming", cannot)
    assert Walk(client).to_the_end({**ORDINARY, **MUSCLE, **CALF}).is_over
