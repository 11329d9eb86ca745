"""The tables of a history: their columns, what a value can be, and what is refused with its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, get_args

import polars as pl

from sorewise.engine.bulk.typed import first_wrong
from sorewise.model.errors import InputError
from sorewise.model.facts import Fact, Scope
from sorewise.model.plan import PlanKind, RaceType
from sorewise.model.records import SessionKind, Sport
from sorewise.text import bulk as said_of_facts
from sorewise.text import bulk_history as said
from sorewise.training.nights import SCALES
from sorewise.training.tables import ATHLETES, CHECK_INS, NIGHTS, PLACES, PLAN, SESSIONS, Schema

Range = tuple[float, float]
FIRST, LAST = date(1970, 1, 1), date(2100, 1, 1)
NEAR = 0.85
"""So alike are a name and the one that was meant."""
EVERY = ("every column",)
_OFFSET: dict[str, Range] = {"offset_s": (-64_800, 64_800)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What one table is made of.

    `needed` columns are there, and known in every row. `once` is the key that no two rows share; `EVERY` says that no
    two are the same in every column. `ranges` are wider than what a body does: within them a slip of a device is passed
    over as unknown, beyond them the unit is another. `scopes` are those of the facts that may be further columns.
    """

    schema: Schema
    needed: tuple[str, ...]
    once: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    scopes: tuple[Scope, ...] = ()


KINDS: Mapping[str, Kind] = {
    "athletes": Kind(
        schema=ATHLETES,
        needed=("athlete",),
        once=("athlete",),
        ranges={"hr_max": (60, 260)},
        scopes=("morning", "spot"),
    ),
    "sessions": Kind(
        schema=SESSIONS,
        needed=("athlete", "start", "offset_s", "sport"),
        words={"sport": get_args(Sport), "kind": get_args(SessionKind), "race": get_args(RaceType)},
        ranges={
            **_OFFSET,
            **dict.fromkeys(("duration_s", "moving_s"), (0, 10_000_000)),
            "distance_m": (0, 10_000_000),
            **dict.fromkeys(("ascent_m", "descent_m"), (-100_000, 100_000)),
            "rpe": (0, 10),
            **dict.fromkeys(("heart_rate", "heart_rate_peak"), (0, 300)),
            "trimp": (0, 10_000),
        },
    ),
    "nights": Kind(
        schema=NIGHTS,
        needed=("athlete", "day"),
        once=("athlete", "day", "source"),
        words={"scale": ("", "garmin", *SCALES)},
        ranges={"resting_hr": (0, 300), "hrv_rmssd": (0, 1000), "sleep_s": (0, 172_800)},
    ),
    "check_ins": Kind(
        schema=CHECK_INS,
        needed=("athlete", "id", "at", "offset_s"),
        once=("athlete", "id"),
        ranges=_OFFSET,
        scopes=("morning", "spot"),
    ),
    "places": Kind(schema=PLACES, needed=("athlete", "check_in", "region"), once=EVERY, scopes=("spot",)),
    "plan": Kind(
        schema=PLAN,
        needed=("athlete", "day"),
        once=EVERY,
        words={"kind": get_args(PlanKind), "status": ("planned", "done", "missed", "dropped", "moved")},
        ranges={"distance_m": (0, 10_000_000)},
    ),
}
"""Table -> what it is made of; docs/explanation/history-tables.md says what each column means."""
SENT = "safety_sent"
OF_THEIR_CHECK_IN = ("at", "offset_s", "phase")
"""Columns of places that are not read: a place is of the moment of its check-in."""


def facts_of(name: str, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts that a table may hold."""
    return {fact.id: fact for fact in facts.values() if fact.scope in KINDS[name].scopes}


def columns_of(name: str, table: str, given: Mapping[str, pl.DataType], facts: Mapping[str, Fact]) -> Schema:
    """The columns that are read, with the type each is read as. Raises InputError that names every mistake."""
    kind, known = KINDS[name], facts_of(name, facts)
    read: Schema = {column: dtype for column, dtype in kind.schema.items() if column in given}
    read |= {column: _type_of(fact) for column, fact in known.items() if column in given and column not in read}
    if name == "check_ins" and SENT in given:
        read[SENT] = pl.Boolean
    wrong = [said.no_column(table, column) for column in kind.needed if column not in given]
    wrong += _unread(name, table, set(given) - set(read), facts)
    wrong += [said.short_form(table, column) for column in read if _is_short(known.get(column))]
    wrong += [
        said.wrong_type(table, column, str(given[column]), _wanted(dtype))
        for column, dtype in read.items()
        if not _fits(given[column], dtype)
    ]
    if wrong:
        raise InputError("\n".join(wrong), given=table)
    return read


def widely(kind: Any) -> Any:
    """The type that a value is looked at in before it is read as `kind`: every whole number fits."""
    return pl.Int128 if kind == pl.Int32 else kind


def _unread(name: str, table: str, columns: set[str], facts: Mapping[str, Fact]) -> Iterator[str]:
    known = [*KINDS[name].schema, *facts_of(name, facts), SENT]
    for column in sorted(columns):
        fact = facts.get(column)
        if name == "places" and fact is not None and column not in OF_THEIR_CHECK_IN:
            yield said.of_the_body(table, column)
        elif near := get_close_matches(column, known, n=1, cutoff=NEAR):
            yield said.strange_column(table, column, near[0])


def _is_short(fact: Fact | None) -> bool:
    return fact is not None and (fact.type == "words" or (fact.door and fact.type not in {"number", "integer"}))


def _type_of(fact: Fact) -> Any:
    return {"bool": pl.Boolean, "number": pl.Float64, "integer": pl.Float64}.get(fact.type, pl.String)


def _wanted(dtype: Any) -> str:
    if isinstance(dtype, pl.Datetime):
        return "moments"
    if isinstance(dtype, pl.List):
        return "lists"
    return {pl.String: "words", pl.Float64: "numbers", pl.Int32: "whole", pl.Boolean: "yes_no", pl.Date: "days"}[dtype]


def _fits(given: pl.DataType, dtype: Any) -> bool:
    match _wanted(dtype):
        case _ if given == pl.Null:
            return True
        case "words":
            return isinstance(given, pl.String | pl.Categorical | pl.Enum)
        case "numbers":
            return given.is_numeric()
        case "whole":
            return given.is_integer()
        case "moments":
            return isinstance(given, pl.Datetime) and given.time_zone is not None
        case _:
            return bool(given == dtype)


def refuse_values(name: str, table: str, rows: pl.DataFrame, before: int, facts: Mapping[str, Fact]) -> None:
    """Raise InputError for the first value that cannot be meant; `before` rows of the table were looked at already."""
    kind = KINDS[name]
    for column in kind.needed:
        if (row := first(rows, pl.col(column).is_null())) is not None:
            raise InputError(said.empty(table, before + row, column), given=table)
    for column, (low, high) in kind.ranges.items():
        if column in rows.columns and (row := first(rows, ~pl.col(column).is_between(low, high))) is not None:
            value = str(rows[column][row - 1])
            raise InputError(said.out_of_range(table, before + row, column, value, low, high), given=table)
    for column, words in kind.words.items():
        if column in rows.columns and (row := first(rows, ~pl.col(column).is_in(words))) is not None:
            value = rows[column][row - 1]
            raise InputError(said.strange_word(table, before + row, column, value, words), given=table)
    for column in ("start", "at", "day"):
        if column in rows.columns and (row := first(rows, ~_in_our_time(rows.schema[column], column))) is not None:
            raise InputError(said.strange_time(table, before + row, column, _time_said(rows[column], row)), given=table)
    _refuse_injuries(table, rows, before, facts)
    found = first_wrong(rows.lazy(), facts_of(name, facts), nan_unknown=True)
    if found is not None:
        row = before + found.row
        raise InputError(said_of_facts.value_said(table, found.column, row, found.value, found.fact), given=table)


def _in_our_time(dtype: pl.DataType, column: str) -> pl.Expr:
    low, high = (
        (FIRST, LAST) if dtype == pl.Date else (datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
    )
    return pl.col(column).is_between(low, high)


def _time_said(times: pl.Series, row: int) -> str:
    """A day or a moment in words; as the number it is kept as where no calendar has it."""
    whole = times.to_physical()[row - 1]
    try:
        unit = timedelta(days=1) if times.dtype == pl.Date else timedelta(microseconds=1)
        moment = datetime(1970, 1, 1, tzinfo=UTC) + whole * unit
    except OverflowError:
        return str(whole)
    return str(moment.date() if times.dtype == pl.Date else moment)


def _refuse_injuries(table: str, rows: pl.DataFrame, before: int, facts: Mapping[str, Fact]) -> None:
    """Raise InputError for a place of `prior_injuries` that is none: it would be taken for a place never injured."""
    if "prior_injuries" not in rows.columns:
        return
    regions, sides = facts["region"].choices, facts["side"].choices
    known = [*regions, *(f"{region}:{side}" for region in regions for side in sides)]
    strange = rows["prior_injuries"].list.eval(pl.element().filter(~pl.element().is_in(known).fill_null(value=False)))
    if (row := first(strange.to_frame("each"), pl.col("each").list.len() > 0)) is not None:
        given = strange[row - 1][0]
        raise InputError(said.strange_injury(table, before + row, "null" if given is None else given), given=table)


def refuse_twice(name: str, table: str, rows: pl.DataFrame, before: int) -> None:
    """Raise InputError where two rows of whole athletes have one key."""
    if KINDS[name].once == EVERY:
        if (row := first(rows, ~pl.struct(rows.columns).is_first_distinct())) is not None:
            raise InputError(said.whole_twice(table, before + row), given=table)
        return
    once = [column for column in KINDS[name].once if column in rows.columns]
    if not once:
        return
    again = pl.struct(once).is_duplicated() & ~pl.struct(once).is_first_distinct()
    if (row := first(rows, again)) is not None:
        given = [str(rows[column][row - 1]) for column in once]
        raise InputError(said.twice(table, before + row, once, given), given=table)


def first(rows: pl.DataFrame, wrong: pl.Expr) -> int | None:
    """The first row, from 1, for which it is so."""
    at: int | None = rows.select(pl.arg_where(wrong.fill_null(value=False)).min()).item()
    return None if at is None else at + 1
