"""The coming mornings of one runner: from the record, today's verdict and the plan to a forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import isnan
from typing import TYPE_CHECKING

from sorewise.engine.book import Rulebook
from sorewise.model.forecast import Bout, Forecast, Scale, Way
from sorewise.model.records import History
from sorewise.planning.loads import bouts_by_day, load_of

if TYPE_CHECKING:
    from sorewise.training.forecast.parameters import Parameters
    from sorewise.training.forecast.runner import Walked
    from sorewise.training.forecast.series import Series
    from sorewise.training.forecast.typical import Load

DAYS = 5
SAME_SCALE_DAYS = 14
"""So long after a check-in its pain is the scale, whatever ratings are imported beside it."""


def forecast_of(
    book: Rulebook,
    history: History,
    now: datetime,
    *,
    today: Sequence[Bout] | None = None,
    earlier: Sequence[Forecast] = (),
    parameters: Parameters | None = None,
) -> Forecast:
    """What the mornings after today will likely be, at `now` (aware), this morning's check-in included.

    `today` is what the verdict leaves of today's sessions, nothing for none; None: there is no verdict, and the plan
    stands. `earlier` are the stored forecasts in time order: the level of the intervals follows them, and the own
    average is shown instead where it did better. Raises ValueError for a time without an offset.
    """
    from sorewise.planning.mornings import Mornings
    from sorewise.training.forecast.parameters import shipped
    from sorewise.training.forecast.score import level_now, scored, worse_than_usual

    empty, walked = _begun(book, history, now, parameters or shipped())
    if walked is None:
        return empty
    told = _told(walked.series)
    past = scored([one for one in earlier if one.scale == empty.scale], told)
    mornings = Mornings(
        walked=walked,
        plan=_plan(book, history, walked, today),
        told=told,
        level=level_now(past, empty.level),
        average=worse_than_usual(past),
    )
    return mornings.forecast(empty, () if walked.trained else _ways(book, history, walked, today))


def forecast_without_plan(book: Rulebook, history: History, now: datetime, sorest: float | None = None) -> Forecast:
    """The same for one who is about to change the plan, from what was told and done alone.

    `sorest` is the worst pain told today, in a run too, where that is more than the morning's.
    """
    from sorewise.planning.mornings import Mornings
    from sorewise.training.forecast.parameters import shipped

    empty, walked = _begun(book, history, now, shipped(), sorest)
    if walked is None:
        return empty
    mornings = Mornings(walked=walked, plan=None, told=_told(walked.series), level=empty.level, average=False)
    return mornings.forecast(empty, ())


def _begun(
    book: Rulebook, history: History, now: datetime, parameters: Parameters, sorest: float | None = None
) -> tuple[Forecast, Walked | None]:
    """An empty forecast and everything walked through up to now; None, and why, where nothing can be forecast."""
    from sorewise.training.course import Course
    from sorewise.training.forecast.runner import Walked

    course, scale = Course.from_thresholds(book.numbers), scale_of(history, now)
    empty = Forecast(
        at=now, day=now.date(), scale=scale, parameters=parameters.id, made_up=parameters.made_up, level=course.level
    )
    if scale not in parameters.scales:
        return replace(empty, not_yet="no_parameters"), None
    series = _series(book, history, now, scale)
    if not any(row.region is None for row in series.rows):
        later = any(one.at > now for one in history.check_ins)
        return replace(empty, not_yet="clock" if later else "no_reports"), None
    if sorest is not None and scale == "pain":
        series = series.at_least(sorest)
    trained = any(one.day == now.date() and one.start <= now for one in history.sessions)
    return empty, Walked(series, parameters.scales[scale], course, trained=trained)


def told_of(book: Rulebook, history: History, now: datetime) -> Mapping[tuple[str | None, date], int]:
    """What each morning told, by region (None: the worst place) and day: what a stored forecast is held against.

    On the scale that forecasts are made on at `now` (aware). Raises ValueError for a time without an offset.
    """
    return _told(_series(book, history, now, scale_of(history, now)))


def scale_of(history: History, now: datetime) -> Scale:
    """On which scale the runner answers now: a check-in's pain, or the rating that their nights come with."""
    asked = max((one.day for one in history.check_ins if one.at <= now), default=None)
    rated = [one for one in history.nights if one.day <= now.date() and one.soreness is not None]
    known: tuple[Scale, ...] = ("pmsys", "intervals.icu")
    newest = max((one for one in rated if one.scale in known), key=lambda one: one.day, default=None)
    if newest is None or (asked is not None and (newest.day - asked).days <= SAME_SCALE_DAYS):
        return "pain"
    return "pmsys" if newest.scale == "pmsys" else "intervals.icu"


def _series(book: Rulebook, history: History, now: datetime, scale: Scale) -> Series:
    from sorewise.training.course import Course
    from sorewise.training.forecast.series import MOST_DAYS, series_of
    from sorewise.training.now import Moment
    from sorewise.training.tables import frames
    from sorewise.training.windows import Windows

    since, numbers = now.date() - timedelta(days=MOST_DAYS), book.numbers
    recent = replace(
        history,
        sessions=tuple(one for one in history.sessions if one.day > since),
        nights=tuple(one for one in history.nights if one.day > since),
        check_ins=tuple(one for one in history.check_ins if one.day > since),
        plan=(),
    )
    course, windows = Course.from_thresholds(numbers), Windows.from_thresholds(numbers)
    return series_of(frames({"": recent}), Moment.at(now), course, windows, scale=scale)


def _told(series: Series) -> dict[tuple[str | None, date], int]:
    first = series.today - timedelta(days=series.told.shape[1] - 1)
    return {
        (row.region, first + timedelta(days=day)): int(answer)
        for row, answers in zip(series.rows, series.told.tolist(), strict=True)
        for day, answer in enumerate(answers)
        if not isnan(answer)
    }


def _plan(book: Rulebook, history: History, walked: Walked, today: Sequence[Bout] | None) -> tuple[Load, ...] | None:
    """The loads of the days that are still to come, as far as the plan reaches; None without one."""
    day = walked.series.today
    bouts = bouts_by_day(book, history, day, DAYS)
    if bouts is None:
        return None if today is None or walked.trained else (load_of(today, walked.course),)
    if today is not None:
        bouts = (tuple(today), *bouts[1:])
    return tuple(load_of(one, walked.course) for one in bouts[1 if walked.trained else 0 :])


def _ways(
    book: Rulebook, history: History, walked: Walked, today: Sequence[Bout] | None
) -> tuple[tuple[Way, Load], ...]:
    """Today's ways side by side: rest, as planned where something is, and what a verdict leaves of it, if anything."""
    course = walked.course
    ways: list[tuple[Way, Load]] = [("rest", load_of((), course))]
    planned = bouts_by_day(book, history, walked.series.today, 1)
    if planned and planned[0]:
        ways.append(("planned", load_of(planned[0], course)))
    if today:
        ways.append(("adjusted", load_of(today, course)))
    return tuple(ways)
