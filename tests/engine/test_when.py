"""The condition language: what is read, what is refused where, and what it means when facts are unknown."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.strategies import our_book
from engine.value_classes import values_of
from sorewise.engine.when import All, Any, Literal, Names, Not, Term, literals, parse, support, terms_of, truth
from sorewise.model.errors import ConditionError
from sorewise.model.facts import Fact

FACTS = {
    "sharp": Fact(id="sharp", asks="", type="bool"),
    "tight": Fact(id="tight", asks="", type="bool"),
    "pain": Fact(id="pain", asks="", type="number", range=(0, 10)),
    "gait": Fact(id="gait", asks="", type="word", choices=("normal", "changed")),
    "quality": Fact(id="quality", asks="", type="words", choices=("sharp",), door=True),
}
LIMP = Literal("gait", "==", "changed")
NAMES = Names(FACTS, {"limp": LIMP}, {"mild": 2.0, "severe": 6.0, "beyond": 11.0})
SHARP, TIGHT = (Literal(name, "is", value=True) for name in ("sharp", "tight"))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("sharp", SHARP),
        ("not sharp", Not(SHARP)),
        ("limp", Term("limp", LIMP)),
        ("sharp and tight and limp", All((SHARP, TIGHT, Term("limp", LIMP)))),
        ("sharp or (tight and limp)", Any((SHARP, All((TIGHT, Term("limp", LIMP)))))),
        ("pain > mild", Literal("pain", ">", 2.0, "mild")),
        ("mild < pain", Literal("pain", ">", 2.0, "mild")),
        ("severe >= pain", Literal("pain", "<=", 6.0, "severe")),
        ("pain > 0", Literal("pain", ">", 0.0)),
        ("mild <= pain < severe", All((Literal("pain", ">=", 2.0, "mild"), Literal("pain", "<", 6.0, "severe")))),
        ("gait != 'normal'", Literal("gait", "!=", "normal")),
        ("gait in ('normal', 'changed')", Literal("gait", "in", ("normal", "changed"))),
        ("gait not in ('normal',)", Not(Literal("gait", "in", ("normal",)))),
        ("  sharp  ", SHARP),
    ],
)
def test_read(text, node):
    """A condition becomes the tree that it looks like; a fact always stands on the left."""
    assert parse(text, NAMES) == node


@pytest.mark.parametrize(
    ("text", "column", "word"),
    [
        ("sharp and nothing", 11, "nothing"),
        ("pain > mild and pain < sever", 24, 'did you mean "severe"'),
        ("gait == 'nomal'", 9, 'did you mean "normal"'),
        ("pain > beyond", 8, "out of scale"),
        ("sharp and quality == 'sharp'", 11, "short form"),
        ("pain > 3", 8, "a name and a source"),
        ("__import__('os')", 1, "only comparisons"),
        ("sharp > > tight", 9, "not a condition"),
    ],
)
def test_refused(text, column, word):
    """A refusal names the column, counted from 1, and says what is wrong."""
    with pytest.raises(ConditionError) as caught:
        parse(text, NAMES)
    assert caught.value.column == column
    assert word in str(caught.value)


KLEENE = [
    (True, True, True, True),
    (True, False, False, True),
    (True, None, None, True),
    (False, False, False, False),
    (False, None, False, None),
    (None, None, None, None),
]


@pytest.mark.parametrize(("a", "b", "both", "either"), KLEENE + [(b, a, x, y) for a, b, x, y in KLEENE])
def test_kleene(a, b, both, either):
    """And, or and not in three values: unknown stays unknown unless the other side decides."""
    row = {"sharp": a, "tight": b}
    assert truth(All((SHARP, TIGHT)), row) is both
    assert truth(Any((SHARP, TIGHT)), row) is either
    assert truth(Not(SHARP), row) is (None if a is None else not a)


@pytest.mark.parametrize(
    ("op", "meaning"),
    [
        ("<", operator.lt),
        ("<=", operator.le),
        ("==", operator.eq),
        ("!=", operator.ne),
        (">", operator.gt),
        (">=", operator.ge),
    ],
)
@given(known=st.sampled_from((0.0, 1.5, 2.0, 2.5, 10.0)))
def test_comparisons(op, meaning, known):
    """A comparison means what Python means by it, and is unknown on an unknown fact."""
    node = Literal("pain", op, 2.0)
    assert truth(node, {"pain": known}) is meaning(known, 2.0)
    assert truth(node, {"pain": None}) is None
    assert truth(node, {}) is None


LEAVES = st.sampled_from(
    (SHARP, TIGHT, LIMP, Literal("pain", ">", 2.0), Literal("pain", "<=", 6.0), Literal("gait", "in", ("normal",)))
)
NODES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        parts.map(Not),
        parts.map(lambda part: Term("t", part)),
        st.lists(parts, min_size=1, max_size=3).map(lambda several: All(tuple(several))),
        st.lists(parts, min_size=1, max_size=3).map(lambda several: Any(tuple(several))),
    ),
    max_leaves=8,
)
KNOWN = {
    "sharp": st.booleans(),
    "tight": st.booleans(),
    "gait": st.sampled_from(("normal", "changed")),
    "pain": st.sampled_from((0.0, 2.0, 4.0, 6.0, 8.0)),
}
ROWS = st.fixed_dictionaries({name: st.none() | values for name, values in KNOWN.items()})


@given(NODES, ROWS, st.fixed_dictionaries(KNOWN))
def test_knowing_more_changes_nothing_decided(node, row, rest):
    """What is decided with some facts unknown stays so, whatever they turn out to be."""
    decided = truth(node, row)
    whole = rest | {name: value for name, value in row.items() if value is not None}
    assert truth(node, whole) is not None
    assert decided in {None, truth(node, whole)}


@given(NODES, ROWS, ROWS)
def test_support_is_enough(node, row, other):
    """The facts named as the support keep the truth, whatever the others are."""
    value = truth(node, row)
    named = set(support(node, row, wanted=value is not False))
    assert named <= {literal.fact for literal in literals(node)}
    if value is not None:
        assert truth(node, other | {name: row[name] for name in named}) is value


def test_support_leaves_out_what_does_not_matter():
    """Of an `or` the parts that hold are named, of an `and` all of them; nothing else."""
    node = parse("(sharp or tight) and pain > mild", NAMES)
    row = {"sharp": False, "tight": True, "pain": 3, "gait": "changed"}
    assert list(support(node, row)) == ["tight", "pain"]


def test_terms_of():
    """Terms are named inner ones first."""
    inner = Term("limp", LIMP)
    assert list(terms_of(All((Term("outer", Not(inner)), SHARP)))) == ["limp", "outer"]


def test_every_condition_of_the_book_is_decided_by_whole_facts():
    """With every fact known no condition of the rulebook is unknown."""
    book = our_book()
    row = {name: values[0] for name, values in values_of(book).items()} | {"activity": 0, "referral": 0}
    assert all(truth(rule.when, row) is not None for rule in book.rules if rule.when)
