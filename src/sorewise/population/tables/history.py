"""Made histories: the same people as tables, as a club or a platform would keep them.

The columns are those of `training/tables.py`; `check_ins` and `places` have every other answer as well, by the names of
its facts, and `check_ins` whether the safety page was sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from sorewise.model.facts import Fact
from sorewise.population.answers.cells import AFTER_RUN, IN_RUN
from sorewise.population.answers.check_ins import CheckIns, check_ins
from sorewise.population.draw.chance import Floats, Whole
from sorewise.population.draw.columns import Columns, numbers, take, words
from sorewise.population.lives.people import BEFORE, BLOCK, People, people
from sorewise.population.parameters import Parameters, parameters
from sorewise.population.tables import sessions
from sorewise.population.tables.calendar import Calendar
from sorewise.population.tables.frames import frame, series

FIRST = date(2025, 1, 6)
"""The first day that is told: a Monday."""
ASKED = ("asked", "record", "measured")
PROFILE = ("age", "experience_years", "first_weeks")
"""Told once, in `athletes`."""
MADE = "made"


class Tables(NamedTuple):
    """Six tables, each sorted by athlete and time."""

    athletes: pl.DataFrame
    sessions: pl.DataFrame
    nights: pl.DataFrame
    check_ins: pl.DataFrame
    places: pl.DataFrame
    plan: pl.DataFrame


def histories(n: int, days: int, seed: int, facts: Mapping[str, Fact], p: Parameters | None = None) -> Iterator[Tables]:
    """So many athletes with so many days each, some hundred athletes at a time.

    The first of them are the same whatever `n` is.
    """
    p = p or parameters()
    for block, first in enumerate(range(0, n, BLOCK)):
        them = people(p, seed, block, days)
        when = Calendar(FIRST, first)
        names = when.names(np.arange(min(BLOCK, n - first), dtype=np.int32))
        told = check_ins(p, them, facts)
        whole = Tables(
            athletes=_athletes(when, told, facts),
            sessions=sessions.sessions(p, them, when),
            nights=_nights(them, when),
            check_ins=_check_ins(p, them, told, when, facts),
            places=_places(p, them, told, when, facts),
            plan=sessions.plan(them, when),
        )
        yield Tables(*(table.filter(pl.col("athlete").is_in(names.implode())) for table in whole))


def made_history(n: int, days: int, seed: int, facts: Mapping[str, Fact]) -> Tables:
    """The tables of so many athletes in one."""
    return Tables(*(pl.concat(parts) for parts in zip(*histories(n, days, seed, facts), strict=True)))


def _athletes(when: Calendar, told: CheckIns, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """Who they are; years of experience are those of the first day."""
    age = numbers(told.profile["age"])
    everyone = np.arange(len(age), dtype=np.int32)
    return pl.DataFrame(
        [
            when.names(everyone),
            pl.Series("birth_year", FIRST.year - 1 - age.astype(np.float64)).fill_nan(None),
            series(facts["experience_years"], told.profile["experience_years"]).cast(pl.Float64),
            series(facts["first_weeks"], told.profile["first_weeks"]),
        ]
    )


def _nights(them: People, when: Calendar) -> pl.DataFrame:
    """The nights on which a watch was worn."""
    being, has = them.being, them.who.has
    worn = being.worn & (has["heart"] | has["sleep"])[:, None]
    worn[:, :BEFORE] = False
    athlete, day = (part.astype(np.int32) for part in np.nonzero(worn))

    def known(part: str, values: Floats) -> pl.Series:
        return pl.Series(np.where(has[part][athlete], values[athlete, day], np.nan).astype(np.float64)).fill_nan(None)

    return pl.DataFrame([when.names(athlete), when.dates(day)]).with_columns(
        resting_hr=known("heart", being.resting_hr),
        hrv_rmssd=known("heart", np.exp(being.ln_rmssd)).round(1),
        sleep_s=known("sleep", being.sleep_h * 3600).round(),
        scale=pl.lit(""),
        source=pl.lit(MADE),
    )


def _check_ins(p: Parameters, them: People, told: CheckIns, when: Calendar, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """A row a check-in; `pain` is that of the sorest place, 0 with fresh legs."""
    every = np.arange(len(told.cells), dtype=np.int32)
    asked = {name: column for name, column in told.facts.items() if _asked(facts[name], "morning")}
    worst = np.where(words(told.facts["legs"]).is_("fresh"), np.float32(0), np.float32(np.nan))
    np.fmax.at(worst, told.place_of, numbers(told.place_facts["pain"]))
    start = numbers(told.facts["pain_now"]) - numbers(told.facts["pain_change"])
    return (
        _head(p, them, told, when, every, "id")
        .with_columns(safety_sent=told.sent)
        .hstack(_plain(asked, facts))
        .with_columns(pain=_number(worst), pain_start=_number(start))
        .sort("athlete", "at", maintain_order=True)
    )


def _places(p: Parameters, them: People, told: CheckIns, when: Calendar, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """A row a sore place of a check-in."""
    asked = {name: column for name, column in told.place_facts.items() if _asked(facts[name], "spot")}
    head = _head(p, them, told, when, told.place_of, "check_in")
    return head.hstack(_plain(asked, facts)).sort("athlete", "at", maintain_order=True)


def _head(p: Parameters, them: People, told: CheckIns, when: Calendar, rows: Whole, id_: str) -> pl.DataFrame:
    """Athlete, id, time and phase of these check-ins."""
    athlete, day = told.cells.athlete[rows], told.cells.day[rows]
    phase = take({"phase": told.facts["phase"]}, rows)
    codes, start = words(phase["phase"]).codes, them.trained.plan.start_h[athlete, day]
    minutes = np.nan_to_num(numbers(told.facts["minutes"])[rows])
    hour = np.where(codes == IN_RUN, start + minutes / 60, np.float32(p.number("answers.check_in_h")))
    hour = np.where(codes == AFTER_RUN, start + them.trained.minutes[athlete, day] / 60, hour)
    moments = when.moments("at", athlete, day, hour.astype(np.float32))
    names = pl.Series("phase", words(phase["phase"]).of).gather(pl.Series(codes.astype(np.uint32)))
    return pl.DataFrame([when.names(athlete), when.ids(id_, athlete, day, "check-in"), *moments, names])


def _asked(fact: Fact, scope: str) -> bool:
    """Whether a fact is an answer, and not known from elsewhere."""
    return fact.scope == scope and fact.how in ASKED and fact.page not in {"history", "made"} and fact.id not in PROFILE


def _plain(columns: Columns, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """Words as text and numbers in full, as any table has them."""
    typed = frame(columns, facts)
    wide = {name: pl.String if isinstance(kind, pl.Enum) else pl.Float64 for name, kind in typed.schema.items()}
    return typed.cast({name: kind for name, kind in wide.items() if typed.schema[name] != pl.Boolean})


def _number(values: Floats) -> pl.Series:
    return pl.Series(values.astype(np.float64)).fill_nan(None)
