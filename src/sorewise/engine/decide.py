"""Facts -> Decision: the highest rule that holds on each ladder, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
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
    reasons, rungs = _stop(book, judge, state, rows)
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
    return _stop(book, judge, state, _rows(judge, state, state.spots))[1]


def bounds(book: Rulebook, state: State) -> tuple[Rungs, Rungs]:
    """Return floor and ceiling only: what is certain, and what is still possible."""
    judge = book.judges[state.phase]
    return _bounds(book, judge, state, _rows(judge, state, state.spots))


def _rows(judge: Judge, state: State, spots: Iterable[Values]) -> list[Row]:
    """Judge the morning once and each spot."""
    morning = state.morning
    rows = [Row(morning, None, *judge.morning(*judge.morning_values(morning)))]
    for spot, place in zip(spots, state.places, strict=True):
        rows.append(Row(spot, place, *judge.spot(*judge.all_values(spot))))
    return rows


def _bounds(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> tuple[Rungs, Rungs]:
    floor = _join(judge, [i for row in rows for i in row.true])
    still = [i for row in _still_open(book, judge, state, rows) for i in row.open]
    return floor, floor.join(_join(judge, still)) if still else floor


def _join(judge: Judge, numbers: list[int]) -> Rungs:
    """Return the highest rung on each ladder; opinions stand on none."""
    return Rungs(
        max(map(judge.activity.__getitem__, numbers), default=0),
        max(map(judge.referral.__getitem__, numbers), default=0),
    )


def _still_open(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> list[Row]:
    """Rows whose undecided rules count: with the place that may still be named, without an unsent safety page."""
    if state.blank is not None:
        rows = [*rows, Row(state.blank, None, *judge.spot(*judge.all_values(state.blank)))]
    return rows if state.case.page_clear else [_masked(book, judge, row) for row in rows]


def _masked(book: Rulebook, judge: Judge, row: Row) -> Row:
    """Judge the red flags again with the unsent page out of the reckoning; the other rules keep what they said."""
    masked = without_page(book, row.values)
    again = (
        judge.spot(*judge.all_values(masked)) if "region" in masked else judge.morning(*judge.morning_values(masked))
    )
    flags = [i for i in again[1] if judge.flags[i]]
    return row._replace(open=[i for i in row.open if not judge.flags[i]] + flags)


def _stop(book: Rulebook, judge: Judge, state: State, rows: list[Row]) -> tuple[tuple[Reason, ...], Rungs]:
    """Return what counts at stop, deciding reason first: true rules, those that hold, what was assumed."""
    raw = rows if state.case.page_clear else [_masked(book, judge, row) for row in rows]
    spoken = _spoken(judge, raw) if not any(state.assumed) else _spoken_carefully(judge, state, raw)
    spoken.sort(key=RANK)
    rungs = _join(judge, [entry[1] for entry in spoken])
    rules, new = judge.rules, tuple.__new__  # a third of the cost of calling the class, thirty times a decision
    reasons = tuple([new(Reason, (rules[i], values, place, held)) for _, i, values, place, held in spoken])
    assumed = tuple(_stop_values(book, state)) if any(state.assumed) else ()
    return reasons + assumed, _with(rungs, assumed)


Entry = tuple[int, int, Values, Place | None, bool]  # rank, rule, facts, where, held
RANK = itemgetter(0)


def _spoken(judge: Judge, rows: Iterable[Row]) -> list[Entry]:
    """Every true rule, and every undecided one that holds."""
    rank, holds = judge.rank, judge.holds
    entries: list[Entry] = []
    for values, place, true, still in rows:
        entries += [(rank[i], i, values, place, False) for i in true]
        entries += [(rank[i], i, values, place, True) for i in still if holds[i]]
    return entries


def _spoken_carefully(judge: Judge, state: State, raw: Iterable[Row]) -> list[Entry]:
    """The same where careful values are taken: red flags see the raw unknown, the other rules the careful value."""
    careful = _rows(judge, state, state.stopped)
    flags = judge.flags
    return [entry for entry in _spoken(judge, raw) if flags[entry[1]]] + [
        entry for entry in _spoken(judge, careful) if not flags[entry[1]]
    ]


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
