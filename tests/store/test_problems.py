"""What could not be read: listed until it is read, held back until it is accepted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.records import ImportProblem, Night, Session
from sorewise.store import Store
from store import made_records as made

SHA = "0123456789abcdef" * 4
RUN = Session(id="fit:1", start=datetime(2026, 11, 22, 7, tzinfo=UTC), duration_s=3600, source="fit", quality="partial")
NIGHT = Night(day=date(2026, 11, 22), resting_hr=48, source="fit")
DAMAGED = ImportProblem(
    path="a.zip!1.fit", code="damaged", values={"reason": "checksum"}, file_sha256=SHA, held=(RUN, NIGHT)
)
OTHER = ImportProblem(path="b.fit", code="empty_file")


@pytest.fixture
def store(tmp_path):
    """A store that holds something back."""
    with Store.open(tmp_path / "runner.db") as store:
        store.add([DAMAGED, OTHER], "import")
        yield store


def test_what_is_held_back_counts_for_nothing(store):
    """It is listed with its problem, and no history knows of it."""
    assert store.problems() == (DAMAGED, OTHER)
    assert (store.history().sessions, store.history().nights) == ((), ())


@pytest.mark.parametrize("which", ["a.zip!1.fit", SHA, SHA[:8].upper()])
def test_accepted_it_is_history_until_undone(store, which):
    """By its path or by the beginning of its mark; once."""
    assert store.accept(which).new == 2
    assert (store.history().sessions, store.history().nights) == ((RUN,), (NIGHT,))
    assert store.problems() == (replace(DAMAGED, accepted=True), OTHER)
    assert store.accept(which) is None
    undone = store.undo()
    assert (undone.counts, undone.restored) == ({"nights": 1, "sessions": 1}, 0)
    assert store.problems() == (DAMAGED, OTHER)
    assert store.history().sessions == ()


@pytest.mark.parametrize("which", ["", SHA[:7], "b.fit", "elsewhere"])
def test_nothing_else_is_accepted(store, which):
    """Neither a mark too short to tell files apart, nor a file of which nothing is held."""
    assert store.accept(which) is None
    assert store.problems() == (DAMAGED, OTHER)


def test_an_empty_store_has_nothing_to_accept(tmp_path):
    """And no file is made for it."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.accept("a.fit") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_read_again_is_judged_again(store):
    """Copied anew it is fine, so nothing more is said of it; what is still wrong is said once."""
    whole = replace(RUN, quality="whole")
    store.add([whole], "import", paths=["a.zip!1.fit"])
    assert store.problems() == (OTHER,)
    store.add([OTHER], "import", paths=["b.fit"])
    assert store.problems() == (OTHER,)


def test_what_was_accepted_is_not_asked_again(store):
    """The same damaged content, met once more."""
    store.accept(SHA)
    store.add([DAMAGED], "import", paths=[DAMAGED.path])
    assert store.problems() == (replace(DAMAGED, accepted=True), OTHER)
    assert store.accept(SHA) is None


@given(st.lists(made.SESSIONS | made.NIGHTS, max_size=3))
@made.ON_DISK
def test_what_is_held_is_kept_whole(tmp_path_factory, held):
    """Every field of it."""
    with Store.open(tmp_path_factory.mktemp("held") / "runner.db") as store:
        problem = replace(DAMAGED, held=tuple(held))
        store.add([problem], "import")
        assert store.problems() == (problem,)


def test_what_an_earlier_form_held_can_still_be_read(store):
    """A field that came later is as if it had never been told."""
    from sorewise.store.rows import PROBLEMS

    row = PROBLEMS.row(DAMAGED)
    row["held"] = row["held"].replace(',"device_id":""', "")
    assert PROBLEMS.remade(row) == DAMAGED
