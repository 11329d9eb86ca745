"""The kinds that were told here, session by session, with their reasons: for pages and for correction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

import polars as pl

from sorewise.model.records import History, SessionKind
from sorewise.model.told import Told
from sorewise.training.kinds import RACES, with_kinds
from sorewise.training.now import Moment
from sorewise.training.past import number_athletes, past_sessions
from sorewise.training.tables import frames
from sorewise.training.windows import DEFAULT, Windows

_SPEED, _PULSE = ("m_s", "usual_m_s"), ("heart_rate", "hr_share")
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "race_pace": ("km", *_SPEED),
    "repeats": ("bouts", "bout_s", "bout_m_s"),
    "hill_repeats": ("bouts", "bout_s", "bout_up_m"),
    "hilly": ("ascent_m",),
    "fast_block": ("bouts", "bout_s", "bout_m_s", "usual_m_s"),
    "fast": ("best_m_s", "usual_m_s"),
    "heart_high": _PULSE,
    "longer": ("km", "usual_km"),
    "hours": ("minutes",),
    "slower": _SPEED,
    "as_usual": _SPEED,
    "heart_low": _PULSE,
}
"""Reason -> the columns whose values are its words; the others rest on the name alone."""
DOWN = ("descent_m", "usual_down_m")


def told_kinds(
    history: History, now: datetime, *, only: Collection[str] | None = None, windows: Windows = DEFAULT
) -> dict[str, Told]:
    """What was told of the sessions up to `now`, by session id; what is known and usual is not in it.

    `only` these sessions, told from all. Raises ValueError for a time without an offset.
    """
    moment = Moment.at(now)
    athletes, keyed = number_athletes(frames({"": history}).conform())
    past = past_sessions(keyed.sessions, moment, windows)
    return told_of(news_of(with_kinds(past, athletes, windows)), only)


def news_of(sessions: pl.DataFrame) -> pl.DataFrame:
    """Of the table that `with_kinds` made the sessions of which something was told."""
    return sessions.filter(pl.col("by").is_not_null() | pl.col("steep_down"))


def races_of(sessions: pl.DataFrame) -> list[str]:
    """The ids of the sessions that were told to be races."""
    return sessions.filter(pl.col("by").is_in(RACES))["id"].to_list()


def told_of(news: pl.DataFrame, only: Collection[str] | None = None) -> dict[str, Told]:
    """What was told of these sessions, by their ids; `only` some of them."""
    if only is not None:
        news = news.filter(pl.col("id").is_in(list(only)))
    return {row["id"]: _told(row) for row in news.iter_rows(named=True)}


def _told(row: dict[str, object]) -> Told:
    by = str(row["by"] or "")
    names = (*RESTS_ON.get(by, ()), *(DOWN if row["steep_down"] else ()))
    return Told(
        session=str(row["id"]),
        kind=cast("SessionKind | None", row["kind"]),
        by=by,
        legs=bool(row["legs"]),
        downhill=bool(row["steep_down"]),
        values={name: value for name in names if isinstance(value := row[name], int | float)},
    )
