"""A history that many places tell, read in any order and in any pieces, is one history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sorewise.model.records import Session
from sorewise.store import Store

START = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
PLACES = ["fit", "tcx", "gpx", "strava", "garmin", "intervals.icu"]


@st.composite
def tellings(draw):
    """Runs of one distance hours apart, each told by some places."""
    runs = draw(st.lists(st.lists(st.sampled_from(PLACES), min_size=1, unique=True), min_size=1, max_size=5))
    return [_telling(draw, place, number) for number, places in enumerate(runs) for place in places]


def _telling(draw, place, number):
    """One run as one place has it; they differ as devices do."""
    return Session(
        id=f"{place}:{number}",
        start=START + timedelta(hours=7 * number, seconds=draw(st.integers(0, 25))),
        duration_s=3600 + draw(st.integers(-15, 15)),
        distance_m=10_000 + draw(st.integers(-40, 40)),
        ascent_m=draw(st.none() | st.integers(1, 90)),
        rpe=draw(st.none() | st.integers(1, 10)),
        name=draw(st.sampled_from(["", "Run", "City 10k"])),
        source=place,
        source_id=str(number),
    )


def _as_told(history):
    """The sessions without what tells which place was read first."""
    return [
        replace(one, id="", origins=tuple(replace(place, why="first") for place in one.origins))
        for one in history.sessions
    ]


def _kept(folder, pieces):
    with Store.open(folder / "runner.db") as store:
        for piece in pieces:
            store.add(piece, "import")
        return store.history()


@settings(max_examples=15)
@given(tellings(), st.data())
def test_neither_order_nor_pieces_matter(tmp_path_factory, told, data):
    """All at once or one by one, the watch first or Strava."""
    mixed = data.draw(st.permutations(told))
    cut = data.draw(st.integers(0, len(mixed)))
    one = _kept(tmp_path_factory.mktemp("one"), [told])
    other = _kept(tmp_path_factory.mktemp("other"), [mixed[:cut], mixed[cut:], mixed])
    assert len(one.sessions) == len({session.source_id for session in told})
    assert _as_told(other) == _as_told(one)
