"""No page says a milder thing than `decide`: random check-ins by forms, answers left out, stopped early, told again."""

import re
import tempfile
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from apps.web.conftest import Home
from apps.web.walk import MOST_SCREENS
from sorewise.apps.web.app import make_app
from sorewise.model.records import CheckIn, Spot
from sorewise.morning import morning
from sorewise.text.commands import headline

RANKS = {"run": 0, "ease": 1, "cross": 2, "rest": 3, "open": 3, "pro": 4, "help": 5}
"""The looks of a verdict, the mildest first."""
ACTIVITIES = {"run_as_planned": 0, "run_easy": 1, "run_reduced": 1, "cross_train": 2, "rest": 3}
REFERRALS = ("none", "routine", "prompt", "same_day", "emergency")
PLACES = (
    "quad.left", "quad.right", "calf_inner.left", "calf_outer.left", "shin_inner.left", "shin_inner.right",
    "achilles.right", "kneecap.left", "groin.right", "heel.left", "big_toe.right",
    "low_back.right", "sacrum.none", "unplaced.left", "unplaced.right",
    "quad.both",
)  # fmt: skip

check_ins = st.fixed_dictionaries({
    "feel": st.sampled_from(["fresh", "sore", "hurts"]),
    "pains": st.dictionaries(
        st.sampled_from(PLACES), st.one_of(st.none(), st.integers(0, 20).map(lambda half: half / 2)), max_size=3
    ),
    "signs": st.one_of(st.just(0), st.just(0), st.integers(0, 2)),
    "left_out": st.sampled_from([0.0, 0.2, 0.6, 1.0]),
    "harm": st.sampled_from([0.05, 0.2, 0.6]),
    "enough": st.integers(2, 14),
    "serious_first": st.booleans(),
    "seed": st.integers(0, 2**20),
})  # fmt: skip


@dataclass
class Told:
    """What the runner told, written down beside the app."""

    body: dict
    spots: dict
    safety: tuple | None = None

    def answer(self, name, value, place, fact):
        """One answer, where the app should put it."""
        if fact.scope == "spot" and place and self.spots:
            for token in self.spots:
                if _is_at(token, place, self.regions):
                    self.spots[token].pop(name, None)
                    self.spots[token] |= {} if value is None else {name: value}
        else:
            self.body.pop(name, None)
            self.body |= {} if value is None else {name: value}


def _is_at(token, place, regions):
    key, side = token.split(".")
    region, at, of = place.split(".")
    here = (regions[key], key if key != regions[key] else "")
    return here == (region, of) and (at in {"", "both"} or at == side.replace("none", ""))


class Runner:
    """Somebody with a browser who answers at random, and remembers what was told."""

    def __init__(self, client, home, drawn):
        self.client, self.home, self.drawn = client, home, drawn
        self.book = home.place.book()
        self.random = Random(drawn["seed"])
        self.told = Told({}, {})
        self.told.regions = self.book.region_of_key

    def hidden(self, name):
        """The values of a hidden field of the page."""
        return re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', self.page.text)

    @property
    def is_over(self):
        """Whether the verdict is shown."""
        return self.page.url.path == "/today"

    def walk(self):
        """One whole check-in."""
        self.page = self.client.get("/check-in?phase=morning")
        self.name = self.hidden("name")[0]
        feel = self.drawn["feel"]
        if self.drawn["serious_first"]:
            self._begin("serious")
            self._signs()
        if not self.is_over:
            self._begin(feel)
            self.told.body["legs"] = "fresh" if feel == "fresh" else "sore"
        for screen in range(2 * MOST_SCREENS):
            if self.is_over:
                return self
            self._screen(enough=screen >= self.drawn["enough"])
        raise AssertionError("it never ends")

    def _begin(self, feel):
        self.page = self.client.post("/check-in", data={"name": self.name, "feel": feel, "phase": "morning"})

    def _screen(self, *, enough):
        [page] = self.hidden("page")
        if page == "where":
            self._where()
        elif page == "safety":
            self._signs()
        else:
            self._questions(page, enough=enough)

    def _post(self, fields, to=""):
        assert self.page.status_code == 200, re.findall(r'class="problems"[^>]*>([^<]*)', self.page.text)
        held = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', self.page.text))
        self.page = self.client.post(f"/check-in/{self.name}{to}", data={**held, **fields})

    def _where(self):
        pains = self.drawn["pains"] or {"shin_inner.left": None}
        self.told.spots = {token: {} if pain is None else {"pain": pain} for token, pain in pains.items()}
        fields = {f"pain.{token}": "" if pain is None else str(pain) for token, pain in pains.items()}
        self._post({"page": "where", "spot": list(pains), **fields})

    def _signs(self):
        assert " checked" not in self.page.text or self.told.safety
        ticked = self.random.sample(list(self.book.safety_page), self.drawn["signs"])
        self.told.safety = tuple(ticked)
        self._post({"page": "safety", "sign": ticked})

    def _questions(self, page, *, enough):
        place = (self.hidden("place") or [""])[0]
        fields = {"page": page, "place": place, "asks": self.hidden("asks")}
        for name in self.hidden("asks"):
            fact = self.book.facts[name]
            value = None if self.random.random() < self.drawn["left_out"] else self._value(fact)
            if page != "about":
                self.told.answer(name, value, place, fact)
            if value is not None:
                fields[f"a.{name}"] = _as_sent(value)
        enough = enough and "/finish" in self.page.text
        self._post(fields, "/finish" if enough else "")

    def _value(self, fact):
        """Mostly a harmless answer, sometimes any."""
        harm = self.random.random() < self.drawn["harm"]
        if fact.type == "bool":
            return harm != bool(fact.benign)
        if fact.type == "words":
            return tuple(self.random.sample(fact.choices, self.random.randint(1, 2))) if harm else ()
        if fact.type == "word":
            return self.random.choice(fact.choices) if harm or fact.benign is None else fact.benign
        low, high = fact.range or (0, 10)
        return self.random.randint(int(low), int(high)) if harm or fact.benign is None else int(fact.benign)

    def expected(self, before, record):
        """What `decide` says of all that was told, on the history as it was before."""
        spots = []
        for token, answers in self.told.spots.items():
            key, side = token.split(".")
            region = self.book.region_of_key[key]
            spots.append(Spot(
                region=region, side=None if side == "none" else side, key=key if key != region else None,
                answers=answers,
            ))  # fmt: skip
        told = CheckIn(
            id=record.check_in_id, at=record.at, phase="morning", answers=self.told.body, spots=tuple(spots),
            safety=self.told.safety,
        )  # fmt: skip
        return morning(self.book, before, told, now=record.at).decision


def _as_sent(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return list(value) or "-none"
    return str(value)


def _least(decision):
    """The mildest look that a decision may be shown with."""
    at_least = ACTIVITIES[decision["activity"]]
    referral = REFERRALS.index(decision["referral"])
    return max(at_least, RANKS["help"] if referral >= 3 else RANKS["pro"] if referral == 2 else 0)


@given(st.lists(check_ins, min_size=1, max_size=2))
def test_what_is_kept_is_what_was_told_and_no_page_is_milder(drawn):
    """The decision kept is `decide` of everything told and of nothing else; its page has its word and its look.

    A second check-in of the day makes the page milder only where nothing was left open in it.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "own.db").filled()
        headers = {"Sec-Fetch-Site": "same-origin"}
        with TestClient(make_app(home.place), base_url="http://localhost:8000", headers=headers) as client:
            least = 0
            for one in drawn:
                with home.store() as store:
                    before = store.history()
                runner = Runner(client, home, one).walk()
                with home.store() as store:
                    record = store.decision()
                    before = replace(before, profile=store.profile())
                expected = runner.expected(before, record)
                assert record.decision["headline"] == expected.headline
                assert record.decision["activity"] == expected.activity
                assert record.decision["referral"] == expected.referral
                assert record.decision["status"] == expected.status
                assert record.decision["fired"] == list(expected.fired)
                assert record.safety == runner.told.safety
                least = _least(record.decision) if expected.settled else max(least, _least(record.decision))
                look = re.search(r'class="hero v-(\w+)"', runner.page.text)[1]
                word = unescape(re.search(r"<h1>(.*?)</h1>", runner.page.text)[1])
                assert RANKS[look] >= least
                if look == "help":
                    assert word == headline("urgent_care")
                home.later(minutes=30)
