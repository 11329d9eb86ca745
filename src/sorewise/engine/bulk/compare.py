"""Two rulebooks on the same mornings: how many move from which verdict to which, whose they are, and by which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.decide import decide_table
from sorewise.engine.bulk.reasons import decoded, words
from sorewise.engine.bulk.rows import MORNING
from sorewise.engine.columns import plan_of
from sorewise.model.verdict import ACTIVITY, REFERRAL

Verdict = tuple[str, str]
"""Activity and referral in words."""
LADDERS = {"activity": ACTIVITY, "referral": REFERRAL}
STRICTER, MILDER = "stricter", "milder"
AFTER = "__after"
"""What the columns of the second rulebook end in."""
PAIN = (0.0, 2.0, 3.0, 5.0, 10.0)
"""Upper ends of the classes of pain that are told apart: none, mild, three, moderate, strong."""
STEP = 0.5
"""The step in which pain is asked."""


@dataclass(slots=True)
class Share:
    """Of one kind of mornings: how many there are, and how many read otherwise."""

    mornings: int = 0
    stricter: int = 0
    milder: int = 0


@dataclass(slots=True)
class Compared:
    """What another rulebook changes.

    `moves` counts mornings by the verdict before and after, `whom` by experience, region and pain of the sorest place,
    `rules` by the rule that did it and in which direction. A morning may be stricter on one ladder and milder on the
    other; then it counts for both.
    """

    mornings: int = 0
    moves: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    whom: dict[str, dict[str, Share]] = field(default_factory=lambda: {"experience": {}, "region": {}, "pain": {}})
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def moved(self) -> int:
        """How many mornings read otherwise."""
        return sum(count for (before, after), count in self.moves.items() if before != after)

    def ladder(self, name: str) -> dict[tuple[str, str], int]:
        """The moves on one ladder: (before, after) -> mornings."""
        at = list(LADDERS).index(name)
        found: Counter[tuple[str, str]] = Counter()
        for (before, after), count in self.moves.items():
            found[before[at], after[at]] += count
        return dict(found)


def compare(frames: Iterable[pl.DataFrame], before: Rulebook, after: Rulebook) -> Compared:
    """Judge the same mornings under two rulebooks; a frame holds whole mornings, in the columns of `decide_table`."""
    found = Compared()
    for frame in frames:
        table = frame if MORNING in frame.columns else frame.with_row_index(MORNING)
        judged = _beside(decide_table(table.lazy(), before), decide_table(table.lazy(), after))
        both = judged.join(_whose(table.lazy(), before.number("novice_years")), on=MORNING).collect()
        _count(both, found)
        for ids, count in _doers(both, before, after):
            for one in ids:
                found.rules[one] += count
    return found


def direction(before: Verdict, after: Verdict) -> tuple[bool, bool]:
    """Whether a verdict got stricter on a ladder, and whether it got milder on one."""
    steps = [words_.index(b) - words_.index(a) for a, b, words_ in zip(before, after, LADDERS.values(), strict=True)]
    return any(step > 0 for step in steps), any(step < 0 for step in steps)


def _beside(before: pl.LazyFrame, after: pl.LazyFrame) -> pl.LazyFrame:
    return before.join(after, on=MORNING, suffix=AFTER)


def _whose(table: pl.LazyFrame, novice_years: float) -> pl.LazyFrame:
    """Of each morning: new to running or not (not told counts as new), the region of its sorest place, and its pain."""
    years = pl.col("experience_years").first()
    sorest = pl.col("pain").fill_null(-1).arg_max()
    return table.group_by(MORNING).agg(
        experience=pl.when(years >= novice_years).then(pl.lit("experienced")).otherwise(pl.lit("new")),
        region=pl.col("region").get(sorest).cast(pl.String).fill_null("none"),
        pain=pl.col("pain").max(),
    )


def _count(both: pl.DataFrame, found: Compared) -> None:
    """Add one frame of mornings to what was found."""
    found.mornings += both.height
    columns = ["activity", "referral", f"activity{AFTER}", f"referral{AFTER}"]
    for a, r, a2, r2, count in both.group_by(columns).len().iter_rows():
        found.moves[(a, r), (a2, r2)] += count
    banded = both.with_columns(pain=_band())
    for name, kinds in found.whom.items():
        for kind, a, r, a2, r2, count in banded.group_by(name, *columns).len().iter_rows():
            share = kinds.setdefault(kind, Share())
            stricter, milder = direction((a, r), (a2, r2))
            share.mornings += count
            share.stricter += count * stricter
            share.milder += count * milder


def _band() -> pl.Expr:
    """The class of pain of each morning, in words: "0", "0.5-2", ..."""
    band = pl.lit("unknown")
    for low, high in reversed([*pairwise(PAIN)]):
        band = pl.when(pl.col("pain") <= high).then(pl.lit(f"{low + STEP:g}-{high:g}")).otherwise(band)
    return pl.when(pl.col("pain") <= PAIN[0]).then(pl.lit(f"{PAIN[0]:g}")).otherwise(band)


def _doers(both: pl.DataFrame, before: Rulebook, after: Rulebook) -> Iterator[tuple[set[tuple[str, str]], int]]:
    """The rules behind each move: those that reach the new rung where it got stricter, the old one where milder."""
    columns = ["activity", "referral", f"activity{AFTER}", f"referral{AFTER}"]
    old = [f"fired_{number}" for number in range(words(plan_of(before)))]
    new = [f"fired_{number}" for number in range(words(plan_of(after)))]
    news = [name + AFTER if name in both.columns and name + AFTER in both.columns else name for name in new]
    moved = both.filter((pl.col(columns[0]) != pl.col(columns[2])) | (pl.col(columns[1]) != pl.col(columns[3])))
    for row in moved.group_by([*columns, *old, *news]).len().iter_rows(named=True):
        ids: set[tuple[str, str]] = set()
        for ladder, (name, words_) in enumerate(LADDERS.items()):
            rung, next_rung = words_.index(row[name]), words_.index(row[name + AFTER])
            if next_rung > rung:
                ids |= {(one, STRICTER) for one in _at(after, [row[n] for n in news], ladder, next_rung)}
            elif next_rung < rung:
                ids |= {(one, MILDER) for one in _at(before, [row[n] for n in old], ladder, rung)}
        yield ids, row["len"]


def _at(book: Rulebook, mask: list[int], ladder: int, rung: int) -> Iterator[str]:
    """The rules that count and stand on just this rung."""
    return (one for one in decoded(plan_of(book), mask) if book.by_id[one].rungs[ladder] == rung)
