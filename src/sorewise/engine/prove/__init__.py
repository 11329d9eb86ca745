"""What the rulebook can never do: each promise proved for every possible answer, by the extra [prove] (z3-solver).

    for proof in prove(book):
        print(proof.promise, proof.kept, proof.claims)

The conditions become formulas over value classes, true or possible while answers are missing (`formulas`); the door of
the engine becomes formulas too (`rows`), and the rules that count when the person stops answering (`world`). Each
promise then asks the solver for a case that breaks it. What it finds is told to the engine as answers (`told`) and
made as small as the engine still breaks the promise by (`smallest`). docs/explanation/what-is-proved.md tells it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sorewise.engine.prove.lints import well_written
from sorewise.model.proof import Proof

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

__all__ = ["Proof", "prove", "well_written"]


def prove(book: Rulebook, ours: Rulebook | None = None) -> Iterator[Proof]:
    """Prove promise after promise, the cheap looks first.

    `ours` is the rulebook that `book` lies over, if it does: a declaration that stands there already and that the
    numbers of the overlay leave without need is no fault of the overlay.
    """
    yield well_written(book)
    from sorewise.engine.prove.asked import asking_exact
    from sorewise.engine.prove.flags import flags_hold
    from sorewise.engine.prove.inherited import Inherited
    from sorewise.engine.prove.needed import every_rule_needed
    from sorewise.engine.prove.places import one_more_place
    from sorewise.engine.prove.reasons import some_reason
    from sorewise.engine.prove.silence import nothing_hidden
    from sorewise.engine.prove.world import worlds
    from sorewise.engine.prove.worse import never_milder

    every = worlds(book)
    theirs = Inherited(ours)
    yield flags_hold(every)
    yield never_milder(every, theirs)
    yield some_reason(every)
    yield nothing_hidden(every, theirs)
    yield one_more_place(every)
    yield every_rule_needed(every, theirs)
    yield asking_exact(every, theirs)
