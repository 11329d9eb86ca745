"""Rules of one session on one day: what this morning, a break, a race ahead or the forecast leave possible.

The numbers are the rulebook's (rules/week.toml), written down once more; see between.py.
"""

from collections.abc import Iterator

from sorewise.model.verdict import CROSS_TRAIN, PROMPT, REFERRAL, REST, SAME_DAY
from weeks.between import EASY, SLACK, between
from weeks.standing import Stood, days_from, pairs
from weeks.week import Broken, Week

REDUCED = 2  # a rung of the verdict, as EASY is
SHARE_EASY_LONG, PAIN_EASY_LONG, SHARE_REDUCED = 0.8, 2, 0.7
DAYS_REFERRED, DAYS_CLEARED = 3, 14
OPEN = 1e9
BREAK, LONG_BREAK = 6, 28
SHARE_BACK, SHARE_LATER = 0.5, 0.8
STEPS, DAYS_RUN_WALK = 6, 2
TAPER = {"marathon": 14, "ultra": 14, "half": 10, "long_other": 10}
TAPER_SHORT, LAST_DAYS = 7, 3
CHANCE_HARD, OVER_BASE, CHANCE_RUN = 0.30, 0.15, 0.5


def verdict(week: Week) -> Iterator[Broken]:
    """This morning's verdict holds today."""
    for session in (each for each in week.coming if each.day == 0 and week.situation.today):
        if why := _against(week, session):
            yield Broken("verdict", (session,), f"{session.kind}, {session.form}: {why}", 0)
    if week.rung >= REST:
        for session in (each for each in week.coming if each.tires and each.stands != each.day == 1):
            yield Broken("verdict", (session,), f"{session.kind} moved to the day after rest", 1)


def _against(week: Week, session: Stood) -> str:
    """What the verdict has against a session of today."""
    today, share = week.situation.today, session.share
    most = SHARE_REDUCED if week.rung >= REDUCED and session.is_run and session.form != "run_walk" else 1
    sore = today.pain is None or today.pain >= PAIN_EASY_LONG
    against = {
        "rest is nothing": week.rung >= REST and session.kind != "rest",
        "no run": week.rung >= CROSS_TRAIN and session.is_run,
        "no leg strength": week.rung >= REDUCED and session.kind == "strength_leg",
        "nothing hard": week.rung >= EASY and session.is_hard,
        "not the whole length": session.kind != "rest" and share > min(most, today.share) + SLACK,
        "too many minutes": (session.minutes or 0) > (today.minutes or OPEN) + SLACK,
        "too far": (session.km or 0) > (today.km or OPEN) + SLACK,
        "a long run is cut": week.rung >= EASY and session.kind == "long" and sore and share > SHARE_EASY_LONG + SLACK,
    }
    return next((why for why, holds in against.items() if holds), "")


def referral(week: Week) -> Iterator[Broken]:
    """Until somebody has looked at it, nothing with impact for three days, nor in its place; on the day, nothing.

    Who was sent the same day or sooner has nothing hard or long for two weeks: a planner that is told so no more may.
    """
    today = week.situation.today
    rung = REFERRAL.index(today.referral) if today else 0
    since = days_from(week.situation, today.referred) if today and today.referred else 0
    for session in (each for each in week.coming if each.day - since < DAYS_REFERRED):
        moves = session.has_impact or session.form == "cross_train"
        if (rung >= PROMPT and moves) or (rung >= SAME_DAY and session.kind != "rest"):
            yield Broken("referral", (session,), f"{session.kind} on day {session.day}", session.day)
    for session in (each for each in week.coming if each.day - since < DAYS_CLEARED and rung >= SAME_DAY):
        if session.is_hard or session.kind == "long":
            yield Broken("referral", (session,), f"{session.kind} on day {session.day}, not cleared", session.day)
    for session in week.coming:
        if rung >= PROMPT and session.has_impact and session.day != session.stands:
            yield Broken("referral", (session,), f"{session.kind} moved to day {session.day}", session.day)


def bone_stress(week: Week) -> Iterator[Broken]:
    """Nothing with impact but a clinician's, and nothing in its place."""
    if week.situation.today and week.situation.today.bone_stress:
        for session in (each for each in week.coming if not each.clinic):
            if session.has_impact or session.form == "cross_train":
                yield Broken("bone_stress", (session,), f"{session.kind} on day {session.day}", session.day)


def coming_back(week: Week) -> Iterator[Broken]:
    """After a break of one to four weeks half the length first, and nothing hard until as long again has passed."""
    off = week.situation.days_off or 0
    if BREAK <= off < LONG_BREAK:
        for session in (each for each in week.coming if each.is_run and not each.clinic):
            since, share = session.day - week.returned, session.share
            long = since < off and share > (SHARE_BACK if since < off / 2 else SHARE_LATER) + SLACK
            if (since < off and session.is_hard) or (session.form != "run_walk" and long):
                yield Broken("return", (session,), f"{session.kind}, {session.form} on day {since} back", session.day)


def is_run_walk(week: Week) -> bool:
    """Whether running starts again by the table of run and walk: after a long break, or a strained calf."""
    strained = week.situation.today is not None and week.situation.today.calf_strain
    return (strained or (week.situation.days_off or 0) >= LONG_BREAK) and week.situation.step < STEPS


def run_walk(week: Week) -> Iterator[Broken]:
    """Run and walk takes the place of every run, every second day; nowhere else is it offered."""
    runs = [each for each in week.coming if each.is_run and not each.clinic]
    for session in runs:
        if (session.form == "run_walk") is not is_run_walk(week):
            yield Broken("return", (session,), f"{session.form} on day {session.day}", session.day)
    for first, second in pairs([each for each in week.coming + week.behind if each.is_run]):
        if "run_walk" in {first.form, second.form} and second.day - first.day < DAYS_RUN_WALK:
            yield between("return", first, second)


def taper(week: Week) -> Iterator[Broken]:
    """Before an A race nothing is made up, and nothing that tires is moved into its last days."""
    for race in (each for each in week.coming if each.top):
        for session in week.coming:
            ahead = race.day - session.day
            if session.missed and 0 < ahead <= TAPER.get(race.race or "", TAPER_SHORT):
                yield Broken("taper", (session,), f"made up {ahead} days before a race", session.day)
            if session.tires and session.moved and 0 < ahead <= LAST_DAYS:
                yield Broken("taper", (session,), f"moved to {ahead} days before a race", session.day)


def forecast(week: Week) -> Iterator[Broken]:
    """No session on a day on which the legs are too likely to be too sore for it; today is the verdict's."""
    chances = {days_from(week.situation, each.day): each for each in week.situation.chances}
    limit = max(CHANCE_HARD, week.situation.base_rate + OVER_BASE) + SLACK
    for session in (each for each in week.coming if each.day > 0 and each.day in chances):
        chance = chances[session.day]
        hard = session.is_hard and chance.hard > limit
        long = session.kind in {"long", "strength_leg"} and chance.long > limit
        if hard or long or (session.is_run and chance.run > CHANCE_RUN + SLACK):
            yield Broken("forecast", (session,), f"{session.kind} on day {session.day}", session.day)


def own_form(week: Week) -> Iterator[Broken]:
    """Easy instead of hard, and cross-training instead of a run, only on the own day, or where it stands today."""
    for session in (each for each in week.coming if each.form in {"easy", "easy_50", "cross_train"}):
        here = session.day == session.own or session.day == session.stands == 0
        if not here and not session.as_kept:
            yield Broken("form", (session,), f"{session.form} away from its day", session.day)
