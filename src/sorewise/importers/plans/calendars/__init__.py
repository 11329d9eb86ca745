"""Plans as calendars (iCalendar, RFC 5545): one file, or the files of a folder read as one.

Of several versions of an event the highest SEQUENCE counts, then the latest DTSTAMP. Series are followed within the
days of a plan, with what was moved, added and cancelled. Times get the runner's own day. An event that our own export
wrote is the session that it holds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sorewise.importers.plans.calendars.blocks import Block, blocks_of, near
from sorewise.importers.plans.calendars.events import Event, EventError, Moment, event_of, key
from sorewise.importers.plans.calendars.series import RuleError, occurrences, rounds
from sorewise.importers.plans.calendars.zones import Zones, day_of
from sorewise.importers.plans.description import described, is_training
from sorewise.importers.plans.found import MOST_SESSIONS, Draft, PlanRead, slug
from sorewise.importers.plans.meaning import Meant, session_of
from sorewise.importers.plans.text import text_in
from sorewise.importers.plans.tidy import is_id
from sorewise.importers.shared.notes import SHOWN_LETTERS, line_of_text
from sorewise.model.plan import PlannedSession
from sorewise.model.plan_json import PlanDataError, session_from_json

SOURCE = "ics"
MOST_EVENTS = 20_000
"""So many events in the days of a plan are no plan; a calendar of many years has fewer there."""
MOST_ROUNDS = 500_000
"""What all series of a file may cost together: 1,300 daily ones of a year."""
MOST_STRANGE = 1 / 3
"""If more of its events speak of no training, the calendar holds more than that, and a word alone makes no session."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence of an event: its moment, and how it is known again."""

    event: Event
    at: Moment
    uid: str


def read(files: Sequence[tuple[bytes, str]], name: str, plan: str, today: date, zone: str) -> PlanRead:
    """The sessions of these calendars: (bytes, path) of each file; `name` is how they are spoken of together."""
    draft = Draft(name, today, SOURCE, plan)
    blocks, described_zones, names = _blocks(files, draft)
    draft.plan = slug(names[0]) if names else plan
    zones = Zones(described_zones, zone)
    concerned = near(blocks, draft.first, draft.last)
    if len(concerned) > MOST_EVENTS:
        draft.note("too_many_events", f"line {concerned[MOST_EVENTS].line}", count=len(concerned) - MOST_EVENTS)
    events = list(_events(concerned[:MOST_EVENTS], zones, draft))
    _keep(list(_happenings(events, draft)), draft, zones)
    for tzid in zones.unknown:
        draft.note("zone_unknown", f'TZID "{line_of_text(tzid)[:SHOWN_LETTERS]}"')
    return draft.read()


def _blocks(files: Sequence[tuple[bytes, str]], draft: Draft) -> tuple[list[Block], list[str], list[str]]:
    """The events, the time zones and the names of all calendars; of two plans only the first is taken."""
    events: list[Block] = []
    zones: list[str] = []
    names: dict[int, str] = {}
    for data, path in files:
        found = blocks_of(text_in(data), path, 1 + max((block.calendar for block in events), default=-1))
        events += found.events
        zones += found.zones
        names |= {number: line_of_text(name) for number, name in found.names.items() if name}
        for line in found.open_lines:
            draft.note("event_open", _place(path, line, many=len(files) > 1))
    plans = list(dict.fromkeys(names.values()))
    if len(plans) > 1:
        others = [block for block in events if names.get(block.calendar, plans[0]) != plans[0]]
        events = [block for block in events if names.get(block.calendar, plans[0]) == plans[0]]
        draft.note("two_plans", "", first=plans[0], others=", ".join(plans[1:])[:80], count=len(others))
    return events, zones, plans


def _place(path: str, line: int, *, many: bool) -> str:
    return f"{path}, line {line}" if many else f"line {line}"


def _events(blocks: Iterable[Block], zones: Zones, draft: Draft) -> Iterator[Event]:
    for block in blocks:
        place = _place(block.path, block.line, many=block.path != draft.notes.path)
        try:
            event = event_of(block, zones)
        except EventError as bad:
            draft.note(bad.code, place, text=line_of_text(bad.what)[:SHOWN_LETTERS])
            continue
        yield replace(event, place=place, uid=event.uid or f"{event.summary}/{key(event.start)}")


def _latest(events: Iterable[Event]) -> Mapping[str, dict[str, Event]]:
    """The version that counts of each event and of each changed occurrence (by its key; "" is the event itself)."""
    found: dict[str, dict[str, Event]] = {}
    for event in events:
        versions = found.setdefault(event.uid, {})
        which = "" if event.replaces is None else key(event.replaces)
        if which not in versions or versions[which].version < event.version:
            versions[which] = event
    return found


def _happenings(events: Iterable[Event], draft: Draft) -> Iterator[Happening]:
    """Every occurrence in the days of a plan, of what is not cancelled."""
    spent = given = 0
    for uid, versions in _latest(events).items():
        whole = versions.pop("", None)
        if whole is not None and whole.cancelled:
            continue
        for which, changed in versions.items():
            if changed.onwards:
                draft.note("change_onwards", changed.place, text=line_of_text(changed.summary)[:SHOWN_LETTERS])
            if not changed.cancelled:
                yield Happening(changed, changed.start, f"{uid}/{which}")
        if whole is None:
            continue
        if whole.rule is None and not whole.added:
            yield Happening(whole, whole.start, uid)
            continue
        spent += rounds(whole.rule or {}, whole.start[0], draft.first, draft.last)
        if spent > MOST_ROUNDS or given > 2 * MOST_SESSIONS:
            draft.note("too_many_series", whole.place, text=line_of_text(whole.summary)[:SHOWN_LETTERS])
            continue
        for one in _of_series(whole, versions, draft):
            given += 1
            yield one


def _of_series(event: Event, changed: Mapping[str, Event], draft: Draft) -> Iterator[Happening]:
    """The occurrences of a series that were neither left out nor changed."""
    start, zone = event.start
    gone = {key(moment) for moment in event.left_out} | set(changed)
    moments: dict[str, Moment] = {}
    try:
        if event.rule is not None:
            for at in occurrences(event.rule, start, zone, draft.first, draft.last):
                moments.setdefault(key((at, zone)), (at, zone))
        else:
            moments[key(event.start)] = event.start
    except RuleError as bad:
        draft.note(
            bad.code, event.place, text=line_of_text(event.summary)[:SHOWN_LETTERS], rule=bad.what[:SHOWN_LETTERS]
        )
        return
    for moment in event.added:
        whole = moment if isinstance(moment[0], datetime) or not isinstance(start, datetime) else _at(moment, event)
        moments.setdefault(key(whole), whole)
    for which, moment in sorted(moments.items()):
        if which not in gone and day_of(moment[0]).isoformat() not in gone:
            yield Happening(event, moment, f"{event.uid}/{which}")


def _at(moment: Moment, event: Event) -> Moment:
    """A day that was added to a series with a time: at that time."""
    start, zone = event.start
    return (datetime.combine(day_of(moment[0]), start.time()), zone) if isinstance(start, datetime) else moment


def _keep(happenings: list[Happening], draft: Draft, zones: Zones) -> None:
    """Put into the draft what is a session. A calendar that holds more than training has to say so of each."""
    meant: dict[tuple[str, str, str], Meant] = {}
    sure: list[bool | None] = []
    for one in happenings:
        event = one.event
        about = (event.summary, event.description, event.categories)
        if about not in meant:
            meant[about] = described(event.summary, event.description, extra=event.categories)
        sure.append(True if event.own else is_training(meant[about], f"{event.summary} {event.categories}"))
    mixed = sum(answer is False for answer in sure) > MOST_STRANGE * len(sure)
    others: Counter[str] = Counter()
    for one, answer in zip(happenings, sure, strict=True):
        if one.event.days > 1 and not one.event.own:
            draft.note_alike("spans_days", one.event.place, line_of_text(one.event.summary)[:SHOWN_LETTERS])
        elif answer or not mixed:
            about = (one.event.summary, one.event.description, one.event.categories)
            _add(one, meant[about], draft, zones)
        else:
            others[line_of_text(one.event.summary)[:SHOWN_LETTERS]] += 1
    if others:
        draft.note("not_training", "", count=others.total(), text=", ".join(list(others)[:3]))


def _add(one: Happening, meant: Meant, draft: Draft, zones: Zones) -> None:
    event = one.event
    day, start = zones.local(*one.at)
    if event.own and (own := _own(event, draft)) is not None:
        draft.part = True
        draft.add(_where_it_is(own, one.at, day, start), event.place, exact=True)
        return
    slot = event.length.total_seconds() if event.length and isinstance(one.at[0], datetime) else None
    if meant.duration_s is None and meant.distance_m is None and slot:
        meant = replace(meant, duration_s=slot)  # its place in the calendar, for want of a length
    session = session_of(meant, day, start=start, uid=one.uid)
    if draft.add(replace(session, source_sequence=max(0, event.version[0])), event.place):
        for code, about in meant.notes:
            draft.note_alike(code, event.place, "" if code == "kind_plain" else about)


def _own(event: Event, draft: Draft) -> PlannedSession | None:
    """The session that our own export wrote into an event; None if that is not as it should be, which is noted."""
    try:
        session = session_from_json(json.loads(event.own))
    except (PlanDataError, ValueError, RecursionError):
        session = None
    if session is None or not is_id(session.id):
        draft.note("own_broken", event.place, text=line_of_text(event.summary)[:SHOWN_LETTERS])
        return None
    return session


def _where_it_is(session: PlannedSession, at: Moment, day: date, start: time | None) -> PlannedSession:
    """The session where its event stands: somebody may have dragged it there."""
    written = at[0].time() if isinstance(at[0], datetime) else None
    if day_of(at[0]) == session.day and (written is None or written == session.start):
        return session
    return replace(session, day=day, start=start, zone="") if start or day != session.day else session
