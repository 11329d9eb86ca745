"""The ninety-two worked mornings of the specification, walked through the forms of the web app."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from apps.web.conftest import Home
from apps.web.walk import MOST_SCREENS
from sorewise.apps.web.app import make_app
from sorewise.model.verdict import ACTIVITY

MORNINGS = Path(__file__).parents[2] / "mornings" / "vignettes.toml"
VIGNETTES = {one["id"]: one for one in tomllib.loads(MORNINGS.read_text(encoding="utf-8"))["morning"]}
SIGNS = {
    "swelling": {"local": "swollen", "whole_calf": "leg_swollen"},
    "can_walk_4_steps": {False: "cannot_walk_4_steps"},
}
BESIDE = {
    "V47": {"last_session_type": "long"},  # whoever has a session on record has its kind there too
}
TICKED = {"V54": ["groin_alarm"]}
"""Signs that the vignette tells by other answers, which come after the page with the sign."""
STRICTER = {"V21", "V37", "V38", "V39", "X05", "X17"}
"""The map tells left and right by themselves; with anything to show they stay two places, which is more careful."""
NOT_TOLD = {
    "V19": "what somebody said it is, which no screen asks",
    "V20": "what somebody said it is, which no screen asks",
    "X30": "nothing at all: the first screen is answered by every check-in",
}
OF_PLACES = ("regions", "side", "pain")


OF_THE_MORNING = {"pain", "regions", "side", "tissue", "spread", "quality", "planned_type", "eases"}
"""What a run is not asked, since the morning has it."""


class Vignette:
    """One worked morning as its runner would tell it to the app."""

    def __init__(self, told, book):
        self.book, self.facts = book, book.facts
        self.answers = {**told["answers"], **BESIDE.get(told["id"], {})}
        self.history = dict(told.get("history", {}))
        self.phase = self.answers.pop("phase", "morning")
        self.regions = self.answers.get("regions", [])
        self.pain = self.answers.get("pain")
        self.signs = [name for name, value in self.answers.items() if self._page(name) == "safety" and value is True]
        self.signs += TICKED.get(told["id"], [])
        self.signs += [signs[self.answers[name]] for name, signs in SIGNS.items() if self.answers.get(name) in signs]

    def _page(self, name):
        return self.facts[name].page if name in self.facts else ""

    @property
    def is_sore(self):
        """Whether a place is told; findings without a place are of legs as a whole."""
        asked = [name for name in self.answers if name in self.facts and self.facts[name].scope == "spot"]
        return bool(self.regions) or bool(self.pain) or any(self._page(name) == "spot" for name in asked)

    @property
    def tokens(self):
        """The places as the list names them; `both` is left and right."""
        return [token for region in self.regions or ["unplaced"] for token in self._tokens(region)]

    def _tokens(self, region):
        key = (self.book.regions[region].keys or (region,))[0]
        side = self.answers.get("side", "both")
        middle = {"sacrum_si", "pelvis_pubic", "upper_back_neck", "chest", "abdomen"}
        if region in middle:
            return [f"{key}.none"]
        return [f"{key}.{one}" for one in (("left", "right") if side == "both" else (side,))]

    def of_record(self, scope):
        """What no screen asks, since a record tells it."""
        told = self.history | self.answers
        return {
            name: value for name, value in told.items()
            if name in self.facts and self.facts[name].scope == scope and name not in OF_PLACES
            and (self.facts[name].page == "history" or self.facts[name].how in {"derived", "record", "measured"})
        }  # fmt: skip

    @property
    def profile(self):
        """What the profile knows."""
        return {name: value for name, value in self.history.items() if self.facts[name].page == "profile"
                and self.facts[name].scope == "morning"}  # fmt: skip


def _sent(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return list(value) or "-none"
    return str(value)


class Walk:
    """The vignette on its way through the screens."""

    def __init__(self, client, home, told):
        self.client, self.home, self.told = client, home, told
        self.asked = set()

    def hidden(self, name):
        """The values of a hidden field."""
        return re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', self.page.text)

    def walk(self):
        """To the verdict."""
        self.page = self.client.get("/check-in?phase=morning")
        self.name = self.hidden("name")[0]
        feel = "sore" if self.told.is_sore else "fresh"
        self.page = self.client.post("/check-in", data={"name": self.name, "feel": feel, "phase": "morning"})
        self._record(self.told.of_record("morning"), None)
        self.page = self.client.get(f"/check-in/{self.name}")
        for _ in range(MOST_SCREENS):
            if self.page.url.path == "/today":
                return
            self._screen()
        raise AssertionError("it never ends")

    def _record(self, body, spots):
        """What is on record, put beside the answers in the store, as importers and the page of known facts do."""
        with self.home.store() as store:
            kept = store.drafts.get(self.name)
            if kept is None:
                return  # finished: a sign that cannot wait
            data = dict(kept.body)
            data["answers"] = {**data["answers"], **(body or {})}
            data["spots"] = [{**spot, "answers": {**spot["answers"], **(spots or {})}} for spot in data["spots"]]
            store.drafts.put(replace(kept, body=data))

    def _screen(self):
        [page] = self.hidden("page")
        fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', self.page.text))
        if page == "where":
            pain = "" if self.told.pain is None else str(self.told.pain)
            fields |= {"spot": self.told.tokens, **{f"pain.{one}": pain for one in self.told.tokens}}
        elif page == "safety":
            fields["sign"] = self.told.signs
        else:
            fields["asks"] = self.hidden("asks")
            self.asked |= set(fields["asks"])
            fields |= {
                f"a.{name}": _sent(self.told.answers[name]) for name in fields["asks"] if name in self.told.answers
            }
        self.page = self.client.post(f"/check-in/{self.name}", data=fields)
        assert self.page.status_code == 200, re.findall(r'class="problems"[^>]*>([^<]*)', self.page.text)
        if page == "where":
            self._record(None, self.told.of_record("spot"))
            self.page = self.client.get(f"/check-in/{self.name}")


MORNING = [name for name, told in VIGNETTES.items() if "phase" not in told["answers"] and name not in NOT_TOLD]
IN_RUN = [name for name, told in VIGNETTES.items() if told["answers"].get("phase") == "in_run"]
HEADERS = {"Sec-Fetch-Site": "same-origin"}


def prepared(tmp_path, name):
    """A home where the profile is told."""
    home = Home(tmp_path / "own.db")
    told = Vignette(VIGNETTES[name], home.place.book())
    with home.store() as store:
        store.save_profile(replace(store.profile(), answers={"birth_year": 1990, **told.profile}))
    return home, told


def kept(home):
    """The decision in the store."""
    with home.store() as store:
        return store.decision()


def test_every_vignette_is_walked_or_named():
    """Ninety-two, of which three cannot be told to the app."""
    assert len(VIGNETTES) == 92
    assert {*MORNING, *IN_RUN, *NOT_TOLD} == set(VIGNETTES)
    assert set(MORNING) >= STRICTER


@pytest.mark.parametrize("name", MORNING)
def test_a_worked_morning_by_forms(tmp_path, name):
    """Headline and activity are those of the specification; where it is told in two places, never a milder one."""
    home, told = prepared(tmp_path, name)
    with TestClient(make_app(home.place), base_url="http://localhost:8000", headers=HEADERS) as client:
        Walk(client, home, told).walk()
    found, expected = kept(home).decision, VIGNETTES[name]["expect"]
    if name in STRICTER:
        assert ACTIVITY.index(found["activity"]) >= ACTIVITY.index(expected["activity"])
        assert found["headline"] == "see_professional" or expected["headline"] != "see_professional"
    else:
        assert {key: found[key] for key in ("headline", "activity")} == {
            key: expected[key] for key in ("headline", "activity")
        }, found["fired"]


@pytest.mark.parametrize("name", IN_RUN)
def test_a_worked_run_by_its_form(tmp_path, name):
    """The same of a run, by the form of the run check."""
    home, told = prepared(tmp_path, name)
    with TestClient(make_app(home.place), base_url="http://localhost:8000", headers=HEADERS) as client:
        page = client.get("/run-check").text
        offered = set(re.findall(r'name="a\.(\w+)"', page))
        fields = {f"a.{fact}": _sent(value) for fact, value in told.answers.items() if fact in offered}
        assert {name for name in told.answers if name not in offered} <= {*OF_THE_MORNING, *told.signs}
        if told.answers.get("quality") in {"sharp", "stabbing", "shooting"}:
            fields["a.sharp"] = "yes"
        client.post("/run-check", data={"name": "check-0", **fields, "sign": told.signs})
    found, expected = kept(home).decision, VIGNETTES[name]["expect"]
    assert {key: found[key] for key in ("headline", "activity")} == {
        key: expected[key] for key in ("headline", "activity")
    }, found["fired"]
