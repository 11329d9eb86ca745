"""The calendar: known by its id wherever a session is moved, the same bytes unless something changed, nothing lost."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from exporters.sessions import sessions
from sorewise.exporters.ics import CANCELLED_DAYS, Entry, calendar
from sorewise.exporters.shared import ExportError
from sorewise.model.plain import as_plain, reader
from sorewise.model.plan import CalendarEntry, PlannedSession
from sorewise.model.plan_json import session_from_json

NOW = datetime(2026, 11, 22, 6, 10, tzinfo=timezone(timedelta(hours=1)))
RUN = PlannedSession(id="s1", day=date(2026, 11, 24), start=time(18, 30), duration_s=3000, plan="spring")
EASY = Entry(session=RUN, summary="Easy run, 50 min", description="Stop if it hurts.")


def _made(*entries, before=None, now=NOW, **more):
    return calendar(entries, before=before or {}, plan="spring", now=now, zone="Europe/Berlin", **more)


def _events(data):
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_a_thousand_sessions_come_back_whole():
    """Each by its id, with every field, whatever words stand in it."""
    made = sessions(1000)
    data, _ = _made(*(Entry(session=one, summary=one.name, description=one.notes) for one in made))
    back = {session_from_json(json.loads(str(event["X-SOREWISE-SESSION"]))) for event in _events(data).values()}
    assert back == set(made)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200))
def test_words_survive(words):
    """Umlauts, emoji, commas, long lines: everything but control characters."""
    data, _ = _made(replace(EASY, summary="x", description=f"a{words}z"))
    kept = "".join(sign for sign in words if sign in "\n\t" or not ("\x00" <= sign < " " or "\x7f" <= sign < "\xa0"))
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    assert str(_events(data)["spring-s1@sorewise"]["description"]) == f"a{kept}z"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_rewrite_without_a_change_is_the_same_to_the_byte():
    """Another day, another order: nothing is newer."""
    other = replace(EASY, session=replace(RUN, id="s2"))
    first, written = _made(EASY, other)
    again, after = _made(other, EASY, before=written, now=NOW + timedelta(days=1))
    assert (again, after) == (first, written)


def test_what_was_written_can_be_kept_as_plain_data():
    """For the store: out and in again."""
    _, written = _made(EASY)
    data = json.loads(json.dumps(as_plain(written)))
    assert {uid: reader(CalendarEntry)(one) for uid, one in data.items()} == written


@pytest.mark.parametrize(
    "change",
    [
        replace(EASY, session=replace(RUN, day=date(2026, 11, 26))),
        replace(EASY, session=replace(RUN, duration_s=2400)),
        replace(EASY, summary="Recovery run"),
        replace(EASY, description="Another reason."),
    ],
)
def test_a_change_keeps_the_id_and_raises_the_sequence_once(change):
    """Moved, shortened, said otherwise; written once more it stays."""
    _, written = _made(EASY)
    later = NOW + timedelta(hours=3)
    data, after = _made(change, before=written, now=later)
    event = _events(data)["spring-s1@sorewise"]
    assert (event["sequence"], event["dtstamp"].dt) == (1, later.astimezone(UTC))
    assert _made(change, before=after, now=later + timedelta(days=2)) == (data, after)


@pytest.mark.parametrize("how", ["dropped", "gone"])
def test_what_is_dropped_is_cancelled_for_thirty_days(how):
    """Then it is left out; its number is kept, so that it can come back with a higher one."""
    _, written = _made(EASY)
    left = [replace(EASY, dropped=True)] if how == "dropped" else []
    data, after = _made(*left, before=written)
    event = _events(data)["spring-s1@sorewise"]
    assert (event["status"], event["sequence"], event["dtstart"].dt.hour) == ("CANCELLED", 1, 18)
    assert "X-SOREWISE-SESSION" not in event
    for days, there in ((CANCELLED_DAYS - 1, True), (CANCELLED_DAYS, False)):
        data, after = _made(*left, before=after, now=NOW + timedelta(days=days))
        assert bool(_events(data)) is there
    data, _ = _made(EASY, before=after, now=NOW + timedelta(days=40))
    event = _events(data)["spring-s1@sorewise"]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_what_was_never_written_need_not_be_cancelled():
    """A session dropped before the first calendar is in none."""
    data, written = _made(replace(EASY, dropped=True))
    assert (_events(data), written) == ({}, {})


def test_what_lies_in_the_past_is_not_cancelled():
    """A calendar of the coming days does not take yesterday's run back."""
    _, written = _made(EASY)
    data, after = _made(before=written, now=NOW + timedelta(days=5))
    assert (_events(data), after) == ({}, written)


def test_a_start_has_its_zone_written_out():
    """TZID with a VTIMEZONE of that name; the clock change of March lies between."""
    summer = replace(EASY, session=replace(RUN, id="s2", day=date(2027, 3, 30), zone="America/New_York"))
    data, _ = _made(EASY, summer)
    zones = {str(zone["tzid"]) for zone in Calendar.from_ical(data).walk("VTIMEZONE")}
    assert zones == {"Europe/Berlin", "America/New_York"}
    starts = [event["dtstart"].dt for event in _events(data).values()]
    assert [start.astimezone(UTC).hour for start in starts] == [17, 22]
    assert {event["duration"].dt for event in _events(data).values()} == {timedelta(minutes=50)}


def test_without_a_start_it_is_the_whole_day():
    """And takes no time of it."""
    data, _ = _made(replace(EASY, session=replace(RUN, start=None)))
    event = _events(data)["spring-s1@sorewise"]
    assert (event["dtstart"].dt, event["transp"]) == (RUN.day, "TRANSPARENT")
    assert b"VTIMEZONE" not in data


def test_a_zone_that_nobody_knows_leaves_the_wall_time():
    """It is written of no zone, and never moved."""
    data, _ = _made(replace(EASY, session=replace(RUN, zone="Mars/Olympus")))
    assert _events(data)["spring-s1@sorewise"]["dtstart"].dt == datetime(2026, 11, 24, 18, 30)  # noqa: DTZ001 - of no zone


def test_two_sessions_of_one_id_are_refused():
    """One would take the other's place without a word."""
    with pytest.raises(ExportError, match="doubled"):
        _made(EASY, replace(EASY, session=replace(RUN, plan="")))
