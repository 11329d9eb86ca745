"""Everything out as one document, and back without loss."""

import io
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sorewise.exporters.full_json import document
from sorewise.importers import own_json
from sorewise.model.records import CheckIn, History, ImportProblem, Session
from sorewise.store import SECTIONS, Store
from store import made_records as made

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)


def _exported(store):
    everything = store.everything()
    return document(everything.history, everything.decisions, everything.rulebooks, everything.weeks)


@made.ON_DISK
@given(records=made.RECORDS, parts=st.integers(1, 3))
def test_an_export_read_into_an_empty_store_gives_the_same_bytes(records, parts, tmp_path_factory):
    """Loss-free, whatever was written in how many writes."""
    folder = tmp_path_factory.mktemp("moved")
    with Store.open(folder / "old.db") as old, Store.open(folder / "new.db") as new:
        for part in range(parts):
            old.add(records[part::parts], f"part {part}")
        text = _exported(old)
        back = list(own_json.read(io.BytesIO(text.encode()), "my-data.json", SECTIONS))
        assert not [one for one in back if isinstance(one, ImportProblem)]
        new.add(back, "my-data.json", exact=True)
        assert new.everything().history == old.everything().history
        assert _exported(new) == text


@given(
    st.lists(made.SESSIONS, max_size=3, unique_by=lambda one: one.id),
    st.lists(made.DECISIONS, max_size=3, unique_by=lambda one: one.at),
)
def test_the_order_of_the_records_given_does_not_matter(sessions, decisions):
    """The same records, the same bytes."""
    there = document(History(sessions=tuple(sessions)), decisions)
    assert document(History(sessions=tuple(sessions[::-1])), decisions[::-1]) == there


def test_the_document_can_be_read_by_anyone():
    """Plain JSON: every field by its name, one record a line, times with their offset."""
    session = Session(id="s", start=MORNING, distance_m=8000.0, name="Läuferin – früh")
    check_in = CheckIn(id="c", at=MORNING, answers={"wants": ("run", "ride")}, safety=())
    text = document(History(sessions=(session,), check_ins=(check_in,)))
    found = json.loads(text)
    assert list(found) == [
        "sorewise",
        "profile",
        "sessions",
        "nights",
        "check_ins",
        "plan",
        "decisions",
        "rulebooks",
        "weeks",
    ]
    assert found["sorewise"] == {"format": 1}
    assert found["sessions"][0]["start"] == "2026-11-22T06:10:00+00:00"
    assert found["check_ins"][0] == {
        "id": "c",
        "at": "2026-11-22T06:10:00+00:00",
        "phase": "morning",
        "answers": {"wants": ["run", "ride"]},
        "spots": [],
        "safety": [],
        "source": "sorewise",
    }
    assert found["nights"] == []
    assert next(line for line in text.splitlines() if "Läuferin" in line).startswith('{"id": "s"')
