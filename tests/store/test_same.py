"""The same activity told twice is kept once, and nothing known is lost by it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from sorewise.model.plan import PlannedSession
from sorewise.model.records import Night, Origin, Session
from sorewise.store import Store, same
from sorewise.store.same import alike
from store import made_records as made

START = datetime(2026, 11, 22, 7, tzinfo=UTC)
WATCH = Session(
    id="fit-1", start=START, duration_s=3600, distance_m=10_000, source="fit", source_id="1", file_sha256="ab"
)


STRAVA = replace(WATCH, id="strava-9", source="strava", source_id="9", file_sha256="")


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (replace(WATCH, id="x", source_id="", distance_m=None), "same_file"),
        (replace(WATCH, id="x", source_id="", sport="other"), "same_file"),
        (
            replace(WATCH, id="x", source="gpx", source_id="7", file_sha256="", device_id="1234-99", duration_s=None),
            "same_watch",
        ),
        (replace(WATCH, id="x", file_sha256="cd", start=START + timedelta(hours=1)), "same_id"),
        (STRAVA, "alike"),
        (replace(STRAVA, start=START + timedelta(seconds=59)), "alike"),
        (replace(STRAVA, duration_s=3560, distance_m=9_850), "alike"),
        (replace(STRAVA, duration_s=4000, moving_s=3550), "alike"),
    ],
)
def test_the_same_session_is_kept_once(tmp_path, second, why):
    """Known again by its file, its watch, its source id, or its start and lengths; and it is said by which."""
    first = replace(WATCH, device_id="1234-99", moving_s=3500)
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add([first], "folder").new == 1
        added = store.add([second], "folder")
        assert (added.new, added.known, added.changed) == (0, 0, 1)
        (kept,) = store.history().sessions
        assert {place.why for place in kept.origins} == {"first", why}
        assert store.add([first, second, first], "folder").known == 3


def test_a_row_that_names_the_file_of_a_recording_is_about_it(tmp_path):
    """Also where the runner corrected the distance of a treadmill."""
    recorded = replace(WATCH, origins=(Origin(source="fit", source_id="1", file_sha256="ab", path="x.zip!a/1.fit.gz"),))
    row = Origin(source="strava", source_id="9", path="x.zip!a/1.fit.gz")
    told = replace(STRAVA, distance_m=12_000, rpe=6.0, origins=(row,))
    with Store.open(tmp_path / "runner.db") as store:
        store.add([recorded], "zip")
        assert store.add([told], "zip").changed == 1
        assert store.add([recorded, told], "zip").known == 2
        (kept,) = store.history().sessions
        assert (kept.distance_m, kept.rpe) == (10_000, 6.0)
        assert [place.why for place in kept.origins] == ["first", "same_file"]
        elsewhere = replace(told, id="s", source_id="10", origins=(replace(row, source_id="10", path="x.zip!a/2.fit"),))
        assert store.add([elsewhere], "zip").new == 1


def test_two_rows_of_one_table_are_not_of_one_file(tmp_path):
    """What is uploaded twice is one by being alike, and by nothing else."""
    rows = [
        replace(STRAVA, id=f"strava-{n}", source_id=n, origins=(Origin(source="strava", source_id=n, path="x/a.csv"),))
        for n in ("9", "10")
    ]
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add(rows, "zip").changed == 1
        assert {place.why for place in store.history().sessions[0].origins} == {"first", "alike"}


def test_one_file_may_hold_the_sessions_of_years(tmp_path, monkeypatch):
    """Each is held against those around it, not against all of the file."""
    held = []
    monkeypatch.setattr(same, "same_recording", lambda *pair: held.append(pair))
    years = [replace(WATCH, id=f"g{n}", source_id=f"{n}", start=START + timedelta(hours=n)) for n in range(300)]
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add(years, "history.tcx").new == 300
    assert held == []


def test_a_table_without_zones_is_held_against_the_runners_clock():
    """Its starts stand as UTC; a table that knows UTC is never held against the clock."""
    recorded = replace(WATCH, start=START.astimezone(timezone(timedelta(hours=9))))
    shown = recorded.start.replace(tzinfo=UTC)
    assert alike(recorded, replace(STRAVA, source="intervals.icu", start=shown))
    assert not alike(recorded, replace(STRAVA, start=shown))
    assert alike(recorded, replace(STRAVA, source="intervals.icu", start=START))


def test_the_index_finds_what_the_clock_showed(tmp_path):
    """Whichever of the two comes first."""
    recorded = replace(WATCH, start=START.astimezone(timezone(timedelta(hours=-7))))
    told = replace(STRAVA, source="intervals.icu", start=recorded.start.replace(tzinfo=UTC), rpe=6.0)
    for first, second in ((recorded, told), (told, recorded)):
        with Store.open(tmp_path / f"{first.source}.db") as store:
            assert store.add([first], "one").new == 1
            assert store.add([second], "two").changed == 1
            (kept,) = store.history().sessions
            assert (kept.start.isoformat(), kept.rpe) == (recorded.start.isoformat(), 6.0)


def test_the_same_place_again_adds_nothing(tmp_path):
    """Not even an origin."""
    with Store.open(tmp_path / "runner.db") as store:
        store.add([WATCH], "folder")
        assert store.add([replace(WATCH, id="other")], "folder").known == 1
        assert store.history().sessions == (WATCH,)


@pytest.mark.parametrize(
    "second",
    [
        replace(WATCH, id="x", source_id="2", file_sha256="", start=START + timedelta(seconds=61)),
        replace(WATCH, id="x", source_id="2", file_sha256="", sport="ride"),
        replace(WATCH, id="x", source_id="2", file_sha256="", duration_s=3700),
        replace(WATCH, id="x", source_id="2", file_sha256="", distance_m=10_500),
        replace(WATCH, id="x", source_id="2", file_sha256="", distance_m=None),
        replace(WATCH, id="x", source_id="2", start=START + timedelta(hours=2)),  # the next leg of one file
        replace(WATCH, id="x", source_id="2", file_sha256="", duration_s=None),
        replace(WATCH, id="x", source_id="2", distance_m=1_000, duration_s=400),  # the next leg, without a pause
    ],
)
def test_another_session_is_another(tmp_path, second):
    """What differs by more than devices do, or is not known well enough to be sure, is kept beside the first."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add([WATCH, second], "folder").new == 2


def test_two_tellings_in_one_import_are_one(tmp_path):
    """A folder may hold the same activity twice."""
    with Store.open(tmp_path / "runner.db") as store:
        added = store.add([WATCH, replace(WATCH, id="again")], "folder")
        assert (added.new, added.known) == (1, 1)


def test_exact_knows_a_record_by_its_id_only(tmp_path):
    """What we exported was two records before, however alike."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add([WATCH, replace(WATCH, id="twin")], "sorewise", exact=True).new == 2
        assert store.add([WATCH, replace(WATCH, id="twin")], "sorewise", exact=True).known == 2


def test_the_runners_word_and_the_watchs_measures_are_joined(tmp_path):
    """Logged by hand first, then imported: the effort is the runner's, the distance the watch's, whatever the order."""
    told = Session(id="h", start=START, duration_s=3600, distance_m=9_900, rpe=6, kind="tempo")
    for order in ((told, replace(WATCH, rpe=3)), (replace(WATCH, rpe=3), told)):
        with Store.open(tmp_path / f"{order[0].id}.db") as store:
            for session in order:
                store.add([session], session.source)
            (kept,) = store.history().sessions
            assert (kept.rpe, kept.kind, kept.distance_m, kept.source, kept.source_id) == (
                6,
                "tempo",
                10_000,
                "fit",
                "1",
            )
            assert store.add(order, "again").known == 2


def test_a_night_takes_what_its_source_learns_later(tmp_path):
    """The heart rate comes at six, the soreness after the check-in; a later silence takes neither away."""
    night = Night(day=date(2026, 11, 22), resting_hr=48, sleep_s=27_000, source="intervals.icu")
    later = Night(day=date(2026, 11, 22), soreness=2, sleep_s=27_300, source="intervals.icu")
    other = Night(day=date(2026, 11, 22), resting_hr=50)
    with Store.open(tmp_path / "runner.db") as store:
        store.add([night], "wellness.csv")
        assert store.add([later, other], "wellness.csv").changed == 1
        assert set(store.history().nights) == {replace(night, soreness=2, sleep_s=27_300), other}
        store.undo()
        assert store.history().nights == (night,)


def test_a_moved_event_moves_and_a_done_session_stays_done(tmp_path):
    """A calendar read again brings its changes; what the runner did is not undone by it."""
    plan = PlannedSession(id="p", day=date(2026, 11, 22), source="ics", source_uid="u", status="done")
    moved = replace(plan, id="q", day=date(2026, 11, 23), status="planned")
    with Store.open(tmp_path / "runner.db") as store:
        store.add([plan], "calendar")
        assert store.add([moved], "calendar").changed == 1
        assert store.history().plan == (replace(plan, day=moved.day),)


def test_sprints_recorded_one_by_one_stay_apart(tmp_path):
    """They start within a minute of each other and are equally long, but each ends before the next begins."""
    sprints = [
        replace(WATCH, id=f"s{n}", source_id=f"s{n}", file_sha256=f"f{n}", start=START + timedelta(seconds=50 * n))
        for n in range(8)
    ]
    with Store.open(tmp_path / "runner.db") as store:
        assert store.add([replace(one, duration_s=30, distance_m=200) for one in sprints], "folder").new == 8


@given(made.SESSIONS, made.SESSIONS)
def test_likeness_is_mutual(one, other):
    """No session is like another that is not like it."""
    assert alike(one, other) == alike(other, one)
