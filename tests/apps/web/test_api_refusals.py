"""What the API does not take: every refusal in one shape, with what, where, why and what to do."""

import json

import pytest

from apps.web.doors import SORE, Api
from sorewise.apps.web.api.table import BASE
from sorewise.apps.web.guard import Access


@pytest.fixture
def api(home, tmp_path, capsys):
    """The API on the sample runner's store."""
    return Api(home.filled(), tmp_path, capsys)


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
