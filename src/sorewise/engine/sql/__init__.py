"""The rulebook as one SELECT over a table of mornings, in the dialect of a warehouse."""

from sorewise.engine.sql.query import select
from sorewise.engine.sql.reasons import WORD
from sorewise.engine.sql.rows import SENT
from sorewise.engine.sql.table import is_table, readable, unknown, usual

__all__ = ["SENT", "WORD", "is_table", "readable", "select", "unknown", "usual"]
