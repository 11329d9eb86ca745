"""What the nights say: baselines that need enough values, and ratings on scales that point different ways."""

import math
from dataclasses import replace

import pytest

from sorewise.training.nights import SCALES
from training.histories import facts, morning, night


def _nights(field, values, first=0):
    return [night(first + n, **{field: value}) for n, value in enumerate(values)]


def test_the_resting_pulse_is_held_against_the_median_before():
    """Today's own value is not in its baseline."""
    told = facts(*_nights("resting_hr", [90.0] + [48.0, 50.0, 52.0] * 9))
    assert told["rhr_today"] == 90
    assert told["rhr_base"] == 50


@pytest.mark.parametrize(("values", "known"), [(11, False), (12, True)])
def test_a_baseline_needs_three_values_a_week(values, known):
    """Twelve of 28 days."""
    told = facts(*_nights("resting_hr", [50.0] * values, first=1))
    assert (told["rhr_base"] is not None) is known


def test_values_older_than_28_days_are_not_in_the_baseline():
    """Thirty days ago is another season."""
    assert facts(*_nights("resting_hr", [50.0] * 14, first=29))["rhr_base"] is None


@pytest.mark.parametrize("wrong", [0.0, 300.0, float("nan"), -5.0])
def test_an_impossible_pulse_was_not_measured(wrong):
    """What no body shows is unknown, not a low value."""
    assert facts(night(0, resting_hr=wrong))["rhr_today"] is None


def test_hrv_needs_three_of_seven_and_compares_with_the_weeks_before():
    """The mean of ln rMSSD of this week, and mean and spread of the 28 days that end before it."""
    week, before = _nights("hrv_rmssd", [50.0] * 3), _nights("hrv_rmssd", [60.0, 40.0] * 14, first=7)
    told = facts(*week, *before)
    assert told["hrv_today"] == 50
    assert told["hrv7_ln"] == pytest.approx(math.log(50))
    assert told["hrv_base_ln"] == pytest.approx((math.log(60) + math.log(40)) / 2)
    assert told["hrv_base_sd"] == pytest.approx((math.log(60) - math.log(40)) / 2 * math.sqrt(28 / 27))
    assert facts(*week[1:], *before)["hrv7_ln"] is None


def test_sdnn_is_never_taken_for_rmssd():
    """Apple's number is another measure."""
    assert facts(night(0, hrv_sdnn=60.0))["hrv_today"] is None


def test_sleep():
    """Last night in hours, and the mean of seven nights from three values on."""
    told = facts(*(night(n, sleep_s=hours * 3600.0) for n, hours in enumerate((5, 7, 9))))
    assert told["sleep_h"] == 5
    assert told["sleep_avg7_h"] == 7
    assert facts(night(0, sleep_s=25200.0))["sleep_avg7_h"] is None


def test_no_sleep_is_believed_of_a_person_not_of_a_watch():
    """Zero from a device means that it was not worn."""
    assert facts(night(0, sleep_s=0.0, source="garmin"))["sleep_h"] is None
    assert facts(night(0, sleep_s=0.0, source="hand"))["sleep_h"] == 0


def test_yesterdays_night_is_not_todays():
    """Without this morning's record today is unknown."""
    told = facts(night(1, resting_hr=50.0, sleep_s=25200.0, sleep_quality=4.0, scale="sorewise"))
    assert {told[fact] for fact in ("rhr_today", "sleep_h", "sleep_quality", "hrv_today")} == {None}


@pytest.mark.parametrize(
    ("scale", "given", "quality"),
    [
        ("sorewise", 2, 2),
        ("intervals.icu", 1, 5),
        ("intervals.icu", 3, 3),
        ("intervals.icu", 4, 1),
        ("pmsys", 2, 2),
        ("", 2, 2),  # given by hand: ours
        ("somewhere", 2, None),
        ("sorewise", 9, None),
    ],
)
def test_sleep_quality_is_one_to_five_with_five_good(scale, given, quality):
    """On intervals.icu 1 is good; a scale that nobody explained says nothing."""
    assert facts(night(0, sleep_quality=float(given), scale=scale))["sleep_quality"] == quality


def test_two_devices_in_one_night_count_as_one():
    """Halfway between them, also where one of them was read twice."""
    one, other = night(0, resting_hr=50.0, source="a"), night(0, resting_hr=52.0, source="b")
    assert facts(one, other)["rhr_today"] == 51
    assert facts(one, other, other)["rhr_today"] == 51


# ---------------------------------------------------------------------------------------------------- wellness


def _rated(ago, level, scale="pmsys"):
    return night(ago, fatigue=level, soreness=level, sleep_quality=level, scale=scale)


def test_wellness_is_held_against_the_own_days():
    """Two of five on a scale where the own days lie around three and a half is a bad day, in own deviations."""
    usual = [_rated(1 + n, 3.0 + n % 2) for n in range(20)]
    z = facts(_rated(0, 2.0), *usual)["wellness_z"]
    assert z == pytest.approx((2 - 3.5) / (0.5 * math.sqrt(20 / 19)))


def test_a_high_answer_is_bad_where_the_scale_says_so():
    """Four of four on intervals.icu is the worst."""
    usual = [_rated(1 + n, 1.0 + n % 2, "intervals.icu") for n in range(20)]
    assert facts(_rated(0, 4.0, "intervals.icu"), *usual)["wellness_z"] < -1.5


@pytest.mark.parametrize(("scale", "item"), [(scale, item) for scale in SCALES for item in SCALES[scale]])
def test_each_rating_is_read_in_the_direction_of_its_scale(scale, item):
    """Its worst answer this morning is a bad day, its best a good one, all else as usual."""
    usual = {name: (worst + best) / 2 for name, (worst, best) in SCALES[scale].items()}
    days = [night(1 + n, scale=scale, **{name: usual[name] + n % 2 * 0.1 for name in usual}) for n in range(20)]
    worst, best = SCALES[scale][item]
    bad, good = (
        facts(night(0, scale=scale, **{**usual, item: float(answer)}), *days)["wellness_z"] for answer in (worst, best)
    )
    assert bad < 0 < good


@pytest.mark.parametrize(
    ("scale", "worst", "best"),
    [
        ("intervals.icu", {"soreness": 4, "fatigue": 4, "stress": 4, "sleep_quality": 4}, 1),
        ("pmsys", {"soreness": 1, "fatigue": 1, "stress": 1, "sleep_quality": 1}, 5),
        ("sorewise", {"soreness": 10, "fatigue": 10}, 0),
    ],
)
def test_the_scales_are_those_of_their_sources(scale, worst, best):
    """On intervals.icu 1 is good, on PMSys 5 is; soreness of our own is pain."""
    for item, answer in worst.items():
        assert SCALES[scale][item] == (answer, best)


@pytest.mark.parametrize(("scale", "mood"), [("pmsys", 1.0), ("pmsys", 5.0), ("intervals.icu", 4.0)])
def test_mood_drives_nothing(scale, mood):
    """Which end of it is good is disputed."""
    usual = [_rated(1 + n, 3.0 + n % 2, scale) for n in range(20)]
    today = _rated(0, 3.0, scale)
    assert facts(replace(today, mood=mood), *usual) == facts(today, *usual)


def test_the_stress_of_a_watch_is_no_rating_of_the_morning():
    """It is the mean of the whole day."""
    assert facts(*(night(n, stress=30.0 + n % 2, scale="garmin") for n in range(20)))["wellness_z"] is None


@pytest.mark.parametrize(
    "records",
    [
        [_rated(0, 2.0), *(_rated(1 + n, 3.0 + n % 2) for n in range(11))],  # too few days
        [_rated(0, 2.0), *(_rated(1 + n, 3.0) for n in range(20))],  # no spread to measure by
        [_rated(0, 2.0), *(_rated(1 + n, 3.0 + n % 2, "sorewise") for n in range(20))],  # another scale
        [_rated(1 + n, 3.0 + n % 2) for n in range(20)],  # nothing today
    ],
)
def test_wellness_is_unknown_without_enough_alike_days(records):
    """Too few days, no spread, another scale or no rating today."""
    assert facts(*records)["wellness_z"] is None


def test_check_ins_are_ratings_too():
    """Fatigue, sleep quality and pain of our own check-ins make a composite."""
    usual = [morning(1 + n, fatigue=2.0 + n % 2, sleep_quality=4, pain=0.5) for n in range(20)]
    assert facts(morning(0, hour=6, fatigue=8.0, sleep_quality=2, pain=4), *usual)["wellness_z"] < -1.5
