"""What is kept of one session that several places tell: each field is the word of the place that knows it best.

Nothing here depends on which place was read first, but for the session's id and for what its origins call `first`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timezone
from typing import Any

from sorewise.model.records import Origin, Session, Why

BY_HAND = "hand"
FILES = ("fit", "tcx", "gpx")
MEASURED = {**{source: rank for rank, source in enumerate(FILES)}, "intervals.icu": 4, BY_HAND: 5}
"""Who stands before whom in what is measured: what a watch wrote itself, what was made of it, the tables of services
(3, not named here; the one that knows no zones behind the others), the runner's memory."""
TABLES = 3
WORD = frozenset({"rpe", "feel", "legs", "sport"})
"""What the runner knows best: their word to us stands before what they told a watch or what it guessed."""
TITLE = frozenset({"name", "kind", "race"})
"""What people write at a service, where a watch writes what its menu is called ("Run")."""
PLACE = frozenset({"source", "source_id", "file_sha256", "device_id", "quality"})
"""What names the best place itself; all of it comes from there."""
FIELDS = tuple(part.name for part in fields(Session) if part.name not in {"id", "origins", *PLACE})
ZONE = "zone"
"""The offset of `start`: a place that knows UTC only leaves it to the best one that knows the runner's zone."""

PLACED = frozenset({"tcx", "gpx"})
"""Whose zone is reckoned from where on earth the track lies; who was told it stands before them."""

Mark = tuple[str, str, str]
Words = dict[str, tuple[Mark, Any]]


def origins_of(session: Session) -> tuple[Origin, ...]:
    """The places that told it: never none."""
    return session.origins or (Origin(**{name: getattr(session, name) for name in PLACE}),)


def told_by(session: Session) -> tuple[tuple[Origin, tuple[str, ...]], ...]:
    """Each place, best first, with the names of all the fields that are its word, in the order of `FIELDS`."""
    words = _words(session)
    return tuple((place, _told(_mark(place), words)) for place in origins_of(session))


def combined(kept: Session, new: Session, why: Why) -> Session:
    """The session that both tell, under the id of `kept`; equal to `kept` if `new` adds nothing.

    A place that tells again replaces its own word; what it does not say any more stays. `why` is how `new` was known
    to be the same.
    """
    places = {_mark(place): place for place in origins_of(kept)}
    for place in origins_of(new):
        places[_mark(place)] = _met_again(places.get(_mark(place)), place, why)
    words = _chosen(_words(kept), _words(new), places)
    ranked = sorted(places, key=lambda mark: _as_measured(places[mark]))
    values = {name: value for name, (_, value) in words.items() if name != ZONE}
    if ZONE in words:
        values["start"] = values["start"].astimezone(timezone(words[ZONE][1]))
    best = places[ranked[0]]
    origins = tuple(replace(places[mark], told=_told(mark, words)) for mark in ranked)
    first = origins[0] if best.source == BY_HAND else replace(best, told=())
    several = len(ranked) > 1 or kept.origins or new.origins
    return replace(
        kept,
        **values,
        **{name: getattr(best, name) for name in PLACE},
        origins=(first, *origins[1:]) if several else (),
    )


def is_gap(value: object) -> bool:
    """Nothing was said."""
    return value is None or value is False or (isinstance(value, str | tuple | Mapping) and not value)


def _mark(place: Origin) -> Mark:
    return place.source, place.source_id, place.file_sha256


def _met_again(known: Origin | None, place: Origin, why: Why) -> Origin:
    if known is None:
        return replace(place, why=why)
    return replace(place, why=known.why, path=known.path or place.path, device_id=place.device_id or known.device_id)


def _words(session: Session) -> Words:
    """Each field that is known, with the place whose word it is; the first tells what no other does.

    What the runner told by hand stands even where it is nothing: no race, not the legs.
    """
    places = origins_of(session)
    by_hand = {name: _mark(place) for place in places if place.source == BY_HAND for name in place.told}
    teller = {name: _mark(place) for place in places[1:] for name in place.told} | by_hand
    first = _mark(places[0])
    known = {name: getattr(session, name) for name in FIELDS}
    known[ZONE] = session.start.utcoffset() or None
    return {
        name: (teller.get(name, first), value)
        for name, value in known.items()
        if (name in by_hand and name != ZONE) or (not is_gap(value) and not (name == "sport" and value == "other"))
    }


def _chosen(old: Words, new: Words, places: Mapping[Mark, Origin]) -> Words:
    """Of each field the better word."""
    chosen = {**new, **old}
    for name in old.keys() & new.keys():
        (mine, _), (its, _) = old[name], new[name]
        rank = _rank_of(name)
        if mine == its or rank(places[its]) < rank(places[mine]):
            chosen[name] = new[name]
    return chosen


def _told(mark: Mark, words: Words) -> tuple[str, ...]:
    """What is this place's word, in the order of the fields."""
    return tuple(name for name in (*FIELDS, ZONE) if name in words and words[name][0] == mark)


def _rank_of(name: str) -> Any:
    if name in TITLE:
        return _as_title
    if name == ZONE:
        return _as_zone
    return _as_word if name in WORD else _as_measured


def _as_measured(place: Origin) -> tuple[object, ...]:
    """A whole file before a part of one, then by the kind of place; what is left is settled by name."""
    return place.quality == "partial", MEASURED.get(place.source, TABLES), _mark(place)


def _as_word(place: Origin) -> tuple[object, ...]:
    return place.source != BY_HAND, _as_measured(place)


def _as_zone(place: Origin) -> tuple[object, ...]:
    return place.source in PLACED, _as_measured(place)


def _as_title(place: Origin) -> tuple[object, ...]:
    return place.source != BY_HAND, place.source in FILES, _as_measured(place)
