"""`serve` and `owner` as somebody types them: what is refused, what is opened, what is written down, how it ends."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sorewise.apps.web import owner as owner_command
from sorewise.model.records import Profile
from sorewise.store import Store

PASSWORD = "four sore legs run"  # noqa: S105 - of no account but that of these tests
LOGIN = {"name": "runner", "password": PASSWORD}
NGINX = shutil.which("nginx")


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
    """A certificate that is its own authority, for localhost and runner.home, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "runner.home")])
    names = [x509.DNSName("runner.home"), x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


class Served:
    """`sorewise serve`, running."""

    def __init__(self, db, *arguments, **environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sorewise.apps.cli", "--db", str(db), "serve", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        self.lines = []

    def __enter__(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line.startswith("Ctrl-C"):
                return self
        raise AssertionError(self.process.stderr.read())

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def stop(self):
        """Ctrl-C: exit code, what was printed since, and what stood where errors go."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out.strip(), err


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
    monkeypatch.setattr("sorewise.apps.web.needed.find_spec", lambda name: None if name == missing else object())
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


# ---------------------------------------------------------------------------------------------------- for others


def _walk(site, trusting, headers):
    """Out, in by password, and a page of the owner's: what a phone does. Answers its cookie."""
    with httpx2.Client(base_url=site, verify=trusting, headers=headers) as phone:
        assert phone.get("/today").headers["location"] == "/login?next=%2Ftoday"
        came = phone.post("/login", data=LOGIN, headers={"Origin": site})
        assert came.status_code == 303, came.text
        page = phone.get("/settings/access")
        assert (page.status_code, "Who may log in" in page.text) == (200, True)
        assert "strict-transport-security" not in page.headers  # of localhost
        return came.headers["set-cookie"]


def test_with_a_certificate_of_its_own(owned, certificate, port):
    """The first way of docs/how-to/on-your-phone.md: encrypted, with login, to the names given and no other."""
    cert, key = certificate
    trusting = ssl.create_default_context(cafile=cert)
    with Served(
        owned.db,
        "--host",
        "0.0.0.0",  # noqa: S104 - that is the way
        "--name",
        "runner.home",
        "--port",
        port,
        "--cert",
        cert,
        "--key",
        key,
    ) as served:
        assert served.lines[0] == f"Open https://runner.home:{port}/"
        cookie = _walk(f"https://localhost:{port}", trusting, {})
        assert cookie.startswith("__Host-sorewise=")
        assert "Secure" in cookie
        there = f"https://localhost:{port}/login"
        named = httpx2.get(there, verify=trusting, headers={"Host": f"runner.home:{port}"})
        assert (named.status_code, named.headers["strict-transport-security"]) == (200, "max-age=31536000")
        assert httpx2.get(there, verify=trusting, headers={"Host": "192.168.1.20"}).status_code == 421
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"http://localhost:{port}/login")
        assert served.stop() == (0, "Stopped.", "")


class Passing(BaseHTTPRequestHandler):
    """A small proxy that speaks https and passes on what comes, as it should be: told from whom and how."""

    to = ""

    def do_GET(self):
        """Pass it on."""
        length = int(self.headers.get("Content-Length", 0))
        kept = {name: value for name, value in self.headers.items() if not name.lower().startswith("x-forwarded")}
        told = {"X-Forwarded-For": self.client_address[0], "X-Forwarded-Proto": "https"}
        answer = httpx2.request(
            self.command, self.to + self.path, content=self.rfile.read(length), headers={**kept, **told}
        )
        self.send_response(answer.status_code)
        for name, value in answer.headers.multi_items():
            if name not in {"transfer-encoding", "content-encoding", "content-length", "date"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_):
        """Quiet."""


Passing.do_POST = Passing.do_GET


def test_behind_a_proxy(owned, certificate, port):
    """The second way, with a small proxy: encrypted by it, to the name given; past it only this machine comes."""
    cert, key = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with (
        Served(owned.db, "--port", port, "--behind-proxy", "--name", "runner.home") as served,
        ThreadingHTTPServer(("127.0.0.1", 0), type("To", (Passing,), {"to": f"http://127.0.0.1:{port}"})) as proxy,
    ):
        assert served.lines[0] == "Open https://runner.home/"
        proxy.socket = context.wrap_socket(proxy.socket, server_side=True)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        cookie = _walk(f"https://localhost:{proxy.server_port}", ssl.create_default_context(cafile=cert), {})
        assert cookie.startswith("__Host-sorewise=")
        past = httpx2.get(f"http://localhost:{port}/today")
        assert past.headers["location"].startswith("/login")
        named = httpx2.get(f"http://localhost:{port}/login", headers={"Host": "runner.home"})
        assert (named.status_code, "not encrypted" in named.text) == (403, True)
        proxy.shutdown()


NGINX_CONF = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{server}
}}
"""


@pytest.mark.skipif(NGINX is None, reason="no nginx on this machine; a small proxy stands in for it in the test before")
def test_behind_nginx_as_the_page_says(owned, certificate, port, tmp_path):
    """The nginx block of docs/how-to/on-your-phone.md, word for word but for names, ports and files."""
    text = (Path(__file__).parents[3] / "docs" / "how-to" / "on-your-phone.md").read_text(encoding="utf-8")
    block = text[text.index("    server {") : text.index("\n    }\n", text.index("    server {")) + 7]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        outside = free.getsockname()[1]
    cert, key = map(str, certificate)
    for said, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{outside} ssl"),
        ("/etc/ssl/runner.example.org.pem", cert),
        ("/etc/ssl/private/runner.example.org.key", key),
        ("127.0.0.1:8000", f"127.0.0.1:{port}"),
    ):
        assert said in block
        block = block.replace(said, here)
    conf = tmp_path / "nginx.conf"
    conf.write_text(NGINX_CONF.format(folder=tmp_path, server=block), encoding="utf-8")
    with Served(owned.db, "--port", port, "--behind-proxy", "--name", "runner.home"):
        nginx = subprocess.Popen([NGINX, "-c", str(conf), "-e", str(tmp_path / "errors")], stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with socket.socket() as there:
                    if there.connect_ex(("127.0.0.1", outside)) == 0:
                        break
                threading.Event().wait(0.05)
            trusting = ssl.create_default_context(cafile=cert)
            forged = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "http"}
            assert _walk(f"https://localhost:{outside}", trusting, forged).startswith("__Host-sorewise=")
        finally:
            nginx.terminate()
            nginx.wait(10)


# ---------------------------------------------------------------------------------------------------- the account


def test_the_account_is_set_shown_and_removed(sorewise, secret):
    """In words and as JSON; the password is nowhere to be seen."""
    assert "Make one with: sorewise owner set" in sorewise("owner", "show").out
    assert "There is no account" in sorewise("owner", "remove").out
    done = sorewise("owner", "set", "--name", " Robin ", "--password-file", secret)
    assert (done.code, done.out.startswith("Robin may log in")) == (0, True)
    assert "Robin, since 2026-11-20; 0 passkeys; logged in at 0 places." in sorewise("owner", "show").out
    found = sorewise("owner", "show", "--json").json
    assert found == {"name": "Robin", "since": "2026-11-20T06:10:00+00:00", "passkeys": 0, "logins": 0}
    assert PASSWORD.encode() not in sorewise.db.read_bytes()
    assert "The account is gone" in sorewise("owner", "remove").out
    assert sorewise("owner", "show", "--json").json["name"] is None


def test_another_password_keeps_the_passkeys_and_another_name_does_not(sorewise, secret):
    """A passkey belongs to the account that it was made for."""

    def handle():
        with Store.open(sorewise.db) as store:
            return store.accounts.owner().handle

    sorewise("owner", "set", "--password-file", secret)
    before = handle()
    sorewise("owner", "set", "--password-file", secret)
    assert handle() == before
    sorewise("owner", "set", "--name", "other", "--password-file", secret)
    assert handle() != before


def test_the_password_is_asked_twice_and_not_shown(sorewise, monkeypatch):
    """Two that differ change nothing; Ctrl-D is Ctrl-C."""
    typed = [PASSWORD, "something else", PASSWORD, PASSWORD]
    monkeypatch.setattr(owner_command, "getpass", lambda _: typed.pop(0))
    monkeypatch.setattr(owner_command, "_is_somebody_there", lambda: True)
    done = sorewise("owner", "set")
    assert (done.code, "The two differ" in done.err) == (2, True)
    assert sorewise("owner", "show", "--json").json["name"] is None
    assert sorewise("owner", "set").code == 0

    def gone(_):
        raise EOFError

    monkeypatch.setattr(owner_command, "getpass", gone)
    assert sorewise("owner", "set").code == 130


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("short\n", "shorter than 10"),
        ("", "shorter than 10"),
        ("password123\n", "tried first"),
        ("marathon2026!!\n", "tried first"),
    ],
)
def test_a_password_that_is_tried_first_is_refused(sorewise, content, sentence):
    """With the sentence that the web page says too."""
    done = sorewise("owner", "set", "--password-file", sorewise.file("weak", content or "\n"))
    assert (done.code, sentence in done.err) == (2, True)
    assert not sorewise.db.exists()


def test_what_cannot_be_a_password_or_a_name_says_so(sorewise, secret):
    """A pipe without a file, a file that is not there, a file of bytes, no name."""
    assert "--password-file" in sorewise("owner", "set", typed=PASSWORD).err
    assert "cannot be read as a password" in sorewise("owner", "set", "--password-file", "nowhere").err
    (sorewise.folder / "bytes").write_bytes(b"\xff\xfe\xff")
    assert (
        "cannot be read as a password"
        in sorewise("owner", "set", "--password-file", str(sorewise.folder / "bytes")).err
    )
    for name in (" ", "x" * 61, "a\nb"):
        done = sorewise("owner", "set", "--name", name, "--password-file", secret)
        assert (done.code, "between 1 and 60" in done.err) == (2, True)
