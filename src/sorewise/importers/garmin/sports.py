"""Garmin's keys of activities in our words; they are English whatever the account's language."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.importers.shared.sports import Type

KEYS: dict[str, Type] = {
    "running": Type("run"),
    "street_running": Type("run"),
    "track_running": Type("run", "track"),
    "trail_running": Type("run", "trail"),
    "treadmill_running": Type("run", "treadmill"),
    "indoor_running": Type("run", "indoor_running"),
    "virtual_run": Type("run", "virtual_activity"),
    "ultra_run": Type("run", "ultra"),
    "obstacle_run": Type("run", "obstacle"),
    "walking": Type("walk"),
    "casual_walking": Type("walk"),
    "speed_walking": Type("walk"),
    "indoor_walking": Type("walk", "indoor_walking"),
    "hiking": Type("walk", "hiking"),
    "rucking": Type("walk", "rucking"),
    "cycling": Type("ride"),
    "road_biking": Type("ride", "road"),
    "mountain_biking": Type("ride", "mountain"),
    "downhill_biking": Type("ride", "downhill"),
    "gravel_cycling": Type("ride", "gravel_cycling"),
    "cyclocross": Type("ride", "cyclocross"),
    "track_cycling": Type("ride", "track_cycling"),
    "recumbent_cycling": Type("ride", "recumbent"),
    "indoor_cycling": Type("ride", "indoor_cycling"),
    "virtual_ride": Type("ride", "virtual_activity"),
    "e_bike_fitness": Type("ride", "e_bike_fitness"),
    "e_bike_mountain": Type("ride", "e_bike_mountain"),
    "swimming": Type("swim"),
    "lap_swimming": Type("swim", "lap_swimming"),
    "open_water_swimming": Type("swim", "open_water"),
    "strength_training": Type("strength", "strength_training"),
}
# Coarser, for a key that is not listed.
SPORTS: dict[str, Type] = {
    "RUNNING": Type("run"),
    "WALKING": Type("walk"),
    "HIKING": Type("walk", "hiking"),
    "CYCLING": Type("ride"),
    "SWIMMING": Type("swim"),
}


def type_of(activity: Mapping[str, object]) -> Type:
    """What an activity is: by its key, which some exports wrap in an object, else by its coarser sport."""
    kind = activity.get("activityType")
    key = kind.get("typeKey") if isinstance(kind, dict) else kind
    if not isinstance(key, str):
        key = ""
    found = KEYS.get(key) or SPORTS.get(str(activity.get("sportType")))
    return found or Type("other", "".join(letter for letter in key if letter.isalnum() or letter == "_")[:40])
