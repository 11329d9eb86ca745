"""Ordinary soreness follows the courses that were measured."""

from itertools import pairwise

import numpy as np

from sorewise.population.lives.soreness import course, strangeness

WEEK = 8


def after_one(p, name):
    """The evening of a single load, and the mornings after it."""
    answer = np.zeros((1, WEEK), dtype=np.float32)
    answer[0, 0] = 1
    by_day = p.series(name)
    return [by_day[0], *course(answer, by_day)[0, 1:]]


def test_after_a_run_it_is_highest_at_once_or_on_the_first_day_and_gone_in_a_week(p):
    """Vickers 2001 for the peak, Takayama 2017 for the fall."""
    felt = after_one(p, "soreness.course")
    assert np.argmax(felt) <= 1
    assert all(later <= earlier for earlier, later in pairwise(felt))
    assert felt[3] <= 0.4
    assert felt[7] == 0


def test_after_new_work_the_peak_comes_on_the_second_day(p):
    """A leg day is no run: its soreness is worst a day later."""
    felt = after_one(p, "soreness.new_course")
    assert np.argmax(felt) == 2
    assert felt[7] == 0


def test_a_marathon_makes_the_thighs_as_sore_as_was_measured(p):
    """Front of the thigh on the days after: 6.1, 4.8, 2.8, 1.9, 1.1 less what was there before."""
    rise = p.numbers("soreness.rise")["quad"]
    measured = np.array([6.1, 4.8, 2.8, 1.9, 1.1]) - 0.9
    assert np.abs(rise * np.array(p.series("soreness.course")[1:6]) - measured).max() <= 0.35


def test_repeated_bouts_protect(p):
    """A like bout within six weeks makes the next less sore, one nine weeks ago does not."""
    bouts = np.zeros((1, 200), dtype=np.bool_)
    bouts[0, [0, 30, 85, 180]] = True
    first, soon, later, late = strangeness(p, bouts)[0, [0, 30, 85, 180]]
    assert first == late == p.number("soreness.first_bout")
    assert soon < later < first
    assert np.isclose(soon, first * (1 - p.numbers("soreness.protection")["share"]))


def test_made_people_are_sorest_after_what_they_did(them):
    """The morning after a hard day is sorer than the one before it, and the evening of a race is sorer still."""
    worst = them.sore.morning.max(axis=0)
    hard = them.sore.hard[:, 1:-1]
    assert worst[:, 2:][hard].mean() > worst[:, 1:-1][hard].mean() + 0.2
    raced = them.trained.race >= 0
    assert them.sore.evening.max(axis=0)[raced].mean() > worst[raced].mean() + 1
