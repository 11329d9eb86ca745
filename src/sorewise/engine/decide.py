"""Facts -> Decision: the highest rule that holds on each ladder, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from sorewise.engine.advise import advise
from sorewise.engine.book import Rulebook
from sorewise.engine.compile import HOLDS, NUMBER_AT, RED_FLAG, Judge, judge_of, rungs_of
from sorewise.engine.outlook import outlook
from sorewise.engine.state import Facts, State
from sorewise.model.decision import Decision, Reason
from sorewise.model.verdict import Place, Rungs


def decide(book: Rulebook, state: State) -> Decision:
    """Decide a case as if the person stopped answering now; the decision shows what could still change."""
    judge = judge_of(book, state.phase, page_clear=state.case.page_clear)
    rows = _rows(judge, state)
    reasons, rungs = _stop(book, judge, state, rows)
    return Decision(
        phase=state.phase,
        safety_sent=state.case.safety_sent or state.phase == "in_run",
        rungs=rungs,
        verdict_reasons=reasons,
        assumed=_assumed(state),
        rulebook=book.version,
        measure=lambda: _bounds(judge, state, rows),
        look=lambda: outlook(book, state),
        gather=lambda: advise(book, judge, state, reasons, rungs),
    )


def stop_rungs(book: Rulebook, state: State) -> Rungs:
    """Return only where both ladders stand if the person stops answering now."""
    judge = judge_of(book, state.phase, page_clear=state.case.page_clear)
    return _stop(book, judge, state, _rows(judge, state))[1]


def bounds(book: Rulebook, state: State) -> tuple[Rungs, Rungs]:
    """Return floor and ceiling only: what is certain, and what is still possible."""
    judge = judge_of(book, state.phase, page_clear=state.case.page_clear)
    return _bounds(judge, state, _rows(judge, state))


def _rows(judge: Judge, state: State) -> list[Row]:
    """Judge the morning once and each spot."""
    rows: list[Row] = [(state.morning, None, *judge.morning(state.morning.row))]
    for spot, place in zip(state.spots, state.places, strict=True):
        rows.append((spot, place, *judge.spot(spot.row)))
    return rows


def _bounds(judge: Judge, state: State, rows: list[Row]) -> tuple[Rungs, Rungs]:
    """A place that may still be named counts for the ceiling, an unsent safety page does not."""
    true = [mark for row in rows for mark in row[2]]
    still = [mark for row in rows for mark in row[3]]
    if state.blank is not None:
        still += judge.unnamed(state.blank.row)[1]
    return rungs_of(true), rungs_of(true + still)


def _stop(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> tuple[tuple[Reason, ...], Rungs]:
    """Return what counts at stop, deciding reason first: true rules, those that hold, what was assumed."""
    assumed = any(state.assumed)
    spoken = _spoken_carefully(judge, state, rows) if assumed else _spoken(rows)
    spoken.sort(key=MARK)
    rungs = rungs_of([entry[0] for entry in spoken])
    rules, new = judge.rules, tuple.__new__  # a third of the cost of calling the class, thirty times a decision
    reasons = tuple([new(Reason, (rules[mark >> NUMBER_AT], facts, at, held)) for mark, facts, at, held in spoken])
    if not assumed:
        return reasons, rungs
    explained = tuple(_stop_values(book, state))
    return reasons + explained, _with(rungs, explained)


Row = tuple[Facts, Place | None, list[int], list[int]]  # facts, where, marks of true rules, of undecided rules
Entry = tuple[int, Facts, Place | None, bool]  # mark, facts, where, held
MARK = itemgetter(0)


def _spoken(rows: Iterable[Row]) -> list[Entry]:
    """Every true rule, and every undecided one that holds."""
    entries: list[Entry] = []
    for facts, place, true, still in rows:
        entries += [(mark, facts, place, False) for mark in true]
        entries += [(mark, facts, place, True) for mark in still if mark & HOLDS]
    return entries


def _spoken_carefully(judge: Judge, state: State, rows: list[Row]) -> list[Entry]:
    """The same where careful values are taken: red flags see the raw unknown, the other rules the careful value."""
    again: list[Row] = [
        (spot, place, *judge.spot(spot.row)) for spot, place in zip(state.stopped, state.places, strict=True)
    ]
    raised = [entry for entry in _spoken(rows[1:]) if entry[0] & RED_FLAG]
    return _spoken(rows[:1]) + raised + [entry for entry in _spoken(again) if not entry[0] & RED_FLAG]


def _stop_values(book: Rulebook, state: State) -> Iterator[Reason]:
    """The rules that explain an assumed value; such a rule may set a rung of its own."""
    for place, values, taken in zip(state.places, state.stopped, state.assumed, strict=True):
        for rule in book.stop_rules:
            if rule.stop_value in taken and rule.runs_in(state.phase):
                yield Reason(rule, values, place, held=True)


def _with(rungs: Rungs, reasons: Iterable[Reason]) -> Rungs:
    for reason in reasons:
        rungs = rungs.join(Rungs(reason.rule.activity or 0, reason.rule.referral))
    return rungs


def _assumed(state: State) -> dict[str, Any]:
    """Name the careful values taken, spot by spot when there is more than one."""
    if len(state.places) == 1:
        return dict(state.assumed[0])
    return {
        f"{place.region} {place.side or ''}".strip() + f": {name}": value
        for place, taken in zip(state.places, state.assumed, strict=True)
        for name, value in taken.items()
    }
