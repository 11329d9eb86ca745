"""Messages of an activity file -> sessions: one for each session message, or one pieced together from its records."""

from __future__ import annotations

import math
from dataclasses import replace

from sorewise.importers.fit import strength
from sorewise.importers.fit.clock import Clock, clock
from sorewise.importers.fit.decode import Decoded, Message, Messages, developer_names
from sorewise.importers.fit.points import Points
from sorewise.importers.fit.sports import sport_of, sub_sport_of
from sorewise.importers.fit.values import Reading, text, word
from sorewise.importers.measure import measured
from sorewise.model.records import ImportProblem, Quality, Session, Sport, Value

MOST_APP_FIELDS = 50


def sessions(decoded: Decoded, quality: Quality, sha256: str) -> tuple[list[Session], list[ImportProblem]]:
    """The sessions of a file and what was wrong with them (`path` left empty for the caller)."""
    messages = decoded.messages
    found = messages.get("session", [])
    reading = Reading()
    time = clock(messages)
    origin = _origin(messages, sha256)
    points = Points(decoded.records)
    made: list[Session] = []
    for index, message in enumerate(found):
        reading.place = f"session {index + 1}" if len(found) > 1 else ""
        session = _session(messages, message, index, reading, time)
        if session:
            track = points.between(message.get("start_time"), message.get("timestamp"))
            made.append(measured(session, track))
    reading.place = ""
    rest = _uncovered(points, found) if not found or quality == "partial" else None
    if rest:
        session = _pieced(messages, points, rest, time)
        if session:
            made.append(session)
            if quality != "partial":
                reading.note("no_session", kept=1)
            quality = "partial"
    if made and time.offset is None:
        reading.note("no_time_zone", kept=len(made))
    identified = [_identified(each, index, origin, quality, sha256, messages) for index, each in enumerate(made)]
    return identified, reading.problems


def _session(messages: Messages, message: Message, index: int, reading: Reading, time: Clock) -> Session | None:
    """One session message, read; None (and a problem) if it has no usable start."""
    start = time.at(message.get("start_time"))
    if start is None:
        reading.note("no_date")
        return None
    sets = _sets(messages, message)
    sport = sport_of(message, sets)
    elapsed = reading.number(message, "total_elapsed_time")
    timer = reading.number(message, "total_timer_time")
    moving = reading.number(message, "total_moving_time")
    return Session(
        id="",
        start=start,
        sport=sport,
        sub_sport=sub_sport_of(message, sport),
        kind="strength" if sport == "strength" else None,
        duration_s=elapsed if elapsed is not None else timer,
        moving_s=moving if moving is not None else timer,
        distance_m=reading.number(message, "total_distance"),
        ascent_m=reading.number(message, "total_ascent"),
        descent_m=reading.number(message, "total_descent"),
        rpe=reading.rpe(message),
        feel=reading.number(message, "workout_feel"),
        heart_rate=reading.number(message, "avg_heart_rate"),
        hr_zone_s=_zones(messages, message, index),
        legs=_legs(sport, sets, reading),
        name=_name(messages, message),
        developer=_developer(messages, message),
    )


def _pieced(messages: Messages, points: Points, span: tuple[int, int], time: Clock) -> Session | None:
    """A session from single records between two time stamps."""
    first, last = span
    start = time.at(first)
    if start is None or first == last:
        return None
    about = next(iter(messages.get("sport", [])), {})
    sport = sport_of(about, messages.get("set", []))
    session = Session(
        id="",
        start=start,
        sport=sport,
        sub_sport=sub_sport_of(about, sport),
        duration_s=float(last - first),
        legs=_legs(sport, messages.get("set", []), Reading()),
        name=text(about.get("name")),
    )
    return measured(session, points.between(first, last))


def _uncovered(points: Points, found: list[Message]) -> tuple[int, int] | None:
    """The time of records behind every session message: in a file cut short, of the session that was not closed."""
    ends = [each["timestamp"] for each in found if isinstance(each.get("timestamp"), int)]
    return points.span(max(ends, default=0))


def _identified(
    session: Session, index: int, origin: str, quality: Quality, sha256: str, messages: Messages
) -> Session:
    """The session with the names by which it is met again; the first leg of a multisport file has the plain one."""
    source_id = origin if not index else f"{origin}.{index + 1}"
    return replace(
        session,
        id=f"fit:{source_id}",
        device=_device(messages),
        source="fit",
        source_id=source_id,
        device_id="" if sha256.startswith(origin) else source_id,
        file_sha256=sha256,
        quality=quality,
    )


def _origin(messages: Messages, sha256: str) -> str:
    """Serial number and time of creation, which stay when a file is renamed or copied; without them its content."""
    for message in messages.get("file_id", []):
        serial, created = message.get("serial_number"), message.get("time_created")
        if isinstance(serial, int) and isinstance(created, int):
            return f"{serial}-{created}"
    return sha256[:16]


def _device(messages: Messages) -> str:
    """Maker and product of the watch, as far as the file names them."""
    for message in messages.get("file_id", []):
        parts = (message.get("manufacturer"), message.get("product_name") or message.get("product"))
        return text(" ".join(str(each) for each in parts if each is not None))
    return ""


def _legs(sport: Sport, sets: list[Message], reading: Reading) -> bool:
    """Whether the legs were trained; if that is open, the careful answer, with a word so that it can be put right."""
    if sport != "strength":
        return False
    legs = strength.legs_trained(sets)
    if legs is None:
        reading.note("legs_unknown", kept=1)
        return True
    return legs


def _sets(messages: Messages, session: Message) -> list[Message]:
    """The strength sets between the session's start and end; all of them if it is the only session."""
    found = messages.get("set", [])
    if len(messages["session"]) == 1:
        return found
    start, end = session.get("start_time"), session.get("timestamp")
    if not isinstance(start, int) or not isinstance(end, int):
        return []
    return [each for each in found if isinstance(each.get("timestamp"), int) and start <= each["timestamp"] <= end]


def _zones(messages: Messages, session: Message, index: int) -> tuple[float, ...]:
    """Seconds in each heart-rate zone as the watch counts them: below zone 1 first where it writes that."""
    told = session.get("time_in_hr_zone")
    if told is None:
        index = session.get("message_index", index)
        for message in messages.get("time_in_zone", []):
            if word(message, "reference_mesg") in {"session", 18} and message.get("reference_index") == index:
                told = message.get("time_in_hr_zone")
    values = told if isinstance(told, list) else [told]
    good = [float(each) for each in values if isinstance(each, (int, float)) and each >= 0]
    return tuple(good) if len(good) == len(values) else ()


def _developer(messages: Messages, session: Message) -> dict[str, Value]:
    """What apps on the watch wrote for the session, by their names for it."""
    told: dict[str, Value] = {}
    for name in developer_names(messages)[:MOST_APP_FIELDS]:
        value = session.get(name)
        if isinstance(value, str):
            value = text(value)
        if text(name) and (isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))):
            told[text(name)] = value
    return told


def _name(messages: Messages, session: Message) -> str:
    """What the workout that was done is called, else what the runner's watch calls this kind of session."""
    own = text(session.get("sport_profile_name"))
    if len(messages["session"]) > 1:
        return own
    workout, sport = (next(iter(messages.get(kind, [])), {}) for kind in ("workout", "sport"))
    return text(workout.get("wkt_name")) or own or text(sport.get("name"))
