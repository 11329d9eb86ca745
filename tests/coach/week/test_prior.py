"""The usual course of soreness on the coming days: what is not known is never taken for fresh."""

from datetime import timedelta

import pytest

from sorewise.coach.week.prior import chances
from sorewise.engine.rules import load
from weeks.made import MONDAY

BOOK = load()
AGO = [MONDAY - timedelta(days=number) for number in range(8)]


def test_unknown_is_the_usual_never_fresh():
    """No day is known, and each has the chances of an ordinary one."""
    found = chances(MONDAY, 3, None, [AGO[1]], BOOK)
    assert {one.known for one in found} == {False}
    assert len({(one.hard, one.long, one.run) for one in found}) == 1
    assert 0 < found[0].run < found[0].long < found[0].hard < BOOK.number("week_base_rate")


def test_soreness_falls_from_day_to_day():
    """A sore morning fades along the course, and after it nothing more is known."""
    found = chances(MONDAY, 9, 5.0, [], BOOK)
    assert (found[0].hard, found[0].run) == (1, 1)
    hard = [one.hard for one in found[1:6]]
    assert hard == sorted(hard, reverse=True)
    assert [one.known for one in found] == [True] * 6 + [False] * 3


@pytest.mark.parametrize("load", [{"hard": [MONDAY]}, {"hard": [], "races": [MONDAY]}])
def test_what_was_hard_makes_the_next_days_sorer(load):
    """A hard session today, or a race, raises tomorrow's chance."""
    rest = chances(MONDAY, 2, 1.0, [], BOOK)
    more = chances(MONDAY, 2, 1.0, book=BOOK, **load)
    assert more[1].hard > rest[1].hard


def test_more_soreness_is_never_less_likely_too_sore():
    """Point by point, on every day."""
    for less, more in zip(range(10), range(1, 11), strict=True):
        a, b = (chances(MONDAY, 7, float(told), [AGO[1]], BOOK) for told in (less, more))
        assert all(x.hard <= y.hard and x.long <= y.long and x.run <= y.run for x, y in zip(a, b, strict=True))
