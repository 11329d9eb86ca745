"""The app as a process: killed, out of room, cut off; the store harmed underneath; and two tabs of a browser."""

import resource
import socket
import sqlite3
import sys
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from apps.web.served import Served, free_port
from apps.web.test_hostile import HELP, SIGN, name_on, signs, told
from apps.web.walk import ORDINARY, Walk
from sorewise.apps.web.app import make_app

OURS = {"Sec-Fetch-Site": "same-origin"}


def visitor(port):
    """A browser, as far as forms go."""
    return httpx2.Client(base_url=f"http://localhost:{port}", headers=OURS, follow_redirects=True, timeout=30)


def test_a_server_killed_in_mid_check_in_lost_nothing(home):
    """Started again, it goes on with the screen after the last one that was answered."""
    port = free_port()
    with Served(home.filled().db, "--port", port) as served, visitor(port) as client:
        walk = Walk(client).send(spot="calf.left", **{"pain.calf.left": "4"})
        served.process.kill()
    with Served(home.db, "--port", port), visitor(port) as client:
        assert f"/check-in/{walk.name}" in client.get("/").text
        walk = Walk.of(client, client.get(f"/check-in/{walk.name}"))
        assert walk.heading == "Legs and body"
        assert "4/10" in client.get(f"/check-in/{walk.name}/review").text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_no_room_left_is_said_and_gone_on_from(home):
    """Nothing more can be written: a sentence, the pages can be looked at, and with room again it goes on."""
    port = free_port()
    with Served(home.filled().db, "--port", port) as served, visitor(port) as client:
        walk = Walk(client, feel="fresh")
        before = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        page = client.post(f"/check-in/{walk.name}", data=signs(home))
        assert page.status_code == 503
        assert "Nothing" in page.text
        assert 'href="/help"' in page.text
        assert [client.get(address).status_code for address in ("/", "/history", "/help")] == [200, 200, 200]
        resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, before)
        assert walk.to_the_end(ORDINARY).is_over
        assert served.stop() == (0, "Stopped.", "")


def test_a_connection_lost_in_mid_answer_is_no_mistake(home):
    """Half a form and an end: nothing is taken of it, nothing is written down."""
    port = free_port()
    with Served(home.filled().db, "--port", port) as served, visitor(port) as client:
        name = name_on(client.get("/check-in"))
        head = "POST /check-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 90\r\n"
        for kind in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"):
            with socket.create_connection(("127.0.0.1", port)) as cut:
                cut.sendall(f"{head}Content-Type: {kind}\r\n\r\nname={name}&feel=sore".encode())
        assert client.get(f"/check-in/{name}").status_code == 404
        assert served.stop() == (0, "Stopped.", "")


def test_a_line_break_in_an_address_forges_no_line(home):
    """What is written down is one line a request, and nothing of an address."""
    port = free_port()
    with Served(home.filled().db, "--port", port, "--log") as served, visitor(port) as client:
        stamp = client.get("/help").text.partition("/static/")[2].partition("/")[0]
        for address in (f"/static/{stamp}/%0aROBIN", "/check-in/%0aROBIN", "/%0aROBIN", "/history/%0aROBIN?pain=7"):
            client.get(address)
        _, _, lines = served.stop()
    assert len(lines.splitlines()) == 5
    assert "ROBIN" not in lines


@pytest.mark.parametrize("harm", ["rubbish", "newer"])
def test_what_became_of_the_store_while_it_is_served(home, harm):
    """A damaged store, and one of a newer version: left as they are, said so; help is there all the same."""
    with TestClient(make_app(home.filled().place), base_url="http://localhost", headers=OURS) as client:
        walk = Walk(client, feel="fresh")
        if harm == "newer":
            with sqlite3.connect(home.db) as other:
                other.execute("UPDATE alembic_version SET version_num = '9999'")
            other.close()
        else:
            with sqlite3.connect(home.db) as other:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            other.close()
            with Path(home.db).open("r+b") as file:
                file.write(b"rubbish" * 2000)
        for page in (
            client.get("/check-in"),
            client.get("/history"),
            client.post(f"/check-in/{walk.name}", data=signs(home, SIGN)),
            client.post("/settings", data={"units": "mi"}),
        ):
            assert page.status_code == 503
            assert ("newer" if harm == "newer" else "damaged") in page.text
            assert 'href="/help"' in page.text
        assert client.get("/help").status_code == 200


def test_a_store_that_cannot_be_written_to_can_be_looked_at(client, home, monkeypatch):
    """Also where a draft of yesterday waits to be let go."""
    from sorewise.store.trouble import trouble
    from sorewise.store.web import Drafts

    Walk(client)
    home.later(days=1)

    def refuse(*_):
        raise trouble("read_only", home.db)

    monkeypatch.setattr(Drafts, "drop_older", refuse)
    assert client.get("/").status_code == 200


def test_two_tabs_of_one_check_in(site, browser):
    """One comes to a verdict; in the other a sign is ticked: help, at once. Back leads to it as well."""
    page = browser()
    page.goto(f"{site.url}/check-in")
    page.get_by_role("button", name="Fresh").click()
    page.get_by_role("button", name="Next").click()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="None of these").click()
    page.wait_for_url("**/today")
    other.locator(f"input[value={SIGN}]").check()
    other.get_by_role("button", name="Next, with what I ticked").click()
    other.wait_for_url("**/today")
    page.go_back()
    page.wait_for_url("**/today")
    assert HELP in other.inner_text("body")
    assert HELP in page.inner_text("body")
    assert [record.safety for record in told(site.home)[1]] == [(), (SIGN,)]
