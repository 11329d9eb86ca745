"""A case once more, with one answer changed: what the door works out from that answer changes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sorewise.engine.book import MASKED
from sorewise.engine.prove.formulas import Spread, known
from sorewise.engine.prove.rows import TABLET
from sorewise.engine.prove.solver import Formula, at_most_one, named, no, some

if TYPE_CHECKING:
    from sorewise.engine.prove.world import World

JOINTS = "swollen_joints"
FOLLOWS = {"swollen": JOINTS, "tissue": JOINTS, "side": JOINTS, TABLET: MASKED}  # an answer -> what is worked out of it
Step = tuple[dict[str, Spread], list[Formula]]


def changed(world: World, fact: str, spread: Spread, *, fewer: bool = False) -> Step:
    """Return what is told with one fact otherwise, and what is then so; `fewer` swollen joints may follow, or more."""
    told = world.now.told
    row, always = {**told, fact: spread}, list[Formula]()
    follower = FOLLOWS.get(fact, "")
    if follower in told:
        fresh = row[follower] = tuple(named(f"{follower} = {value} then") for value in world.kinds[follower].values)
        always.append(at_most_one(fresh))
        if follower == JOINTS:
            always.append(known(fresh))
            always += (
                some((no(here), *(fresh[: number + 1] if fewer else fresh[number:])))
                for number, here in enumerate(told[follower])
            )
    return row, [*always, *world.together(row)]
