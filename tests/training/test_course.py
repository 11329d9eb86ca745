"""The usual course of soreness: its table, its laws, and that its numbers are the rulebook's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.engine.course_numbers import COURSE_NUMBERS
from sorewise.engine.rules import load
from sorewise.model.errors import RulebookError
from sorewise.model.forecast import expected, smallest_run
from sorewise.training.course import DEFAULT, NAMES, PREFIX, Course

REGIONS = ["quad", "hamstring", "calf", "hip_outer", "buttock", "lower_back", "upper_back_neck", None]
LOADS = st.lists(st.floats(0, 20), min_size=1, max_size=90)


@pytest.mark.parametrize(
    ("region", "reported"),
    [
        ("quad", [6.2, 4.5, 2.8, 1.7, 1.3, 1.1, 1.0]),
        (None, [6.2, 4.5, 2.8, 1.7, 1.3, 1.1, 1.0]),
        ("hamstring", [5.2, 3.9, 2.4, 1.6, 1.2, 1.1, 1.0]),
        ("calf", [4.8, 3.6, 2.3, 1.5, 1.2, 1.1, 1.0]),
        ("hip_outer", [3.9, 3.0, 2.0, 1.4, 1.1, 1.0, 1.0]),
    ],
)
def test_the_week_after_a_marathon(region, reported):
    """Mornings 1 to 7 after nine usual days, as the equations gave them before they were rounded."""
    marathon = np.zeros(8)
    marathon[0] = 9
    levels = DEFAULT.levels(region, marathon, np.zeros(8))
    assert levels[0] == DEFAULT.rest
    assert levels[1:] == pytest.approx(reported, abs=0.15)


def test_new_eccentric_work_is_worst_on_the_second_day():
    """Rest, then the shares of its own course; a second bout within six weeks rises by less, after nine as before."""
    did = np.zeros(140)
    did[[0, 30, 100]] = 2
    risen = DEFAULT.levels("quad", did, did) - DEFAULT.rest
    assert int(risen[:8].argmax()) == 2
    assert risen[31:36] == pytest.approx(risen[1:6] * (1 - DEFAULT.protection))
    assert risen[101:106] == pytest.approx(risen[1:6])
    assert DEFAULT.protected(did)[[0, 30, 83, 99]] == pytest.approx([0, 1, 10 / 21, 0])


@pytest.mark.parametrize("region", REGIONS)
def test_regions_with_a_course(region):
    """Seven regions and the worst place; nobody knows how sore a knee usually is."""
    assert DEFAULT.knows(region)
    assert DEFAULT.levels(region, np.zeros(1), np.zeros(1)) == DEFAULT.rest_of(region)
    assert not DEFAULT.knows("knee_front")


@given(LOADS, st.data())
def test_more_load_never_lowers_a_level(loads, data):
    """On any day, before or after it; levels stay on the scale."""
    before = np.array(loads)
    more = before + np.array(data.draw(st.lists(st.floats(0, 5), min_size=len(loads), max_size=len(loads))))
    some = before * data.draw(st.floats(0, 1))
    less = DEFAULT.levels("calf", before, some)
    assert (DEFAULT.levels("calf", more, some) >= less - 1e-9).all()
    assert ((less >= DEFAULT.rest) & (less <= 10)).all()


@given(LOADS)
def test_many_runners_are_each_as_alone(loads):
    """A stack of runners, whatever its shape, gives what each of them gives; a morning knows no later load."""
    stack = np.array([loads, loads[::-1], [1.0] * len(loads)])
    eccentric = stack * (stack > 10)
    together = DEFAULT.levels("quad", stack[:, None], eccentric[:, None])[:, 0]
    for row, alone, part in zip(together, stack, eccentric, strict=True):
        assert (row == DEFAULT.levels("quad", alone, part)).all()
        assert row[0] == DEFAULT.rest


@given(st.floats(0, 10))
def test_chances_are_those_of_a_spread_cut_at_whole_answers(level):
    """They sum to 1, and the upper end is that of the shortest run with enough of them."""
    chances = DEFAULT.chances(np.array(level))
    assert chances.shape == (11,)
    assert (chances >= 0).all()
    assert chances.sum() == pytest.approx(1)
    assert DEFAULT.upper(np.array(level)) == smallest_run(tuple(chances), DEFAULT.level)[1]


def test_the_mean_answer_is_near_the_level_within_the_scale():
    """At the ends the scale cuts what would lie beyond it."""
    levels = np.array([2.5, 4.0, 5.0])
    means = [expected(tuple(row)) for row in DEFAULT.chances(levels)]
    assert means == pytest.approx(levels, abs=0.15)
    assert (np.diff(DEFAULT.upper(np.linspace(0, 10, 500))) >= 0).all()


@pytest.fixture(scope="module")
def ours():
    """Our rulebook alone."""
    return load()


def test_every_number_is_a_threshold_of_the_rulebook(ours):
    """With its source and grade; the default here is the same, and the rulebook's lists name no other."""
    assert {PREFIX + name for name in NAMES} == COURSE_NUMBERS
    for name in NAMES:
        row = ours.thresholds[PREFIX + name]
        assert row.value == getattr(DEFAULT, name)
        assert row.unit
        assert row.means
    assert Course.from_thresholds(ours.numbers) == DEFAULT


def test_a_club_may_have_its_own_course():
    """A number of another name is somebody else's; whole numbers stay whole."""
    club = Course.from_thresholds({"course_rise_quad": 4.0, "course_sorer_day": 4.0, "power": 9.0})
    assert (club.rise_quad, club.sorer_day, club.power) == (4.0, 4, DEFAULT.power)
    assert isinstance(club.sorer_day, int)
    assert club.levels("quad", np.array([9.0, 0]), np.zeros(2))[1] == pytest.approx(4.9)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("course_scale", 0), ("course_new_3", -0.1), ("course_protection", 1.5), ("course_unprotected_days", 40)],
        *[("course_shape", 0.001), ("course_scale", 1000.0), ("course_power", 1e5), ("course_usual_days", 1e5)],
        *[("course_sorer_days", 1e5), ("course_marathon", 1e-9), ("course_rise_calf", 1e300), ("course_rpe_race", 11)],
        *[("course_rest", float("nan")), ("course_spread", float("inf")), ("course_contrast", 2.0)],
    ],
)
def test_a_number_that_nothing_can_be_counted_with_is_refused(name, value):
    """It is named as it stands in the file."""
    with pytest.raises(RulebookError, match=name):
        Course.from_thresholds({name: value})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("to", [0.0, 1e-6, 1e-3, 1.0, 10.0, 100.0, 366.0, 1e6])
def test_whatever_number_is_allowed_can_be_counted_with(name, to):
    """A morning is never lost to a number in a club's rulebook: it is refused by its name, or all that follows is."""
    try:
        course = Course.from_thresholds({PREFIX + name: to})
    except RulebookError:
        return
    loads = np.array([0.0, 30.0, 1.0, 0.0, 12.0, *[0.0] * 9])
    for levels in (course.levels(None, loads, loads / 2), course.levels("calf", loads, np.zeros(14))):
        assert np.isfinite(levels).all()
        assert course.chances(levels).sum(axis=-1) == pytest.approx(1)
    assert np.isfinite(course.shares(loads, loads / 2)).all()


@given(LOADS)
def test_what_each_day_left_adds_up_to_the_level(loads):
    """Shares of the rise after a marathon, of the days up to yesterday, are what this morning's level adds."""
    done = np.array([*loads, 0.0])
    eccentric = done * (done > 10)
    level = DEFAULT.levels("calf", done, eccentric)[-1]
    left = DEFAULT.shares(done[:-1], eccentric[:-1])
    assert left.shape == (len(loads),)
    assert min(10, DEFAULT.rest + DEFAULT.rise_of("calf") * left.sum()) == pytest.approx(level)
