"""The sample runner: ten weeks of a made record, the same every time. Nobody's own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sorewise.apps.demo.plan import sample_plan
from sorewise.model.records import CheckIn, History, Night, Profile, Session, SessionKind, Spot

ZONE = "Europe/Berlin"
TODAY = date(2026, 6, 11)  # a Thursday
MORNING = datetime.combine(TODAY, time(6, 40), ZoneInfo(ZONE))
WEEKS = 10
RACE_WEEK = 3  # weeks before today

TUESDAY, WEDNESDAY, FRIDAY, SUNDAY = 1, 2, 4, 6
REST_HR = (52, 51, 53, 52, 50, 52, 51)
HRV = (64.0, 71.0, 58.0, 67.0, 75.0, 62.0, 69.0)
SLEEP_H = (7.2, 7.6, 6.9, 7.4, 7.1, 8.0, 7.8)
LAST_NIGHT = Night(day=TODAY, resting_hr=54, hrv_rmssd=60.0, sleep_s=6.8 * 3600, source="watch")


def history() -> History:
    """Everything that is known of the sample runner before this morning."""
    return History(
        profile=Profile(answers={"birth_year": 1986, "experience_years": 3, "goal": "run"}, country="DE", zone=ZONE),
        sessions=tuple(sorted(_sessions(), key=lambda session: session.start)),
        nights=(*(_night(ago) for ago in range(7 * WEEKS, 0, -1)), LAST_NIGHT),
        check_ins=(_after_the_race(), _earlier()),
        plan=sample_plan(TODAY),
    )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))


def _sessions() -> list[Session]:
    monday = TODAY - timedelta(days=TODAY.weekday())
    found = []
    for ago in range(WEEKS, -1, -1):
        week = monday - timedelta(weeks=ago)
        grown = WEEKS - ago
        found += [
            _run(week, TUESDAY, 18, 7 + grown * 0.2, "tempo" if grown % 2 else "easy", 6),
            _strength(week, WEDNESDAY),
            _run(week, FRIDAY, 7, 6 + grown * 0.1, "easy", 3),
            _race(week, SUNDAY) if ago == RACE_WEEK else _run(week, SUNDAY, 9, 10 + grown * 0.45, "long", 4),
        ]
    return [session for session in found if session.start < MORNING]


def _run(week: date, weekday: int, hour: int, km: float, kind: SessionKind, rpe: float) -> Session:
    start = _at(week + timedelta(days=weekday), hour)
    metres = round(km * 1000)
    return Session(
        id=f"sample-{start:%Y%m%d}",
        start=start,
        kind=kind,
        duration_s=float(round(metres * 0.36)),
        distance_m=float(metres),
        rpe=rpe,
        heart_rate=138 + 3 * rpe,
        source="sample",
    )


def _strength(week: date, weekday: int) -> Session:
    start = _at(week + timedelta(days=weekday), 19)
    return Session(
        id=f"sample-{start:%Y%m%d}-strength",
        start=start,
        sport="strength",
        kind="strength",
        duration_s=2700,
        rpe=7,
        legs=True,
        name="Squats and lunges",
        source="sample",
    )


def _race(week: date, weekday: int) -> Session:
    start = _at(week + timedelta(days=weekday), 10)
    return Session(
        id=f"sample-{start:%Y%m%d}-race",
        start=start,
        kind="race",
        race="10k",
        duration_s=3120,
        distance_m=10_000,
        rpe=9,
        name="City 10 km",
        source="sample",
    )


def _night(ago: int) -> Night:
    return Night(
        day=TODAY - timedelta(days=ago),
        resting_hr=REST_HR[ago % 7],
        hrv_rmssd=HRV[ago % 7],
        sleep_s=SLEEP_H[ago % 7] * 3600,
        source="watch",
    )


def _after_the_race() -> CheckIn:
    sunday = TODAY - timedelta(days=TODAY.weekday() + 1, weeks=RACE_WEEK - 1)
    return CheckIn(
        id="sample-after-the-race",
        at=_at(sunday + timedelta(days=1), 6, 45),
        answers={"legs": "sore", "gait": "normal", "fatigue": 4, "illness": "none", "sleep_quality": 4},
        spots=(Spot(region="quad", side="both", answers={"pain": 3, "tissue": "muscle", "spread": "diffuse"}),),
        safety=(),
    )


def _earlier() -> CheckIn:
    return CheckIn(
        id="sample-last-week",
        at=_at(TODAY - timedelta(days=7), 6, 50),
        answers={"legs": "fresh", "gait": "normal", "fatigue": 2, "illness": "none", "sleep_quality": 4},
        safety=(),
    )


ANSWERS = {
    "legs": "sore",
    "region": "quad",
    "side": "both",
    "pain": 3.0,
    "gait": "normal",
    "hard_to_walk": False,
    "fatigue": 3.0,
    "sleep_quality": 4,
    "illness": "none",
    "training_mistake": False,
    "painkiller_12h": False,
    "tissue": "muscle",
    "spread": "diffuse",
    "eases": "yes",
    "onset": "after_exercise_delayed",
    "quality": ("dull", "stiff"),
    "trend": "same",
    "run_worse": False,
    "night_pain": False,
    "bone_tender": False,
    "joint_locking": False,
    "rest_pain": False,
    "rom_limited": False,
    "managed_plan": False,
    "days_sore": 1,
    "vte_risk": False,
}
"""What the sample runner says when asked; a question that is not here gets "I do not know"."""
