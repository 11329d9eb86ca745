"""How long the last answer of a check-in waits for its verdict: check-ins by their forms, over HTTP, one after another.

What is measured is the whole request: reading the form, ten years of history, the verdict, its page, and keeping both.
"""

import http.client
import math
import random
import re
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from parts.web_server import bare, filled, ours

GOAL_MS = 50.0
SEED = 4
MOST_SCREENS = 12
HIDDEN = re.compile(r'type="hidden" name="([^"]*)" value="([^"]*)"')
Found = TypeVar("Found")
PLACES = ("quad", "calf", "hamstring", "shin_inner", "knee_front", "heel")
ORDINARY = {
    "a.gait": "normal", "a.hard_to_walk": "no", "a.fatigue": "2", "a.sleep_quality": "4", "a.illness": "none",
    "a.painkiller_12h": "no", "a.training_mistake": "no", "a.tissue": "muscle", "a.spread": "diffuse",
    "a.eases": "yes", "a.onset": "after_exercise_delayed", "a.quality": "dull", "a.run_worse": "no",
    "a.night_pain": "no", "a.bone_tender": "no", "a.joint_locking": "no", "a.trend": "better",
}  # fmt: skip


def verdict(*, quick: bool) -> bool:
    """The slowest of twenty."""
    turns, chance = 15 if quick else 60, random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        db, body = Path(folder) / "ten-years.db", Path(folder) / "verdict.html"
        filled(db, until_yesterday=True)
        with ours(db) as port:
            CheckIn(port, chance).walked()  # what is read once is read
            found = [CheckIn(port, chance).walked() for _ in range(turns)]
        body.write_bytes(b"")
        with bare(body) as port:
            browser = Browser(port)
            peer = [_timed(lambda: browser.post("/", ORDINARY))[0] for _ in range(turns)]
    figure = _p95(found)
    good = figure <= GOAL_MS
    beside = f"median {_share(found, 0.5):.0f}, bare app {_p95(peer):.1f}, goal {GOAL_MS:.0f}"
    print(f"verdict_p95_ms: {figure:.0f} ({beside}) {'ok' if good else 'short'}")
    return good


class Browser:
    """As much of one as a form needs."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("localhost", port)

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        return self._send("GET", address, None)

    def post(self, address: str, fields: Mapping[str, object]) -> tuple[int, str, str]:
        """The same of a form that is sent."""
        return self._send("POST", address, urlencode(fields, doseq=True))

    def _send(self, method: str, address: str, body: str | None) -> tuple[int, str, str]:
        headers = {"Origin": f"http://localhost:{self._port}", "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.getheader("location") or "", answer.read().decode()


class CheckIn:
    """One check-in: some sore places, and what is asked of them."""

    def __init__(self, port: int, chance: random.Random) -> None:
        self._browser = Browser(port)
        self._answers = dict(ORDINARY)
        spots = [f"{place}.{chance.choice(('left', 'right'))}" for place in chance.sample(PLACES, chance.randint(1, 2))]
        self._places = {"spot": spots} | {f"pain.{spot}": [str(chance.randint(1, 6))] for spot in spots}
        for name in chance.sample(sorted(ORDINARY), chance.randint(0, 4)):
            del self._answers[name]  # not told

    def walked(self) -> float:
        """Milliseconds of the request that was answered with the verdict."""
        _, _, page = self._browser.get("/check-in?phase=morning")
        name = dict(HIDDEN.findall(page))["name"]
        _, address, _ = self._browser.post("/check-in", {"name": name, "feel": "sore", "phase": "morning"})
        for _ in range(MOST_SCREENS):
            _, _, page = self._browser.get(address)
            took, address = self._sent(f"/check-in/{name}", self._told(page))
            if address == "/today":
                self._browser.get(address)
                return took
        raise RuntimeError(f"still asking after {MOST_SCREENS} screens: {address}")

    def _sent(self, address: str, fields: Mapping[str, object]) -> tuple[float, str]:
        took, (status, where, page) = _timed(lambda: self._browser.post(address, fields))
        if status != http.client.SEE_OTHER:
            raise RuntimeError(f"{status}: {fields}\n{page}")
        return took, where

    def _told(self, page: str) -> dict[str, list[str]]:
        """What the form sends: what stands in it already, and the answers to what it asks."""
        fields: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(page):
            fields.setdefault(name, []).append(value)
        if fields["page"] == ["where"]:
            return fields | self._places
        asked = {f"a.{name}" for name in fields.get("asks", [])}
        return fields | {name: [value] for name, value in self._answers.items() if name in asked}


def _timed(send: Callable[[], Found]) -> tuple[float, Found]:
    start = time.perf_counter()
    found = send()
    return (time.perf_counter() - start) * 1000, found


def _p95(times: Sequence[float]) -> float:
    return _share(times, 0.95)


def _share(times: Sequence[float], share: float) -> float:
    return sorted(times)[math.ceil(share * len(times)) - 1]
