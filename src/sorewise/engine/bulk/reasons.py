"""Why: the rules that count at stop, as bits of whole numbers; decoded for the rows that somebody opens.

Bit k of word w stands for rule number 48 w + k of the plan, the deciding one first. A word of 48 bits is exact in every
language, those included that know one kind of number only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Literal

import polars as pl

from sorewise.engine.bulk.rows import PHASE
from sorewise.engine.bulk.verdict import at_stop
from sorewise.engine.columns import PLACE, Judged, Plan

Reasons = Literal["all", "deciding", "none"]
WORD, BYTE = 48, 8


def words(plan: Plan) -> int:
    """How many words the rules of a plan need."""
    return -(-len(plan.rules) // WORD)


def masks(plan: Plan) -> dict[str, pl.Expr]:
    """`fired_0` ... (true, or held) and `held_0` ... (unknown, and it holds) of each row."""
    fired = [_bit(at_stop(n, one), k=n, unknown=one.rule.hold) for n, one in enumerate(plan.rules)]
    held = [_bit(at_stop(n, one).is_null(), k=n) if one.rule.hold else None for n, one in enumerate(plan.rules)]
    return {
        f"{name}_{number}": _word(bits[at : at + WORD]) & _judged_here(plan.rules[at : at + WORD])
        for name, bits in (("fired", fired), ("held", held))
        for number, at in enumerate(range(0, len(bits), WORD))
    }


def _bit(counts: pl.Expr, *, k: int, unknown: bool = False) -> pl.Expr:
    """A truth as one bit of a byte. To choose between two numbers is five times as quick as to cast a truth."""
    zero, one = pl.lit(0, pl.UInt8), pl.lit(1 << k % BYTE, pl.UInt8)
    return pl.when(~counts).then(zero).otherwise(one) if unknown else pl.when(counts).then(one).otherwise(zero)


def _judged_here(rules: Sequence[Judged]) -> pl.Expr:
    """The bits of the rules that are judged on a row: once a word, which is cheaper than once a rule."""

    def bits(*, place: bool, in_run: bool) -> pl.Expr:
        judged = (one.phases[in_run] and (place or not one.spot) for one in rules)
        return pl.lit(sum(1 << k for k, here in enumerate(judged) if here), pl.Int64)

    in_run = pl.col(PHASE) == "in_run"
    return (
        pl.when(in_run)
        .then(bits(place=True, in_run=True))  # a run is judged with one place, named or not
        .when(pl.col(PLACE))
        .then(bits(place=True, in_run=False))
        .otherwise(bits(place=False, in_run=False))
    )


def _word(bits: Sequence[pl.Expr | None]) -> pl.Expr:
    """Put bits together: eight to a byte first, since small numbers are quicker to join."""
    joined = []
    for at in range(0, len(bits), BYTE):
        byte = [bit for bit in bits[at : at + BYTE] if bit is not None]
        if byte:
            whole = reduce(or_, byte).cast(pl.Int64)
            joined.append(whole * (1 << at) if at else whole)
    return reduce(or_, joined) if joined else pl.lit(0, pl.Int64)


def deciding(plan: Plan) -> pl.Expr:
    """The number of the first rule that counts, which is the one that decides; null where none does."""
    found = pl.lit(None, pl.Int16)
    for number in reversed(range(words(plan))):
        word = pl.col(f"fired_{number}")
        first = (word.bitwise_trailing_zeros() + number * WORD).cast(pl.Int16)
        found = pl.when(word != 0).then(first).otherwise(found)
    return found


def decoded(plan: Plan, word: Sequence[int]) -> Iterator[str]:
    """Name the rules whose bits are set, the deciding one first."""
    for number, one in enumerate(plan.rules):
        if word[number // WORD] >> number % WORD & 1:
            yield one.rule.id
