"""Which place is the sorest, where a forecast of the legs rests on the course of another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sorewise.engine.book import Rulebook
from sorewise.model.forecast import Forecast
from sorewise.store import DecisionRecord

LATELY_DAYS = 7
"""What was told longer ago is not called the sorest place any more."""


def uncharted(answers: Mapping[str, float], book: Rulebook, forecast: Forecast) -> str | None:
    """The sorest of the places that a morning told of, if it has no typical course; None where the course is known.

    `answers` are pains by region. None as well where no course is in the numbers, or the report is an old one.
    """
    legs, top = forecast.legs, max(answers.values(), default=0.0)
    if legs is None or legs.told is None or top <= 0 or forecast.scale != "pain" or legs.basis == "average":
        return None
    if (forecast.day - legs.told).days > LATELY_DAYS:
        return None
    from sorewise.training.course import Course

    course, sorest = Course.from_thresholds(book.numbers), [one for one, pain in answers.items() if pain == top]
    return None if any(map(course.knows, sorest)) else min(sorest)


def told_on(told: Mapping[tuple[str | None, date], int], forecast: Forecast) -> dict[str, float]:
    """What the last morning that was told of said of each place, of the answers of all mornings."""
    day = forecast.legs.told if forecast.legs else None
    return {region: float(answer) for (region, on), answer in told.items() if region is not None and on == day}


def told_in(record: DecisionRecord) -> dict[str, float]:
    """The same of the check-in that a decision was made of."""
    found: dict[str, float] = {}
    spots = record.answers.get("spots")
    for spot in spots if isinstance(spots, list | tuple) else ():
        pain = spot.get("pain") if isinstance(spot, Mapping) else None
        if isinstance(pain, int | float) and isinstance(spot.get("region"), str):
            found[spot["region"]] = max(float(pain), found.get(spot["region"], 0.0))
    return found
