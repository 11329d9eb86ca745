"""Load for display, worked by hand: session load, the two averages, balance, monotony and strain."""

from math import exp

import pytest

from sorewise.training.display import load_days, load_days_many
from sorewise.training.tables import frames
from sorewise.training.windows import Windows
from training.histories import NOW, TODAY, day, facts, history, legs, night, run


def days(*records, last=400, **profile):
    """The series of these records, by days ago."""
    return {(TODAY - d.day).days: d for d in load_days(history(*records, **profile), NOW, last=last)}


def test_load_is_effort_times_minutes():
    """An hour at four and three quarters of an hour at six on one day: 240 and 270."""
    assert days(run(1, rpe=4), legs(1, rpe=6))[1].load == 510


def test_a_day_off_is_zero_and_an_unknown_day_is_not():
    """A session without effort and heart rate has an unknown load, and so has its day."""
    series = days(run(3, rpe=4), run(1), run(1, rpe=4, hour=7))
    assert [series[ago].load for ago in (3, 2, 1, 0)] == [240, 0, None, 0]


def test_the_averages_grow_from_nothing_by_their_time_constants():
    """One session of 300 two days ago, then rest, worked by the recursion."""
    series = days(run(2, rpe=5))
    fast, slow = 1 - exp(-1 / 7), 1 - exp(-1 / 42)
    assert series[2].atl == pytest.approx(300 * fast)
    assert series[0].atl == pytest.approx(300 * fast * (1 - fast) ** 2)
    assert series[0].ctl == pytest.approx(300 * slow * (1 - slow) ** 2)


def test_the_balance_is_that_of_the_evening_before():
    """TSB of today is yesterday's CTL less yesterday's ATL; on the first day there is nothing to balance."""
    series = days(run(2, rpe=5))
    assert series[0].tsb == pytest.approx(series[1].ctl - series[1].atl)
    assert series[2].tsb == 0


def test_an_unknown_day_is_passed_over():
    """It neither rests nor trains: the averages stay where they were."""
    series = days(run(3, rpe=4), run(2))
    assert series[2].atl == series[3].atl
    assert series[1].atl < series[2].atl


def test_monotony_and_strain():
    """Three sessions of 240 in seven days, rest days included; the deviation is over n."""
    records = [run(n, rpe=4) for n in (7, 5, 3)]
    mean, deviation = 720 / 7, ((3 * 240**2) / 7 - (720 / 7) ** 2) ** 0.5
    week = days(*records)[1]
    assert week.week == 720
    assert week.monotony == pytest.approx(mean / deviation)
    assert week.strain == pytest.approx(720 * mean / deviation)
    assert facts(*records)["monotony"] == pytest.approx(mean / deviation)


def test_monotony_is_capped_where_every_day_is_the_same():
    """Ten, not infinity."""
    every_day = [run(n, rpe=4) for n in range(1, 10)]
    assert facts(*every_day)["monotony"] == 10
    assert days(*every_day)[1].monotony == 10


@pytest.mark.parametrize(
    "records",
    [
        [run(n, rpe=4) for n in range(1, 7)],  # a record of six days
        [run(20, rpe=4)],  # an idle week
        [run(20, rpe=4), run(3, rpe=4), run(2)],  # a day of unknown load
    ],
)
def test_there_is_no_monotony_of_an_unknown_or_idle_week(records):
    """Younger than a week, nothing done, or a load that nobody knows."""
    assert facts(*records)["monotony"] is None
    assert days(*records)[1].monotony is None


def test_an_idle_week_is_idle_to_the_last_bit():
    """Loads that are no round numbers leave no trace in the rolling week."""
    series = days(*(run(n, rpe=3, duration_s=1234.567 + 89.1 * n) for n in range(12, 40)))
    assert series[3].week == 0
    assert series[3].monotony is None


def test_today_is_not_in_the_fact():
    """The week of the fact ends yesterday; a run of this morning is not a whole day."""
    week = [run(n, rpe=4) for n in (7, 5, 3)]
    assert facts(*week, run(0, hour=5, rpe=9))["monotony"] == facts(*week)["monotony"]


def _by_heart(ago, heart_rate, **more):
    return run(ago, heart_rate=heart_rate, **more)


def test_trimp_stands_in_where_there_is_no_effort():
    """Banister's formula from heart rate, resting pulse and highest pulse, in session units by the default ratio."""
    series = days(_by_heart(1, 140.0), night(1, resting_hr=50.0), hr_max=190.0)
    reserve = (140 - 50) / (190 - 50)
    trimp = 60 * reserve * 0.64 * exp(1.92 * reserve)
    assert series[1].load == pytest.approx(trimp * Windows().trimp_to_srpe)


def test_the_own_ratio_replaces_the_default():
    """Five sessions with both: the sixth, by heart alone, is brought to what the runner says of such a run."""
    both = [_by_heart(n, 140.0, rpe=5) for n in range(2, 7)]
    series = days(*both, _by_heart(1, 140.0), night(1, resting_hr=50.0), hr_max=190.0)
    assert series[1].load == pytest.approx(300)


def test_a_given_trimp_is_taken():
    """A file that brings its own TRIMP needs no pulses."""
    assert days(run(1, trimp=100.0))[1].load == pytest.approx(230)


@pytest.mark.parametrize("known", [{"hr_max": 190.0}, {"birth_year": 1980}])
def test_without_a_resting_pulse_heart_rate_says_nothing(known):
    """The reserve has two ends."""
    assert days(_by_heart(1, 140.0), **known)[1].load is None


def test_a_highest_pulse_is_estimated_from_age():
    """208 less 0.7 a year."""
    told = days(_by_heart(1, 140.0), night(1, resting_hr=50.0), birth_year=1976)
    given = days(_by_heart(1, 140.0), night(1, resting_hr=50.0), hr_max=208 - 0.7 * 50)
    assert told[1].load == pytest.approx(given[1].load)


@pytest.mark.parametrize("rpe", [-1.0, 11.0, float("nan")])
def test_an_effort_off_the_scale_is_unknown(rpe):
    """RPE is 0-10."""
    assert days(run(1, rpe=rpe))[1].load is None


def test_a_run_of_forty_hours_counts_on_the_day_it_began():
    """2400 minutes at three."""
    assert days(run(3, rpe=3, duration_s=144000.0))[3].load == 7200


def test_no_sessions_no_series():
    """Nothing to show, nothing shown; the last days are shown as asked."""
    assert load_days(history(), NOW) == ()
    assert [d.day for d in load_days(history(run(9, rpe=3)), NOW, last=3)] == [day(2), day(1), day(0)]


def test_the_series_of_many_is_that_of_each():
    """Ten days of one runner and three of another, not mixed."""
    one, other = history(run(9, rpe=3), run(2, rpe=5)), history(run(2, rpe=8))
    series = load_days_many(frames({"one": one, "other": other}), NOW)
    assert series.group_by("athlete", maintain_order=True).len().rows() == [("one", 10), ("other", 3)]
    for name, alone in (("one", one), ("other", other)):
        together = series.filter(athlete=name).drop("athlete").rows(named=True)
        for row, expected in zip(together, load_days(alone, NOW), strict=True):
            assert row["atl"] == pytest.approx(expected.atl)
            assert row["tsb"] == pytest.approx(expected.tsb)
            assert row["monotony"] == pytest.approx(expected.monotony)
