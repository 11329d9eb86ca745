"""Where something may be told of: the places of the parameters."""

from __future__ import annotations

from sorewise.population.parameters import Parameters

SIDES = ("both", "left", "right")


def regions(p: Parameters) -> tuple[str, ...]:
    """Every place of which anything is told."""
    found = dict.fromkeys(p.numbers("soreness.rise"))
    for name in ("complaints.places", "signs.where"):
        for weights in p.tables(name).values():
            found |= dict.fromkeys(weights)
    return tuple(found)
