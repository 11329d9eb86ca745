"""A check-in while it is being answered: where each answer goes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sorewise.apps.cases import Given
from sorewise.engine.book import Rulebook
from sorewise.engine.state import open_door
from sorewise.model.facts import Fact
from sorewise.model.records import CheckIn, Phase, Spot
from sorewise.model.verdict import Place

UNPLACED = "unplaced"


def started(at: datetime, phase: Phase = "morning") -> CheckIn:
    """A check-in with nothing answered yet."""
    return CheckIn(id=f"check-{uuid4().hex[:16]}", at=at, phase=phase)


def with_answer(check_in: CheckIn, fact: Fact, value: Any, place: Place | None) -> CheckIn:
    """The same with one more answer: at its place where it is about one, else of the whole body."""
    if fact.scope == "spot" and check_in.spots and place is not None:
        if fact.id == "side":
            placed = (replace(one, side=value) if _is_at(one, place) else one for one in check_in.spots)
            return replace(check_in, spots=tuple(placed))
        spots = tuple(_answered(spot, fact.id, value) if _is_at(spot, place) else spot for spot in check_in.spots)
        return replace(check_in, spots=spots)
    return replace(check_in, answers={**check_in.answers, fact.id: value})


def _answered(spot: Spot, name: str, value: Any) -> Spot:
    return replace(spot, answers={**spot.answers, name: value})


def _is_at(spot: Spot, place: Place) -> bool:
    """Left and right that are alike are asked about as both."""
    return (spot.region, spot.key) == (place.region, place.key) and (place.side in {spot.side, "both"})


def calm(fact: Fact) -> Any:
    """An answer at which no question comes up."""
    if fact.type == "words":
        return ()
    if fact.benign is not None:
        return fact.benign
    if fact.type == "word":
        return fact.choices[0]
    return False if fact.type == "bool" else (fact.range or (0, 0))[0]


def with_spot(check_in: CheckIn, spot: Spot) -> CheckIn:
    """The same with one more sore place; told again, the place is replaced."""
    others = tuple(
        one for one in check_in.spots if (one.region, one.side, one.key) != (spot.region, spot.side, spot.key)
    )
    return replace(check_in, spots=(*others, spot))


def merged(earlier: CheckIn, later: CheckIn) -> CheckIn:
    """The earlier check-in with everything that the later one tells; places are known by region, side and key."""
    spots = {(spot.region, spot.side, spot.key): spot for spot in earlier.spots}
    for spot in later.spots:
        known = spots.get((spot.region, spot.side, spot.key), spot)
        spots[spot.region, spot.side, spot.key] = replace(spot, answers={**known.answers, **spot.answers})
    return replace(
        later,
        answers={**earlier.answers, **later.answers},
        spots=tuple(spots.values()),
        safety=earlier.safety if later.safety is None else later.safety,
    )


def check_in_of(given: Given, at: datetime, book: Rulebook, phase: Phase = "morning") -> CheckIn:
    """A case given as JSON, as a check-in; its history counts as told by the runner. Raises AnswerError."""
    open_door(
        book, given.answers, given.history, today=at.date(), switched_on=given.switched_on
    )  # refuses what is wrong
    answers = {**given.history, **given.answers}
    safety, spots = answers.pop("safety", None), answers.pop("spots", None)
    phase = answers.pop("phase", phase)
    regions = answers.pop("regions", None)
    regions = [regions] if isinstance(regions, str) else regions
    about_spots = {
        name: value for name, value in answers.items() if name in book.facts and book.facts[name].scope == "spot"
    }
    if spots is None and regions:
        spots = [{**about_spots, "region": region} for region in regions]
        answers = {name: value for name, value in answers.items() if name not in about_spots}
    ticked = () if safety == "none" else None if safety is None else tuple(safety)
    return replace(
        started(at, phase),
        answers=_tuples(answers),
        spots=tuple(_spot(spot, book) for spot in spots or ()),
        safety=ticked,
    )


def _spot(told: Mapping[str, Any], book: Rulebook) -> Spot:
    told = {name: value for name, value in told.items() if value is not None}
    key = told.pop("key", None) or told.pop("region", UNPLACED)
    region = book.region_of_key.get(key, key)
    told.pop("region", None)
    return Spot(region=region, side=told.pop("side", None), key=key if key != region else None, answers=_tuples(told))


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if value is not None
    }
