"""A table of mornings made ready for judging: counted and filled, as `state.prepare` does with one case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlglot import exp

from sorewise.engine.book import Rulebook
from sorewise.engine.columns import CLEAR, PLACE, Fill, Plan
from sorewise.engine.sql.conditions import all_of, any_of, compared, condition, constant, known, only_if
from sorewise.engine.sql.door import columns_read, read_twice, worked_out
from sorewise.engine.sql.places import COUNTED, COUNTING, OPEN, RUNNING, count
from sorewise.engine.sql.steps import Steps, named
from sorewise.engine.when import Node, literals
from sorewise.model.facts import Fact

SENT, PHASE, MORNING = "safety_sent", "phase", "morning"
"""Columns of a table beside the facts: whether the safety page was sent, the phase, and which rows are one morning."""
TYPES = {"bool": "boolean", "word": "text"}


def prepare(steps: Steps, plan: Plan, book: Rulebook, columns: Collection[str], *, by_morning: bool) -> None:
    """Count over places and fill what is not told. A column that the table has not is unknown on every row."""
    _open(steps, plan, book, columns)
    needed = _needed(plan)
    _place(steps, book, [name for name in book.fact_names("spot") if name in columns and name in {*needed, *COUNTING}])
    count(steps, by=MORNING if by_morning else None)
    for number, layer in enumerate(plan.layers, start=1):
        steps.fill(f"filled_{number}", {fill.column: _filled(steps, fill) for fill in layer if fill.column in needed})
    steps.row = [name for name in (MORNING, RUNNING, PLACE, OPEN) if name != MORNING or MORNING in columns]
    steps.pick("ready", [named(name, steps.fact(name)) for name in _read(plan)])


def _place(steps: Steps, book: Rulebook, of_place: Collection[str]) -> None:
    """Say which rows are a place: with a region, in a run, or where it hurts or a sign is seen.

    What is said of a place on another row is left out.
    """
    running = known(compared(PHASE, "==", "in_run"), else_=exp.false())
    hurts: list[exp.Expr] = [exp.column(name) for name in of_place if name in book.safety_page]
    hurts += [exp.GT(this=exp.column("pain"), expression=constant(0))] if "pain" in of_place else []
    seen = [known(any_of(hurts), else_=exp.false())] if hurts else []
    place = any_of([exp.column("region").is_(exp.null()).not_(), running, *seen])
    steps.add("placed", [named(RUNNING, running), named(PLACE, place), named(CLEAR, exp.and_(SENT, exp.not_(running)))])
    steps.fill("of_places", {name: only_if(exp.column(PLACE), steps.fact(name)) for name in of_place})


def missing(plan: Plan, columns: Collection[str]) -> list[str]:
    """The facts that matter and that a table does not tell."""
    matter = {*COUNTING, *_needed(plan)} - {PHASE, *COUNTED, *columns}
    return [name for name in plan.facts if name in matter]


def _needed(plan: Plan) -> set[str]:
    """Every column that a rule reads, or a fill that it rests on."""
    needed = set(_read(plan))
    for layer in reversed(plan.layers):
        needed |= {name for fill in layer if fill.column in needed for name in fill.reads}
    return needed


def _read(plan: Plan) -> list[str]:
    """The columns that rules read, and those that are explained where they are unknown."""
    nodes = (node for one in plan.rules for node in (one.told, one.at_stop) if node is not None)
    return list(dict.fromkeys([*_facts(nodes), *(one.stands_for for one in plan.rules if one.stands_for)]))


def _facts(nodes: Iterable[Node]) -> Iterator[str]:
    return (literal.fact for node in nodes for literal in literals(node))


def _open(steps: Steps, plan: Plan, book: Rulebook, columns: Collection[str]) -> None:
    """What the table says of the facts that matter, and what follows from that at the door."""
    readings, formulas = read_twice(book, columns), worked_out(book, columns)
    matter = [*missing(plan, ()), *sorted(columns_read({**readings, **formulas}) & {*columns})]
    steps.pick("told", _told(dict.fromkeys(matter), book, columns))
    for name, facts in (("read_twice", readings), ("worked_out", formulas)):
        if facts:
            steps.fill(name, {fact: value.transform(_now, steps) for fact, value in facts.items()})


def _now(node: exp.Expr, steps: Steps) -> exp.Expr:
    """A column where it stands now."""
    return steps.fact(node.name) if isinstance(node, exp.Column) else node


def _told(names: Iterable[str], book: Rulebook, columns: Collection[str]) -> Iterator[exp.Expr]:
    if MORNING in columns:
        yield exp.column(MORNING)
    for name, value in ((SENT, exp.false()), (PHASE, constant("morning"))):
        yield named(name, known(exp.column(name), else_=value) if name in columns else value)
    for name in names:
        told = name in columns
        yield exp.column(name) if told else named(name, exp.cast(exp.null(), _type(book.facts[name])))


def _type(fact: Fact) -> str:
    return TYPES.get(fact.type, "double")


def _filled(steps: Steps, fill: Fill) -> exp.Expr:
    """One filled column."""
    source, value = steps.fact(fill.source), constant(fill.value)
    met = [_wanted(condition(node, steps.columns), wanted=wanted) for node, wanted in fill.when]
    tests = [*([exp.column(PLACE)] if fill.of_place else []), *([any_of(met)] if met else [])]
    if not tests:
        return known(source, else_=value)
    test = all_of(tests)
    return only_if(test, value, source) if fill.over else known(source, else_=only_if(test, value))


def _wanted(test: exp.Expr, *, wanted: bool) -> exp.Expr:
    return test if wanted else exp.not_(test)
