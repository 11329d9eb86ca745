"""What the app keeps in memory: never older than the record, whoever wrote to it, and its own for each visitor."""

import asyncio
import gc
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from types import SimpleNamespace

import pytest

from apps.web.walk import BOTH_THIGHS, MUSCLE, ORDINARY, Walk
from sorewise.apps.web import known as module
from sorewise.apps.web.known import Known, KnownStore
from sorewise.model.plan import PlannedSession
from sorewise.model.records import Profile
from sorewise.store import Store
from sorewise.store.reads import Reader


@pytest.fixture
def looks(monkeypatch):
    """How often a whole history was read."""
    found, real = [], Reader.history

    def counting(reader, since, until=None, sessions_since=None):
        found.extend(["whole"] if since is until is None else [])
        return real(reader, since, until, sessions_since)

    monkeypatch.setattr(Reader, "history", counting)
    return found


@pytest.fixture
def kept(home):
    """What an app on the sample runner's store knows, and its place."""
    found = Known(home.filled().place)
    return found, found.at(home.place)


def test_history_is_read_once_while_nothing_changes(client, looks):
    """A whole check-in up to its last question: one look at the past."""
    client.get("/check-in")
    walk = Walk(client)
    walk.send(**BOTH_THIGHS)
    assert looks == ["whole"]


def test_what_another_program_writes_counts_at_once(client, home):
    """What is planned elsewhere while the page is open stands on the next page."""
    before = client.get("/check-in").text
    with home.store() as store:
        store.add([PlannedSession(id="race", day=home.now.date(), kind="race", race="half")], "test")
    after = client.get("/check-in").text
    assert "Race" not in before
    assert "Race" in after


def test_the_verdict_that_is_shown_is_that_of_the_record(client, home):
    """Kept as a page, it is another as soon as something is ticked off, said in another unit, or taken back."""
    Walk(client).to_the_end({**BOTH_THIGHS, **ORDINARY, **MUSCLE})
    first = client.get("/today").text
    assert bare(client.get("/today").text) == bare(first)
    item, decision = (
        re.search(r'name="item" value="([^"]+)"', first)[1],
        re.search(r'name="decision" value="([^"]+)"', first)[1],
    )
    client.post("/today/tick", data={"decision": decision, "item": item, "on": "yes"})
    ticked = client.get("/today").text
    assert bare(ticked) != bare(first)
    with home.store() as store:
        store.undo()
    assert client.get("/today", follow_redirects=False).status_code == 303


def test_each_visitor_has_a_name_of_their_own(client):
    """Two tabs of one kept page begin two check-ins: what the second tells is not taken for the first sent twice."""
    Walk(client).to_the_end({**BOTH_THIGHS, **ORDINARY, **MUSCLE})
    names = [set(re.findall(r"check-[0-9a-f]{16}", client.get("/today").text)) for _ in range(3)]
    assert all(len(name) == 1 for name in names)
    assert len(set.union(*names)) == 3
    assert module.ANY_NAME not in client.get("/today").text


def bare(page):
    """A page without the names in its forms."""
    return re.sub(r"check-[0-9a-f]{16}", "", page)


def test_another_file_in_the_place_of_the_store_is_another_record(kept, home):
    """Deleted and begun anew by somebody else: nothing of the first is told any more."""
    known, _ = kept
    assert known.opened().history().sessions
    with home.store() as store:
        store.delete_everything()
        store.save_profile(Profile(answers={"birth_year": 1970}))
    assert known.opened().history().sessions == ()
    assert known.opened().profile().answers == {"birth_year": 1970}


def test_a_store_that_does_not_exist_yet_is_met_when_it_does(home):
    """An app that starts empty sees the first record."""
    known = Known(home.place)
    assert known.opened().history().sessions == ()
    home.filled()
    assert known.opened().history().sessions


def test_by_url_everything_is_read_each_time(tmp_path, looks):
    """A server tells no state from another, so nothing is kept."""
    url = f"sqlite:///{tmp_path / 'served.db'}"
    with Store.open(url) as other, KnownStore.open(url) as mine:
        mine.history()
        other.save_profile(Profile(answers={"birth_year": 1970}))
        assert mine.history().profile.answers == {"birth_year": 1970}
        assert mine.profile().answers == {"birth_year": 1970}
        assert len(looks) == 2
        mine.let_go()


def test_many_at_once_read_once(kept, looks):
    """Several requests that come together wait for the one that reads."""
    known, _ = kept
    visitors = [Thread(target=lambda: known.opened().history()) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert looks == ["whole"]


def test_a_lasting_app_reads_ahead_in_a_quiet_moment(home, monkeypatch):
    """Some time after the last of several requests, once; looking alone gives no cause for it, but for the first."""
    monkeypatch.setattr(module, "LET_BE_S", 0.02)
    known, begun = Known(home.place, lasting=True), []
    monkeypatch.setattr(known, "read_ahead", begun.append)

    async def asked(*methods):
        for method in methods:
            known.asked(SimpleNamespace(method=method, app=SimpleNamespace(state=SimpleNamespace(place=home.place))))
        await asyncio.sleep(0.3)
        return len(begun)

    def told(methods):
        return asyncio.run(asked(*methods))

    with ThreadPoolExecutor(1) as apart:  # the tests in a browser leave a loop running in this thread
        assert list(apart.map(told, (["GET"], ["GET"], ["POST", "GET", "POST"]))) == [1, 1, 2]


def test_what_is_read_ahead_is_ready(home, looks):
    """The next morning finds it; read ahead again, nothing is read."""
    known = Known(home.filled().place, lasting=True)
    place = known.at(home.place)
    known.read_ahead(place)
    known.read_ahead(place)
    assert known.opened().history().sessions
    assert looks == ["whole"]
    gc.unfreeze()


def test_reading_ahead_is_silent_where_nothing_can_be_read(tmp_path, home):
    """A store that is damaged is told to whoever asks, not to a thread that nobody waits for."""
    (tmp_path / "own.db").write_bytes(b"no store of ours" * 100)
    known = Known(home.place, lasting=True)
    known.read_ahead(known.at(home.place))
