"""The rulebook over a table of mornings, in Polars: lazy, streaming, and equal to `decide` on every row."""

from sorewise.engine.bulk.decide import decide_table

__all__ = ["decide_table"]
