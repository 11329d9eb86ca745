"""A plan as it stands: each session, done or to come, with its day, kind and length. Read from the data model alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sorewise.model.plan import Form, Placement, PlanKind, PlannedSession, RaceType
from sorewise.model.week import Done, Replan, Situation

HARD = frozenset({"tempo", "intervals", "hills", "test", "race"})
RUNS = HARD | {"long", "easy", "recovery"}
NO_TRAINING = frozenset({"rest", "mobility"})
EASY_CROSS_TRAINING_MIN = 30  # up to here it leaves a rest day a rest day

SLOW_MIN_KM, BRISK_MIN_KM = 7, 5
RACES_TO_KM = (("5k", 7.5), ("10k", 15), ("half", 30), ("marathon", 45))  # which race a distance is

# What each form leaves of a session's length, and how many minutes it has at most.
SHARE = {
    "as_planned": 1.0,
    "share_80": 0.8,
    "share_70": 0.7,
    "share_50": 0.5,
    "easy": 0.8,
    "easy_50": 0.5,
    "cross_train": 0.8,
    "run_walk": 1.0,
    "drop": 0.0,
}
LONGEST_MIN = {"cross_train": 45, "run_walk": 30}
RUN_WALK_MIN = (30, 30, 30, 30, 20, 30)  # step by step
KIND_OF_FORM: dict[str, PlanKind] = {"easy": "easy", "easy_50": "easy", "cross_train": "xt", "run_walk": "easy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One session on its day (0 is today, `own` its author's day), hour as local wall time.

    `stands` is the day where the runner last left it. `held` is one that never moves, shrinks or vanishes; `over` one
    that was done.
    """

    id: str
    day: int
    own: int
    hour: float | None = None
    kind: PlanKind
    km: float | None = None
    minutes: float | None = None
    form: Form = "as_planned"
    share: float = 1.0
    held: bool = False
    over: bool = False
    missed: bool = False
    key: bool = False
    top: bool = False
    race: RaceType | None = None
    clinic: bool = False
    anyway: frozenset[str] = frozenset()
    stands: int = 0
    as_kept: bool = False
    unknown: bool = False

    @property
    def is_hard(self) -> bool:
        """Whether it is a hard run, the long one aside; a kind of run that nobody knows counts as hard."""
        return self.kind in HARD or (self.unknown and self.form not in KIND_OF_FORM and self.is_run)

    @property
    def is_run(self) -> bool:
        """Whether it is a run of any kind."""
        return self.kind in RUNS

    @property
    def tires(self) -> bool:
        """Whether it asks much of the legs: hard, long or heavy."""
        return self.is_hard or self.kind in {"long", "strength_leg"}

    @property
    def has_impact(self) -> bool:
        """Whether it loads what a race, a bone or a sore leg may not take: running, or leg strength."""
        return self.is_run or self.kind == "strength_leg"

    @property
    def sure_km(self) -> float:
        """How far at least: what is not known from its time, slowly."""
        return self.km or (self.minutes or 0) / SLOW_MIN_KM

    @property
    def moved(self) -> bool:
        """Whether it is not on its author's day."""
        return self.day != self.own

    @property
    def trains(self) -> bool:
        """Whether its day is a day of training."""
        if self.kind in NO_TRAINING:
            return False
        return self.kind != "xt" or self.minutes is None or self.minutes > EASY_CROSS_TRAINING_MIN


def head(rule: str) -> str:
    """The short name of a rule's id: `WK-POST-RACE.half` is post_race."""
    return rule.split(".", maxsplit=1)[0].removeprefix("WK-").lower().replace("-", "_")


def days_from(situation: Situation, day: date) -> int:
    """Days from today."""
    return (day - situation.day).days


def is_held(situation: Situation, session: PlannedSession) -> bool:
    """Whether nobody may move it: a race, an appointment, a clinician's session."""
    return session.hold == "fixed" or session.kind == "race" or is_clinical(situation, session)


def is_clinical(situation: Situation, session: PlannedSession) -> bool:
    """Whether it comes from a clinician's plan."""
    return session.plan in situation.settings.clinician_plans


def is_top_race(session: PlannedSession) -> bool:
    """Whether it is a race that is tapered for: an A race, or one whose priority nobody told."""
    return session.kind == "race" and session.priority in {"A", None}


def race_of(race: RaceType | None, km: float | None) -> RaceType:
    """Which race it is: as told, else by its distance, else a half-marathon."""
    if race or not km:
        return race or "half"
    return next((name for name, most in RACES_TO_KM if km <= most), "ultra")


def as_it_stands(situation: Situation, session: PlannedSession, placement: Placement) -> Stood | None:
    """The session where and as what it is placed; None if it is left out."""
    if placement.form == "drop":
        return None
    share = min(SHARE[placement.form], placement.share)
    last = kept(situation, session)
    kind = session.kind if session.kind == "recovery" else KIND_OF_FORM.get(placement.form, session.kind)
    kind = "xt" if placement.form == "cross_train" else kind
    metres = session.distance_m if kind in RUNS and placement.form != "run_walk" else None
    return Stood(
        id=session.id,
        day=days_from(situation, placement.day),
        own=days_from(situation, session.day),
        hour=None if session.start is None else session.start.hour + session.start.minute / 60,
        kind=kind,
        km=None if metres is None else metres * share / 1000,
        minutes=minutes_of(session, placement.form, share, situation.step),
        share=share,
        form=placement.form,
        held=is_held(situation, session) and session.status != "missed",
        missed=session.status == "missed",
        key=session.key,
        top=is_top_race(session),
        race=race_of(session.race, metres and metres / 1000) if session.kind == "race" else None,
        clinic=is_clinical(situation, session),
        unknown="kind" in session.assumed,
        anyway=frozenset(head(rule) for rule in last.anyway),
        as_kept=(last.day, last.form) == (placement.day, placement.form),
        stands=days_from(situation, last.day if last.form != "drop" else session.day),
    )


def minutes_of(session: PlannedSession, form: Form, share: float, step: int) -> float | None:
    """How long a session is in a form: never longer than planned, nor than such a form, or step of it, is at most."""
    if session.duration_s is None:
        brisk = form == "cross_train" and session.distance_m
        return min(session.distance_m * share / 1000 * BRISK_MIN_KM, LONGEST_MIN[form]) if brisk else None
    most = LONGEST_MIN.get(form, session.duration_s)
    if form == "run_walk":
        most = RUN_WALK_MIN[min(step, len(RUN_WALK_MIN) - 1)]
    return min(session.duration_s * share / 60, most)


def in_view(situation: Situation, session: PlannedSession) -> bool:
    """Whether it is for the planner to place: it stands in the days ahead, or was missed."""
    if session.status in {"done", "dropped"}:
        return False
    missed = session.status == "missed" and session.day < situation.day
    return missed or 0 <= days_from(situation, kept(situation, session).day) < situation.days


def kept(situation: Situation, session: PlannedSession) -> Placement:
    """Where the runner left it: as last accepted, else as its author meant; what was missed is left out.

    What is past says nothing any more, and what is held only the runner may have placed elsewhere.
    """
    for placement in situation.settings.kept:
        theirs = placement.by == "runner" and not is_clinical(situation, session)
        mine = placement.session == session.id and placement.day >= situation.day
        if mine and (theirs or not is_held(situation, session)):
            return placement
    return Placement(session=session.id, day=session.day, form="drop" if session.status == "missed" else "as_planned")


def as_meant(situation: Situation) -> list[Stood]:
    """The plan as its author meant it, what was missed included."""
    whole = ((each, Placement(session=each.id, day=each.day)) for each in situation.plan)
    return [stood for each, placement in whole if (stood := as_it_stands(situation, each, placement))]


def coming(situation: Situation, replan: Replan) -> list[Stood]:
    """What is still to come, in the order of the plan."""
    placed = {placement.session: placement for placement in replan.placements}
    stood = (as_it_stands(situation, each, placed[each.id]) for each in situation.plan if each.id in placed)
    return [each for each in stood if each is not None]


def behind(situation: Situation) -> list[Stood]:
    """What was done."""
    return [_behind(situation, each) for each in situation.done]


def _behind(situation: Situation, done: Done) -> Stood:
    day = days_from(situation, done.day)
    return Stood(
        id=done.id,
        day=day,
        own=day,
        hour=None if done.start is None else done.start.hour + done.start.minute / 60,
        kind=done.kind or "easy",  # a run of a kind nobody knows: not hard, but as long as it was
        km=done.km,
        minutes=done.minutes,
        race=race_of(done.race, done.km) if done.kind == "race" else None,
        held=True,
        over=True,
    )


def week_of(situation: Situation, day: int) -> int:
    """Which week from Monday to Sunday a day is in; 0 is this one."""
    return (situation.day.weekday() + day) // 7


def pairs(sessions: list[Stood]) -> Iterator[tuple[Stood, Stood]]:
    """Every two of them, the earlier first."""
    ordered = sorted(sessions, key=lambda each: (each.day, -1 if each.hour is None else each.hour))
    for at, first in enumerate(ordered):
        for second in ordered[at + 1 :]:
            yield first, second
