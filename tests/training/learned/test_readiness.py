"""This morning beside the usual: by the equations, worst answers first, one scale at a time."""

from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.records import Night
from sorewise.training.learned.readiness import NEEDED, Rated, least_variance, ratings, readiness, usual_of
from sorewise.training.learned.runner import readiness_of
from training.histories import NOW, TODAY, day, history, morning, sore


def rated(*answers, now=None):
    """Pairs of soreness and fatigue, the last one yesterday; `now` is today's."""
    before = [Rated(day(len(answers) - n), *pair) for n, pair in enumerate(answers)]
    return [*before, *([Rated(TODAY, *now)] if now else [])]


def of(*answers, now, scale="pain"):
    """What is made of them."""
    return readiness(rated(*answers, now=now), scale, TODAY)


def test_the_usual_is_a_running_mean_and_variance():
    """By hand: 1 then 3 gives a mean of 2, and a variance of (v (1 - 1/5)) (1 - 1/6) + 2² / 6 that began at v."""
    assert usual_of([1, 3], 0.6) == (2.0, pytest.approx(0.6 * 0.8 * 5 / 6 + 4 / 6))
    assert usual_of([], 0.6) == (0.0, 0.6)


def test_seven_answers_make_a_usual():
    """Six are too few, and then there is nothing to say."""
    assert of(*[(2, 2)] * (NEEDED - 1), now=(5, 5)) is None
    assert of(*[(2, 2)] * NEEDED, now=(5, 5)).z < -1


def test_sorer_and_more_tired_is_less_ready():
    """Z is the mean of both, turned round; a part says what it is of."""
    found = of(*[(1, 2), (3, 4)] * 10, now=(5, 3))
    soreness, fatigue = found.parts
    assert (soreness.name, soreness.told, soreness.reports) == ("soreness", 5, 20)
    usual, variance = usual_of([1, 3] * 10, least_variance("pain"))
    assert soreness.z == pytest.approx((5 - usual) / sqrt(variance))
    assert found.z == pytest.approx(-(soreness.z + fatigue.z) / 2)


def test_what_is_missing_is_left_out():
    """Fatigue not told today, or hardly ever before: soreness alone. Neither today: nothing."""
    assert [part.name for part in of(*[(2, 2)] * 9, now=(4, None)).parts] == ["soreness"]
    assert [part.name for part in of(*[(2, None)] * 9, now=(4, 4)).parts] == ["soreness"]
    assert of(*[(2, 2)] * 9, now=(None, None)) is None
    assert of(*[(2, 2)] * 9, now=None) is None
    assert readiness([], "pain", TODAY) is None


def test_of_two_answers_a_day_the_worse_counts_and_the_future_does_not():
    """Whatever the order; a clock that went back leaves answers of tomorrow."""
    told = rated(*[(2, 2)] * 8, now=(1, 1))
    worse = [*told, Rated(TODAY, 4, None), Rated(day(-1), 10, 10)]
    assert readiness(worse, "pain", TODAY) == readiness(worse[::-1], "pain", TODAY)
    assert [part.told for part in readiness(worse, "pain", TODAY).parts] == [4, 1]


def test_a_runner_who_always_says_the_same_is_not_far_from_it_one_step_on():
    """The floor is 0.1 on five answers, and as much wider as the steps of 0-10 are more."""
    assert (least_variance("pmsys"), least_variance("pain")) == pytest.approx((0.1, 0.625))
    assert of(*[(0, None)] * 30, now=(1, None)).z == pytest.approx(-1 / sqrt(0.625))


def test_imported_ratings_are_turned_so_that_more_is_worse():
    """PMSys 5 is good, intervals.icu 1; 0 is no answer, and another scale is left out."""
    rows = [{"day": TODAY, "scale": "pmsys", "soreness": 2, "fatigue": 0}]
    assert list(ratings(rows, "pmsys")) == [Rated(TODAY, 3, None)]
    assert list(ratings(rows, "intervals.icu")) == []
    rows = [{"day": TODAY, "scale": "intervals.icu", "soreness": 1, "fatigue": None}]
    assert list(ratings(rows, "intervals.icu")) == [Rated(TODAY, 0, None)]


def test_a_check_in_comes_before_an_import_and_scales_are_not_mixed():
    """Nights of PMSys serve where nothing was asked; seven check-ins and one night of today make neither."""
    nights = [Night(day=day(n), scale="pmsys", soreness=3 + n % 2, fatigue=3) for n in range(1, 12)]
    today = Night(day=TODAY, scale="pmsys", soreness=1, fatigue=3)
    assert readiness_of(history(*nights, today), NOW).scale == "pmsys"
    asked = [morning(n, sore(pain=2), fatigue=2) for n in range(9)]
    assert readiness_of(history(*nights, today, *asked), NOW).scale == "pain"
    other = Night(day=TODAY, scale="intervals.icu", soreness=4, fatigue=4)
    assert readiness_of(history(*nights, other), NOW) is None
    assert readiness_of(history(*asked[1:], today), NOW) is None


answers = st.none() | st.floats(0, 10) | st.sampled_from([float("nan"), float("inf")])


@given(st.lists(st.tuples(st.integers(0, 900), answers, answers), max_size=40))
def test_any_answers_give_numbers(rows):
    """Any days in any order, the same again, or a year apart: finite, or nothing."""
    found = readiness([Rated(day(ago), soreness, fatigue) for ago, soreness, fatigue in rows], "pain", TODAY)
    assert found is None or (isfinite(found.z) and all(isfinite(part.z) for part in found.parts))


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=7, max_size=30), st.integers(0, 9))
def test_a_worse_morning_is_never_readier(before, soreness):
    """One point sorer is lower."""
    assert of(*before, now=(soreness + 1, 3)).z < of(*before, now=(soreness, 3)).z
