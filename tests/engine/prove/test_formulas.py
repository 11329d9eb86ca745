"""Conditions as formulas against their meaning: on any row, whatever is unknown, they say what `truth` says."""

from hypothesis import given
from hypothesis import strategies as st

from engine.small_books import SAMPLES, facts, nodes
from sorewise.engine.prove.formulas import Readings, Said, one_step, where_unknown
from sorewise.engine.prove.values import Kind
from sorewise.engine.when import truth

NAMES = ("m", "n", "s")
GROUND = {"number": (1.0, 2.0)}  # the cut points of the made conditions


def spread(kind, value):
    """A fact at a value, or unknown, as the solver would say it."""
    at = None if value is None else kind.number(value)
    return tuple(number == at for number in range(len(kind.values)))


@st.composite
def conditions(draw):
    """A made condition, the kinds of its facts, and a row in which some are unknown."""
    known = {name: draw(facts(name, rising=False)) for name in NAMES}
    kinds = {
        name: Kind(fact, SAMPLES[fact.type], GROUND.get(fact.type, ())) for name, fact in known.items()
    }  # fmt: skip
    values = {name: draw(st.sampled_from((None, *kind.values))) for name, kind in kinds.items()}
    return draw(nodes(list(known.values()), rising=False)), kinds, values


@given(conditions())
def test_both_readings(made):
    """True where the condition is; possible where it is not false."""
    node, kinds, values = made
    read = Readings({name: spread(kind, values[name]) for name, kind in kinds.items()}, kinds, ())
    assert read.true(node) is (truth(node, values) is True)
    assert read.possible(node) is (truth(node, values) is not False)


@given(conditions(), st.sets(st.sampled_from(NAMES)))
def test_a_red_flag_leaves_the_untold_lines_out(made, quiet):
    """Of a line that was not told, the unknown speaks for nothing; elsewhere a red flag reads as any rule does."""
    node, kinds, values = made
    read = Readings({name: spread(kind, values[name]) for name, kind in kinds.items()}, kinds, quiet)
    possible = read.possible(node, flag=True)
    assert read.true(node) <= possible <= read.possible(node)
    if not quiet & {name for name, value in values.items() if value is None}:
        assert possible is read.possible(node)


def test_one_step_along_an_order():
    """What was at one class stands at the next; what was last, or outside, is nowhere."""
    assert one_step((True, False, False), (0, 2, 1)) == (False, False, True)
    assert one_step((False, True, False), (0, 2, 1)) == (False, False, False)
    assert one_step((False, False, True), (0, 1)) == (False, False, False)


def test_where_unknown():
    """Only an unknown fact is put into a class, and only under its condition."""
    assert where_unknown((False, False), when=True, number=1) == (False, True)
    assert where_unknown((True, False), when=True, number=1) == (True, False)
    assert where_unknown((False, False), when=False, number=1) == (False, False)


def test_of_a_fact_that_is_not_there_nothing_is_said():
    """A rulebook without a fact has no case in which it is known."""
    said = Said({}, {})
    assert (said.known("pain"), said.be("pain", 3), said.yes("pain"), said.above("pain", 3)) == (False,) * 4
