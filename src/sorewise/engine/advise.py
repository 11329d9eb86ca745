"""After the verdict: what to do, what to leave, and how the session changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sorewise.engine.book import Advice, Rulebook
from sorewise.engine.compile import NUMBER_AT, Judge
from sorewise.engine.state import State
from sorewise.model.decision import Gathered, Reason, RuleLike
from sorewise.model.verdict import PROMPT, Adjustment, Rungs


def advise(book: Rulebook, judge: Judge, state: State, spoken: tuple[Reason, ...], rungs: Rungs) -> Gathered:
    """Judge the advice rules, which may read the verdict and cannot change it, and gather everything advised."""
    late = tuple(_late(judge, state, rungs))
    rules = [reason.rule for reason in (*spoken, *late)]
    advice = tuple(dict.fromkeys(id_ for rule in rules for id_ in (*rule.change, *rule.advise)))
    return Gathered(
        reasons=late,
        advice=advice,
        shown=_shown(book, advice, rules, rungs),
        adjustments=_adjustments(book, rules, state.case.longest_run_km),
    )


def _late(judge: Judge, state: State, rungs: Rungs) -> Iterator[Reason]:
    for mark in sorted(judge.advice_morning(state.morning.row, *rungs)[0]):
        yield Reason(judge.rules[mark >> NUMBER_AT], state.morning)
    seen = set()
    for spot, place in zip(state.stopped, state.places, strict=True):
        for mark in sorted(judge.advice_spot(spot.row, *rungs)[0]):
            if mark not in seen:
                seen.add(mark)
                yield Reason(judge.rules[mark >> NUMBER_AT], spot, place)


def _shown(book: Rulebook, advice: Iterable[str], rules: Iterable[RuleLike], rungs: Rungs) -> tuple[str, ...]:
    """Leave out what another advice or rule takes away, and comfort beside a referral that comes first."""
    kept = tuple(advice)
    gone = {id_ for rule in rules for id_ in rule.remove} | {id_ for one in kept for id_ in book.advice[one].removes}
    return tuple(id_ for id_ in kept if id_ not in gone and not (book.advice[id_].comfort and rungs.referral >= PROMPT))


def _adjustments(book: Rulebook, rules: Iterable[RuleLike], longest_km: float | None) -> Adjustment:
    """Combine what the counted rules change; opinions change nothing."""
    changes = dict.fromkeys(id_ for rule in rules if not rule.opinion for id_ in (*rule.change, *rule.advise))
    return Adjustment.all_of(adjustment_of(book.advice[id_], longest_km) for id_ in changes)


def adjustment_of(advice: Advice, longest_km: float | None) -> Adjustment:
    """Return the change one advice makes; a share of the longest run needs that run to be known."""
    parts: dict[str, Any] = dict(advice.adjust)
    share = parts.pop("distance_of_longest", None)
    if share is not None and longest_km:
        parts["distance_km"] = round(share * longest_km, 1)
    return Adjustment(**parts)
