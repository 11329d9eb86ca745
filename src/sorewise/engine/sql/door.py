"""Columns in the words of the door, made into rule facts, as `model.intake` does with one case.

What a table says of a rule fact itself goes before what could be worked out of others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlglot import exp, parse_one

from sorewise.engine.book import Rulebook
from sorewise.engine.sql.conditions import known

DAY = "day"
"""The local date of a row, by which a year of birth becomes an age."""
FORMULAS = {
    "rhr_delta": "rhr_today - rhr_base",
    "pain_change": "pain_now - pain_start",
    "hrv_z": "(hrv7_ln - hrv_base_ln) / NULLIF(hrv_base_sd, 0)",
    "planned_spike_pct": "(planned_km / NULLIF(longest_run_30d_km, 0) - 1) * 100",
    "break_is_usual": "days_off_running <= {usual_gap_factor:g} * usual_gap_days",
    # The birthday may still come.
    "age": "CAST(STRFTIME(day, '%Y') AS INT) - birth_year - 1",
    "over_plan_limit": "pain > plan_pain_limit",
    "pain_masked": "CASE WHEN painkiller_12h AND NOT pain_before_dose IS NULL THEN FALSE END",
}
"""A rule fact in numbers of the door, with thresholds by name; unknown where one of them is."""
READINGS = {
    "fever": "CASE WHEN temp_c >= {fever_c:g} THEN TRUE ELSE COALESCE(fever, temp_c >= {fever_c:g}) END",
    "training_mistake": "training_mistake AND NOT COALESCE(last_session_hours_ago > {mistake_h:g}, FALSE)",
    "pain": "CASE WHEN pain_before_dose > pain OR pain IS NULL THEN pain_before_dose ELSE pain END",
}
"""What two answers to one question mean: the more careful of them."""


def read_twice(book: Rulebook, columns: Collection[str]) -> dict[str, exp.Expr]:
    """The facts that another column of a table says something of, too."""
    return _made(READINGS, book, columns)


def worked_out(book: Rulebook, columns: Collection[str]) -> dict[str, exp.Expr]:
    """The facts that can be worked out of other columns of a table where they are not told."""
    return {name: known(exp.column(name), else_=value) for name, value in _made(FORMULAS, book, columns).items()}


def columns_read(made: Mapping[str, exp.Expr]) -> set[str]:
    """The columns that facts are made of."""
    return {column.name for value in made.values() for column in value.find_all(exp.Column)}


def _made(texts: Mapping[str, str], book: Rulebook, columns: Collection[str]) -> dict[str, exp.Expr]:
    """The facts of which a table has all that they are made of; of the fact itself it need not speak."""
    made = {name: parse_one(text.format_map(book.numbers), read="duckdb") for name, text in texts.items()}
    return {name: value for name, value in made.items() if columns_read({name: value}) - {name} <= {*columns}}
