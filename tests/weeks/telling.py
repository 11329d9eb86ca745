"""Whether an answer is whole: every session placed once, every change told as it is, every notice there."""

from collections.abc import Iterator

from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.verdict import PROMPT, REFERRAL
from sorewise.model.week import Decision, PlanChange, Replan, Situation, Standing
from weeks.one_day import BREAK, is_run_walk
from weeks.standing import LONGEST_MIN, RUNS, Stood, as_it_stands, in_view, is_clinical, is_held, kept
from weeks.week import Week

MINUTE_S, SECOND, ROUNDED_M, METRE = 60, 1, 100, 1  # a share is told in whole minutes and metres, rounded down


def untold(situation: Situation, replan: Replan) -> list[str]:
    """What is missing, doubled or told wrongly."""
    return [*_placed(situation, replan), *_changed(situation, replan), *_unsaid(situation, replan)]


def _placed(situation: Situation, replan: Replan) -> Iterator[str]:
    """Every session once, and no other; what cannot move as it is."""
    ids = sorted(placement.session for placement in replan.placements)
    if ids != sorted(session.id for session in situation.plan if in_view(situation, session)):
        yield f"placed: {ids}"
    placed = {placement.session: placement for placement in replan.placements}
    for session in situation.plan:
        placement = placed.get(session.id)
        held = placement and is_held(situation, session) and session.status != "missed"
        if held and not same(placement, kept(situation, session)):
            yield f"fixed_kept: {session.id} is {placement.form} on {placement.day}"


def _changed(situation: Situation, replan: Replan) -> Iterator[str]:
    """The changes are exactly the sessions that stand otherwise than the runner left them, told as they stand."""
    placed = {placement.session: placement for placement in replan.placements}
    told = {change.session: change for change in replan.changes}
    for session in situation.plan:
        before, after = kept(situation, session), placed.get(session.id)
        if after is None:
            continue
        if same(before, after) is (session.id in told):
            yield f"changes: {session.id} from {before.form} {before.day} to {after.form} {after.day}"
        if change := told.get(session.id):
            yield from _as_it_is(situation, session, change, (before, after))


def same(one: Placement, other: Placement) -> bool:
    """Whether both leave a session the same; what is left out has no day."""
    return one.form == other.form and (one.form == "drop" or one.day == other.day)


def _as_it_is(
    situation: Situation, session: PlannedSession, change: PlanChange, placements: tuple[Placement, Placement]
) -> Iterator[str]:
    """One change: its lengths are shares of the original, taken once; its decision is what was done."""
    whole = Placement(session=session.id, day=session.day)
    expected = (whole, *placements)
    for standing, placement in zip((change.original, change.before, change.after), expected, strict=True):
        if wrong := _differs(situation, session, standing, placement):
            yield f"told: {session.id}, {placement.form}: {wrong}"
    if change.decision not in decisions(situation, session, placements[1]):
        yield f"decision: {session.id} is told as {change.decision}"


def _differs(situation: Situation, session: PlannedSession, standing: Standing, placement: Placement) -> str:
    """What a standing says otherwise than its placement."""
    stood = as_it_stands(situation, session, placement)
    if stood is None:
        return "" if standing.kind is None else f"{standing.kind} although it is left out"
    if (standing.day, standing.form, standing.kind) != (placement.day, placement.form, stood.kind):
        return f"{standing.kind}, {standing.form} on {standing.day}"
    if standing.duration_s is not None and stood.minutes is not None:
        least = 0 if placement.form in LONGEST_MIN else stood.minutes * 60 - MINUTE_S
        if not least <= standing.duration_s <= stood.minutes * 60 + SECOND:
            return f"{standing.duration_s} s of {session.duration_s}"
    if stood.km and not 0 <= stood.km * 1000 - (standing.distance_m or 0) + METRE <= ROUNDED_M:
        return f"{standing.distance_m} m of {session.distance_m}"
    return ""


def decisions(situation: Situation, session: PlannedSession, placement: Placement) -> set[Decision]:
    """What was done to a session, measured by what its author meant; moved and shortened may both be true."""
    stood = as_it_stands(situation, session, placement)
    if stood is None:
        return {"missed", "dropped"} if session.status == "missed" else {"dropped"}
    if stood.kind != session.kind or placement.form == "run_walk":
        return {"swapped"} | ({"moved"} if stood.moved else set())
    found: set[Decision] = set()
    if stood.moved or session.status == "missed":
        found.add("moved")
    if stood.share < 1:
        found.add("shortened")
    return found or {"as_planned"}


def _has_a_limit(session: Stood) -> bool:
    """Whether it is a run that the longest one of the last weeks would limit."""
    return session.is_run and session.form != "run_walk" and not session.race and not session.clinic


def _unsaid(situation: Situation, replan: Replan) -> Iterator[str]:
    """Notices that have to be there."""
    said = {notice.code for notice in replan.notices}
    week = Week.of(situation, replan)
    runs = [each for each in situation.plan if each.kind in RUNS and each.status != "missed"]
    ours = [each for each in runs if not is_clinical(situation, each)]
    off = situation.days_off or 0
    known = situation.longest_km is not None or any(each.is_run and each.sure_km for each in week.behind)
    needed = {
        "no_check_in": situation.today is None,
        "referral": bool(situation.today and REFERRAL.index(situation.today.referral) >= PROMPT),
        "bone_stress": bool(situation.today and situation.today.bone_stress and ours),
        "return": bool(ours) and (is_run_walk(week) or (off >= BREAK and -week.returned < off)),
        "longest_unknown": not known and any(_has_a_limit(each) for each in week.coming),
        "all_dropped": any(each.status != "missed" and each.kind != "rest" for each in situation.plan)
        and all(each.kind == "rest" for each in week.coming),
    }
    yield from (f"unsaid: {code}" for code, has_to in needed.items() if has_to and code not in said)
