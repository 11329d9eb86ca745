"""Apple Health: nights and workouts out of everything a phone keeps."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import xml_writer as w
from sorewise.importers import apple_health
from sorewise.importers.apple_health import scan
from sorewise.importers.run.inventory import entries
from sorewise.importers.shared import markup
from sorewise.model.records import ImportProblem, Night, Session

DAY = date(2026, 5, 28)
OTHERS = w.record("QuantityTypeIdentifierHeartRate", "2026-05-28 03:00:00 +0200", value="61") * 5
NIGHT = (
    w.sleep("InBed", "2026-05-27 22:30:00 +0200", "2026-05-28 06:30:00 +0200")
    + w.sleep("AsleepCore", "2026-05-27 23:00:00 +0200", "2026-05-28 02:00:00 +0200")
    + w.sleep("Awake", "2026-05-28 02:00:00 +0200", "2026-05-28 02:30:00 +0200")
    + w.sleep("AsleepREM", "2026-05-28 02:30:00 +0200", "2026-05-28 05:00:00 +0200")
    + w.sleep("AsleepDeep", "2026-05-28 05:00:00 +0200", "2026-05-28 06:00:00 +0200")
)


def read(data):
    """Nights, workouts, and the codes of the problems."""
    items = list(apple_health.read(io.BytesIO(data), "export.xml"))
    kinds = (Night, Session, ImportProblem)
    nights, workouts, problems = ([each for each in items if isinstance(each, kind)] for kind in kinds)
    return nights, workouts, [each.code for each in problems]


def night_of(*elements):
    """The one night of an export without problems."""
    (night,), workouts, problems = read(w.health(*elements))
    assert (workouts, problems) == ([], [])
    return night


def workout_of(*elements):
    """The one workout of an export without problems."""
    nights, (session,), problems = read(w.health(*elements))
    assert (nights, problems) == ([], [])
    return session


def test_a_morning_has_all_that_was_measured():
    """Stages become a night; SDNN and rMSSD are two things; what was measured awake says nothing of the morning."""
    night = night_of(
        OTHERS,
        NIGHT,
        w.resting("2026-05-28 00:00:00 +0200", 48, "2026-05-28 21:00:00 +0200"),
        w.hrv("SDNN", "2026-05-28 01:00:00 +0200", 60),
        w.hrv("SDNN", "2026-05-28 04:00:00 +0200", 70.04),
        w.hrv("SDNN", "2026-05-28 10:00:00 +0200", 20),
        w.hrv("RMSSD", "2026-05-27 23:30:00 +0200", 55.5),
        OTHERS,
    )
    expected = Night(day=DAY, resting_hr=48, hrv_sdnn=65.0, hrv_rmssd=55.5, sleep_s=6.5 * 3600, source="apple_health")
    assert night == expected


def test_without_sleep_the_morning_counts():
    """A watch that lies on the table at night measures before noon."""
    values = [
        w.hrv("SDNN", f"2026-05-28 {hour}:00:00 +0200", value) for hour, value in (("07", 50), ("11", 60), ("13", 90))
    ]
    assert night_of(*values).hrv_sdnn == 55


def test_the_resting_heart_rate_of_a_day_is_its_last():
    """The phone mends it during the day, and writes in any order."""
    values = [w.resting("2026-05-28 00:00:00 +0200", value, f"2026-05-28 {hour}:00:00 +0200")
              for hour, value in (("20", 47), ("08", 52), ("12", 50))]  # fmt: skip
    assert night_of(*values).resting_hr == 47


@pytest.mark.parametrize("order", [1, -1])
def test_two_devices_are_not_summed(order):
    """A phone's guess and a watch's stages lie over each other: the one that knows stages is taken."""
    phone = w.sleep("Asleep", "2026-05-27 22:30:00 +0200", "2026-05-28 06:45:00 +0200", "Phone")
    assert night_of(*(NIGHT, phone)[::order]).sleep_s == 6.5 * 3600


def test_one_device_that_writes_twice_is_not_summed():
    """Some programs write the whole night and its stages as well."""
    again = w.sleep("AsleepUnspecified", "2026-05-27 23:00:00 +0200", "2026-05-28 06:00:00 +0200")
    assert night_of(NIGHT, NIGHT, again).sleep_s == 6.5 * 3600


def test_lying_awake_is_no_sleep():
    """A phone without a watch knows the time in bed only."""
    data = w.health(w.sleep("InBed", "2026-05-27 22:30:00 +0200", "2026-05-28 06:30:00 +0200"))
    assert read(data) == ([], [], ["no_activity"])


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("2026-05-27 22:00:00 +0200", "2026-05-27 23:30:00 +0200", DAY),
        ("2026-05-28 00:30:00 +0200", "2026-05-28 07:00:00 +0200", DAY),
        ("2026-05-28 09:00:00 +0200", "2026-05-28 16:00:00 +0200", DAY),
        ("2026-05-28 12:00:00 +0200", "2026-05-28 19:00:00 +0200", date(2026, 5, 29)),
        ("2026-05-28 14:00:00 +0200", "2026-05-28 15:30:00 +0200", None),
    ],
)
def test_a_sleep_belongs_to_the_day_of_waking(start, end, day):
    """After a night shift too; a nap in the afternoon is no night."""
    nights, _, _ = read(w.health(w.sleep("AsleepCore", start, end)))
    assert [night.day for night in nights] == ([day] if day else [])


def test_a_night_in_two_parts_is_one():
    """Up with a child for three hours."""
    parts = (
        w.sleep("AsleepCore", "2026-05-27 22:00:00 +0200", "2026-05-28 01:00:00 +0200"),
        w.sleep("AsleepCore", "2026-05-28 04:00:00 +0200", "2026-05-28 07:00:00 +0200"),
    )
    assert night_of(*parts).sleep_s == 6 * 3600


def test_the_day_is_that_of_the_place_where_one_slept():
    """The phone writes all in the zone of its export; the record names the one it was in."""
    night = night_of(w.sleep("AsleepCore", "2026-05-27 16:00:00 +0200", "2026-05-27 23:30:00 +0200", zone="Asia/Tokyo"))
    assert night.day == DAY
    away = night_of(w.sleep("AsleepCore", "2026-05-28 07:00:00 +0200", "2026-05-28 13:00:00 +0200", zone="No/Where"))
    assert away.day == DAY


def test_what_cannot_be_is_left_out_with_one_word_each():
    """A thousand bad values are one line."""
    bad = [w.resting("2026-05-28 00:00:00 +0200", value) for value in (0, 400, "x", "nan")]
    bad += [w.hrv("SDNN", "2026-05-28 01:00:00 +0200", value) for value in (0, 9999)]
    bad += [w.resting(day, 50) for day in ("yesterday", "1989-01-01 00:00:00 +0000", "2099-05-28 00:00:00 +0200")]
    bad += [w.sleep("AsleepCore", "2026-05-28 06:00:00 +0200", "2026-05-27 23:00:00 +0200")]
    items = list(apple_health.read(io.BytesIO(w.health(NIGHT, *bad)), "a"))
    assert [each.sleep_s for each in items[:1]] == [6.5 * 3600]
    found = [(each.code, each.values["count"], each.values.get("field")) for each in items[1:]]
    assert found == [
        ("values_left_out", 4, "resting_hr"),
        ("values_left_out", 2, "hrv_sdnn"),
        ("values_undated", 4, None),
    ]


RUN = (
    w.metadata("HKIndoorWorkout", 0)
    + w.metadata("HKTimeZone", "Europe/Paris")
    + w.metadata("HKElevationAscended", "8520 cm")
    + '  <WorkoutEvent type="HKWorkoutEventTypeSegment" date="2026-05-28 07:00:00 +0200"/>\n'
    + '  <WorkoutActivity uuid="A">\n'
    + w.statistics("DistanceWalkingRunning", "km", sum="1")
    + w.metadata("HKElevationAscended", "99 cm")
    + "  </WorkoutActivity>\n"
    + w.statistics("HeartRate", "count/min", average="152.2", minimum="88", maximum="176")
    + w.statistics("DistanceWalkingRunning", "km", sum="9.5")
    + '  <WorkoutRoute><FileReference path="/workout-routes/a.gpx"/><MetadataEntry key="HKIndoorWorkout" value="1"/>'
    + "</WorkoutRoute>\n"
)


def test_a_workout_is_a_session():
    """Pauses count in the elapsed time only; the parts of a workout say the same once more."""
    assert workout_of(w.workout(RUN)) == Session(
        id="apple_health:20260528T050000Z-running",
        start=workout_of(w.workout(RUN)).start,
        sport="run",
        duration_s=3000,
        moving_s=2910,
        distance_m=9500,
        ascent_m=85.2,
        heart_rate=152.2,
        device="Apple Watch Watch7,2",
        source="apple_health",
        source_id="20260528T050000Z-running",
    )
    assert workout_of(w.workout(RUN)).start.isoformat() == "2026-05-28T07:00:00+02:00"


def test_as_older_phones_wrote_it():
    """Totals as attributes, miles, the whole route inside."""
    route = "<WorkoutRoute>" + '<Location latitude="1"/>' * 50 + "</WorkoutRoute>"
    session = workout_of(w.workout(route, totalDistance="5", totalDistanceUnit="mi", duration="0.5", durationUnit="hr"))
    assert (session.distance_m, session.moving_s) == (pytest.approx(8046.72), 1800)


def test_the_workout_is_on_the_day_of_its_place():
    """The zone it names, not that of the export; the offset is fixed, for no store knows zones."""
    session = workout_of(w.workout(w.metadata("HKTimeZone", "America/Los_Angeles")))
    assert session.start.isoformat() == "2026-05-27T22:00:00-07:00"
    assert session.start.tzname() == "UTC-07:00"


def test_the_runners_rating_is_put_to_its_workout():
    """It is a record of its own; what the watch guesses itself is no rating."""
    rating = w.record(
        "QuantityTypeIdentifierWorkoutEffortScore", "2026-05-28 07:00:00 +0200", "2026-05-28 07:50:00 +0200", 7
    )
    guess = rating.replace("WorkoutEffort", "EstimatedWorkoutEffort").replace('value="7"', 'value="3"')
    assert workout_of(rating, guess, w.workout(RUN)).rpe == 7
    assert workout_of(w.workout(RUN, start="2026-05-28 07:10:00 +0200"), rating).rpe is None


@pytest.mark.parametrize(
    ("sport", "inside", "expected"),
    [
        ("Running", w.metadata("HKIndoorWorkout", 1), ("run", "treadmill")),
        ("Hiking", "", ("walk", "hiking")),
        ("Cycling", "", ("ride", "")),
        ("Swimming", "", ("swim", "")),
        ("HighIntensityIntervalTraining", "", ("other", "high_intensity_interval_training")),
        ("", "", ("other", "")),
    ],
)
def test_sports(sport, inside, expected):
    """What has no word of its own here keeps the one it has."""
    session = workout_of(w.workout(inside, sport=sport))
    assert (session.sport, session.sub_sport) == expected


def test_of_strength_it_is_left_open_whether_the_legs_were_trained():
    """The export does not tell what was lifted."""
    both = w.workout(sport="FunctionalStrengthTraining") + w.workout(sport="TraditionalStrengthTraining")
    _, sessions, problems = read(w.health(both))
    assert [(each.kind, each.legs) for each in sessions] == [("strength", False)] * 2
    assert problems == []


@pytest.mark.parametrize("order", [1, -1])
def test_one_run_by_two_devices_is_one(order):
    """The one that says more is kept; another sport, or a run after the run, is another one."""
    phone = w.workout(start="2026-05-28 07:02:00 +0200", sourceName="Phone")
    later = w.workout(start="2026-05-28 07:45:00 +0200", end="2026-05-28 08:30:00 +0200")
    walk = w.workout(sport="Walking")
    _, sessions, problems = read(w.health(*(w.workout(RUN), phone, later, walk)[::order]))
    assert problems == []
    assert [(each.sport, each.distance_m, each.duration_s) for each in sessions] == [
        ("run", 9500, 3000), ("walk", None, 3000), ("run", None, 2910),
    ]  # fmt: skip


def test_workouts_that_cannot_be():
    """Each keeps what can."""
    _, sessions, problems = read(
        w.health(
            w.workout(start="1989-05-28 07:00:00 +0200"),
            w.workout(duration="-3", totalDistance="99999", totalDistanceUnit="km"),
        )
    )
    assert [(each.duration_s, each.moving_s, each.distance_m) for each in sessions] == [(3000, None, None)]
    assert problems == ["no_date", "values_left_out", "values_left_out"]


DTD = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Record
  type CDATA #REQUIRED
<!ENTITY l SYSTEM "file:///etc/hostname">
"""
EXPORT = w.health(OTHERS, NIGHT, w.workout(RUN), OTHERS, w.resting("2026-05-28 00:00:00 +0200", 48))


@pytest.mark.parametrize(
    "data",
    [
        EXPORT.replace(b"<HealthData", DTD.encode() + b"]>\n<HealthData", 1),
        EXPORT.replace(b"<HealthData", DTD.encode() + b"<HealthData", 1),
        EXPORT.replace(b'value="61"', b'value="\x0b\x00&nbsp;&#11;<&"'),
        EXPORT.replace(b' <Record type="', b' <Record unit="x&gt;y" type="'),
        EXPORT.replace(b'"', b"'"),
        EXPORT.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\xef\xbb\xbf" + EXPORT,
        EXPORT.replace(b"</Record>", b""),
    ],
)
def test_real_exports_are_broken(data):
    """A document type that is none, bytes that no XML may have: none of it is looked at."""
    assert apple_health.recognises(data[:65536], "a.bin")
    nights, workouts, problems = read(data)
    assert [(each.day, each.resting_hr, each.sleep_s) for each in nights] == [(DAY, 48, 6.5 * 3600)]
    assert [each.distance_m for each in workouts] == [9500]
    assert problems == []


@given(st.integers(60, 3000))
def test_the_size_of_the_pieces_makes_no_difference(size):
    """An element may lie across any number of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK_BYTES", size)
        assert read(EXPORT) == read(EXPORT)
        nights, workouts, problems = read(EXPORT)
    assert (len(nights), len(workouts), workouts[0].distance_m, problems) == (1, 1, 9500, [])


def test_an_element_without_end_does_not_fill_the_memory(monkeypatch):
    """Its start tag is taken; what comes after it is searched all the same."""
    monkeypatch.setattr(markup, "CHUNK_BYTES", 512)
    monkeypatch.setattr(scan, "MOST_ELEMENT_BYTES", 2048)
    data = w.health(w.workout("<Location/>" * 1000).replace("</Workout>", ""), NIGHT)
    held = [(each.name, len(each.inside)) for each in scan.Scan(io.BytesIO(data)).elements()]
    assert held[0] == ("Workout", 0)
    assert [name for name, _ in held].count("Record") == 5


@given(st.integers(60, len(EXPORT) - 15))
def test_an_export_cut_short_keeps_what_stands_before(size):
    """Whole elements, and a word."""
    _, workouts, problems = read(EXPORT[:size])
    assert problems == ["xml_cut_short"]
    assert all(each.distance_m in {None, 9500} for each in workouts)


def test_what_an_export_says_twice_is_passed_over(tmp_path):
    """The clinical document, and the routes of the workouts: they have no sport and are no runs of their own."""
    place = tmp_path / "export.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for name in ("export.xml", "export_cda.xml", "workout-routes/route_2026-05-28_7.50am.gpx"):
            archive.writestr(f"apple_health_export/{name}", EXPORT)
    (found,) = entries([place])
    assert found.path.endswith("export.zip!apple_health_export/export.xml")


@pytest.mark.parametrize("head", [b"", b"<ClinicalDocument>", b"<gpx>", b"HealthData", b"<a><HealthData>"])
def test_only_its_root_is_recognised(head):
    """The clinical document beside it is another one."""
    assert not apple_health.recognises(head, "export.xml")


def test_a_record_that_names_two_types_is_left_out():
    """It is found by the one and is of the other."""
    twice = w.resting("2026-05-28 00:00:00 +0200", 48).replace("/>", ' type="HKOther"/>')
    assert read(w.health(twice)) == ([], [], ["no_activity"])


@given(st.binary(max_size=300), st.integers(0, len(EXPORT)))
def test_any_bytes_give_records_or_problems(noise, place):
    """No exception but ours, wherever the noise stands."""
    for data in (noise, EXPORT[:place] + noise, EXPORT[:place] + noise + EXPORT[place:]):
        read(data)


STAGE = st.sampled_from(["InBed", "Awake", "AsleepCore", "Asleep"])
QUARTERS = st.integers(0, 40)


@given(st.lists(st.tuples(QUARTERS, QUARTERS, STAGE, st.sampled_from(["Watch", "Phone"])), max_size=12))
def test_nobody_sleeps_longer_than_the_night_was(stages):
    """However the stages of two devices lie over each other, and in whatever order they are written."""
    first = w.START.replace(hour=18, minute=0, second=0) - timedelta(days=1)

    def at(quarters):
        return (first + timedelta(minutes=15 * quarters)).strftime("%Y-%m-%d %H:%M:%S +0000")

    written = [w.sleep(stage, at(start), at(start + length), source) for start, length, stage, source in stages]
    nights, _, _ = read(w.health(*written))
    assert read(w.health(*reversed(written)))[0] == nights
    span = 15 * 60 * (max((a + b for a, b, _, _ in stages), default=0) - min((a for a, *_ in stages), default=0))
    assert sum(night.sleep_s or 0 for night in nights) <= span
