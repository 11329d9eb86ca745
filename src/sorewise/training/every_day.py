"""Histories as rows of facts: every athlete on every day, at its own moment, with what was answered then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from sorewise.model.facts import Fact, Scope
from sorewise.training.each import SPOTS, derive_each, record_for_each
from sorewise.training.moments import day_moments
from sorewise.training.tables import Frames, conform
from sorewise.training.why import MORNING, SPOT
from sorewise.training.windows import DEFAULT, Windows

TYPES = {"bool": pl.Boolean, "number": pl.Float64, "integer": pl.Float64, "word": pl.String}
"""Facts of other types are short forms of a single case."""
UNPLACED = "unplaced"
ALL_CLEAR = ("none", "normal", "yes", "diffuse", "better")
"""Words about a place that find nothing."""
Facts = Mapping[str, Fact]


def every_day(
    tables: Frames, facts: Facts, *, only_check_ins: bool = False, windows: Windows = DEFAULT
) -> pl.DataFrame:
    """One row a sore place, or a morning without one, in the order of the athletes and days.

    Columns: `athlete`, `day`, `at` (UTC), `morning` (its number, from 0), `phase`, `safety_sent`, and every derived
    fact and every answer by its name in `facts`. An answer goes before what is derived, and that before what
    `tables.athletes` says of it. The places of a check-in are of its moment, whatever their table says.
    """
    told = replace(tables, places=_of_their_check_in(tables))
    moments = day_moments(told.conform(), only_check_ins=only_check_ins)
    spots = _spots(moments, told.places)
    asked = _asked(moments, tables.check_ins, spots, windows)
    profile = moments.select("row", "athlete").join(tables.athletes, on="athlete", how="left", maintain_order="left")
    morning, places = derive_each(record_for_each(told, windows), moments, conform(spots, SPOTS), windows=windows)

    of_body = _first_known("morning", facts, asked, morning.select("row", *MORNING), profile)
    derived = places.select("row", *SPOT)
    listed = _first_known("spot", facts, spots, derived, _beside(spots, asked), _beside(spots, profile))
    bare = _unplaced(asked, facts)
    unplaced = _first_known("spot", facts, bare, _beside(bare, profile))
    here = pl.concat([listed, unplaced], how="diagonal").sort("row", maintain_order=True)

    sent = asked["safety_sent"] if "safety_sent" in asked.columns else pl.lit(None, pl.Boolean)
    days = moments.select("row", "athlete", "at", day="today", morning="row", phase=pl.lit("morning"), safety_sent=sent)
    return (
        days.join(of_body, on="row", maintain_order="left")
        .join(here, on="row", how="left", maintain_order="left_right")
        .drop("row")
    )


def _of_their_check_in(tables: Frames) -> pl.DataFrame:
    """The places, each with the time and the phase of its check-in."""
    known = ("at", "offset_s", "phase")
    phase = pl.col("phase") if "phase" in tables.check_ins.columns else pl.lit(None, pl.String).alias("phase")
    check_ins = tables.check_ins.select("athlete", "at", "offset_s", phase, check_in="id")
    return tables.places.drop(known, strict=False).join(check_ins, on=("athlete", "check_in"), maintain_order="left")


def _spots(moments: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The sore places of each moment, with the `row` of the moment."""
    asked = moments.select("row", "athlete", "check_in")
    return asked.join(places, on=("athlete", "check_in"), maintain_order="left_right")


def _asked(moments: pl.DataFrame, check_ins: pl.DataFrame, spots: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """What was answered at each moment, nothing where nobody was asked; `named` says whether a place was named.

    Legs that were not asked about are as sore as the pain that was told without a place.
    """
    rows = moments.select("row", "athlete", "check_in").join(
        check_ins.rename({"id": "check_in"}), on=("athlete", "check_in"), how="left", maintain_order="left"
    )
    rows = rows.with_columns(named=pl.col("row").is_in(spots["row"].unique().implode()))
    if "pain" not in rows.columns:
        return rows
    sore = pl.when(pl.col("pain") >= w.sore_from).then(pl.lit("sore"))
    legs = pl.when(~pl.col("named") & pl.col("pain").is_not_null()).then(sore.otherwise(pl.lit("fresh")))
    told = pl.col("legs") if "legs" in rows.columns else pl.lit(None, pl.String)
    return rows.with_columns(legs=pl.coalesce(told, legs))


def _unplaced(asked: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The mornings on which something is sore, or was seen, and no place is named: one place, called unplaced."""
    columns = [name for name in asked.columns if name in facts and facts[name].scope == "spot"]
    told = [name for name in columns if name not in {"pain", "side", "region"}]
    speaks = [_speaks(pl.col(name), facts[name]) for name in told]
    pain, legs = (pl.col(name) if name in asked.columns else pl.lit(None) for name in ("pain", "legs"))
    sore = ((legs == "sore") | (pain > 0)).fill_null(value=False)
    said_only_of_it = [pl.col(name).is_not_null() & pain.is_null() & legs.is_null() for name in told]
    found = pl.any_horizontal(sore, *speaks, *said_only_of_it)
    return asked.filter(~pl.col("named") & found).with_columns(region=pl.lit(UNPLACED))


def _speaks(value: pl.Expr, fact: Fact) -> pl.Expr:
    """A finding rather than an all-clear."""
    found = {"bool": value, "word": ~value.is_in(ALL_CLEAR)}.get(fact.type, value != 0)
    return found.fill_null(value=False)


def _beside(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """What is known of the morning of each row."""
    return rows.select("row").join(known, on="row", how="left", maintain_order="left")


def _first_known(scope: Scope, facts: Facts, *tables: pl.DataFrame) -> pl.DataFrame:
    """`row`, and each fact of this scope that one of the tables has, from the first that knows it, row by row."""
    found = {"row": tables[0]["row"]}
    for name, fact in facts.items():
        if fact.scope != scope or fact.type not in TYPES or name == "phase":
            continue
        for table in tables:
            if name in table.columns:
                values = table[name].cast(TYPES[fact.type])
                found[name] = found[name].zip_with(found[name].is_not_null(), values) if name in found else values
    return pl.DataFrame(found)
