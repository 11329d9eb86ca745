"""Facts -> Decision: the highest rule that holds on each ladder, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sorewise.engine.advise import advise
from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.compile import Function, Judge
from sorewise.engine.outlook import outlook
from sorewise.engine.state import State, prepare, without_page
from sorewise.model.case import Case, Values
from sorewise.model.verdict import Decision, Place, Reason, Rungs

NOTHING = Rungs(0, 0)


class Spoken(NamedTuple):
    """A rule that counts at stop: true, or held."""

    rule: Rule
    values: Mapping[str, Any]
    place: Place | None
    held: bool


class Judged(NamedTuple):
    """What the rules say of one row of facts, by index of the judge's rules."""

    values: Values
    place: Place | None
    true: list[int]
    open: list[int]


def decide(book: Rulebook, case: Case) -> Decision:
    """Decide one case as if the person stopped answering now; the decision shows what could still change."""
    state = prepare(book, case)
    judge = book.judges[case.phase]
    rows = _rows(judge, case, state, state.spots)
    floor = _join(judge.rules[i] for row in rows for i in row.true)
    ceiling = floor.join(_join(judge.rules[i] for row in _open(book, judge, case, state, rows) for i in row.open))
    spoken = tuple(_spoken(book, judge, case, state, rows))
    return advise(
        book,
        judge,
        case,
        state,
        Decision(
            phase=case.phase,
            safety_sent=case.safety_sent or case.phase == "in_run",
            rungs=_join(one.rule for one in spoken),
            floor=floor,
            ceiling=ceiling,
            reasons=tuple(sorted((Reason(*one) for one in spoken), key=_weight)),
            assumed=_assumed(case, state),
            rulebook=book.version,
            look=lambda: outlook(book, case, state),
        ),
    )


def stop_rungs(book: Rulebook, case: Case) -> Rungs:
    """Return only where both ladders stand if the person stops now."""
    state = prepare(book, case)
    judge = book.judges[case.phase]
    return _join(one.rule for one in _spoken(book, judge, case, state, _rows(judge, case, state, state.spots)))


def bounds(book: Rulebook, case: Case) -> tuple[Rungs, Rungs]:
    """Return floor and ceiling: what is certain, and what is still possible."""
    state = prepare(book, case)
    judge = book.judges[case.phase]
    rows = _rows(judge, case, state, state.spots)
    floor = _join(judge.rules[i] for row in rows for i in row.true)
    return floor, floor.join(_join(judge.rules[i] for row in _open(book, judge, case, state, rows) for i in row.open))


def _rows(judge: Judge, case: Case, state: State, spots: Iterable[Values]) -> list[Judged]:
    """Judge the morning once and each spot."""
    rows = [Judged(state.morning, None, *judge.morning(*judge.morning_values(state.morning)))]
    for spot, place in zip(spots, case.places, strict=True):
        rows.append(Judged(spot, place, *judge.spot(*judge.all_values(spot))))
    return rows


def _open(book: Rulebook, judge: Judge, case: Case, state: State, rows: list[Judged]) -> list[Judged]:
    """Rows whose open rules count for the ceiling: with the place that may still be named, without an unsent safety page."""
    if state.blank is not None:
        rows = [*rows, Judged(state.blank, None, *judge.spot(*judge.all_values(state.blank)))]
    if case.page_clear:
        return rows
    return [_masked(book, judge, row) for row in rows]


def _masked(book: Rulebook, judge: Judge, row: Judged) -> Judged:
    """Judge again for the red flags with the unsent page out of the reckoning; other rules keep what they said."""
    masked = without_page(book, row.values)
    whole_body = row.values.keys() == masked.keys() and "region" not in masked
    function: Function = judge.morning if whole_body else judge.spot
    values = judge.morning_values(masked) if whole_body else judge.all_values(masked)
    flags = [i for i in function(*values)[1] if judge.rules[i].red_flag]
    return row._replace(open=[i for i in row.open if not judge.rules[i].red_flag] + flags)


def _spoken(book: Rulebook, judge: Judge, case: Case, state: State, rows: list[Judged]) -> Iterable[Spoken]:
    """Every rule that counts when the person stops: true ones, and those that hold.

    Red flags see the raw unknown; the other rules see the careful values taken for a spot.
    """
    raw = rows if case.page_clear else [_masked(book, judge, row) for row in rows]
    stopped = _rows(judge, case, state, state.stopped) if any(state.assumed) else rows
    rules = judge.rules
    for row, careful in zip(raw, stopped, strict=True):
        for i in row.true:
            if rules[i].red_flag:
                yield Spoken(rules[i], row.values, row.place, held=False)
        for i in row.open:
            if rules[i].red_flag and rules[i].hold:
                yield Spoken(rules[i], row.values, row.place, held=True)
        for i in careful.true:
            if not rules[i].red_flag:
                yield Spoken(rules[i], careful.values, careful.place, held=False)
        for i in careful.open:
            if not rules[i].red_flag and rules[i].hold:
                yield Spoken(rules[i], careful.values, careful.place, held=True)
    for place, values, taken in zip(case.places, state.stopped, state.assumed, strict=True):
        for rule in book.stop_rules if taken else ():
            if rule.stop_value in taken and rule.runs_in(case.phase):
                yield Spoken(rule, values, place, held=True)


def _join(rules: Iterable[Rule]) -> Rungs:
    activity = referral = 0
    for rule in rules:
        if not rule.opinion:
            activity = max(activity, rule.activity or 0)
            referral = max(referral, rule.referral)
    return Rungs(activity, referral)


def _assumed(case: Case, state: State) -> dict[str, Any]:
    """Name the careful values taken, spot by spot when there is more than one."""
    if len(case.places) == 1:
        return dict(state.assumed[0])
    return {
        f"{place.region} {place.side or ''}".strip() + f": {name}": value
        for place, taken in zip(case.places, state.assumed, strict=True)
        for name, value in taken.items()
    }


def _weight(reason: Reason) -> tuple[int, int, bool, bool]:
    rule = reason.rule
    return (-rule.referral, -(rule.activity or 0), rule.opinion, reason.held)
