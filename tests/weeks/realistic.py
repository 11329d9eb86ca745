"""Made weeks as runners have them: a plan that keeps every rule and fits its own time, disturbed in one way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from math import ceil
from random import Random
from statistics import NormalDist

from sorewise.model.plan import Absence, Availability, PlannedSession, WeekSettings
from sorewise.model.week import DayChance, Done, Situation, Today

MONDAY = date(2026, 11, 2)
WEEKS_BEHIND = 5
# weekday and hour, kind, share of the long run's length (minutes where it is no run)
TEMPLATES = (
    "1 7 intervals 0.6 key, 2 7 easy 0.45, 3 7 tempo 0.6 key, 5 8 easy 0.35, 6 9 long 1 key",
    "1 18 tempo 0.6 key, 3 18 easy 0.5, 4 7 easy 0.4, 6 9 long 1 key",
    "0 7 easy 0.3, 1 7 hills 0.6 key, 2 7 easy 0.5, 3 7 tempo 0.6 key, 3 18 strength_leg 35, 5 8 easy 0.4, 6 9 long 1",
    "1 19 intervals 0.6 key, 3 7 easy 0.5, 5 9 long 1 key",
    "0 18 xt 45, 1 19 hills 0.5 key, 3 7 easy 0.5, 3 18 strength_leg 40, 5 9 long 1 key, 6 9 recovery 0.3",
)
DISTURBANCES = ("verdict", "verdict", "absence", "chances")
RUNGS = {"run_easy": (35, 2), "run_reduced": (25, 3), "cross_train": (20, 4), "rest": (20, 6)}
SORE_HARD, SORE_LONG, SORE_RUN = 2.5, 3.0, 3.5
USUAL_SD = 0.9


def undisturbed(seed: int, days: int = 14) -> Situation:
    """A plan that keeps every rule, on a morning on which all is well."""
    rng = Random(f"realistic {seed}")
    today = MONDAY + timedelta(days=rng.randrange(7))
    template, long_km = rng.choice(TEMPLATES), rng.uniform(11, 20)
    pace = rng.uniform(5.0, 6.3)
    sessions = [each for each in _written_out(template, long_km, pace) if _is_near(each, today, days)]
    plan = tuple(each for each in sessions if each.day >= today)
    return Situation(
        day=today,
        days=days,
        plan=plan,
        settings=WeekSettings(availability=_time_for(rng, plan)),
        done=tuple(_done(each) for each in sessions if each.day < today),
        today=Today(activity="run_as_planned", pain=0),
    )


def realistic(seed: int, days: int = 14) -> Situation:
    """The same, disturbed by this morning's verdict, by an absence, or by what is forecast."""
    rng, whole = Random(f"disturbed {seed}"), undisturbed(seed, days)
    disturbance = rng.choice(DISTURBANCES)
    if disturbance == "absence":
        first = whole.day + timedelta(days=rng.randrange(days - 1))
        away = Absence(first=first, last=first + timedelta(days=rng.randrange(3)))
        free = replace(whole.settings.availability, absences=(away,))
        return replace(whole, settings=replace(whole.settings, availability=free))
    if disturbance == "chances":
        peak = rng.randint(1, 3)
        return replace(whole, chances=tuple(_chances(whole.day, days, rng.uniform(3, 5), peak)))
    activity = rng.choices(list(RUNGS), [weight for weight, _ in RUNGS.values()])[0]
    pain = RUNGS[activity][1]
    today = Today(activity=activity, pain=pain, share=0.7 if activity == "run_reduced" else 1.0)
    return replace(whole, today=today, chances=tuple(_chances(whole.day, days, pain, 0)))


def _written_out(template: str, long_km: float, pace: float) -> Iterator[PlannedSession]:
    """The weeks behind and ahead: a little more each week, and less in every fourth."""
    for week in range(-WEEKS_BEHIND, 4):
        whole = long_km * 1.03**week * (0.75 if week % 4 == 3 else 1)
        for line in template.split(","):
            weekday, hour, kind, length, *key = line.split()
            km = None if kind in {"xt", "strength_leg"} else round(whole * float(length), 1)
            yield PlannedSession(
                id=f"w{week + WEEKS_BEHIND}-{weekday}-{kind}",
                day=MONDAY + timedelta(days=7 * week + int(weekday)),
                start=time(int(hour)),
                kind=kind,
                duration_s=60 * (round(km * pace) if km else float(length)),
                distance_m=km * 1000 if km else None,
                key=bool(key),
            )


def _is_near(session: PlannedSession, today: date, days: int) -> bool:
    return today - timedelta(days=32) <= session.day < today + timedelta(days=days)


def _time_for(rng: Random, plan: tuple[PlannedSession, ...]) -> Availability:
    """As many minutes each weekday as the plan needs, and some more; on the other days any."""
    minutes: dict[int, float] = {}
    for weekday in range(7):
        of_a_day: dict[date, float] = {}
        for each in (each for each in plan if each.day.weekday() == weekday):
            of_a_day[each.day] = of_a_day.get(each.day, 0) + (each.duration_s or 0) / 60
        needed = max(of_a_day.values(), default=0)
        free = 15 * ceil(needed / 15) + rng.choice((0, 15, 60)) if needed else rng.choice((0, 45, 60, 120))
        minutes[weekday] = free
    return Availability(weekdays=minutes)


def _done(session: PlannedSession) -> Done:
    return Done(
        id=session.id,
        day=session.day,
        start=session.start,
        kind=session.kind,
        km=None if session.distance_m is None else session.distance_m / 1000,
        minutes=None if session.duration_s is None else session.duration_s / 60,
    )


def _chances(today: date, days: int, worst: float, peak: int) -> Iterator[DayChance]:
    """Soreness rises to its worst on the day of the peak and falls to a third a day from there, spread normally."""
    for ahead in range(days):
        mean = max(0.6, worst * 0.55 ** abs(ahead - peak))
        spread = NormalDist(mean, 0.2 if ahead == 0 else USUAL_SD)
        hard, long, run = (1 - spread.cdf(limit) for limit in (SORE_HARD, SORE_LONG, SORE_RUN))
        yield DayChance(day=today + timedelta(days=ahead), hard=hard, long=long, run=run)
