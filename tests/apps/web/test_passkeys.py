"""Passkeys: made by whoever is logged in, then in without a password, in Chromium."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.web.conftest import Site
from apps.web.visitors import PASSWORD, Visitor, owned_by_runner
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access, passkeys


@pytest.fixture
def owned(home):
    """A home with an owner."""
    return owned_by_runner(home)


@pytest.fixture
def visitor(owned):
    """Somebody on the owner's phone."""
    return Visitor(owned)


# ---------------------------------------------------------------------------------------------------- passkeys


@pytest.fixture
def locked_site(owned):
    """The app on this machine, with a login all the same: `sorewise serve --login`."""
    with Site(owned, make_app(owned.place, Access(login_required=True))) as found:
        yield found


def _with_authenticator(page):
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return line, line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def _typed(page, password=PASSWORD):
    page.get_by_label("Name").fill("runner")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_passkey_is_made_and_logs_in(locked_site, browser):
    """In Chromium, with a virtual authenticator: made when logged in, then in without a password, then removed."""
    page = browser()
    line, authenticator = _with_authenticator(page)
    page.goto(f"{locked_site.url}/settings/access")
    assert page.get_by_role("button", name="Log in with a passkey").count() == 0
    _typed(page)
    page.get_by_label("What to call it").fill("Pixel")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is kept.").wait_for()
    assert len(line.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]) == 1
    page.get_by_role("button", name="Log out", exact=True).click()
    page.get_by_text("You are logged out.").wait_for()
    page.goto(f"{locked_site.url}/settings/access")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_role("heading", name="Who may log in").wait_for()
    with locked_site.home.store() as store:
        assert store.accounts.passkeys()[0].sign_count > 0
    page.get_by_role("button", name="Remove: Pixel").click()
    page.get_by_text("does not log anybody in any more").wait_for()
    with locked_site.home.store() as store:
        assert store.accounts.passkeys() == ()


def test_a_passkey_that_is_not_ours_is_refused(locked_site, browser):
    """The browser offers one, and the server does not know it: one sentence, and still out."""
    page = browser()
    _with_authenticator(page)
    page.goto(f"{locked_site.url}/settings/access")
    _typed(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is kept.").wait_for()
    with locked_site.home.store() as store:
        (mine,) = store.accounts.passkeys()
        store.accounts.remove_passkey(mine.id)
        store.accounts.add_passkey(replace(mine, id="b3RoZXI"))
    page.get_by_role("button", name="Log out", exact=True).click()
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_text("The passkey was not taken.").wait_for()
    page.goto(f"{locked_site.url}/today")
    assert "/login" in page.url


def test_a_passkey_is_made_only_by_whoever_is_logged_in(visitor, client):
    """Neither from outside, nor on the machine itself, where nobody was asked."""
    for path in ("/settings/access/passkeys/new", "/settings/access/passkeys"):
        assert visitor.client.post(path).status_code == 401
        assert client.post(path).status_code == 403


def test_an_address_of_numbers_has_no_passkeys(owned):
    """Browsers refuse them there; the page says so, and the server makes no challenge."""
    visitor = Visitor(owned, base="http://127.0.0.1:8000")
    visitor.log_in()
    assert "open localhost" in visitor.client.get("/settings/access").text
    response = visitor.client.post("/settings/access/passkeys/new")
    assert (response.status_code, "open localhost" in response.json()["message"]) == (400, True)
    assert visitor.client.post("/login/passkey/question").status_code == 400


def test_a_challenge_is_taken_once_and_not_for_long(visitor):
    """For its purpose, within minutes; of too many the oldest goes."""
    now = visitor.home.now
    challenges = passkeys.Challenges()
    ticket, nonce = challenges.make("log_in", now)
    assert challenges.take(ticket, "log_in", now + timedelta(minutes=5)) == nonce
    for wrong, purpose, at in (
        (ticket, "log_in", now),
        (challenges.make("log_in", now)[0], "register", now),
        (challenges.make("log_in", now)[0], "log_in", now + timedelta(minutes=6)),
        ("", "log_in", now),
    ):
        with pytest.raises(passkeys.RefusedError):
            challenges.take(wrong, purpose, at)
    for _ in range(1000):
        challenges.make("log_in", now)
    assert len(challenges.waiting) == passkeys.MOST_WAITING


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": "x", "rawId": "x", "type": "public-key"}', "\x00"]
)
def test_nonsense_for_a_passkey_is_refused(visitor, credential):
    """A sentence, no mistake of ours, and no login; it counts as an attempt of that address."""
    for _ in range(5):
        ticket = visitor.client.post("/login/passkey/question").json()["ticket"]
        response = visitor.client.post("/login/passkey", data={"ticket": ticket, "credential": credential})
        assert (response.status_code, "not taken" in response.json()["message"]) == (400, True)
    assert visitor.client.post("/login/passkey", data={"credential": credential}).status_code == 429
    visitor.home.later(minutes=16)
    visitor.log_in()
    ticket = visitor.client.post("/settings/access/passkeys/new").json()["ticket"]
    response = visitor.client.post("/settings/access/passkeys", data={"ticket": ticket, "credential": credential})
    assert response.status_code == 400
    with visitor.home.store() as store:
        assert store.accounts.passkeys() == ()
