"""Streaks of tired, ill and limping days, the last fever, and what running usually does."""

from dataclasses import replace

import pytest

from sorewise.model.records import CheckIn
from sorewise.training.derive import derive
from training.histories import NOW, TODAY, day, facts, history, morning


def test_fifteen_tired_days():
    """Consecutive days with fatigue from six on, the last of them today."""
    told = facts(*(morning(n, fatigue=6 + n % 3) for n in range(15)), morning(15, fatigue=3))
    assert told["fatigue_days_high"] == 15


def test_one_fresh_day_ends_the_streak():
    """Rested today: none in a row; rested the day before yesterday: two."""
    assert facts(morning(0, fatigue=4), morning(1, fatigue=8))["fatigue_days_high"] == 0
    assert facts(morning(0, fatigue=7), morning(1, fatigue=7), morning(2, fatigue=5))["fatigue_days_high"] == 2


def test_a_silent_day_does_not_end_a_streak_but_silence_does():
    """Unknown is not no: every other day counts through, a longer silence leaves it unknown or begins anew."""
    assert facts(*(morning(n, fatigue=8) for n in (0, 2, 4, 7)))["fatigue_days_high"] == 8
    assert facts(morning(0, fatigue=8), morning(4, fatigue=8))["fatigue_days_high"] == 1
    assert facts(morning(4, fatigue=8))["fatigue_days_high"] is None
    assert facts(morning(0, gait="normal"))["fatigue_days_high"] is None


def test_the_worst_answer_of_a_day_counts():
    """Tired in the morning and fresh at night is a tired day."""
    assert facts(morning(1, fatigue=7), morning(1, hour=20, fatigue=2))["fatigue_days_high"] == 1


def test_days_of_illness_run_up_to_today():
    """Ill on Friday and Saturday, not asked yet on Sunday: the third day, if the runner is still ill."""
    assert facts(morning(1, illness="below_neck"), morning(2, illness="above_neck"))["illness_days"] == 3
    assert facts(morning(1, illness="none"), morning(2, illness="above_neck"))["illness_days"] == 0


def test_days_of_illness_told_at_the_start_count():
    """Ill for four days already when first asked, two days ago."""
    assert facts(morning(2, illness="below_neck", illness_days=4))["illness_days"] == 6


def test_fever_is_illness():
    """A measured 38.5 without a word about being ill."""
    assert facts(morning(1, temp_c=38.5))["illness_days"] == 2


def test_limping_days():
    """A limp of yesterday and today is the second day; one that began tonight the first."""
    assert facts(morning(0, hour=6, gait="changed"), morning(1, gait="changed"))["limp_days"] == 2
    assert facts(morning(0, hour=6, gait="changed"), morning(1, gait="normal"))["limp_days"] == 1
    assert facts(morning(1, gait="normal"))["limp_days"] == 0
    assert facts(morning(1))["limp_days"] is None


@pytest.mark.parametrize(
    ("check_in", "days"),
    [
        (morning(2, fever=True), 2),
        (morning(2, temp_c=38.0), 2),
        (morning(2, temp_c=37.9), None),
        (morning(2, fever=False), None),
        (replace(morning(2), safety=("fever",)), 2),
        (replace(morning(2), safety=()), None),
        (morning(0, hour=6, fever=True), 0),
    ],
)
def test_days_since_a_fever(check_in, days):
    """Told, ticked on the safety page or measured; where there never was one it is unknown, not long ago."""
    assert facts(check_in)["days_since_fever"] == days


def test_running_usually_eases_if_it_mostly_did():
    """Three in-run checks that began sore, two thirds of them eased; too few say nothing, and it never says no."""

    def ran(n, start, now):
        return morning(n, phase="in_run", hour=18, pain_start=start, pain_now=now)

    eased = [ran(n, 3, 1) for n in (2, 4, 6)]
    assert facts(*eased)["usual_eases"] is True
    assert facts(*eased[:2])["usual_eases"] is None
    assert facts(*eased, *(ran(n, 2, 3) for n in (8, 10)))["usual_eases"] is None
    assert facts(*eased, *(ran(n, 0, 0) for n in (8, 10)))["usual_eases"] is True


def test_where_a_streak_came_from():
    """The days it was counted from."""
    why = derive(history(*(morning(n, fatigue=8) for n in (0, 1, 2))), NOW).why
    assert why["fatigue_days_high"] == f"days with check-ins {day(2)}..{TODAY} n=3"


def test_a_check_in_twice_in_the_tables_is_one():
    """The same record read back from two places."""
    tired = morning(0, hour=6, fatigue=8)
    assert facts(tired, CheckIn(id=tired.id, at=tired.at, answers={"fatigue": 8}))["fatigue_days_high"] == 1
