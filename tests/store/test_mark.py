"""The mark of a store: another after every change of the record, by whichever program; else the same."""

from datetime import UTC, datetime

import pytest

from sorewise.model.records import CheckIn, Profile, Session
from sorewise.store import DecisionRecord, Draft, Store

AT = datetime(2026, 11, 20, 6, 10, tzinfo=UTC)
CHANGES = {
    "a session": lambda store: store.add([Session(id="s2", start=AT)], "test"),
    "a check-in": lambda store: store.save_check_in(CheckIn(id="c2", at=AT)),
    "the profile": lambda store: store.save_profile(Profile(answers={"birth_year": 1990})),
    "an undo": lambda store: store.undo(),
    "forgetting": lambda store: store.forget("weight", {"bmi": "weight"}),
    "deleting and beginning anew": lambda store: (store.delete_everything(), filled(store)),
}
NO_CHANGES = {
    "reading": lambda store: store.history(),
    "a draft": lambda store: store.drafts.put(Draft(id="d", day=AT.date(), at=AT, updated=AT)),
    "a draft that is dropped": lambda store: store.drafts.drop("d"),
    "a tick": lambda store: store.ticks.set("decision", "item", on=True, at=AT),
}


def filled(store):
    """Something to change."""
    store.save_profile(Profile(answers={"bmi": 22}, switched_on=("weight",)))
    store.add([Session(id="s1", start=AT)], "test")
    store.save_check_in(CheckIn(id="c1", at=AT), DecisionRecord(id="decision", day=AT.date(), at=AT))


@pytest.fixture
def stores(tmp_path):
    """The same store twice: as somebody looks at it who stays, and as another program writes to it."""
    with Store.open(tmp_path / "own.db") as mine, Store.open(tmp_path / "own.db") as other:
        filled(mine)
        mine.stay()
        yield mine, other
        mine.let_go()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("by", ["itself", "another program"])
def test_every_change_of_the_record_gives_another_mark(stores, change, by):
    """Made here or by another program, through a store that stays open."""
    mine, other = stores
    before = mine.mark()
    change(mine if by == "itself" else other)
    assert mine.mark() != before
    assert mine.mark() == other.mark()


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES.keys())
def test_what_is_no_part_of_the_record_leaves_the_mark(stores, change):
    """Looking, drafts and ticks: what is known of the runner is as it was."""
    mine, other = stores
    before = mine.mark()
    change(other)
    assert mine.mark() == before


def test_a_state_that_is_put_back_has_its_own_mark(stores):
    """Changed and changed back is told from never changed: nobody has to compare."""
    mine, _ = stores
    before, profile = mine.mark(), mine.profile()
    mine.save_profile(Profile())
    mine.save_profile(profile)
    assert mine.mark() != before


def test_an_empty_store_has_a_mark_and_no_file(tmp_path):
    """Asking makes nothing."""
    with Store.open(tmp_path / "none.db") as store:
        assert store.mark() == ""
    assert not (tmp_path / "none.db").exists()


def test_a_store_that_stays_open_sees_what_others_write(stores):
    """Its connection is kept between two looks, not what it saw."""
    mine, other = stores
    assert len(mine.history().sessions) == 1
    other.add([Session(id="s3", start=AT.replace(hour=7), distance_m=5000)], "test")
    assert len(mine.history().sessions) == 2


def test_a_server_tells_no_state_from_another(tmp_path):
    """By URL there is no mark: whoever wants to keep what was read has to read it again."""
    with Store.open(f"sqlite:///{tmp_path / 'served.db'}") as store:
        filled(store)
        assert store.mark() is None
