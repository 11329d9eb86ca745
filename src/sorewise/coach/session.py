"""Today's planned session under a decision: what is left of it, written out in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sorewise.coach.desk import RUNS, Desk
from sorewise.coach.instead import instead_today
from sorewise.coach.limits import RUN_REDUCED, Limits, limits_of
from sorewise.coach.running import run_today
from sorewise.coach.today import SessionChange, TodaySession, Usual
from sorewise.engine.book import Rulebook
from sorewise.model.decision import Decision
from sorewise.model.plan import PlannedSession
from sorewise.model.verdict import CROSS_TRAIN, REST

__all__ = ["TodaySession", "Usual", "today_session"]

DELAY = "delay_run_24h"
IN_PLACE = ("mobility_strength", "mobility_daily", "few_min_pool_bike_optional", "walk_ok")
"""Advice that may take the place of a session on a day of rest."""
OF_A_RUN = (
    "agreement_to_stop", "ask_again_5_min", "comfortable_shoes", "cooldown_walk", "monitor_closely", "no_sprint",
    "no_targets", "stop_if_worse", "talk_test", "warmup_dynamic",
)  # fmt: skip
"""Advice that means something only while one runs."""
OF_CROSS_TRAINING = ("low_impact_xt",)
TOLD_IN_WORDS = ("no_sprint", "no_targets", "no_impact", "limit_weight_bearing")
"""Advice that changes the session in a way that its own words tell best."""


def today_session(
    planned: PlannedSession | None,
    decision: Decision,
    book: Rulebook,
    *,
    usual: Usual | None = None,
    novice: bool,
) -> TodaySession:
    """Rewrite today's session by the decision's activity and adjustments.

    Give the plan as its author meant it: shares are taken of the original. A session that was written here already
    (`source` is ours) keeps its share, and only stricter caps still change it. `usual` stands in where nothing is
    planned or the plan has no length; `novice` chooses the shorter stretches of running and the stricter stop sign.
    """
    limits = limits_of(decision, book)
    desk = Desk(book, limits, usual, novice)
    frame = _frame(planned, decision, desk)
    if limits.banned:
        return replace(frame, outcome="no_exercise", changes=_no_session(planned, limits), allowed=())
    if planned is not None and planned.kind == "rest":
        possible = limits.rung <= RUN_REDUCED
        return replace(frame, outcome="rest_day", kind="rest", run_possible=possible)
    if limits.rung >= REST:
        return replace(frame, outcome="rest", changes=_no_session(planned, limits))
    if limits.rung == CROSS_TRAIN or (planned is not None and planned.kind not in RUNS):
        return instead_today(frame, desk)
    return run_today(frame, desk)


def _frame(planned: PlannedSession | None, decision: Decision, desk: Desk) -> TodaySession:
    """What holds whatever becomes of the session."""
    limits = desk.limits
    race = planned is not None and (planned.kind == "race" or planned.race is not None)
    hours = _move_to(planned, decision, desk)
    move = SessionChange(code="move", after=hours, unit="h", rules=_carriers(decision, DELAY))
    return TodaySession(
        outcome="changed",
        planned=planned,
        race_day=race,
        race_choice=race and limits.rung <= RUN_REDUCED,
        move_to_h=hours,
        allowed=tuple(id_ for id_ in decision.shown_advice if id_ in IN_PLACE and limits.rung >= REST),
        tips=tuple(_tips(decision, desk)),
        changes=(move,) if hours is not None else (),
        usual=desk.usual,
    )


def _tips(decision: Decision, desk: Desk) -> Iterator[str]:
    """The shown advice on how to do the session; on a day without exercise only what forbids it."""
    limits = desk.limits
    for id_ in decision.shown_advice:
        advice = desk.book.advice[id_]
        if advice.kind != "session" or id_ in {DELAY, *IN_PLACE} or (advice.adjust and id_ not in TOLD_IN_WORDS):
            continue
        if limits.banned and advice.adjust.get("modality") != "none":
            continue
        if (id_ in OF_A_RUN and limits.rung > RUN_REDUCED) or (id_ in OF_CROSS_TRAINING and limits.rung != CROSS_TRAIN):
            continue
        yield id_


def _carriers(decision: Decision, advice: str) -> tuple[str, ...]:
    """The counted rules that give an advice; an opinion moves nothing."""
    rules = [reason.rule for reason in decision.reasons if not reason.rule.opinion]
    return tuple(dict.fromkeys(rule.id for rule in rules if advice in (*rule.change, *rule.advise)))


def _move_to(planned: PlannedSession | None, decision: Decision, desk: Desk) -> float | None:
    """Hours from now until a full day has passed since leg strength, for a run that should wait for it."""
    waits = DELAY in decision.shown_advice and _carriers(decision, DELAY)
    if not waits or desk.limits.banned or (planned is not None and planned.kind not in RUNS):
        return None
    since = [reason.values.get("hours_since_leg_strength") for reason in decision.reasons]
    known = [hours for hours in since if hours is not None]
    left = desk.book.number("strength_first_h") - (min(known) if known else 0)
    return left if left > 0 else None


def _no_session(planned: PlannedSession | None, limits: Limits) -> tuple[SessionChange, ...]:
    if planned is None or planned.kind == "rest":
        return ()
    return (SessionChange(code="no_session", before=planned.kind, unit="kind", rules=limits.rules["rung"]),)
