"""The machine's door: exactly the engine's JSON, a line a case, and nothing stored."""

import json

import pytest

from sorewise.engine.ask import ask
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door

CASE = {"answers": {"safety": "none", "regions": ["calf"], "side": "left", "pain": 4}, "history": {"sleep_h": 6}}


@pytest.fixture(scope="module")
def book():
    """The rulebook as shipped."""
    return load()


def test_decide_prints_the_decision_and_nothing_else(sorewise, book):
    """`decide FILE --json` is `Decision.as_json()`; nothing is stored."""
    done = sorewise("decide", sorewise.file("case.json", CASE), "--json")
    expected = decide(book, open_door(book, CASE["answers"], CASE["history"], today=sorewise.now.date()))
    assert done.json == json.loads(json.dumps(expected.as_json()))
    assert not sorewise.db.exists()


def test_ask_prints_the_screen_and_nothing_else(sorewise, book):
    """`ask FILE --json` is `Asked.as_json()`."""
    done = sorewise("ask", sorewise.file("case.json", CASE), "--json")
    expected = ask(book, open_door(book, CASE["answers"], CASE["history"], today=sorewise.now.date()))
    assert done.json == json.loads(json.dumps(expected.as_json()))
    assert {"fact", "wording", "type", "choices"} <= done.json["screen"][0].keys()


def test_a_case_may_be_piped_in(sorewise):
    """`-` reads what is piped in, for both commands."""
    by_file = sorewise("decide", sorewise.file("case.json", CASE), "--json").json
    assert sorewise("decide", "-", "--json", typed=json.dumps(CASE)).json == by_file
    assert sorewise("ask", "-", "--json", typed=json.dumps(CASE)).json["settled"] is False


def test_what_would_change_it_is_added_when_asked_for(sorewise):
    """`--changes` adds `would_change`; without it the key is absent."""
    file = sorewise.file("case.json", CASE)
    assert "would_change" not in sorewise("decide", file, "--json").json
    assert sorewise("decide", file, "--json", "--changes").json["would_change"]


def test_lines_gives_a_line_a_case_and_an_error_costs_only_itself(sorewise):
    """Three cases, the second wrong: three lines, and exit code 2 at the end."""
    cases = [CASE, {"answers": {"painn": 4}}, {"answers": {"pain": 1}}]
    done = sorewise("decide", "-", "--lines", typed="\n".join(map(json.dumps, cases)) + "\n\n")
    first, second, third = map(json.loads, done.out.splitlines())
    assert done.code == 2
    assert first["status"] == "stopped"
    assert second == {"error": 'There is no fact called "painn"; did you mean "pain"?', "code": "answer", "line": 2}
    assert third["status"] == "safety_open"
    assert sorewise("decide", "-", "--lines", typed=json.dumps(CASE)).code == 0


def test_a_line_that_is_no_json_is_an_error_of_that_line(sorewise):
    """The other lines are answered."""
    done = sorewise("ask", "-", "--lines", typed='{"answers": \n' + json.dumps(CASE))
    wrong, right = map(json.loads, done.out.splitlines())
    assert wrong["code"] == "input"
    assert right["settled"] is False
    assert done.code == 2


def test_people_may_use_the_door_too(sorewise):
    """Without `--json` the same is said in words."""
    file = sorewise.file("case.json", CASE)
    assert "Switch" in sorewise("decide", file).out
    assert "at most." in sorewise("ask", file).out


def test_the_phase_of_a_run_speaks_in_the_words_of_a_run(sorewise):
    """`phase = in_run` gives the in-run words."""
    case = {"answers": {"phase": "in_run", "gait": "changed", "pain_start": 1, "pain_now": 2, "minutes": 20}}
    found = sorewise("decide", sorewise.file("run.json", case), "--json").json
    assert found["activity"] in {"walk_home", "stop"}


def test_the_day_and_the_private_groups_may_be_told(sorewise):
    """`today` makes an age of a year of birth; `switched_on` lets private facts be asked about."""
    case = {"answers": {"safety": "none", "birth_year": 2010}, "today": "2024-01-01"}
    assert sorewise("decide", sorewise.file("young.json", case), "--json").code == 0
    case = {"answers": {"pain": 2}, "switched_on": ["pregnancy"]}
    assert sorewise("ask", sorewise.file("private.json", case), "--json").code == 0


def test_a_rulebook_of_ones_own_decides(sorewise, tmp_path):
    """`--rulebook DIR` changes a threshold, and the version tells so."""
    own = tmp_path / "mine"
    own.mkdir()
    (own / "thresholds.toml").write_text("[mild_max]\nvalue = 1\n", encoding="utf-8")
    file = sorewise.file("case.json", CASE)
    ours, theirs = (sorewise(*first, "decide", file, "--json").json for first in ([], ["--rulebook", str(own)]))
    assert ours["rulebook"] != theirs["rulebook"]
