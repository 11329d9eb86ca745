"""The store gives back what was put into it, each record once."""

from datetime import datetime, timedelta, timezone

from sorewise.model.records import CheckIn, History, Session, Spot
from sorewise.store import DecisionRecord, Store

TOKYO = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=TOKYO)
CHECK_IN = CheckIn(
    id="c1",
    at=MORNING,
    answers={"legs": "sore", "wants": ("run", "ride")},
    spots=(Spot(region="calf", side="left", answers={"pain": 3.5}),),
    safety=(),
)
DECISION = DecisionRecord(
    id="d1",
    day=MORNING.date(),
    at=MORNING,
    check_in_id="c1",
    answers={"legs": "sore"},
    history={"days_sore": 2},
    safety=(),
    rulebook="sha256:1",
    release="0.1.0",
    decision={"activity": "run_easy", "reasons": [{"rule": "RX-1", "facts": {"pain": 3.5}}]},
    planned={"kind": "easy"},
)


def test_a_check_in_comes_back_with_its_decision(tmp_path):
    """Written by one command, read by the next: the same records, in the runner's own offset."""
    with Store.open(tmp_path / "runner.db") as store:
        assert store.save_check_in(CHECK_IN, DECISION).new == 2
    with Store.open(tmp_path / "runner.db") as store:
        assert store.today(MORNING.date()) == store.decision("d1") == store.decision() == DECISION
        (back,) = store.history().check_ins
    assert back == CHECK_IN
    assert back.at.utcoffset() == timedelta(hours=9)


def test_a_store_that_nothing_was_written_to_reads_as_empty_and_leaves_no_file(tmp_path):
    """Asking costs nothing and leaves nothing behind."""
    with Store.open(tmp_path / "new" / "runner.db") as store:
        assert store.history() == History()
        assert store.today(MORNING.date()) is None
        assert store.decision() is None
    assert not (tmp_path / "new").exists()


def test_the_same_records_again_add_nothing(tmp_path):
    """An import is idempotent, and says so."""
    sessions = [Session(id=f"s{n}", start=MORNING - timedelta(days=n), source_id=str(n)) for n in range(3)]
    with Store.open(tmp_path / "runner.db") as store:
        first, second = store.add(sessions, "folder"), store.add(sessions, "folder")
        assert (first.new, first.known) == (3, 0)
        assert (second.new, second.known, second.batch) == (0, 3, None)
        assert store.history().sessions == tuple(reversed(sessions))
