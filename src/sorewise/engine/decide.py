"""Facts -> Decision: the highest rule that holds on each ladder, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sorewise.engine.advise import advise
from sorewise.engine.book import Rulebook
from sorewise.engine.compile import Judge
from sorewise.engine.outlook import outlook
from sorewise.engine.state import State, without_page
from sorewise.model.case import Values
from sorewise.model.verdict import Decision, Place, Reason, Rungs


class Row(NamedTuple):
    """What the rules say of one row of facts: the numbers of the true rules and of the undecided ones."""

    values: Values
    place: Place | None
    true: list[int]
    open: list[int]


def decide(book: Rulebook, state: State) -> Decision:
    """Decide a case as if the person stopped answering now; the decision shows what could still change."""
    judge = book.judges[state.phase]
    rows = _rows(judge, state, state.spots)
    floor, ceiling = _bounds(book, judge, state, rows)
    reasons = tuple(sorted(_spoken(book, judge, state, rows), key=_weight))
    rungs = _rungs(reasons)
    return Decision(
        phase=state.phase,
        safety_sent=state.case.safety_sent or state.phase == "in_run",
        rungs=rungs,
        floor=floor,
        ceiling=ceiling,
        verdict_reasons=reasons,
        assumed=_assumed(state),
        rulebook=book.version,
        look=lambda: outlook(book, state),
        gather=lambda: advise(book, judge, state, reasons, rungs),
    )


def stop_rungs(book: Rulebook, state: State) -> Rungs:
    """Return only where both ladders stand if the person stops answering now."""
    judge = book.judges[state.phase]
    return _rungs(_spoken(book, judge, state, _rows(judge, state, state.spots)))


def bounds(book: Rulebook, state: State) -> tuple[Rungs, Rungs]:
    """Return floor and ceiling only: what is certain, and what is still possible."""
    judge = book.judges[state.phase]
    return _bounds(book, judge, state, _rows(judge, state, state.spots))


def _bounds(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> tuple[Rungs, Rungs]:
    floor = _join(judge, (i for row in rows for i in row.true))
    return floor, floor.join(_join(judge, (i for row in _still_open(book, judge, state, rows) for i in row.open)))


def _rungs(reasons: Iterable[Reason]) -> Rungs:
    activity = referral = 0
    for reason in reasons:
        rule = reason.rule
        if not rule.opinion:
            activity = max(activity, rule.activity or 0)
            referral = max(referral, rule.referral)
    return Rungs(activity, referral)


def _join(judge: Judge, numbers: Iterable[int]) -> Rungs:
    activity = referral = 0
    for i in numbers:
        activity = max(activity, judge.activity[i])
        referral = max(referral, judge.referral[i])
    return Rungs(activity, referral)


def _rows(judge: Judge, state: State, spots: Iterable[Values]) -> list[Row]:
    """Judge the morning once and each spot."""
    morning = state.morning
    rows = [Row(morning, None, *judge.morning(*judge.morning_values(morning)))]
    for spot, place in zip(spots, state.places, strict=True):
        rows.append(Row(spot, place, *judge.spot(*judge.all_values(spot))))
    return rows


def _still_open(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> list[Row]:
    """Rows whose undecided rules count for the ceiling: a place may still be named, an unsent safety page does not count."""
    if state.blank is not None:
        rows = [*rows, Row(state.blank, None, *judge.spot(*judge.all_values(state.blank)))]
    return rows if state.case.page_clear else [_masked(book, judge, row) for row in rows]


def _masked(book: Rulebook, judge: Judge, row: Row) -> Row:
    """Judge the red flags again with the unsent page out of the reckoning; the other rules keep what they said."""
    masked = without_page(book, row.values)
    again = judge.spot(*judge.all_values(masked)) if "region" in masked else judge.morning(*judge.morning_values(masked))
    flags = [i for i in again[1] if judge.rules[i].red_flag]
    return row._replace(open=[i for i in row.open if not judge.rules[i].red_flag] + flags)


def _spoken(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> Iterator[Reason]:
    """Every rule that counts when the person stops: true ones, those that hold, and what was assumed.

    Red flags see the raw unknown; the other rules see the careful values taken for a spot.
    """
    rules = judge.rules
    raw = rows if state.case.page_clear else [_masked(book, judge, row) for row in rows]
    if not any(state.assumed):
        for values, place, true, undecided in raw:
            for i in true:
                yield Reason(rules[i], values, place)
            for i in undecided:
                if rules[i].unknown == "hold":
                    yield Reason(rules[i], values, place, held=True)
        return
    for row, careful in zip(raw, _rows(judge, state, state.stopped), strict=True):
        for one, flag in ((row, True), (careful, False)):
            yield from (Reason(rules[i], one.values, one.place) for i in one.true if rules[i].red_flag is flag)
            held = (i for i in one.open if rules[i].red_flag is flag and rules[i].unknown == "hold")
            yield from (Reason(rules[i], one.values, one.place, held=True) for i in held)
    yield from _stop_values(book, state)


def _stop_values(book: Rulebook, state: State) -> Iterator[Reason]:
    for place, values, taken in zip(state.places, state.stopped, state.assumed, strict=True):
        for rule in book.stop_rules:
            if rule.stop_value in taken and rule.runs_in(state.phase):
                yield Reason(rule, values, place, held=True)


def _assumed(state: State) -> dict[str, Any]:
    """Name the careful values taken, spot by spot when there is more than one."""
    if len(state.places) == 1:
        return dict(state.assumed[0])
    return {
        f"{place.region} {place.side or ''}".strip() + f": {name}": value
        for place, taken in zip(state.places, state.assumed, strict=True)
        for name, value in taken.items()
    }


def _weight(reason: Reason) -> tuple[int, int, bool, bool]:
    """Order the reasons: the one that decides first."""
    rule = reason.rule
    return -rule.referral, -(rule.activity or 0), rule.opinion, reason.held


