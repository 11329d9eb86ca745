"""The rulebook over a table of mornings, in Polars: lazy, and a row at a time independent of the others."""

from __future__ import annotations

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.rows import prepared
from sorewise.engine.bulk.verdict import judged, where_it_stands, with_groups
from sorewise.engine.columns import plan_of


def decide_table(frame: pl.LazyFrame, book: Rulebook, switched_on: tuple[str, ...] = ()) -> pl.LazyFrame:
    """Judge every row."""
    plan = plan_of(book, switched_on)
    columns = frame.collect_schema().names()
    ready = prepared(frame, plan, book, columns)
    grouped, groups = with_groups(judged(ready, plan), plan)
    return grouped.select(**where_it_stands(groups))
