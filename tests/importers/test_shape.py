"""What a track looked like: bouts, climbs, how even, how hard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.shape import shape_of
from sorewise.importers.track import track

JOG, FAST, STAND = 2.7, 4.2, 0.0


def run(*parts, noise=0.05, heart_rate=None):
    """The shape of a run made of (seconds, m/s, slope); every second a point, with a watch's noise in speed and height.

    A slope of 0.05 gains five metres in a hundred.
    """
    chance = np.random.default_rng(1)
    speed = np.concatenate([np.full(seconds, float(pace)) for seconds, pace, _ in parts])
    slope = np.concatenate([np.full(seconds, float(grade)) for seconds, _, grade in parts])
    drift = np.convolve(chance.normal(size=len(speed)), np.ones(8) / 8, "same")
    way = np.cumsum(np.maximum(speed * (1 + noise * drift), 0))
    height = 200 + np.cumsum(speed * slope) + chance.normal(size=len(speed)) * 0.5
    return shape_of(track(np.arange(len(speed)), distance_m=way, altitude_m=height, heart_rate=heart_rate))


def flat(seconds, pace):
    """One part on the flat."""
    return (seconds, pace, 0.0)


def test_an_even_run_has_no_bouts():
    """Nor has one with stops at traffic lights, or one that ends faster than it began."""
    even = run(flat(2700, JOG))
    lights = run(*[flat(300, JOG), flat(40, STAND)] * 8)
    assert (even.bouts, lights.bouts) == (0, 0)
    assert even.pace_spread < 0.05
    assert even.second_half == pytest.approx(1, abs=0.02)
    assert even.best[:3] == pytest.approx((JOG, JOG, JOG), rel=0.05)
    assert len(even.best) == 3


def test_repeats_are_counted_with_their_length_and_speeds():
    """Six times three minutes with jogs between, warmed up and cooled down."""
    found = run(flat(900, JOG), *[flat(180, FAST), flat(120, 2.3)] * 6, flat(600, JOG))
    assert found.bouts == 6
    assert found.bout_s == pytest.approx(180, abs=15)
    assert found.bout_spread < 0.1
    assert found.bout_m_s == pytest.approx(FAST, rel=0.05)
    assert found.between_m_s == pytest.approx(2.3, rel=0.1)
    assert found.bout_up_m == pytest.approx(0, abs=10)


def test_a_dip_parts_no_bout():
    """Ten seconds at a crossing within each of three blocks."""
    block = [flat(360, FAST), flat(10, 2.0), flat(360, FAST), flat(180, JOG)]
    assert run(flat(900, JOG), *block * 3).bouts == 3


def test_half_minutes_in_turn_are_bouts():
    """Fifteen times thirty seconds fast, thirty seconds slow."""
    assert run(flat(900, JOG), *[flat(30, 5.0), flat(30, 2.0)] * 15, flat(600, JOG)).bouts == 15


def test_short_repeats_with_standing_rests_are_bouts_too():
    """Ten times forty seconds."""
    found = run(flat(900, JOG), *[flat(40, 5.0), flat(80, STAND)] * 10, flat(600, JOG))
    assert found.bouts == 10


def test_hill_repeats_are_bouts_that_climb():
    """Uphill at the speed of the jog, yet at a far higher cost."""
    hill = [(60, 2.9, 0.08), (110, 1.6, -0.08)]
    found = run(flat(900, JOG), *hill * 8, flat(600, JOG))
    assert found.bouts == 8
    assert 8 < found.bout_up_m <= 14
    assert found.climbs == 8
    assert found.downhill > 0.2


def test_a_hilly_run_is_slower_in_its_climbs():
    """That tells it from repeats: what costs more is slower, not faster, than what lies between."""
    even, pushed = run(*[(300, 2.3, 0.05), (240, 2.9, -0.05)] * 6), run(*[(300, 2.5, 0.06), (250, 2.9, -0.06)] * 6)
    assert (even.bouts, pushed.bouts) == (0, 6)
    assert pushed.bout_m_s < pushed.between_m_s
    assert even.climbs == 6
    assert even.climb_m == pytest.approx(34, rel=0.1)


def test_one_fast_block_is_one_bout():
    """A tempo run."""
    found = run(flat(900, JOG), flat(1500, 3.6), flat(600, JOG))
    assert (found.bouts, found.bout_s) == (1, pytest.approx(1500, abs=30))
    assert found.best[2] == pytest.approx(3.6, rel=0.03)


def test_the_heart_s_high_and_its_peak():
    """Nine minutes in ten at 140, then a minute at 180."""
    found = run(flat(600, JOG), heart_rate=[140] * 540 + [180] * 60)
    assert 140 <= found.heart_rate_high <= 180
    assert found.heart_rate_peak == pytest.approx(180, abs=1)


def test_a_heart_without_a_way_and_a_way_without_a_heart():
    """Each is told alone."""
    heart = shape_of(track(range(600), heart_rate=[150] * 600))
    assert (heart.best, heart.heart_rate_peak) == ((), 150)
    assert run(flat(600, JOG)).heart_rate_peak is None
    assert shape_of(track(range(600), altitude_m=[3] * 600)) is None
    assert shape_of(None) is None


@given(
    st.lists(st.tuples(st.integers(0, 400), st.floats(0, 1e5), st.none() | st.floats(-500, 9000)), max_size=200),
    st.sampled_from([1, 7, 60]),
)
def test_whatever_the_points_are_every_part_is_finite(points, every):
    """No number is NaN, infinite or below zero."""
    times = [every * at for at, _, _ in points]
    found = shape_of(track(times, distance_m=[way for _, way, _ in points], altitude_m=[up for _, _, up in points]))
    if found is not None:
        parts = [getattr(found, name) for name in found.__slots__]
        numbers = [part for part in parts if isinstance(part, (int, float))] + list(found.best)
        assert all(np.isfinite(part) and part >= 0 for part in numbers)
