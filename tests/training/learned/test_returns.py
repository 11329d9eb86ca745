"""How long places take to come back: never quicker than seen, and nothing of what was not told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.training.learned.ground import LEAST, Morning
from sorewise.training.learned.returns import BACK, FOLLOWED, returns
from sorewise.training.look_back.doings import LEG_DAY, Doing, Doings
from training.histories import NOW, day

EVERY = 10
"""Days from one case to the next."""


def done(*days, what="hills"):
    """A record with this kind of session so many days ago."""
    by_day = {day(ago): (Doing(day=day(ago), end=NOW, what=(what,)),) for ago in days}
    return Doings(since=min(by_day, default=None), today=NOW.date(), by_day=by_day)


def told(cases):
    """What was told of the quads on the mornings after each case, one every ten days; None was not told."""
    return {
        "quad": {
            day(EVERY * (n + 1) - after): Morning(pain > 0, pain)
            for n, pains in enumerate(cases)
            for after, pain in enumerate(pains, 1)
            if pain is not None
        }
    }


def found_of(cases):
    """What is learned of these cases."""
    return returns(done(*(EVERY * (n + 1) for n in range(len(cases)))), told(cases), first=day(400))


def days_of(*pains):
    """On which morning one case was back; (None,) if it was not seen, () if it was not counted."""
    base = [(4, 3, 2, 1)] * LEAST
    (one,) = found_of([*base, pains])
    days = list(one.days)
    for _ in base:
        days.remove(4)
    return tuple(days) + (None,) * one.open


@pytest.mark.parametrize(
    ("pains", "days"),
    [
        ((3, 2, 1), (3,)),
        ((1, 0), (1,)),
        ((1, 3, 1), (3,)),  # it came on the second day
        ((3, None, None, 1), (4,)),  # on the day it was seen, not sooner
        ((None, 1), (2,)),
        ((None, 3, None, 0), (4,)),
        ((3, 3, 3), (None,)),
        ((5, 5, 5, 5, 5, 5, 5, 1), (None,)),  # a week is as long as it is followed
        ((1, None, 1), ()),  # nobody knows of the second day
        ((None, None, 1), ()),
        ((), ()),
    ],
)
def test_a_case_counts_as_it_was_seen(pains, days):
    """Told mornings only; what was not seen to its end is open."""
    assert days_of(*pains) == days


def test_the_median_is_not_quicker_than_the_later_of_two():
    """Of 2 2 2 2 3 3 3 3 it is 3, and with half of them open nobody knows."""
    (one,) = found_of([(2, 1)] * 4 + [(2, 2, 1)] * 4)
    assert (one.median, one.low, one.high, one.cases, one.sore) == (3, 2, 3, 8, 8)
    (one,) = found_of([(2, 1)] * 4 + [(2, 2, 2)] * 4)
    assert (one.median, one.low, one.high, one.open) == (None, 2, None, 4)


def test_under_eight_cases_nothing_is_said():
    """Seven are too few, and so are eight of which one was not told."""
    assert found_of([(3, 1)] * 7) == found_of([*[(3, 1)] * 7, (1,)]) == ()
    assert [one.cases for one in found_of([(3, 1)] * 8)] == [8]


def test_a_place_that_was_never_sore_after_it_is_left_out():
    """Eight times nothing is nothing to come back from."""
    assert found_of([(0, 1)] * 8) == ()


def test_the_next_hard_session_ends_a_case():
    """Hills again two days later: what is sore on the third morning is theirs."""
    days = [EVERY * (n + 1) for n in range(8)]
    again = done(*days, *(ago - 2 for ago in days))
    found = returns(again, told([(3, 3, 1)] * 8), first=day(400))
    assert (found[0].open, found[0].days) == (8, ())


def test_sore_without_a_number_is_not_back():
    """Nobody knows how sore, so it is not taken for none."""
    mornings = {one: Morning(True, None) for one in told([(1, 1)] * 8)["quad"]}
    (found,) = returns(done(*(EVERY * (n + 1) for n in range(8))), {"quad": mornings}, first=day(400))
    assert (found.open, found.sore) == (8, 8)


def test_leg_days_and_kinds_are_kept_apart_and_older_ones_left_out():
    """A leg day is no hill; cases before the span do not count."""
    legs = done(*(EVERY * (n + 1) for n in range(8)), what=LEG_DAY)
    (one,) = returns(legs, told([(3, 1)] * 8), first=day(400))
    assert one.what == LEG_DAY
    assert returns(legs, told([(3, 1)] * 8), first=day(79)) == ()


@given(st.lists(st.lists(st.none() | st.integers(0, 4), max_size=9), max_size=14))
def test_nothing_is_quicker_than_seen(cases):
    """On the day that is told the place was at 1 or less; what is ordered is ordered, what is counted adds up."""
    for one in found_of(cases):
        assert one.cases == len(one.days) + one.open >= LEAST
        assert list(one.days) == sorted(one.days)
        assert all(1 <= n <= FOLLOWED for n in one.days)
        assert one.low is None or one.median is None or one.low <= one.median
        assert one.high is None or (one.median is not None and one.median <= one.high)
        for n in one.days:
            assert any(len(pains) >= n and pains[n - 1] is not None and pains[n - 1] <= BACK for pains in cases)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=7), min_size=8, max_size=12), st.data())
def test_forgetting_a_morning_never_makes_it_quicker(cases, data):
    """Without one told morning of a case none of the days that are left is sooner, or the case is not counted."""
    n = data.draw(st.integers(0, len(cases) - 1))
    gone = data.draw(st.integers(0, len(cases[n]) - 1))
    fewer = [*cases]
    fewer[n] = [None if at == gone else pain for at, pain in enumerate(cases[n])]
    before, after = found_of(cases), found_of(fewer)
    if before and after and before[0].cases == after[0].cases:
        assert all(a >= b for b, a in zip(before[0].days, after[0].days, strict=False))
