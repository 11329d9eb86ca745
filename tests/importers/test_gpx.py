"""GPX: tracks become sessions, measured from every point of theirs."""

import io
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import xml_writer as w
from sorewise.importers import gpx
from sorewise.importers.shared.markup import Document
from sorewise.model.records import ImportProblem


def read(data):
    """Sessions, and (code, kept) of the problems."""
    items = list(gpx.read(io.BytesIO(data), "run.gpx"))
    problems = [(each.code, each.kept) for each in items if isinstance(each, ImportProblem)]
    return [each for each in items if not isinstance(each, ImportProblem)], problems


def only(data):
    """The one session of a file without problems."""
    (session,), problems = read(data)
    assert problems == []
    return session


def test_a_track_is_a_session():
    """Length, climb and heart rate are measured; the day is that of the place, not of Greenwich."""
    up = [w.trkpt(s, s * 3, height=500 + s / 10, rate=140, lon=8.5) for s in range(0, 1201, 5)]
    run = only(w.gpx(w.trk(w.segment(*up))))
    assert run.start == w.START
    assert run.start.utcoffset() == timedelta(hours=1)
    assert (run.sport, run.name, run.source, run.quality) == ("run", "Morning Run", "gpx", "whole")
    assert (run.duration_s, run.heart_rate) == (1200, 140)
    assert run.distance_m == pytest.approx(3600, rel=1e-4)
    assert run.ascent_m == pytest.approx(120, abs=6)
    assert run.descent_m == 0
    assert run.moving_s == pytest.approx(1200, abs=5)
    assert run.shape is not None
    assert (run.id, run.source_id) == (f"gpx:{run.file_sha256[:16]}", run.file_sha256[:16])


def test_no_point_is_lost_and_a_pause_costs_no_way():
    """Two segments of one track are one run; the way between them was not recorded."""
    data = w.gpx(w.trk(w.steady(300), w.segment(*(w.trkpt(s, 90_000 + 3 * s) for s in range(400, 701, 5)))))
    (recording,) = gpx.recordings(Document(io.BytesIO(data)))
    assert (len(recording.points), recording.segments) == (61 + 61, [0, 61])
    assert only(data).distance_m == pytest.approx(1800, rel=1e-3)


def test_every_track_is_a_session_and_a_night_parts_two():
    """What a device keeps in one track for days is more than one run."""
    tomorrow = 24 * 3600
    sessions, problems = read(w.gpx(w.trk(w.steady()), w.trk(w.steady(first=3600), w.steady(first=tomorrow))))
    assert problems == []
    assert [(each.start - w.START).total_seconds() for each in sessions] == [0, 3600, tomorrow]
    assert [each.source_id[16:] for each in sessions] == ["", ".2", ".3"]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("running", "", ("run", "")),
        ("trail_running", "", ("run", "trail")),
        ("Run", "x", ("run", "")),
        ("9", "", ("run", "")),
        ("1", "", ("ride", "")),
        ("10", "Morning Run", ("walk", "")),
        ("cycling", "Run to the ride", ("ride", "")),
        ("Hiking", "", ("walk", "hiking")),
        ("lap_swimming", "", ("swim", "")),
        ("Driving", "", ("other", "driving")),
        ("", "Lunch Walk", ("walk", "")),
        ("", "Morgenlauf", ("run", "")),
        ("track", "Afternoon Ride", ("ride", "")),
        ("", "Appalachian Trail hike", ("walk", "hiking")),
        ("", "Zugspitz Trail", ("run", "trail")),
        ("", "Trail Running in the woods", ("run", "trail")),
    ],
)
def test_the_sport_is_told_by_type_or_name(kind, name, expected):
    """Numbers are Strava's of old; a type that is not known is another sport."""
    run = only(w.gpx(w.trk(w.steady(), name=name, kind=kind)))
    assert (run.sport, run.sub_sport) == expected


def test_strength_has_a_length_and_no_way():
    """A watch counts steps between two lifts too."""
    lifting = only(w.gpx(w.trk(w.steady(), kind="strength_training")))
    assert (lifting.kind, lifting.duration_s, lifting.heart_rate) == ("strength", 600, 140)
    assert (lifting.distance_m, lifting.moving_s, lifting.legs) == (None, None, False)


@pytest.mark.parametrize("name", ["Brunch", "Runde um den See", "Prune", "Overnight", "Stride"])
def test_a_part_of_another_word_is_no_sport(name):
    """A word that only looks like one leaves it to the speed."""
    assert read(w.gpx(w.trk(w.steady(), name=name, kind="")))[1] == [("sport_guessed", 1)]


@pytest.mark.parametrize(("speed", "sport"), [(1.3, "walk"), (3.0, "run"), (8.0, "ride")])
def test_where_nothing_tells_the_sport_the_speed_does_with_a_word(speed, sport):
    """Its runner can put it right."""
    (session,), problems = read(w.gpx(w.trk(w.steady(speed=speed), name="", kind="")))
    assert (session.sport, problems) == (sport, [("sport_guessed", 1)])


@pytest.mark.parametrize(("lon", "hours"), [(8.5, 1), (-74.0, -4), (-0.1, 0), (151.2, 11), (-118.2, -7), (103.8, 7)])
def test_the_zone_is_told_by_the_place(lon, hours):
    """Clocks run ahead of the sun."""
    assert only(w.gpx(w.trk(w.steady(lon=lon)))).start.utcoffset() == timedelta(hours=hours)


def test_a_clock_that_was_not_set_yet_costs_its_points_only():
    """Until it finds its satellites a device is in 2006."""
    early = w.trkpt(0, 0, time="2006-08-22T00:00:00Z")
    run = only(w.gpx(w.trk(w.steady().replace("<trkseg>", f"<trkseg>{early}"))))
    assert (run.start, run.duration_s) == (w.START, 600)


def test_a_written_offset_stands():
    """Some programs write local time with its offset."""
    points = [
        w.trkpt(s, s * 3, time=f"2026-05-28T23:{s // 60:02}:{s % 60:02}.5+09:00", lon=8.5) for s in range(0, 600, 5)
    ]
    run = only(w.gpx(w.trk(w.segment(*points))))
    assert run.start.isoformat() == "2026-05-28T23:00:00+09:00"


def test_without_a_place_the_zone_is_not_known():
    """Then it is UTC, with a word."""
    data = w.gpx(w.trk(w.steady())).replace(b' lon="8.5"', b"")
    (run,), problems = read(data)
    assert (run.start.tzinfo, run.distance_m, problems) == (UTC, None, [("no_time_zone", 1)])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (w.gpx(), ("no_activity", 0)),
        (w.gpx('<wpt lat="1" lon="2"/>'), ("no_activity", 0)),
        (w.gpx('<rte><rtept lat="1" lon="2"/></rte>'), ("no_activity", 0)),
        (w.gpx(w.trk(w.segment(*(w.trkpt(0, m, time="") for m in range(9))))), ("no_times", 0)),
        (w.gpx(w.trk(w.segment(*(w.trkpt(0, m, time="1989-13-01") for m in range(9))))), ("odd_times", 0)),
        (w.gpx(w.trk(w.segment(*(w.trkpt(0, m, time="1980-01-06T00:00:00Z") for m in range(9))))), ("odd_times", 0)),
        (w.gpx(w.trk(w.segment(*(w.trkpt(0, m, time="2099-01-06T00:00:00Z") for m in range(9))))), ("odd_times", 0)),
        (w.gpx(w.trk(w.steady(seconds=30))), ("too_short", 0)),
        (w.gpx(w.trk(w.segment(w.trkpt(0, 0)))), ("too_short", 0)),
    ],
)
def test_what_is_no_run_is_named(data, problem):
    """Routes, places, clocks that were not set, slips of the finger."""
    assert read(data) == ([], [problem])


def test_a_word_is_said_once_for_all_tracks():
    """An old device's file of forty routes is one line."""
    route = w.trk(w.segment(w.trkpt(0, 0, time="")))
    (problem,) = gpx.read(io.BytesIO(w.gpx(route, route, route)), "a.gpx")
    assert (problem.code, problem.values["count"]) == ("no_times", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + w.gpx(w.trk(w.steady())),
        w.gpx(w.trk(w.steady())).replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
        w.gpx(w.trk(w.steady())).replace(b"GPX/1/1", b"GPX/1/0"),
        w.gpx(w.trk(w.steady())).replace(b' xmlns="http://www.topografix.com/GPX/1/1"', b""),
        w.gpx(w.trk(w.steady())).replace(b"xmlns:gpxtpx", b"xmlns:other"),
        w.gpx(w.trk(w.steady())).replace(b"gpxtpx:", b"ns3:").replace(b"xmlns:ns3:", b"xmlns:ns3="),
        w.gpx(w.trk(w.steady()), time="<time>2001-01-01T00:00:00Z</time>"),
        w.gpx(w.trk(w.steady())).replace(b"</trkpt>", b"</trkpt><!-- acc:30 -->"),
        w.gpx(w.trk(w.steady())).replace(b"<gpx ", b"<!-- <gpx> --><gpx ", 1),
        w.gpx(w.trk(w.steady())).replace(b"Morning Run", b"<![CDATA[Morning Run]]>"),
    ],
)
def test_ways_of_writing_make_no_difference(data):
    """Byte order marks, encodings, versions, prefixes, comments."""
    assert gpx.recognises(data[:65536], "a.txt")
    run = only(data)
    assert (run.name, run.duration_s, run.heart_rate) == ("Morning Run", 600, 140)


def test_another_encoding_is_read_as_it_says():
    """The name of the encoding is all that is kept of what stands before the root."""
    data = w.gpx(w.trk(w.steady(), name="Über Land")).decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert only(data).name == "Über Land"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tom & Jerry", "Tom & Jerry"),
        ("Tom&nbsp;Jerry", "Tom&nbsp;Jerry"),
        ("Tom \x0b\x00Jerry", "Tom   Jerry"),
        ("Tom &#11;&#x41; &amp; &lt;b&gt;", "Tom  A & <b>"),
        ("<![CDATA[Tom & Jerry]]>", "Tom & Jerry"),
        ("&#x2764; " * 200, "❤ " * 60),
    ],
)
def test_names_that_break_xml_are_mended(name, shown):
    """People write names; programs forget to quote them. The run is whole all the same."""
    run = only(w.gpx(w.trk(w.steady(), name=name)))
    assert (run.name, run.quality) == (shown.strip(), "whole")


WHOLE = w.gpx(w.trk(w.steady(1800)))


@given(st.integers(300, len(WHOLE) - 8))
def test_a_file_cut_short_keeps_its_points_and_says_so(size):
    """What stands before the end is read; it is partial."""
    sessions, problems = read(WHOLE[:size])
    kept = WHOLE[:size].count(b"</trkpt>")
    assert all(each.quality == "partial" for each in sessions)
    if kept > 14:
        assert problems == [("xml_cut_short", 1)]
        assert 5 * (kept - 1) <= sessions[0].duration_s <= 5 * kept
    elif not sessions:
        assert problems[0][0] in {"too_short", "no_times", "damaged"}


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data.replace(b"</trkpt>", b"", 3),
        lambda data: data.replace(b"</name>", b"", 1),
        lambda data: data.replace(b'lat="', b"lat=", 2),
        lambda data: data.replace(b"<ele>", b"<ele><", 1),
        lambda data: data + b"<more>",
        lambda data: data.replace(b"<trkseg>", b"</gpx><trkseg>"),
        lambda data: data.replace(b"Morning", b"\xff\xfe"),
    ],
)
def test_what_breaks_the_rules_is_read_around_with_a_word(harm):
    """Nothing is taken for whole that is not."""
    sessions, problems = read(harm(WHOLE))
    assert problems
    assert {each.quality for each in sessions} <= {"partial"}


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE gpx [<!ENTITY l0 "lol">{BOMB}]>',
        '<!DOCTYPE gpx [<!ENTITY l11 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE gpx [<!ENTITY % l11 SYSTEM "http://127.0.0.1:9/x.dtd"> %l11;]>',
        "<!DOCTYPE gpx [ <!ELEMENT broken ",
    ],
)
def test_a_document_type_is_never_read(prolog):
    """Neither laughs nor files nor the network: an entity is text that stands for itself."""
    data = w.gpx(w.trk(w.steady(), name="&l11;")).replace(b"<gpx", f"{prolog}\n<gpx".encode(), 1)
    assert only(data).name == "&l11;"


def test_depth_has_an_end():
    """A hundred thousand elements in each other break nothing."""
    sessions, problems = read(w.gpx("<a>" * 100_000))
    assert (sessions, [code for code, _ in problems]) == ([], ["damaged"])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<",
        b"<html><gpx>",
        b"id,date\n<gpx>",
        b"\x00\x01<gpx>",
        b"<?xml version='1.0'?><kml/>",
        b"<gpxx>",
        b"<a/><gpx/>",
    ],
)
def test_only_a_gpx_root_is_recognised(head):
    """The outermost element tells; the name of the file never does."""
    assert not gpx.recognises(head, "run.gpx")


@given(st.binary(max_size=300))
def test_any_bytes_give_sessions_or_problems(noise):
    """No exception but ours, wherever the noise stands."""
    for data in (noise, w.GPX.encode() + noise, WHOLE[:700] + noise + WHOLE[700:2000]):
        assert all(isinstance(each, gpx.Session | ImportProblem) for each in gpx.read(io.BytesIO(data), "a"))


@given(st.data())
def test_any_points_give_sessions_or_problems(data):
    """Whatever numbers and times a point has."""
    text = st.sampled_from(["1", "-91", "1e400", "nan", "", "x", "0x1", " 7 ", "9" * 400])
    time = st.sampled_from(
        [w.at(0), w.at(900), w.at(4_000_000), "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "", "x"]
    )
    draw = data.draw
    points = [
        f'<trkpt lat="{draw(text)}" lon="{draw(text)}"><ele>{draw(text)}</ele><time>{draw(time)}</time>'
        f"<extensions><hr>{draw(text)}</hr></extensions></trkpt>"
        for _ in range(draw(st.integers(0, 6)))
    ]
    for session in read(w.gpx(w.trk(w.segment(*points))))[0]:
        assert session.duration_s >= 60
        assert session.heart_rate is None or 25 <= session.heart_rate <= 250


def test_a_point_that_stands_alone_is_no_track():
    """What is left of a file that broke before its first tag was closed."""
    sessions, problems = read(b"<gpxZ</time></trkptrkpt><trkpt lat='50.01' lon='8'><4ime>")
    assert (sessions, [code for code, _ in problems]) == ([], ["damaged"])
