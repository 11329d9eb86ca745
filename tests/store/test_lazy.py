"""What makes `today` quick: reading loads neither SQLAlchemy nor Alembic, and only what is asked for is read."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sorewise.model.records import CheckIn
from sorewise.store import Store

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
READY = "import sys; from datetime import date; from sorewise.store import Store; store = Store.open(sys.argv[1])"
LOADED = "print(sorted({'sqlalchemy', 'alembic', 'polars', 'rich'} & set(sys.modules)))"


@pytest.mark.parametrize(
    ("doing", "loads"),
    [
        (
            "store.today(date(2026, 11, 22)); store.decision(); store.history(); store.problems(); store.everything()",
            "[]",
        ),
        ("store.save_profile(store.profile())", "['sqlalchemy']"),
    ],
)
def test_reading_needs_the_standard_library_only(tmp_path, doing, loads):
    """The first write loads SQLAlchemy; Alembic is loaded by a migration and by nothing else."""
    path = tmp_path / "runner.db"
    with Store.open(path) as store:
        store.save_check_in(CheckIn(id="c", at=MORNING))
    script = f"{READY}; {doing}; {LOADED}"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == loads
