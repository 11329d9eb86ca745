"""A plan of two weeks around the sample runner's morning, and a check-in with a sore calf that it has to bend for."""

from datetime import date, timedelta

from sorewise.apps.demo.runner import TODAY
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

PLAN = "spring"
INTERVALS = (
    Step(role="warmup", duration_s=900.0, target=Target(kind="rpe", low=2, high=3)),
    Repeat(times=5, steps=(Step(role="active", distance_m=800.0), Step(role="recovery", duration_s=120.0))),
    Step(role="cooldown", duration_s=600.0),
)
DAYS = (
    (0, "intervals", {"duration_s": 3000.0, "steps": INTERVALS, "key": True}),
    (1, "easy", {"duration_s": 2400.0}),
    (2, "tempo", {"duration_s": 2700.0, "name": "Threshold"}),
    (3, "long", {"distance_m": 14_000.0, "key": True}),
    (5, "easy", {"duration_s": 2400.0}),
    (6, "strength_leg", {"duration_s": 2400.0, "hold": "fixed"}),
    (8, "easy", {"duration_s": 2700.0}),
    (9, "intervals", {"duration_s": 3000.0, "steps": INTERVALS, "key": True}),
    (10, "long", {"distance_m": 15_000.0}),
    (12, "easy", {"duration_s": 2400.0}),
)
CALF = {"spot": "calf.left", "pain.calf.left": "4"}


def plan(today: date = TODAY):
    """The sessions, from today on."""
    return [
        PlannedSession(id=f"s{ahead}", day=today + timedelta(days=ahead), kind=kind, plan=PLAN, **more)
        for ahead, kind, more in DAYS
    ]


def with_plan(home):
    """A home on whose sample runner's store this plan is."""
    with home.store() as store:
        store.remove_planned([one.id for one in store.history().plan], home.now)
        store.add_plan(plan(home.now.date()), PLAN, home.now.date(), home.now)
    return home
