"""The numbers of the usual course of soreness: `training` reads them, no condition does; a test holds both together."""

from __future__ import annotations

REGIONS = ("quad", "hamstring", "calf", "hip_outer", "buttock", "lower_back", "upper_back_neck")
KINDS = (
    "recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race", "xt",
    "strength_leg", "strength_other", "mobility", "walk", "new_exercise", "unknown",
)  # fmt: skip
OTHERS = (
    "rest", "rest_other", "scale", "shape", "power", "marathon", "most", "spread", "spread_more", "spread_max",
    "protection", "protected_days", "unprotected_days", "start_load", "start_sessions", "usual_days", "pace_min_km",
    "unknown_min", "contrast", "beyond", "weight", "level", "sorer_day", "sorer_days",
    "sorer_load",
)  # fmt: skip
COURSE_NUMBERS = frozenset(
    f"course_{name}"
    for name in (
        *OTHERS,
        *(f"rise_{region}" for region in REGIONS),
        *(f"new_{day}" for day in range(1, 8)),
        *(f"rpe_{kind}" for kind in KINDS),
    )
)
