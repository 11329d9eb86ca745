"""A store by URL reads and writes as the file does; SQLite stands in for the server."""

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import NullPool, create_engine, inspect, text

from sorewise.model.errors import StoreError
from sorewise.model.records import CheckIn, History, Profile
from sorewise.store import DecisionRecord, Store, migrate
from sorewise.store.version import head

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
CHECK_IN = CheckIn(id="c", at=MORNING, answers={"legs": "sore", "pregnant": True})
DECISION = DecisionRecord(id="d", day=MORNING.date(), at=MORNING, check_in_id="c")
FORECAST = {"day": "2026-11-22", "legs": None}


@pytest.fixture(params=["SQLite as stand-in", "PostgreSQL"])
def url(request, tmp_path):
    """A database that knows nothing of us yet."""
    if request.param != "PostgreSQL":
        yield f"sqlite:///{tmp_path / 'server.db'}"
        return
    server = os.environ.get("SOREWISE_POSTGRES")
    if not server:
        pytest.skip("SOREWISE_POSTGRES names no empty database (postgresql+pg8000://name@host/database)")
    Store.open(server).delete_everything()
    yield server
    Store.open(server).delete_everything()


def test_a_store_by_url_keeps_takes_back_and_forgets(url):
    """The same walk as with a file."""
    with Store.open(url) as store:
        assert store.history() == History()
        store.save_check_in(CHECK_IN, DECISION)
        assert store.save_check_in(CHECK_IN, DECISION).known == 2
        store.save_forecast("d", FORECAST)
    with Store.open(url) as store:
        assert store.today(MORNING.date()) == replace(DECISION, forecast=FORECAST)
        assert store.forecasts(MORNING.date()) == (FORECAST,)
        assert store.forget("pregnancy", {"pregnant": "pregnancy"}) == 1
        assert store.history().check_ins[0].answers == {"legs": "sore"}
        assert store.undo().counts == {"check_ins": 1, "decisions": 1}
        store.save_profile(Profile(country="GB"))
        store.delete_everything()
    with Store.open(url) as store:
        assert store.history() == History()


def test_a_newer_store_by_url_is_left_alone(url):
    """As with a file."""
    Store.open(url).close()
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    assert refused.value.values["kind"] == "newer"
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    engine.dispose()


def test_tables_made_by_url_equal_migrated_ones(url):
    """As with a file: fresh and migrated from the first are the same."""

    def form(engine):
        seen = inspect(engine)
        return {
            name: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)],
                sorted(str(index["name"]) for index in seen.get_indexes(name)),
                sorted(str(key["referred_table"]) for key in seen.get_foreign_keys(name)),
            )
            for name in seen.get_table_names()
        }

    engine = create_engine(url, poolclass=NullPool)
    with Store.open(url) as store:
        fresh = form(engine)
        store.delete_everything()
    with engine.begin() as connection:
        migrate.upgrade(connection)
    assert form(engine) == fresh
    assert "decisions" in fresh


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ("sqlite://runner:secret@/no/such/folder/at/all.db", "url"),
        ("nonesuch://runner:secret@host/db", "url"),
        ("postgresql+nonesuch://runner:secret@host/db", "url"),
        ("http://runner:secret@host:port/db", "url"),
        ("sqlite:////no/such/folder/at/all.db", "cannot_open"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(wrong, kind):
    """Mistyped, a driver that is not installed, a server that is not there; the password stays out of it."""
    with pytest.raises(StoreError) as refused:
        Store.open(wrong)
    assert refused.value.values["kind"] == kind
    assert "secret" not in str(refused.value)
