"""Facts -> Decision: the highest rule that holds on each ladder, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sorewise.engine.advise import advise
from sorewise.engine.book import Rulebook
from sorewise.engine.compile import HELD, NO_SPOT, SPOT_AT, Function, Judge, judge_of, rungs_of
from sorewise.engine.outlook import outlook
from sorewise.engine.state import Facts, State
from sorewise.model.decision import Decision, Gathered, Outlook, Reason
from sorewise.model.verdict import Rungs


def decide(book: Rulebook, state: State) -> Decision:
    """Decide a case as if the person stopped answering now; the decision shows what could still change."""
    judge = judge_of(book, state.phase, page_clear=state.case.page_clear)
    reasons, rungs = _stop(book, judge, state)
    return Decision(rungs=rungs, verdict_reasons=reasons, behind=_Behind(book, judge, state))


@dataclass(slots=True)
class _Behind:
    """The case and the rules that a decision comes of."""

    book: Rulebook
    judge: Judge
    state: State

    @property
    def phase(self) -> str:
        return self.state.phase

    @property
    def safety_sent(self) -> bool:
        return self.state.case.safety_sent or self.phase == "in_run"

    @property
    def assumed(self) -> Mapping[str, Any]:
        return _assumed(self.state)

    @property
    def rulebook(self) -> str:
        return self.book.version

    def bounds(self) -> tuple[Rungs, Rungs]:
        return bounds(self.book, self.state)

    def outlook(self) -> Outlook:
        return outlook(self.book, self.state)

    def gathered(self, reasons: tuple[Reason, ...], rungs: Rungs) -> Gathered:
        return advise(self.book, self.judge, self.state, reasons, rungs)


def stop_rungs(book: Rulebook, state: State) -> Rungs:
    """Return only where both ladders stand if the person stops answering now."""
    return _stop(book, judge_of(book, state.phase, page_clear=state.case.page_clear), state)[1]


def bounds(book: Rulebook, state: State) -> tuple[Rungs, Rungs]:
    """Return floor and ceiling: what is certain, and what is still possible.

    A place that may still be named counts for the ceiling, an unsent safety page does not.
    """
    judge = judge_of(book, state.phase, page_clear=state.case.page_clear)
    true, still = _judged(judge.morning, judge.spot, state, state.spots)
    if state.blank is not None:
        still += judge.unnamed(state.blank.row)[1]
    return rungs_of(true), rungs_of(true + still)


def _judged(
    of_morning: Function, of_spot: Function, state: State, spots: Iterable[Facts]
) -> tuple[list[int], list[int]]:
    """Mark the rules that are true and those that are open, of the morning and of every spot."""
    true, still = of_morning(state.morning.row)
    for number, spot in enumerate(spots):
        more, open_ = of_spot(spot.row)
        true += [mark | number << SPOT_AT for mark in more] if number else more
        still += [mark | number << SPOT_AT for mark in open_] if number else open_
    return true, still


def _stop(book: Rulebook, judge: Judge, state: State) -> tuple[tuple[Reason, ...], Rungs]:
    """Return what counts at stop, deciding reason first: true rules, those that hold, what was assumed.

    Red flags see the raw unknown, the other rules the careful value.
    """
    true, held = _judged(judge.at_stop_morning, judge.at_stop_spot, state, state.stopped)
    marks = true + [mark | HELD for mark in held]
    marks.sort(key=None if len(state.stopped) <= 1 else NO_SPOT.__and__)
    reasons, rungs = _reasons(judge, state, marks), rungs_of(marks)
    if not any(state.assumed):
        return reasons, rungs
    explained = tuple(_stop_values(book, state))
    return reasons + explained, _with(rungs, explained)


def _reasons(judge: Judge, state: State, marks: Iterable[int]) -> tuple[Reason, ...]:
    """Turn marks into reasons, each with the facts its rule read."""
    new = tuple.__new__  # a third of the cost of calling the class, thirty times a decision
    places = (None, *state.places)
    read = ((state.morning, *state.stopped), (state.morning, *state.spots))  # red flags read what is known
    said = map(judge.said.__getitem__, marks)
    return tuple([new(Reason, (rule, read[flag][at], places[at], held)) for rule, flag, at, held in said])


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
