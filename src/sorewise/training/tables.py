"""Histories as tables: one row a record, one `athlete` column, unknown as null.

A table holds what was recorded, with the time in UTC and the record's own offset; nothing is judged here. Whoever has
tables already (a club's Parquet files) fills a `Frames` directly: `conform` adds missing columns as unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, Literal

import polars as pl

from sorewise.model.plan import PlannedSession, Repeat, Step
from sorewise.model.records import Answers, CheckIn, History, Session, Spot

Schema = dict[str, Any]
MOMENT = pl.Datetime("us", "UTC")
SIDES: tuple[Literal["left", "right", "both"], ...] = ("left", "right", "both")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

ATHLETES: Schema = {
    "athlete": pl.String,
    "birth_year": pl.Float64,
    "age": pl.Float64,
    "experience_years": pl.Float64,
    "first_weeks": pl.Boolean,
    "hr_max": pl.Float64,
    "prior_injuries": pl.List(pl.String),
}
_SHAPE_NUMBERS = ("bouts", "bout_s", "bout_spread", "bout_up_m", "bout_m_s", "between_m_s", "heart_rate_peak")
SESSIONS: Schema = {
    "athlete": pl.String,
    "start": MOMENT,
    "offset_s": pl.Int32,
    "id": pl.String,
    "sport": pl.String,
    "kind": pl.String,
    "race": pl.String,
    "legs": pl.Boolean,
    "duration_s": pl.Float64,
    "moving_s": pl.Float64,
    "distance_m": pl.Float64,
    "descent_m": pl.Float64,
    "rpe": pl.Float64,
    "heart_rate": pl.Float64,
    "trimp": pl.Float64,
    "ascent_m": pl.Float64,
    "name": pl.String,
    "source": pl.String,
    "fixed": pl.Boolean,
    **dict.fromkeys(_SHAPE_NUMBERS, pl.Float64),
    "best_20min_m_s": pl.Float64,
}
_RATINGS: Schema = dict.fromkeys(("sleep_quality", "soreness", "fatigue", "stress", "mood"), pl.Float64)
NIGHTS: Schema = {
    "athlete": pl.String,
    "day": pl.Date,
    **dict.fromkeys(("resting_hr", "hrv_rmssd", "sleep_s"), pl.Float64),
    **_RATINGS,
    "scale": pl.String,
    "source": pl.String,
}
_CHECK_IN_NUMBERS = ("pain", "fatigue", "sleep_quality", "temp_c", "illness_days", "pain_start", "pain_now")
CHECK_INS: Schema = {
    "athlete": pl.String,
    "id": pl.String,
    "at": MOMENT,
    "offset_s": pl.Int32,
    "phase": pl.String,
    "legs": pl.String,
    "gait": pl.String,
    "illness": pl.String,
    "fever": pl.Boolean,
    **dict.fromkeys(_CHECK_IN_NUMBERS, pl.Float64),
}
PLACES: Schema = {
    "athlete": pl.String,
    "check_in": pl.String,
    "at": MOMENT,
    "offset_s": pl.Int32,
    "phase": pl.String,
    "region": pl.String,
    "side": pl.String,
    "spread": pl.String,
    "tissue": pl.String,
    "prior_injury_here": pl.Boolean,
    **dict.fromkeys(("pain", "days_sore", "hours_since_onset"), pl.Float64),
}
PLAN: Schema = {
    "athlete": pl.String,
    "id": pl.String,
    "day": pl.Date,
    "kind": pl.String,
    "status": pl.String,
    "distance_m": pl.Float64,
}


def _empty(schema: Schema) -> Callable[[], pl.DataFrame]:
    return lambda: pl.DataFrame(schema=schema)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """What is known of any number of athletes; `athletes` has one row for each, the others any number.

    `places` are the sore places of the check-ins, one row each, `check_in` naming the check-in.
    """

    athletes: pl.DataFrame
    sessions: pl.DataFrame = field(default_factory=_empty(SESSIONS))
    nights: pl.DataFrame = field(default_factory=_empty(NIGHTS))
    check_ins: pl.DataFrame = field(default_factory=_empty(CHECK_INS))
    places: pl.DataFrame = field(default_factory=_empty(PLACES))
    plan: pl.DataFrame = field(default_factory=_empty(PLAN))

    def conform(self) -> Frames:
        """The same with exactly the columns and types above: missing ones unknown, strangers left out.

        Raises ValueError where an athlete, a time, an offset or a day is missing: it cannot be guessed.
        """
        return Frames(
            athletes=conform(self.athletes, ATHLETES),
            sessions=conform(self.sessions, SESSIONS),
            nights=conform(self.nights, NIGHTS),
            check_ins=conform(self.check_ins, CHECK_INS),
            places=conform(self.places, PLACES),
            plan=conform(self.plan, PLAN),
        )


NEEDED = ("athlete", "start", "at", "offset_s", "day")


def conform(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Columns in the order of the schema; a number that is not finite is unknown."""
    columns = [
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    ]
    finite = [
        pl.when(pl.col(name).is_finite()).then(pl.col(name)) for name, kind in schema.items() if kind == pl.Float64
    ]
    table = frame.select(columns).with_columns(finite)
    missing = [name for name in NEEDED if name in schema and table[name].null_count()]
    if missing:
        raise ValueError(f"a table with the columns {list(schema)} needs {', '.join(missing)} in every row")
    return table


def frames(histories: Mapping[str, History]) -> Frames:
    """The tables of these runners, by name. Raises ValueError for a time without an offset: its day is a guess."""
    everyone = histories.items()
    sessions = [(name, session) for name, history in everyone for session in history.sessions]
    nights = [(name, night) for name, history in everyone for night in history.nights]
    check_ins = [(name, check_in) for name, history in everyone for check_in in history.check_ins]
    plan = [(name, planned) for name, history in everyone for planned in history.plan]
    return Frames(
        athletes=_table(ATHLETES, [(name, *_profile(history.profile.answers)) for name, history in everyone]),
        sessions=_table(SESSIONS, [(name, *moment(s.start), *_SESSION(s), *_looks(s)) for name, s in sessions]),
        nights=_table(NIGHTS, [(name, *_NIGHT(n)) for name, n in nights]),
        check_ins=_table(CHECK_INS, [(name, *_check_in(c)) for name, c in check_ins]),
        places=_table(PLACES, [(name, *place) for name, c in check_ins for place in _places(c)]),
        plan=_table(PLAN, [(name, p.id, p.day, p.kind, p.status, planned_metres(p)) for name, p in plan]),
    )


def moment(at: datetime) -> tuple[int, int]:
    """Microseconds since 1970 in UTC, and the offset in seconds."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(
            f"{at.isoformat()} has no offset from UTC, so its local day is unknown; give an aware datetime"
        )
    return (at - _EPOCH) // _MICROSECOND, round(offset.total_seconds())


def _table(schema: Schema, rows: list[tuple[object, ...]]) -> pl.DataFrame:
    """Rows in the order of the schema as a table, built by columns (Polars reads those several times faster)."""
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pl.DataFrame([_column(*named, column) for named, column in zip(schema.items(), columns, strict=True)])


def _column(name: str, kind: Any, values: tuple[object, ...]) -> pl.Series:
    if kind == MOMENT:
        return pl.Series(name, values, pl.Int64).cast(MOMENT)
    return pl.Series(name, values, kind, strict=False)


# An attrgetter reads a record five times faster than a list of attributes.
_LOOKS = ("fixed", *_SHAPE_NUMBERS, "best_20min_m_s")
_SESSION = attrgetter(*(name for name in SESSIONS if name not in {"athlete", "start", "offset_s", *_LOOKS}))
_SHAPE = attrgetter(*_SHAPE_NUMBERS)
_TWENTY = 2  # twenty minutes stand third among the best speeds
_NO_SHAPE = (None,) * (len(_SHAPE_NUMBERS) + 1)
_NIGHT = attrgetter(*(name for name in NIGHTS if name != "athlete"))


def planned_metres(planned: PlannedSession) -> float | None:
    """The planned distance in metres: as given, or the sum of the steps if each of them has one."""
    if planned.distance_m is not None:
        return planned.distance_m
    steps: list[tuple[int, Step]] = []
    for part in planned.steps:
        steps += [(part.times, step) for step in part.steps] if isinstance(part, Repeat) else [(1, part)]
    distances = [times * step.distance_m for times, step in steps if step.distance_m is not None]
    return sum(distances) if distances and len(distances) == len(steps) else None


def _looks(session: Session) -> tuple[object, ...]:
    """Whether the runner told what it was, and what its stream looked like."""
    told = any(origin.source == "hand" and {"kind", "legs"} & set(origin.told) for origin in session.origins)
    shape = session.shape
    if shape is None:
        return told, *_NO_SHAPE
    return told, *_SHAPE(shape), shape.best[_TWENTY] if len(shape.best) > _TWENTY else None


def _profile(answers: Answers) -> list[object]:
    injuries = answers.get("prior_injuries")
    return [
        number(answers, "birth_year"),
        number(answers, "age"),
        number(answers, "experience_years"),
        _flag(answers, "first_weeks"),
        number(answers, "hr_max"),
        list(injuries) if isinstance(injuries, tuple) else None,
    ]


def _check_in(check_in: CheckIn) -> list[object]:
    answers, safety = check_in.answers, check_in.safety
    fever = _flag(answers, "fever")
    if fever is None and safety is not None:
        fever = "fever" in safety
    words = [_word(answers, name) for name in ("legs", "gait", "illness")]
    numbers = [number(answers, name) for name in _CHECK_IN_NUMBERS]
    return [check_in.id, *moment(check_in.at), check_in.phase, *words, fever, *numbers]


def _places(check_in: CheckIn) -> Iterator[list[object]]:
    """One row a sore place; what was answered once for all places counts for each that has no answer of its own."""
    head = [check_in.id, *moment(check_in.at), check_in.phase]
    for spot in check_in.spots or _flat_spots(check_in.answers):
        answers = {**check_in.answers, **spot.answers}
        yield [
            *head,
            spot.region,
            spot.side,
            _word(answers, "spread"),
            _word(answers, "tissue"),
            _flag(spot.answers, "prior_injury_here"),
            number(answers, "pain"),
            number(answers, "days_sore"),
            number(answers, "hours_since_onset"),
        ]


def _flat_spots(answers: Answers) -> Iterator[Spot]:
    """The short form of the door: `regions` with one `side`."""
    regions, word = answers.get("regions"), answers.get("side")
    side = next((known for known in SIDES if known == word), None)
    for region in (regions,) if isinstance(regions, str) else regions if isinstance(regions, tuple) else ():
        yield Spot(region=region, side=side)


def number(answers: Answers, name: str) -> float | None:
    """The answer if it is a finite number, otherwise unknown."""
    value = answers.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _word(answers: Answers, name: str) -> str | None:
    value = answers.get(name)
    return value if isinstance(value, str) else None


def _flag(answers: Answers, name: str) -> bool | None:
    value = answers.get(name)
    return value if isinstance(value, bool) else None
