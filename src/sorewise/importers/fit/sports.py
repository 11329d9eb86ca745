"""FIT's sports and sub-sports in our words."""

from __future__ import annotations

from sorewise.importers.fit import strength
from sorewise.importers.fit.decode import Message
from sorewise.importers.fit.values import word
from sorewise.model.records import Sport

SPORTS: dict[object, Sport] = {
    "running": "run",
    "walking": "walk",
    "hiking": "walk",
    "snowshoeing": "walk",
    "cycling": "ride",
    "e_biking": "ride",
    "swimming": "swim",
}
# These say more than the sport above them, which for them is "fitness equipment" or "training".
SUB_SPORTS: dict[object, Sport] = {
    "strength_training": "strength",
    "treadmill": "run",
    "indoor_running": "run",
    "indoor_walking": "walk",
    "indoor_cycling": "ride",
    "spin": "ride",
    "lap_swimming": "swim",
}
LIFTING = frozenset({"training", "fitness_equipment", "hiit", "generic"})


def sport_of(message: Message, sets: list[Message]) -> Sport:
    """The sport of a session (or of the file's sport message), whose strength sets are `sets`."""
    sport, sub = word(message, "sport"), word(message, "sub_sport")
    if sub in SUB_SPORTS:
        return SUB_SPORTS[sub]
    if sport in LIFTING and any(each.get("category") for each in strength.active(sets)):
        return "strength"
    return SPORTS.get(sport, "other")


def sub_sport_of(message: Message, sport: Sport) -> str:
    """The finer name, where there is one: the sub-sport, else a sport that has no word of its own here."""
    sub = word(message, "sub_sport")
    if isinstance(sub, str) and sub != "generic":
        return sub
    name = word(message, "sport")
    told = isinstance(name, str) and name != "generic" and (sport == "other" or name in {"hiking", "snowshoeing"})
    return str(name) if told else ""
