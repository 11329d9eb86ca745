"""A store by URL reads and writes as the file does; SQLite stands in for the server."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from sorewise.model.errors import StoreError
from sorewise.model.records import CheckIn, History, Profile
from sorewise.store import DecisionRecord, Store

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
CHECK_IN = CheckIn(id="c", at=MORNING, answers={"legs": "sore", "pregnant": True})
DECISION = DecisionRecord(id="d", day=MORNING.date(), at=MORNING, check_in_id="c")


@pytest.fixture
def url(tmp_path):
    """A database that knows nothing of us yet."""
    return f"sqlite:///{tmp_path / 'server.db'}"


def test_a_store_by_url_keeps_takes_back_and_forgets(url):
    """The same walk as with a file."""
    with Store.open(url) as store:
        assert store.history() == History()
        store.save_check_in(CHECK_IN, DECISION)
        assert store.save_check_in(CHECK_IN, DECISION).known == 2
    with Store.open(url) as store:
        assert store.today(MORNING.date()) == DECISION
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
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    assert refused.value.values["kind"] == "newer"


def test_a_password_is_never_shown(url):
    """The place is said in errors and on the screen."""
    with Store.open(url) as store:
        assert store.place == url


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
