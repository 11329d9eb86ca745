"""An older store becomes one of today, whole, with a copy of how it was."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from sorewise.model.errors import StoreError
from sorewise.model.plan import PlannedSession, WeekSettings
from sorewise.model.records import CheckIn, ImportProblem, Profile, Session
from sorewise.store import DecisionRecord, Store, migrate, version
from sorewise.store.place import copies
from sorewise.store.tables import metadata
from sorewise.store.writer import sqlite_engine

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
OF_TODAY = version.head()
SESSION = Session(id="s", start=MORNING)
CHECK_IN = CheckIn(id="c", at=MORNING)
DECISION = DecisionRecord(id="d", day=MORNING.date(), at=MORNING, check_in_id="c")

NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "next"
down_revision = "{head}"

def upgrade() -> None:
    op.add_column("sessions", sa.Column("shoes", sa.Text(), nullable=True))
    with op.batch_alter_table("check_ins") as table:
        table.alter_column("source", server_default="sorewise")
    {then}
"""


@pytest.fixture
def path(tmp_path):
    """A store of the form of today, with records that refer to each other."""
    with Store.open(tmp_path / "runner.db") as store:
        store.add([SESSION], "hand")
        store.save_check_in(CHECK_IN, DECISION)
    return tmp_path / "runner.db"


@pytest.fixture
def next_release(tmp_path, monkeypatch):
    """Makes this program one release newer: its tables are one revision on."""

    def make(then="pass"):
        scripts = shutil.copytree(migrate.SCRIPTS, tmp_path / "migrations")
        (scripts / "versions" / "next.py").write_text(NEXT.format(head=version.head(), then=then))
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(version, "KNOWN", (*version.KNOWN, "next"))

    return make


def _form(path):
    with closing(sqlite3.connect(path)) as connection:
        return {
            (kind, name): (
                [tuple(row[1:]) for row in connection.execute(f'PRAGMA table_info("{name}")')],
                sorted(tuple(row[2:]) for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')),
                [tuple(row) for row in connection.execute(f'PRAGMA index_info("{name}")')],
            )
            for kind, name in connection.execute("SELECT type, name FROM sqlite_master")
        }


def test_a_fresh_store_equals_one_migrated_from_the_first(path, tmp_path):
    """Tables, columns, types, defaults, keys and indexes are the same, and so is the mark."""
    engine = sqlite_engine(tmp_path / "old.db", 1)
    with engine.begin() as connection:
        migrate.upgrade(connection)
    assert _form(tmp_path / "old.db") == _form(path)
    with Store.open(tmp_path / "old.db") as store:
        assert store.save_check_in(CHECK_IN, DECISION).new == 2
        assert store.decision("d") == DECISION


NIGHT = {"id": "2026-11-22 fit", "day": "2026-11-22", "resting_hr": 48, "scale": "", "source": "fit", "batch": None}
FIRST = """
INSERT INTO batches VALUES (1, 'import', 'folder', '2026-11-22T06:10:00+00:00', '[["nights", NIGHT]]');
INSERT INTO nights (id, day, resting_hr, scale, source, batch)
VALUES ('2026-11-22 fit', '2026-11-22', 50, '', 'fit', 1);
INSERT INTO sessions (id, day, start, instant, sport, sub_sport, hr_zone_s, legs, name, device, source, source_id,
    file_sha256, quality, batch, duration_s)
VALUES ('fit:1', '2026-11-22', '2026-11-22T06:10:00+00:00', 1795327800000000, 'run', '', '[]', 0, '', '', 'fit', '1',
    'ab', 'whole', 1, 3600);
INSERT INTO planned_sessions (id, day, kind, steps, "key", hold, name, source, source_uid, status)
VALUES ('p', '2026-11-23', 'long', '[]', 1, 'movable', '', 'hand', '', 'planned');
INSERT INTO problems (path, code, place, kept, "values", batch) VALUES ('b.fit', 'damaged', '', 0, '{}', 1);
INSERT INTO profile (id, answers, units, country, zone, language, switched_on, parent_agreed)
VALUES ('runner', '{}', 'mi', '', 'UTC', 'en', '[]', 0)
"""


def test_what_the_first_release_kept_is_read_and_merged_and_taken_back(tmp_path):
    """It knew no origins: a session is told by the place that it names itself."""
    engine = sqlite_engine(tmp_path / "old.db", 1)
    with engine.begin() as connection:
        migrate.upgrade(connection, "0001")
        for statement in FIRST.replace("NIGHT", json.dumps(NIGHT)).split(";"):
            connection.exec_driver_sql(statement)
    told = Session(id="fit:1", start=MORNING, duration_s=3600, source="fit", source_id="1", file_sha256="ab")
    with Store.open(tmp_path / "old.db") as store:
        assert store.history().sessions == (told,)
        assert store.problems() == (ImportProblem(path="b.fit", code="damaged"),)
        assert store.profile() == Profile(units="mi", rulebook="standard")
        assert store.history().plan == (PlannedSession(id="p", day=date(2026, 11, 23), kind="long", key=True),)
        assert store.history().week == WeekSettings()
        strava = Session(id="s", start=MORNING, duration_s=3600, source="strava", source_id="9", name="Morning")
        assert store.add([strava], "import").changed == 1
        assert [place.source for place in store.history().sessions[0].origins] == ["fit", "strava"]
        store.undo()
        assert store.history().sessions == (told,)
        assert store.history().nights[0].resting_hr == 50
        store.undo()
        assert store.history().nights[0].resting_hr == 48
        assert (store.history().sessions, store.problems()) == ((), ())


KEPT = """
INSERT INTO check_ins (id, day, at, instant, written, phase, answers, spots, source)
VALUES ('c', '2026-11-22', '2026-11-22T06:10:00+00:00', 1795327800000000, 1, 'morning', '{}', '[]', 'sorewise');
INSERT INTO decisions (id, day, at, instant, written, check_in_id, phase, answers, history, rulebook, release, overlay,
    decision)
VALUES ('d', '2026-11-22', '2026-11-22T06:10:00+00:00', 1795327800000000, 1, 'c', 'morning', '{}', '{}', '', '', '{}',
    '{}')
"""


@pytest.mark.parametrize("form", version.KNOWN[:-1])
def test_a_decision_of_every_earlier_form_has_no_forecast_and_may_get_one(form, tmp_path):
    """What was kept before there were forecasts is read as it was; no decision is lost on the way."""
    engine = sqlite_engine(tmp_path / "old.db", 1)
    with engine.begin() as connection:
        migrate.upgrade(connection, form)
        for statement in KEPT.split(";"):
            connection.exec_driver_sql(statement)
    with Store.open(tmp_path / "old.db") as store:
        assert store.decision("d") == DECISION
        store.save_forecast("d", {"day": "2026-11-22"})
        assert store.decision("d") == replace(DECISION, forecast={"day": "2026-11-22"})


def test_the_program_knows_every_revision():
    """`version.KNOWN` is what lies in migrations/versions, in its order; one head only."""
    scripts = ScriptDirectory(str(migrate.SCRIPTS))
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == version.KNOWN
    assert scripts.get_heads() == [version.head()]


def test_an_older_store_is_copied_and_brought_up_to_date(path, next_release):
    """Opening it is enough; every record is still there, and the copy is the store as it was."""
    next_release()
    with Store.open(path) as store:
        assert store.history().sessions == (SESSION,)
        assert store.decision("d") == DECISION  # the table it refers to was made anew on the way
        (copy,) = copies(path)
    with closing(sqlite3.connect(path)) as connection:
        assert version.revision(connection) == "next"
    with closing(sqlite3.connect(copy)) as connection:
        assert version.revision(connection) == OF_TODAY
    with Store.open(path):
        assert copies(path) == [copy]


def test_a_migration_that_fails_leaves_the_store_as_it_was(path, next_release):
    """All of it or nothing; the copy is there as well."""
    next_release(then='op.execute("INSERT INTO nowhere VALUES (1)")')
    before = _form(path)
    with pytest.raises(StoreError):
        Store.open(path)
    assert _form(path) == before
    assert len(copies(path)) == 1


def test_a_migration_that_would_lose_a_reference_is_not_kept(path, next_release):
    """What the foreign keys promise is looked at before the end of the transaction."""
    next_release(then='op.execute("DELETE FROM check_ins")')
    with pytest.raises(StoreError):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert version.revision(connection) == OF_TODAY
        assert connection.execute("SELECT COUNT(*) FROM check_ins").fetchone() == (1,)


def test_no_copy_no_migration(path, next_release, monkeypatch):
    """If there is no room for the copy, the store is left as it was."""
    next_release()

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrate.place, "touch_private", no_room)
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    assert refused.value.values["kind"] == "full"
    assert copies(path) == []
    with closing(sqlite3.connect(path)) as connection:
        assert version.revision(connection) == OF_TODAY


def test_a_second_program_that_waited_for_the_migration_finds_nothing_left_to_do(path, next_release):
    """Both saw the older form; the one that got the lock later must not run it again."""
    next_release()
    for _ in range(2):
        migrate.bring_up_to_date(path, OF_TODAY, 1)
    assert _form(path)["table", "sessions"][0][-1][0] == "shoes"


def test_the_tables_can_be_made_on_postgresql():
    """Types and names are portable."""
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
