"""Your data: taking along, taking back, accepting, deleting."""

import json
import re
import tempfile
import threading
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.web.bringing import archive, brought_in, everything, run_on, sessions
from apps.web.walk import BOTH_THIGHS, MUSCLE, ORDINARY, Walk
from sorewise.apps.web import importing
from sorewise.model.records import Profile
from sorewise.store import Store

PAGES = ("/data", "/data/undo", "/data/delete", "/data/import/none")


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files that a test can look into."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_everything_can_be_downloaded(client, home):
    """As the command line exports it, with or without what is private."""
    with home.store() as store:
        store.save_profile(Profile(answers={"statin": True, "goal": "run"}, switched_on=("medicines",)))
    response = client.get("/data/export.json")
    assert 'filename="sorewise-2026-' in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"
    found = json.loads(response.text)
    assert len(found["sessions"]) == sessions(home)
    assert found["profile"]["answers"] == {"statin": True, "goal": "run"}
    less = client.get("/data/export.json?without_private=yes").json()
    assert less["profile"]["answers"] == {"goal": "run"}


def test_undo_tells_what_it_takes_back_then_does(client, home):
    """The last check-in with its verdict; an old page, or a second click, takes back nothing more."""
    assert Walk(client).to_the_end(BOTH_THIGHS | ORDINARY | MUSCLE).is_over
    before = everything(home)
    page = client.get("/data/undo").text
    assert "The check-in of Thursday 2026-06-11 06:40" in page
    assert "1 check-in and 1 verdict" in page
    assert everything(home) == before
    number = {"number": re.search(r'name="number" value="(\d+)"', page)[1]}
    assert "Taken back." in client.post("/data/undo", data=number).text
    after = everything(home)
    assert (len(after.decisions), len(after.history.check_ins)) == (0, len(before.history.check_ins) - 1)
    again = client.post("/data/undo", data=number)
    assert (again.status_code, "nothing was taken back" in again.text) == (409, True)
    assert everything(home) == after
    assert client.post("/data/undo", data={"number": "<b>"}).status_code == 409


def test_undo_of_an_import(client, home):
    """All of it, and what it made fuller is as before."""
    before = everything(home).history
    brought_in(client, ("all.zip", archive(3)))
    page = client.get("/data/undo").text
    assert "The import of" in page
    assert "3 sessions" in page
    client.post("/data/undo", data={"number": re.search(r'name="number" value="(\d+)"', page)[1]})
    assert everything(home).history == before


def test_an_empty_store_has_nothing_to_take_back(home, client):
    """And says so, with a way back."""
    client.post("/data/delete", data={"sure": "yes"})
    assert "There is nothing to take back." in client.get("/data/undo").text
    assert "There is nothing to take back." in client.get("/data").text


def test_what_was_held_back_can_be_accepted(client, home):
    """A damaged file waits, is told with what it holds, and is taken on a click; a second one finds nothing."""
    damaged = bytearray(run_on(5))
    damaged[-1] ^= 0xFF  # the checksum at its end
    brought_in(client, ("<b>damaged.fit", bytes(damaged)))
    page = client.get("/data").text
    assert "&lt;b&gt;damaged.fit" in page
    assert "1 record of it, perhaps wrong, waits until you take it all the same." in page
    before = sessions(home)
    which = {"which": re.search(r'name="which" value="([^"]+)"', page)[1]}
    assert "Taken." in client.post("/data/accept", data=which).text
    assert sessions(home) == before + 1
    assert "Nothing of that waits any more." in client.post("/data/accept", data=which).text


# ----------------------------------------------------------------------------------------------------- deleting


def test_delete_everything_asks_first(client, home):
    """A page, a line to tick, a button: without the tick nothing is deleted."""
    before = everything(home)
    assert "Delete everything, really?" in client.get("/data/delete").text
    response = client.post("/data/delete")
    assert (response.status_code, "Tick the line" in response.text) == (422, True)
    assert everything(home) == before
    assert Path(home.db).exists()


def test_delete_everything_really(client, home, tmp_path):
    """No file is left, the browser is told to forget too, and the app begins as for somebody new."""
    brought_in(client, ("1.fit", run_on(0)))
    response = client.post("/data/delete", data={"sure": "yes"})
    assert "Everything is deleted" in response.text
    assert response.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("own.db")] == []
    assert "&quot;" not in client.get("/").text
    assert everything(home).history.profile == Profile()
    for path in ("/", "/data", "/settings", "/more", "/history"):
        assert client.get(path).status_code == 200, path
    assert client.post("/data/delete", data={"sure": "yes"}).status_code == 200
    assert Walk(client).to_the_end(BOTH_THIGHS | ORDINARY | MUSCLE).is_over


def test_delete_everything_stops_what_still_runs(client, home, monkeypatch):
    """An import that is on its way writes nothing afterwards."""
    begun = threading.Event()

    def endless(keeper, _memory, _paths, watcher, _shown):
        begun.set()
        while True:
            watcher.moved(0, 1)
            time.sleep(0.01)
            keeper.flush()

    monkeypatch.setattr(importing, "take_all", endless)
    client.post("/data/upload", files=[("files", ("1.fit", run_on(0)))])
    assert begun.wait(20)
    client.post("/data/delete", data={"sure": "yes"})
    time.sleep(0.1)
    assert not Path(home.db).exists()
    assert "An import is running" not in client.get("/data").text


# ----------------------------------------------------------------------------------------------------- as a page


def test_delete_everything_in_a_browser(site, browser):
    """From More with the keyboard alone; afterwards the app begins anew."""
    page = browser()
    page.goto(f"{site.url}/more")
    page.get_by_role("link", name="Your data").press("Enter")
    page.get_by_role("link", name="Delete everything").press("Enter")
    page.get_by_role("button", name="Delete it now").press("Enter")
    page.get_by_role("alert").wait_for()
    page.get_by_label("Yes, delete everything").press("Space")
    page.get_by_role("button", name="Delete it now").press("Enter")
    page.get_by_role("heading", name="Everything is deleted").wait_for()
    assert Axe().run(page).violations_count == 0
    assert not Path(site.home.db).exists()
    page.get_by_role("link", name="Begin anew").press("Enter")
    page.get_by_role("heading", level=1).wait_for()
    with Store.open(site.home.db) as store:
        assert store.everything().history.sessions == ()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(site, browser, dark):
    """No accessibility mistake on any of these pages, on phone and desktop."""
    for desktop in (False, True):
        page = browser(dark=dark, desktop=desktop)
        for path in PAGES:
            page.goto(site.url + path)
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
