"""Days in a row, sums and spells against the same counted one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sorewise.population.draw.days import NEVER, days_in_a_row, last_day, most_before, spells, sum_before

FLAGS = arrays(np.bool_, st.tuples(st.integers(1, 3), st.integers(1, 12)))
VALUES = arrays(np.float32, st.tuples(st.integers(1, 3), st.integers(1, 12)), elements=st.integers(0, 9).map(float))


@given(FLAGS)
def test_the_last_day_and_the_days_in_a_row(holds):
    """Both include the day itself."""
    last, row = last_day(holds), days_in_a_row(holds)
    for who, days in enumerate(holds):
        for day in range(len(days)):
            before = [one for one in range(day + 1) if days[one]]
            assert last[who, day] == (before[-1] if before else NEVER)
            broken = [one for one in range(day + 1) if not days[one]]
            assert row[who, day] == day - (broken[-1] if broken else -1)


@given(VALUES, st.integers(1, 5), st.integers(0, 4))
def test_a_sum_of_the_days_before(values, days, skip):
    """The day itself is never in it, nor are those that are skipped."""
    found = sum_before(values, days, skip)
    for who, row in enumerate(values):
        for day in range(len(row)):
            window = range(max(day - skip - days, 0), max(day - skip, 0))
            assert found[who, day] == sum(row[one] for one in window)


@given(VALUES, st.integers(1, 5))
def test_the_most_of_the_days_before(values, days):
    """Nothing is found before the first day."""
    found = most_before(values, days)
    for who, row in enumerate(values):
        for day in range(len(row)):
            assert found[who, day] == max(row[max(day - days, 0) : day], default=-np.inf)


@given(FLAGS, st.integers(1, 4))
def test_a_spell_lasts_and_no_other_begins_in_it(starts, length):
    """Each spell is as long as it was drawn, until the days end."""
    running, began = spells(starts, np.full(starts.shape, length, dtype=np.int32))
    for who, days in enumerate(starts):
        end, since = 0, NEVER
        for day, start in enumerate(days):
            if start and day >= end:
                since, end = day, day + length
            assert running[who, day] == (day < end)
            assert began[who, day] == (since if day < end else NEVER)
