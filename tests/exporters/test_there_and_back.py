"""Out by an exporter and in by the door for plans: calendar and own JSON whole, intervals.icu as far as it can say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from exporters.sessions import FIRST, sessions
from sorewise.exporters import intervals_icu, plan_json
from sorewise.exporters.ics import Entry, calendar
from sorewise.importers.plans import read_plan
from sorewise.importers.plans.tidy import tidy
from sorewise.model.plan import Step

NOW = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)
ZONE = "Europe/Berlin"


def _some(count):
    """Sessions that a door for plans lets in: of one plan and the runner's zone, and no empty repeats."""
    for one in sessions(count):
        steps = tuple(step for step in one.steps if isinstance(step, Step) or (step.times > 1 and step.steps))
        yield tidy(replace(one, plan="spring", zone=ZONE, name=one.name.strip(), steps=steps, source="sorewise"))


def _back(data, name="plan"):
    read = read_plan(data, name, today=NOW.date(), zone=ZONE)
    return read, {session.id: session for session in read.sessions}


def test_our_calendar_is_read_whole():
    """Every field of every session."""
    made = {one.id: one for one in _some(200)}
    data, _ = calendar([Entry(session=one, summary="x") for one in made.values()], before={}, plan="spring", now=NOW)
    read, back = _back(data, "week.ics")
    assert read.format == "ics"
    different = {name: (made[name], back.get(name)) for name in made if back.get(name) != made[name]}
    assert not different


def test_a_session_dragged_to_another_day_comes_back_on_it():
    """What the calendar says of its day counts, and it stays the same session."""
    (one,) = _some(1)
    data, _ = calendar([Entry(session=replace(one, start=None), summary="x")], before={}, plan="spring", now=NOW)
    file = Calendar.from_ical(data)
    file.walk("VEVENT")[0]["DTSTART"].dt = FIRST + timedelta(days=3)
    _, back = _back(file.to_ical())
    assert back[one.id].day == FIRST + timedelta(days=3)


def test_what_is_cancelled_does_not_come_back():
    """A session left out of the plan is left out of what is read."""
    (one,) = _some(1)
    entry = Entry(session=one, summary="x")
    _, written = calendar([entry], before={}, plan="spring", now=NOW)
    data, _ = calendar([replace(entry, dropped=True)], before=written, plan="spring", now=NOW)
    assert _back(data)[1] == {}


def test_our_own_plan_is_read_whole():
    """Every field of every session."""
    made = {one.id: one for one in _some(200)}
    read, back = _back(plan_json.document(tuple(made.values()), plan="spring").encode())
    assert (read.format, read.plan) == ("sorewise", "spring")
    assert back == made


def test_events_of_intervals_icu_are_read_as_they_can_say_it():
    """Day, start, race, lengths and steps of runs."""
    made = [one for one in _some(200) if one.kind in {"intervals", "race", "tempo"}]
    events = [intervals_icu.Event(session=one, name=one.kind, notes="Stop if it hurts.") for one in made]
    read, _ = _back(intervals_icu.document(events).encode())
    assert read.format == "intervals.icu"
    back = {session.source_uid: session for session in read.sessions}
    assert len(back) == len(made)
    for one in made:
        found = back[f"spring-{one.id}@sorewise"]
        said, _ = intervals_icu.speakable(one)
        assert (found.day, found.start, found.kind) == (one.day, one.start, one.kind)
        assert found.steps == said or not (one.steps or one.duration_s or one.distance_m)
