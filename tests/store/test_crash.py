"""A program that is killed leaves the last whole transaction, in a store that opens."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sorewise.model.records import CheckIn, Session
from sorewise.store import Store

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
CHECK_IN = CheckIn(id="c", at=MORNING)

WRITER = """
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from sorewise.model.records import Session
from sorewise.store import Store
from sorewise.store.put import Batch

start = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
store = Store.open(Path(sys.argv[1]))
with store._base.writing() as connection:
    write = Batch(connection, "import", "folder", start)
    write.put([Session(id=str(n), start=start, name="long " * 500) for n in range(2000)], exact=True)
    print("written, not yet kept", flush=True)
    while True:
        time.sleep(0.02)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_killed_write_leaves_the_last_whole_transaction(tmp_path, how, fresh):
    """Cut off in the middle of 5 MB, by kill -9 or Ctrl-C, in its first write or a later one: nothing of it is kept."""
    path = tmp_path / "runner.db"
    if not fresh:
        with Store.open(path) as store:
            store.save_check_in(CHECK_IN)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as writer:
        assert writer.stdout.readline() == "written, not yet kept\n"
        writer.send_signal(how)
        assert writer.wait(timeout=20) != 0
    with Store.open(path) as store:
        assert store.history().sessions == ()
        assert store.history().check_ins == (() if fresh else (CHECK_IN,))
        assert store.add([Session(id="s", start=MORNING)], "hand").new == 1
        assert len(store.history().sessions) == 1
