"""What an executor does with mornings: one frame of whole ones in, their decisions out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.reasons import Reasons
from sorewise.engine.bulk.rows import MORNING
from sorewise.engine.bulk.typed import CARRIED, WRONG, first_wrong, typed
from sorewise.model.errors import InputError
from sorewise.spark.arrow import unpacked
from sorewise.text import spark as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How mornings are judged, and what is handed out with them; it travels to the executors."""

    content: bytes
    reasons: Reasons = "all"
    switched_on: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    nan_unknown: bool = False

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return unpacked(self.content)

    def plan(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Decide whole mornings; nothing is looked at yet."""
        ready = typed(frame, self.book.facts, nan_unknown=self.nan_unknown)
        return decide_table(ready, self.book, reasons=self.reasons, switched_on=self.switched_on, keep=self.keep)

    def decided(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Decide whole mornings. Raises InputError for a value of any row that cannot be meant."""
        ready = typed(frame.lazy(), self.book.facts, nan_unknown=self.nan_unknown)
        if ready.select(pl.col(WRONG).any()).collect().item():
            self._refuse_value(frame)
        return self.plan(frame.lazy()).collect(engine="streaming")

    def _refuse_value(self, frame: pl.DataFrame) -> None:
        found = first_wrong(frame.lazy(), self.book.facts, nan_unknown=self.nan_unknown)
        if found is not None:
            row = _named(frame, found.row)
            raise InputError(said.value_said(row, found.column, found.value, found.fact), given=found.column)

    def refuse_unlike(self, frame: pl.DataFrame) -> None:
        """Raise InputError where rows of one morning are unlike in what is about the whole body."""
        alone = frame.filter(pl.col(MORNING).is_null())
        if alone.height:
            raise InputError(said.no_morning(_named(alone, 1)), given=MORNING)
        facts = self.book.facts
        of_body = [name for name in frame.columns if name in facts and facts[name].scope == "morning"]
        several = frame.filter(pl.col(MORNING).is_duplicated()).sort(MORNING)
        same = pl.col(MORNING) == pl.col(MORNING).shift()
        unlike = several.select((same & pl.col(name).ne_missing(pl.col(name).shift())).alias(name) for name in of_body)
        for name in of_body:
            if (row := unlike[name].arg_true()).len():
                raise InputError(said.unlike(_named(several, row[0] + 1), name), given=name)


def _named(frame: pl.DataFrame, row: int) -> dict[str, object]:
    """What tells which row it is, counted from 1."""
    told = frame.row(row - 1, named=True)
    return {name: told[name] for name in (MORNING, *CARRIED) if name in told}
