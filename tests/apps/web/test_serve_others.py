"""`serve` for other devices, by the two ways of docs/how-to/on-your-phone.md."""

import shutil
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest

from apps.web.served import Served, certificate_in
from apps.web.visitors import PASSWORD

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
    """A certificate and its key."""
    return certificate_in(tmp_path_factory.mktemp("tls"))


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
