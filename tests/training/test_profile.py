"""Age and experience: what was told, what the sessions prove."""

import pytest

from sorewise.model.plan import PlannedSession, Repeat, Step
from sorewise.training.tables import planned_metres
from training.histories import TODAY, day, facts, run


def test_of_two_possible_ages_the_younger():
    """Born in 2008, on a day of 2026: 17 or 18."""
    assert facts(birth_year=2008)["age"] == 17
    assert facts(age=41)["age"] == 41


def test_experience_told_holds():
    """Half a year, with no record to say otherwise."""
    assert facts(experience_years=0.5)["experience_years"] == 0.5


def test_years_of_sessions_prove_experience():
    """A run in every week of three years; the answer of the first day no longer holds it back."""
    weekly = [run(7 * n) for n in range(157)]
    assert facts(*weekly)["experience_years"] == pytest.approx(3.0, abs=0.02)
    assert facts(*weekly, experience_years=0.5)["experience_years"] == pytest.approx(3.0, abs=0.02)
    assert facts(*weekly, experience_years=12)["experience_years"] == 12


def test_a_short_record_proves_nothing():
    """A year of files may be a new watch, not a new runner: unknown, so that it is asked."""
    assert facts(*(run(7 * n) for n in range(52)))["experience_years"] is None


def test_the_first_weeks_end():
    """Runs in four different weeks end them whatever was told on the first day."""
    assert facts(first_weeks=True)["first_weeks"] is True
    assert facts(run(1), run(8), run(15), first_weeks=True)["first_weeks"] is True
    assert facts(run(1), run(8), run(15), run(22), first_weeks=True)["first_weeks"] is False
    assert facts(run(1))["first_weeks"] is None
    assert facts(experience_years=3)["first_weeks"] is False


# ----------------------------------------------------------------------------------------------- today's plan


def _planned(kind="easy", ago=0, **more):
    return PlannedSession(id=f"{kind}-{ago}", day=day(ago), kind=kind, **more)


def test_todays_plan():
    """Type and kilometres of what is planned today and not done yet."""
    told = facts(_planned("long", distance_m=24000.0), _planned("race", ago=-1), _planned("tempo", ago=1))
    assert (told["planned_type"], told["planned_km"]) == ("long", 24)


@pytest.mark.parametrize("status", ["done", "dropped", "moved", "missed"])
def test_a_session_no_longer_planned_is_not_todays(status):
    """Done, dropped, moved or missed."""
    assert facts(_planned(status=status))["planned_type"] is None


def test_of_two_sessions_the_harder_is_told():
    """Strength in the morning and intervals at night; the longer of the runs gives the kilometres."""
    told = facts(
        _planned("strength_other"), _planned("easy", distance_m=12000.0), _planned("intervals", distance_m=9000.0)
    )
    assert (told["planned_type"], told["planned_km"]) == ("intervals", 12)


def test_kilometres_are_of_runs():
    """Forty kilometres on the bike are no long run."""
    assert facts(_planned("xt", distance_m=40000.0))["planned_km"] is None


def test_a_distance_can_be_the_sum_of_its_steps():
    """Warm-up, five times a thousand with jogs, cool-down; by time it is not known."""
    part = {"role": "active", "distance_m": 1000.0}
    steps = (Step(role="warmup", distance_m=2000.0), Repeat(times=5, steps=(Step(**part), Step(**part))))
    assert planned_metres(PlannedSession(id="x", day=TODAY, steps=steps)) == 12000
    timed = (*steps, Step(role="cooldown", duration_s=600.0))
    assert planned_metres(PlannedSession(id="x", day=TODAY, steps=timed)) is None
    assert planned_metres(PlannedSession(id="x", day=TODAY)) is None
