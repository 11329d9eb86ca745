"""Rules between sessions: their distance from each other, how many and how much a day and a week hold.

The numbers are the rulebook's (rules/week.toml), written down once more as constants: a slip there or here shows as a
difference. Each judge yields what is broken; what may be forgiven is the checker's matter.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from weeks.standing import Stood, pairs, week_of
from weeks.week import Broken, Week

HOURS_HARD, DAYS_HARD = 44, 2  # 48 h between the days' usual starts; two days where a start is not known
HOURS_STRENGTH, DAYS_STRENGTH = 24, 1
CAP = 1.1
DAYS_LONGEST = 30
LAST_DAYS_MISSED = 2
REACH = 3
NO_RUN_AFTER = {"half": 1, "long_other": 1, "marathon": 3, "ultra": 5}
EASY_AFTER = {"half": 3, "long_other": 3, "marathon": 7, "ultra": 14}
NO_HARD_AFTER = {"5k": 2, "10k": 2}
EASY = 1  # the verdict from which on today asks for less
SLACK_KM = 0.02
SLACK = 1e-6


def hard_48h(week: Week) -> Iterator[Broken]:
    """Two hard sessions need their distance, those that were done included."""
    for first, second in pairs([each for each in week.coming + week.behind if week.is_spaced(each)]):
        if not (first.over and second.over) and too_close(first, second, HOURS_HARD, DAYS_HARD):
            yield between("hard_48h", first, second)


def strength_48h(week: Week) -> Iterator[Broken]:
    """Leg strength needs its distance from the hard session that follows."""
    yield from after_strength(week, "strength_48h", HOURS_HARD, DAYS_HARD, lambda each: each.is_hard)


def strength_24h(week: Week) -> Iterator[Broken]:
    """Where strength comes first, it needs a day from any run that follows."""
    if week.situation.settings.goal == "strength":
        yield from after_strength(week, "strength_24h", HOURS_STRENGTH, DAYS_STRENGTH, lambda each: each.is_run)


def after_strength(
    week: Week, rule: str, hours: float, days: int, follows: Callable[[Stood], bool]
) -> Iterator[Broken]:
    """Leg strength and what follows too soon; on one day without both hours nobody knows which is first."""
    sessions = week.coming + week.behind
    for leg in (each for each in sessions if each.kind == "strength_leg"):
        for run in (each for each in sessions if follows(each) and not (each.over and leg.over)):
            known = leg.hour is not None and run.hour is not None
            after = apart(leg, run) if known else run.day - leg.day
            if 0 <= after < (hours if known else days):
                yield between(rule, leg, run)


def post_race(week: Week) -> Iterator[Broken]:
    """After a race first nothing with impact, then easy runs only."""
    for race in (each for each in week.coming + week.behind if each.race):
        for session in week.coming:
            after = session.day - race.day
            none = session.has_impact and 0 < after <= NO_RUN_AFTER.get(race.race, 0)
            easy = session.tires and 0 < after <= EASY_AFTER.get(race.race, 0)
            short = session.is_hard and 0 < after <= NO_HARD_AFTER.get(race.race, 0)
            if none or easy or short:
                yield between("post_race", race, session)


def cap_110(week: Week) -> Iterator[Broken]:
    """No run is much longer than the longest of the thirty days before it, those planned until then included."""
    runs = [each for each in week.coming if each.is_run]
    for run in (each for each in runs if each.km and not each.race and each.form != "run_walk"):
        known = [each.sure_km for each in week.behind if each.is_run and 0 <= run.day - each.day <= DAYS_LONGEST]
        ahead = [each.sure_km for each in runs if 0 < run.day - each.day <= DAYS_LONGEST]
        longest = max([*known, week.situation.longest_km or 0])
        if longest and run.km > CAP * max([longest, *ahead]) + SLACK_KM:
            yield Broken("cap_110", (run,), f"{run.km:.1f} km after at most {longest:.1f} km", run.day)


def rest_day(week: Week) -> Iterator[Broken]:
    """Seven days in a row have one without training."""
    trained = {each.day for each in week.coming + week.behind if each.trains}
    for end in range(week.situation.days):
        window = range(end - 6, end + 1)
        if trained.issuperset(window):
            sessions = tuple(each for each in week.coming if each.day in window and each.trains)
            yield Broken("rest_day", sessions, f"training on all seven days up to day {end}", end)


def no_stacking(week: Week) -> Iterator[Broken]:
    """What is left of a week holds no more running and no more hard sessions than was planned for it."""
    for number in {week_of(week.situation, each.day) for each in week.coming}:
        stood = [each for each in week.coming if week_of(week.situation, each.day) == number]
        plan = [each for each in week.meant if week_of(week.situation, each.own) == number]
        left = [each for each in plan if not each.missed]
        if km(stood) > km(left) + SLACK_KM:
            yield Broken("no_stacking", tuple(stood), f"{km(stood):.1f} km in a week meant to have {km(left):.1f}")
        meant = [each for each in plan if week.is_spaced(each) and (not each.missed or may_come_back(each))]
        if (hard := sum(map(week.is_spaced, stood))) > len(meant):
            yield Broken("no_stacking", tuple(stood), f"{hard} hard sessions in a week meant to have {len(meant)}")
        if any(each.missed for each in stood) and len(stood) > len(left):
            yield Broken("no_stacking", tuple(stood), "a missed session stands beside those of the week")


def may_come_back(session: Stood) -> bool:
    """Whether a missed session may take the place of another one: a key session of the last two days."""
    return session.key and session.own >= -LAST_DAYS_MISSED


def km(sessions: list[Stood]) -> float:
    """Kilometres of running in all; the same measure for what was meant and what stands."""
    return sum(each.sure_km for each in sessions if each.is_run)


def not_owed(week: Week) -> Iterator[Broken]:
    """A missed session stays missed, unless it is a key one of the last days; what today takes away is not made up."""
    for session in week.coming:
        if session.missed and not may_come_back(session):
            yield Broken("not_owed", (session,), "a missed session is made up")
        if session.stands == 0 < session.day and not session.key and not session.missed:
            yield Broken("not_owed", (session,), "what cannot be done today is moved on")


def own_day(week: Week) -> Iterator[Broken]:
    """Nothing with impact is moved onto a day that has its run already, or on which less is asked for."""
    meant = any(each.stands == 0 and each.is_run and not each.missed for each in week.meant)
    for session in (each for each in week.coming if each.has_impact and each.day == 0 and each.stands != 0):
        if meant or week.rung >= EASY:
            yield Broken("own_day", (session,), f"moved here from day {session.stands}", 0)


def no_swap(week: Week) -> Iterator[Broken]:
    """Two sessions of one kind do not change places: that would mend nothing."""
    kinds = {each.id: each.kind for each in week.meant}
    for first, second in pairs([each for each in week.coming if not each.held]):
        places = first.day == second.stands and second.day == first.stands
        if places and first.day != second.day and kinds[first.id] == kinds[second.id]:
            yield between("no_swap", first, second)


def one_run_a_day(week: Week) -> Iterator[Broken]:
    """One run a day, unless the plan itself has two on it."""
    for first, second in pairs([each for each in week.coming if each.is_run]):
        if first.day == second.day and (first.moved or second.moved):
            yield between("one_run_a_day", first, second)


def own_week(week: Week) -> Iterator[Broken]:
    """A session stays in its own week, near its day, and within the days that are planned."""
    for session in (each for each in week.coming if not each.held):
        same = week_of(week.situation, session.day) == week_of(week.situation, session.own)
        if not same or abs(session.day - session.own) > REACH or not 0 <= session.day < week.situation.days:
            yield Broken("own_week", (session,), f"from day {session.own} to day {session.day}")


def availability(week: Week) -> Iterator[Broken]:
    """No day holds more minutes than there are, nor a sport that is not possible."""
    told = week.situation.settings.availability
    for session in week.coming:
        sport = "run" if session.is_run else "xt" if session.kind == "xt" else "strength"
        if told.sports and session.kind not in {"mobility", "rest"} and sport not in told.sports:
            yield Broken("availability", (session,), f"{sport} is not possible")
    for day in {each.day for each in week.coming if each.kind != "rest"}:
        there = [each for each in week.coming if each.day == day and each.kind != "rest"]
        free = told.minutes(week.situation.day + timedelta(days=day))
        needed = sum(each.minutes or 0 for each in there)
        if free is not None and (needed > free + SLACK or free == 0):
            yield Broken("availability", tuple(there), f"{needed:.0f} of {free:.0f} minutes on day {day}", day)


def too_close(first: Stood, second: Stood, hours: float, days: int) -> bool:
    """Whether two are nearer than that: by their starts if both are known, else by days."""
    if first.hour is not None and second.hour is not None:
        return abs(apart(first, second)) < hours
    return abs(second.day - first.day) < days


def apart(first: Stood, second: Stood) -> float:
    """Hours of wall time from one start to the other."""
    return 24 * (second.day - first.day) + (second.hour or 0) - (first.hour or 0)


def between(rule: str, first: Stood, second: Stood) -> Broken:
    """Two sessions break it together."""
    both = tuple(each for each in (first, second) if not each.over)
    return Broken(rule, both, f"{first.id} (day {first.day}) and {second.id} (day {second.day})", second.day)
