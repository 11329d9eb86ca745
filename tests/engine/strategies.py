"""Mornings for properties: an ordinary one with some odd answers, whole or in part, as a runner could give them."""

from dataclasses import dataclass, replace
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from engine.value_classes import values_of
from sorewise.engine.rules import load
from sorewise.engine.state import open_door
from sorewise.engine.when import All, Literal, Not, Term
from sorewise.engine.when import truth as truth_of

# The laws that the project promises: over a thousand cases each in the long profile.
LONG = settings.get_current_profile_name() == "full"
a_law = settings(
    max_examples=1200 if LONG else settings.default.max_examples, suppress_health_check=[HealthCheck.too_slow]
)

PRIVATE = ("pregnancy", "weight", "cycle", "medicines")
# Worked out by the door from the others, or not a fact of the morning.
MADE = {"legs", "phase", "one_place", "swollen_joints", "pain_masked", "over_plan_limit", "referral_known"}
PLACE = {"region", "side", "pain"}


@cache
def our_book():
    """Our rulebook, read once."""
    return load()


@dataclass(frozen=True, repr=False)
class Truth:
    """What is true of one morning, run or evening, in rule facts: of the body and of each sore place.

    `hidden` are the facts that were not told; `sent` says whether the safety page was. Nothing hidden: a whole morning.
    """

    phase: str
    body: dict
    spots: tuple = ()
    hidden: frozenset = frozenset()
    sent: bool = True
    switched_on: tuple = PRIVATE

    def __repr__(self):
        """Only what is not as usual, so that a counterexample can be read."""
        body = {name: value for name, value in self.body.items() if value != usual("morning").get(name)}
        spots = [{n: v for n, v in spot.items() if v != usual("spot").get(n)} for spot in self.spots]
        hidden = sorted(self.hidden)
        return f"Truth({self.phase}, body={body}, spots={spots}, hidden={hidden}, sent={self.sent})"

    def _repr_pretty_(self, printer, _cycle):
        """The same for Hypothesis."""
        printer.text(repr(self))

    def telling(self, *names):
        """The same with some more facts told."""
        return replace(self, hidden=self.hidden - set(names))

    def hiding(self, *names):
        """The same with some facts not told."""
        return replace(self, hidden=self.hidden | set(names))

    def being(self, name, value, spot=None):
        """The same with one fact otherwise: of the body, or of one place."""
        if spot is None:
            return consistent(replace(self, body=self.body | {name: value}))
        spots = [s | {name: value} if number == spot else s for number, s in enumerate(self.spots)]
        return consistent(replace(self, spots=tuple(spots)))

    def answers(self):
        """What the door is given."""
        facts = our_book().facts
        page = set() if self.sent else {name for name, fact in facts.items() if fact.page == "safety"}
        silent = self.hidden | page
        given = {name: value for name, value in self.body.items() if name not in silent} | {"phase": self.phase}
        if self.sent:
            given["safety"] = "none"  # what is ticked is told singly, so that each place keeps its own
        if self.spots:
            given["spots"] = [{n: v for n, v in spot.items() if n not in silent} for spot in self.spots]
            for spot in given["spots"]:
                if "pain" in spot and "pain_masked" not in silent:
                    spot["pain_before_dose"] = spot["pain"]
        elif "legs" not in silent:
            given["legs"] = "fresh"
        return given

    def state(self, book=None):
        """The case, ready to be judged."""
        return open_door(book or our_book(), self.answers(), switched_on=self.switched_on)


def consistent(truth):
    """The same without answers that contradict each other."""
    number = our_book().number
    body = dict(truth.body)
    if body["fever"] or body["temp_c"] >= number("fever_c"):
        body |= {"fever": True, "temp_c": max(body["temp_c"], number("fever_c"))}
    if body["last_session_hours_ago"] > number("mistake_h") or body["last_session_type"] == "none":
        body["training_mistake"] = False
    body["limp_days"] = max(body["limp_days"], *(spot["days_sore"] for spot in truth.spots), 0)
    return replace(truth, body=body, spots=tuple(spot | implied(body, spot) for spot in truth.spots))


def implied(body, spot):
    """The signs of the safety page that the other answers imply: who tells the truth ticks them."""
    row = body | spot
    return {
        name: True
        for name, asked in our_book().asks.items()
        if "implied_by" in asked and name in spot and truth_of(asked["implied_by"], row)
    }


@cache
def usual(scope):
    """Every fact of a scope at its usual value: nothing there, nothing wrong."""
    return {
        fact.id: fact.default if fact.default is not None else fact.harmless
        for fact in our_book().facts.values()
        if fact.scope == scope and not fact.door and fact.id not in MADE | PLACE
    }


@cache
def odd_answers(scope):
    """Every other value of every fact of a scope."""
    known = usual(scope)
    return tuple(
        (name, value)
        for name, values in values_of(our_book()).items()
        if name in known
        for value in values
        if value != known[name]
    )


@st.composite
def meeting(draw, node, *, wanted=True):
    """Facts that make a condition what it is wanted to be; where it reads a fact twice they may fail."""
    match node:
        case Literal(fact):
            fitting = [value for value in values_of(our_book())[fact] if truth_of(node, {fact: value}) is wanted]
            return {fact: draw(st.sampled_from(fitting))} if fitting else {}
        case Not(part):
            return draw(meeting(part, wanted=not wanted))
        case Term(_, part):
            return draw(meeting(part, wanted=wanted))
    parts = node.parts if isinstance(node, All) is wanted else (draw(st.sampled_from(node.parts)),)
    facts = {}
    for part in parts:
        facts |= draw(meeting(part, wanted=wanted))
    return facts


@cache
def counting(phase, about=None):
    """The rules of a phase that raise a rung; `about` keeps those that read that fact."""
    return tuple(
        rule
        for rule in our_book().rules
        if rule.runs_in(phase) and any(rule.rungs) and rule.when and about in {None, *rule.facts}
    )


@st.composite
def places(draw, *, odd=4):
    """One sore place: region, side, strength, and up to so many odd answers about it."""
    values = values_of(our_book())
    spot = usual("spot") | dict(draw(st.lists(st.sampled_from(odd_answers("spot")), max_size=odd)))
    return spot | {name: draw(st.sampled_from(values[name])) for name in ("region", "side", "pain")}


@st.composite
def whole(draw, *, phases=("morning",), most_spots=2, about=None, odd=4):
    """A whole morning: every fact known, some of them odd, and often what one or two rules look for.

    `about` chooses rules that read that fact.
    """
    phase = draw(st.sampled_from(phases))
    body = usual("morning") | dict(draw(st.lists(st.sampled_from(odd_answers("morning")), max_size=odd)))
    least = 1 if phase == "in_run" else 0  # a run is judged with one place, named or not
    spots = draw(st.lists(places(odd=odd), min_size=least, max_size=most_spots, unique_by=lambda s: s["region"]))
    for rule in draw(st.lists(st.sampled_from(counting(phase, about)), min_size=1 if about else 0, max_size=2)):
        met = draw(meeting(rule.when))
        body |= {name: value for name, value in met.items() if name in body}
        if spots:
            taken = {spot["region"] for spot in spots[1:]}
            spots[0] |= {n: v for n, v in met.items() if n in spots[0] and not (n == "region" and v in taken)}
    return consistent(Truth(phase, body, tuple(spots)))


def told_by_the_runner(phase="morning"):
    """The facts that a check-in can ask, the safety page left out."""
    return tuple(
        name
        for name, fact in our_book().facts.items()
        if fact.how == "asked"
        and not fact.door
        and fact.page != "safety"
        and name not in {"region", "legs", "phase"}
        and fact.default is None
    )


@st.composite
def partial(draw, **kinds):
    """A morning of which only a part was told; the history is known."""
    truth = draw(whole(**kinds))
    names = told_by_the_runner()
    few = draw(st.frozensets(st.sampled_from(names), min_size=1, max_size=8))
    hidden = few if draw(st.booleans()) else frozenset(names) - few
    return replace(truth, hidden=hidden, sent=draw(st.sampled_from((True, True, False))))
