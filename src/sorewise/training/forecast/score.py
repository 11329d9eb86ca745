"""How good the stored forecasts were: each is held against what was told on its morning, and against simple guesses.

Errors are root mean squares. The mean absolute error is never used: whoever always guesses the middle answer wins it
and knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt

from sorewise.model.forecast import Forecast, PlaceForecast, Score, Scored

Told = Mapping[tuple[str | None, date], int]
"""Region (None: the worst place) and day -> the answer of that morning; a morning that is not there was not told."""

RATE = 0.01
"""How far the level goes after one miss: Gibbs & Candes 2021, measured on footballers."""
SETTLED = 30
"""So many mornings are scored before the level moves."""
LEAST, MOST = 0.3, 0.999
JUDGED = 60
"""The model is judged over so many mornings."""
ROUNDING = 1e-9
"""Two errors nearer than this are the same guess."""


def scored(earlier: Iterable[Forecast], told: Told) -> tuple[Scored, ...]:
    """Every stored forecast of a morning that was told, in order of the day it was made, the horizon and the place.

    Of several forecasts of one day the last one counts, by when it was made; those that gave none do not. `told` is on
    the scale of the newest forecast: those on another scale are left out, since 3 of 10 says nothing of 3 of 5.
    """
    made = sorted((one for one in earlier if one.legs is not None), key=lambda one: one.at)
    newest = {one.day: one for one in made if one.scale == made[-1].scale}
    found = [
        one
        for forecast in newest.values()
        for place in (forecast.legs, *forecast.places)
        if place is not None
        for one in _place(forecast, place, told)
    ]
    return tuple(sorted(found, key=lambda one: (one.made, one.ahead, one.region or "")))


def _place(forecast: Forecast, place: PlaceForecast, told: Told) -> Iterable[Scored]:
    for day in place.days:
        answer = told.get((place.region, day.day))
        if answer is not None and day.day > forecast.day:
            yield Scored(
                made=forecast.day,
                day=day.day,
                ahead=day.ahead,
                region=place.region,
                expected=day.expected,
                low=day.low,
                high=day.high,
                inside=day.inside,
                usual=day.usual,
                last=day.last,
                told=answer,
                level=forecast.level,
            )


def scores(found: Iterable[Scored], region: str | None = None) -> tuple[Score, ...]:
    """One for each horizon with a scored morning, the nearest first; of one place, None is the legs as a whole.

    The three errors of a horizon are of the same mornings: those whose forecast knew the last answer and the own
    average; if none did, there is only the forecast's.
    """
    by_ahead: dict[int, list[Scored]] = {}
    for one in found:
        if one.region == region:
            by_ahead.setdefault(one.ahead, []).append(one)
    return tuple(_score(ahead, by_ahead[ahead]) for ahead in sorted(by_ahead))


def _score(ahead: int, found: Sequence[Scored]) -> Score:
    both = [one for one in found if one.last is not None and one.usual is not None]
    last = [float(one.last) for one in both if one.last is not None]
    usual = [one.usual for one in both if one.usual is not None]
    return Score(
        ahead=ahead,
        count=len(found),
        hits=sum(one.hit for one in found),
        promised=sum(one.inside for one in found),
        error=error([one.expected for one in both or found], both or found),
        error_last=error(last, both) if both else None,
        error_usual=error(usual, both) if both else None,
    )


def error(guesses: Sequence[float], found: Sequence[Scored]) -> float:
    """The root mean square of what was told less what was guessed, in points of the scale; at least one of each."""
    return sqrt(sum((one.told - guess) ** 2 for one, guess in zip(found, guesses, strict=True)) / len(found))


def level_now(found: Sequence[Scored], aim: float) -> float:
    """Which share of mornings the next intervals are to hold, so that `aim` (0-1) of them come true.

    After a miss the level rises, after a hit it falls a little (Gibbs & Candes 2021). Only forecasts of the legs for
    the next morning move it, and only those after the first `SETTLED`; it stays between `LEAST` and `MOST`.

    The last ones are enough, however many there were: the level goes on from the one that was kept with them.
    """
    known = _next_mornings(found)
    moved = len({one.level for one in known}) > 1
    first = next((at for at, one in enumerate(known) if at >= SETTLED or (moved and one.level != aim)), None)
    level = _held(aim if first is None else known[first].level)
    for one in known[len(known) if first is None else first :]:
        level = _held(level + RATE * (aim - one.hit))
    return level


def _held(level: float) -> float:
    return min(MOST, max(LEAST, level))


def worse_than_usual(found: Sequence[Scored]) -> bool:
    """Whether the own average guessed the last `JUDGED` next mornings of the legs better than the forecasts did.

    False before there are so many. While the average is shown in place of a forecast it is what is stored, and can be
    no worse than itself: the model gets another try once the mornings that it lost are no more among the last.
    """
    known = [one for one in _next_mornings(found) if one.usual is not None][-JUDGED:]
    if len(known) < JUDGED:
        return False
    ours = error([one.expected for one in known], known)
    return ours > error([one.usual for one in known if one.usual is not None], known) + ROUNDING


def _next_mornings(found: Sequence[Scored]) -> list[Scored]:
    """Those of the legs for the next morning, the oldest first."""
    return sorted((one for one in found if one.ahead == 1 and one.region is None), key=lambda one: one.made)
