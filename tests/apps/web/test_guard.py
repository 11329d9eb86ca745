"""What stands before the app: foreign hosts and origins, headers, sizes, proxies, and what is written down."""

import logging
import socket

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access, guarded
from sorewise.apps.web.guard.access import name_of, own_origin
from sorewise.apps.web.guard.address import address_of
from sorewise.apps.web.guard.headers import ALWAYS
from sorewise.store.accounts import Owner

HERE = "http://localhost:8000"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
FOREIGN = "That did not come from this app"


class Bare:
    """An app of two pages and a mistake behind the guards, which notes how often it was reached."""

    def __init__(self, home, **access):
        self.reached = []
        self.app = Starlette(routes=[Route("/{kind}", self.answer, methods=["GET", "POST", "PUT", "DELETE"])])
        self.app.state.place = home.place
        self.client = TestClient(guarded(self.app, Access(**access)), base_url=HERE)

    async def answer(self, request):
        """What was sent, by its length."""
        self.reached.append(request)
        if request.path_params["kind"] == "mistake":
            raise ValueError("pain 7 in the left calf")
        return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def bare(home):
    """An app behind the guards as they are on one's own machine."""
    return Bare(home)


# ---------------------------------------------------------------------------------------------------- host


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:9000", "localhost."])
def test_the_machine_s_own_names_are_answered_to(bare, host):
    """Whatever the port: a tunnel may have another."""
    assert bare.client.get("/page", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "192.168.1.20",
        "0.0.0.0",  # noqa: S104 - nothing is bound to it: a browser may call this machine so
        "localhost:80@evil",
        "",
        "a b",
    ],
)
def test_a_foreign_host_is_refused(bare, host):
    """DNS rebinding: a name that leads here is not for that reason ours. One plain sentence, nothing of the app."""
    response = bare.client.get("/page", headers={"Host": host})
    assert response.status_code == 421
    assert "Open the address that `sorewise serve` printed" in response.text
    assert not bare.reached


def test_a_given_name_is_answered_to(home):
    """With `--name`, in any case; others still not."""
    bare = Bare(home, names=("Runner.Home", "192.168.1.20"))
    for host, status in (("runner.home:8443", 200), ("192.168.1.20", 200), ("runner.home.evil", 421)):
        assert bare.client.get("/page", headers={"Host": host}).status_code == status


def test_two_hosts_are_none(bare):
    """What different programs would read differently is not read at all."""
    response = bare.client.get("/page", headers=[("Host", "localhost:8000"), ("Host", "evil.example")])
    assert response.status_code == 400


def test_names_are_read_strictly():
    """Without port and dot at the end; nothing else passes for a name."""
    read = {"localhost:1": "localhost", "[::1]": "[::1]", "a.b.": "a.b", "a:b": None, "/": None, "a\n": None, "é": None}
    assert {host: name_of(host) for host in read} == read


# ---------------------------------------------------------------------------------------------------- forgery


def _sent(bare, method="POST", **headers):
    return bare.client.request(
        method, "/page", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate"}, True),
        ({"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "cors"}, False),
        ({"Sec_Fetch_Site": "same-site"}, False),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": HERE}, False),
        ({"Sec_Fetch_Site": ""}, False),
        ({"Origin": HERE}, True),
        ({"Origin": "null"}, False),
        ({"Origin": "null", "Referer": f"{HERE}/today"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://localhost:3000"}, False),
        ({"Origin": "https://localhost:8000"}, False),
        ({"Origin": f"{HERE}.evil.example"}, False),
        ({"Origin": ""}, False),
        ({"Referer": f"{HERE}/today"}, True),
        ({"Referer": "https://evil.example/localhost:8000"}, False),
        ({"Referer": f"{HERE}@evil.example/"}, False),
        ({"Referer": "http://[broken"}, False),
        ({}, False),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(bare, headers, taken):
    """Sec-Fetch-Site first, then Origin, then Referer; with none of them a form is nobody's."""
    response = _sent(bare, **FORM, **headers)
    assert response.status_code == (200 if taken else 403)
    assert bool(bare.reached) is taken


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "Text/Plain;charset=utf-8", None])
def test_whatever_a_form_can_send_needs_a_sender(bare, kind):
    """All three types of forms, and none at all."""
    assert _sent(bare, **({"Content_Type": kind} if kind else {})).status_code == 403


def test_a_program_without_a_browser_may_post_json(bare):
    """A page could not do it without an Origin; the same with one from elsewhere is refused."""
    assert _sent(bare, **JSON).status_code == 200
    assert _sent(bare, "DELETE").status_code == 200
    assert _sent(bare, **JSON, Origin="https://evil.example").status_code == 403
    assert _sent(bare, **JSON, Sec_Fetch_Site="cross-site").status_code == 403


def test_where_a_login_is_needed_programs_say_where_they_come_from(home):
    """Without an Origin not even JSON is taken there."""
    bare = Bare(home, login_required=True)
    assert _sent(bare, **JSON).status_code == 403
    assert _sent(bare, **JSON, Origin=HERE).status_code == 401


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate"}, True),
        ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}, True),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}, True),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}, False),
        ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"}, False),
    ],
)
def test_foreign_pages_may_link_here_and_no_more(bare, headers, taken):
    """A link is followed; an image, a frame or a script's look is not answered."""
    assert _sent(bare, "GET", **headers).status_code == (200 if taken else 403)


def test_a_refused_form_gets_a_page_and_a_program_gets_json(client):
    """Nothing was changed, and what to do."""
    response = client.post("/settings/access/log-out-everywhere", headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, "<h1>" in response.text, FOREIGN in response.text) == (403, True, True)
    response = client.post("/api/v1/decide", headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.json()["error"]) == (403, "foreign")


def test_our_own_origin_has_no_usual_port():
    """As browsers say it."""

    def origin(scheme, host):
        return own_origin({"scheme": scheme, "headers": [(b"host", host)]})

    assert origin("http", b"a:80") == "http://a"
    assert origin("https", b"A:443") == "https://a"
    assert origin("https", b"a:80") == "https://a:80"
    assert origin("http", b"a:8080") == "http://a:8080"


# ---------------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize(
    ("method", "path", "status", "more"),
    [
        ("GET", "/settings/access", 200, {}),
        ("GET", "/nowhere", 404, {}),
        ("POST", "/settings/access", 405, {}),
        ("GET", "/today", 421, {"Host": "evil.example"}),
        ("POST", "/logout", 403, {"Sec-Fetch-Site": "cross-site"}),
        ("POST", "/logout", 413, {"Content-Length": "999999999"}),
        ("POST", "/logout", 303, {}),
    ],
)
def test_every_answer_forbids_what_is_not_ours(client, method, path, status, more):
    """Pages, refusals and redirects: nothing from elsewhere, nothing inline, in no frame, in no cache."""
    response = client.request(method, path, headers=more, follow_redirects=False)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert response.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in response.headers


def test_a_mistake_of_ours_has_the_headers_too(bare):
    """500 is an answer like the others."""
    response = bare.client.get("/mistake")
    assert response.status_code == 500
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert "calf" not in response.text


def test_static_files_may_be_kept_for_good(client):
    """They hold nothing of anybody, and their address changes with them."""
    address = client.get("/settings/access").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_https_is_remembered_except_for_the_machine_itself(home):
    """For localhost it would change every other server of the machine for a year."""
    bare = Bare(home, names=("runner.home",))
    assert "strict-transport-security" in bare.client.get("https://runner.home/page").headers
    assert "strict-transport-security" not in bare.client.get("https://localhost/page").headers


# ---------------------------------------------------------------------------------------------------- sizes


def test_a_body_is_refused_by_its_length_and_while_it_comes(bare):
    """The limit itself passes; a byte more, announced or not, does not."""
    most = Access().max_body
    own = {**FORM, "Origin": HERE}
    assert bare.client.post("/page", content=b"x" * most, headers=own).text == str(most)
    assert bare.client.post("/page", content=b"x" * (most + 1), headers=own).status_code == 413

    def pieces():
        yield from (b"x" * 1000 for _ in range(most // 1000 + 2))

    response = bare.client.post("/page", content=pieces(), headers=own)
    assert (response.status_code, response.headers["connection"]) == (413, "close")
    assert "At most 256 kB can be taken here" in response.text
    assert bare.client.post("/page", headers={**own, "Content-Length": "many"}).status_code == 413


def test_an_upload_has_a_limit_of_its_own(home):
    """By the beginning of its address."""
    bare = Bare(home, uploads={"/data": 1 << 20})
    own = {**FORM, "Origin": HERE}
    assert bare.client.post("/data", content=b"x" * (1 << 20), headers=own).status_code == 200
    response = bare.client.post("/data", content=b"x" * ((1 << 20) + 1), headers=own)
    assert (response.status_code, "1 MB" in response.text) == (413, True)


def test_whoever_sends_too_much_still_sees_why(site):
    """What comes is taken and thrown away until it ends: no cut connection in mid-sending."""
    pieces = 64
    head = f"POST /logout HTTP/1.1\r\nHost: localhost:{site.port}\r\nContent-Length: {pieces << 20}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), 20) as line:
        line.sendall(head.encode())
        for _ in range(pieces):
            line.sendall(b"x" * (1 << 20))
        answer = b"".join(iter(lambda: line.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"At most 256 kB" in answer


# ---------------------------------------------------------------------------------------------------- proxies


def _seen(home, client, headers, **access):
    bare = Bare(home, names=("runner.home",), **access)
    there = TestClient(bare.client.app, base_url="http://runner.home", client=(client, 1))
    status = there.get("/page", headers=headers).status_code
    request = bare.reached[0] if bare.reached else None
    return status, request


TOLD = {"X-Forwarded-For": "9.9.9.9, 203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "runner.home"}


def test_a_trusted_proxy_is_believed(home):
    """Scheme, name, and the nearest address that is no proxy: what stands before it can be invented."""
    status, request = _seen(home, "127.0.0.1", TOLD, proxies=("127.0.0.1",))
    assert (status, request.url.scheme, request.client.host) == (200, "https", "203.0.113.7")
    chain = {**TOLD, "X-Forwarded-For": "203.0.113.7, 10.0.0.2"}
    _, request = _seen(home, "127.0.0.1", chain, proxies=("127.0.0.1", "10.0.0.0/8"))
    assert request.client.host == "203.0.113.7"


@pytest.mark.parametrize(("client", "proxies"), [("192.168.1.9", ("127.0.0.1",)), ("127.0.0.1", ()), ("x", ("::1",))])
def test_nobody_else_is_believed(home, client, proxies):
    """A visitor cannot call itself encrypted, nor somebody else."""
    _, request = _seen(home, client, TOLD, proxies=proxies)
    assert (request.url.scheme, request.client.host) == ("http", client)
    assert not [name for name in request.headers if name.startswith("x-forwarded")]


def test_the_name_that_a_proxy_tells_is_checked_too(home):
    """A proxy that passes any name on is no way around the host check."""
    status, request = _seen(home, "127.0.0.1", {**TOLD, "X-Forwarded-Host": "evil.example"}, proxies=("127.0.0.1",))
    assert (status, request) == (421, None)


def test_a_household_is_one_address():
    """Of IPv6 the network counts, of IPv4 the address, however it is written."""
    told = {"10.0.0.1": "10.0.0.1", "::ffff:10.0.0.1": "10.0.0.1", "2001:db8:1:2:3::4": "2001:db8:1:2::", "x": "x"}
    assert {text: address_of({"client": (text, 1)}) for text in told} == told
    assert address_of({"client": None}) == ""


# ---------------------------------------------------------------------------------------------------- the log


def test_the_log_tells_nothing_of_anybody(client, caplog):
    """Method, page, status and time: no query, no id, nothing of an address that leads nowhere."""
    caplog.set_level(logging.INFO, "sorewise.web")
    client.get("/check-in/of-the-left-calf?pain=7&name=Robin", headers={"User-Agent": "Robin's phone"})
    client.get("/pregnant-robin")
    client.get("/settings/access?done=x")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("sorewise.web")]
    assert [line.rpartition(" ")[0].rpartition(" ")[0] for line in lines][1:] == [
        "GET (no page) 404",
        "GET /settings/access 200",
    ]
    for secret in ("calf", "pain", "Robin", "robin", "pregnant", "done"):
        assert secret not in caplog.text


def test_a_mistake_is_told_by_its_place_and_not_by_what_it_says(bare, caplog, monkeypatch):
    """What an error says may quote an answer; with SOREWISE_TRACE set it comes whole."""
    bare.client.get("/mistake")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "sorewise.web.mistakes"]
    assert line.startswith("GET /{kind}: ValueError at ")
    assert "calf" not in caplog.text
    monkeypatch.setenv("SOREWISE_TRACE", "1")
    with pytest.raises(ValueError, match="calf"):
        bare.client.get("/mistake")


# ---------------------------------------------------------------------------------------------------- in a browser


@pytest.mark.parametrize("scripts", [True, False])
def test_the_browser_s_own_forms_are_taken(site, browser, scripts):
    """Under our referrer policy a form says where it comes from, whether or not scripts run."""
    with site.home.store() as store:
        store.accounts.set_owner(Owner(name="runner", password="x", handle="aGFuZGxl", made=site.home.now))  # noqa: S106 - no password of anything
    page = browser(scripts=scripts)
    page.goto(f"{site.url}/settings/access")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Log out everywhere").click()
    told = sent.value.all_headers()
    assert (told["origin"], told["sec-fetch-site"]) == (site.url, "same-origin")
    assert page.get_by_role("status").inner_text() == "Everybody is logged out."


def test_a_foreign_page_cannot_send_a_form(empty_site, browser):
    """The browser says that it is not ours, and nothing is changed."""
    page = browser()
    page.goto(f"data:text/html,<form method=post action={empty_site.url}/logout><button>Go</button></form>")
    page.get_by_role("button").click()
    assert page.locator("h1").inner_text() == FOREIGN


def test_an_app_on_the_network_needs_no_more_than_its_own(home):
    """The guards are there even where somebody forgets to ask for them."""
    client = TestClient(make_app(home.place), base_url="http://192.168.1.20:8000")
    assert client.get("/today").status_code == 421
