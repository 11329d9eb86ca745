"""Drafts, ticks and the owner's account: kept beside the record, in a file and on a server."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest

from sorewise.exporters.full_json import document
from sorewise.model.errors import StoreError
from sorewise.model.records import CheckIn
from sorewise.store import Draft, Store
from sorewise.store.accounts import Login, Owner, Passkey

MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=timezone(timedelta(hours=1)))
OWNER = Owner(name="runner", password="$argon2id$made-up", handle="aGFuZGxl", made=MORNING.astimezone(UTC))  # noqa: S106 - no password of anything
LOGIN = Login(id="ab" * 32, made=OWNER.made, seen=OWNER.made, agent="Firefox on Android")
PASSKEY = Passkey(id="Y3JlZA", public_key="a2V5", sign_count=3, name="Phone", host="localhost", made=OWNER.made)
WINDOW = timedelta(minutes=15)


@pytest.fixture(params=["file", "server", "PostgreSQL"])
def store(request, tmp_path):
    """A store with nothing in it, opened as a file and by URL."""
    path = tmp_path / "runner.db"
    place = {"file": path, "server": f"sqlite:///{path}"}.get(request.param, os.environ.get("SOREWISE_POSTGRES"))
    if place is None:
        pytest.skip("SOREWISE_POSTGRES names no empty database (postgresql+psycopg://name@host/database)")
    with Store.open(place) as found:
        yield found
        found.delete_everything()


def _draft(key="d1", minutes=0, **body):
    return Draft(id=key, day=MORNING.date(), at=MORNING, body=body, updated=OWNER.made + timedelta(minutes=minutes))


def test_a_draft_comes_back_as_it_was_left(store):
    """Its own offset, its answers; put again it is replaced."""
    assert (store.drafts.get("d1"), store.drafts.latest(MORNING.date())) == (None, None)
    store.drafts.put(_draft(answers={"legs": "sore"}))
    store.drafts.put(_draft(minutes=1, answers={"legs": "fresh"}, spots=[{"region": "calf"}]))
    found = store.drafts.get("d1")
    assert found == _draft(minutes=1, answers={"legs": "fresh"}, spots=[{"region": "calf"}])
    assert found.at.utcoffset() == timedelta(hours=1)


def test_the_latest_draft_is_the_one_changed_last(store):
    """Two tabs: whichever was touched last, whatever the offset it was touched in."""
    store.drafts.put(_draft("a", minutes=5))
    later = (OWNER.made + timedelta(minutes=6)).astimezone(timezone(timedelta(hours=-9)))
    store.drafts.put(Draft(id="b", day=MORNING.date(), at=MORNING, updated=later))
    assert store.drafts.latest(MORNING.date()).id == "b"
    store.drafts.drop("b")
    assert store.drafts.latest(MORNING.date()).id == "a"


def test_drafts_of_other_days_are_not_today_s(store):
    """Yesterday's is not resumed unasked, and goes when told to."""
    store.drafts.put(_draft("a"))
    tomorrow = MORNING.date() + timedelta(days=1)
    assert store.drafts.latest(tomorrow) is None
    store.drafts.drop_older(MORNING.date())
    assert store.drafts.get("a") is not None
    store.drafts.drop_older(tomorrow)
    assert store.drafts.get("a") is None


def test_taking_what_is_not_there_makes_no_store(tmp_path):
    """Reading or dropping leaves no file behind."""
    with Store.open(tmp_path / "runner.db") as store:
        store.drafts.drop("a")
        store.drafts.drop_older(MORNING.date())
        store.accounts.log_out("a")
        assert (store.accounts.owner(), store.accounts.log_out_others(), store.accounts.remove_owner()) == (
            None,
            0,
            False,
        )
    assert not list(tmp_path.iterdir())


def test_ticks_belong_to_one_decision(store):
    """Ticked twice is ticked once; taken away is gone."""
    for _ in range(2):
        store.ticks.set("d", "walk", on=True, at=MORNING)
    store.ticks.set("d", "sleep", on=True, at=MORNING)
    store.ticks.set("e", "ice", on=True, at=MORNING)
    assert store.ticks.of("d") == {"walk", "sleep"}
    for _ in range(2):
        store.ticks.set("d", "walk", on=False, at=MORNING)
    assert (store.ticks.of("d"), store.ticks.of("none")) == ({"sleep"}, frozenset())


def test_there_is_one_owner(store):
    """Set again: a new password, the logins gone; the passkeys stay with the handle."""
    accounts = store.accounts
    accounts.set_owner(OWNER)
    accounts.add_passkey(PASSKEY)
    accounts.log_in(LOGIN, keep_since=LOGIN.made)
    assert (accounts.owner(), accounts.logins(), accounts.passkeys()) == (OWNER, (LOGIN,), (PASSKEY,))
    accounts.set_owner(OWNER)
    assert (accounts.logins(), accounts.passkeys()) == ((), (PASSKEY,))
    accounts.set_owner(Owner(name="other", password="x", handle="b3RoZXI", made=OWNER.made))  # noqa: S106 - as above
    assert (accounts.owner().name, accounts.passkeys()) == ("other", ())
    assert (accounts.remove_owner(), accounts.owner()) == (True, None)


def test_a_login_takes_the_place_of_the_one_before(store):
    """Rotated; those not seen for long go on the way."""
    accounts = store.accounts
    accounts.log_in(LOGIN, keep_since=LOGIN.made)
    second = Login(id="cd" * 32, made=LOGIN.made, seen=LOGIN.made + timedelta(days=1))
    accounts.log_in(second, instead_of=LOGIN.id, keep_since=LOGIN.made)
    assert accounts.logins() == (second,)
    third = Login(id="ef" * 32, made=second.seen, seen=second.seen + timedelta(days=9))
    accounts.log_in(third, keep_since=second.seen + timedelta(seconds=1))
    assert (accounts.logins(), accounts.login(second.id)) == ((third,), None)
    accounts.saw(third.id, third.seen + timedelta(days=1))
    assert accounts.login(third.id).seen == third.seen + timedelta(days=1)
    accounts.log_in(second, keep_since=second.made)
    assert accounts.log_out_others(third.id) == 1
    accounts.log_out(third.id)
    assert accounts.logins() == ()


def test_five_attempts_within_the_window_and_no_more(store):
    """By account and by address, whichever is full; the next one may come when the oldest of five is old enough."""
    accounts = store.accounts
    now = OWNER.made
    for minute in range(5):
        whose = ["account:runner", f"address:10.0.0.{minute}"]
        assert accounts.attempt(whose, now + timedelta(minutes=minute), 5, WINDOW) is None
    assert accounts.attempt(["account:runner", "address:x"], now + timedelta(minutes=5), 5, WINDOW) == now + WINDOW
    assert accounts.attempt(["account:other", "address:10.0.0.1"], now + timedelta(minutes=5), 5, WINDOW) is None
    assert accounts.attempt(["account:runner"], now + WINDOW, 5, WINDOW) is None
    accounts.succeeded(["account:runner"])
    for _ in range(5):
        assert accounts.attempt(["account:runner"], now + WINDOW, 5, WINDOW) is None
    assert accounts.attempt(["account:runner"], now + WINDOW, 5, WINDOW) == now + 2 * WINDOW


def test_a_passkey_counts_its_uses(store):
    """And is kept once."""
    store.accounts.add_passkey(PASSKEY)
    store.accounts.used_passkey(PASSKEY.id, 4)
    assert store.accounts.passkeys()[0].sign_count == 4
    with pytest.raises(StoreError) as refused:
        store.accounts.add_passkey(PASSKEY)
    assert refused.value.values["kind"] == "record"
    store.accounts.remove_passkey(PASSKEY.id)
    assert store.accounts.passkeys() == ()


def _all_of_it(store):
    store.accounts.set_owner(OWNER)
    store.accounts.add_passkey(PASSKEY)
    store.accounts.log_in(LOGIN, keep_since=LOGIN.made)
    store.accounts.attempt(["address:10.1.2.3"], OWNER.made, 5, WINDOW)
    store.drafts.put(_draft(answers={"pregnant": True}))
    store.ticks.set("d", "walk", on=True, at=MORNING)


def test_no_secret_is_exported(store):
    """Nor anything else of the web app's own."""
    _all_of_it(store)
    everything = store.everything()
    text = document(everything.history, everything.decisions, everything.rulebooks, everything.weeks)
    assert json.loads(text)["sessions"] == []
    for secret in ("argon2", PASSKEY.id, PASSKEY.public_key, LOGIN.id, OWNER.handle, "10.1.2.3", "pregnant"):
        assert secret not in text


def test_undo_leaves_it_alone(store):
    """It takes back check-ins and imports, nothing else."""
    _all_of_it(store)
    assert store.undo() is None
    store.save_check_in(CheckIn(id="c", at=MORNING))
    assert store.undo().counts == {"check_ins": 1}
    assert (store.accounts.owner(), store.ticks.of("d"), store.drafts.get("d1").id) == (OWNER, {"walk"}, "d1")


def test_forgetting_a_group_lets_go_of_drafts(tmp_path):
    """They may hold it; account and ticks stay. Nothing of it is left on the disk."""
    path = tmp_path / "runner.db"
    with Store.open(path) as store:
        _all_of_it(store)
        store.forget("pregnancy", {"pregnant": "pregnancy"})
        assert (store.drafts.get("d1"), store.accounts.owner(), store.ticks.of("d")) == (None, OWNER, {"walk"})
    for file in tmp_path.iterdir():
        assert b"pregnant" not in file.read_bytes(), file.name


def test_delete_everything_deletes_the_account_too(store):
    """Owner, logins, passkeys, drafts, ticks."""
    _all_of_it(store)
    store.delete_everything()
    with Store.open(store.place) as again:
        assert (again.accounts.owner(), again.accounts.logins(), again.accounts.passkeys()) == (None, (), ())
        assert (again.drafts.get("d1"), again.ticks.of("d")) == (None, frozenset())


def test_a_token_that_is_kept_opens_nothing(tmp_path):
    """The file holds hashes and public keys only; its rows are those that were given."""
    with Store.open(tmp_path / "runner.db") as store:
        _all_of_it(store)
    with closing(sqlite3.connect(tmp_path / "runner.db")) as connection:
        assert connection.execute("SELECT id FROM logins").fetchall() == [(LOGIN.id,)]
        assert connection.execute("SELECT password FROM owner").fetchall() == [(OWNER.password,)]
