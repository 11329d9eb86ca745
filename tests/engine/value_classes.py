"""One value of every class of every fact: each word, yes and no, each cut point of the rulebook, each gap between."""

from collections import defaultdict
from itertools import pairwise

from sorewise.engine.when import literals

GAP = 2.0  # how far beyond the outermost cut points a sample lies


def values_of(book):
    """Map every fact that conditions may use to one value of each of its classes, in rising order."""
    cuts = _cuts(book)
    return {id_: _values(fact, sorted(cuts[id_])) for id_, fact in book.facts.items() if not fact.door}


def conditions(book):
    """Every condition of the rulebook: those of the rules and those of `facts.toml`."""
    yield from (rule.when for rule in book.rules if rule.when)
    yield from (node for asks in book.asks.values() for node in asks.values())


def worse_orders(book):
    """Map every fact of which one answer is worse than another to its values from harmless to worst."""
    values = values_of(book)
    return {id_: order for id_, known in values.items() if (order := _worse_order(book.facts[id_], known))}


def _worse_order(fact, values):
    if isinstance(fact.worse, tuple):
        return fact.worse
    if fact.worse is not None:
        return values if fact.worse == "up" else values[::-1]
    if fact.type == "bool" and not fact.exception:
        return (False, True) if not fact.harmless else (True, False)
    return ()


def _cuts(book):
    cuts = defaultdict(set)
    for condition in conditions(book):
        for literal in literals(condition):
            if isinstance(literal.value, float) and not isinstance(literal.value, bool):
                cuts[literal.fact].add(literal.value)
    return cuts


def _values(fact, cuts):
    if fact.type == "bool":
        return (False, True)
    if fact.type == "word":
        return fact.choices
    low, high = fact.range
    ends = [max(low, cuts[0] - GAP), *cuts, min(high, cuts[-1] + GAP)] if cuts else [low, high]
    between = [(a + b) / 2 for a, b in pairwise(ends)]
    if fact.type == "integer":
        around = (round(number + step) for number in ends for step in (-1, 0, 1))
        return tuple(sorted({number for number in around if ends[0] <= number <= ends[-1]}))
    return tuple(sorted({*ends, *between}))
