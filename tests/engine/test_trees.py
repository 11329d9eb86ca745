"""The rulebook as plain data for evaluators in other languages."""

import gzip
import json

import pytest

from sorewise.engine.rules import load
from sorewise.engine.trees import tree, trees
from sorewise.engine.when import Names, literals, parse

BOOK = load()
NAMES = Names(BOOK.facts, BOOK.terms, BOOK.numbers)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sharp", "sharp"),
        ("novice", "novice"),
        ("not sharp", ["not", "sharp"]),
        ("pain >= severe", [">=", "pain", 6]),
        ("side in ('left', 'right')", ["in", "side", "left", "right"]),
        ("tissue != 'muscle' and sharp", ["and", ["!=", "tissue", "muscle"], "sharp"]),
        ("mild_max < pain < severe or limp", ["or", ["and", [">", "pain", 2], ["<", "pain", 6]], "limp"]),
    ],
)
def test_a_condition_is_a_tree_with_its_operator_first(text, written):
    """Thresholds are numbers, terms and yes/no facts are words."""
    assert tree(parse(text, NAMES)) == written


@pytest.mark.parametrize("phase", [None, "morning", "in_run", "after_run"])
def test_the_data_is_whole(phase):
    """Every word of a condition is a fact or a term of the data, every advice is there, and all of it is JSON."""
    data = trees(BOOK, phase)
    assert json.loads(json.dumps(data)) == data
    known = {*data["facts"], *data["terms"], "activity", "referral"}
    conditions = [
        one[key] for one in data["facts"].values() for key in ("ask_if", "never_ask", "implied_by") if key in one
    ]
    for condition in (
        *conditions,
        *data["terms"].values(),
        *(rule["when"] for rule in data["rules"] if "when" in rule),
    ):
        assert set(names(condition)) <= known
    assert {id_ for rule in data["rules"] for id_ in rule.get("advise", ())} == set(data["advice"])


def names(condition):
    """Every fact and term that a tree names."""
    if isinstance(condition, str):
        yield condition
    elif condition[0] in {"and", "or", "not"}:
        for part in condition[1:]:
            yield from names(part)
    else:
        yield condition[1]


def test_every_rule_of_the_book_is_there():
    """Rules with a condition, and the rules that explain a careful value."""
    data = trees(BOOK)
    assert {rule["id"] for rule in data["rules"]} == {rule.id for rule in BOOK.rules if rule.when or rule.stop_value}
    assert {rule["id"] for rule in data["rules"] if rule.get("hold")} == {
        rule.id for rule in BOOK.rules if rule.hold and (rule.when or rule.stop_value)
    }


def test_a_run_ships_what_it_reads():
    """The data of one phase leaves the others' rules out, and with them what only they read."""
    data = trees(BOOK, "in_run")
    rules = [rule for rule in BOOK.rules if rule.when and rule.runs_in("in_run")]
    assert {rule["id"] for rule in data["rules"]} == {rule.id for rule in rules}
    assert {literal.fact for rule in rules for literal in literals(rule.when)} <= set(data["facts"])
    assert "hrv_z" not in data["facts"]


def test_it_is_small_enough_for_a_phone():
    """What the run check loads before a run: under 60 kB, and under 12 kB on the wire."""
    text = json.dumps(trees(BOOK, "in_run"), separators=(",", ":")).encode()
    assert len(text) < 60_000
    assert len(gzip.compress(text)) < 12_000
