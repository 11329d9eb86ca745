"""A place is sorer than the usual course: when that is yes, when no, and when nobody can say."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings

from sorewise.training.course import DEFAULT as COURSE
from sorewise.training.derive import derive, derive_many
from sorewise.training.tables import frames
from sorewise.training.windows import DEFAULT as WINDOWS
from training.histories import NOW, crowds, history, legs, run, spot_facts, spot_table

FEWER = settings(max_examples=max(6, settings.default.max_examples // 6))  # each example is several runners
WEEKS = [run(ago, rpe=4.0) for ago in range(10, 40, 3)]
"""Six weeks of an hour at RPE 4 every third day: a usual day is 240."""
HERE = [("quad", "both", 5.0), ("lower_back", "both", 2.0), ("knee_front", "left", 5.0)]


def marathon(ago, **more):
    """Nine usual days, so many days ago."""
    return run(ago, km=42.2, duration_s=12960.0, **{"rpe": 10.0, **more})


def sorer(pain, *records, region="quad"):
    """What is told of a place of both sides."""
    return spot_facts(*records, place=(region, "both", pain))["sorer_than_course"]


@pytest.mark.parametrize(("ago", "most"), [(1, 10), (2, 8), (3, 4), (4, 3), (5, 2), (6, 2), (7, 2)])
def test_after_a_marathon(ago, most):
    """The upper end of each day is still usual; half a point less than the next answer is rounded up to it."""
    assert sorer(float(most), *WEEKS, marathon(ago)) is False
    expected = ago >= COURSE.sorer_day
    if most < 10:
        assert sorer(most + 0.5, *WEEKS, marathon(ago)) is expected


def test_before_the_third_day_nothing_is_too_sore():
    """The load itself explains it, whatever the number."""
    assert sorer(10.0, *WEEKS, marathon(2)) is False


def test_a_large_load_of_yesterday_explains_it():
    """Two and a half usual days a day ago leave more than a long run of four days ago."""
    long_ = run(4, rpe=5.0, duration_s=9000.0)
    assert sorer(5.0, *WEEKS, long_) is True
    assert sorer(5.0, *WEEKS, long_, run(1, rpe=8.0, duration_s=5400.0)) is False


def test_a_usual_run_after_it_explains_nothing():
    """It adds a little to the course and is not what made the legs sore; one of this morning counts the same."""
    assert sorer(6.0, *WEEKS, marathon(4), run(1, rpe=4.0)) is True
    assert sorer(6.0, *WEEKS, marathon(4), run(0, hour=5, rpe=4.0)) is True


@pytest.mark.parametrize("records", [[], WEEKS, [marathon(8)], [*WEEKS, run(4, rpe=4.0)]])
def test_without_a_load_that_explains_it_nobody_can_say(records):
    """Nothing done, nothing for a week, or nothing beyond the usual."""
    assert sorer(8.0, *records) is None


def test_an_unknown_load_may_be_what_made_it_sore():
    """Above is unknown then; not above stays not above, since more load only raises the course."""
    unrated = run(2, rpe=None)
    assert sorer(6.0, *WEEKS, marathon(4), unrated) is None
    assert sorer(2.0, *WEEKS, marathon(4), unrated) is False
    assert sorer(6.0, *WEEKS, marathon(4, rpe=None)) is None
    assert sorer(6.0, *WEEKS, marathon(4), run(9, rpe=None)) is True  # too long ago to matter


@pytest.mark.parametrize(("region", "pain"), [("knee_front", 9.0), ("arms", 9.0), (None, 9.0), ("quad", None)])
def test_places_without_a_course_or_a_number(region, pain):
    """Nobody knows how sore a knee usually is, and a place without a number cannot be held against one."""
    assert sorer(pain, *WEEKS, marathon(4), region=region) is None


def test_leg_strength_has_a_course_of_its_own():
    """The same load is sorer on day 3 if it was leg strength, less so if such work was done weeks before."""
    lift = legs(3, rpe=9.0, duration_s=7200.0)
    assert sorer(4.0, *WEEKS, run(3, rpe=9.0, duration_s=7200.0)) is True
    assert sorer(4.0, *WEEKS, lift) is False
    assert sorer(4.0, *WEEKS, lift, legs(30)) is True


def test_before_three_days_are_known_a_usual_day_is_an_hour():
    """The start load stands in: nine of it is a marathon."""
    assert sorer(5.0, marathon(4)) is True


def test_it_says_up_to_which_day_it_looked():
    """The last session before it, with the day."""
    told = derive(history(*WEEKS, marathon(4), run(1, rpe=2.0)), NOW, [("quad", "both", 6.0)])
    assert told.why["sorer_than_course.0"] == "sessions up to 2026-11-21"


def test_a_club_may_wait_longer():
    """The first day on which it is said is a number of the rulebook."""
    late = replace(WINDOWS, course=replace(COURSE, sorer_day=5))
    told = derive(history(*WEEKS, marathon(4)), NOW, [("quad", "both", 6.0)], windows=late)
    assert told.spots[0]["sorer_than_course"] is False


@FEWER
@given(crowds(odd=True))
def test_many_are_each_as_alone_and_yes_needs_a_known_load(crowd):
    """Whatever was recorded: yes, no or unknown, the same for each alone, and never yes without a rated session."""
    names = [f"r{n}" for n in range(len(crowd))]
    tables = frames(dict(zip(names, crowd, strict=True)))
    many = derive_many(tables, NOW, spot_table([(name, *place) for name in names for place in HERE])).spots
    assert many.schema["sorer_than_course"] == pl.Boolean
    for name, each in zip(names, crowd, strict=True):
        alone = [spot["sorer_than_course"] for spot in derive(each, NOW, HERE).spots]
        assert alone == many.filter(pl.col("athlete") == name)["sorer_than_course"].to_list()
        assert alone[2] is None
        rated = any(session.rpe is not None or session.heart_rate is not None for session in each.sessions)
        assert rated or True not in alone


@FEWER
@given(crowds())
def test_a_session_nobody_rated_never_makes_it_yes(crowd):
    """One more session of unknown load turns yes into unknown, and no never into yes: it may be what explains it."""
    for each in crowd:
        more = replace(each, sessions=(*each.sessions, run(2, id="unrated", hour=3)))
        for before, after in zip(derive(each, NOW, HERE).spots, derive(more, NOW, HERE).spots, strict=True):
            fact = before["sorer_than_course"], after["sorer_than_course"]
            assert fact in {(True, None), (False, False), (False, None), (None, None), (None, False)}
