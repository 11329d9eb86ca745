"""The rulebook over a table of mornings, in Polars: lazy, streaming, and equal to `decide` on every row."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.outlook import BOUNDS, settled, with_outlook
from sorewise.engine.bulk.reasons import Reasons, deciding, masks
from sorewise.engine.bulk.rows import MORNING, PHASE, SENT, prepared
from sorewise.engine.bulk.verdict import LADDERS, judged, where_it_stands, with_groups
from sorewise.engine.columns import plan_of
from sorewise.model.verdict import ACTIVITY, REFERRAL

WORDS = {"activity": ACTIVITY, "referral": REFERRAL}
VIEWS = ("", "floor_", "ceiling_")


def decide_table(
    frame: pl.LazyFrame,
    book: Rulebook,
    *,
    reasons: Reasons = "all",
    switched_on: tuple[str, ...] = (),
    keep: Collection[str] = (),
) -> pl.LazyFrame:
    """Judge every row."""
    plan = plan_of(book, switched_on)
    columns = frame.collect_schema().names()
    ready, groups = with_groups(judged(prepared(frame, plan, book, columns), plan), plan)
    ready = with_outlook(ready, plan, book)
    by_row = where_it_stands(groups) | (masks(plan) if reasons != "none" else {})
    bounds = [f"{bound}_{name}" for bound in BOUNDS for name in LADDERS]
    found = ready.select(*keep, *([MORNING] if MORNING in columns else []), SENT, PHASE, *bounds, **by_row)
    return _finished(found, plan, reasons, bounds)


def _finished(found: pl.LazyFrame, plan, reasons, bounds) -> pl.LazyFrame:
    found = found.with_columns(settled=settled()).drop(bounds, SENT, PHASE)
    if reasons != "none":
        ids = pl.Enum([one.rule.id for one in plan.rules])
        found = found.with_columns(deciding=deciding(plan).cat.to(ids))
    return found.with_columns(
        pl.col(f"{view}{name}").cat.to(pl.Enum(WORDS[name])) for view in VIEWS for name in LADDERS
    )
