"""The API: each verb answers what the command line answers, twice is harmless, and the page on it is true."""

import json
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from apps.web.bringing import left_behind, run_on
from apps.web.doors import CALM, SORE, Api
from sorewise.apps.overlays import CAUTIOUS
from sorewise.apps.web.api.openapi import document
from sorewise.apps.web.api.table import BASE, OPERATIONS
from sorewise.engine.rules import load

HOUSE = Path(__file__).resolve().parents[3]
ID = "check-1f3870be274f6c49"
MADE_UP = {"id", "check_in_id"}
"""What is named by chance."""


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
    """Against a server, in their order; each is answered, and with JSON but for a calendar."""
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
        file = re.search(r" -o (\S+)", command)
        answer = (tmp_path / file[1]).read_text(encoding="utf-8") if file else done.stdout
        assert answer.startswith("BEGIN:VCALENDAR") if ".ics" in command else "error" not in json.loads(answer)


def test_the_refusal_on_the_page_is_the_one_that_is_given(api):
    """Word for word."""
    page = (HOUSE / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    shown = json.loads(re.search(r'^    \{\n      "type"(?:.*\n)+?    \}$', page, re.MULTILINE)[0])
    assert shown == api.post("/decide", {"answers": {"pian": 4}}, 400)
