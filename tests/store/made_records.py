"""Records as Hypothesis draws them: every field, odd offsets, odd names, long ago and far ahead."""

from dataclasses import fields
from datetime import date, datetime, timedelta, timezone

from hypothesis import settings
from hypothesis import strategies as st

from sorewise.model.plan import (
    Absence,
    Availability,
    Placement,
    PlannedSession,
    Repeat,
    Step,
    Target,
    WeekSettings,
    Wish,
)
from sorewise.model.records import CheckIn, Night, Origin, Profile, Session, Shape, Spot
from sorewise.store import DecisionRecord, RulebookText, WeekVersion

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NAME = st.text("abcdefghij_0123456789", min_size=1, max_size=8)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
SOME = st.none() | NUMBER
DAY = st.dates(date(1900, 1, 2), date(2200, 1, 1))
OFFSET = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENT = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=OFFSET)  # noqa: DTZ001 - the offset is drawn
VALUE = st.booleans() | st.integers(-(10**6), 10**6) | NUMBER | TEXT | st.lists(TEXT, max_size=3).map(tuple)
ANSWERS = st.dictionaries(NAME, VALUE, max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OBJECT = st.dictionaries(NAME, JSON, max_size=3)
SAFETY = st.none() | st.lists(NAME, max_size=2).map(tuple)
PHASE = st.sampled_from(["morning", "in_run", "after_run"])

SPOTS = st.builds(
    Spot, region=NAME, side=st.sampled_from([None, "left", "right", "both"]), key=st.none() | NAME, answers=ANSWERS
)
STEPS = st.builds(
    Step,
    role=st.sampled_from(["warmup", "active", "recovery", "rest", "cooldown"]),
    duration_s=SOME,
    distance_m=SOME,
    target=st.builds(Target, kind=st.sampled_from(["open", "rpe", "hr_bpm"]), low=SOME, high=SOME),
    cue=TEXT,
)
REPEATS = st.builds(Repeat, times=st.integers(1, 20), steps=st.lists(STEPS, max_size=2).map(tuple))

SHAPES = st.builds(
    Shape, bouts=st.integers(0, 40), bout_s=SOME, best=st.lists(NUMBER, max_size=4).map(tuple), heart_rate_peak=SOME
)
ORIGINS = st.builds(
    Origin,
    source=st.sampled_from(["hand", "fit", "gpx", "strava"]),
    source_id=st.sampled_from(["", "1", "2"]),
    file_sha256=st.sampled_from(["", "ab", "cd"]),
    path=TEXT,
    device_id=st.sampled_from(["", "7-1"]),
    why=st.sampled_from(["first", "same_file", "same_watch", "same_id", "alike"]),
    told=st.lists(st.sampled_from(["rpe", "name"]), unique=True).map(tuple),
)
SESSIONS = st.builds(
    Session,
    id=NAME,
    start=MOMENT,
    sport=st.sampled_from(["run", "ride"]),
    sub_sport=TEXT,
    kind=st.sampled_from([None, "easy", "race"]),
    **dict.fromkeys(
        ["duration_s", "moving_s", "distance_m", "ascent_m", "descent_m", "rpe", "feel", "heart_rate", "trimp"], SOME
    ),
    hr_zone_s=st.lists(NUMBER, max_size=5).map(tuple),
    race=st.sampled_from([None, "10k"]),
    legs=st.booleans(),
    name=TEXT,
    device=TEXT,
    source=st.sampled_from(["hand", "fit", "csv"]),
    source_id=st.sampled_from(["", "1", "2"]),
    file_sha256=st.sampled_from(["", "ab", "cd"]),
    device_id=st.sampled_from(["", "7-1", "7-2"]),
    quality=st.sampled_from(["whole", "repaired", "partial"]),
    origins=st.lists(ORIGINS, max_size=2).map(tuple),
    shape=st.none() | SHAPES,
    developer=st.dictionaries(NAME, st.booleans() | NUMBER | TEXT, max_size=2),
)
NIGHTS = st.builds(
    Night,
    day=DAY,
    **dict.fromkeys((part.name for part in fields(Night) if part.name not in {"day", "scale", "source"}), SOME),
    scale=TEXT,
    source=TEXT,
)
CHECK_INS = st.builds(
    CheckIn,
    id=NAME,
    at=MOMENT,
    phase=PHASE,
    answers=ANSWERS,
    spots=st.lists(SPOTS, max_size=2).map(tuple),
    safety=SAFETY,
    source=TEXT,
)
PLAN = st.builds(
    PlannedSession,
    id=NAME,
    day=DAY,
    start=st.none() | st.times(),
    kind=st.sampled_from(["easy", "long", "xt"]),
    duration_s=SOME,
    distance_m=SOME,
    steps=st.lists(STEPS | REPEATS, max_size=3).map(tuple),
    key=st.booleans(),
    hold=st.sampled_from(["movable", "same_week", "fixed"]),
    race=st.sampled_from([None, "half"]),
    name=TEXT,
    source=st.sampled_from(["hand", "ics"]),
    source_uid=st.sampled_from(["", "u1", "u2"]),
    status=st.sampled_from(["planned", "done", "dropped"]),
    zone=st.sampled_from(["", "Asia/Tokyo"]),
    priority=st.sampled_from([None, "A", "C"]),
    notes=TEXT,
    plan=st.sampled_from(["", "spring"]),
    source_sequence=st.integers(0, 9),
    assumed=st.lists(st.sampled_from(["kind", "length"]), unique=True).map(tuple),
)
PROFILES = st.builds(
    Profile,
    answers=ANSWERS,
    units=st.sampled_from(["km", "mi"]),
    country=TEXT,
    zone=TEXT,
    language=TEXT,
    switched_on=st.lists(NAME, max_size=3).map(tuple),
    parent_agreed=st.booleans(),
    rulebook=st.sampled_from(["standard", "cautious", "own"]),
)
DECISIONS = st.builds(
    DecisionRecord,
    id=NAME,
    day=DAY,
    at=MOMENT,
    phase=PHASE,
    answers=OBJECT,
    history=OBJECT,
    safety=SAFETY,
    rulebook=NAME,
    release=TEXT,
    overlay=OBJECT,
    decision=OBJECT,
    planned=st.none() | OBJECT,
    forecast=st.none() | OBJECT,
)
PLACEMENTS = st.builds(
    Placement,
    session=NAME,
    day=DAY,
    form=st.sampled_from(["as_planned", "share_80", "drop"]),
    by=st.sampled_from(["planner", "runner"]),
    rules=st.lists(NAME, max_size=2).map(tuple),
    anyway=st.lists(NAME, max_size=2).map(tuple),
)
MINUTES = st.floats(0, 1440)
AVAILABILITIES = st.builds(
    Availability,
    weekdays=st.dictionaries(st.integers(0, 6), MINUTES, max_size=3),
    dates=st.dictionaries(DAY, MINUTES, max_size=2),
    absences=st.lists(st.builds(Absence, first=DAY, last=DAY, minutes=MINUTES, reason=TEXT), max_size=2).map(tuple),
    sports=st.lists(st.sampled_from(["run", "xt", "strength"]), unique=True).map(tuple),
)
SETTINGS = st.builds(
    WeekSettings,
    availability=AVAILABILITIES,
    long_is_hard=st.sampled_from([None, False, True]),
    goal=st.sampled_from(["run", "strength"]),
    clinician_plans=st.lists(NAME, max_size=2).map(tuple),
    kept=st.lists(PLACEMENTS, max_size=3).map(tuple),
    wishes=st.lists(
        st.builds(Wish, session=NAME, day=DAY, form=st.sampled_from(["easy", "drop"]), until=DAY), max_size=2
    ).map(tuple),
)
WEEKS = st.builds(
    WeekVersion,
    id=NAME,
    at=MOMENT,
    why=st.sampled_from(["keep", "move", "days", "away", "undo", "import"]),
    settings=SETTINGS,
)
RULEBOOKS = st.builds(RulebookText, version=NAME, release=TEXT, files=st.dictionaries(TEXT, TEXT, max_size=2))

ON_DISK = settings(max_examples=min(settings.default.max_examples, 150))
"""For properties whose every example writes stores to the disk."""

RECORDS = st.lists(SESSIONS | NIGHTS | CHECK_INS | PLAN | PROFILES | DECISIONS | RULEBOOKS | WEEKS, max_size=12)
