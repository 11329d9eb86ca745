"""A made population of sore mornings: what is true of each, and what the history knows of it. Seeded, never real."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from engine.value_classes import values_of
from sorewise.engine.book import Rulebook
from sorewise.engine.state import State, open_door
from sorewise.model.facts import Fact

# The share of answers that are not the usual one, page by page: signs of danger are rare, an odd answer about a place
# is not.
ODD = {"legs": 0.1, "safety": 0.01, "spot": 0.15, "follow_up": 0.15, "profile": 0.05, "history": 0.03}
SECOND_PLACE = 0.2  # the share of mornings with two sore places
STRENGTHS = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7)
Told = dict[str, set[int | None]]  # fact -> the numbers of the places it was told of (None: the body)
MADE = {"legs", "phase", "one_place", "swollen_joints", "pain_masked", "over_plan_limit", "referral_known"}


@dataclass(frozen=True, slots=True)
class Morning:
    """The truth of one morning: rule facts of the body and of each sore place, and the facts the history knows."""

    body: dict[str, Any]
    spots: tuple[dict[str, Any], ...]
    known: dict[str, Any]


def mornings(book: Rulebook, count: int, seed: int, *, odd: float = 1.0) -> Iterator[Morning]:
    """Draw sore mornings of runners whose profile and history are known and who switched no private group on.

    `odd` makes unusual answers so many times as frequent.
    """
    rng = Random(seed)
    values = values_of(book)
    facts = [fact for fact in book.facts.values() if not (fact.door or fact.private or fact.id in MADE)]
    for _ in range(count):
        places = 2 if rng.random() < SECOND_PLACE else 1
        body = {fact.id: _drawn(fact, values, rng, odd) for fact in facts if fact.scope == "morning" and _is_told(fact)}
        known = {fact.id: _drawn(fact, values, rng, odd) for fact in facts if not _is_told(fact) and fact.page != "run"}
        spots = [
            {fact.id: _drawn(fact, values, rng, odd) for fact in facts if fact.scope == "spot" and _is_told(fact)}
            for _ in range(places)
        ]
        regions = [region for region in values["region"] if region != "unplaced"]
        for spot, region in zip(spots, rng.sample(regions, places), strict=True):
            spot["region"], spot["side"], spot["pain"] = region, rng.choice(values["side"]), rng.choice(STRENGTHS)
            spot["pain_before_dose"] = spot["pain"]
        yield Morning({"legs": "sore"} | body, tuple(spots), known)


def _is_told(fact: Fact) -> bool:
    """The runner answers it in the morning; the rest is in the profile or derived."""
    return fact.how in {"asked", "measured"} and fact.page in {"legs", "safety", "spot", "follow_up"}


def _drawn(fact: Fact, values: dict[str, tuple[Any, ...]], rng: Random, odd: float) -> object:
    usual = fact.default if fact.default is not None else fact.harmless
    others = [value for value in values[fact.id] if value != usual]
    return rng.choice(others) if rng.random() < odd * ODD.get(fact.page, 0) else usual


def state_of(book: Rulebook, morning: Morning, told: Told) -> State:
    """The case once some facts were told."""
    answers = {name: value for name, value in morning.body.items() if name in told and name not in book.safety_page}
    sent = book.safety_page.keys() & told.keys()
    if sent:
        rows = (morning.body, *morning.spots)
        answers["safety"] = [name for name in book.safety_page if any(row.get(name) is True for row in rows)] or "none"
    if "legs" in told and morning.spots:
        answers["spots"] = [
            {name: value for name, value in spot.items() if number in told.get(name, ())}
            for number, spot in enumerate(morning.spots)
        ]
    return open_door(book, answers, morning.known)
