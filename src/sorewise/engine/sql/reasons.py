"""Why: the rules that count at stop, as bits of whole numbers, each 48 rules long.

Bit k of word w stands for rule number 48 w + k of the plan, the deciding one first: as in `bulk`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from sorewise.engine.columns import PLACE
from sorewise.engine.sql.conditions import all_of, constant, only_if, total
from sorewise.engine.sql.rules import Column
from sorewise.engine.sql.steps import named
from sorewise.engine.sql.verdict import in_phases

WORD = 48


def words(rules: Sequence[Column]) -> list[str]:
    """The names of the words."""
    return [f"{name}_{number}" for name in ("fired", "held") for number in range(-(-len(rules) // WORD))]


def bits_of(word: str) -> exp.Expr:
    """A word, out of the words that the steps hand on: what fired is true or held."""
    name, _, number = word.partition("_")
    return total([exp.column(f"true_{number}"), exp.column(f"held_{number}")]) if name == "fired" else exp.column(word)


def masks(rules: Sequence[Column]) -> Iterator[exp.Expr]:
    """`true_0` ... (true) and `held_0` ... (unknown, and it holds) of each row."""
    for number, at in enumerate(range(0, len(rules), WORD)):
        chosen = rules[at : at + WORD]
        yield named(f"true_{number}", _word(chosen, {k: exp.column(rule.at_stop) for k, rule in enumerate(chosen)}))
        held = {k: exp.column(rule.at_stop) for k, rule in enumerate(chosen) if rule.one.rule.hold}
        yield named(f"held_{number}", _word(chosen, {k: column.is_(exp.null()) for k, column in held.items()}))


def _word(rules: Sequence[Column], bits: Mapping[int, exp.Expr]) -> exp.Expr:
    """Put bits together. Where rules of a kind are judged is looked at once a word and kind."""
    kinds: dict[tuple[bool, tuple[bool, bool]], list[exp.Expr]] = {}
    for k, bit in bits.items():
        one = rules[k].one
        kinds.setdefault((one.spot, one.phases), []).append(only_if(bit, constant(1 << k), constant(0)))
    parts = []
    for (spot, phases), values in kinds.items():
        tests = [*in_phases(phases), *([exp.column(PLACE)] if spot else [])]
        whole = total(values)
        parts.append(only_if(all_of(tests), whole, constant(0)) if tests else whole)
    return exp.cast(total(parts), "bigint") if parts else exp.cast(constant(0), "bigint")
