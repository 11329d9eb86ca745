"""Activities of intervals.icu, and its JSON: the same entries in two forms."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers import intervals_icu
from sorewise.model.records import Night, Session

SUMMER = timezone(timedelta(hours=2))
ACTIVITY = {
    "id": "i80001234",
    "start_date": "2026-05-28T04:10:00Z",
    "start_date_local": "2026-05-28T06:10:00",
    "name": "Tempo",
    "type": "TrailRun",
    "elapsed_time": 3600,
    "moving_time": 3540,
    "distance": 10_021.5,
    "total_elevation_gain": 124.0,
    "total_elevation_loss": 126.0,
    "average_heartrate": 148,
    "icu_rpe": 7,
    "feel": 2,
    "trimp": 91.5,
    "icu_hr_zone_times": [300, 900, 0],
    "device_name": "Watch 5",
    "race": False,
}
RUN = Session(
    id="intervals.icu:i80001234",
    start=datetime(2026, 5, 28, 6, 10, tzinfo=SUMMER),
    sport="run",
    sub_sport="trail",
    duration_s=3600.0,
    moving_s=3540.0,
    distance_m=10_021.5,
    ascent_m=124.0,
    descent_m=126.0,
    rpe=7.0,
    feel=75.0,
    heart_rate=148.0,
    trimp=91.5,
    hr_zone_s=(300.0, 900.0, 0.0),
    name="Tempo",
    device="Watch 5",
    source="intervals.icu",
    source_id="i80001234",
)
WELLNESS = {"id": "2026-05-28", "restingHR": 48, "hrv": 61.5, "hrvSDNN": None, "sleepSecs": 27_000, "soreness": 3}
NIGHT = Night(
    day=date(2026, 5, 28),
    resting_hr=48.0,
    hrv_rmssd=61.5,
    sleep_s=27_000.0,
    soreness=3.0,
    scale="intervals.icu",
    source="intervals.icu",
)


def as_table(*activities):
    """Activities as the CSV that can be downloaded: without the UTC start and the lists."""
    names = [name for name in ACTIVITY if name not in {"start_date", "icu_hr_zone_times"}]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *([each[name] for name in names] for each in activities)])
    return text.getvalue().encode()


def read(found):
    """The records, and (code, place) of the problems."""
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    items = list(intervals_icu.read(io.BytesIO(data), "intervals.json"))
    records = [each for each in items if isinstance(each, Session | Night)]
    return records, [(each.code, each.place) for each in items if not isinstance(each, Session | Night)]


def test_an_activity_is_a_session():
    """The two starts give the zone; a feel of 1 is strong, of 5 weak."""
    data = json.dumps([ACTIVITY]).encode()
    assert intervals_icu.recognises(data, "anything.txt")
    assert read(data) == ([RUN], [])


def test_the_table_tells_local_times_only():
    """They stand as UTC, so that the day is right, and it is said that the moment is not known."""
    data = as_table(ACTIVITY)
    assert intervals_icu.recognises(data, "anything.txt")
    local = replace(RUN, start=datetime(2026, 5, 28, 6, 10, tzinfo=UTC), hr_zone_s=())
    assert read(data) == ([local], [("local_time_only", "")])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"icu_rpe": None, "perceived_exertion": 6}, {"rpe": 6.0}),
        ({"icu_rpe": 0}, {"rpe": None}),
        ({"feel": 1}, {"feel": 100.0}),
        ({"feel": 5}, {"feel": 0.0}),
        ({"feel": None}, {"feel": None}),
        ({"race": True}, {"kind": "race"}),
        ({"sub_type": "RACE"}, {"kind": "race"}),
        ({"workout_type": 11}, {"kind": "race"}),
        ({"elapsed_time": None}, {"duration_s": 3540.0}),
        ({"icu_hr_zone_times": [1, "x"]}, {"hr_zone_s": ()}),
        ({"type": "WeightTraining"}, {"sport": "strength", "sub_sport": "strength_training", "kind": "strength"}),
    ],
)
def test_what_an_activity_may_say_otherwise(change, expected):
    """Unknown stays unknown."""
    (session,), _ = read([{**ACTIVITY, **change}])
    assert session == replace(RUN, **expected)


def test_planned_workouts_are_no_activities():
    """Events look alike but have a category."""
    assert read([{**ACTIVITY, "category": "WORKOUT"}, ACTIVITY]) == ([RUN], [])


def test_an_activity_without_a_start_is_left_out():
    """Its entry is told."""
    gone = {**ACTIVITY, "start_date": None, "start_date_local": "today"}
    assert read([gone, ACTIVITY]) == ([RUN], [("no_date", "entry 1")])


def test_wellness_as_json_is_the_same_night():
    """Null is unknown."""
    data = json.dumps([WELLNESS]).encode()
    assert intervals_icu.recognises(data, "anything.txt")
    assert read(data) == ([NIGHT], [])
    assert read([WELLNESS, {**WELLNESS, "restingHR": 60}]) == ([NIGHT], [("doubled_date", "entry 2")])
    assert read([{**WELLNESS, "soreness": 5}]) == (
        [replace(NIGHT, soreness=None)],
        [("out_of_range", "entry 1, soreness")],
    )


@pytest.mark.parametrize(
    "head",
    [
        b"date,soreness,fatigue,stress,mood\n",
        b'[{"id": "2026-05-28", "soreness": 3}]',
        b'[{"start_date_local": "2026-05-28T06:10:00", "distance": 5}]',
        b'{"sorewise": {"format": 1}}',
        b"id,start_date_local\n",
    ],
)
def test_ratings_alone_may_be_of_any_scale(head):
    """And a local start may be any service's."""
    assert not intervals_icu.recognises(head, "wellness.csv")


ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.lists(st.floats(), max_size=2)
)


@given(st.sampled_from([ACTIVITY, WELLNESS]), st.data())
def test_any_value_in_any_field_never_raises(entry, data):
    """Whatever type it has."""
    name = data.draw(st.sampled_from(sorted(entry)))
    read([entry, {**entry, name: data.draw(ANYTHING)}])


@given(st.binary(max_size=200), st.integers(0, 300))
def test_random_bytes_never_raise(noise, at):
    """Put into each form."""
    for data in (json.dumps([ACTIVITY]).encode(), json.dumps([WELLNESS]).encode(), as_table(ACTIVITY)):
        read(data[:at] + noise + data[at:])
