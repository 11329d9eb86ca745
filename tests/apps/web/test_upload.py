"""Bringing in by upload: files, archives, what is refused, cut off, cancelled or killed; and in a browser."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from multiprocessing.util import get_temp_dir
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.web.bringing import archive, brought_in, everything, left_behind, run_on, sessions, wait_for
from sorewise.apps.web import importing, uploads
from sorewise.apps.web.uploads import PREFIX


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files that a test can look into."""
    get_temp_dir()  # where the sockets of the reading processes lie: a path of theirs has to be short, and ours is long
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_files_and_archives_are_brought_in(client, home, temporary):
    """Several files at once; the summary tells what is new and what could not be read; nothing lies around after it."""
    before = sessions(home)
    page = brought_in(
        client,
        ("export.zip", archive(2, wellness_csv="date,restingHR\n2026-05-18,52\n")),
        ("later.fit", run_on(7)),
        ("broken.fit", run_on(8)[:-40]),
    )
    assert sessions(home) == before + 3 + ("1 file refused" not in page)
    assert "Done." in page
    assert "new, " in page
    assert "broken.fit" in page
    assert left_behind(temporary) == []
    assert "broken.fit" in client.get("/data").text


def test_the_paths_are_those_of_the_runner(client, home, temporary):
    """Where a session comes from is told by the name of its file, not by a folder of ours that is gone."""
    brought_in(client, ("my export.zip", archive(1)), ("../../etc/passwd.fit", run_on(3)), ("a\\b.fit", run_on(4)))
    paths = {origin.path for session in everything(home).history.sessions for origin in session.origins}
    assert {"my export.zip!activities/0.fit", "passwd.fit", "b.fit"} <= paths
    assert not any(str(temporary) in path for path in paths)


def test_the_same_again_is_known(client, home):
    """Sent twice it is kept once; two files of one name are both read."""
    first = brought_in(client, ("run.fit", run_on(0)), ("run.fit", run_on(1)))
    assert "2 new, 0 known" in first
    count = sessions(home)
    assert "0 new, 2 known" in brought_in(client, ("run.fit", run_on(0)), ("run.fit", run_on(1)))
    assert sessions(home) == count


def test_our_own_export_comes_back(client, home):
    """What was downloaded can be brought into an empty place again."""
    kept = client.get("/data/export.json").content
    before = everything(home)
    client.post("/data/delete", data={"sure": "yes"})
    brought_in(client, ("sorewise.json", kept))
    assert everything(home).history == before.history


@pytest.mark.parametrize("name", ["<img src=x onerror=x()>.fit", "ä" * 400 + ".fit", "\x01\x02.fit", "...", "con:aux"])
def test_odd_names_are_names(client, name):
    """Markup, length and signs in a file's name are no way into the page or out of the folder."""
    page = brought_in(client, (name, b"not a recording"))
    assert "<img" not in page
    assert "Done." in page


REFUSED = [
    ("text/plain", b"hello", 400, "That was no upload"),
    ("multipart/form-data", b"hello", 400, "That was no upload"),
    ("multipart/form-data; boundary=x", b"", 400, "ended in the middle"),
    ("multipart/form-data; boundary=x", b"--y\r\n\r\nhello", 400, "ended in the middle"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.fit"\r\n\r\n' + b"half of it",
        400,
        "ended in the middle",
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--x--\r\n',
        400,
        "No file was chosen",
    ),
    ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: " + b"b" * 9000 + b"\r\n\r\n", 400, "ended in the middle"),
]


@pytest.mark.parametrize(("kind", "body", "status", "sentence"), REFUSED)
def test_what_is_no_whole_upload_is_refused(client, home, temporary, kind, body, status, sentence):
    """With a sentence, on the page or as JSON for the script; nothing is kept."""
    before = everything(home)
    response = client.post("/data/upload", content=body, headers={"Content-Type": kind})
    assert (response.status_code, sentence in response.text) == (status, True)
    response = client.post("/data/upload", content=body, headers={"Content-Type": kind, "Accept": "application/json"})
    assert (response.status_code, sentence in response.json()["message"]) == (status, True)
    assert everything(home) == before
    assert left_behind(temporary) == []


def test_more_than_two_gigabytes_is_refused_at_once(client, temporary):
    """By what it says of its size, before anything of it is read."""
    response = client.post(
        "/data/upload",
        content=iter([b"--x"]),
        headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(2**31 + 1)},
    )
    assert response.status_code == 413
    assert left_behind(temporary) == []


def multipart(size):
    """A body of one file of so many bytes, piece by piece: nobody says how long it is."""
    yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.fit"\r\n\r\n'
    for _ in range(size // 65536):
        yield bytes(65536)
    yield b"\r\n--x--\r\n"


def test_the_size_is_counted_while_it_comes(client, temporary, monkeypatch):
    """An upload that does not say how long it is ends where the limit is."""
    monkeypatch.setattr(uploads, "MOST_BYTES", 3 << 20)
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    response = client.post("/data/upload", content=multipart(8 << 20), headers=kind)
    assert response.status_code == 413
    assert "more than 2 GB" in response.text
    assert left_behind(temporary) == []


def test_a_disk_without_room_is_told(client, temporary, monkeypatch):
    """Before anything is written, and while it is."""
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    monkeypatch.setattr(uploads, "has_room", lambda _folder, size: size < 1000)
    response = client.post("/data/upload", files=[("files", ("a.fit", bytes(5000)))])
    assert (response.status_code, "not enough room" in response.text) == (507, True)
    response = client.post("/data/upload", content=multipart(1 << 20), headers=kind)
    assert (response.status_code, "not enough room" in response.text) == (507, True)
    assert left_behind(temporary) == []


def test_too_many_files_are_refused(client, temporary, monkeypatch):
    """A ZIP archive is the way for thousands."""
    monkeypatch.setattr(uploads, "MOST_FILES", 3)
    response = client.post("/data/upload", files=[("files", (f"{n}.fit", b"x")) for n in range(4)])
    assert (response.status_code, "one ZIP archive" in response.text) == (400, True)
    assert left_behind(temporary) == []


def test_a_lost_connection_leaves_nothing_behind(site, temporary):
    """Cut off in the middle of sending: no file, no import, and the next upload works."""
    port = urlsplit(site.url).port
    begun = next(multipart(0)) + bytes(2 << 20)
    with socket.create_connection(("localhost", port)) as line:
        line.sendall(
            f"POST /data/upload HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {50 << 20}\r\n\r\n".encode()
            + begun
        )
        wait_for(lambda: left_behind(temporary))
    wait_for(lambda: not left_behind(temporary))


def test_what_a_dead_server_left_is_cleared(temporary):
    """The folder of a process that is gone goes with the next upload; that of one that runs stays."""
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (temporary / f"{PREFIX}{int(gone.stdout)}-abc").mkdir()
    mine = temporary / f"{PREFIX}{os.getpid()}-abc"
    mine.mkdir()
    (temporary / f"{PREFIX}what-abc").mkdir()
    uploads.new_folder()
    assert not (temporary / f"{PREFIX}{int(gone.stdout)}-abc").exists()
    assert mine.exists()
    assert (temporary / f"{PREFIX}what-abc").exists()


def test_a_cancelled_import_tells_what_it_kept(client, home, temporary, monkeypatch):
    """Stopped after some batches: those are kept and told, the rest is not, and the same again goes on from there."""
    monkeypatch.setattr("sorewise.apps.keeping.ABOUT_A_BATCH", 10)
    real, seen = importing.Import.moved, threading.Event()

    def moved(self, files, size):
        if self.far.done >= 25:
            seen.set()
            wait_for(lambda: self.stopping)
        real(self, files, size)

    monkeypatch.setattr(importing.Import, "moved", moved)
    before = sessions(home)
    content = archive(60)
    response = client.post("/data/upload", files=[("files", ("all.zip", content))])
    address = urlsplit(str(response.url)).path
    assert seen.wait(30)
    assert "Cancel" in client.get(address).text
    client.post(f"{address}/cancel")
    wait_for(lambda: client.get(f"{address}/progress").json()["over"])
    page = client.get(address).text
    assert "Cancelled." in page
    kept = sessions(home) - before
    assert kept in range(10, 26)
    assert f"Kept so far: {kept} new" in page
    assert left_behind(temporary) == []
    monkeypatch.setattr(importing.Import, "moved", real)
    assert f"{60 - kept} new, {kept} known" in brought_in(client, ("all.zip", content))


def test_one_import_at_a_time(client, home, monkeypatch):
    """A second one waits its turn, and says so; cancelled while it waits, it never begins."""
    real, go_on = importing.take_all, threading.Event()

    def slowly(*given):
        assert go_on.wait(20)
        real(*given)

    monkeypatch.setattr(importing, "take_all", slowly)
    first = client.post("/data/upload", files=[("files", ("1.fit", run_on(0)))])
    second = client.post("/data/upload", files=[("files", ("2.fit", run_on(1)))])
    assert "this one waits" in second.text
    assert "An import is running" in client.get("/data").text
    client.post(f"{urlsplit(str(second.url)).path}/cancel")
    wait_for(lambda: "Cancelled." in client.get(urlsplit(str(second.url)).path).text)
    before = sessions(home)
    go_on.set()
    wait_for(lambda: "Done." in client.get(urlsplit(str(first.url)).path).text)
    assert sessions(home) == before + 1


def test_a_mistake_of_ours_is_told(client, temporary, monkeypatch):
    """Whatever happens, the page says that it is over, and the files are gone."""
    monkeypatch.setattr(importing, "take_all", lambda *_given: 1 / 0)
    page = brought_in(client, ("1.fit", run_on(0)))
    assert "It is our mistake" in page
    assert left_behind(temporary) == []


KILLED = """
import os, signal, sys, tempfile
from multiprocessing.util import get_temp_dir
from pathlib import Path
from sorewise.apps import keeping
from sorewise.apps.here import Here
from sorewise.apps.web import importing, uploads
if __name__ == "__main__":
    get_temp_dir()
    tempfile.tempdir = sys.argv[3]
    keeping.ABOUT_A_BATCH = 10
    write = keeping.Keeper._write
    def _write(self, **how):
        write(self, **how)
        if self.report.new >= 20:
            os.kill(os.getpid(), signal.SIGKILL)
    keeping.Keeper._write = _write
    folder = uploads.new_folder()
    file = folder / "all.zip"
    file.write_bytes(Path(sys.argv[1]).read_bytes())
    made = importing.Imports().start(Here(db=sys.argv[2]), folder, [file])
    made.wait(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without SIGKILL")
def test_a_server_that_is_killed_has_kept_whole_batches(client, home, temporary, tmp_path):
    """What was written stays, nothing half-written; the page of the import tells it, and the same again goes on."""
    content = archive(45)
    (tmp_path / "all.zip").write_bytes(content)
    (tmp_path / "kill.py").write_text(KILLED, encoding="utf-8")
    before = sessions(home)
    script, archived = tmp_path / "kill.py", tmp_path / "all.zip"
    done = subprocess.run([sys.executable, str(script), str(archived), home.db, str(temporary)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert sessions(home) == before + 20
    assert left_behind(temporary)
    page = client.get("/data/import/0123456789abcdef")
    assert (page.status_code, "nothing is half-written" in page.text) == (404, True)
    assert "20 sessions" in client.get("/data/undo").text
    assert "25 new, 20 known" in brought_in(client, ("all.zip", content))
    assert left_behind(temporary) == []


# ------------------------------------------------------------------------------------------------ in a browser


def test_an_upload_in_a_browser(site, browser, temporary, tmp_path):
    """The upload shows its progress, then the reading, then what it did; the file field may be cancelled."""
    (tmp_path / "all.zip").write_bytes(archive(120))
    before = sessions(site.home)
    page = browser()
    page.goto(f"{site.url}/data")
    page.get_by_label("Files, at most 2 GB").set_input_files(tmp_path / "all.zip")
    page.get_by_role("button", name="Bring them in").click()
    page.wait_for_url("**/data/import/*")
    page.get_by_text("120 new, 0 known").wait_for(timeout=60_000)
    assert sessions(site.home) == before + 120
    assert Axe().run(page).violations_count == 0
    assert left_behind(temporary) == []


def test_sending_shows_its_progress_and_can_be_cancelled(site, browser, temporary, tmp_path):
    """On a slow line the bar moves; a click on Cancel ends it, and nothing is left."""
    (tmp_path / "large.fit").write_bytes(bytes(24 << 20))
    page = browser()
    line = page.context.new_cdp_session(page)
    page.goto(f"{site.url}/data")
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 2 << 20},
    )
    page.get_by_label("Files, at most 2 GB").set_input_files(tmp_path / "large.fit")
    page.get_by_role("button", name="Bring them in").click()
    wait_for(lambda: page.locator("progress").evaluate("bar => bar.value") > 0)
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Cancel").click()
    assert "Cancelled. Nothing of it was kept." in page.get_by_role("alert").inner_text()
    wait_for(lambda: not left_behind(temporary))
    assert page.get_by_role("button", name="Bring them in").is_enabled()


def test_an_upload_without_scripts(site, browser, tmp_path):
    """The form sends itself, and the page asks for itself again until it is over."""
    (tmp_path / "all.zip").write_bytes(archive(3))
    page = browser(scripts=False)
    page.goto(f"{site.url}/data")
    page.get_by_label("Files, at most 2 GB").set_input_files(tmp_path / "all.zip")
    page.get_by_role("button", name="Bring them in").click()
    page.get_by_text("3 new, 0 known").wait_for(timeout=30_000)
