"""Judged moments for the text's tests: real answers through the real rulebook, engine and coach."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache, cached_property
from pathlib import Path

from sorewise.coach.recovery import recovery_plan
from sorewise.coach.session import today_session
from sorewise.engine.change import what_would_change
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import State, open_door
from sorewise.model.plan import PlannedSession, Repeat, Step, Target
from sorewise.text.needs import Manner

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=timezone(timedelta(hours=1)))
HERE = Manner(country="GB")
MILES = Manner(country="US", units="mi")
GUARDED = Manner(country="DE", without_private=True)

INTERVALS = PlannedSession(
    id="p",
    day=DAY,
    kind="intervals",
    duration_s=3600,
    steps=(
        Step(role="warmup", duration_s=900, target=Target(kind="rpe", high=3)),
        Repeat(
            times=5,
            steps=(
                Step(role="active", distance_m=1000, target=Target(kind="pace_s_per_km", low=255, high=265)),
                Step(role="recovery", duration_s=120),
            ),
        ),
        Step(role="cooldown", duration_s=600),
    ),
)
LONG = PlannedSession(id="p", day=DAY, kind="long", distance_m=21_000)
EASY = PlannedSession(id="p", day=DAY, kind="easy", duration_s=2_700)
REST = PlannedSession(id="p", day=DAY, kind="rest")
RACE = PlannedSession(id="p", day=DAY, kind="race", race="half")
PLANS = (None, INTERVALS, LONG, EASY, REST, RACE, PlannedSession(id="p", day=DAY, kind="strength_leg"))

ORDINARY = {
    "safety": "none",
    "legs": "sore",
    "regions": ["quad"],
    "side": "both",
    "pain": 3,
    "spread": "diffuse",
    "tissue": "muscle",
    "quality": ["dull"],
    "eases": "yes",
    "gait": "normal",
    "trigger_hours": 36,
}
"""Ordinary soreness of both thighs."""
WELL = {
    "gait": "normal",
    "hard_to_walk": False,
    "fatigue": 3,
    "sleep_quality": 4,
    "illness": "none",
    "painkiller_12h": False,
    "training_mistake": False,
}
"""The rest of the first page, all well."""


@dataclass(frozen=True)
class Moment:
    """One judged moment, as `morning.Morning` is."""

    state: State
    planned: PlannedSession | None = None

    @property
    def book(self):
        """Our rulebook."""
        return our_book()

    @cached_property
    def decision(self):
        """What the rulebook says."""
        return decide(self.book, self.state)

    @cached_property
    def session(self):
        """Today's session under it."""
        return today_session(self.planned, self.decision, self.book, novice=False)

    @cached_property
    def recovery(self):
        """The next 72 hours."""
        return recovery_plan(self.decision, self.book, now=NOW)

    @cached_property
    def changes(self):
        """What would change it."""
        return what_would_change(self.book, self.state)


@cache
def our_book():
    """Our rulebook, read once."""
    return load()


def judged(answers, history=None, planned=None, switched_on=()):
    """The moment of these answers; five years of running unless told otherwise."""
    told = {"experience_years": 5, **(history or {})}
    return Moment(open_door(our_book(), answers, told, switched_on=switched_on), planned)


@cache
def worked_mornings():
    """Every worked morning, by its id: under changing plans, the safety page not sent on every third."""
    folder = Path(__file__).parents[1] / "mornings"
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    cases = [case for table in tables for case in table["morning"]]
    found = {}
    for number, case in enumerate(cases):
        answers = case["answers"] if number % 3 == 2 else {"safety": "none", **case["answers"]}
        found[case["id"]] = judged(answers, case["history"], PLANS[number % len(PLANS)])
    return found
