"""Made weeks, seeded: rough ones, in which anything may come together, and realistic ones, disturbed in one way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

from sorewise.model.plan import Absence, Availability, Placement, PlannedSession, WeekSettings, Wish
from sorewise.model.week import DayChance, Done, Situation, Today
from weeks.standing import HARD, RUNS, is_held

MONDAY = date(2026, 11, 2)
MOST_SESSIONS = 15
KM = {"easy": (5, 12), "recovery": (4, 7), "long": (13, 26), "tempo": (8, 13), "intervals": (8, 12), "hills": (6, 10)}
KM |= {"test": (5, 10)}
RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2, "ultra": 60.0, "long_other": 25.0}
MINUTES = {"xt": (20, 75), "strength_leg": (20, 50), "strength_other": (15, 40), "mobility": (10, 25)}
WEIGHTS = {"easy": 30, "recovery": 8, "long": 9, "tempo": 10, "intervals": 10, "hills": 5, "test": 2, "race": 2}
WEIGHTS |= {"xt": 6, "strength_leg": 9, "strength_other": 4, "mobility": 3, "rest": 1}
VERDICTS = {"run_as_planned": 36, "run_easy": 22, "run_reduced": 18, "cross_train": 12, "rest": 12}
FORMS = ("share_80", "share_70", "share_50", "drop", "as_planned", "as_planned")


def _drawn(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def rough(seed: int, days: int = 14) -> Situation:
    """Anything at once: races, breaks, fixed and missed sessions, what was kept, chances, little time."""
    rng = Random(f"rough {seed}")
    today = MONDAY + timedelta(days=rng.randrange(28))
    clinic = rng.random() < 0.05
    plan = list(_rough_plan(rng, today, days, clinic=clinic))
    off = rng.choice((rng.randint(6, 28), rng.randint(29, 50))) if rng.random() < 0.12 else None
    returned = today - timedelta(days=rng.randint(1, 12)) if off and rng.random() < 0.4 else None
    return Situation(
        day=today,
        days=days,
        plan=tuple(plan),
        settings=WeekSettings(
            availability=_rough_time(rng, today, days),
            long_is_hard=rng.choice((None, None, None, True, False)),
            goal="strength" if rng.random() < 0.12 else "run",
            clinician_plans=("clinic",) if clinic else (),
            kept=tuple(_kept(rng, plan, today, days)) if rng.random() < 0.3 else (),
            wishes=tuple(_wishes(rng, plan, today)) if rng.random() < 0.15 else (),
        ),
        done=tuple(_rough_past(rng, today, off, returned)),
        today=_rough_today(rng, today) if rng.random() < 0.93 else None,
        chances=_rough_chances(rng, today, days) if rng.random() < 0.7 else (),
        base_rate=rng.choice((0.05, 0.1, 0.2, 0.35)),
        days_off=off,
        returned=returned,
        longest_km=round(rng.uniform(8, 24), 1) if rng.random() < 0.4 else None,
        step=rng.randrange(6),
    )


def _rough_plan(rng: Random, today: date, days: int, *, clinic: bool) -> Iterator[PlannedSession]:
    """Up to fifteen sessions, some of the days before missed."""
    starts, rate, made = rng.choice((1.0, 1.0, 1.0, 0.5, 0.0)), rng.uniform(0.4, 0.95), 0
    for ahead in range(-3, days):
        for number in range(1 + (rng.random() < 0.08)):
            if rng.random() > rate * (1 if ahead >= 0 else 0.3) or made == MOST_SESSIONS * days // 14:
                continue
            made += 1
            day = today + timedelta(days=ahead)
            session = _session(rng, f"s{ahead + 3:02}{number}", day, starts)
            if clinic and rng.random() < 0.3:
                session = replace(session, plan="clinic")
            yield session if ahead >= 0 else replace(session, status="missed")


def _session(rng: Random, name: str, day: date, starts: float) -> PlannedSession:
    kind = _drawn(rng, WEIGHTS)
    race = rng.choice(list(RACE_KM)) if kind == "race" else None
    km = RACE_KM[race] if race else round(rng.uniform(*KM[kind]), 1) if kind in KM else None
    minutes = round(km * rng.uniform(4.8, 6.6)) if km else rng.randint(*MINUTES[kind]) if kind in MINUTES else None
    if rng.random() < 0.03:
        km = None
    if rng.random() < 0.03:
        minutes = None
    return PlannedSession(
        id=name,
        day=day,
        start=time(rng.choice((6, 7, 12, 18, 20)), rng.choice((0, 30))) if rng.random() < starts else None,
        kind=kind,
        duration_s=None if minutes is None else minutes * 60,
        distance_m=None if km is None else km * 1000,
        key=kind in HARD | {"long"} and rng.random() < 0.7,
        hold=rng.choices(("movable", "fixed", "same_week"), (88, 7, 5))[0],
        priority=rng.choice((None, "A", "B", "C")) if race else None,
        race=race if rng.random() < 0.9 else None,
    )


def _kept(rng: Random, plan: list[PlannedSession], today: date, days: int) -> Iterator[Placement]:
    """What the runner accepted before: some moved within their week, some cut, some left out."""
    free = WeekSettings(clinician_plans=("clinic",))
    for session in plan:
        held = is_held(Situation(day=today, settings=free), session)
        if held or session.status == "missed" or rng.random() < 0.6:
            continue
        day = session.day + timedelta(days=rng.choice((-2, -1, 0, 0, 1, 2)))
        same = day.isocalendar()[:2] == session.day.isocalendar()[:2]
        stays = not same or not today <= day < today + timedelta(days=days)
        form = rng.choice(FORMS) if session.kind in RUNS else rng.choice(("drop", "as_planned"))
        yield Placement(session=session.id, day=session.day if stays or form == "drop" else day, form=form)


def _wishes(rng: Random, plan: list[PlannedSession], today: date) -> Iterator[Wish]:
    for session in rng.sample(plan, min(2, len(plan))):
        day = session.day + timedelta(days=rng.choice((-1, 0, 1)))
        until = today + timedelta(days=rng.randint(1, 7))
        yield Wish(session=session.id, day=day, form=rng.choice(FORMS), until=until)


def _rough_past(rng: Random, today: date, off: int | None, returned: date | None) -> Iterator[Done]:
    """Five weeks, with the break in them; nobody knows all of each session."""
    rate = rng.uniform(0.3, 0.85)
    back = 0 if returned is None else (today - returned).days
    for ago in range(36, 0, -1):
        paused = off is not None and back < ago <= back + off
        if rng.random() > rate or paused:
            continue
        session = _session(rng, f"d{ago:02}", today - timedelta(days=ago), starts=0.8)
        yield Done(
            id=session.id,
            day=session.day,
            start=session.start,
            kind=session.kind if rng.random() < 0.95 else None,
            km=None if session.distance_m is None else session.distance_m / 1000,
            minutes=None if session.duration_s is None else session.duration_s / 60,
            race=session.race,
        )


def _rough_today(rng: Random, today: date) -> Today:
    activity = _drawn(rng, VERDICTS)
    referral = _drawn(rng, {"none": 86, "routine": 5, "prompt": 5, "same_day": 3, "emergency": 1})
    return Today(
        activity=activity,
        referral=referral,
        referred=today - timedelta(days=rng.randrange(4)) if rng.random() < 0.3 else None,
        pain=rng.choice((None, 0, 1, 2, 3, 4, 6)),
        share={"run_reduced": rng.choice((0.7, 0.7, 0.5)), "run_easy": rng.choice((1.0, 1.0, 0.8))}.get(activity, 1.0),
        minutes=rng.choice((20, 30, 45)) if rng.random() < 0.06 else None,
        km=rng.choice((4.0, 6.5)) if rng.random() < 0.04 else None,
        bone_stress=rng.random() < 0.04,
        calf_strain=rng.random() < 0.04,
    )


def _rough_chances(rng: Random, today: date, days: int) -> tuple[DayChance, ...]:
    """Chances of a soreness that comes and goes; the last days may not be known."""
    chances, level, known = [], rng.uniform(0, 0.9), rng.randint(2, days)
    for ahead in range(rng.randint(days // 2, days)):
        level = min(0.98, max(0.0, level * rng.uniform(0.5, 1.2) + rng.choice((0, 0, 0, 0.4)) * rng.random()))
        long = level * rng.uniform(0.6, 1)
        day = today + timedelta(days=ahead)
        chances.append(DayChance(day=day, hard=level, long=long, run=long * rng.uniform(0.4, 1), known=ahead < known))
    return tuple(chances)


def _rough_time(rng: Random, today: date, days: int) -> Availability:
    def minutes() -> int:
        return rng.choice((0, 30, 45, 60, 75, 90, 120, 180, 300))

    first = today + timedelta(days=rng.randrange(days))
    away = Absence(first=first, last=first + timedelta(days=rng.randrange(4)), minutes=rng.choice((0, 0, 40)))
    return Availability(
        weekdays={day: minutes() for day in range(7) if rng.random() < 0.8} if rng.random() < 0.5 else {},
        dates={today + timedelta(days=rng.randrange(days)): minutes() for _ in range(rng.choice((0, 0, 1, 2)))},
        absences=(away,) if rng.random() < 0.2 else (),
        sports=rng.choice((("run",), ("run", "xt"), ("xt", "strength"))) if rng.random() < 0.05 else (),
    )


def reworded(situation: Situation, **settings: Any) -> Situation:
    """The same morning with other settings."""
    return replace(situation, settings=replace(situation.settings, **settings))
