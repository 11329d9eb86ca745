"""The sport of a recording from words: the type that a program wrote, or the name of the run."""

from __future__ import annotations

import re

from sorewise.importers.shared.sports import Type, type_of

# Strava once wrote its types as numbers, in the order of their English names.
NUMBERED = {"1": "ride", "4": "hike", "9": "run", "10": "walk", "13": "snowshoe", "16": "swim", "17": "virtualride"}
# The first that is found counts. Part of a word on purpose: "trail_running", "Morgenlauf", "Radfahren".
WORDS: tuple[tuple[str, Type], ...] = (
    (r"treadmill|laufband", Type("run", "treadmill")),
    (r"trail.?run|traillauf", Type("run", "trail")),
    (r"track.?run", Type("run", "track")),
    (r"(?<![a-z])run(?![de])|jog|lauf|course à pied|carrera|corrida|corsa|hardlo|löp|løb|bieg", Type("run")),
    (r"hik|wander|randonn|escursion|senderis", Type("walk", "hiking")),
    (r"snowshoe|schneeschuh", Type("walk", "snowshoeing")),
    (r"walk|spazier|marche|caminat|camminat|wandel", Type("walk")),
    (r"mountain.?bik|\bmtb\b", Type("ride", "mountain")),
    (r"cycl|bik(?:e|ing)|(?<![a-z])ride|riding|radfahr|rennrad|vélo|fiets|bicicl|ciclis|\bbici\b", Type("ride")),
    (r"swim|schwimm|natation|natación|nuoto|zwem", Type("swim")),
    (r"\btrail\b", Type("run", "trail")),
    (r"strength|weight|kraft|musculation", Type("strength", "strength_training")),
)
NOTHING_SAID = frozenset({"", "activity", "default", "gps", "track", "tracks", "uncategorized", "workout"})


def sport_in(text: str) -> Type | None:
    """The sport that a name or type speaks of; None if of none.

    >>> sport_in("Morgenlauf"), sport_in("9"), sport_in("Lunch Walk")
    (Type(sport='run', sub_sport=''), Type(sport='run', sub_sport=''), Type(sport='walk', sub_sport=''))
    """
    small = NUMBERED.get(text.strip(), text).casefold()
    return next((meaning for words, meaning in WORDS if re.search(words, small)), None)


def sport_of_type(text: str) -> Type | None:
    """The sport of a type that a program wrote; one that is not known is another sport, None if it says nothing."""
    plain = text.strip().casefold()
    if plain in NOTHING_SAID:
        return None
    known = type_of(NUMBERED.get(plain, plain))
    return known or sport_in(text) or Type("other", re.sub(r"[^\w]+", "_", plain)[:40].strip("_"))
