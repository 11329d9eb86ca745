"""Small made rulebooks, and the plain way to find out what answers could do: try them all."""

from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from engine.strategies import our_book
from sorewise.engine.book import Rule
from sorewise.engine.outlook import may_ask
from sorewise.engine.state import open_door, prepare
from sorewise.engine.when import All, Any, Literal, Not, literals, truth
from sorewise.model.facts import Fact
from sorewise.model.verdict import PROMPT, Rungs

KEPT = {"legs", "region", "side", "pain", "painkiller_12h", "pain_masked", "phase"}  # what the door itself needs
SAMPLES = {"bool": (False, True), "word": ("a", "b", "c"), "number": (0.0, 1.0, 1.5, 2.0, 3.0)}
ASKED = ("m", "n", "o", "s", "t")


@st.composite
def facts(draw, name, *, rising):
    """One made fact: of the morning (m, n, o) or of a place (s, t), on any page, mostly asked."""
    kind = draw(st.sampled_from(("bool", "bool", "word", "number")))
    return Fact(
        id=name,
        asks="?",
        type=kind,
        scope="spot" if name in "st" else "morning",
        page=draw(st.sampled_from(("legs", "spot", "follow_up"))),
        how=draw(st.sampled_from(("asked", "asked", "asked", "derived"))),
        choices=SAMPLES["word"] if kind == "word" else (),
        range=(0, 3) if kind == "number" else None,
        benign=None
        if kind == "bool"
        else draw(st.sampled_from((SAMPLES[kind][0], SAMPLES[kind][0 if rising else -1]))),
    )


@st.composite
def comparisons(draw, known, *, rising):
    """One comparison of a made fact with one of its values; a rising one is false at the harmless value."""
    fact = draw(st.sampled_from(known))
    if fact.type == "bool":
        return Literal(fact.id, "is", value=True)
    if fact.type == "word":
        equal = draw(st.sampled_from(("==", "!=")))
        harmful = fact.choices[:1] if equal == "!=" else fact.choices[1:]
        return Literal(fact.id, equal, draw(st.sampled_from(harmful if rising else fact.choices)))
    above = (">", ">=") if rising else ("<", "<=", ">", ">=")
    return Literal(fact.id, draw(st.sampled_from(above)), draw(st.sampled_from((1.0, 2.0))))


def nodes(known, *, rising):
    """Conditions over the made facts; rising ones without `not`."""

    def joined(parts):
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(several.map(All), several.map(Any), *(() if rising else (parts.map(Not),)))

    return st.recursive(comparisons(known, rising=rising), joined, max_leaves=4)


@st.composite
def books(draw, *, rising=False):
    """A rulebook of two to four facts and two to five rules.

    In a rising one no harmless answer makes a rule speak, as in our own but for the few that say so.
    """
    names = draw(st.lists(st.sampled_from(ASKED), min_size=2, max_size=4, unique=True))
    made = {name: draw(facts(name, rising=rising)) for name in sorted(names)}
    base = our_book()
    known = {name: fact for name, fact in base.facts.items() if name in KEPT}
    rules = tuple(
        rule_of(number, draw(nodes(list(made.values()), rising=rising)), made, draw)
        for number in range(draw(st.integers(min_value=2, max_value=5)))
    )
    asks = {"pain_masked": base.asks["pain_masked"]}
    return replace(base, version=repr(rules), facts=known | made, rules=rules, asks=asks)


def rule_of(number, when, made, draw):
    """One made rule."""
    read = tuple(dict.fromkeys(literal.fact for literal in literals(when)))
    return Rule(
        id=f"R{number}",
        spec=f"R{number}",
        when=when,
        activity=draw(st.integers(0, 4)),
        referral=draw(st.integers(0, PROMPT)),
        unknown=draw(st.sampled_from(("hold", "skip"))),
        opinion=draw(st.sampled_from((False, False, False, True))),
        facts=read,
        spot=any(made[name].scope == "spot" for name in read),
    )


@st.composite
def cases(draw, book, *, most_places=2):
    """A morning of one or two places, page 1 begun and the safety page sent, some made facts known."""
    made = [book.facts[name] for name in ASKED if name in book.facts]

    def some(scope):
        own = [fact for fact in made if fact.scope == scope]
        known = draw(st.sets(st.sampled_from(own))) if own else ()
        return {fact.id: draw(st.sampled_from(SAMPLES[fact.type])) for fact in known}

    places = draw(st.sampled_from((("quad",), ("quad", "calf"))[:most_places]))
    spots = [{"region": place, "side": "left", "pain": 2, **some("spot")} for place in places]
    return open_door(
        book, {"legs": "sore", "painkiller_12h": False, "safety": "none", "spots": spots, **some("morning")}
    )


def open_facts(book, state):
    """What may still be asked: (fact, number of the place or None)."""
    for name, fact in book.facts.items():
        if may_ask(fact, state.phase):
            rows = enumerate(state.spots) if fact.scope == "spot" else ((None, state.morning),)
            yield from ((name, number) for number, row in rows if row[name] is None)


def told(book, state, answers):
    """The state once some answers were given: (fact, place) -> value."""
    morning = state.case.morning | {name: value for (name, place), value in answers.items() if place is None}
    spots = tuple(
        spot | {name: value for (name, place), value in answers.items() if place == number}
        for number, spot in enumerate(state.case.spots)
    )
    return prepare(book, replace(state.case, morning=morning, spots=spots))


def completions(book, state):
    """Every way to answer what may still be asked, with the verdict that it leads to."""
    asked = tuple(open_facts(book, state))
    for values in product(*(SAMPLES[book.facts[name].type] for name, _ in asked)):
        answers = dict(zip(asked, values, strict=True))
        yield answers, verdict(book, told(book, state, answers))


def verdict(book, state):
    """Where a case stands by the plain meaning: rules that are true, and those that hold where they are unknown."""
    counted = []
    for rule in book.rules:
        for row in state.spots if rule.spot else (state.morning,):
            value = truth(rule.when, row)
            if not rule.opinion and (value is True or (value is None and rule.hold)):
                counted.append(rule)
    return Rungs(max((r.activity or 0 for r in counted), default=0), max((r.referral for r in counted), default=0))


def torn(book, state):
    """Whether a rule reads twice a fact that nobody can tell.

    Kleene does not see where two comparisons of it exclude each other; a rulebook has no use for such a rule.
    """
    asked = set(open_facts(book, state))
    silent = {
        name
        for row in (*state.spots, state.morning)
        for name, value in row.items()
        if value is None and not {(name, place) for place in (None, *range(len(state.spots)))} & asked
    }
    reads = ([literal.fact for literal in literals(rule.when)] for rule in book.rules)
    return any(facts.count(name) > 1 for facts in reads for name in silent)
