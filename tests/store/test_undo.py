"""What `undo` takes back is exactly what the last write did."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.records import CheckIn, Profile, Session
from sorewise.store import DecisionRecord, Store
from store import made_records as made

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)


def test_undo_says_what_it_took_back(tmp_path):
    """The check-in of 06:10, with its decision."""
    check_in = CheckIn(id="c1", at=MORNING, answers={"legs": "sore"})
    with Store.open(tmp_path / "runner.db") as store:
        store.save_check_in(check_in)
        undone = store.undo()
    assert (undone.what, undone.at, undone.check_in) == ("check_in", MORNING, check_in)
    assert undone.counts == {"check_ins": 1}


def test_undo_of_nothing_is_nothing_and_makes_no_file(tmp_path):
    """Not an error: there was nothing to take back."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.undo() is None
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_changed_nothing_is_not_taken_back(tmp_path):
    """Importing the same folder again and undoing it takes back the check-in before it, as nothing came after that."""
    check_in = CheckIn(id="c1", at=MORNING)
    with Store.open(tmp_path / "runner.db") as store:
        store.save_check_in(check_in)
        store.add([check_in], "sorewise", exact=True)
        assert store.undo().check_in == check_in


def test_what_was_taken_back_is_read_again(tmp_path):
    """The marks of contents go with the import: else the file would count as known, and its records be missing."""
    run = Session(id="r", start=MORNING)
    with Store.open(tmp_path / "runner.db") as store:
        assert store.contents() == frozenset()
        first = store.add([run], "import", contents=["ab", "cd"])
        store.add([], "import", batch=first.batch, contents=["cd", "ef"])
        assert store.contents() == {"ab", "cd", "ef"}
        store.undo()
        assert store.contents() == frozenset()


def test_what_the_runner_wrote_since_stays(tmp_path):
    """Undoing an import does not bring an old profile back over a newer word of the runner."""
    with Store.open(tmp_path / "runner.db") as store:
        store.save_profile(Profile(country="GB"))
        store.add([Profile(country="DE")], "sorewise")
        store.save_profile(Profile(country="JP"))
        store.undo()
        assert store.profile() == Profile(country="JP")


def test_a_replaced_profile_comes_back(tmp_path):
    """Reading somebody else's export by mistake can be undone."""
    with Store.open(tmp_path / "runner.db") as store:
        store.save_profile(Profile(country="GB"))
        store.add([Profile(country="DE")], "sorewise")
        assert store.undo().restored == 1
        assert store.profile() == Profile(country="GB")


@made.ON_DISK
@given(data=st.data(), exact=st.booleans())
def test_undo_goes_back_to_the_store_before(data, exact, tmp_path_factory):
    """Write by write, back to nothing: each undo gives the very store that was there before."""
    path = tmp_path_factory.mktemp("undo") / "runner.db"
    with Store.open(path) as store:
        before = [store.everything()]
        for _ in range(3):
            records = data.draw(made.RECORDS)
            if store.add(records, "drawn", exact=exact).batch is not None:
                before.append(store.everything())
            assert store.add(store.everything().decisions, "drawn").batch is None
        while len(before) > 1:
            before.pop()
            assert store.undo() is not None
            assert store.everything() == before[-1]
        assert store.undo() is None


def test_undo_of_a_changed_check_in_keeps_its_earlier_decision(tmp_path):
    """What refers to a row that only changed is not taken along."""
    check_in = CheckIn(id="c1", at=MORNING)
    decision = DecisionRecord(id="d1", day=MORNING.date(), at=MORNING, check_in_id="c1")
    with Store.open(tmp_path / "runner.db") as store:
        store.save_check_in(check_in, decision)
        store.save_check_in(replace(check_in, answers={"legs": "sore"}))
        store.undo()
        assert store.decision("d1") == decision
