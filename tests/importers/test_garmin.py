"""The JSON of a Garmin account export: units of its own, a day in several files, and values that mean "none"."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers import garmin
from sorewise.model.records import Night, Session

SUMMER = timezone(timedelta(hours=2))
START = datetime(2026, 5, 28, 6, 10, tzinfo=SUMMER)
START_MS = int(START.timestamp() * 1000)
ACTIVITY = {
    "activityId": 12_345_678_901,
    "name": "Hill repeats",
    "activityType": "trail_running",
    "sportType": "RUNNING",
    "startTimeGmt": float(START_MS),
    "startTimeLocal": float(START_MS + 7_200_000),
    "beginTimestamp": START_MS,
    "duration": 3_540_000.0,
    "elapsedDuration": 3_600_000.0,
    "movingDuration": 3_500_000.0,
    "distance": 1_002_150.0,
    "elevationGain": 12_400.0,
    "elevationLoss": 12_600.0,
    "avgHr": 148.0,
    "workoutRpe": 70,
    "workoutFeel": 75,
    "hrTimeInZone_0": 60_000.0,
    "hrTimeInZone_1": 0.0,
    "hrTimeInZone_2": 900_000.0,
    "eventTypeId": 1,
}
RUN = Session(
    id="garmin:12345678901",
    start=START,
    sport="run",
    sub_sport="trail",
    kind="race",
    duration_s=3600.0,
    moving_s=3500.0,
    distance_m=10_021.5,
    ascent_m=124.0,
    descent_m=126.0,
    rpe=7.0,
    feel=75.0,
    heart_rate=148.0,
    hr_zone_s=(60.0, 0.0, 900.0),
    name="Hill repeats",
    source="garmin",
    source_id="12345678901",
)
DAY = date(2026, 5, 28)
SLEEP = {
    "calendarDate": "2026-05-28",
    "sleepWindowConfirmationType": "ENHANCED_CONFIRMED_FINAL",
    "deepSleepSeconds": 3600,
    "lightSleepSeconds": 18_000,
    "remSleepSeconds": 5400,
    "awakeSleepSeconds": 900,
    "sleepScores": {"overallScore": 82},
}
DAILY = {
    "calendarDate": "2026-05-28",
    "totalSteps": 9533,
    "restingHeartRate": 50,
    "currentDayRestingHeartRate": 47,
    "allDayStress": {"aggregatorList": [{"type": "TOTAL", "averageStressLevel": 31}, {"type": "ASLEEP"}]},
}
HEALTH = {
    "calendarDate": "2026-05-28",
    "metrics": [{"type": "HRV", "value": 61, "baselineUpperLimit": 70}, {"type": "HR", "value": 49}],
}
READINESS = {"calendarDate": "2026-05-28", "inputContext": "AFTER_WAKEUP_RESET", "sleepScore": 82, "score": 71}


def of(*activities):
    """The activities as the export wraps them."""
    return [{"summarizedActivitiesExport": list(activities)}]


def read(found):
    """The records, and (code, place) of the problems."""
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    items = list(garmin.read(io.BytesIO(data), "export.json"))
    records = [each for each in items if isinstance(each, Session | Night)]
    return records, [(each.code, each.place) for each in items if not isinstance(each, Session | Night)]


def test_an_activity_is_a_session():
    """Centimetres, milliseconds, a tenfold RPE, and a local time that gives the zone."""
    assert read(of(ACTIVITY)) == ([RUN], [])


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (of(ACTIVITY), "summarizedActivities.json"),
        ([SLEEP], "sleepData.json"),
        ([DAILY], "UDSFile.json"),
        ([HEALTH], "healthStatusData.json"),
        ([READINESS], "TrainingReadinessDTO.json"),
    ],
)
def test_files_are_known_by_what_stands_in_them(found, name):
    """The name alone says nothing, but an empty list of that name is such a file."""
    data = json.dumps(found, indent=1).encode()
    assert garmin.recognises(data[:65536], "anything")
    assert len(read(data)[0]) == 1
    assert not garmin.recognises(b'[{"unit": "metric"}]', name)
    assert garmin.recognises(b"[]\n", name)
    assert not garmin.recognises(b"[]", "userGoals.json")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"activityType": {"typeKey": "trail_running"}}, {}),
        ({"startTimeGmt": None}, {}),
        ({"elapsedDuration": None}, {"duration_s": 3540.0}),
        ({"eventTypeId": 9}, {"kind": None}),
        ({"workoutRpe": 0, "workoutFeel": None}, {"rpe": None, "feel": None}),
        ({"avgHr": 0.0, "distance": 0.0}, {"heart_rate": None, "distance_m": None}),
        ({"activityType": "ultra_run"}, {"sub_sport": "ultra"}),
        ({"activityType": "newest_running"}, {"sub_sport": ""}),
        ({"activityType": "pilates", "sportType": "TRAINING"}, {"sport": "other", "sub_sport": "pilates"}),
    ],
)
def test_what_the_years_wrote_otherwise(change, expected):
    """0 is no value; a key that is not listed is told by its sport."""
    assert read(of({**ACTIVITY, **change})) == ([replace(RUN, **expected)], [])


def test_without_a_local_time_the_zone_is_not_known():
    """It is noted once for all of them."""
    (session,), problems = read(of({**ACTIVITY, "startTimeLocal": None}))
    assert (session.start, session.start.utcoffset()) == (START, timedelta(0))
    assert problems == [("no_time_zone", "")]


@pytest.mark.parametrize(
    "start", [None, "yesterday", -1, 1e300, float("nan"), 599_616_000_000, 4_070_908_800_000, True]
)
def test_an_activity_without_a_start_is_left_out(start):
    """Also one of 1989 or 2099, of a watch whose clock was never set."""
    strange = {**ACTIVITY, "startTimeGmt": start, "beginTimestamp": None}
    assert read(of(strange, ACTIVITY)) == ([RUN], [("no_date", "entry 1")])


@pytest.mark.parametrize(
    ("field", "value"), [("distance", -100.0), ("duration", 1e15), ("avgHr", 255), ("distance", "x")]
)
def test_a_value_that_cannot_be_is_left_out(field, value):
    """The rest of the activity is kept."""
    (session,), ((code, place),) = read(of({**ACTIVITY, "elapsedDuration": None, "movingDuration": 1.0, field: value}))
    assert session.start == START
    assert code in {"out_of_range", "not_a_number"}
    assert place == f"entry 1, {field}"


def test_a_multisport_activity_gives_its_legs():
    """Its sum would count them twice; without them it stands for itself."""
    whole = {**ACTIVITY, "activityId": 1, "activityType": "multi_sport", "sportType": "MULTI_SPORT", "parent": True}
    leg = {**ACTIVITY, "activityId": 2, "parentId": 1}
    assert [each.source_id for each in read(of(whole, leg))[0]] == ["2"]
    assert [each.source_id for each in read(of(whole))[0]] == ["1"]


def test_strength_leaves_open_what_was_lifted():
    """The export tells no exercises that are read."""
    (session,), problems = read(of({**ACTIVITY, "activityType": "strength_training", "eventTypeId": 9}))
    assert (session.sport, session.kind, session.legs, problems) == ("strength", "strength", False, [])


# ------------------------------------------------------------------------------------------------------ nights


def test_sleep_is_what_was_slept_on_the_day_of_waking():
    """Awake time is none of it."""
    assert read([SLEEP]) == ([Night(day=DAY, sleep_s=27_000.0, sleep_score=82.0, source="garmin")], [])


@pytest.mark.parametrize(
    "entry",
    [
        {**SLEEP, "sleepWindowConfirmationType": "OFF_WRIST"},
        {"calendarDate": "2026-05-28", "sleepWindowConfirmationType": "UNCONFIRMED"},
        {"retro": False},
    ],
)
def test_a_watch_that_was_not_worn_tells_no_sleep(entry):
    """Nor does a window that it assumed; nothing is noted."""
    other = {**SLEEP, "calendarDate": "2026-05-29"}
    records, problems = read([entry, other])
    assert ([each.day.day for each in records], problems) == ([29], [])


def test_a_nap_is_not_the_night():
    """The longest sleep of a day counts, in any order."""
    nap = {**SLEEP, "deepSleepSeconds": 0, "lightSleepSeconds": 1800, "remSleepSeconds": 0, "sleepScores": None}
    assert [each.sleep_s for each in read([SLEEP, nap])[0]] == [27_000.0]
    assert [each.sleep_s for each in read([nap, SLEEP])[0]] == [27_000.0]


def test_the_days_own_resting_heart_rate_is_taken_not_the_mean_of_a_week():
    """A mean would hide a bad morning. Stress is kept as given, with the scale named."""
    night = Night(day=DAY, resting_hr=47.0, stress=31.0, scale="garmin", source="garmin")
    assert read([DAILY]) == ([night], [])
    mean_only = {"calendarDate": "2026-05-29", "totalSteps": 1, "restingHeartRate": 50}
    assert read([DAILY, mean_only]) == ([night], [])


def test_older_files_have_one_resting_heart_rate():
    """It is the day's."""
    old = {"calendarDate": "2019-05-28", "totalSteps": 1, "restingHeartRate": 50}
    assert [each.resting_hr for each in read([old])[0]] == [50.0]


@pytest.mark.parametrize("level", [-1, -2, 0, None, "high"])
def test_stress_that_was_not_measured_is_unknown(level):
    """The watch writes a negative number for it."""
    entry = {**DAILY, "allDayStress": {"aggregatorList": [{"type": "TOTAL", "averageStressLevel": level}]}}
    ((night,), problems) = read([entry])
    assert (night.stress, night.scale, problems) == (None, "", [])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-05-28T00:00:00.0", [DAY]),
        ({"date": "2026-05-28"}, [DAY]),
        (int(datetime(2026, 5, 28, tzinfo=UTC).timestamp() * 1000), [DAY]),
        ("28.05.2026", []),
        (None, []),
    ],
)
def test_days_as_the_years_wrote_them(day, expected):
    """One that is none is noted."""
    records, problems = read([{**HEALTH, "calendarDate": day}])
    assert [each.day for each in records] == expected
    assert problems == ([] if expected else [("bad_date", "entry 1, calendarDate")])


@pytest.mark.parametrize(("value", "rmssd"), [(61, 61.0), (0, None), (None, None)])
def test_hrv_is_that_of_the_night(value, rmssd):
    """The heart rate beside it is the mean of the night: another measure than resting."""
    metrics = [{"type": "HRV", "value": value}, {"type": "HR", "value": 49}]
    nights = [Night(day=DAY, hrv_rmssd=rmssd, source="garmin")] if rmssd else []
    assert read([{**HEALTH, "metrics": metrics}]) == (nights, [])


def test_readiness_is_read_as_of_waking():
    """HRV stands there as a mean of a week, 511 for none: it is not taken, and that is said once."""
    evening = {**READINESS, "inputContext": "AFTER_POST_EXERCISE_RESET", "sleepScore": 40}
    night = Night(day=DAY, sleep_score=82.0, source="garmin")
    assert read([READINESS, evening, {**READINESS, "hrvWeeklyAverage": 511}]) == ([night], [])
    assert read([{**READINESS, "hrvWeeklyAverage": 60}])[1] == [("hrv_is_average", "")]


# ------------------------------------------------------------------------------------------------- broken files


def test_a_list_cut_short_gives_its_whole_entries():
    """What stands before the break is kept."""
    data = json.dumps(of(ACTIVITY, {**ACTIVITY, "activityId": 2})).encode()
    assert read(data[:-40]) == ([RUN], [("not_json", "line 1")])
    assert read(data[:-3])[1] == [("not_json", "line 1")]


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_depth_without_end_ends_the_reading(depth):
    """Nested lists do not exhaust the stack."""
    data = b'[{"summarizedActivitiesExport":[' + b"[" * depth
    assert read(data) == ([], [("not_json", "line 1")])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([ACTIVITY, SLEEP, DAILY, HEALTH, {**READINESS, "hrvWeeklyAverage": 60}]), st.data())
def test_any_value_in_any_field_never_raises(entry, data):
    """Whatever type it has; what is taken is within its range."""
    changed = {**entry, data.draw(st.sampled_from(sorted(entry))): data.draw(ANYTHING)}
    records, _ = read(of(changed) if "activityId" in entry else [entry, changed])
    for each in records:
        if isinstance(each, Session):
            assert each.rpe is None or 0 < each.rpe <= 10
        else:
            assert each.resting_hr is None or 25 <= each.resting_hr <= 150


@given(
    st.binary(max_size=200),
    st.sampled_from([of(ACTIVITY), [SLEEP], [DAILY], [HEALTH], [READINESS]]),
    st.integers(0, 400),
)
def test_random_bytes_never_raise(noise, entries, at):
    """Alone, and put into a file."""
    data = json.dumps(entries).encode()
    read(noise)
    read(data[:at] + noise + data[at:])
