"""A record that becomes a row comes back as it was."""

import math
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.errors import StoreError
from sorewise.model.records import Night, Session
from sorewise.store.rows import BY_RECORD, instant
from store import made_records as made


@given(
    made.SESSIONS
    | made.NIGHTS
    | made.CHECK_INS
    | made.PLAN
    | made.PROFILES
    | made.DECISIONS
    | made.RULEBOOKS
    | made.WEEKS,
)
def test_a_row_gives_the_record_back(record):
    """Loss-free: every field, nested ones included."""
    kind = BY_RECORD[type(record)]
    row = kind.row(record)
    assert kind.read([row[name] for name in kind.columns]) == record


@given(made.MOMENT)
def test_a_time_keeps_its_own_offset(moment):
    """A run in Tokyo stays on its Tokyo day, to the microsecond."""
    kind = BY_RECORD[Session]
    row = kind.row(Session(id="s", start=moment))
    back = kind.read([row[name] for name in kind.columns])
    assert (back.start, back.start.utcoffset(), row["day"]) == (moment, moment.utcoffset(), moment.date().isoformat())


@given(made.MOMENT, made.MOMENT)
def test_instants_sort_like_the_moments_they_stand_for(one, other):
    """Whatever the offsets."""
    assert (instant(one) < instant(other)) == (one < other)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused(number):
    """Unknown is None; anything else is a mistake of the caller and named as such."""
    night = Night(day=datetime(2026, 11, 22, tzinfo=UTC).date(), resting_hr=number)
    with pytest.raises(StoreError, match="Night cannot be kept: a number is not finite") as refused:
        BY_RECORD[Night].row(night)
    assert refused.value.values["kind"] == "record"


def test_a_time_without_an_offset_is_refused():
    """Its day would depend on where it is read."""
    with pytest.raises(StoreError, match="no offset"):
        BY_RECORD[Session].row(Session(id="s", start=datetime(2026, 11, 22, 7)))  # noqa: DTZ001 - the mistake under test


@given(st.integers(-23 * 3600, 23 * 3600).map(lambda seconds: timedelta(seconds=seconds)))
def test_an_offset_of_odd_seconds_survives(offset):
    """Local mean times of long ago had them."""
    moment = datetime(1900, 1, 1, 12, tzinfo=timezone(offset))
    assert datetime.fromisoformat(BY_RECORD[Session].row(Session(id="s", start=moment))["start"]) == moment
