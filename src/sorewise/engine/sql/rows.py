"""A table of mornings made ready for judging: counted and filled, as `state.prepare` does with one case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlglot import exp

from sorewise.engine.book import Rulebook
from sorewise.engine.columns import CLEAR, PLACE, Fill, Plan
from sorewise.engine.sql.conditions import all_of, any_of, compared, condition, constant, known, only_if
from sorewise.engine.sql.steps import Steps, named
from sorewise.engine.when import Node, literals
from sorewise.model.facts import Fact

SENT, PHASE, MORNING = "safety_sent", "phase", "morning"
"""Columns of a table beside the facts: whether the safety page was sent, the phase, and which rows are one morning."""
OPEN, RUNNING = "may_be_named", "in_run"
"""Columns of the row: no place is named and one still may be; and whether a run is going on."""
COUNTED = ("one_place", "swollen_joints")
"""What is counted over the places of a morning, whatever a table says."""
COUNTING = ("region", "side", "tissue", "swollen", "pain", "days_sore", "legs", "limp_days")
"""The facts that counting reads."""
TYPES = {"bool": "boolean", "word": "text"}


def prepare(steps: Steps, plan: Plan, book: Rulebook, columns: Collection[str], *, by_morning: bool) -> None:
    """Count over places and fill what is not told. A column that the table has not is unknown on every row."""
    steps.pick("told", _told(plan, book, columns))
    running = compared(PHASE, "==", "in_run")
    place = exp.or_(exp.column("region").is_(exp.null()).not_(), running)
    steps.add("placed", [named(RUNNING, running), named(PLACE, place), named(CLEAR, exp.and_(SENT, exp.not_(running)))])
    _count(steps, by_morning=by_morning)
    for number, layer in enumerate(plan.layers, start=1):
        steps.fill(f"filled_{number}", {fill.column: _filled(steps, fill) for fill in layer})
    steps.row = [name for name in (MORNING, RUNNING, PLACE, OPEN) if name != MORNING or MORNING in columns]
    steps.pick("ready", [named(name, steps.fact(name)) for name in _read(plan)])


def missing(plan: Plan, columns: Collection[str]) -> list[str]:
    """The facts that matter and that a table does not tell."""
    fills = (fill for layer in plan.layers for fill in layer)
    matter = {*COUNTING, *_read(plan), *(name for fill in fills for name in fill.reads)}
    return [name for name in plan.facts if name in matter - {PHASE, *COUNTED, *columns}]


def _read(plan: Plan) -> list[str]:
    """The columns that rules read, and those that are explained where they are unknown."""
    nodes = (node for one in plan.rules for node in (one.told, one.at_stop) if node is not None)
    return list(dict.fromkeys([*_facts(nodes), *(one.stands_for for one in plan.rules if one.stands_for)]))


def _facts(nodes: Iterable[Node]) -> Iterator[str]:
    return (literal.fact for node in nodes for literal in literals(node))


def _told(plan: Plan, book: Rulebook, columns: Collection[str]) -> Iterator[exp.Expr]:
    """What the table says of the facts that matter."""
    if MORNING in columns:
        yield exp.column(MORNING)
    for name, value in ((SENT, exp.false()), (PHASE, constant("morning"))):
        yield named(name, known(exp.column(name), else_=value) if name in columns else value)
    unknown, matter = missing(plan, columns), missing(plan, ())
    for name in matter:
        kind = _type(book.facts[name])
        yield named(name, exp.cast(exp.null(), kind)) if name in unknown else exp.column(name)


def _type(fact: Fact) -> str:
    return TYPES.get(fact.type, "double")


def _count(steps: Steps, *, by_morning: bool) -> None:
    """What the door counts over the places of a morning."""

    def over(total: type[exp.AggFunc], alone: exp.Expr) -> exp.Expr:
        return exp.Window(this=total(this=alone), partition_by=[exp.column(MORNING)]) if by_morning else alone

    place, one, none = exp.column(PLACE), constant(1), constant(0)
    joint = [place, exp.column("swollen"), compared("tissue", "==", "joint")]
    joints = only_if(all_of([*joint, compared("side", "==", "both")]), constant(2)).when(all_of(joint), one).else_(none)
    sore = all_of([place, compared("pain", ">=", 1)])  # a place of that strength opens the legs, as in intake.py
    steps.add(
        "counted",
        [
            named("places", over(exp.Sum, only_if(place, one, none))),
            named("sore_places", over(exp.Sum, only_if(sore, one, none))),
            named("swollen_joints", over(exp.Sum, joints)),
            named("longest_sore", over(exp.Max, only_if(place, exp.column("days_sore")))),
        ],
    )
    legs, fresh, no_place = exp.column("legs"), compared("legs", "==", "fresh"), compared("places", "==", 0)
    opened = any_of([legs.is_(exp.null()), all_of([fresh, compared("sore_places", ">", 0)])])
    may_be_named = named(OPEN, all_of([no_place, exp.not_(known(fresh, else_=exp.false()))]))
    steps.add("opened", [may_be_named])
    steps.fill(
        "asked",
        {
            "legs": only_if(all_of([exp.not_(no_place), opened]), constant("sore"), legs),
            "limp_days": known(exp.column("limp_days"), else_=exp.column("longest_sore")),
            "one_place": compared("places", "==", 1),
        },
    )


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
