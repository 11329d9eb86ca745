"""The charts that look back, each with its table: soreness, load, form and nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from sorewise.apps.web.drawing.charts import bars, line_with_band, lines
from sorewise.text.needs import Manner
from sorewise.text.places import place
from sorewise.text.speech import capital, number, tr
from sorewise.text.web import history as said
from sorewise.training.look_back.rest import NIGHTS, NightSeen
from sorewise.training.look_back.soreness import PlaceDay, Story
from sorewise.training.look_back.weeks import Week

SORE_DAYS = 84
MOST_CHARTS, MOST_COLUMNS = 4, 6
"""So many places are drawn, and so many have a column: those that were sore most often."""
PAIN = (0.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Drawings and the table behind them: `head` names the columns, `rows` begin with what names the row."""

    pictures: Sequence[Markup]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def soreness(told: Sequence[Story], today: date, *, days: int = SORE_DAYS) -> Chart | None:
    """Each place over the last days; none if nothing was sore in them."""
    first = today - timedelta(days=days - 1)
    span = [first + timedelta(days=n) for n in range(days)]
    found = [(story, {one.day: one for one in story.between(first, today)}) for story in told]
    found = [(story, by_day) for story, by_day in found if any(one.sore for one in by_day.values())][:MOST_COLUMNS]
    if not found:
        return None
    pictures = [_soreness(story, by_day, span, f"sore-{n}") for n, (story, by_day) in enumerate(found[:MOST_CHARTS])]
    shown = sorted({day for _, by_day in found for day in by_day}, reverse=True)
    return Chart(
        pictures=pictures,
        head=[tr(said.DAY), *(capital(place(story.place)) for story, _ in found)],
        rows=[[day.isoformat(), *(_pain(by_day.get(day)) for _, by_day in found)] for day in shown],
    )


def _soreness(story: Story, by_day: Mapping[date, PlaceDay], span: Sequence[date], name: str) -> Markup:
    days = [by_day[day] for day in span if day in by_day]
    pains = [one.pain for one in days if one.pain is not None]
    desc = said.soreness_desc(
        story.place, len(days), sum(one.sore for one in days), max(pains, default=None), (days[-1].day, days[-1].pain)
    )
    title = capital(place(story.place))
    values = [by_day[day].pain if day in by_day else None for day in span]
    return lines({title: values}, marks=day_marks(span), title=title, desc=desc, name=name, span=PAIN)


def _pain(one: PlaceDay | None) -> str:
    if one is None:
        return tr(said.NOT_TOLD)
    return tr(said.SORE_NO_NUMBER) if one.pain is None else number(one.pain)


def load(weeks: Sequence[Week], manner: Manner) -> Chart | None:
    """A bar a week; none before the first session."""
    if not any(week.sessions for week in weeks):
        return None
    loads = [week.load for week in weeks]
    drawn = bars(loads, marks=_week_marks(weeks), title=tr(said.LOAD), desc=said.load_desc(loads), name="load")
    rows = [
        [
            week.last.isoformat(),
            tr(said.NOT_TOLD) if week.load is None else number(round(week.load)),
            number(week.sessions),
            said.running(week.km, week.minutes, manner),
        ]
        for week in reversed(weeks)
    ]
    return Chart(pictures=[drawn], head=_heads(said.WEEK_TO, said.WEEK_LOAD, said.SESSIONS, said.RUNNING), rows=rows)


def form(weeks: Sequence[Week]) -> Chart | None:
    """ATL, CTL and TSB at the end of each week; none before the first session."""
    if weeks[-1].atl is None:
        return None
    series = {
        tr(said.ATL): [week.atl for week in weeks],
        tr(said.CTL): [week.ctl for week in weeks],
        tr(said.TSB): [week.tsb for week in weeks],
    }
    drawn = lines(series, marks=_week_marks(weeks), title=tr(said.FORM), desc=form_now(weeks[-1]), name="form")
    rows = [
        [week.last.isoformat(), *(_whole(value) for value in (week.atl, week.ctl, week.tsb))]
        for week in reversed(weeks)
        if week.atl is not None
    ]
    return Chart(pictures=[drawn], head=_heads(said.WEEK_TO, said.ATL, said.CTL, said.TSB), rows=rows)


def form_now(week: Week) -> str:
    """Where the three stand; "" before there is a balance."""
    if week.atl is None or week.ctl is None or week.tsb is None:
        return ""
    return said.form_said(week.atl, week.ctl, week.tsb)


def resting(nights: Sequence[NightSeen], today: date, raised: float) -> Chart | None:
    """The resting heart rate and the band from the baseline to where it counts as raised."""
    found = [night for night in nights if night.rhr is not None]
    if not found:
        return None
    span, by_day = _nights(today), {night.day: night for night in found}
    rates = [night.rhr for night in found if night.rhr is not None]
    bases = [night.rhr_base for night in found if night.rhr_base is not None]
    drawn = line_with_band(
        [by_day[day].rhr if day in by_day else None for day in span],
        [_band(by_day.get(day), raised) for day in span],
        marks=day_marks(span),
        title=tr(said.RESTING),
        desc=said.nights_desc(rates, said.beats(), bases[-1] if bases else None),
        name="rhr",
    )
    rows = [[n.day.isoformat(), _number(n.rhr), _number(n.rhr_base)] for n in reversed(found)]
    return Chart(pictures=[drawn], head=_heads(said.NIGHT, said.MEASURED, said.BASELINE), rows=rows)


def sleep(nights: Sequence[NightSeen], today: date) -> Chart | None:
    """Hours of sleep and the mean of the week."""
    found = [night for night in nights if night.sleep_h is not None]
    if not found:
        return None
    span, by_day = _nights(today), {night.day: night for night in found}
    slept = [night.sleep_h for night in found if night.sleep_h is not None]
    series = {
        tr(said.NIGHT): [by_day[day].sleep_h if day in by_day else None for day in span],
        tr(said.WEEK_MEAN): [by_day[day].sleep_week_h if day in by_day else None for day in span],
    }
    desc = said.nights_desc(slept, said.hours(), None)
    drawn = lines(series, marks=day_marks(span), title=tr(said.SLEEP), desc=desc, name="sleep")
    rows = [[n.day.isoformat(), _number(n.sleep_h), _number(n.sleep_week_h)] for n in reversed(found)]
    return Chart(pictures=[drawn], head=_heads(said.NIGHT, said.MEASURED, said.WEEK_MEAN), rows=rows)


def day_marks(span: Sequence[date]) -> dict[int, str]:
    """The first, the middle and the last day below an axis."""
    return {n: f"{span[n]:%m-%d}" for n in sorted({0, len(span) // 2, len(span) - 1})}


def _week_marks(weeks: Sequence[Week]) -> dict[int, str]:
    return day_marks([week.last for week in weeks])


def _nights(today: date) -> list[date]:
    return [today - timedelta(days=ago) for ago in reversed(range(NIGHTS))]


def _band(night: NightSeen | None, raised: float) -> tuple[float, float] | None:
    return None if night is None or night.rhr_base is None else (night.rhr_base, night.rhr_base + raised)


def _heads(*names: str) -> list[str]:
    return [tr(name) for name in names]


def _whole(value: float | None) -> str:
    return tr(said.NOT_TOLD) if value is None else number(round(value))


def _number(value: float | None) -> str:
    return tr(said.NOT_TOLD) if value is None else number(value)
