"""Points of an activity, and what is measured from them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.track import Track, along, track, turning_points

ANYTHING = st.none() | st.floats() | st.integers(-10, 10_000)


def even(seconds: int, speed: float, *, every: int = 1) -> Track:
    """A run at one speed (m/s), a point every so many seconds."""
    times = range(0, seconds + 1, every)
    found = track(list(times), distance_m=[speed * at for at in times])
    assert found is not None
    return found


def test_an_even_run_moves_all_the_time():
    """An even run moves all the time."""
    run = even(1800, 3.0)
    assert run.duration_s == 1800
    assert run.length_m == 5400
    assert run.moving_s == pytest.approx(1800, abs=5)
    assert (run.ascent_m, run.descent_m, run.mean_heart_rate) == (None, None, None)


def test_points_every_ten_seconds_say_the_same():
    """Points every ten seconds say the same."""
    assert even(1800, 3.0, every=10).moving_s == pytest.approx(even(1800, 3.0).moving_s, abs=5)


def test_a_stop_is_not_moving_time_whether_it_was_recorded_or_paused():
    """A stop is not moving time whether it was recorded or paused."""
    times = [*range(600), *range(900, 1500)]
    way = [3.0 * min(at, 600) + 3.0 * max(0, at - 900) for at in times]
    paused = track(times, distance_m=way)
    recorded = track(list(range(1500)), distance_m=[3.0 * min(at, 600) + 3.0 * max(0, at - 900) for at in range(1500)])
    assert paused is not None
    assert recorded is not None
    assert paused.moving_s == pytest.approx(1200, abs=10)
    assert recorded.moving_s == pytest.approx(1200, abs=10)


def test_height_up_and_down_without_the_noise():
    """Height up and down without the noise."""
    times = np.arange(3601.0)
    hill = 50 * np.sin(times / 3600 * 2 * math.pi * 2)
    noise = np.where(times % 2 == 0, 1.0, -1.0)
    run = track(times, distance_m=times * 3, altitude_m=hill + noise)
    assert run is not None
    assert run.ascent_m == pytest.approx(200, rel=0.03)
    assert run.descent_m == pytest.approx(200, rel=0.03)
    flat = track(times, distance_m=times * 3, altitude_m=300 + noise)
    assert flat is not None
    assert (flat.ascent_m, flat.descent_m) == (0, 0)


def test_what_no_heart_has_is_left_out_of_the_mean():
    """What no heart has is left out of the mean."""
    run = track(range(5), heart_rate=[0, 255, 140, 150, None])
    assert run is not None
    assert run.mean_heart_rate == 145.0
    assert run.moving_s is None


def test_points_out_of_order_and_without_time():
    """Points out of order and without time."""
    run = track([120, None, 100, 110], distance_m=[60, 5, 0, 30])
    assert run is not None
    assert run.seconds.tolist() == [0, 10, 20]
    assert run.distance_m is not None
    assert run.distance_m.tolist() == [0, 30, 60]


def test_a_clock_that_jumps_by_years_costs_the_points_behind_it():
    """A clock that jumps by years costs the points behind it."""
    run = track([0, 1, 2, 1e9], distance_m=[0, 3, 6, 9])
    assert run is not None
    assert run.duration_s == 2


@pytest.mark.parametrize("times", [[], [5], [5, 5], [None, 3], [math.nan, math.inf]])
def test_without_two_times_there_is_no_track(times):
    """Without two times there is no track."""
    assert track(times) is None


def test_columns_of_different_length_are_a_mistake():
    """Columns of different length are a mistake."""
    with pytest.raises(ValueError, match="1 values for 2 points"):
        track([0, 1], heart_rate=[100])


def test_metres_along_places():
    """Metres along places."""
    way = along([0, 0, None, 0], [0, 1, None, 2])
    assert way[1] == pytest.approx(111_195, rel=0.001)
    assert math.isnan(way[2])
    assert way[3] == pytest.approx(2 * way[1])


def test_turns_of_a_profile():
    """Turns of a profile."""
    heights = np.array([0, 1, 0, 10, 9, 10, 2, 3, 2, 8], dtype=float)
    assert turning_points(heights, 5) == [0, 3, 6, 9]
    assert turning_points(heights, 50) == []


@given(st.lists(st.tuples(ANYTHING, ANYTHING, ANYTHING, ANYTHING), max_size=30))
def test_whatever_the_points_are_the_figures_are_finite_and_not_below_zero(points):
    """Whatever the points are the figures are finite and not below zero."""
    times, ways, heights, rates = zip(*points, strict=True) if points else ((), (), (), ())
    found = track(times, distance_m=ways, altitude_m=heights, heart_rate=rates)
    if found is None:
        return
    figures = (found.duration_s, found.moving_s, found.ascent_m, found.descent_m, found.mean_heart_rate)
    assert all(figure is None or (math.isfinite(figure) and figure >= 0) for figure in figures)
    assert found.moving_s is None or found.moving_s <= found.duration_s
