"""`serve` as somebody types it: what is refused, what is opened, what is written down, how it ends."""

import socket
import threading

import httpx2
import pytest

from apps.web.served import Served, certificate_in
from apps.web.visitors import PASSWORD
from sorewise.model.records import Profile
from sorewise.store import Store

LOGIN = {"name": "runner", "password": PASSWORD}


@pytest.fixture
def secret(tmp_path):
    """The password, in a file."""
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def owned(sorewise, secret):
    """The command, with an account made."""
    assert sorewise("owner", "set", "--password-file", secret).code == 0
    return sorewise


@pytest.fixture
def port():
    """A port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate and its key."""
    return certificate_in(tmp_path_factory.mktemp("tls"))


# ---------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--host", "0.0.0.0"), "Add --cert FILE --key FILE, or --behind-proxy"),  # noqa: S104 - it is refused
        (("--host", "192.168.1.20", "--login"), "would send your answers and your password unencrypted"),
        (("--host", "0.0.0.0", "--behind-proxy"), "sorewise owner set"),  # noqa: S104 - it is refused
        (("--behind-proxy",), "--behind-proxy lets other machines in, and no account was made"),
        (("--login",), "no account was made. Make one first: sorewise owner set"),
        (("--sample", "--login"), "The sample runner is for this machine only"),
        (("--cert", "a.pem"), "--cert and --key belong together"),
        (("--cert", "a.pem", "--key", "b.pem"), "a.pem: there is no such file."),
        (("--proxy", "10.0.0.1"), "it goes with --behind-proxy"),
        (("--proxy", "a proxy", "--behind-proxy"), '"a proxy" is no address or network'),
        (("--name", "https://runner.home/"), "is no name of a host"),
        (("--name", "runner.home:8000"), "without port and path"),
        (("--port", "0"), "There is no port 0"),
        (("--port", "65536"), "ports go from 1 to 65535"),
    ],
)
def test_what_is_not_safe_is_refused(sorewise, arguments, sentence):
    """Exit code 2 and one sentence: what, why, what to do. Nothing listens, and no store is made."""
    done = sorewise("serve", *arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert not sorewise.db.exists()


def test_others_are_let_in_only_with_an_owner_and_encryption(sorewise, certificate, secret):
    """One of the two is not enough."""
    cert, key = map(str, certificate)
    done = sorewise("serve", "--host", "0.0.0.0", "--cert", cert, "--key", key)  # noqa: S104 - it is refused
    assert (done.code, "no account was made" in done.err) == (2, True)
    sorewise("owner", "set", "--password-file", secret)
    done = sorewise("serve", "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert (done.code, "unencrypted" in done.err) == (2, True)


def test_a_certificate_that_is_none_is_refused(sorewise, certificate):
    """Before anything listens, with the reason that the library has."""
    cert, key = map(str, certificate)
    broken = sorewise.file("broken.pem", "no certificate")
    for pair in ((broken, key), (cert, broken), (key, cert)):
        done = sorewise("serve", "--cert", pair[0], "--key", pair[1])
        assert (done.code, "cannot be used as certificate and private key" in done.err) == (2, True)


def test_a_port_in_use_is_named_with_what_to_do(sorewise, port):
    """Not a traceback."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = sorewise("serve", "--port", str(port))
    assert done.code == 2
    assert f"Port {port} is in use by another program" in done.err
    assert f"sorewise serve --port {port + 1}" in done.err


def test_an_address_of_another_machine_is_refused(owned, certificate):
    """It cannot be listened on."""
    cert, key = map(str, certificate)
    done = owned("serve", "--host", "203.0.113.1", "--cert", cert, "--key", key)
    assert (done.code, "203.0.113.1 is no address of this machine" in done.err) == (2, True)


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "argon2"])
def test_without_the_web_libraries_it_says_what_to_install(sorewise, monkeypatch, missing):
    """A bare installation has the command, and a sentence."""
    monkeypatch.setattr(
        "sorewise.apps.web.serving.needed.find_spec", lambda name: None if name == missing else object()
    )
    for arguments in (("serve",), ("owner", "set")):
        done = sorewise(*arguments)
        assert (done.code, "pip install 'sorewise[web]'" in done.err, missing in done.err) == (2, True, True)


# ---------------------------------------------------------------------------------------------------- on this machine


def test_it_serves_this_machine_and_ends_quietly(sorewise, port):
    """No login, both names of the machine, nobody else's; Ctrl-C ends it with 0 and no traceback."""
    with Served(sorewise.db, "--port", port) as served:
        assert served.lines == [f"Open http://localhost:{port}/", "Ctrl-C stops it."]
        for name in ("localhost", "127.0.0.1"):
            assert httpx2.get(f"http://{name}:{port}/").status_code == 200
        refused = httpx2.get(f"http://localhost:{port}/", headers={"Host": "evil.example"})
        assert (refused.status_code, "server" in refused.headers) == (421, False)
        assert served.stop() == (0, "Stopped.", "")


def test_what_is_written_down_tells_nothing_of_anybody(owned, port):
    """With `--log`: time, method, page, status, milliseconds. Not the query, the names in addresses, or who asked."""
    with Served(owned.db, "--port", port, "--login", "--log") as served:
        own = {"Origin": f"http://localhost:{port}", "User-Agent": "Robin's phone"}
        httpx2.get(f"http://localhost:{port}/robin-is-pregnant?pain=7", headers=own)
        httpx2.post(f"http://localhost:{port}/login", data={**LOGIN, "password": "wrong-secret"}, headers=own)
        came = httpx2.post(f"http://localhost:{port}/login", data=LOGIN, headers=own)
        cookies = {"sorewise": came.cookies["sorewise"]}
        httpx2.get(f"http://localhost:{port}/check-in/left-calf-7?pain=7", headers=own, cookies=cookies)
        code, _, err = served.stop()
    assert code == 0
    lines = [line.split(" ", 1)[1].rpartition(" ")[0].rpartition(" ")[0] for line in err.splitlines()]
    assert lines[:3] == ["GET (no page) 303", "POST /login 400", "POST /login 303"]
    assert len(lines) == 4
    for told in ("robin", "Robin", "pregnant", "pain", "calf", "secret", PASSWORD, cookies["sorewise"], "127.0.0.1"):
        assert told not in err


def _browser(folder):
    """A browser that only writes down what it was to open."""
    file, script = folder / "opened", folder / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > {file}\n', encoding="utf-8")
    script.chmod(0o700)
    return file, {"BROWSER": str(script)}


def _wait_for(file):
    for _ in range(200):
        if file.exists() and file.read_text(encoding="utf-8").strip():
            return file.read_text(encoding="utf-8").strip()
        threading.Event().wait(0.05)
    raise AssertionError("no browser was opened")


def test_open_shows_the_sample_while_there_is_nothing_else(sorewise, port, tmp_path):
    """It says so, in the terminal and on every page; the own store is not touched."""
    opened, browser = _browser(tmp_path)
    with Served(sorewise.db, "--port", port, "--open", **browser) as served:
        assert served.lines[0].startswith("Your own record is empty.")
        assert served.lines[1].startswith("This is the sample runner")
        assert _wait_for(opened) == f"http://localhost:{port}/"
        for path in ("/", "/history", "/nowhere"):
            assert "This is the sample runner" in httpx2.get(f"http://localhost:{port}{path}").text
        assert served.stop()[0] == 0
    assert not sorewise.db.exists()


def test_open_shows_the_own_record_once_there_is_one(sorewise, port, tmp_path):
    """However little it is; `--sample` shows the sample all the same."""
    with Store.open(sorewise.db) as store:
        store.save_profile(Profile(country="GB"))
    opened, browser = _browser(tmp_path)
    with Served(sorewise.db, "--port", port, "--open", **browser) as served:
        assert served.lines[0] == f"Open http://localhost:{port}/"
        assert _wait_for(opened)
        assert "sample runner" not in httpx2.get(f"http://localhost:{port}/").text
        served.stop()
    with Served(sorewise.db, "--port", port, "--sample") as served:
        assert served.lines[0].startswith("This is the sample runner")
        assert "sample runner" in httpx2.get(f"http://localhost:{port}/").text
        served.stop()
