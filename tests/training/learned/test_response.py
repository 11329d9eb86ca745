"""How the legs answered to load, and that unknown loads and untold mornings say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.training.learned.ground import LEAST, Morning
from sorewise.training.learned.intervals import mean, share
from sorewise.training.learned.response import in_usual_days, responses, sizes
from training.histories import day


def series(*loads):
    """Days up to yesterday with these loads."""
    return [{"day": day(len(loads) - n), "load": load} for n, load in enumerate(loads)]


def test_a_day_is_held_against_the_training_days_before_it():
    """The first against an hour at RPE 4; unknown loads are passed over, and days off do not make the usual smaller."""
    units = dict(in_usual_days(series(480, None, 0, 360)))
    assert units == {day(4): 2.0, day(2): 0.0, day(1): 1.0}


def test_sizes_are_none_light_usual_and_hard():
    """Up to 0.75 and 1.3 of a usual day; a day off where nothing is known is no day off."""
    rows = series(180, 240, 320, 0, 0)
    known = frozenset({day(2)})
    assert list(sizes(rows, known).values()) == ["light", "usual", "hard", "none"]


def test_loads_that_cannot_be_have_no_size():
    """Unknown, negative and not a number."""
    assert sizes(series(None, -3.0, float("nan")), frozenset(map(day, range(9)))) == {}


def mornings(pains):
    """What was told, the newest yesterday."""
    return {day(n): Morning(pain != 0, pain) for n, pain in enumerate(pains, 1)}


def test_the_mean_is_against_the_own_average():
    """Eight mornings at 4 after hard days, eight at 2 after days off: one above the average of 3, and one below."""
    told = mornings([4, 2] * 8)
    size_of = {day(n + 1): "hard" if n % 2 else "none" for n in range(1, 17)}
    found = responses(told, size_of)
    assert [(one.size, one.more.value, one.more.n, one.average) for one in found] == [
        ("none", -1.0, 8, 3.0),
        ("hard", 1.0, 8, 3.0),
    ]


def test_under_eight_mornings_and_without_numbers_nothing_is_said():
    """Seven are too few; sore without a number has no mean; no report has none either."""
    hard = {day(n): "hard" for n in range(20)}
    assert responses(mornings([3] * 7), hard) == responses(mornings([None] * 20), hard) == responses({}, hard) == ()


def test_where_every_morning_was_alike_nothing_answered_to_anything():
    """Always 0 is no average that a load leads away from."""
    assert responses(mornings([0] * 40), {day(n): "hard" if n % 2 else "none" for n in range(50)}) == ()


@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from(["none", "light", "usual", "hard", None])), max_size=60))
def test_a_mean_lies_in_its_interval(rows):
    """And all of them, weighed by their mornings, come to no more than the whole."""
    told = mornings([pain for pain, _ in rows])
    size_of = {day(n + 1): size for n, (_, size) in enumerate(rows, 1) if size}
    found = responses(told, size_of)
    assert sum(one.more.n for one in found) <= len(rows)
    for one in found:
        assert one.more.low <= one.more.value <= one.more.high
        assert one.more.n >= LEAST


@pytest.mark.parametrize(("values", "half"), [([1, 2] * 4, 0.447), ([0, 10] * 10, 2.401), ([3] * 9, 0.222)])
def test_students_interval_is_as_in_the_tables(values, half):
    """T at 97.5 %: 2.3646 with 7 degrees of freedom, 2.0930 with 19; nine times the same is still a rounded answer."""
    found = mean(values)
    assert (found.value - found.low, found.high - found.value) == pytest.approx((half, half), abs=0.001)


def test_wilsons_interval_is_as_published():
    """Newcombe 1998: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611; 1 of 29 gives 0.0061 to 0.1718."""
    for count, of, low, high in ((81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):
        assert share(count, of)[1:3] == pytest.approx((low, high), abs=0.00006)


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_never_leaves_its_bounds(count, more):
    """0 <= low <= share <= high <= 1."""
    found = share(count, count + more)
    assert 0 <= found.low <= found.value <= found.high <= 1
