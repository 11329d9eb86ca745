"""What was forecast, held against what was told: only mornings that came, each once, and hits that are hits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.forecast import DayForecast, Forecast, PlaceForecast, Scored
from sorewise.training.forecast.score import (
    JUDGED,
    LEAST,
    MOST,
    SETTLED,
    level_now,
    scored,
    scores,
    worse_than_usual,
)

DAY = date(2026, 5, 1)


def later(days):
    """So many days on."""
    return DAY + timedelta(days=days)


def ahead(made, horizon, expected=2.0, low=1, high=3, usual=1.5, last=2):
    """One coming morning."""
    return DayForecast(
        day=later(made + horizon), ahead=horizon, chances=(0.0,) * 11, expected=expected, low=low, high=high,
        inside=0.85, plan=False, usual=usual, last=last,
    )  # fmt: skip


def place(region, *days):
    """The coming mornings of one place."""
    return PlaceForecast(region=region, basis="own", reports=12, like=3, told=DAY, days=days)


def forecast(made, *days, hour=7, places=(), scale="pain"):
    """Forecasts of the legs made so many days on."""
    at = datetime(2026, 5, 1, hour, tzinfo=UTC) + timedelta(days=made)
    return Forecast(at=at, day=later(made), scale=scale, legs=place(None, *days), places=places)


def morning(number, told=2, expected=2.0, usual=2.0, *, hit=True):
    """One scored next morning."""
    low, high = (told, told) if hit else (told + 1, told + 1)
    return Scored(
        made=later(number), day=later(number + 1), ahead=1, region=None, expected=expected, low=low, high=high,
        inside=0.8, usual=usual, last=2, told=told,
    )  # fmt: skip


def test_only_mornings_that_were_told_are_scored():
    """The day after tomorrow has not come, and a morning without an answer is no 0."""
    made = forecast(0, ahead(0, 1), ahead(0, 2), ahead(0, 3))
    (one,) = scored([made], {(None, later(2)): 4})
    assert (one.made, one.day, one.ahead, one.told, one.hit) == (DAY, later(2), 2, 4, False)


def test_the_last_forecast_of_a_day_counts_once():
    """Checked in twice and told a third time without any forecast: the second of the three is scored, in any order."""
    first, second = forecast(0, ahead(0, 1, expected=1.0)), forecast(0, ahead(0, 1, expected=3.0), hour=19)
    none = Forecast(at=second.at + timedelta(hours=1), day=DAY, not_yet="clock")
    for stored in ([first, second, none], [none, second, first]):
        (one,) = scored(stored, {(None, later(1)): 3})
        assert one.expected == 3.0


def test_places_are_scored_by_what_was_told_of_them():
    """The quads' forecast against the quads' answer; the legs' score leaves it out."""
    made = forecast(0, ahead(0, 1), places=(place("quad", ahead(0, 1, expected=5.0)),))
    found = scored([made], {(None, later(1)): 2, ("quad", later(1)): 5, ("calf", later(1)): 0})
    assert [(one.region, one.told) for one in found] == [(None, 2), ("quad", 5)]
    assert [one.error for one in (*scores(found), *scores(found, "quad"), *scores(found, "calf"))] == [0.0, 0.0]


def test_a_changed_scale_is_not_scored_by_the_new_one():
    """Answers of 1-5 do not come true on 0-10."""
    old, new = forecast(0, ahead(0, 1), scale="pmsys"), forecast(1, ahead(1, 1))
    assert [one.made for one in scored([new, old], {(None, later(n)): 2 for n in range(5)})] == [later(1)]


def test_a_forecast_of_a_day_that_was_over_is_none():
    """A clock that went back makes no prophet."""
    made = replace(forecast(3, ahead(0, 1)), day=later(3))
    assert scored([made], {(None, later(1)): 2}) == ()


def test_scores_count_hits_and_compare_on_the_same_mornings():
    """Two of three in the interval; errors are root mean squares of the mornings where all three guesses exist."""
    made = [forecast(n, ahead(n, 1, expected=2.0, usual=3.0, last=1)) for n in range(2)]
    made.append(forecast(2, ahead(2, 1, expected=9.0, usual=None, last=None)))
    (one,) = scores(scored(made, {(None, later(1)): 2, (None, later(2)): 4, (None, later(3)): 3}))
    assert (one.count, one.hits, one.promised) == (3, 2, pytest.approx(2.55))
    assert (one.error, one.error_usual, one.error_last) == (sqrt(2), 1.0, sqrt(5))


def test_without_a_last_answer_there_is_nothing_to_compare_with():
    """The forecast's own error stands alone."""
    (one,) = scores(scored([forecast(0, ahead(0, 1, usual=None, last=None))], {(None, later(1)): 3}))
    assert (one.error, one.error_last, one.error_usual) == (1.0, None, None)


def test_nothing_stored_gives_no_score():
    """No forecast, no score, the level that was aimed at, and no verdict on the model."""
    assert scored([], {}) == scores([]) == ()
    assert level_now([], 0.8) == 0.8
    assert worse_than_usual([]) is False


answers = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10), st.integers(0, 4)), max_size=90)


@given(answers)
def test_hits_are_the_answers_inside(rows):
    """Counting by hand gives the same, on any answers; hits never exceed the count."""
    made = [forecast(n, ahead(n, 1, low=low, high=low + wide)) for n, (_, low, wide) in enumerate(rows)]
    found = scored(made, {(None, later(n + 1)): told for n, (told, _, _) in enumerate(rows)})
    hits = sum(low <= told <= low + wide for told, low, wide in rows)
    assert len(found) == len(rows)
    assert [(one.count, one.hits) for one in scores(found)] == ([(len(rows), hits)] if rows else [])


@given(st.lists(st.booleans(), max_size=400), st.floats(0, 1))
def test_the_level_stays_in_bounds_and_waits(hits, aim):
    """Whatever came true; before thirty mornings it is what was aimed at."""
    found = [morning(n, hit=hit) for n, hit in enumerate(hits)]
    level = level_now(found, aim)
    assert LEAST <= level <= MOST
    assert level_now(found[:SETTLED], aim) == min(MOST, max(LEAST, aim))


@given(st.lists(st.booleans(), max_size=150), st.integers(1, 120))
def test_the_last_mornings_give_the_same_level_as_all(hits, last):
    """The level that was kept with a forecast is all that is left of those before it."""
    found = []
    for number, hit in enumerate(hits):
        found.append(replace(morning(number, hit=hit), level=level_now(found, 0.8)))
    read = found[-max(last, SETTLED + 1) :]
    assert level_now(read, 0.8) == pytest.approx(level_now(found, 0.8))


def test_the_level_rises_after_misses_and_falls_after_hits():
    """One miss is four hits at 80 %, whatever was scored for other days and places."""
    settled = [morning(n) for n in range(SETTLED)]
    assert level_now([*settled, morning(30, hit=False)], 0.8) == pytest.approx(0.808)
    assert level_now([*settled, morning(30)], 0.8) == pytest.approx(0.798)
    others = [replace(morning(40, hit=False), ahead=2), replace(morning(41, hit=False), region="calf")]
    assert level_now([*settled, *others], 0.8) == 0.8


def test_the_average_is_better_only_over_sixty_mornings():
    """59 lost mornings say nothing yet, 60 do; a draw is no loss; those long past are forgotten."""
    lost = [morning(n, expected=4.0) for n in range(JUDGED)]
    assert worse_than_usual(lost[1:]) is False
    assert worse_than_usual(lost) is True
    drawn = [morning(n + JUDGED, expected=2.0) for n in range(JUDGED)]
    assert worse_than_usual(drawn) is False
    assert worse_than_usual([*drawn, *lost]) is False
