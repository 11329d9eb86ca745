"""The activity types of Strava, which intervals.icu took over, in our words."""

from __future__ import annotations

from typing import NamedTuple

from sorewise.model.records import Sport


class Type(NamedTuple):
    """What an activity type means here: the sport, and the finer name as FIT has it."""

    sport: Sport
    sub_sport: str = ""


TYPES: dict[str, Type] = {
    "run": Type("run"),
    "trailrun": Type("run", "trail"),
    "virtualrun": Type("run", "virtual_activity"),
    "treadmill": Type("run", "treadmill"),
    "walk": Type("walk"),
    "hike": Type("walk", "hiking"),
    "snowshoe": Type("walk", "snowshoeing"),
    "ride": Type("ride"),
    "virtualride": Type("ride", "virtual_activity"),
    "mountainbikeride": Type("ride", "mountain"),
    "gravelride": Type("ride", "gravel_cycling"),
    "ebikeride": Type("ride", "e_bike_fitness"),
    "emountainbikeride": Type("ride", "e_bike_mountain"),
    "handcycle": Type("other", "hand_cycling"),
    "velomobile": Type("ride"),
    "swim": Type("swim"),
    "openwaterswim": Type("swim", "open_water"),
    "weighttraining": Type("strength", "strength_training"),
    "crossfit": Type("strength", "hiit"),
}
"""Type, written small and without blanks and hyphens -> its meaning."""

OTHERS = frozenset({
    "alpineski", "backcountryski", "badminton", "canoeing", "cardio", "dance", "elliptical", "golf",
    "highintensityintervaltraining", "iceskate", "inlineskate", "kayaking", "kitesurf", "nordicski", "other", "padel",
    "pickleball", "pilates", "racquetball", "rockclimbing", "rollerski", "rowing", "sail", "skateboard", "snowboard",
    "soccer", "squash", "stairstepper", "standuppaddling", "surfing", "tabletennis", "tennis", "transition",
    "videogame", "virtualrow", "waterski", "wheelchair", "windsurf", "workout", "yoga",
})  # fmt: skip
"""Types that are known to be none of our sports."""


def plain_name(name: str) -> str:
    """A type as the tables here have it: "E-Bike Ride" is "ebikeride"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def type_of(name: str) -> Type | None:
    """What a type means; None if it is not known here."""
    found = plain_name(name)
    if found in TYPES:
        return TYPES[found]
    return Type("other", found) if found in OTHERS else None
