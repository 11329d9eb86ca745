"""What a session was taken for, where it is shown, and how the runner puts it right."""

from datetime import datetime, timedelta

import pytest

from sorewise.model.records import Session
from sorewise.store import Store

NOON = datetime.fromisoformat("2026-11-18T12:00:00+00:00")


@pytest.fixture
def ran(sorewise):
    """Four weeks of ten kilometres every other day from a watch, then one of 24, and a day in the gym."""
    runs = [
        Session(
            id=f"fit:{ago}",
            start=NOON - timedelta(days=ago),
            duration_s=3600 if ago else 8700,
            distance_m=10_000 if ago else 24_000,
            source="fit",
            source_id=str(ago),
        )
        for ago in range(0, 28, 2)
    ]
    gym = Session(
        id="strava:7",
        start=NOON + timedelta(days=1),
        sport="strength",
        name="Leg day",
        duration_s=2700,
        source="strava",
        source_id="7",
    )
    with Store.open(sorewise.db) as store:
        store.add([*runs, gym], "folder")
    return sorewise


def test_history_tells_what_a_session_was_taken_for_and_why(ran):
    """With the session's id, and with a word on how to put it right."""
    shown = ran("history")
    assert shown.code == 0
    assert "long run, 2 h 25 min, 24 km" in shown.out
    assert "Taken for: long run. 24 km, where your usual run is 10 km. [fit:0]" in " ".join(shown.out.split())
    assert "Taken for: leg strength. Its name speaks of the legs." in shown.out
    assert "sorewise log --fix ID KIND" in shown.out


def test_history_as_json_holds_the_reason(ran):
    """The session as it is kept, and beside it what it was taken for."""
    (day,) = [day for day in ran("history", "--json").json["days"] if day["day"] == "2026-11-18"]
    (session,) = day["sessions"]
    assert session["kind"] is None
    assert (session["told"]["kind"], session["told"]["by"]) == ("long", "longer")
    assert session["told"]["values"] == {"km": 24.0, "usual_km": 10.0}


def test_why_tells_what_the_session_behind_a_fact_was_taken_for(ran, sore):
    """The gym was leg strength by its name."""
    ran("check", "--answers", sore)
    assert "Taken for: leg strength." in ran("why").out
    assert ran("why", "--json").json["told"]["last_session_type"]["by"] == "legs_name"


def test_the_runner_s_word_stands(ran):
    """The kind is theirs from then on, whatever is imported again; undo takes it back."""
    assert "easy run, 2 h 25 min, 24 km" in ran("log", "--fix", "fit:0", "easy").out
    assert "[fit:0]" not in ran("history").out
    with Store.open(ran.db) as store:
        (mended,) = [one for one in store.history().sessions if one.id == "fit:0"]
        assert (mended.kind, mended.source, mended.distance_m) == ("easy", "fit", 24_000)
        again = Session(id="fit:0", start=mended.start, kind="race", race="half", source="fit", source_id="0")
        store.add([again], "folder")
        assert [one.kind for one in store.history().sessions if one.id == "fit:0"] == ["easy"]
        store.undo()
        assert [one.kind for one in store.history().sessions if one.id == "fit:0"] == [None]


def test_a_session_of_the_gym_was_not_of_the_legs(ran):
    """A no stands against its name."""
    kept = ran("log", "--fix", "strava:7", "strength", "--no-legs", "--rpe", "6", "--json").json["kept"]
    assert (kept["kind"], kept["legs"], kept["rpe"]) == ("strength", False, 6.0)
    assert "leg strength" not in ran("history").out


def test_a_ride_that_was_taken_for_a_run(ran):
    """The sport alone; what is told of runs is not told of it any more."""
    kept = ran("log", "--fix", "fit:0", "--sport", "ride", "--json").json["kept"]
    assert (kept["sport"], kept["kind"], kept["distance_m"]) == ("ride", None, 24_000)
    assert "[fit:0]" not in ran("history").out


def test_a_race_by_its_day(ran):
    """A day with one session names it; the type of race says enough."""
    kept = ran("log", "--fix", "2026-11-18", "--race", "half", "--json").json["kept"]
    assert (kept["id"], kept["kind"], kept["race"]) == ("fit:0", "race", "half")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "which session was what"),
        (("--fix", "fit:0"), "which session was what"),
        (("--fix", "nobody", "easy"), "nobody"),
        (("--fix", "fit:0", "easy", "--race", "10k"), "--race tells which race it was"),
        (("--fix", "fit:0", "easy", "--rpe", "11"), "from 0 to 10"),
        (("--fix", "fit:0", "jog"), "jog"),
        (("--fix", "fit:2", "easy"), None),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(ran, words, says):
    """And nothing is kept; the beginning of several ids is none of them, a whole id is."""
    done = ran("log", *words)
    assert done.code == (0 if says is None else 2)
    assert says is None or says in done.err
