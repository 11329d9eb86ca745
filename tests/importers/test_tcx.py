"""TCX: what the watch counted stands, the rest is measured from every point."""

import io
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import xml_writer as w
from sorewise.importers import tcx
from sorewise.importers.shared.markup import Document
from sorewise.model.records import ImportProblem, Session

PLAN = '<Training><Plan Type="Workout"><Name>6 x 800</Name></Plan></Training>'
WATCH = "<Creator><Name>Forerunner</Name><UnitId>3907354759</UnitId></Creator>"


def points(first, last, *, offset=0, **about):
    """A point every five seconds at 3 m/s; `offset` is what the counter of metres had before."""
    return [w.trackpoint(s, (s - first) * 3 + offset, **about) for s in range(first, last + 1, 5)]


TWO_LAPS = w.activity(
    w.lap(*points(0, 300), rate=140),
    w.lap(*points(305, 600, offset=915), start=305, seconds=100, metres=300, rate=160),
    end=PLAN + WATCH,
)


def read(data):
    """Sessions, and (code, kept) of the problems."""
    items = list(tcx.read(io.BytesIO(data), "run.tcx"))
    problems = [(each.code, each.kept) for each in items if isinstance(each, ImportProblem)]
    return [each for each in items if not isinstance(each, ImportProblem)], problems


def only(data):
    """The one session of a file without problems."""
    (session,), problems = read(data)
    assert problems == []
    return session


def test_an_activity_is_a_session():
    """Time, way and heart rate as the laps count them; elapsed time and heights from the points."""
    run = only(w.tcx(TWO_LAPS))
    assert run.start == w.START
    assert run.start.utcoffset() == timedelta(hours=1)
    assert (run.sport, run.name, run.device) == ("run", "6 x 800", "Forerunner")
    assert (run.duration_s, run.moving_s, run.distance_m) == (600, 400, 1200)
    assert run.heart_rate == 145
    assert (run.ascent_m, run.descent_m) == (0, 0)
    assert run.shape is not None
    assert run.id == f"tcx:{run.file_sha256[:16]}"
    assert run.device_id == f"3907354759-{int(w.START.timestamp())}"


def test_no_point_is_lost():
    """Points without a place are points; a treadmill has no others."""
    data = w.tcx(w.activity(w.lap(*points(0, 300, place=False), *points(305, 600, offset=915, rate=None))))
    (recording,) = tcx.recordings(Document(io.BytesIO(data)))
    assert len(recording.points) == 121
    assert sum(each.latitude is None for each in recording.points) == 61


def test_what_the_laps_do_not_count_is_measured():
    """A counter that begins every lap at nothing goes on where it was."""
    silent = {"seconds": None, "metres": None, "rate": None}
    laps = w.lap(*points(0, 300), **silent), w.lap(*points(300, 600), start=300, **silent)
    run = only(w.tcx(w.activity(*laps)))
    assert (run.duration_s, run.distance_m, run.heart_rate) == (600, 1800, 150)
    assert run.moving_s == pytest.approx(600, abs=5)


def test_without_a_counter_the_way_is_that_of_the_places():
    """Degrees make metres."""
    run = only(w.tcx(w.activity(w.lap(*(w.trackpoint(s) for s in range(0, 601, 5)), metres=None))))
    assert run.distance_m == pytest.approx(1800, rel=1e-3)


def test_a_lap_without_points_is_enough():
    """Many programs write no points for what is done indoors."""
    (run,), problems = read(w.tcx(w.activity(w.lap(), sport="Other")))
    assert (run.sport, run.sub_sport, run.duration_s, run.distance_m) == ("other", "", 300, 900)
    assert (run.start.tzinfo, problems) == (UTC, [("no_time_zone", 1)])


@pytest.mark.parametrize(
    ("sport", "expected"),
    [("Running", "run"), ("Biking", "ride"), ("Other", "other"), ("Walking", "walk"), ("", "other"), ("Yoga", "other")],
)
def test_sports(sport, expected):
    """Three are in the format's definition; programs write more."""
    assert only(w.tcx(w.activity(w.lap(*points(0, 100)), sport=sport))).sport == expected


def test_every_activity_is_a_session():
    """A multisport session holds its activities one level deeper."""
    both = (
        f"<MultiSportSession><FirstSport>{TWO_LAPS}</FirstSport><NextSport>{TWO_LAPS}</NextSport></MultiSportSession>"
    )
    sessions, problems = read(w.tcx(both, TWO_LAPS))
    assert problems == []
    assert [each.source_id[16:] for each in sessions] == ["", ".2", ".3"]
    assert {each.distance_m for each in sessions} == {1200}


@pytest.mark.parametrize(
    ("name", "what"), [("Courses", "course"), ("Workouts", "workout"), ("Folders", ""), ("Activities", "")]
)
def test_plans_are_no_runs(name, what):
    """A course has points too, and nobody has run them."""
    data = f"{w.TCX}<{name}><Course><Track>{''.join(points(0, 300))}</Track></Course></{name}></TrainingCenterDatabase>"
    (problem,) = tcx.read(io.BytesIO(data.encode()), "a.tcx")
    assert (problem.code, problem.values) == ("no_activity", {"what": what})


@pytest.mark.parametrize(
    ("broken", "codes", "field", "value"),
    [
        ("<TotalTimeSeconds>-5</TotalTimeSeconds>", ["out_of_range"], "moving_s", 100),
        ("<DistanceMeters>-1</DistanceMeters>", ["out_of_range"], "distance_m", 300),
        ("<DistanceMeters>many</DistanceMeters>", ["not_a_number"], "distance_m", 300),
        ("<AverageHeartRateBpm><Value>255</Value></AverageHeartRateBpm>", ["out_of_range"], "heart_rate", 150),
    ],
)
def test_what_cannot_be_is_left_out_with_a_word(broken, codes, field, value):
    """The rest of the activity stands."""
    tag = broken.partition(">")[0] + ">"
    first = w.lap(*points(0, 300))
    start, end = first.index(tag), first.index(tag.replace("<", "</")) + len(tag) + 1
    data = w.tcx(w.activity(first[:start] + broken + first[end:], w.lap(start=305, seconds=100, metres=300, rate=160)))
    sessions, problems = read(data)
    assert [code for code, _ in problems] == codes
    assert getattr(sessions[0], field) == value


@pytest.mark.parametrize("time", ["", "1989-01-01", "yesterday", "2099-01-01T00:00:00Z"])
def test_a_session_without_a_day_is_left_out(time):
    """It could stand nowhere in the history."""
    data = w.tcx(w.activity(w.lap(*points(0, 100)).replace(w.at(0), time), time=time))
    assert read(data) == ([], [("no_date", 0)])


def test_only_a_watch_with_a_number_marks_its_recordings():
    """Programs write 0 for the number of a watch that they do not know."""
    assert only(w.tcx(TWO_LAPS.replace("3907354759", "0"))).device_id == ""


WHOLE = w.tcx(TWO_LAPS)


@given(st.integers(150, len(WHOLE) - 30))
def test_a_file_cut_short_keeps_what_it_has_and_says_so(size):
    """No number of it is half a number."""
    sessions, problems = read(WHOLE[:size])
    assert problems
    for session in sessions:
        assert session.quality == "partial"
        assert session.start == w.START
        assert session.distance_m is None or session.distance_m <= 1200
        assert session.distance_m is None or session.distance_m in {900, 1200} or session.distance_m % 15 == 0
        assert session.heart_rate in {None, 140, 145, 150}
    if size > WHOLE.index(b"</Lap>"):
        assert problems == [("xml_cut_short", 1)]
        assert sessions[0].distance_m in {900, 1200}


@pytest.mark.parametrize(
    "head", [b"", b"<TrainingCenterDatabas/>", b"<gpx>", b"TrainingCenterDatabase", b"<a><TrainingCenterDatabase>"]
)
def test_only_its_root_is_recognised(head):
    """The outermost element tells."""
    assert not tcx.recognises(head, "run.tcx")
    assert tcx.recognises(WHOLE[:200], "picture.png")


def test_blanks_before_the_declaration_are_passed_over():
    """A service wrote ten of them into every file for years."""
    assert only(b"          " + WHOLE).distance_m == 1200


@given(st.binary(max_size=300), st.integers(0, len(WHOLE)))
def test_any_bytes_give_sessions_or_problems(noise, place):
    """No exception but ours, wherever the noise stands."""
    for data in (noise, WHOLE[:place] + noise, WHOLE[:place] + noise + WHOLE[place:]):
        assert all(isinstance(each, Session | ImportProblem) for each in tcx.read(io.BytesIO(data), "a"))


@given(st.data())
def test_any_values_give_sessions_or_problems(data):
    """Whatever laps and points say."""
    text = st.sampled_from(["1", "-91", "1e400", "nan", "", "x", " 7 ", "9" * 400, "12.5"])
    time = st.sampled_from([w.at(0), w.at(900), "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "", "x"])
    draw = data.draw
    found = [
        f"<Trackpoint><Time>{draw(time)}</Time><DistanceMeters>{draw(text)}</DistanceMeters><HeartRateBpm><Value>"
        f"{draw(text)}</Value></HeartRateBpm><Position><LatitudeDegrees>{draw(text)}</LatitudeDegrees></Position></Trackpoint>"
        for _ in range(draw(st.integers(0, 6)))
    ]
    laps = [
        w.lap(*found, seconds=draw(text), metres=draw(text), rate=draw(text)) for _ in range(draw(st.integers(0, 3)))
    ]
    for session in read(w.tcx(w.activity(*laps, time=draw(time), end=WATCH)))[0]:
        assert session.heart_rate is None or 25 <= session.heart_rate <= 250
        assert session.duration_s is None or session.duration_s > 0


def test_a_point_that_stands_alone_is_no_activity():
    """What is left of a file that broke before its first tag was closed."""
    broken = b"<TrainingCenterDatabaseZ</Id><Trackpoint><Time>"
    assert [each.code for each in tcx.read(io.BytesIO(broken), "a")] == ["damaged"]
