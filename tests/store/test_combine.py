"""What is kept of a session that several places tell."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sorewise.model.records import Origin, Session
from sorewise.store import Store
from sorewise.store.combine import PLACE, is_gap
from sorewise.store.same import merge
from store import made_records as made

START = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
BERLIN = timezone(timedelta(hours=1))
FIT = Session(
    id="fit:1",
    start=START,
    duration_s=3600,
    distance_m=10_020,
    ascent_m=80,
    name="Run",
    source="fit",
    source_id="77-1",
    device_id="77-1",
    file_sha256="ab",
)
GPX = Session(
    id="gpx:1", start=START, duration_s=3598, distance_m=9_990, ascent_m=120, source="gpx", source_id="x",
    file_sha256="cd",
)  # fmt: skip
STRAVA = Session(
    id="strava:9",
    start=START.astimezone(BERLIN),
    duration_s=3600,
    distance_m=10_000,
    rpe=7,
    name="City 10k",
    kind="race",
    source="strava",
    source_id="9",
)
HAND = Session(id="h", start=START, duration_s=3600, distance_m=10_000, rpe=8, kind="tempo")


MENDED = replace(
    HAND, sport="other", rpe=None, kind="easy", origins=(Origin(source="hand", told=("kind", "race", "legs")),)
)


def _kept(*sessions):
    first, *rest = sessions
    for one in rest:
        first = merge(first, one)
    return first


def _unordered(session):
    """All but what tells which place was first."""
    return replace(session, id="", origins=tuple(replace(place, why="alike") for place in session.origins))


@pytest.mark.parametrize("order", list(permutations([FIT, GPX, STRAVA])))
def test_each_field_is_the_word_of_who_knows_it_best(order):
    """Measures from the watch, then the track, then the table; title and effort from where somebody wrote them."""
    kept = _kept(*order)
    assert (kept.distance_m, kept.ascent_m, kept.source, kept.device_id) == (10_020, 80, "fit", "77-1")
    assert (kept.rpe, kept.name, kept.kind) == (7, "City 10k", "race")
    assert (kept.start, kept.start.utcoffset()) == (START, timedelta(hours=1))
    assert [place.source for place in kept.origins] == ["fit", "gpx", "strava"]
    assert [place.told for place in kept.origins] == [
        (),
        (),
        ("kind", "rpe", "name", "zone"),
    ]
    assert [place.why for place in kept.origins].count("first") == 1


@pytest.mark.parametrize("order", list(permutations([FIT, STRAVA, HAND])))
def test_the_runners_own_word_stands_over_all(order):
    """Of what only they know; what was measured stays measured."""
    kept = _kept(*order)
    assert (kept.rpe, kept.kind, kept.name, kept.distance_m) == (8, "tempo", "City 10k", 10_020)


def test_a_zone_that_was_told_stands_before_one_that_was_reckoned():
    """A track's zone is a guess from its place; an account that knows the zone has it, whichever was read first."""
    track = replace(GPX, start=START.astimezone(timezone(timedelta(hours=2))))
    account = replace(STRAVA, source="garmin")
    for first, second in permutations((track, account)):
        assert merge(first, second).start.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_table_that_knows_no_zones_stands_behind_those_that_do(order):
    """Its starts are those of the runner's clock, an hour off."""
    shown = replace(STRAVA, source="intervals.icu", start=START + timedelta(hours=1), name="City")
    kept = _kept(*((shown, STRAVA)[number] for number in order))
    assert (kept.start, kept.source, kept.name) == (START, "strava", "City 10k")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_part_of_a_file_gives_way_to_the_whole(order):
    """A copy that broke off, and the file itself: of one watch, so one session."""
    part = replace(FIT, duration_s=1800, distance_m=5_000, file_sha256="ef", quality="partial")
    kept = _kept(*((part, FIT)[number] for number in order))
    assert (kept.duration_s, kept.quality, kept.file_sha256) == (3600, "whole", "ab")
    assert {place.quality for place in kept.origins} == {"whole", "partial"}


def test_a_place_that_tells_again_is_heard_again():
    """A title corrected at the service is taken over; what the service left out meanwhile stays."""
    again = replace(STRAVA, name="City 10 km", rpe=None)
    kept = _kept(FIT, STRAVA, again)
    assert (kept.name, kept.rpe) == ("City 10 km", 7)
    assert len(kept.origins) == 2


def test_a_runner_may_say_that_something_is_not_so():
    """A strength session of unknown exercises was no leg day; a run called a race was none."""
    unknown = replace(FIT, sport="strength", legs=True, kind="race", race="10k")
    word = replace(HAND, sport="strength", kind="easy", rpe=None, legs=False, race=None)
    said = replace(word, origins=(Origin(source="hand", told=("kind", "race", "legs", "zone")),))
    for kept in (_kept(unknown, said), _kept(unknown, said, unknown), _kept(said, unknown)):
        assert (kept.kind, kept.race, kept.legs) == ("easy", None, False)
        assert merge(kept, unknown) == kept


def test_a_runner_may_change_their_mind():
    """The later word by hand stands."""
    assert _kept(FIT, HAND, replace(HAND, rpe=3)).rpe == 3


def test_where_it_lay_is_remembered():
    """The path of each file, and the first one where the same file came twice."""
    here = replace(FIT, origins=(Origin(source="fit", source_id="77-1", file_sha256="ab", path="a.fit"),))
    there = replace(FIT, origins=(Origin(source="fit", source_id="77-1", file_sha256="ab", path="b.fit"),))
    assert [place.path for place in _kept(here, there, STRAVA).origins] == ["a.fit", ""]


TWO_CLAIMS = (Origin(source="hand", told=("rpe",)), Origin(source="fit", file_sha256="ab", told=("rpe",)))


@given(made.SESSIONS, made.SESSIONS)
@example(replace(FIT, origins=TWO_CLAIMS), Session(id="x", start=START, source="fit"))
def test_merging_loses_nothing_known_and_says_the_same_twice(kept, new):
    """Whatever either knew is known after it; the same telling again changes nothing."""
    both = merge(kept, new)
    for part in fields(Session):
        denied = any(part.name in place.told for place in (*kept.origins, *new.origins))
        if part.name not in {*PLACE, "id"} and not denied and not is_gap(getattr(kept, part.name)):
            assert not is_gap(getattr(both, part.name))
    assert both.id == kept.id
    assert merge(both, new) == both


PLACES = ["fit", "tcx", "gpx", "strava", "garmin", "hand"]
TOLD = made.SESSIONS.map(lambda session: replace(session, origins=()))


@given(st.lists(TOLD, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_imports_does_not_matter(tellings, chance):
    """Whatever was read first, the same session is kept, but for its id and who is called the first."""
    told = [replace(one, source=PLACES[number], source_id="1") for number, one in enumerate(tellings)]
    mixed = chance.sample(told, len(told))
    kept = _kept(*told)
    assert _unordered(_kept(*mixed)) == _unordered(kept)
    assert _kept(kept, *mixed) == kept


def test_three_places_in_one_store(tmp_path):
    """Read in two goes or in one, undone and read again: one session of three origins."""
    with Store.open(tmp_path / "runner.db") as store:
        first = store.add([STRAVA], "import")
        assert first.new == 1
        again = store.add([GPX, FIT], "import")
        assert (again.new, again.changed) == (0, 2)
        (kept,) = store.history().sessions
        assert _unordered(kept) == _unordered(_kept(FIT, GPX, STRAVA))
        store.undo()
        assert store.history().sessions == (STRAVA,)


def test_the_runner_s_no_stands_against_what_a_device_or_a_service_says():
    """No race and not the legs, before and after the file and the table are read again."""
    told = replace(STRAVA, race="10k", legs=True)
    for kept in (_kept(FIT, told, MENDED), _kept(FIT, told, MENDED, told, FIT), _kept(FIT, MENDED, told)):
        assert (kept.kind, kept.race, kept.legs) == ("easy", None, False)
        assert (kept.rpe, kept.distance_m) == (7, 10_020)
        assert kept.origins[-1].told == ("kind", "race", "legs")


def test_the_runner_s_word_on_the_sport_stands():
    """A ride that was taken for a run is a ride, whatever is read again."""
    ride = replace(HAND, sport="ride", kind=None, rpe=None, origins=(Origin(source="hand", told=("sport",)),))
    assert _kept(GPX, ride, GPX).sport == "ride"
    assert _kept(GPX, replace(ride, sport="other")).sport == "other"
