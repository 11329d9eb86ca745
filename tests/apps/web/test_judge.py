"""The rulebook judged in the browser says what the engine says, on every case of the conformance kit."""

import json
from functools import cache
from pathlib import Path

import pytest

from sorewise.apps.web.statics import static
from sorewise.engine.rules import load
from sorewise.engine.state import open_door
from sorewise.engine.trees import trees
from sorewise.model.intake import Desk, read

KIT = Path(__file__).parents[2] / "conformance"
FILES = sorted(path.name for path in KIT.glob("*.json"))
BOOK = load()
DESK = Desk(BOOK.facts, BOOK.region_of_key, BOOK.number)
SAME = ("headline", "activity", "referral", "floor", "ceiling", "fired", "opinions", "held", "advice", "shown_advice")
"""Keys of a decision that are equal word by word; `status` and `deciding_spot` as far as rows tell them."""

JUDGED = """async ([file, book, cases]) => {
    const { decide, prepare, rulesOf, truth } = await import(file);
    return cases.map(({ morning, spots, rows, sent }) => ({
        prepared: prepare(book, morning, spots),
        rows: rows.map((row) => {
            const rules = rulesOf(book, row.facts.phase).filter((one) => one.when && !one.advice_stage);
            const of = rules.filter((rule) => Boolean(rule.spot) === row.spot);
            const having = (value) => of.filter((one) => truth(one.when, row.facts, book.terms) === value);
            return { true: having(true).map(({ id }) => id), unknown: having(undefined).map(({ id }) => id) };
        }),
        decision: decide(book, rows.map(({ facts }) => facts), { sent }),
    }));
}"""


@cache
def kit(name):
    """The cases of one file."""
    return json.loads((KIT / name).read_text(encoding="utf-8"))


def known(values):
    """Facts without those that are unknown, as the browser holds them."""
    return {name: value for name, value in values.items() if value is not None}


def judged(page, book, cases):
    """What the browser makes of cases: the rows from what was answered, the truth of every rule, the decision."""
    given = []
    for case in cases:
        door = read(case["answers"], case["history"], DESK)
        spots = [known(spot) for spot in door.spots]
        sent = case["answers"].get("safety") is not None
        given.append({"morning": known(door.morning), "spots": spots, "rows": case["rows"], "sent": sent})
    return page.evaluate(JUDGED, [static("judge.js"), book, given])


@pytest.fixture
def page(site, browser):
    """A page of the app, from which the evaluator can be loaded."""
    found = browser()
    found.goto(f"{site.url}/nowhere")
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_browser_judges_as_the_engine_does(page, name):
    """Rows, truth of every rule and decision: equal on the whole kit."""
    cases = kit(name)
    for case, found in zip(cases, judged(page, trees(BOOK), cases), strict=True):
        check(case, found)


def check(case, found):
    """One case as the browser judged it, against the kit."""
    assert found["prepared"] == [row["facts"] for row in case["rows"]], case["id"]
    for row, seen in zip(case["rows"], found["rows"], strict=True):
        assert set(seen["true"]) == set(row["true"]), case["id"]
        assert set(seen["unknown"]) == set(row["unknown"]), case["id"]
    wanted, made = case["decision"], found["decision"]
    assert {key: made[key] for key in SAME} == {key: wanted[key] for key in SAME}, case["id"]
    assert made["assumed"] == wanted["assumed"], case["id"]
    place = wanted["deciding_spot"] and {key: wanted["deciding_spot"][key] for key in ("region", "side")}
    assert made["deciding_spot"] == place, case["id"]
    assert wanted["status"] in ({"settled", "stopped"} if made["status"] == "open" else {made["status"]}), case["id"]


def test_what_a_run_needs_is_enough_for_a_run(page):
    """The run check ships the rules of its phase alone, and they judge a run as the whole book does."""
    cases = [case for name in FILES for case in kit(name) if case["answers"].get("phase") == "in_run"]
    assert len(cases) > 20
    for case, found in zip(cases, judged(page, trees(BOOK, "in_run"), cases), strict=True):
        wanted, made = case["decision"], found["decision"]
        assert {key: made[key] for key in SAME} == {key: wanted[key] for key in SAME}, case["id"]


def test_private_facts_that_were_switched_on_are_asked(page):
    """A group that is switched on stays open; one that is not counts as harmless."""
    door = read({"legs": "fresh"}, {}, DESK)
    for groups in ([], ["pregnancy"], ["medicines", "cycle"]):
        wanted = open_door(BOOK, {"legs": "fresh"}, {}, switched_on=groups)
        found = page.evaluate(
            "async ([file, book, morning, on]) => (await import(file)).prepare(book, morning, [], on)",
            [static("judge.js"), trees(BOOK), known(door.morning), groups],
        )
        assert found == [known(wanted.morning)]
