"""Visitors of an app with an owner: what a browser elsewhere sends."""

from functools import cache

from starlette.testclient import TestClient

from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access
from sorewise.apps.web.guard.passwords import hashed
from sorewise.store.accounts import Owner

PASSWORD = "four sore legs run"  # noqa: S105 - of no account but that of these tests
NAMES = ("runner.home",)


@cache
def kept():
    """What is kept of the password; made once, since it costs time on purpose."""
    return hashed(PASSWORD)


def owned_by_runner(home):
    """The same home, with an owner."""
    with home.store() as store:
        store.accounts.set_owner(Owner(name="runner", password=kept(), handle="aGFuZGxlLTMy", made=home.now))
    return home


def logins(home):
    """Who is logged in."""
    with home.store() as store:
        return store.accounts.logins()


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
