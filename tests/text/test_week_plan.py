"""A plan brought in, the time there is for it, and what the commands say."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import get_args

import pytest

from sorewise.model.plan import (
    Absence,
    Assumed,
    Availability,
    PlannedSession,
    RaceType,
    Repeat,
    Step,
    Target,
    WeekSettings,
)
from sorewise.text import week_plan as said
from sorewise.text.page import plain
from sorewise.text.week_values import RACES, value_said
from text.moments import HERE, INTERVALS, MILES
from text.weeks import MONDAY, SESSIONS, ahead

TYPED = PlannedSession(
    id="t",
    day=date(2026, 12, 1),
    kind="intervals",
    key=True,
    steps=(Repeat(times=6, steps=(Step(role="active", distance_m=800, cue="5k"), Step(role="recovery"))),),
)


@dataclass(frozen=True)
class Span:
    """A plan as the store counts it."""

    plan: str
    first: date
    last: date
    number: int


def test_every_code_has_its_words():
    """Races and what was assumed."""
    assert set(RACES) == set(get_args(RaceType))
    assert set(said.ASSUMED) == set(get_args(Assumed))


@pytest.mark.parametrize(
    ("session", "line"),
    [
        (TYPED, "Tue 1 Dec   Intervals, 6 x 800 m (5k), key"),
        (
            INTERVALS,
            "Sun 22 Nov  Intervals, 1 h, 5 x 1000 m (pace 4:15 min/km to 4:25 min/km)",
        ),
        (SESSIONS["long"], "Sun 29 Nov  Long run, 18 km, key, fixed"),
        (SESSIONS["tempo"], "Wed 25 Nov  18:30, Tempo run, 45 min"),
        (replace(SESSIONS["tempo"], zone="Asia/Tokyo"), "Wed 25 Nov  18:30 Asia/Tokyo, Tempo run, 45 min"),
        (replace(SESSIONS["race"], priority="A"), "Sun 6 Dec   Town half (Race), half marathon, priority A, fixed"),
        (
            PlannedSession(id="x", day=MONDAY, assumed=("kind", "length"), hold="same_week"),
            "Mon 23 Nov  Easy run, stays in its week, unknown kind, counts as hard, no length, the usual one is taken",
        ),
        (
            PlannedSession(id="y", day=MONDAY, steps=(Step(role="warmup", duration_s=600), Step(role="active"))),
            "Mon 23 Nov  Easy run, 2 parts",
        ),
        (
            PlannedSession(id="z", day=MONDAY, steps=(Repeat(times=4, steps=(Step(role="rest", duration_s=60),)),)),
            "Mon 23 Nov  Easy run, 4 x 1 min",
        ),
        (
            PlannedSession(
                id="r",
                day=MONDAY,
                steps=(Repeat(times=2, steps=(Step(role="active", target=Target(kind="rpe", low=7)),)),),
            ),
            "Mon 23 Nov  Easy run, 2 x effort 7 or more of 10",
        ),
    ],
)
def test_what_was_understood_is_one_line_a_session(session, line):
    """Echoed before it is kept: day, time, what, how long, its parts and marks."""
    assert plain(said.understood_lines([session], HERE)) == line


def test_lengths_are_in_the_runner_s_unit():
    """A long part in miles; a short one stays in metres, as on the track."""
    far = replace(TYPED, steps=(Repeat(times=2, steps=(Step(role="active", distance_m=3218.688),)),))
    assert said.understood(far, MILES) == "Intervals, 2 x 2 mi, key"
    assert said.understood(TYPED, MILES) == "Intervals, 6 x 800 m (5k), key"


def test_when_there_is_time_is_told_as_it_was_said():
    """What is past is not told any more."""
    when = Availability(
        weekdays={0: 60.0, 1: 0.0},
        dates={ahead(-1): 10.0, ahead(3): 90.0},
        absences=(
            Absence(first=ahead(8), last=ahead(12), reason="work"),
            Absence(first=ahead(2), last=ahead(2), minutes=20),
            Absence(first=ahead(-9), last=ahead(-8)),
        ),
        sports=("run", "strength"),
    )
    settings = WeekSettings(availability=when, long_is_hard=False, goal="strength", clinician_plans=("physio",))
    assert plain(said.settings_lines(settings, MONDAY)).splitlines() == [
        "When you have time",
        "- Mon: 60 minutes; Tue: no time",
        "- The other days are open.",
        "- Thu 26 Nov: 90 minutes",
        "- Wed 25 Nov: 20 minutes",
        "- Tue 1 Dec to Sat 5 Dec: no time (work)",
        "- Only running and strength.",
        "",
        "How your week is planned",
        "- Long runs do not count as hard.",
        "- Leg strength comes before running.",
        "- physio is a clinician's plan: it stays as it is.",
    ]
    assert plain(said.settings_lines(WeekSettings(), MONDAY)).splitlines() == [
        "When you have time",
        "- Nothing was said, so any day may hold any session.",
        "",
        "How your week is planned",
        "- Long runs count as hard sessions, since you have not said otherwise.",
    ]
    every = WeekSettings(availability=Availability(weekdays=dict.fromkeys(range(7), 30.0)), long_is_hard=True)
    text = plain(said.settings_lines(every, MONDAY))
    assert "The other days are open." not in text
    assert "Long runs count as hard sessions." in text


@pytest.mark.parametrize(
    ("rule", "name", "value", "words"),
    [
        ("WK-FORECAST.hard", "chance", 0.583, "about 60 % chance of too sore legs"),
        ("WK-FORECAST.hard", "limit", 0.3, "the limit is 30 %"),
        ("WK-VERDICT.share", "share", 0.8, "80 % of its length"),
        ("WK-CAP-110", "share", 1.1, "at most 110 % of that"),
        ("WK-CAP-110", "km", 18.0, "18 km"),
        ("WK-CAP-110", "longest_km", 14.25, "longest run of the last 30 days 14.2 km"),
        ("WK-NO-STACKING.km", "km", 30.0, "30 km were planned for the rest of that week"),
        ("WK-NO-STACKING.hard", "most", 1, "1 hard session was planned for the rest of that week"),
        ("WK-REST-DAY", "most", 6, "at most 6 days with training"),
        ("WK-REST-DAY", "days", 7, "counted over 7 days"),
        ("WK-AVAILABILITY.minutes", "minutes", 60, "it takes 60 minutes"),
        ("WK-AVAILABILITY.minutes", "limit", 45, "there are 45 minutes of time"),
        ("WK-AVAILABILITY.minutes", "limit", 0, "there is no time"),
        ("WK-AVAILABILITY.sport", "kind", "xt", "cross-training"),
        ("WK-HARD-48H", "hours", 48, "48 hours are needed"),
        ("WK-HARD-48H", "gap_days", 1, "1 day from one to the other"),
        ("WK-POST-RACE.half", "race_day", 1, "1 day after the race"),
        ("WK-TAPER.moved", "race_day", -3, "3 days before the race"),
        ("WK-TAPER.moved", "race_type", "half", "half marathon"),
        ("WK-RETURN.first", "days_off", 1, "1 day without running"),
        ("WK-RETURN.run_walk", "step", 0, "step 1"),
        ("", "goal", "strength", "strength comes first"),
        ("", "activity", "rest", "the verdict is Rest"),
        ("", "referral", "prompt", "a visit within three days"),
        ("", "referral", "none", ""),
        ("", "new_word", "some", "new word: some"),
        ("", "new_number", 1.25, "new number: 1.2"),
    ],
)
def test_what_a_rule_read_is_said_in_words(rule, name, value, words):
    """One that has no words of its own is shown by its name, and never lost."""
    assert value_said(name, value, HERE, rule) == words


def test_what_the_commands_say():
    """Each with what to do next."""
    assert said.imported("spring", 3, 1, 0, 2) == (
        "Kept: spring (3 new sessions, 1 changed and 2 as before). Wrong? sorewise undo"
    )
    assert said.imported("", 0, 0, 0, 4) == "written down by hand: nothing changed (4 as before)."
    assert said.agreed(2) == "Kept: 2 changes. Wrong? sorewise plan undo"
    assert said.agreed(0) == "There is nothing to agree to: your week stands as it is."
    assert said.moved(SESSIONS["tempo"], SESSIONS["tempo"].day, ahead(3), MONDAY) == (
        "Kept: Wednesday's tempo run is on Thu 26 Nov now. Wrong? sorewise plan undo"
    )
    assert said.removed(1) == "Removed: 1 session. Wrong? sorewise undo"
    assert said.no_such_session("fri", []).endswith("none is planned.")
    assert said.no_such_session("fri", ["tempo", "long"]).endswith("There are: tempo, long")
    assert said.several_sessions("tue", ["a", "b"]) == '"tue" may be any of these: a, b. Give the id of one.'
    assert "sorewise plan import FILE" in said.no_plan()
    for sentence in (said.taken_back(), said.nothing_to_take_back()):
        assert sentence.endswith(".")
    assert said.time_kept() == "Kept. Your week is planned into this time: sorewise plan"


def test_the_plans_that_are_kept():
    """A line each; by hand has no name of its own."""
    spans = [Span("spring", MONDAY, ahead(20), 12), Span("", MONDAY, MONDAY, 1)]
    assert plain(said.plans_lines(spans)).splitlines() == [
        "- spring: 12 sessions, 2026-11-23 to 2026-12-13",
        "- written down by hand: 1 session, 2026-11-23 to 2026-11-23",
    ]


def test_times_of_a_session_need_no_zone_of_ours():
    """Wall time, as its author wrote it."""
    assert said.understood(replace(TYPED, start=time(6, 5)), HERE).startswith("06:05, Intervals")
