"""The API: each verb answers what the command line answers, twice is harmless, and every refusal says what to do."""

import json
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from apps.web.bringing import left_behind, run_on
from sorewise.apps.cli import run
from sorewise.apps.overlays import CAUTIOUS
from sorewise.apps.web.api.openapi import document
from sorewise.apps.web.api.table import BASE, OPERATIONS
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access
from sorewise.engine.rules import load

HOUSE = Path(__file__).resolve().parents[3]
CALM = {"legs": "fresh", "safety": "none", "gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4}
SORE = {**CALM, "legs": "sore", "spots": [{"region": "calf", "side": "left", "pain": 4, "tissue": "muscle"}]}
ID = "check-1f3870be274f6c49"
MADE_UP = {"id", "check_in_id"}
"""What is named by chance."""


class Api:
    """A store, asked by both doors."""

    def __init__(self, home, folder, capsys, access=None):
        self.home = home
        self.folder = folder
        self.capsys = capsys
        self.client = TestClient(
            make_app(home.place, access), base_url="http://localhost:8000", raise_server_exceptions=False
        )

    def get(self, path, status=200):
        """What is answered there."""
        return self._json(self.client.get(BASE + path), status)

    def post(self, path, body, status=200):
        """What is answered to JSON."""
        return self._json(self.client.post(BASE + path, json=body), status)

    def _json(self, response, status):
        assert response.status_code == status, response.text
        assert response.headers["Cache-Control"] == "no-store"
        return response.json()

    def told(self, *arguments):
        """What the command line prints."""
        self.capsys.readouterr()
        assert run([*arguments], self.home.place) == 0
        return self.capsys.readouterr().out

    def command(self, *arguments):
        """The same as JSON."""
        return json.loads(self.told(*arguments, "--json"))

    def file(self, content):
        """A case in a file."""
        path = self.folder / "case.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

    def decisions(self):
        """What is kept."""
        with self.home.store() as store:
            return store.decisions()


@pytest.fixture
def api(home, tmp_path, capsys):
    """The API on the sample runner's store."""
    return Api(home.filled(), tmp_path, capsys)


@pytest.fixture
def twin(home, tmp_path, capsys):
    """The same runner once more, for the command line to write to."""
    other = type(home)(tmp_path / "twin.db")
    return Api(other.filled(), tmp_path, capsys)


def alike(found):
    """Without what is named by chance."""
    if isinstance(found, dict):
        return {name: alike(one) for name, one in found.items() if name not in MADE_UP}
    return [alike(one) for one in found] if isinstance(found, list) else found


# ------------------------------------------------------------------------------------- as on the command line


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/today", ["today"]),
        ("/why", ["why"]),
        ("/why?day=today", ["why", "--day", "today"]),
        ("/why?rule=rx-pain-4-5", ["why", "rx-pain-4-5"]),
        ("/history", ["history"]),
        ("/history?days=3", ["history", "--days", "3"]),
        ("/replay", ["replay"]),
        ("/rules", ["rules", "list"]),
        ("/rules/RX-LEGDAY", ["rules", "show", "RX-LEGDAY"]),
        ("/rules/compare", ["rules", "compare", str(CAUTIOUS)]),
        ("/profile", ["profile"]),
        ("/import/problems", ["import", "--problems"]),
        ("/import/explain?session=sample-20260515", ["import", "--explain", "sample-20260515"]),
    ],
)
def test_what_is_looked_at_is_the_same_at_both_doors(api, path, arguments):
    """One store, one answer: the same JSON from the API and from the command with --json."""
    api.post("/check", {"answers": SORE})
    assert api.get(path) == api.command(*arguments)


@pytest.mark.parametrize("case", [{}, {"answers": SORE}, {"answers": CALM, "history": {"days_sore": 3}}])
def test_a_case_is_decided_and_asked_about_alike(api, case):
    """`decide`, with and without what would change it, and `ask`."""
    file = api.file(case)
    assert api.post("/decide", case) == api.command("decide", file)
    assert api.post("/decide?changes=true", case) == api.command("decide", file, "--changes")
    assert api.post("/ask", case) == api.command("ask", file)
    assert api.decisions() == ()


@pytest.mark.parametrize("answers", [{}, {"pain": 4}, {**SORE, "safety": ["calf_rest_pain"]}, SORE, CALM])
def test_a_check_in_is_kept_as_on_the_command_line(api, twin, answers):
    """The verdict is the same, and so is what is kept of it: missing answers are missing at both doors."""
    case = {"answers": answers}
    assert api.post("/check", case) == twin.command("check", "--answers", twin.file(case))
    (ours,), (theirs,) = api.decisions(), twin.decisions()
    assert (ours.decision, ours.planned, ours.answers) == (theirs.decision, theirs.planned, theirs.answers)


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ("during", {"pain_now": 3, "pain_start": 1}),
        ("during", {"sharp": True}),
        ("after", {"pain_now": 2}),
        ("before", {"gait": "changed"}),
        ("before", {"pain": 0}),
    ],
)
def test_a_run_is_checked_as_on_the_command_line(api, twin, when, answers):
    """The answer, its phase, and whether it replaces the day's verdict."""
    for one in (api, twin):
        one.post("/check", {"answers": SORE})
    file = twin.file({"answers": answers})
    told = twin.command("run-check", f"--{when}", "--answers", file)
    assert api.post("/run-check", {"when": when, "answers": answers}) == told
    assert alike(api.get("/today")) == alike(twin.command("today"))


@pytest.mark.parametrize(
    ("path", "body", "arguments"),
    [
        ("/log/session", {"km": 10, "minutes": 52.5}, ["session", "--km", "10", "--minutes", "52.5"]),
        ("/log/session", {"sport": "ride", "day": "yesterday"}, ["session", "--sport", "ride", "--day", "yesterday"]),
        ("/log/leg-day", {"minutes": 40, "at": "06:00"}, ["leg-day", "--minutes", "40", "--at", "06:00"]),
        ("/log/race", {"type": "half", "miles": 13.1}, ["race", "half", "--miles", "13.1"]),
        ("/log/plan", {"kind": "long", "km": 20, "name": "Sunday"}, ["plan", "long", "--km", "20", "--name", "Sunday"]),
        ("/log/night", {"sleep_h": 6.5, "hrv": 48}, ["night", "--sleep-h", "6.5", "--hrv", "48"]),
        ("/log", {"fix": "sample-20260515", "kind": "tempo"}, ["--fix", "sample-20260515", "tempo"]),
    ],
)  # fmt: skip
def test_what_is_written_down_is_kept_alike(api, twin, path, body, arguments):
    """Sessions, leg days, races, plans, nights, and a session put right."""
    assert alike(api.post(path, body)) == alike(twin.command("log", *arguments))


def test_the_profile_is_changed_alike(api, twin):
    """Facts, units, groups and rulebook in one go; null takes nothing out, `unset` does."""
    body = {"goal": "both", "units": "mi", "switch_on": ["weight"], "rulebook": "cautious", "unset": ["birth_year"]}
    arguments = ["--goal", "both", "--units", "mi", "--switch-on", "weight", "--rulebook", "cautious"]
    assert api.post("/profile", body) == twin.command("profile", *arguments, "--unset", "birth_year")
    assert "birth_year" not in api.get("/profile")["answers"]


def test_undo_forget_and_delete_are_the_same(api, twin):
    """What was taken back is told alike; a private group goes; and at the end nothing is left."""
    for one in (api, twin):
        one.post("/check", {"answers": SORE})
    last = api.get("/undo")
    assert last["what"] == "check_in"
    api.post("/undo", {"number": last["number"] + 1}, 409)
    assert alike(api.post("/undo", {"number": last["number"]})) == alike(twin.command("undo"))
    assert api.decisions() == ()
    assert api.post("/forget", {"group": "weight", "sure": True}) == {"forgot": "weight", "records": 0}
    assert api.post("/delete-everything", {"sure": True}) == {"deleted": True}
    assert api.get("/undo") is None
    assert api.post("/undo", {}) is None


def test_everything_can_be_taken_along_and_brought_back(api, home, tmp_path, capsys):
    """The export is the command's, byte for byte; imported elsewhere, the same is kept there."""
    api.post("/check", {"answers": SORE})
    document_ = api.client.get(f"{BASE}/export").content
    assert document_.decode() == api.told("export", "-")
    other = Api(type(home)(tmp_path / "other.db"), tmp_path, capsys)
    headers = {"Content-Type": "application/json"}
    brought = other.client.post(f"{BASE}/import?name=own.json", content=document_, headers=headers)
    assert (brought.status_code, brought.json()["refused"]) == (200, [])
    assert other.get("/export") == json.loads(document_)


def test_a_file_is_imported_as_by_the_command(api, twin, tmp_path, monkeypatch):
    """A FIT file as the body: the same counts, a second time known; nothing is left of it on the disk."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "run.fit").write_bytes(run_on(0))
    headers = {"Content-Type": "application/octet-stream"}
    for _ in range(2):
        found = api.client.post(f"{BASE}/import?name=run.fit", content=run_on(0), headers=headers)
        assert found.json() == twin.command("import", str(tmp_path / "run.fit"))
    assert found.json()["known"] == 1
    assert left_behind(tmp_path) == []


# -------------------------------------------------------------------------------------------------- sent twice


def test_a_check_in_sent_twice_is_kept_once(api):
    """A client that never got its answer sends again under its own id, and reads the same."""
    first = api.post("/check", {"answers": SORE, "id": ID})
    assert api.post("/check", {"answers": SORE, "id": ID}) == first
    assert [one.check_in_id for one in api.decisions()] == [ID]


def test_the_same_id_with_other_answers_is_refused(api):
    """Otherwise the new answers, perhaps the serious ones, would be lost behind the old verdict."""
    api.post("/check", {"answers": SORE, "id": ID})
    found = api.post("/check", {"answers": {**SORE, "safety": ["calf_rest_pain"]}, "id": ID}, 409)
    assert found["error"] == "other_answers"


@pytest.mark.parametrize(("when", "answers"), [("before", {"gait": "changed"}), ("during", {"pain_now": 6})])
def test_a_run_sent_twice_is_kept_once_and_still_holds(api, when, answers):
    """And the morning sent again after it makes the day no milder."""
    api.post("/check", {"answers": SORE, "id": ID})
    body = {"when": when, "answers": answers, "id": "check-00000000000000ab"}
    first = api.post("/run-check", body)
    api.home.later(minutes=5)
    assert api.post("/run-check", body) == first
    held = api.get("/today")
    api.post("/check", {"answers": SORE, "id": ID})
    assert api.get("/today") == held
    assert len(api.decisions()) == 2


def test_a_run_of_earlier_is_kept_at_its_own_time(api):
    """With its offset, in the runner's zone; a clock that is ahead is put right."""
    api.post("/check", {"answers": SORE})
    now = api.home.now
    api.post("/run-check", {"when": "during", "answers": {"pain_now": 1}, "at": "2026-06-11T04:30:00+00:00"})
    api.post("/run-check", {"when": "during", "answers": {"pain_now": 1}, "at": "2031-01-01T00:00:00Z"})
    assert min(one.at.isoformat() for one in api.decisions()) == "2026-06-11T06:30:00+02:00"
    assert max(one.at for one in api.decisions()) == now


def test_a_run_check_never_makes_a_day_milder(api):
    """All clear in the middle of a run does not take back what the morning said."""
    before = api.post("/check", {"answers": {**SORE, "safety": ["calf_rest_pain"]}})
    found = api.post("/run-check", {"when": "during", "answers": {"pain_now": 0, "pain_start": 0}})
    assert (found["holds"], api.get("/today")["headline"]) == (False, before["headline"])


# ---------------------------------------------------------------------------------------------------- refusals

JSON = {"Content-Type": "application/json"}
WRONG = [
    ("/decide", b'{"answer": {}}', 400, "unknown", "/answer", '"answers"'),
    ("/decide", b'{"answers": {"pian": 3}}', 400, "unknown", "/answers/pian", '"pain"'),
    ("/decide", b'{"answers": {"spots": [{"gait": "changed"}]}}', 400, "unknown", "/answers/spots/0/gait", "gait"),
    ("/decide", b'{"answers": {"pain": "3"}}', 400, "wrong", "/answers/pain", "a number from 0 to 10"),
    ("/decide", b'{"answers": {"pain": true}}', 400, "wrong", "/answers/pain", "a number from 0 to 10"),
    ("/decide", b'{"answers": {"gait": "limp"}}', 400, "wrong", "/answers/gait", "one of normal and changed"),
    ("/decide", b'{"answers": {"safety": "all"}}', 400, "wrong", "/answers/safety", "none"),
    ("/decide", b'{"answers": {"safety": ["dizzy"]}}', 400, "wrong", "/answers/safety/0", "one of"),
    ("/decide", b'{"answers": []}', 400, "wrong", "/answers", "an object"),
    ("/decide", b'{"answers": {"pain": NaN}}', 400, "not_json", "", "NaN"),
    ("/decide", b'{"answers": {"pain": Infinity}}', 400, "not_json", "", "Infinity"),
    ("/decide", b'{"answers": {"pain": 1e999}}', 400, "not_json", "", "too large"),
    ("/decide", b'{"answers": {}, "answers": {}}', 400, "not_json", "", "twice"),
    ("/decide", b"[" * 100_000, 400, "not_json", "", "deeper"),
    ("/decide", b'{"answers": ', 400, "not_json", "", "column"),
    ("/decide", b"", 400, "not_json", "", "not JSON"),
    ("/decide", b"\xff", 400, "not_text", "", "UTF-8"),
    ("/log/session", rb'{"name": "\ud800"}', 400, "not_text", "", "half a character"),
    ("/log/session", rb'{"name": "a\u0000b"}', 400, "not_text", "", "character"),
    ("/decide", b'{"today": "2026-02-30"}', 422, "input", "/api/v1/decide", "day that exists"),
    ("/check", b"{}", 400, "missing", "/answers", "answers"),
    ("/check", b'{"answers": {}, "id": "mine"}', 400, "wrong", "/id", "check-"),
    ("/check", b'{"answers": {"phase": "in_run"}}', 422, "phase", "/answers/phase", "run-check"),
    ("/check", b'{"answers": {"birth_year": 2015}}', 409, "parent", "/api/v1/check", "parent"),
    ("/run-check", b'{"answers": {}}', 400, "missing", "/when", "when"),
    ("/run-check", b'{"answers": {}, "when": "before"}', 422, "input", "/api/v1/run-check", "check"),
    ("/run-check", b'{"answers": {}, "when": "during", "at": "2026-03-08T07:15"}', 422, "no_offset", "/at", "+01:00"),
    ("/run-check", b'{"answers": {}, "when": "during", "at": "soon"}', 422, "no_moment", "/at", "+01:00"),
    ("/run-check", b'{"answers": {}, "when": "after", "at": "0001-01-01T00:00+14:00"}', 422, "no_moment", "/at", "at"),
    ("/log/race", b'{"type": "half", "km": 1, "miles": 1}', 422, "input", "/api/v1/log/race", "not both"),
    ("/log/session", b'{"day": "tomorrow"}', 422, "input", "/api/v1/log/session", "has not been yet"),
    ("/log", b'{"fix": "nothing", "kind": "easy"}', 422, "input", "/api/v1/log", "nothing"),
    ("/profile", b'{"zone": "Mars/Crater"}', 422, "input", "/api/v1/profile", "Mars/Crater"),
    ("/forget", b'{"group": "weight"}', 400, "missing", "/sure", "sure"),
    ("/delete-everything", b'{"sure": false}', 400, "wrong", "/sure", "true"),
    ("/undo?all=yes", b"{}", 400, "unknown", "all", "all"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "status", "code", "where", "word"), WRONG)
def test_what_is_not_taken_is_told_where_why_and_what_to_do(api, path, body, status, code, where, word):
    """One shape for all of them, with the place in what was sent; and nothing is kept."""
    before = api.client.get(f"{BASE}/export").content
    response = api.client.post(BASE + path, content=body, headers=JSON)
    found = _problem(response, status)
    assert (found["error"], found["where"]) == (code, where), found
    assert word in found["detail"], found
    assert api.client.get(f"{BASE}/export").content == before


def _problem(response, status):
    """A refusal in its one shape."""
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json"), (
        response.text
    )
    assert response.headers["Cache-Control"] == "no-store"
    found = response.json()
    assert found["status"] == status
    assert all(found[name] for name in ("type", "title", "error", "detail", "what_to_do")), found
    return found


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/today", 404, "nothing_yet"),
        ("/why", 404, "nothing_yet"),
        ("/why?day=2026-02-30", 422, "input"),
        ("/rules/NO-SUCH", 404, "no_rule"),
        ("/history?days=-1", 400, "wrong"),
        ("/history?days=1.5", 400, "wrong"),
        ("/history?days=99999999999999999999", 400, "wrong"),
        ("/history?days=1&days=2", 400, "twice"),
        ("/history?day=1", 400, "unknown"),
        ("/export?without_private=1", 400, "wrong"),
        ("/import/explain?session=nothing", 422, "input"),
        ("/nothing", 404, "not_found"),
        ("/decide", 405, "not_that_way"),
    ],
)
def test_addresses_are_read_as_strictly(api, path, status, code):
    """Unknown names, values out of range, and what is not there."""
    assert _problem(api.client.get(BASE + path), status)["error"] == code


def test_a_rule_that_there_is_not_is_no_missing_verdict(api):
    """`why` of a rule says which of the two it is."""
    api.post("/check", {"answers": SORE})
    assert _problem(api.client.get(f"{BASE}/why?rule=NO-SUCH"), 404)["error"] == "no_rule"


@pytest.mark.parametrize(
    "kind", ["application/xml", "text/json", "application/json; charset=utf-16", "application/jsonp"]
)
def test_a_body_of_another_kind_is_refused(api, kind):
    """Only JSON, and only in UTF-8."""
    response = api.client.post(f"{BASE}/decide", content=b"{}", headers={"Content-Type": kind})
    assert _problem(response, 415)["where"] == "Content-Type"


def test_json_by_any_spelling_of_its_name_is_taken(api):
    """Names of kinds have no capitals that matter."""
    headers = {"Content-Type": "Application/JSON; Charset=UTF-8"}
    assert api.client.post(f"{BASE}/ask", content=b"{}", headers=headers).status_code == 200


def test_guards_refuse_in_the_same_shape(api, home, tmp_path, capsys):
    """A foreign page, a foreign name, too much at once, and nobody logged in."""
    post = api.client.post
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert _problem(post(f"{BASE}/undo", json={}, headers=foreign), 403)["error"] == "foreign"
    assert _problem(api.client.get(f"{BASE}/today", headers={"Host": "elsewhere.example"}), 421)["error"] == "no_host"
    assert _problem(post(f"{BASE}/decide", content=b" " * 300_000, headers=JSON), 413)["error"] == "too_large"
    shut = Api(home, tmp_path, capsys, Access(login_required=True))
    assert _problem(shut.client.get(f"{BASE}/today"), 401)["error"] == "logged_out"


def test_a_store_that_cannot_be_opened_is_told(api, tmp_path, home, capsys):
    """503, with the sentence of the command line."""
    (tmp_path / "folder.db").mkdir()
    found = Api(type(home)(tmp_path / "folder.db"), tmp_path, capsys)
    assert _problem(found.client.get(f"{BASE}/today"), 503)["error"] == "store"


def test_a_mistake_of_ours_is_told_in_the_same_shape(api, monkeypatch):
    """500 without a word of what it was."""
    monkeypatch.setattr("sorewise.apps.today.held_today", lambda _store: 1 / 0)
    found = _problem(api.client.get(f"{BASE}/today"), 500)
    assert "division" not in json.dumps(found)


def test_a_method_that_an_address_has_not_is_told_which_it_has(api):
    """Allow names both methods of an address that has two."""
    response = api.client.request("DELETE", f"{BASE}/profile", headers=JSON)
    assert _problem(response, 405)["error"] == "not_that_way"
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


# ------------------------------------------------------------------------------------ the document and the page


def test_the_document_names_every_schema_and_operation_once():
    """Every reference leads somewhere, and no two operations share a name."""
    made = document(load())
    schemas = made["components"]["schemas"]
    text = json.dumps(made)
    named = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= schemas.keys()
    ids = [one["operationId"] for path in made["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids)) == len(OPERATIONS)
    book = load()
    assert set(book.facts) <= schemas["Answers"]["properties"].keys()


def test_the_document_is_served(api):
    """With the rulebook's own choices in it."""
    found = api.get("/openapi.json")
    assert found["openapi"].startswith("3.1")
    assert found["components"]["schemas"]["Spot"]["properties"]["side"]["enum"] == ["left", "right", "both", None]


def test_the_page_lists_every_operation_and_more_leads_to_it(client):
    """One table for both, and no script on the page."""
    page = client.get("/api").text
    assert all(f"{one.method} {BASE}{one.path}</b>" in page for one in OPERATIONS)
    assert page.count("<script") == client.get("/about").text.count("<script")
    assert 'href="/api"' in client.get("/more").text


# --------------------------------------------------------------------------------------------- the page on how to


def test_every_curl_on_the_page_runs_as_shown(site, tmp_path):
    """Against a server, in their order; each is answered, and with JSON."""
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine: the examples of the page are left out")
    page = (HOUSE / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    blocks = [textwrap.dedent(one) for one in re.findall(r"(?:^ {4}.*\n)+", page, re.MULTILINE)]
    shown = [line for block in blocks for line in re.split(r"\n(?=curl )", block.strip()) if line.startswith("curl ")]
    assert len(shown) > 10
    for command in shown:
        asked = command.replace("curl -s ", "curl -sS --fail-with-body ").replace(":8765", f":{site.port}")
        done = subprocess.run(["sh", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        answer = done.stdout if " -o " not in command else (tmp_path / "everything.json").read_text(encoding="utf-8")
        assert "error" not in json.loads(answer)


def test_the_refusal_on_the_page_is_the_one_that_is_given(api):
    """Word for word."""
    page = (HOUSE / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    shown = json.loads(re.search(r'^    \{\n      "type"(?:.*\n)+?    \}$', page, re.MULTILINE)[0])
    assert shown == api.post("/decide", {"answers": {"pian": 4}}, 400)
