"""Which kinds of session came before which sore places, beside how often the place was sore without them.

`look_back.before` looks from each spell back; this looks from the sessions on, and counts the mornings that stayed well
as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sorewise.model.learned import Precede
from sorewise.training.learned.ground import KINDS, LEAST, Morning, Mornings
from sorewise.training.learned.intervals import share
from sorewise.training.look_back.doings import DOWNHILL, SPIKE, Doings

BEFORE = (1, 2)
"""Days before a morning that are looked at: soreness peaks within two."""
LOOKED_FOR = (*KINDS, DOWNHILL, SPIKE)

Before = Mapping[date, tuple[frozenset[str], bool]]
"""Morning -> what was on in the two days before it, and whether both are known."""


def precedes(done: Doings, told: Mornings, known: frozenset[date]) -> tuple[Precede, ...]:
    """Each place and kind with enough mornings on either side, the largest difference first.

    A morning is after a session if that was on one of the two days before, and without it if both days are `known` and
    it was on neither.
    """
    found = [
        one
        for region, mornings in told.items()
        if region is not None and any(morning.sore for morning in mornings.values())
        for one in _place(region, mornings, _before(done, mornings, known))
    ]
    return tuple(sorted(found, key=lambda one: (one.other.value - one.after.value, one.region, one.what)))


def _before(done: Doings, days: Iterable[date], known: frozenset[date]) -> Before:
    found = {}
    for day in days:
        before = [day - timedelta(days=n) for n in BEFORE]
        found[day] = frozenset().union(*map(done.on, before)), known.issuperset(before)
    return found


def _place(region: str, told: Mapping[date, Morning], before: Before) -> Iterator[Precede]:
    for what in LOOKED_FOR:
        after = [told[day].sore for day, (words, _) in before.items() if what in words]
        other = [told[day].sore for day, (words, both) in before.items() if both and what not in words]
        if len(after) >= LEAST and len(other) >= LEAST:
            yield Precede(
                region=region,
                what=what,
                sore_after=sum(after),
                after=share(sum(after), len(after)),
                sore_other=sum(other),
                other=share(sum(other), len(other)),
            )
