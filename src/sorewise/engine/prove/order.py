"""Which answers are worse than others: the order of `facts.toml`, as numbers of value classes."""

from __future__ import annotations

from sorewise.engine.prove.values import Kind

# Counted at the door from the places. That there is one place only is an all-clear in the rules: see the promise about
# one more sore place, which is also about this.
BY_COUNT = {"one_place": (1, 0)}
UP_BY_COUNT = ("swollen_joints",)
YES = "yes: "  # how a fact begins its exception that a yes makes a day milder


def order_of(kind: Kind) -> tuple[int, ...]:
    """Return the classes of a fact from harmless to worst; nothing where no answer is worse than another."""
    fact, numbers = kind.fact, tuple(range(len(kind.values)))
    if fact.id in BY_COUNT or fact.asked_as:
        return ()
    if isinstance(fact.worse, tuple):
        return tuple(kind.values.index(word) for word in fact.worse)
    if fact.worse == "up" or fact.id in UP_BY_COUNT:
        return numbers
    if fact.worse == "down":
        return numbers[::-1]
    if fact.type == "bool" and not fact.exception.startswith(YES):
        return allowing(kind)[::-1] if fact.harmless else allowing(kind)
    return ()


def allowing(kind: Kind) -> tuple[int, ...]:
    """Return no and yes of a yes/no fact."""
    return tuple(range(len(kind.values)))
