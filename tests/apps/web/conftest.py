"""The app on a store of its own: called directly, served for real, and looked at in the system's Chromium."""

import os
import shutil
import socket
import threading
import time
from datetime import timedelta

import pytest
import uvicorn
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient

from sorewise.apps.demo.runner import MORNING, history
from sorewise.apps.here import Here
from sorewise.apps.web.app import make_app
from sorewise.engine.rules import load
from sorewise.store import Store

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = bool(os.environ.get("SOREWISE_REQUIRE_CHROMIUM"))
QUICK = not REQUIRED and os.environ.get("SOREWISE_HYPOTHESIS", "fast") == "fast"
FLAGS = [
    f"--{flag}" for flag in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync")
] + ["--disable-background-networking", "--disable-component-update"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
BOOKS = {}


class Home:
    """A store and a clock that a test can set."""

    def __init__(self, db):
        self.db = str(db)
        self.now = MORNING
        if None not in BOOKS:
            BOOKS[None] = load()
        self.place = Here(db=self.db, clock=lambda: self.now, _books=dict(BOOKS))

    def store(self):
        """The store, to look into or to fill."""
        return Store.open(self.db)

    def filled(self):
        """The same with the sample runner's ten weeks in it."""
        with self.store() as store:
            past = history()
            store.save_profile(past.profile)
            store.add([*past.sessions, *past.nights, *past.check_ins, *past.plan], "sample", exact=True)
        return self

    def later(self, **how):
        """Let time pass."""
        self.now += timedelta(**how)


@pytest.fixture
def home(tmp_path):
    """A home with nothing in it yet."""
    return Home(tmp_path / "own.db")


@pytest.fixture
def client(home):
    """The app without a network, on the sample runner's store, as a browser on the same machine."""
    with TestClient(
        make_app(home.filled().place), base_url="http://localhost:8000", headers={"Sec-Fetch-Site": "same-origin"}
    ) as found:
        yield found


class Site:
    """The app, served on a port of this machine."""

    def __init__(self, home, app):
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="critical"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture
def site(home):
    """The app on the sample runner's store, served for real."""
    with Site(home, make_app(home.filled().place)) as found:
        yield found


@pytest.fixture
def empty_site(home):
    """The app on a store with nothing in it."""
    with Site(home, make_app(home.place)) as found:
        yield found


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, started once; in the quick profile, and without one, the test says so and is left out."""
    if QUICK:
        pytest.skip("browser tests are left out of the quick profile: SOREWISE_REQUIRE_CHROMIUM=1 make test")
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("SOREWISE_REQUIRE_CHROMIUM is set, and there is no Chromium")
        pytest.skip("no Chromium on this machine: the browser tests are left out")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def browser(chromium):
    """Opens a page as on a phone; `browser(width=..., dark=True, scripts=False)` for others."""
    opened = []

    def open_(*, desktop=False, dark=False, scripts=True, **more):
        context = chromium.new_context(
            viewport=DESKTOP if desktop else PHONE,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            has_touch=not desktop,
            **more,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield open_
    for context in opened:
        context.close()
