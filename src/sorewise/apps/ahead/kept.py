"""Forecasts as they are kept with the decisions of their mornings, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sorewise.model.forecast import ANSWERS, DayForecast, Forecast, PlaceForecast, WhatIf
from sorewise.model.plain import BadFieldError, as_plain, reader
from sorewise.store import DecisionRecord, Store

DIGITS = 5
"""Chances are kept to so many decimals: ten years of mornings stay small, and nobody is shown more."""
WHOLE = 1e-3
"""By so much the chances of a morning may miss 1 when they are read again."""
FIRST, LAST = 1900, 9000
"""Years that a day can be of: days before and after it are counted."""
AHEAD = range(1, 6)
MOST_REPORTS = 1_000_000
"""More than anybody tells, or trains in usual days."""


def plain(forecast: Forecast) -> dict[str, Any]:
    """A forecast as plain JSON data, as it is kept."""
    rounded: dict[str, Any] = _rounded(as_plain(forecast))
    return rounded


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list) else value


def stored(record: DecisionRecord) -> Forecast | None:
    """The forecast that was kept with a decision; None where there is none, or one that is not to be read any more."""
    return of_plain(record.forecast)


def kept(store: Store, since: date | None = None, *, places: bool = True) -> tuple[Forecast, ...]:
    """Every forecast kept since that day, the last one of each day, in time order; without `places` the legs alone."""
    return _one_a_day(of_plain(told if places else _legs(told)) for told in store.forecasts(since))


def next_mornings(store: Store, since: date | None = None, *, last: int | None = None) -> tuple[Forecast, ...]:
    """The same with the legs' next morning alone, which is all that the level of an interval follows from: quicker.

    `last` reads only so many of the last ones.
    """
    return _one_a_day(of_plain(_next_morning(told)) for told in store.forecasts(since, last=last))


def earlier(decisions: Iterable[DecisionRecord]) -> tuple[Forecast, ...]:
    """The forecasts that were kept with these decisions, the last one of each day, in time order."""
    return _one_a_day(map(stored, decisions))


def _one_a_day(found: Iterable[Forecast | None]) -> tuple[Forecast, ...]:
    days = {one.day: one for one in sorted(filter(None, found), key=lambda one: one.at) if one.not_yet is None}
    return tuple(days[day] for day in sorted(days))


def of_plain(told: object) -> Forecast | None:
    """A forecast of plain data; None for anything else, whoever has had the export in between."""
    if told is None:
        return None
    try:
        found: Forecast = reader(Forecast)(told)
    except (BadFieldError, TypeError, ValueError, OverflowError, RecursionError):
        return None
    return found if _is_sound(found) else None


def _is_sound(found: Forecast) -> bool:
    """Whether all of it can be meant: what is added up, squared and shown later on is on the scale, or in its days."""
    count, first = ANSWERS[found.scale], found.day
    if not (found.at.date() == first and FIRST <= first.year <= LAST and 0 <= found.level <= 1):
        return False
    places = (*((found.legs,) if found.legs else ()), *found.places)
    days = [day for place in places for day in place.days] + [way.next for way in found.ways if way.next]
    return (
        all(_is_day(day, count) and day.day == first + timedelta(days=day.ahead) for day in days)
        and all(_is_place(one, count) for one in places)
        and all(_is_way(one) for one in found.ways)
    )


def _is_day(day: DayForecast, count: int) -> bool:
    told = (day.expected, 0 if day.usual is None else day.usual, 0 if day.last is None else day.last)
    return (
        _are_chances(day.chances, count)
        and day.ahead in AHEAD
        and 0 <= day.low <= day.high < count
        and 0 <= day.inside <= 1
        and all(0 <= one <= count - 1 + WHOLE for one in told)
    )


def _are_chances(chances: Sequence[float], count: int) -> bool:
    return len(chances) == count and min(chances) >= 0 and max(chances) <= 1 and abs(sum(chances) - 1) < WHOLE


def _is_place(place: PlaceForecast, count: int) -> bool:
    counts = (place.reports, place.like)
    ordinary = not place.ordinary or _are_chances(place.ordinary, count)
    return ordinary and len(place.days) <= len(AHEAD) and all(0 <= one <= MOST_REPORTS for one in counts)


def _is_way(way: WhatIf) -> bool:
    numbers = (way.load or 0, way.more or 0, way.own or 0, way.own_days)
    return all(abs(one) <= MOST_REPORTS for one in numbers)


def _legs(told: object) -> object:
    return {**told, "places": [], "ways": []} if isinstance(told, Mapping) else told


def _next_morning(told: object) -> object:
    legs = told.get("legs") if isinstance(told, Mapping) else None
    if not isinstance(told, Mapping) or not isinstance(legs, Mapping) or not isinstance(legs.get("days"), list):
        return told
    first = [day for day in legs["days"] if isinstance(day, Mapping) and day.get("ahead") == 1]
    return _legs({**told, "legs": {**legs, "days": first}})
