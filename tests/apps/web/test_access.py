"""Getting out, and who may get in: logging out, the password, the page about both."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.web.conftest import Site
from apps.web.visitors import PASSWORD, Visitor, logins, owned_by_runner
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access
from sorewise.apps.web.guard.passwords import weakness


@pytest.fixture
def owned(home):
    """A home with an owner."""
    return owned_by_runner(home)


@pytest.fixture
def visitor(owned):
    """Somebody on the owner's phone."""
    return Visitor(owned)


# ---------------------------------------------------------------------------------------------------- out


def test_logging_out_ends_it_on_both_sides(visitor):
    """The token is worth nothing any more, and the browser forgets what it kept of the app."""
    visitor.log_in()
    token = visitor.cookie()
    response = visitor.client.post("/logout")
    assert (response.status_code, response.headers["location"]) == (303, "/login?out=1")
    assert response.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert visitor.cookie() is None
    assert logins(visitor.home) == ()
    visitor.client.cookies.set("__Host-sorewise", token, domain="runner.home")
    assert not visitor.is_in()
    assert "You are logged out." in visitor.client.get("/login?out=1").text
    assert visitor.client.post("/logout").status_code == 303


def test_a_link_does_not_log_out(visitor):
    """Looking changes nothing."""
    visitor.log_in()
    assert visitor.client.get("/logout").status_code == 405
    assert visitor.is_in()


def test_log_out_everywhere(visitor):
    """The lost phone, and this browser too."""
    phone = Visitor(visitor.home)
    for one in (phone, visitor):
        one.log_in()
    assert visitor.client.get("/settings/access").text.count("<li>") == 2
    response = visitor.client.post("/settings/access/log-out-everywhere")
    assert (response.headers["location"], "clear-site-data" in response.headers) == ("/login?out=1", True)
    assert (phone.is_in(), visitor.is_in(), logins(visitor.home)) == (False, False, ())


def test_a_browser_is_called_as_people_call_it(visitor):
    """In the list of those who are logged in, with this one marked; what is unknown is a browser."""
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605 Version/18.4 Mobile Safari/604.1"
    visitor.client.headers["User-Agent"] = agent
    visitor.log_in()
    Visitor(visitor.home).log_in()
    text = visitor.client.get("/settings/access").text
    assert "Safari on iPhone, since 2026-06-11 (this browser)" in text
    assert "a browser, since 2026-06-11</li>" in text


# ---------------------------------------------------------------------------------------------------- the password


NEW = "a longer run on sunday"


def _changed(visitor, old=PASSWORD, new=NEW, again=None):
    return visitor.client.post("/settings/access/password", data={"old": old, "new": new, "again": again or new})


def test_a_new_password_logs_everybody_else_out(visitor):
    """The old one is worth nothing; this browser stays, under a new token."""
    phone = Visitor(visitor.home)
    phone.log_in()
    visitor.log_in()
    token = visitor.cookie()
    response = _changed(visitor)
    assert response.headers["location"] == "/settings/access?done=changed"
    assert (visitor.is_in(), phone.is_in(), visitor.cookie() != token) == (True, False, True)
    assert (phone.log_in().status_code, phone.log_in(NEW).status_code) == (400, 303)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"old": "wrong"}, "The password until now is wrong."),
        ({"again": "a longer run on monday"}, "The two new passwords differ."),
        ({"new": "short"}, "That is shorter than 10 characters."),
        ({"new": "password1234"}, "That is one of the passwords that are tried first."),
    ],
)
def test_a_password_that_is_not_taken_says_why(visitor, how, why):
    """And nothing changes."""
    visitor.log_in()
    response = _changed(visitor, **how)
    assert (response.status_code, why in response.text) == (400, True)
    assert Visitor(visitor.home).log_in().status_code == 303


def test_the_old_password_cannot_be_tried_out(visitor):
    """A browser left open is no way to find it."""
    visitor.log_in()
    for _ in range(5):
        _changed(visitor, old="wrong")
    assert _changed(visitor).status_code == 429


def test_on_the_machine_itself_the_command_changes_it(client, owned):
    """There nobody is asked who they are, so nobody can change who may."""
    response = client.post("/settings/access/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert (response.status_code, "sorewise owner set" in response.text) == (400, True)
    text = client.get("/settings/access").text
    assert "no login is needed" in text
    assert "Add a passkey" not in text


WEAK = {
    "short": ["", "ninechars", "läufer"],
    "long": ["ab1" * 400],
    "common": [
        "1234567890", "password123", "P@ssw0rd!!", "qwertyuiop", "aaaaaaaaaaaa", "abcabcabcabc", "iloveyou2026",
        "sorewise2026", "0987654321", "abcdefghij", "asdfghjklasdf", "2026112220", "Welcome!!!1",
    ],
    "name": ["robin12345", "Robin!!!!!!"],
    None: ["four sore legs", "correct horse battery", "Laufschuh im Regen", "xK9#mv2!pQ", "3141592653589793238"],
}  # fmt: skip


@pytest.mark.parametrize(("why", "password"), [(why, one) for why, some in WEAK.items() for one in some])
def test_which_passwords_are_taken(why, password):
    """Long enough, and not what is tried first."""
    assert weakness(password, "Robin") == why


# ---------------------------------------------------------------------------------------------------- as it looks


@pytest.fixture
def locked_site(owned):
    """The app on this machine, with a login all the same: `sorewise serve --login`."""
    with Site(owned, make_app(owned.place, Access(login_required=True))) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(locked_site, browser, dark):
    """The login page, what it says of a wrong password, and who may log in; all of it by keyboard."""
    page = browser(dark=dark, reduced_motion="reduce")
    page.goto(f"{locked_site.url}/settings/access")
    assert Axe().run(page).violations_count == 0
    for password in ("wrong", PASSWORD):
        page.get_by_label("Name").focus()
        page.get_by_label("Name").fill("runner")
        page.keyboard.press("Tab")
        page.keyboard.type(password)
        page.keyboard.press("Enter")
        page.get_by_text("Name or password is wrong." if password == "wrong" else "What to call it").wait_for()  # noqa: S105 - a wrong one
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_login_page_is_small_and_works_without_scripts(locked_site, browser, scripts):
    """At most 8 requests and 60 kB on a first visit, none of them elsewhere; in by name and password."""
    page = browser(scripts=scripts)
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: response}))
    page.goto(f"{locked_site.url}/settings/access")
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 8
    assert all(url.startswith(locked_site.url) for url in sizes)
    spent = [response.request.sizes() for response in sizes.values() if response.status == 200]
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in spent) <= 60_000
    page.get_by_label("Name").fill("runner")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    assert page.get_by_role("heading", name="Who may log in").is_visible()
