"""What is good in a document of ours is read; what is not is named with its place, and nothing raises."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.exporters.full_json import document
from sorewise.importers import own_json
from sorewise.model.plan import Availability, Placement, PlannedSession, Repeat, Step, WeekSettings
from sorewise.model.records import CheckIn, History, ImportProblem, Night, Session
from sorewise.store import DecisionRecord, WeekVersion
from store import made_records as made

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
SESSION = Session(id="s", start=MORNING, duration_s=3600.0, hr_zone_s=(1.0, 2.0))
NIGHT = Night(day=date(2026, 11, 22), resting_hr=48.0)
CHECK_IN = CheckIn(id="c", at=MORNING, answers={"pain": 3}, safety=())
PLANNED = PlannedSession(
    id="p", day=date(2026, 11, 22), steps=(Repeat(times=6, steps=(Step(role="active", distance_m=400.0),)),)
)
HISTORY = History(sessions=(SESSION,), nights=(NIGHT,), check_ins=(CHECK_IN,), plan=(PLANNED,))
DECISION = DecisionRecord(id="d", day=MORNING.date(), at=MORNING, check_in_id="c", decision={"activity": "rest"})


def _read(found, **also):
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    items = list(own_json.read(io.BytesIO(data), "my-data.json", also))
    problems = [item for item in items if isinstance(item, ImportProblem)]
    return [item for item in items if not isinstance(item, ImportProblem)], problems


@pytest.fixture
def found():
    """A good document, as plain data to be spoilt."""
    return json.loads(document(HISTORY, [DECISION]))


def test_a_document_is_recognised_by_its_opening():
    """By its content, with or without a mark of byte order; not by being JSON."""
    head = document(HISTORY).encode()
    assert own_json.recognises(head, "x.json")
    assert own_json.recognises(b"\xef\xbb\xbf" + head, "anything")
    assert not own_json.recognises(b'{"sessions": []}', "sorewise.json")


def test_a_good_document_gives_its_records(found):
    """In the order profile, sessions, nights, check-ins, plan, and what the caller reads beyond."""
    records, problems = _read(found, decisions=DecisionRecord)
    assert records == [HISTORY.profile, SESSION, NIGHT, CHECK_IN, PLANNED, DECISION]
    assert problems == []


def test_a_section_that_is_not_read_is_named(found):
    """Decisions that the caller has no place for, or a section of a later version: never lost in silence."""
    found["shoes"] = [{}, {}]
    _, problems = _read(found)
    assert [(one.code, one.place, one.values) for one in problems] == [
        ("left_out", "decisions", {"count": 1}),
        ("left_out", "shoes", {"count": 2}),
    ]


@pytest.mark.parametrize(
    ("section", "change", "code", "place"),
    [
        ("sessions", {"start": "yesterday"}, "bad_field", "sessions[0].start"),
        ("sessions", {"start": "2026-02-30T07:00:00+01:00"}, "bad_field", "sessions[0].start"),
        ("sessions", {"start": "2026-11-22T07:00:00"}, "bad_field", "sessions[0].start"),
        ("sessions", {"start": 7}, "bad_field", "sessions[0].start"),
        ("sessions", {"sport": "chess"}, "bad_field", "sessions[0].sport"),
        ("sessions", {"sport": ["run"]}, "bad_field", "sessions[0].sport"),
        ("sessions", {"rpe": "hard"}, "bad_field", "sessions[0].rpe"),
        ("sessions", {"rpe": True}, "bad_field", "sessions[0].rpe"),
        ("sessions", {"rpe": 10**400}, "bad_field", "sessions[0].rpe"),
        ("sessions", {"legs": 1}, "bad_field", "sessions[0].legs"),
        ("sessions", {"name": None}, "bad_field", "sessions[0].name"),
        ("sessions", {"hr_zone_s": [1, "2"]}, "bad_field", "sessions[0].hr_zone_s[1]"),
        ("sessions", {"hr_zone_s": 1}, "bad_field", "sessions[0].hr_zone_s"),
        ("sessions", {"shoes": "red"}, "unknown_field", "sessions[0].shoes"),
        ("nights", {"day": "22.11.2026"}, "bad_field", "nights[0].day"),
        ("check_ins", {"answers": {"pain": {"now": 3}}}, "bad_field", "check_ins[0].answers.pain"),
        ("check_ins", {"answers": []}, "bad_field", "check_ins[0].answers"),
        ("check_ins", {"spots": [{"side": "left"}]}, "missing_field", "check_ins[0].spots[0]"),
        ("check_ins", {"spots": ["calf"]}, "bad_field", "check_ins[0].spots[0]"),
        ("plan", {"steps": [{"times": 1.5, "steps": []}]}, "bad_field", "plan[0].steps[0].times"),
        (
            "plan",
            {"steps": [{"role": "active", "target": {"kind": "luck"}}]},
            "bad_field",
            "plan[0].steps[0].target.kind",
        ),
    ],
)
def test_a_bad_record_is_named_and_the_others_are_kept(found, section, change, code, place):
    """One record that is not as its class says does not lose the rest."""
    good = dict(found[section][0])
    found[section][0].update(change)
    found[section].append({**good, "day": "2026-11-23"} if section == "nights" else {**good, "id": "other"})
    records, problems = _read(found, decisions=DecisionRecord)
    assert (problems[0].code, problems[0].place) == (code, place)
    assert len(records) == 6


def test_a_record_given_twice_is_read_once(found):
    """Two records of one id would be one in the store, and nobody could say which."""
    found["sessions"] *= 2
    found["nights"] *= 2
    records, problems = _read(found, decisions=DecisionRecord)
    assert len(records) == 6
    assert [(one.code, one.place) for one in problems] == [("doubled_id", "sessions[1]"), ("doubled_id", "nights[1]")]


def test_a_decision_without_its_check_in_stands_alone(found):
    """The check-in was spoilt; what was decided is still worth keeping."""
    found["check_ins"] = []
    records, problems = _read(found, decisions=DecisionRecord)
    assert records[-1] == replace(DECISION, check_in_id=None)
    assert [(one.code, one.place) for one in problems] == [("missing_check_in", "decisions[0].check_in_id")]


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"goal": "win"}, ".goal"),
        ({"availability": {"weekdays": {"monday": 60}}}, ".availability.weekdays.monday"),
        ({"availability": {"dates": {"22.11.2026": 0}}}, ".availability.dates.22.11.2026"),
        ({"kept": [{"session": "p", "day": "2026-11-24", "form": "flying"}]}, ".kept[0].form"),
    ],
)
def test_what_was_agreed_of_weeks_is_read_as_strictly(settings, place):
    """Names of days included; a version that is right is kept."""
    week = WeekVersion(
        id="w",
        at=MORNING,
        why="keep",
        settings=WeekSettings(
            availability=Availability(weekdays={0: 60.0}, dates={MORNING.date(): 0.0}),
            kept=(Placement(session="p", day=MORNING.date(), form="drop"),),
        ),
    )
    found = json.loads(document(HISTORY, weeks=[week]))
    found["weeks"].append({**found["weeks"][0], "id": "spoilt", "settings": settings})
    records, problems = _read(found, weeks=WeekVersion)
    assert records[-1] == week
    assert [(one.code, one.place) for one in problems] == [("bad_field", f"weeks[1].settings{place}")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_json"),
        (b'{"sorewise": {"format": 1}', "not_json"),
        (b'{"sorewise": {"format": 1}, "profile": NaN}', "not_json"),
        (b'{"sorewise": {"format": 1}, "x": "\xff"}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "bad_format"),
        (b'{"sorewise": 1}', "bad_format"),
        (b'{"sorewise": {"format": "1"}}', "bad_format"),
        (b'{"sorewise": {"format": true}}', "bad_format"),
        (b'{"sorewise": {"format": 2}}', "newer_format"),
    ],
)
def test_what_is_no_document_of_ours_is_one_problem(data, code):
    """Cut short, not ours, or written by a later version."""
    records, problems = _read(data)
    assert records == []
    assert [problem.code for problem in problems] == [code]


def test_a_section_that_is_no_list_is_named(found):
    """As any other field."""
    found["sessions"] = {}
    _, problems = _read(found, decisions=DecisionRecord)
    assert [(one.code, one.place) for one in problems] == [("bad_field", "sessions")]


@given(st.dictionaries(st.sampled_from(["profile", *own_json.SECTIONS]), made.JSON | st.lists(made.OBJECT, max_size=3)))
def test_nothing_raises(sections):
    """Whatever JSON the sections hold."""
    _read({"sorewise": {"format": 1}, **sections})


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    """Whatever the file is."""
    _read(data)
    _read(b'{"sorewise": {"format": 1}, "sessions": [' + data)
