"""Nobody but the owner reads the store, and deleting it deletes it."""

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sorewise.model.records import History, Session
from sorewise.store import Store
from sorewise.store.migrate import copy
from sorewise.store.place import copies, default_path

SESSION = Session(id="s", start=datetime(2026, 11, 22, 7, tzinfo=UTC))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in the profile folder's own list")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_the_file_the_folder_and_what_lies_beside_are_the_owners_only(tmp_path):
    """From the first write on, the files of a write under way included."""
    path = tmp_path / "a" / "b" / "runner.db"
    old = os.umask(0)
    try:
        with Store.open(path) as store:
            store.add([SESSION], "hand")
            with store._base.writing():
                beside = {file.name: _mode(file) for file in path.parent.iterdir()}
        made = copy(path, "0001")
    finally:
        os.umask(old)
    assert beside == dict.fromkeys(("runner.db", "runner.db-wal", "runner.db-shm"), 0o600)
    assert (_mode(path), _mode(made), _mode(path.parent), _mode(path.parent.parent)) == (0o600, 0o600, 0o700, 0o700)


@posix
def test_a_file_that_others_could_read_is_closed_to_them_when_opened(tmp_path):
    """Copied from a stick, say."""
    path = tmp_path / "runner.db"
    with Store.open(path) as store:
        store.add([SESSION], "hand")
    path.chmod(0o644)
    with Store.open(path):
        assert _mode(path) == 0o600


@posix
def test_a_folder_of_the_runners_own_choice_is_left_as_it_is(tmp_path):
    """`--db ~/runner.db` does not close the home folder."""
    tmp_path.chmod(0o755)
    with Store.open(tmp_path / "runner.db") as store:
        store.add([SESSION], "hand")
    assert _mode(tmp_path) == 0o755


def test_without_a_path_it_lies_in_the_platforms_data_folder():
    """And there the folder is the owner's only, even if it was there before."""
    default_path().parent.mkdir(parents=True, mode=0o755)
    with Store.open() as store:
        store.add([SESSION], "hand")
        assert store.place == str(default_path())
    assert default_path().name == "sorewise.db"
    assert sys.platform == "win32" or _mode(default_path().parent) == 0o700


def test_delete_everything_leaves_nothing(tmp_path):
    """The file, the copies and what a cut-off write left beside it; other people's files stay."""
    path = tmp_path / "runner.db"
    (tmp_path / "diary.txt").write_text("mine")
    with Store.open(path) as store:
        store.add([SESSION], "hand")
        copy(path, "0001")
        path.with_name("runner.db-wal").touch()
        store.delete_everything()
        assert [file.name for file in tmp_path.iterdir()] == ["diary.txt"]
        assert store.history() == History()
        store.add([SESSION], "hand")  # and one may begin anew
        assert store.history().sessions == (SESSION,)


def test_three_copies_are_kept(tmp_path):
    """The last three, each whole."""
    path = tmp_path / "runner.db"
    with Store.open(path) as store:
        store.add([SESSION], "hand")
    made = [copy(path, "0001") for _ in range(5)]
    assert copies(path) == made[2:]
    with Store.open(made[-1]) as store:
        assert store.history().sessions == (SESSION,)
