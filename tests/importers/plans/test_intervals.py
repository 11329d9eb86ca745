"""intervals.icu: its workout text with all traps, and its events."""

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.exporters.intervals_icu import speakable, text_of
from sorewise.importers.plans import read_plan
from sorewise.importers.plans.intervals_text import step_of, steps_of
from sorewise.model.plan import Absence, PlannedSession, Repeat, Step, Target

THURSDAY = date(2026, 6, 11)
WORKOUT = """Go by feel.

Warmup
- Easy 10m Z2 HR

Main set 4x
- 5m 95-100% Pace
- Stand 90s intensity=rest

- 800mtr 4:00-3:50/km Pace
Cooldown
- 10m
"""


def events(*items, **more):
    """The plan in these events, each of tomorrow unless it says otherwise."""
    whole = [
        {"id": n, "category": "WORKOUT", "start_date_local": "2026-06-12T00:00:00", **item}
        for n, item in enumerate(items)
    ]
    return read_plan(
        json.dumps(whole | more if more else whole).encode(), "e.json", today=THURSDAY, zone="Europe/Berlin"
    )


def test_a_workout_with_headers_repeats_and_roles():
    """A repeat ends at the empty line; a header gives its role; words above are no steps."""
    pace = Target(kind="pace_pct", low=95, high=100)
    assert steps_of(WORKOUT).steps == (
        Step(role="warmup", duration_s=600, target=Target(kind="hr_zone", low=2, high=2), cue="Easy"),
        Repeat(
            times=4,
            steps=(Step(role="active", duration_s=300, target=pace), Step(role="rest", duration_s=90, cue="Stand")),
        ),
        Step(role="active", distance_m=800, target=Target(kind="pace_s_per_km", low=240, high=230)),
        Step(role="cooldown", duration_s=600),
    )


@pytest.mark.parametrize(
    ("line", "seconds", "metres", "cue"),
    [
        ("2m hard", 120, None, "hard"),  # m is minutes
        ("400mtr", None, 400, ""),
        ("1.5km", None, 1500, ""),
        ("1h2m30s", 3750, None, ""),
        ("1m30", 90, None, ""),
        ("5'30\"", 330, None, ""),
        ("Easy 2 of 3 20m", 1200, None, "Easy 2 of 3"),  # numbers in a cue are no length
        ("10m 200w 90rpm", 600, None, "200w 90rpm"),  # power is no target here, and is not lost
        ("10m Z3", 600, None, "Z3"),  # without the word HR a zone is one of power
        ("10m 70-75% HR", 600, None, "70-75% HR"),
        ("1s press lap", None, None, ""),
        ("9m press lap", 540, None, ""),
    ],
)
def test_lengths_and_cues(line, seconds, metres, cue):
    """The first length counts, and what is before it is the cue."""
    step = step_of(line)
    assert (step.duration_s, step.distance_m, step.cue, step.role, step.target) == (
        seconds,
        metres,
        cue,
        "active",
        Target(),
    )


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("1mi 8:00/mi Pace", Target(kind="pace_s_per_km", low=298.258, high=298.258)),
        ("1km 5:00 Pace", Target(kind="pace_s_per_km", low=300, high=300)),
        ("10m 90-95% LTHR", Target(kind="lthr_pct", low=90, high=95)),
        ("10m Z2-Z3 HR", Target(kind="hr_zone", low=2, high=3)),
        ("Steady RPE 6-7 10m", Target(kind="rpe", low=6, high=7)),
        ("HR 140-150 bpm 10m", Target(kind="hr_bpm", low=140, high=150)),
        ("400mtr 1:40/100m Pace", Target()),  # a swimmer's pace is none of a kilometre
    ],
)
def test_targets(line, target):
    """The word behind the range says of what it is."""
    assert step_of(line).target == target


def test_a_step_without_a_length_is_told():
    """It is left out and named; a repeat of a thousand, too."""
    assert steps_of("- easy\n- 10m\n\n1000x\n- 1m").left == ("- easy",)
    assert steps_of("5x\n- 1m\n\n900x\n- 1m").left == ("900x",)


ENDS = {"rpe": (1, 10), "hr_zone": (1, 7), "hr_bpm": (60, 220), "lthr_pct": (50, 120), "pace_pct": (50, 120)}


@st.composite
def targets(draw):
    """Any target that the text can say."""
    kind = draw(st.sampled_from([*ENDS, "pace_s_per_km", "open"]))
    if kind == "open":
        return Target()
    low, high = ENDS.get(kind, (150, 900))
    return Target(kind=kind, low=float(draw(st.integers(low, high))), high=float(draw(st.integers(low, high))))


STEPS = st.builds(
    Step,
    role=st.sampled_from(["warmup", "active", "recovery", "rest", "cooldown"]),
    duration_s=st.none() | st.integers(1, 20_000).map(float),
    distance_m=st.none() | st.integers(1, 90_000).map(float),
    target=targets(),
    cue=st.sampled_from(["", "Easy", "Easy 2 of 3", "2m hard", "Grüße 😀", "- dash", "RPE 3", "5x", "12:30"])
    | st.text(max_size=8),
)
WHOLE = st.lists(
    STEPS | st.builds(Repeat, times=st.integers(2, 30), steps=st.lists(STEPS, min_size=1, max_size=3).map(tuple))
)


@given(WHOLE.map(tuple))
def test_what_our_export_writes_is_read_back(steps):
    """Step by step, as far as the text can say it."""
    session = PlannedSession(id="a", day=THURSDAY, kind="intervals", steps=steps)
    said, _ = speakable(session)
    read = steps_of(text_of(session)[0])
    assert (read.steps, read.left) == (said, ())


def test_workouts():
    """Steps from the description, length from the event, kind from the name; the type knows the sport."""
    plan = events(
        {"name": "Threshold", "type": "Run", "description": WORKOUT, "moving_time": 3600, "external_id": "abc"},
        {"name": "Gym", "type": "WeightTraining", "moving_time": 2400},
        {"name": "Upper body", "type": "WeightTraining"},
        {"name": "2x20 sweet spot", "type": "Ride", "start_date_local": "2026-06-12T18:30:00"},
        {"name": "Blue", "type": "Run", "distance": 8000},
        {"name": "easy 5 km", "type": "Run", "paired_activity_id": "i1"},
    )
    found = {session.name: session for session in plan.sessions}
    assert (plan.format, plan.plan) == ("intervals.icu", "intervals-icu")
    assert (found["Threshold"].kind, found["Threshold"].duration_s, found["Threshold"].source_uid) == (
        "tempo",
        3600,
        "abc",
    )
    assert len(found["Threshold"].steps) == 4
    assert [found[name].kind for name in ("Gym", "Upper body", "2x20 sweet spot")] == [
        "strength_leg",
        "strength_other",
        "xt",
    ]
    assert (found["2x20 sweet spot"].start, found["Gym"].start) == (time(18, 30), None)
    assert (found["Blue"].kind, found["Blue"].assumed, found["Blue"].distance_m) == ("intervals", ("kind",), 8000)
    assert found["easy 5 km"].status == "done"
    assert [problem.code for problem in plan.problems] == ["kind_unknown"]


def test_races():
    """The category says that it is one, and of what priority, whatever it is called."""
    plan = events(
        {"category": "RACE_B", "name": "Easy does it 10k"}, {"category": "RACE_A", "name": "Big day", "distance": 42195}
    )
    assert [(s.kind, s.race, s.priority, s.hold) for s in sorted(plan.sessions, key=lambda s: s.priority)] == [
        ("race", "marathon", "A", "fixed"),
        ("race", "10k", "B", "fixed"),
    ]
    assert [problem.code for problem in events({"category": "RACE_A", "name": "Big day"}).problems] == ["race_length"]


def test_days_with_less_time():
    """The end is the first day after; a limit is in seconds; normal days are none of these."""
    span = {"start_date_local": "2026-06-13T00:00:00", "end_date_local": "2026-06-16T00:00:00"}
    plan = events(
        {"category": "SICK", "name": "flu", **span},
        {"category": "NOTE", "name": "busy", "training_availability": "limited", "max_training_time": 2700},
        {"category": "HOLIDAY", "name": "sea", "training_availability": "normal", **span},
        {"category": "NOTE", "name": "just a note"},
        {"category": "NOTE", "name": "how long?", "training_availability": "limited"},
        {"category": "INJURED", "name": "calf", "training_availability": "UNAVAILABLE"},
    )
    assert plan.sessions == ()
    assert plan.availability.absences == (
        Absence(first=date(2026, 6, 13), last=date(2026, 6, 15), reason="sick"),
        Absence(first=date(2026, 6, 12), last=date(2026, 6, 12), minutes=45, reason="busy"),
        Absence(first=date(2026, 6, 12), last=date(2026, 6, 12), reason="injured"),
    )
    assert [(problem.code, problem.place) for problem in plan.problems] == [("limit_unknown", "event 5")]


def test_events_that_cannot_be_are_named():
    """With their number; the others are kept."""
    plan = events(
        {"name": "easy run", "moving_time": 999_999},
        {"name": "easy run", "distance": -5},
        {"name": "easy run", "start_date_local": "13.6.2026"},
        {"name": "easy run", "moving_time": "soon"},
    )
    assert [(problem.code, problem.place) for problem in plan.problems][:4] == [
        ("absurd_length", "event 1"),
        ("absurd_length", "event 2"),
        ("no_date", "event 3"),
        ("not_a_number", "event 4, moving_time"),
    ]
    assert len(plan.sessions) == 1


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "events"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("id", "uid", "category", "name", "type", "start_date_local", "end_date_local", "moving_time", "distance",
          "description", "training_availability", "max_training_time")  # fmt: skip


@given(
    st.lists(
        st.dictionaries(st.sampled_from(FIELDS), ANY | st.sampled_from(["WORKOUT", "SICK", "Run", "limited"])),
        max_size=4,
    )
)
def test_no_event_raises(items):
    """Whatever its fields hold."""
    assert events(*items) == events(*items)
