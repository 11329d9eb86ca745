"""FIT activities: what a watch wrote becomes sessions, value for value."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from importers import fit_writer as w
from sorewise.importers import fit
from sorewise.importers.fit.values import Reading
from sorewise.model.records import ImportProblem, Session


def read(data):
    """Records and problems of a file."""
    items = list(fit.read(io.BytesIO(data), "a.fit"))
    problems = [each for each in items if isinstance(each, ImportProblem)]
    return [each for each in items if not isinstance(each, ImportProblem)], problems


def test_a_run_has_every_value_of_its_file():
    """RPE is a tenth of what FIT keeps; the zone is local time less UTC; elapsed and timer time are two things."""
    records, problems = read(w.run_file())
    assert problems == []
    (run,) = records
    expected = Session(
        id="fit:3400000001-1779959815",
        start=datetime(2026, 5, 28, 11, 16, 55, tzinfo=timezone(timedelta(hours=2))),
        sport="run",
        duration_s=3600.0,
        moving_s=3500.0,
        distance_m=10_000.0,
        ascent_m=80.0,
        descent_m=120.0,
        rpe=7.0,
        feel=75.0,
        heart_rate=144.0,
        device="garmin 4315",
        source="fit",
        source_id="3400000001-1779959815",
        file_sha256=run.file_sha256,
        device_id="3400000001-1779959815",
        quality="whole",
        shape=run.shape,
    )
    assert run == expected
    assert len(run.file_sha256) == 64


def test_a_late_run_stays_on_its_local_day():
    """21:17 UTC on the 28th is the 29th in a zone five and three quarter hours ahead."""
    start = w.START + 12 * 3600
    data = w.fit(w.file_id(), w.session(start=start), w.activity(offset_h=5.75, end=start + 3600))
    ((run,), problems) = read(data)
    assert (run.day.isoformat(), problems) == ("2026-05-29", [])


@pytest.mark.parametrize(
    ("sport", "sub", "expected"),
    [
        (w.RUN, 0, ("run", "")),
        (w.RUN, 3, ("run", "trail")),
        (4, 1, ("run", "treadmill")),
        (11, 0, ("walk", "")),
        (17, 0, ("walk", "hiking")),
        (w.RIDE, 7, ("ride", "road")),
        (4, 6, ("ride", "indoor_cycling")),
        (w.SWIM, 17, ("swim", "lap_swimming")),
        (4, 14, ("other", "indoor_rowing")),
        (7, 0, ("other", "soccer")),
        (0, 0, ("other", "")),
        (199, 0, ("other", "")),
    ],
)
def test_sports(sport, sub, expected):
    """A sport we have no word for is "other", with its own name kept if it has one."""
    ((session,), _) = read(w.fit(w.file_id(), w.session(sport, sub), w.activity()))
    assert (session.sport, session.sub_sport) == expected


def test_a_multisport_file_gives_one_session_a_leg():
    """Each leg has its own id; the first has that of the file, so that a file cut after it names it alike."""
    legs = [
        w.session(w.SWIM, 18, w.START, 900, 750),
        w.session(w.TRANSITION, 0, w.START + 900, 100, 50),
        w.session(w.RUN, 0, w.START + 1000, 1500, 5000),
    ]
    records, problems = read(w.fit(w.file_id(), *legs, w.activity()))
    assert problems == []
    assert [(each.sport, each.distance_m) for each in records] == [("swim", 750), ("other", 50), ("run", 5000)]
    assert [each.source_id.partition(".")[2] for each in records] == ["", "2", "3"]


def test_a_missing_mean_heart_rate_is_that_of_the_records_of_the_leg():
    """Only records between the leg's start and end count, and a heart rate of 0 or 255 is none."""
    rates = [(0, 100), (100, 0), (200, 120), (300, 255), (3599, 140), (5000, 30)]
    records = [w.record(at, 0, rate) for at, rate in rates]
    ((run,), _) = read(w.fit(w.file_id(), *records, w.session(), w.activity()))
    assert run.heart_rate == 120.0


def test_what_the_watch_did_not_write_down_is_measured_from_its_records():
    """Way, time in motion and heart rate from the points; a strength session has no way, whatever the steps say."""
    records = [w.record(at, 3 * at, 140) for at in range(0, 3600, 5)]
    (run,), _ = read(w.fit(w.file_id(), *records, w.session(metres=0, heart_rate=0), w.activity()))
    lift, _ = read(w.fit(w.file_id(), *records, w.session(10, 20, metres=0, heart_rate=0), w.activity()))
    assert (run.distance_m, run.heart_rate) == (pytest.approx(10_785), 140.0)
    assert run.shape is not None
    assert run.shape.best == pytest.approx((3.0, 3.0, 3.0))
    assert (lift[0].distance_m, lift[0].heart_rate, lift[0].shape) == (None, 140.0, None)


def test_a_session_is_called_after_its_workout():
    """That says more than the name of the watch's menu."""
    menu, workout = w.message(12, {3: ("string", "Run")}), w.message(26, {8: ("string", "6x800 m")})
    named = [read(w.fit(w.file_id(), *more, w.session(), w.activity()))[0][0] for more in ([menu], [menu, workout])]
    assert [run.name for run in named] == ["Run", "6x800 m"]


def test_zones_stand_in_the_session_or_beside_it():
    """Newer watches write the time in each zone as a message of its own, which names its session."""
    beside = w.message(216, {0: ("u16", 18), 1: ("u16", 0), 2: ("u32", [1000, 2000, 3000])})
    for data in (w.fit(w.file_id(), w.session(zones=[1000, 2000, 3000])), w.fit(w.file_id(), w.session(), beside)):
        ((run,), _) = read(data)
        assert run.hr_zone_s == (1.0, 2.0, 3.0)


def test_zero_is_not_a_measurement():
    """A treadmill without a sensor writes 0 m, a belt not worn 0 beats, a question not asked RPE 0: all unknown."""
    ((run,), problems) = read(w.fit(w.file_id(), w.session(metres=0, heart_rate=0, rpe=0, feel=0), w.activity()))
    assert (run.distance_m, run.heart_rate, run.rpe) == (None, None, None)
    assert (run.feel, problems) == (0.0, [])


def test_a_value_out_of_range_is_unknown_and_named():
    """The rest of the session is kept."""
    ((run,), (problem,)) = read(w.fit(w.file_id(), w.session(rpe=140), w.activity()))
    assert (run.rpe, run.distance_m) == (None, 10_000.0)
    assert (problem.code, problem.values["field"], problem.values["value"]) == ("out_of_range", "workout_rpe", 140)


@pytest.mark.parametrize("local", [0, w.START + 3600 + 99_999, w.START + 3600 + 7000])
def test_an_impossible_zone_is_unknown_and_said(local):
    """The start is given in UTC then, and a problem tells that its day may be the neighbour."""
    ((run,), (problem,)) = read(w.fit(w.file_id(), w.session(), w.activity(local=local)))
    assert run.start == datetime(2026, 5, 28, 9, 16, 55, tzinfo=UTC)
    assert (problem.code, problem.kept) == ("no_time_zone", 1)


def test_the_watch_s_settings_know_the_zone_too():
    """Without a closing message the offset in the settings counts (written unsigned: -5 h); its 0 says nothing."""
    settings = [w.message(2, {2: ("u32", value)}) for value in (2**32 - 18_000, 0)]
    ((behind,), none) = read(w.fit(w.file_id(), settings[0], w.session()))
    ((unknown,), (problem,)) = read(w.fit(w.file_id(), settings[1], w.session()))
    assert (behind.start.utcoffset(), none) == (timedelta(hours=-5), [])
    assert (unknown.start.utcoffset(), problem.code) == (timedelta(0), "no_time_zone")


def test_a_clock_that_was_never_set_is_read_by_the_local_time():
    """Time stamps then count from when the watch was switched on; the closing message says what the wall clock read."""
    data = w.fit(w.file_id(), w.session(start=1000), w.activity(end=4600, local=w.START))
    ((run,), (problem,)) = read(data)
    assert run.start == datetime(2026, 5, 28, 8, 16, 55, tzinfo=UTC)
    assert problem.code == "no_time_zone"
    records, (problem,) = read(w.fit(w.file_id(), w.session(start=1000), w.activity(end=4600, local=0)))
    assert (records, problem.code) == ([], "no_date")


def test_a_file_without_a_session_is_pieced_together_from_its_records():
    """First to last record, marked as partial and said."""
    records = [w.record(at, 100 + at * 3, 150) for at in (0, 60, 120)]
    about = w.message(12, {0: ("enum", w.RUN), 3: ("string", "Run")})
    ((run,), (problem,)) = read(w.fit(w.file_id(), about, *records, w.activity()))
    assert (run.sport, run.duration_s, run.distance_m, run.heart_rate) == ("run", 120.0, 360.0, 150.0)
    assert (run.quality, run.name, problem.code) == ("partial", "Run", "no_session")


@pytest.mark.parametrize(("kind", "what"), [(w.SETTINGS, "settings"), (5, "workout"), (6, "course"), (77, "77")])
def test_a_file_that_is_no_activity_says_what_it_is(kind, what):
    """A folder of a watch holds settings and courses as well."""
    records, (problem,) = read(w.fit(w.file_id(kind)))
    assert (records, problem.code, problem.values) == ([], "no_activity", {"what": what})


def test_a_developer_field_does_not_hide_the_watch_s_own():
    """The decoder lets a developer field of the same name win: 7 m instead of 10 km. Then it is unknown, and said."""
    data = w.fit(w.file_id(), w.developer_field("total_distance"), w.session_with_developer_field(7), w.activity())
    ((run,), (problem,)) = read(data)
    assert (run.distance_m, problem.code, problem.values) == (None, "field_hidden", {"field": "total_distance"})
    data = w.fit(w.file_id(), w.developer_field("Stryd"), w.session_with_developer_field(7), w.activity())
    ((run,), problems) = read(data)
    assert (run.distance_m, problems) == (10_000.0, [])


def test_developer_fields_are_kept_by_name():
    """What an app on the watch wrote for the session; one that hides a field of the watch's own is not among them."""
    data = w.fit(w.file_id(), w.developer_field("Leg\x1b spring"), w.session_with_developer_field(7), w.activity())
    ((run,), _) = read(data)
    assert run.developer == {"Leg spring": 7}
    ((other,), _) = read(w.run_file())
    assert other.developer == {}


def test_names_are_fit_to_be_printed():
    """A name from a file cannot command the terminal."""
    ((run,), _) = read(w.fit(w.file_id(), w.session(name="\x1b[31mTrail\x07 run"), w.activity()))
    assert run.name == "[31mTrail run"


def test_a_file_that_does_not_name_its_watch_is_known_by_its_content():
    """Without serial number and time of creation."""
    ((run,), _) = read(w.fit(w.session(), w.activity()))
    assert (run.source_id, run.device) == (run.file_sha256[:16], "")
    ((run,), _) = read(w.fit(w.message(0, {0: ("enum", w.ACTIVITY), 8: ("string", "Pod")}), w.session(), w.activity()))
    assert (run.source_id, run.device) == (run.file_sha256[:16], "Pod")


def test_a_session_without_a_start_has_no_day():
    """It cannot be placed, so it is not kept."""
    records, (problem,) = read(w.fit(w.file_id(), w.message(18, {5: ("enum", w.RUN)}), w.activity()))
    assert (records, problem.code) == ([], "no_date")


def test_the_name_of_a_developer_field_may_be_several_texts():
    """FIT allows it; nothing may break over it."""
    data = w.fit(w.file_id(), w.developer_field("total_distance\0x"), w.session_with_developer_field(7), w.activity())
    ((run,), _) = read(data)
    assert run.distance_m is None


@pytest.mark.parametrize("value", ["hard", [70, 80], float("nan"), float("inf")])
def test_what_is_no_number_is_unknown(value):
    """Whatever a decoder may hand over."""
    reading = Reading()
    assert reading.rpe({"workout_rpe": value}) is None
    assert [(each.code, each.values["field"]) for each in reading.problems] == [("not_a_number", "workout_rpe")]
