"""Records as rows of days, and rows as likelihoods: what counts as told, and what never counts as none."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from sorewise.model.records import CheckIn, History, Night, Session, Spot
from sorewise.training.course import Course
from sorewise.training.forecast.inputs import HORIZONS, names
from sorewise.training.forecast.parameters import ScaleParameters, shipped
from sorewise.training.forecast.runner import Walked
from sorewise.training.forecast.series import MOST_DAYS, MOST_REGIONS, series_of
from sorewise.training.forecast.tilt import Tilt
from sorewise.training.forecast.typical import Load
from sorewise.training.now import Moment
from sorewise.training.tables import frames
from sorewise.training.windows import Windows

NOW = datetime(2026, 6, 11, 6, 40, tzinfo=UTC)
COURSE, WINDOWS = Course(), Windows()
PAIN = shipped().scales["pain"]


def morning(ago, *spots, legs="sore", hour=0, **answers):
    """A check-in so many days ago; `spots` are (region, pain)."""
    return CheckIn(
        id=f"check-in-{ago}-{hour}",
        at=NOW - timedelta(days=ago, hours=-hour),
        answers={"legs": legs, **answers},
        spots=tuple(Spot(region=region, answers={} if pain is None else {"pain": pain}) for region, pain in spots),
    )


def run(ago, minutes=50.0, rpe=4.0, **more):
    """A run in the afternoon so many days ago."""
    start = NOW - timedelta(days=ago, hours=-9)
    seconds = None if minutes is None else minutes * 60
    return Session(id=f"run-{ago}", start=start, kind="easy", duration_s=seconds, rpe=rpe, **more)


def rows_of(*check_ins, sessions=(), now=NOW, **other):
    """Answers by region, the last days of them."""
    history = History(check_ins=tuple(sorted(check_ins, key=lambda one: one.at)), sessions=tuple(sessions), **other)
    series = series_of(frames({"": history}), Moment.at(now), COURSE, WINDOWS)
    return series, {row.region: told.tolist() for row, told in zip(series.rows, series.told, strict=True)}


def test_silence_is_no_zero():
    """A morning that was not told stays unknown, for the legs and for each place."""
    _, told = rows_of(morning(2, ("quad", 3)), morning(0, legs="fresh"))
    np.testing.assert_array_equal(told[None], [3, np.nan, 0])
    np.testing.assert_array_equal(told["quad"], [3, np.nan, 0])


def test_of_places_without_end_the_last_have_rows():
    """An import may bring any text as a region; the legs are told of by all of them."""
    series, told = rows_of(*(morning(ago, (f"place-{ago}", 3)) for ago in range(200)))
    assert len(series.rows) == MOST_REGIONS + 1
    assert {row.region for row in series.rows} == {None, *(f"place-{ago}" for ago in range(MOST_REGIONS))}
    assert told[None] == [3] * 200


def test_a_place_that_is_not_listed_beside_others_is_none():
    """Whoever marks the calf and not the thigh says so."""
    _, told = rows_of(morning(1, ("quad", 2)), morning(0, ("calf", 4)))
    assert (told[None], told["quad"], told["calf"]) == ([2, 4], [2, 0], [0, 4])


def test_a_place_without_a_number_is_unknown_never_none():
    """Sore, but nobody said how sore."""
    _, told = rows_of(morning(1, ("quad", 2)), morning(0, ("quad", None)))
    np.testing.assert_array_equal(told["quad"], [2, np.nan])
    np.testing.assert_array_equal(told[None], [2, np.nan])


def test_of_two_check_ins_a_morning_the_last_counts():
    """It may have been put right."""
    _, told = rows_of(morning(1, ("quad", 2)), morning(1, ("quad", 5), hour=1), morning(0, legs="fresh"))
    assert told[None] == [5, 0]


def test_a_half_goes_up():
    """To the sorer answer."""
    _, told = rows_of(morning(0, ("quad", 2.5)))
    assert told[None] == [3]


def test_what_is_dated_after_now_is_not_known_yet():
    """A clock that went back."""
    _, told = rows_of(morning(1, ("quad", 2)), morning(-3, ("quad", 7)), sessions=[run(-2)])
    assert told[None][0] == 2
    assert len(told[None]) == 2


def test_a_check_in_of_long_ago_does_not_make_a_century_of_days():
    """The walk has an end."""
    series, _ = rows_of(morning(36000, ("quad", 2)), morning(0, ("quad", 1)))
    assert series.told.shape[1] <= MOST_DAYS


def test_a_session_that_nobody_rated_is_not_rest():
    """Its load is guessed from its kind and its minutes."""
    series, _ = rows_of(morning(2, ("quad", 1)), morning(0, ("quad", 1)), sessions=[run(1, rpe=None)])
    assert series.loads[0, -2] > 0


@pytest.mark.parametrize(("scale", "rating", "answer"), [("pmsys", 1, 4), ("pmsys", 5, 0), ("intervals.icu", 4, 3)])
def test_ratings_are_turned_so_that_more_is_sorer(scale, rating, answer):
    """The two scales run against each other."""
    night = Night(day=NOW.date(), soreness=rating, scale=scale)
    tables = frames({"": History(nights=(night,))})
    series = series_of(tables, Moment.at(NOW), COURSE, WINDOWS, scale=scale)
    assert series.told.tolist() == [[answer]]


def test_a_rating_of_nothing_is_no_answer():
    """0 was not asked for."""
    night = Night(day=NOW.date(), soreness=0, scale="pmsys")
    series = series_of(frames({"": History(nights=(night,))}), Moment.at(NOW), COURSE, WINDOWS, scale="pmsys")
    assert series.rows == ()


def runner(seed):
    """A month of check-ins and runs."""
    rng = np.random.default_rng(seed)
    check_ins = [
        morning(ago, (str(rng.choice(["quad", "calf"])), float(rng.integers(1, 6))))
        for ago in range(40, -1, -1)
        if rng.random() < 0.8
    ]
    runs = [run(ago, rpe=float(rng.integers(2, 9))) for ago in range(60, 0, -1) if rng.random() < 0.5]
    return History(check_ins=tuple(check_ins), sessions=tuple(runs))


def test_one_runner_and_a_club_are_forecast_the_same():
    """Each runner in one table with others as by themselves, every morning and place, with and without the plan."""
    club = {f"runner {seed}": runner(seed) for seed in range(4)}
    many = Walked(series_of(frames(club), Moment.at(NOW), COURSE, WINDOWS), PAIN, COURSE, trained=False)
    asked = np.array([300.0, 0.0, 900.0, 100.0])
    for number, history in enumerate(club.values()):
        one = walked_with(history)
        rows = np.flatnonzero(many.series.who == number)
        assert [row.region for row in one.series.rows] == [many.series.rows[row].region for row in rows]
        for ahead in (1, 3, 5):
            for known in (False, True):
                alone, among = (
                    walked.coming(ahead, (Load(load, load * 0),) * ahead if known else None)
                    for walked, load in ((one, asked[number : number + 1]), (many, asked))
                )
                np.testing.assert_allclose(alone.chances, among.chances[rows], rtol=0, atol=1e-9)
                np.testing.assert_array_equal(alone.like, among.like[rows])


def walked_with(history, **more):
    """Walked through to now."""
    return Walked(
        series_of(frames({"": history}), Moment.at(NOW), COURSE, WINDOWS), PAIN, COURSE, trained=False, **more
    )


def expected(coming, row=0):
    """The mean answer of a row."""
    return float(coming.chances[row] @ np.arange(11))


def test_more_training_never_makes_the_next_morning_less_sore():
    """Along the course, for a runner with few reports."""
    walked = walked_with(History(check_ins=(morning(1, ("quad", 2)), morning(0, ("quad", 1)))))
    mornings = [
        expected(walked.coming(1, (Load(np.array([load]), np.zeros(1)),))) for load in (0, 240, 700, 2000, 9000)
    ]
    assert mornings == sorted(mornings)
    assert mornings[-1] > mornings[0] + 3


def test_many_easy_days_do_not_talk_down_a_first_marathon():
    """A hundred mornings without soreness say nothing of the morning after so long a run: the course decides."""
    easy = [morning(ago, legs="fresh") for ago in range(100, -1, -1)]
    runs = [run(ago) for ago in range(100, 0, -2)]
    walked = walked_with(History(check_ins=tuple(easy), sessions=tuple(runs)))
    marathon = Load(np.array([9 * 200.0]), np.zeros(1))
    after, rested = walked.coming(1, (marathon,)), walked.coming(1, (marathon.none(),))
    assert after.like[0] < 10 <= rested.like[0]
    assert expected(after) > 4
    assert expected(rested) < 1


def test_the_course_decides_also_beside_coefficients_that_know_of_training():
    """Fitted to whomever: what was never told of such a load is not their word."""
    record = History(check_ins=(morning(1, legs="fresh"), morning(0, legs="fresh")))
    series = series_of(frames({"": record}), Moment.at(NOW), COURSE, WINDOWS)
    flat = {
        horizon.name: Tilt.of(np.zeros(10 + width + 10), np.zeros(width), np.ones(width))
        for horizon in HORIZONS
        if (width := len(names(horizon)))
    }
    trained = ScaleParameters(start=PAIN.start, load=PAIN.load, loads=True, tilts=flat)
    marathon = Load(np.array([9 * 240.0]), np.zeros(1))
    assert expected(Walked(series, trained, COURSE, trained=False).coming(1, (marathon,))) > 4


def test_soreness_that_no_load_explains_does_not_vanish_overnight():
    """Today's 6 of 10 is not gone tomorrow because nothing was trained, and fades from day to day."""
    sore, fresh = (walked_with(History(check_ins=(morning(0, ("quad", pain)),))) for pain in (6, 1))
    days = [expected(sore.coming(ahead, None)) for ahead in range(1, 6)]
    assert days == sorted(days, reverse=True)
    assert days[0] > expected(fresh.coming(1, None)) + 2


def test_a_place_without_a_course_is_forecast_from_its_own_reports():
    """Of a knee nothing is typical."""
    knee = [morning(ago, ("knee_front", 4)) for ago in range(20, -1, -1)]
    walked = walked_with(History(check_ins=tuple(knee)))
    number = [row.region for row in walked.series.rows].index("knee_front")
    assert 3 < expected(walked.coming(1, None), number) < 5


def test_todays_pain_counts_whenever_it_was_told():
    """In a run at noon as well as in the morning; never less than the morning."""
    series, _ = rows_of(morning(0, ("quad", 2)))
    assert series.at_least(5.5).told[:, -1].max() == 6
    assert series.at_least(1).told[:, -1].max() == 2


def test_walking_needs_no_session():
    """Reports alone are enough, and a load of none divides nothing."""
    walked = walked_with(History(check_ins=(morning(3, ("quad", 2)), morning(0, legs="fresh"))))
    assert np.isfinite(walked.coming(5, None).chances).all()
    assert walked.series.told.shape[1] == 4
