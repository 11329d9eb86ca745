"""Our own plan as JSON and as our own calendar, read back as it was; rubbish of every size, told in a sentence."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.exporters.ics import Entry, calendar
from sorewise.importers.plans import read_plan
from sorewise.importers.plans.tidy import tidy
from sorewise.model.plan import Absence, Availability, PlannedSession, Repeat, Step, Target
from sorewise.model.plan_json import WholePlan, plan_as_json, session_as_json
from sorewise.text.problems import problem_said

THURSDAY = date(2026, 6, 11)
TEXTS = st.text(max_size=12) | st.sampled_from(["Köln, 5 km; \\n!", "😀", "a\nb", "BEGIN:VEVENT"])
STEPS = st.builds(
    Step,
    role=st.sampled_from(["warmup", "active", "rest"]),
    duration_s=st.none() | st.floats(1, 9000),
    target=st.builds(Target, kind=st.sampled_from(["rpe", "open"]), low=st.none() | st.floats(1, 9)),
    cue=TEXTS,
)
SESSIONS = st.builds(
    PlannedSession,
    id=st.text("abc123", min_size=1, max_size=6),
    day=st.dates(date(2026, 5, 20), date(2027, 5, 1)),
    start=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    kind=st.sampled_from(["easy", "long", "tempo", "race", "strength_leg", "rest"]),
    duration_s=st.none() | st.floats(1, 80_000),
    distance_m=st.none() | st.floats(1, 200_000),
    steps=st.lists(
        STEPS | st.builds(Repeat, times=st.integers(1, 9), steps=st.lists(STEPS, max_size=2).map(tuple))
    ).map(tuple),
    key=st.booleans(),
    hold=st.sampled_from(["movable", "same_week", "fixed"]),
    priority=st.sampled_from([None, "A"]),
    race=st.sampled_from([None, "half"]),
    name=TEXTS,
    notes=TEXTS,
    plan=st.just("spring"),
    source=st.sampled_from(["hand", "csv", "ics"]),
    source_uid=TEXTS,
    assumed=st.sampled_from([(), ("kind",)]),
).map(tidy)
PLANS = st.lists(SESSIONS, max_size=4, unique_by=lambda session: session.id)


def read(data, name="x.json"):
    """The plan in these bytes, read on that Thursday."""
    return read_plan(data, name, today=THURSDAY, zone="Europe/Berlin")


def in_order(sessions):
    """As a plan has them."""
    return tuple(sorted(sessions, key=lambda s: (s.day, "" if s.start is None else s.start.isoformat(), s.id)))


@given(PLANS)
def test_a_plan_as_json_is_read_back_as_it_was(sessions):
    """Every field of every session, and the availability."""
    free = Availability(
        weekdays={1: 60, 6: 0}, dates={THURSDAY: 30}, absences=(Absence(first=THURSDAY, last=THURSDAY),)
    )
    whole = WholePlan(plan="spring", sessions=tuple(sessions), availability=free)
    plan = read(json.dumps(plan_as_json(whole)).encode())
    assert (plan.format, plan.plan, plan.sessions, plan.availability) == (
        "sorewise",
        "spring",
        in_order(sessions),
        free,
    )
    assert {problem.code for problem in plan.problems} <= {"plan_in_the_past"}


@given(PLANS)
def test_our_own_calendar_is_read_back_as_it_was(sessions):
    """Whatever stands in names and notes."""
    entries = [Entry(session=session, summary=session.name or "Run", description=session.notes) for session in sessions]
    now = datetime(2026, 6, 11, 8, tzinfo=UTC)
    data, _ = calendar(entries, before={}, plan="spring", now=now, zone="Europe/Berlin", name="Spring")
    plan = read(data, "x.ics")
    assert plan.sessions == in_order(sessions)
    assert {problem.code for problem in plan.problems} <= {"plan_in_the_past", "no_sessions"}


def test_a_session_dragged_in_the_calendar_stands_where_it_was_put():
    """Its event wins over what was written into it; a damaged one is read like any other."""
    session = PlannedSession(id="a", day=date(2026, 6, 13), start=time(7), plan="spring", name="easy 5 km")
    now = datetime(2026, 6, 11, 8, tzinfo=UTC)
    data, _ = calendar(
        [Entry(session=session, summary="easy 5 km")], before={}, plan="spring", now=now, zone="Europe/Berlin"
    )
    moved = read(data.replace(b"20260613T070000", b"20260614T180000"), "x.ics")
    assert moved.sessions == (replace(session, day=date(2026, 6, 14), start=time(18)),)
    damaged = read(data.replace(b'"kind"', b'"kynd"'), "x.ics")
    assert [(s.kind, s.distance_m, s.day) for s in damaged.sessions] == [("easy", 5000, date(2026, 6, 13))]
    assert [problem.code for problem in damaged.problems] == ["own_broken"]


def test_a_session_that_is_not_as_it_should_be_is_named():
    """With its place; the others are kept."""
    good = session_as_json(PlannedSession(id="a", day=date(2026, 6, 13)))
    sessions = [good, {**good, "id": "b", "kind": "swim"}, {"id": "c"}, {**good, "id": "d", "colour": "red"}, good, 7,
                {**good, "id": "e", "distance_m": 900_000}, {**good, "id": ""}]  # fmt: skip
    plan = read(json.dumps({"sorewise_plan": {"format": 1, "plan": "x"}, "sessions": sessions, "extra": 1}).encode())
    assert [s.id for s in plan.sessions] == ["a"]
    assert [(problem.code, problem.place) for problem in plan.problems] == [
        ("left_out", "extra"),
        ("bad_field", "sessions[1].kind"),
        ("missing_field", "sessions[2]"),
        ("unknown_field", "sessions[3].colour"),
        ("doubled_id", "sessions[4]"),
        ("bad_field", "sessions[5]"),
        ("absurd_length", "sessions[6]"),
        ("bad_field", "sessions[7].id"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"%PDF-1.7 ...", "not_a_plan"),
        (b"PK\x03\x04" + bytes(200), "not_a_plan"),
        (bytes(range(256)) * 20, "not_a_plan"),
        (b"<html><body>plan</body></html>", "not_a_plan"),
        (b'{"sorewise_plan": {"format": 99}}', "newer_format"),
        (b'{"sorewise_plan": 1}', "bad_format"),
        (b'{"sorewise": {"format": 1}, "plan": []}', "full_export"),
        (b'{"a": 1}', "json_unknown"),
        (b"[1, 2]", "json_unknown"),
        (b"[" * 200_000, "not_json"),
        (b'[{"a":' * 100_000, "not_json"),
        (b"[" + b"[]," * 3_000_000 + b"[]]", "too_large"),
        (b"[" + b"9" * 100_000 + b"]", "not_json"),
        (b'{"sorewise_plan": {"format": 1}} {"sorewise_plan": {"format": 1}}', "not_json"),
        (b"x" * (5 * 1024 * 1024), "too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b" " * (33 * 1024 * 1024) + b"x", "too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000, "event_open"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no_sessions"),
        (b"date,session\n", "no_sessions"),
        (b"# only a remark\n", "no_sessions"),
    ],
)
def test_what_is_no_plan_is_told_in_a_sentence(data, code):
    """Whatever its size and depth; nothing is kept of it."""
    plan = read(data, "x")
    assert plan.sessions == ()
    assert plan.problems[0].code == code
    assert all("could not be taken" not in problem_said(problem) for problem in plan.problems)


def test_more_problems_than_anybody_reads_are_counted():
    """Forty are told one by one."""
    plan = read(b"nothing\n" * 100, "x")
    assert (len(plan.problems), plan.problems[-1].code, plan.problems[-1].values["count"]) == (41, "more_problems", 60)


LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:X", "UID:a",
     "DTSTART:20260613T070000Z",
     "DTSTART;TZID=X:20260613T070000", "DTSTART;VALUE=DATE:20260613", "DTSTART:x", "RRULE:x",
     "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;BYDAY=53MO;INTERVAL=0", "EXDATE:20260614", "SEQUENCE:x",
     "RECURRENCE-ID:20260614T070000Z",
     "SUMMARY:easy 5 km", "RDATE;VALUE=PERIOD:20260613T070000Z/PT1H", "DURATION:-PT1H", "DTEND:20260101",
     "STATUS:CANCELLED",
     "X-SOREWISE-SESSION:{", " folded", "CATEGORIES:Run,x", "END:VCALENDAR", "BEGIN:VCALENDAR",
     "DTSTART:99991231T235959Z"]
) | st.text(max_size=10)  # fmt: skip


@given(st.lists(LINES, max_size=25))
def test_no_calendar_raises(lines):
    """Whatever its lines; read twice it is the same."""
    data = "\r\n".join(["BEGIN:VCALENDAR", *lines]).encode()
    plan = read(data, "x.ics")
    assert plan == read(data, "x.ics")
    assert all("could not be taken" not in problem_said(problem) for problem in plan.problems)


@given(
    st.sampled_from([b"BEGIN:VCALENDAR\r\n", b"[", b"{", b"date,session\n", b"|day|session|\n|--|--|\n", b"tue "]),
    st.binary(),
)
def test_rubbish_behind_a_good_beginning(begin, data):
    """Never raises."""
    assert read(begin + data) == read(begin + data)
