"""What answers can still do, against trying them all on small made rulebooks."""

from collections import defaultdict
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.small_books import books, cases, completions, open_facts, torn
from engine.strategies import a_law, our_book, partial
from sorewise.engine.ask import ask
from sorewise.engine.book import Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.outlook import outlook
from sorewise.engine.state import State
from sorewise.model.verdict import Rungs

MOST_OPEN = 5


class Tried(NamedTuple):
    """A small rulebook, a case of it, and the verdict of every way to answer what is open."""

    book: Rulebook
    state: State
    found: list

    def _repr_pretty_(self, printer, _cycle):
        """What a reader of a counterexample needs."""
        case = self.state.case
        made = [(f.id, f.type, f.scope, f.benign, f.how) for f in self.book.facts.values() if len(f.id) == 1]
        rules = [(r.when, r.activity, r.referral, r.unknown, r.opinion) for r in self.book.rules]
        printer.text(f"facts {made}\nrules {rules}\nmorning {case.morning}\nspots {case.spots}\nfound {self.found}")


@st.composite
def tried(draw, *, rising=False):
    """A small rulebook and one of its cases."""
    book = draw(books(rising=rising))
    state = draw(cases(book))
    assume(len(list(open_facts(book, state))) <= MOST_OPEN)
    assume(not torn(book, state))
    return Tried(book, state, list(completions(book, state)))


def moved(found):
    """The facts for which some answers to the others let theirs change the verdict."""
    groups = defaultdict(set)
    for answers, rungs in found:
        for one in answers:
            rest = tuple((other, value) for other, value in answers.items() if other != one)
            groups[one, rest].add(rungs)
    return {one for (one, _), verdicts in groups.items() if len(verdicts) > 1}


@a_law
@given(tried())
def test_settled_exactly_when_no_completion_changes_the_verdict(small):
    """Settled, for `ask` and for the decision, means that every way to answer the rest gives the same verdict."""
    book, state, found = small
    verdicts = {rungs for _, rungs in found}
    assert ask(book, state).settled is (len(verdicts) == 1)
    assert outlook(book, state).settled is (len(verdicts) == 1)


@a_law
@given(tried())
def test_the_bounds_are_reached(small):
    """The mildest and the strictest verdict left are those of some completion, ladder by ladder."""
    book, state, found = small
    look = outlook(book, state)
    for pick, bound in ((min, look.lowest), (max, look.highest)):
        assert bound == Rungs(*(pick(ladder) for ladder in zip(*(rungs for _, rungs in found), strict=True)))


@a_law
@given(tried(rising=True))
def test_only_what_can_matter_is_asked(small):
    """Where harmless answers are harmless: each fact that is named can change the verdict, given some to the others."""
    book, state, found = small
    assert set(outlook(book, state).moving) <= moved(found)


@given(partial(phases=("morning", "in_run", "after_run")))
def test_ask_and_decision_agree(truth):
    """On our rulebook: there is a next screen exactly while the decision is not settled."""
    book, state = our_book(), truth.state()
    decision, asked = decide(book, state), ask(book, state)
    assert asked.settled is decision.settled
    assert asked.settled is (asked.at_most == 0)
    assert bool(asked.screen) is not asked.settled
    if truth.sent:
        assert bool(decision.outlook.moving) is not decision.settled
        assert set(decision.undecided) == {name for name, _ in decision.outlook.moving}
