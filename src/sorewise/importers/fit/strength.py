"""Which strength sessions trained the legs: a table of FIT's exercise categories."""

from __future__ import annotations

from collections.abc import Iterable

from sorewise.importers.fit.decode import Message
from sorewise.importers.fit.values import word

# FIT number, name, and whether sets of it load the legs; in a mixed category the numbers of the exercises that do.
# A category that is not listed, and "unknown", leave it open.
CATEGORIES: tuple[tuple[int, str, bool | frozenset[int]], ...] = (
    (0, "bench_press", False),
    (1, "calf_raise", True),
    (4, "chop", frozenset({17, 18})),  # power squat chops
    (5, "core", False),
    (6, "crunch", frozenset({33, 34})),  # leg extensions
    (7, "curl", False),
    (8, "deadlift", True),
    (9, "flye", False),
    (10, "hip_raise", True),
    (11, "hip_stability", True),
    (12, "hip_swing", True),
    (13, "hyperextension", True),
    (14, "lateral_raise", False),
    (15, "leg_curl", True),
    (16, "leg_raise", False),  # an exercise of the belly
    (17, "lunge", True),
    (18, "olympic_lift", True),
    (19, "plank", False),
    (20, "plyo", True),
    (21, "pull_up", False),
    (22, "push_up", False),
    (23, "row", False),
    (24, "shoulder_press", frozenset({2, 19})),  # with a squat, with a step-up
    (25, "shoulder_stability", False),
    (26, "shrug", False),
    (27, "sit_up", False),
    (28, "squat", True),  # the leg press is one of these
    (29, "total_body", True),
    (30, "triceps_extension", False),
    (31, "warm_up", False),
    (38, "battle_rope", False),
    (45, "sled", True),
    (47, "stair_stepper", True),
)
_BY_KEY: dict[object, bool | frozenset[int]] = {
    key: legs for number, name, legs in CATEGORIES for key in (number, name)
}


def active(sets: Iterable[Message]) -> list[Message]:
    """The sets in which something was lifted; rests left out."""
    return [each for each in sets if word(each, "set_type") in {"active", 1, None}]


def legs_trained(sets: Iterable[Message]) -> bool | None:
    """True if a set loads the legs, False if each set is known not to, None if that is open (no sets, unknown ones)."""
    answers = [_set_loads_legs(each) for each in active(sets)]
    if True in answers:
        return True
    return False if answers and None not in answers else None


def _set_loads_legs(message: Message) -> bool | None:
    """The answer of one set; a set may name several exercises."""
    categories = _many(message.get("category"))
    subtypes = _many(message.get("category_subtype"))
    answers: list[bool | None] = []
    for index, category in enumerate(categories):
        legs = _BY_KEY.get(category)
        if isinstance(legs, frozenset):
            subtype = subtypes[index] if index < len(subtypes) else None
            legs = None if subtype is None else subtype in legs
        if category is not None:
            answers.append(legs)
    if True in answers:
        return True
    return False if answers and None not in answers else None


def _many(value: object) -> list[object]:
    values = value if isinstance(value, list) else [value]
    return [each if isinstance(each, (str, int)) else None for each in values]
