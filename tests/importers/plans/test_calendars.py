"""Calendars: versions, cancelled events, zones, series; what is broken is named with its line and the rest is kept."""

import codecs
from datetime import date

import pytest

from importers.plans.calendar_writer import calendar, codes, days, event, read
from sorewise.importers.plans import read_plans
from sorewise.text.problems import problem_said

RUN = {"SUMMARY": "easy run 5 km"}
OUTLOOK = (
    "BEGIN:VTIMEZONE\r\nTZID:Custom West\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def test_name_and_description_are_understood_like_typed_lines():
    """The name says what it is, the description how; a mark makes it key; the place in the day is its length."""
    plan = read(
        calendar(
            event(
                UID="a", DTSTART_DATE="20260616", SUMMARY="6x800 @ 5k!", DESCRIPTION="2 km WU\\n6x800/400 jog\\n2 km CD"
            ),
            event(UID="b", DTSTART="20260617T180000", DTEND="20260617T184500", SUMMARY="Easy"),
            name="Spring 2026",
        )
    )
    first, second = plan.sessions
    assert (plan.format, plan.plan, plan.problems) == ("ics", "spring-2026", ())
    assert (first.kind, first.key, first.distance_m, len(first.steps)) == ("intervals", True, 11_200, 3)
    assert (first.source, first.source_uid, first.name) == ("ics", "a", "6x800 @ 5k")
    assert (second.kind, second.duration_s, second.start.hour) == ("easy", 2700, 18)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ({"DTSTART": "20260613T223000Z"}, ("06-14", "00:30")),  # UTC: another day where the runner lives
        ({"DTSTART": "20260613T223000"}, ("06-13", "22:30")),  # floating: the runner's own clock
        ({"DTSTART_DATE": "20260613"}, ("06-13", "")),
        ({"DTSTART_TZID": "America/New_York:20260613T193000"}, ("06-14", "01:30")),
        ({"DTSTART_TZID": "W. Europe Standard Time:20260613T223000"}, ("06-13", "22:30")),  # no VTIMEZONE of that name
        ({"DTSTART_TZID": "Custom West:20260613T223000"}, ("06-14", "05:30")),  # described in the file
        ({"DTSTART_TZID": "/mozilla.org/20050126_1/Europe/Berlin:20260613T223000"}, ("06-13", "22:30")),
    ],
)
def test_every_kind_of_clock_gets_the_runners_day(start, expected):
    """No time of another zone is taken for a local one."""
    plan = read(calendar(OUTLOOK, event(UID="a", **start, **RUN)))
    assert days(plan) == [expected]
    assert codes(plan) == []


def test_a_zone_nobody_knows_is_told():
    """Its times are kept, but never silently."""
    plan = read(calendar(*(event(UID=uid, DTSTART_TZID=f"Mars/Base:2026061{uid}T070000", **RUN) for uid in "34")))
    assert days(plan) == [("06-13", "07:00"), ("06-14", "07:00")]
    assert codes(plan) == ["zone_unknown"]
    assert "Mars/Base" in problem_said(plan.problems[0])


@pytest.mark.parametrize("order", [1, -1])
def test_the_highest_sequence_wins_then_the_latest_stamp(order):
    """Whichever stands first; an older version is no second session."""
    versions = [
        event(UID="a", SEQUENCE="1", DTSTAMP="20260105T000000Z", DTSTART_DATE="20260613", **RUN),
        event(UID="a", SEQUENCE="2", DTSTAMP="20260101T000000Z", DTSTART_DATE="20260614", **RUN),
        event(UID="a", SEQUENCE="2", DTSTAMP="20260102T000000Z", DTSTART_DATE="20260615", **RUN),
    ][::order]
    plan = read(calendar(*versions))
    assert days(plan) == [("06-15", "")]
    assert plan.sessions[0].source_sequence == 2


def test_a_session_moved_far_away_does_not_come_back_by_its_older_version():
    """The newest version counts even where it lies outside the days of a plan."""
    old = event(UID="a", SEQUENCE="0", DTSTART_DATE="20260613", **RUN)
    new = event(UID="a", SEQUENCE="1", DTSTART_DATE="20240101", **RUN)
    assert read(calendar(old, new)).sessions == ()


def test_cancelled_events_are_no_sessions():
    """One of its own, an occurrence, a whole series, a calendar of cancellations."""
    assert read(calendar(event(UID="a", STATUS="CANCELLED", DTSTART_DATE="20260613", **RUN))).sessions == ()
    series = event(UID="a", DTSTART_DATE="20260613", RRULE="FREQ=DAILY;COUNT=3", **RUN)
    gone = event(UID="a", RECURRENCEID_DATE="20260614", DTSTART_DATE="20260614", STATUS="CANCELLED", **RUN)
    assert days(read(calendar(series, gone))) == [("06-13", ""), ("06-15", "")]
    end = event(UID="a", SEQUENCE="5", STATUS="CANCELLED", DTSTART_DATE="20260613", RRULE="FREQ=DAILY;COUNT=3", **RUN)
    moved = event(UID="a", RECURRENCEID_DATE="20260614", DTSTART_DATE="20260620", **RUN)
    assert read(calendar(series, end, moved)).sessions == ()
    assert read(calendar("METHOD:CANCEL\r\n", event(UID="a", DTSTART_DATE="20260613", **RUN))).sessions == ()


def test_several_calendars_in_one_file():
    """Without names, or of one name, they are one plan; of two plans the first is taken and the other told."""
    one, two = (event(UID=uid, DTSTART_DATE=f"2026061{uid}", **RUN) for uid in "34")
    assert len(read(calendar(one) + calendar(two)).sessions) == 2
    assert len(read(calendar(one, name="A") + calendar(two, name="A")).sessions) == 2
    plan = read(calendar(one, name="A") + calendar(two, name="B"))
    assert (plan.plan, days(plan), codes(plan)) == ("a", [("06-13", "")], ["two_plans"])


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (event(UID="b", **RUN), "event_no_start"),
        (event(UID="b", DTSTART="20269999", **RUN), "event_bad_start"),
        (event(UID="b", DTSTART_DATE="20260614", RRULE="FREQ=SOMETIMES", **RUN), "rule_unknown"),
        (event(UID="b", DTSTART_DATE="20260614", RRULE="FREQ=SECONDLY", **RUN), "rule_too_fast"),
        (event(UID="b", DTSTART_DATE="20260614", RRULE="FREQ=MINUTELY;COUNT=9", **RUN), "rule_too_fast"),
        (event(UID="b", DTSTART="20260614T070000", RRULE="FREQ=HOURLY", **RUN), "rule_too_fast"),
        (event(UID="b", DTSTART_DATE="20260614", RRULE="FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", **RUN), "rule_unknown"),
        (event(UID="b", DTSTART_DATE="20260614", RRULE="FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3", **RUN), "rule_unknown"),
        (event(UID="b", DTSTART_DATE="20260614", DTEND_DATE="20260621", SUMMARY="Holiday"), "spans_days"),
        ("BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260614\r\n", "event_open"),
    ],
)
def test_what_is_broken_is_named_and_the_rest_is_kept(broken, code):
    """Each with its line."""
    plan = read(calendar(broken, event(UID="a", DTSTART_DATE="20260613", **RUN)))
    assert days(plan) == [("06-13", "")]
    assert [(problem.code, problem.place) for problem in plan.problems] == [(code, "line 4")]


def test_older_encodings_and_marks_are_read():
    """Latin-1 bytes, UTF-16, a byte-order mark, folded lines."""
    text = calendar(event(UID="a", DTSTART_DATE="20260613", SUMMARY="Läng\r\n ster Lauf 30 km"))
    for data in (text.encode("latin-1"), text.encode("utf-16"), codecs.BOM_UTF8 + text.encode()):
        plan = read(data)
        assert [(s.name, s.distance_m) for s in plan.sessions] == [("Längster Lauf 30 km", 30_000)]


def test_a_calendar_of_other_things_gives_its_training_only():
    """A word alone makes no session there; in a calendar of training, what nobody knows counts as hard."""
    other = [event(UID=f"o{n}", DTSTART_DATE="20260613", SUMMARY=f"Meeting {n}") for n in range(3)]
    talk = event(UID="t", DTSTART_DATE="20260614", SUMMARY="Long talk")
    run = event(UID="a", DTSTART_DATE="20260613", **RUN)
    plan = read(calendar(*other, talk, run))
    assert (len(plan.sessions), codes(plan)) == (1, ["not_training"])
    training = [event(UID=str(n), DTSTART_DATE=f"2026062{n}", SUMMARY="easy 5 km") for n in range(5)]
    plan = read(calendar(*training, event(UID="x", DTSTART_DATE="20260614", SUMMARY="Moonwalk")))
    assert [s.assumed for s in plan.sessions if s.name == "Moonwalk"] == [("kind",)]
    assert codes(plan) == ["kind_unknown"]


def test_reading_again_gives_the_same_ids_and_a_moved_session_keeps_its_own():
    """The id hangs on the plan and the event, not on the day."""
    before = read(calendar(event(UID="a", DTSTART_DATE="20260613", **RUN), name="A")).sessions[0]
    after = read(calendar(event(UID="a", SEQUENCE="1", DTSTART_DATE="20260614", **RUN), name="A")).sessions[0]
    assert before.id == after.id
    assert before.day != after.day


def test_a_folder_is_read_as_one():
    """The newest version counts wherever it is; what is no calendar is told; a place names its file."""
    files = [
        (calendar(event(UID="a", SEQUENCE="1", DTSTART_DATE="20260614", **RUN)).encode(), "x/2.ics"),
        (calendar(event(UID="a", DTSTART_DATE="20260613", **RUN), event(UID="b", **RUN)).encode(), "x/1.ics"),
        (b"hello", "x/readme.txt"),
    ]
    plan = read_plans(files, "My Folder", today=date(2026, 6, 11), zone="Europe/Berlin")
    assert (plan.plan, days(plan)) == ("my-folder", [("06-14", "")])
    told = [(problem.code, problem.path, problem.place) for problem in plan.problems]
    assert told == [
        ("event_no_start", "My Folder", "x/1.ics, line 9"),
        ("not_a_calendar", "x/readme.txt", ""),
    ]
    assert plan == read_plans(files[::-1], "My Folder", today=date(2026, 6, 11), zone="Europe/Berlin")


def test_a_folder_without_calendars_is_one_plan_of_several_files():
    """A file a month; an empty folder is told."""
    files = [
        (b"date,session\n2026-07-01,easy 5 km\n", "x/07.csv"),
        (b"date,session\n2026-06-12,easy 6 km\n", "x/06.csv"),
    ]
    plan = read_plans(files, "Summer", today=date(2026, 6, 11), zone="Europe/Berlin")
    assert days(plan) == [("06-12", ""), ("07-01", "")]
    assert {session.plan for session in plan.sessions} == {"summer"} == {plan.plan}
    assert codes(read_plans([], "Summer", today=date(2026, 6, 11), zone="Europe/Berlin")) == ["empty_folder"]


def test_without_the_library_it_says_how_to_get_it(monkeypatch):
    """A sentence, and no traceback."""
    monkeypatch.setattr("sorewise.importers.plans.recognise.find_spec", lambda _: None)
    plan = read(calendar(event(UID="a", DTSTART_DATE="20260613", **RUN)))
    assert codes(plan) == ["library_missing"]
    assert "pip install 'sorewise[plan]'" in problem_said(plan.problems[0])
