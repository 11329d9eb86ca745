"""What this morning leaves of the sessions that stand today: no page, file or program is given more than that.

The week and the verdict are made apart. A plan was agreed to before a stricter verdict came, the verdict's page knows
of no other day, and a rulebook of the runner's own may say less than ours. Of these what asks for least goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sorewise.coach.desk import HARD, RUNS
from sorewise.coach.today import TodaySession
from sorewise.coach.week import as_placed
from sorewise.model.plain import BadFieldError, reader
from sorewise.model.plan import HARDEST_FIRST, PlannedSession
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN, PROMPT, REFERRAL, REST

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.store import DecisionRecord

EASY, REDUCED = ACTIVITY.index("run_easy"), ACTIVITY.index("run_reduced")
RESTFUL = frozenset({"rest", "mobility"})
IMPACT = frozenset({*RUNS, "strength_leg"})
OPEN = float("inf")


def rewritten(held: DecisionRecord) -> TodaySession | None:
    """Today's session as the verdict rewrote it, with all that was said of it; None where it was forgotten."""
    try:
        session: TodaySession = reader(TodaySession)((held.planned or {}).get("session"))
    except BadFieldError:
        return None
    return session


def todays(held: DecisionRecord) -> PlannedSession | None:
    """Today's session as this morning rewrote it; None where there is none to do, or it was forgotten."""
    session = rewritten(held)
    return None if session is None else session.as_plan(held.day)


def left(found: Coming, stands: PlannedSession, *, walking: bool = False) -> PlannedSession | None:
    """What is left of a session that stands today; `walking`: the week has it in turns of running and walking.

    The session that the verdict spoke of is never more than it said; of another one nothing is left that it forbids.
    """
    if _is_forbidden(found, stands):
        return None
    held = None if found.held is None else rewritten(found.held)
    if held is None or held.planned is None or held.planned.id != stands.id:
        return None if _is_too_much(found, stands) else stands
    other = held.as_plan(stands.day)
    if other is None:
        return None
    return stands if _asks(stands, walking=walking) < _asks(other, walking=held.modality == "run_walk") else other


def going_out(found: Coming, agreed: PlannedSession) -> PlannedSession | None:
    """What goes to a calendar or a watch of a session that was agreed to for today; None: nothing does.

    It is what the verdict left of it; on a day that asks for less than the plan no more than the week has, either,
    whether that was agreed to or not.
    """
    mine = left(found, agreed)
    placement = next((one for one in found.replan.placements if one.session == agreed.id), None)
    if mine is None or placement is None or not _asks_for_less(found):
        return mine
    written = as_placed(found.sessions[agreed.id], placement, found.book)
    if written is None or placement.day != agreed.day:
        return mine if _is_spoken_of(found, agreed) and not _is_from_before(found) else None
    walking = placement.form == "run_walk"
    proposed = left(found, written, walking=walking)
    if proposed is None or _asks(proposed, walking=walking) < _asks(mine, walking=_walks(found, mine)):
        return proposed
    return mine


def unplanned(found: Coming) -> PlannedSession | None:
    """What the verdict put on a day for which nothing was planned; None if it did not."""
    held = None if found.held is None else rewritten(found.held)
    if held is None or held.planned is not None:
        return None
    session = held.as_plan(found.situation.day)
    return None if session is None else left(found, session)


def going_today(found: Coming) -> PlannedSession | None:
    """Today's session of the verdict's page as it goes out; None where there is none to do."""
    held = None if found.held is None else rewritten(found.held)
    if held is None or held.planned is None:
        return unplanned(found)
    session = held.as_plan(found.situation.day)
    return None if session is None else going_out(found, session)


def _is_spoken_of(found: Coming, session: PlannedSession) -> bool:
    """Whether it is the one that the verdict's page writes out, though the week would put it elsewhere."""
    held = None if found.held is None else todays(found.held)
    return held is not None and held.id == session.id


def _asks_for_less(found: Coming) -> bool:
    """Whether today is not to be as planned, for this morning's verdict or for what stands of an earlier one."""
    today = found.situation.today
    return today is not None and (today.activity != ACTIVITY[0] or today.share < 1 or _is_from_before(found))


def _is_from_before(found: Coming) -> bool:
    """Whether something of an earlier day stands that this morning's verdict need not say."""
    today = found.situation.today
    return today is not None and (today.referred is not None or today.bone_stress or today.calf_strain)


def _walks(found: Coming, session: PlannedSession) -> bool:
    held = None if found.held is None else rewritten(found.held)
    return held is not None and held.modality == "run_walk" and _is_spoken_of(found, session)


def _is_forbidden(found: Coming, session: PlannedSession) -> bool:
    """Whether somebody has to look at it first: nothing with impact until then, but a clinician's own steps."""
    today = found.situation.today
    if today is None or session.kind not in IMPACT:
        return False
    theirs = bool(session.plan) and session.plan in found.history.week.clinician_plans
    return REFERRAL.index(today.referral) >= PROMPT or (today.bone_stress and not theirs)


def _is_too_much(found: Coming, session: PlannedSession) -> bool:
    """Whether today's activity leaves nothing of such a session, that the verdict's page did not write out."""
    today = found.situation.today
    if today is None or session.kind in RESTFUL:
        return False
    rung = ACTIVITY.index(today.activity)
    if rung >= REST:
        return True
    if rung >= CROSS_TRAIN:
        return session.kind in IMPACT
    if rung >= REDUCED and session.kind == "strength_leg":
        return True
    return (rung >= EASY and session.kind in HARD) or _is_too_long(found, session, today.share)


def _is_too_long(found: Coming, session: PlannedSession, share: float) -> bool:
    """Whether a run is more than the share of its author's length that is left today."""
    meant = found.sessions.get(session.id)
    if meant is None or share >= 1 or session.kind not in RUNS:
        return False
    lengths = ((session.duration_s, meant.duration_s), (session.distance_m, meant.distance_m))
    return any(here is not None and whole is not None and here > whole * share + 1 for here, whole in lengths)


def _asks(session: PlannedSession, *, walking: bool) -> tuple[int, bool, float, float]:
    """How much it asks for, to be compared: its kind, whether it is run through, its length."""
    size = session.duration_s or OPEN, session.distance_m or OPEN
    return -HARDEST_FIRST.index(session.kind), not walking, *size
