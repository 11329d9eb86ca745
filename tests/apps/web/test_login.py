"""The owner's account: in by password or passkey, out everywhere, and not by trying."""

import re
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from apps.web.conftest import Site
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access, passkeys, passwords
from sorewise.apps.web.guard.passwords import BusyError, hashed, is_owner, weakness
from sorewise.apps.web.guard.sessions import id_of
from sorewise.store.accounts import Owner

PASSWORD = "four sore legs run"  # noqa: S105 - of no account but that of these tests
WRONG = "Name or password is wrong."
NAMES = ("runner.home",)


@pytest.fixture
def kept():
    """What is kept of the password; made once, since it costs time on purpose."""
    return _kept()


def _kept(made=[]):  # noqa: B006 - it is a memory
    if not made:
        made.append(hashed(PASSWORD))
    return made[0]


@pytest.fixture
def owned(home, kept):
    """A home with an owner."""
    with home.store() as store:
        store.accounts.set_owner(Owner(name="runner", password=kept, handle="aGFuZGxlLTMy", made=home.now))
    return home


class Visitor:
    """A browser elsewhere, on the encrypted address."""

    def __init__(self, home, address="203.0.113.7", base="https://runner.home"):
        self.home = home
        self.client = TestClient(
            make_app(home.place, Access(names=NAMES, login_required=True)),
            base_url=base,
            headers={"Sec-Fetch-Site": "same-origin"},
            client=(address, 5000),
            follow_redirects=False,
        )

    def log_in(self, password=PASSWORD, name="runner", **more):
        """Send the login form."""
        return self.client.post("/login", data={"name": name, "password": password, **more})

    def is_in(self):
        """Whether a page of the owner's is shown."""
        return self.client.get("/settings/access").status_code == 200

    def cookie(self):
        """The token that the browser holds."""
        return self.client.cookies.get("__Host-sorewise")


@pytest.fixture
def visitor(owned):
    """Somebody on the owner's phone."""
    return Visitor(owned)


def _logins(home):
    with home.store() as store:
        return store.accounts.logins()


# ---------------------------------------------------------------------------------------------------- who may see


def test_nobody_sees_a_page_without_a_login(visitor):
    """The way leads over the login page and back; what is there for everybody stays so."""
    response = visitor.client.get("/today?x=1")
    assert (response.status_code, response.headers["location"]) == (303, "/login?next=%2Ftoday%3Fx%3D1")
    for path in ("/", "/history", "/settings/access", "/nowhere", "/static", "/loginx", "//today"):
        assert visitor.client.get(f"https://runner.home{path}").status_code == 303, path
    page = visitor.client.get("/login")
    assert page.status_code == 200
    stylesheet = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)[1]
    assert visitor.client.get(stylesheet).status_code == 200


def test_a_login_shows_nothing_of_the_runner(visitor):
    """Name, days, verdict: none of it is on the login page."""
    text = visitor.client.get("/login").text
    assert "runner" not in text.replace("runs sorewise", "")
    assert "tabs" not in text


def test_programs_get_401_and_forms_a_page(visitor):
    """Nothing is changed without a login, and what was sent is said to be lost."""
    response = visitor.client.post("/check-in", data={"legs": "sore"})
    assert response.status_code == 401
    assert "What you just sent was not kept" in response.text
    response = visitor.client.get("/api/v1/today")
    assert (response.status_code, response.json()["error"]) == (401, "logged_out")


def test_an_unencrypted_way_shows_nothing(owned):
    """A proxy that forgot https: not even the login page, where a password would be typed."""
    visitor = Visitor(owned, base="http://runner.home")
    for path in ("/login", "/today"):
        response = visitor.client.get(path)
        assert (response.status_code, "not encrypted" in response.text) == (403, True)
    assert visitor.log_in().status_code == 403
    assert Visitor(owned, base="http://localhost:8000").client.get("/login").status_code == 200


def test_a_store_that_cannot_be_read_lets_nobody_in(visitor):
    """503 and a sentence, never a page."""
    visitor.log_in()
    with open(visitor.home.db, "r+b") as file:  # noqa: PTH123 - it is overwritten in place
        file.write(b"no database at all")
    response = visitor.client.get("/today")
    assert (response.status_code, "Your data cannot be reached" in response.text) == (503, True)


# ---------------------------------------------------------------------------------------------------- in


def test_the_right_password_leads_where_one_wanted_to_go(visitor):
    """Name in any case; the cookie is for this host alone, for no script, and only encrypted."""
    response = visitor.log_in(name="Runner", next="/history?day=1")
    assert (response.status_code, response.headers["location"]) == (303, "/history?day=1")
    cookie = response.headers["set-cookie"]
    assert re.match(r"__Host-sorewise=[\w-]{43}; HttpOnly; Max-Age=7776000; Path=/; SameSite=lax; Secure$", cookie)
    assert visitor.is_in()
    assert visitor.client.get("/login").headers["location"] == "/"


@pytest.mark.parametrize(
    "onwards", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "/login", "", "today"]
)
def test_a_login_leads_to_no_other_site(visitor, onwards):
    """An open redirect would lend our name to somebody else."""
    assert visitor.log_in(next=onwards).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("runner", "wrong"), ("other", PASSWORD), ("", ""), ("runner", ""), ("x" * 5000, "ü" * 5000)]
)
def test_anything_else_is_one_sentence(visitor, name, password):
    """The same for a wrong name and a wrong password; the password does not come back in the page."""
    response = visitor.log_in(password, name)
    assert (response.status_code, WRONG in response.text) == (400, True)
    assert "set-cookie" not in response.headers
    if password:
        assert f'value="{password}"' not in response.text


def test_markup_in_the_name_is_text(visitor):
    """What was typed comes back as it was typed."""
    response = visitor.log_in(name='"><script>alert(1)</script>')
    assert "<script>alert" not in response.text


def test_without_an_owner_nobody_gets_in(home):
    """No default account: an empty password is no password."""
    visitor = Visitor(home)
    assert "sorewise owner set" in visitor.client.get("/login").text
    assert visitor.log_in("", "").status_code == 400
    assert not visitor.is_in()


def test_a_wrong_name_takes_as_long_as_a_wrong_password(owned, kept):
    """The time of an answer does not tell whether the name was right."""
    owner = Owner(name="runner", password=kept, handle="x", made=owned.now)
    is_owner(owner, "warm", "up")

    def fastest(name, whose):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            assert not is_owner(whose, name, "wrong password")
            times.append(time.perf_counter() - began)
        return min(times)

    known = fastest("runner", owner)
    for other in (fastest("nobody", owner), fastest("runner", None)):
        assert 0.4 < other / known < 2.5


def test_a_password_is_kept_as_argon2id_with_its_cost(kept):
    """Nineteen MiB, two passes, one lane: what OWASP names."""
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_same_password_from_another_keyboard(home):
    """Composed or not, it is the same letter."""
    owner = Owner(name="r", password=hashed("über die Brücke"), handle="x", made=home.now)
    assert is_owner(owner, "r", "u\u0308ber die Bru\u0308cke")


def test_at_most_two_passwords_are_compared_at_once(visitor, monkeypatch):
    """They cost memory; whoever waits too long is told so, and it is no failure."""
    monkeypatch.setattr(passwords, "WAIT_S", 0.01)
    monkeypatch.setattr(passwords, "_turns", threading.BoundedSemaphore(2))
    for _ in range(2):
        passwords._turns.acquire()
    with pytest.raises(BusyError):
        hashed("anything at all")
    for _ in range(7):
        response = visitor.log_in()
        assert (response.status_code, "Try again in a moment" in response.text) == (503, True)
    for _ in range(2):
        passwords._turns.release()
    assert visitor.log_in().status_code == 303


# ---------------------------------------------------------------------------------------------------- trying


def test_five_failures_and_then_it_waits(visitor):
    """429 with the time of the next attempt; the right password does not help until then."""
    for _ in range(5):
        assert visitor.log_in("wrong").status_code == 400
        visitor.home.later(minutes=1)
    response = visitor.log_in()
    assert (response.status_code, response.headers["retry-after"]) == (429, "601")
    assert "Try again at 06:55 (in 10 min)" in response.text
    visitor.home.later(minutes=10)
    assert visitor.log_in().status_code == 303


def test_failures_count_by_account_wherever_they_come_from(owned):
    """Five addresses, one account; somebody else's name from another address is not held up."""
    for number in range(5):
        assert Visitor(owned, f"203.0.113.{number}").log_in("wrong").status_code == 400
    assert Visitor(owned, "203.0.113.99").log_in().status_code == 429
    assert Visitor(owned, "203.0.113.99").log_in(name="other").status_code == 400


def test_failures_count_by_address_whatever_the_name(owned):
    """Many names from one household; another household is not held up."""
    for number in range(5):
        assert Visitor(owned, f"2001:db8:1:2::{number + 1}").log_in(name=f"n{number}").status_code == 400
    assert Visitor(owned, "2001:db8:1:2:ffff::9").log_in().status_code == 429
    assert Visitor(owned, "2001:db8:1:3::1").log_in().status_code == 303


def test_a_success_forgets_the_failures(visitor):
    """Four slips each morning are no attack."""
    for _ in range(3):
        for _ in range(4):
            visitor.log_in("wrong")
        assert visitor.log_in().status_code == 303


def test_attempts_at_the_same_moment_do_not_pass_together(owned):
    """They are counted before they are judged."""
    visitors = [Visitor(owned, f"203.0.113.{number}") for number in range(12)]
    statuses = []
    threads = [
        threading.Thread(target=lambda one=one: statuses.append(one.log_in("wrong").status_code)) for one in visitors
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [400] * 5 + [429] * 7


def test_what_was_typed_as_a_name_is_not_kept(visitor):
    """Some people type their password there."""
    visitor.log_in(name=PASSWORD)
    with closing(sqlite3.connect(visitor.home.db)) as connection:
        kept = connection.execute("SELECT who FROM failures").fetchall()
    assert kept
    assert all(PASSWORD not in who for (who,) in kept)


# ---------------------------------------------------------------------------------------------------- staying


def test_the_token_is_new_with_every_login_and_kept_as_a_hash(visitor):
    """The one before is worth nothing any more, and what is in the store opens nothing."""
    visitor.client.cookies.set("__Host-sorewise", "chosen-by-somebody-else", domain="runner.home")
    visitor.log_in()
    first = visitor.cookie()
    assert first != "chosen-by-somebody-else"
    visitor.log_in()
    second = visitor.cookie()
    assert first != second
    assert [login.id for login in _logins(visitor.home)] == [id_of(second)]
    other = Visitor(visitor.home)
    for token in (first, id_of(second), "", "x" * 5000):
        other.client.cookies.set("__Host-sorewise", token, domain="runner.home")
        assert not other.is_in()
    other.client.cookies.set("__Host-sorewise", second, domain="runner.home")
    assert other.is_in()


def test_an_unused_login_ends_after_a_month_and_any_after_three(visitor):
    """Each use within the month keeps it, up to the end."""
    visitor.log_in()
    for _ in range(3):
        visitor.home.later(days=29)
        assert visitor.is_in()
    visitor.home.later(days=4)
    assert not visitor.is_in()
    assert _logins(visitor.home) == ()
    visitor.log_in()
    visitor.home.later(days=31)
    assert not visitor.is_in()


def test_looking_is_not_a_write_each_time(visitor):
    """Last seen is exact to the hour."""
    visitor.log_in()
    (before,) = _logins(visitor.home)
    visitor.home.later(minutes=50)
    assert visitor.is_in()
    assert _logins(visitor.home) == (before,)
    visitor.home.later(minutes=20)
    assert visitor.is_in()
    assert _logins(visitor.home)[0].seen - before.seen == timedelta(minutes=70)


# ---------------------------------------------------------------------------------------------------- out


def test_logging_out_ends_it_on_both_sides(visitor):
    """The token is worth nothing any more, and the browser forgets what it kept of the app."""
    visitor.log_in()
    token = visitor.cookie()
    response = visitor.client.post("/logout")
    assert (response.status_code, response.headers["location"]) == (303, "/login?out=1")
    assert response.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert visitor.cookie() is None
    assert _logins(visitor.home) == ()
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
    assert (phone.is_in(), visitor.is_in(), _logins(visitor.home)) == (False, False, ())


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
