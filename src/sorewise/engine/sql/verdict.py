"""Where both ladders stand on each row: what is certain, what is possible, and what counts at stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from sorewise.engine.columns import PLACE
from sorewise.engine.sql.conditions import all_of, any_of, constant, known
from sorewise.engine.sql.places import OPEN, RUNNING
from sorewise.engine.sql.rules import Column
from sorewise.engine.sql.steps import Steps, named
from sorewise.model.verdict import ACTIVITY, REFERRAL, Rungs

LADDERS = {"activity": ACTIVITY, "referral": REFERRAL}
VIEWS = {"": "at_stop", "floor_": "certain", "ceiling_": "possible"}
"""The three pairs of rungs that a morning has, each with what a rule has to be to count."""
PHASES = {(True, True): "always", (True, False): "day", (False, True): "run"}
Columns = dict["Kind", list[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rules that raise the day alike and are judged alike, joined by OR: one column speaks for all of them."""

    rungs: Rungs
    spot: bool
    phases: tuple[bool, bool]
    hold: bool

    @property
    def name(self) -> str:
        """The name of its column."""
        place, hold = ("_place" if self.spot else ""), ("_hold" if self.hold else "")
        return f"{rungs_name(self.rungs)}__{PHASES[self.phases]}{place}{hold}"

    def counts(self, column: str, place: exp.Expr, *, unknown: bool) -> exp.Expr:
        """Whether one of its rules counts on a row; `unknown` says whether one that is open does."""
        count = exp.column(column)
        tests = [known(count, else_=exp.true()) if unknown else count, *in_phases(self.phases)]
        return all_of([*tests, place] if self.spot else tests)


def rungs_name(rungs: Rungs) -> str:
    """Both rungs as a part of a column's name."""
    return "__".join(rungs.as_words().values())


def in_phases(phases: tuple[bool, bool]) -> list[exp.Expr]:
    """What has to hold on a row for rules of some phases; nothing for rules of all."""
    if PHASES[phases] == "always":
        return []
    running = exp.column(RUNNING)
    return [running if PHASES[phases] == "run" else exp.not_(running)]


def stand(steps: Steps, rules: Iterable[Column], words: Iterable[exp.Expr]) -> None:
    """Steps from the rules to where a row stands, as rungs from 0; `words` are columns to keep beside."""
    told, at_stop = _kinds(rules)
    stop = {kind: kind.name if told.get(kind) == names else f"{kind.name}__stop" for kind, names in at_stop.items()}
    joined = {kind.name: names for kind, names in told.items()} | {stop[kind]: at_stop[kind] for kind in stop}
    words = list(words)
    steps.pick("kinds", [*(named(name, any_of(map(exp.column, names))) for name, names in joined.items()), *words])
    place = exp.column(PLACE)
    named_or_not = exp.or_(place, exp.column(OPEN))
    counting = {
        "at_stop": {kind: kind.counts(name, place, unknown=kind.hold) for kind, name in stop.items()},
        "certain": {kind: kind.counts(kind.name, place, unknown=False) for kind in told},
        "possible": {kind: kind.counts(kind.name, named_or_not, unknown=True) for kind in told},
    }
    steps.row = [name for name in steps.row if name not in {RUNNING, PLACE, OPEN}]
    steps.row += [word.alias_or_name for word in words]
    steps.pick("counting", [column for view, kinds in counting.items() for column in _by_rungs(view, kinds)])
    pairs = sorted({kind.rungs for kind in at_stop}, reverse=True)
    steps.pick(
        "standing",
        [
            named(f"{prefix}{name}", _highest(pairs, ladder, view))
            for prefix, view in VIEWS.items()
            for ladder, name in enumerate(LADDERS)
        ],
    )


def _kinds(rules: Iterable[Column]) -> tuple[Columns, Columns]:
    """The columns of the rules of each kind, as told and at stop; a rule that raises nothing is of no kind."""
    told: Columns = {}
    at_stop: Columns = {}
    for rule in rules:
        one = rule.one
        if one.rule.rungs != Rungs(0, 0):
            kind = Kind(one.rule.rungs, one.spot, one.phases, one.rule.hold)
            at_stop.setdefault(kind, []).append(rule.at_stop)
            if rule.told:
                told.setdefault(kind, []).append(rule.told)
    return told, at_stop


def _by_rungs(view: str, kinds: Mapping[Kind, exp.Expr]) -> Iterable[exp.Expr]:
    """For each pair of rungs, whether a rule that raises the day to it counts."""
    for rungs in sorted({kind.rungs for kind in kinds}, reverse=True):
        counts = any_of(test for kind, test in kinds.items() if kind.rungs == rungs)
        yield named(f"{rungs_name(rungs)}__{view}", counts)


def _highest(pairs: Iterable[Rungs], ladder: int, view: str) -> exp.Expr:
    """The highest rung of a ladder on which a rule counts."""
    pairs, case = list(pairs), exp.Case()
    for rung in reversed(range(1, len(ACTIVITY))):
        columns = [exp.column(f"{rungs_name(pair)}__{view}") for pair in pairs if pair[ladder] == rung]
        if columns:
            case = case.when(any_of(columns), constant(rung))
    return case.else_(constant(0))
