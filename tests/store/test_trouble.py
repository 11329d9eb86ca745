"""Whatever happens to the file, the runner gets a sentence, and nothing is half-written."""

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from sorewise.model.errors import StoreError
from sorewise.model.records import CheckIn, Session
from sorewise.store import DecisionRecord, Store
from sorewise.store.trouble import SENTENCES, speaking_of

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
SESSION = Session(id="s", start=MORNING)
CHECK_IN = CheckIn(id="c", at=MORNING)


@pytest.fixture
def path(tmp_path):
    """A store with one session."""
    with Store.open(tmp_path / "runner.db") as store:
        store.add([SESSION], "hand")
    return tmp_path / "runner.db"


def _kind(refused):
    values = refused.value.values
    assert str(refused.value) == SENTENCES[values["kind"]].format(place=values["place"])
    return values["kind"]


def _change(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_store_of_a_newer_version_is_left_alone(path):
    """An older program must not write into what it does not know."""
    _change(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    assert _kind(refused) == "newer"
    assert refused.value.values["revision"] == "9999"
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path):
    """`--db` may name the wrong file."""
    _change(tmp_path / "books.db", "CREATE TABLE books (title TEXT)")
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path / "books.db")
    assert _kind(refused) == "foreign"


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one" * 40, b"SQLite format 3\0" + b"x" * 4096]
)
def test_a_broken_file_is_left_alone(tmp_path, content):
    """Never overwritten: somebody may still mend it."""
    path = tmp_path / "runner.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    assert _kind(refused) == "damaged"
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE nights", "UPDATE sessions SET start = 'yesterday'", "UPDATE sessions SET hr_zone_s = '{'"],
)
def test_damage_within_is_named_when_it_is_met(path, damage):
    """A missing table, an impossible date, a torn list."""
    _change(path, damage)
    with Store.open(path) as store, pytest.raises(StoreError) as refused:
        store.history()
    assert _kind(refused) == "damaged"


def test_a_torn_page_is_named_when_it_is_met(path):
    """A disk may lose a page in the middle."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused, Store.open(path) as store:
        store.history()
    assert _kind(refused) == "damaged"


def test_a_folder_is_no_store(tmp_path):
    """Said in a sentence, like the rest."""
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path)
    assert _kind(refused) == "cannot_open"


def test_a_locked_store_says_so_and_keeps_nothing(path):
    """Another program is writing; the answers are not half-kept, and reading goes on."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, wait_s=0.01) as store:
            with pytest.raises(StoreError) as refused:
                store.save_check_in(CHECK_IN)
            assert _kind(refused) == "locked"
            assert store.history().sessions == (SESSION,)
        other.execute("ROLLBACK")
    with Store.open(path) as store:
        assert store.history().check_ins == ()


def test_a_full_disk_says_so_and_keeps_nothing(path):
    """What did not fit whole is not kept at all; what was there before is still there, and writing goes on later."""

    @event.listens_for(Engine, "connect")
    def _small_disk(connection, _record):
        connection.execute("PRAGMA max_page_count = 1")  # no smaller than the file is already

    try:
        with Store.open(path) as store:
            many = [Session(id=str(n), start=MORNING, name="long " * 200) for n in range(500)]
            with pytest.raises(StoreError) as refused:
                store.add(many, "folder", exact=True)
            assert _kind(refused) == "full"
            assert store.history().sessions == (SESSION,)
    finally:
        event.remove(Engine, "connect", _small_disk)
    with Store.open(path) as store:
        assert store.add(many, "folder", exact=True).new == 500


def test_a_decision_without_its_check_in_is_refused_whole(path):
    """A transaction is kept whole or not at all: the good record before the bad one goes too."""
    lost = DecisionRecord(id="d", day=MORNING.date(), at=MORNING, check_in_id="nowhere")
    with Store.open(path) as store:
        with pytest.raises(StoreError) as refused:
            store.add([CHECK_IN, lost], "sorewise")
        assert _kind(refused) == "record"
        assert store.history().check_ins == ()


def test_a_record_that_cannot_be_kept_takes_nothing_with_it(path):
    """The caller's mistake is refused, and the rest of that write with it."""
    with Store.open(path) as store:
        with pytest.raises(StoreError):
            store.add([Session(id="t", start=MORNING), Session(id="u", start=MORNING, rpe=float("nan"))], "hand")
        with pytest.raises(StoreError):
            store.add([Session(id="v", start=MORNING, name="\ud800")], "hand")
        assert store.history().sessions == (SESSION,)


def test_an_error_that_is_ours_is_not_dressed_up():
    """A mistake in the program keeps its own name."""
    with pytest.raises(ZeroDivisionError), speaking_of("here"):
        raise ZeroDivisionError


@contextmanager
def _somebody_else():
    """Without the right to everything that the administrator has."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf(path):
    """A store in a folder where any account can go, owned by one without special rights."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "runner.db")
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        os.chown(folder / "runner.db", 65534, 65534)
    yield folder / "runner.db"
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o400, 0o500), (0o600, 0o500)])
def test_a_read_only_store_can_be_read_and_says_why_it_cannot_be_written(shelf, file, folder):
    """A read-only file, folder, or both: yesterday's decision can still be looked up."""
    shelf.chmod(file)
    shelf.parent.chmod(folder)
    with _somebody_else(), Store.open(shelf) as store:
        assert store.history().sessions == (SESSION,)
        with pytest.raises(StoreError) as refused:
            store.save_check_in(CHECK_IN)
        assert _kind(refused) == "read_only"
        assert store.history().check_ins == ()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_new_store_in_a_read_only_folder_says_so(shelf):
    """The first write finds out."""
    shelf.parent.chmod(0o500)
    with _somebody_else(), Store.open(shelf.with_name("new.db")) as store:
        with pytest.raises(StoreError) as refused:
            store.save_check_in(CHECK_IN)
        assert _kind(refused) == "read_only"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_store_that_may_not_be_read_says_so(shelf):
    """Somebody else's file."""
    shelf.chmod(0o000)
    with _somebody_else(), pytest.raises(StoreError) as refused:
        Store.open(shelf)
    assert _kind(refused) in {"cannot_open", "read_only"}
