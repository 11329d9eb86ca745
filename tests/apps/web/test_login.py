"""Getting in: by the right password and nothing else, not by trying, and how long it lasts."""

import re
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta

import pytest

from apps.web.visitors import PASSWORD, Visitor, kept, logins, owned_by_runner
from sorewise.apps.web.guard import passwords
from sorewise.apps.web.guard.passwords import BusyError, hashed, is_owner
from sorewise.apps.web.guard.sessions import id_of
from sorewise.store.accounts import Owner

WRONG = "Name or password is wrong."


@pytest.fixture
def owned(home):
    """A home with an owner."""
    return owned_by_runner(home)


@pytest.fixture
def visitor(owned):
    """Somebody on the owner's phone."""
    return Visitor(owned)


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


def test_a_wrong_name_takes_as_long_as_a_wrong_password(owned):
    """The time of an answer does not tell whether the name was right."""
    owner = Owner(name="runner", password=kept(), handle="x", made=owned.now)
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


def test_a_password_is_kept_as_argon2id_with_its_cost():
    """Nineteen MiB, two passes, one lane: what OWASP names."""
    assert kept().startswith("$argon2id$v=19$m=19456,t=2,p=1$")


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
    assert [login.id for login in logins(visitor.home)] == [id_of(second)]
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
    assert logins(visitor.home) == ()
    visitor.log_in()
    visitor.home.later(days=31)
    assert not visitor.is_in()


def test_looking_is_not_a_write_each_time(visitor):
    """Last seen is exact to the hour."""
    visitor.log_in()
    (before,) = logins(visitor.home)
    visitor.home.later(minutes=50)
    assert visitor.is_in()
    assert logins(visitor.home) == (before,)
    visitor.home.later(minutes=20)
    assert visitor.is_in()
    assert logins(visitor.home)[0].seen - before.seen == timedelta(minutes=70)
