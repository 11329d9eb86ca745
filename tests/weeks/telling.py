"""Whether an answer is whole: every session placed once, every change told as it is, every notice there."""

from collections.abc import Iterator

from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.verdict import PROMPT, REFERRAL
from sorewise.model.week import Decision, PlanChange, Replan, Situation, Standing
from weeks.one_day import BREAK, is_run_walk
from weeks.standing import RUNS, SHARE, as_it_stands, is_clinical, is_held, kept
from weeks.week import Week

NEARLY = 0.011  # lengths are told in rounded metres and seconds
RUN_WALK_MIN = (20, 30)


def untold(situation: Situation, replan: Replan) -> list[str]:
    """What is missing, doubled or told wrongly."""
    return [*_placed(situation, replan), *_changed(situation, replan), *_unsaid(situation, replan)]


def _placed(situation: Situation, replan: Replan) -> Iterator[str]:
    """Every session once, and no other; what cannot move as it is."""
    ids = sorted(placement.session for placement in replan.placements)
    if ids != sorted(session.id for session in situation.plan):
        yield f"placed: {ids}"
    placed = {placement.session: placement for placement in replan.placements}
    for session in situation.plan:
        placement = placed.get(session.id)
        held = placement and is_held(situation, session) and session.status != "missed"
        if held and (placement.day, placement.form) != (session.day, "as_planned"):
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
    if placement.form == "run_walk":
        minutes = (standing.duration_s or 0) / 60
        return "" if RUN_WALK_MIN[0] <= minutes <= RUN_WALK_MIN[1] else f"{minutes} minutes of run and walk"
    long, far = standing.duration_s or 0, standing.distance_m or 0
    share = SHARE[placement.form]
    if session.duration_s and abs(long / (session.duration_s * share) - 1) > NEARLY:
        return f"{long} s of {session.duration_s}"
    return f"{far} m of {session.distance_m}" if stood.km and abs(far / (stood.km * 1000) - 1) > NEARLY else ""


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
    if SHARE[placement.form] < 1:
        found.add("shortened")
    return found or {"as_planned"}


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
        "longest_unknown": bool(ours) and not known,
        "all_dropped": any(each.status != "missed" for each in situation.plan) and not week.coming,
    }
    yield from (f"unsaid: {code}" for code, has_to in needed.items() if has_to and code not in said)
