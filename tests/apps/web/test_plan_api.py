"""The week by the API: as the commands print it, kept only in the situation that was shown, refusals in one shape."""

import json

import pytest

from apps.web.doors import SORE, Api
from apps.web.made_plan import PLAN, with_plan
from sorewise.apps.cli import run
from sorewise.apps.plan.command import PROPOSED
from sorewise.apps.web.api.table import BASE

CSV = "date,session,distance\n2026-06-13,Easy,8 km\nsoon,Tempo,9 km\n"


@pytest.fixture
def api(home, tmp_path, capsys):
    """The API on the sample runner's store with a plan of two weeks, after a check-in with a sore calf."""
    found = Api(with_plan(home.filled()), tmp_path, capsys)
    found.post("/check", {"answers": {**SORE, "experience_years": 5}})
    return found


def kept(api):
    """Where sessions stand, as far as it was agreed."""
    with api.home.store() as store:
        return {one.session: one for one in store.weeks.now().kept}


def test_the_week_is_that_of_the_command(api):
    """The same JSON by both doors, for as many days as were asked for."""
    api.capsys.readouterr()
    assert run(["plan", "--json"], api.home.place) == PROPOSED
    assert api.get("/plan") == json.loads(api.capsys.readouterr().out)
    assert api.get("/plan?days=7")["days"] == 7
    week = api.get("/plan")
    assert len(week["mornings"]) == 14
    assert {one["planned"]["id"] for one in week["sessions"]} == {f"s{n}" for n in (0, 1, 2, 3, 5, 6, 8, 9, 10, 12)}
    assert week["changes"]


def test_keep_and_undo(api):
    """Kept in its situation, refused in another; taken back once."""
    week = api.get("/plan")
    assert api.post("/plan/keep", {"situation": "old"}, 409)["error"] == "changed_since"
    assert kept(api) == {}
    assert api.post("/plan/keep", {"situation": week["situation"]}) == {"kept": len(week["changes"])}
    assert set(kept(api)) >= {change["session"] for change in week["changes"]}
    assert api.get("/plan")["changes"] == []
    assert api.post("/plan/undo", {}) == {"undone": True}
    assert kept(api) == {}
    assert api.post("/plan/undo", {}) == {"undone": False}


def test_another_way_by_its_number(api):
    """Of those that there are; beyond them it is a 422."""
    week = api.get("/plan")
    ways = len(week["alternatives"])
    if ways < 3:
        refused = api.post("/plan/keep", {"situation": week["situation"], "way": 3}, 422)
        assert refused["where"] == "/way"
    assert ways
    api.post("/plan/keep", {"situation": week["situation"], "way": 1})
    stands = {one["session"]: (one["day"], one["form"]) for one in week["alternatives"][0]["placements"]}
    assert all(stands[name] == (one.day.isoformat(), one.form) for name, one in kept(api).items())


def test_a_move_is_a_preview_until_it_is_kept(api):
    """The week as it would be; with keep it is, if the situation is the one that was told."""
    move = {"session": "s5", "day": "2026-06-15"}
    week = api.post("/plan/move", move)
    placed = {one["session"]: one["day"] for one in week["placements"]}
    assert placed["s5"] == "2026-06-15"
    assert kept(api) == {}
    assert api.post("/plan/move", {**move, "situation": "old", "keep": True}, 409)["error"] == "changed_since"
    api.post("/plan/move", {**move, "situation": api.get("/plan")["situation"], "keep": True})
    assert kept(api)["s5"].by == "runner"


@pytest.mark.parametrize(
    ("body", "status", "code", "where"),
    [
        ({"session": "s99", "day": "2026-06-15"}, 404, "no_session", "/session"),
        ({"session": "s5", "day": "2026-02-30"}, 422, "no_day", "/day"),
        ({"session": "s5", "day": "2027-06-15"}, 422, "no_day", "/day"),
        ({"session": "s9", "day": "2026-06-15"}, 409, "refused", "/day"),
        ({"session": "s9"}, 400, "missing", "/day"),
        ({"session": "s5", "day": "2026-06-15", "anyways": True}, 400, "unknown", "/anyways"),
    ],
)
def test_moves_that_are_refused(api, body, status, code, where):
    """What, where, why and what to do; nothing is kept."""
    found = api.post("/plan/move", {**body, "keep": True}, status)
    assert (found["error"], found["where"]) == (code, where)
    assert found["detail"]
    assert found["what_to_do"]
    assert kept(api) == {}


def test_a_plan_is_brought_in(api):
    """Shown without keep; with another plan there it has to be said what becomes of that; then it is kept."""
    shown = api.post("/plan/import", {"content": CSV, "name": "club.csv"})
    assert (shown["kept"], len(shown["plans"][0]["sessions"]), len(shown["plans"][0]["problems"])) == (False, 1, 1)
    found = api.post("/plan/import", {"content": CSV, "name": "club.csv", "keep": True}, 409)
    assert (found["error"], found["where"]) == ("two_plans", "/others")
    with api.home.store() as store:
        assert {one.plan for one in store.history().plan} == {PLAN}
    told = {"content": CSV, "name": "club.csv", "keep": True, "others": "replace"}
    assert api.post("/plan/import", told)["kept"]
    with api.home.store() as store:
        assert {one.plan for one in store.history().plan} == {"club"}


def test_nothing_understood_keeps_nothing(api):
    """Whatever was asked for."""
    found = api.post("/plan/import", {"content": "blah", "keep": True, "others": "replace"})
    assert not found["kept"]
    with api.home.store() as store:
        assert {one.plan for one in store.history().plan} == {PLAN}


def test_the_calendar(api):
    """A file of its own kind, that nobody keeps."""
    answer = api.client.get(f"{BASE}/plan/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count("BEGIN:VEVENT") == 10
