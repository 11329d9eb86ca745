"""The kit that others write evaluators from is the rulebook's own."""

import json
from pathlib import Path

import pytest

from conformance.make import cases, text
from sorewise.engine.rules import load

HERE = Path(__file__).parent
KIT = cases(load())


@pytest.mark.parametrize("name", KIT)
def test_the_kit_is_current(name):
    """What lies here is what the rulebook says today; `python tests/conformance/make.py` writes it anew."""
    assert (HERE / name).read_text(encoding="utf-8") == text(KIT[name])


def test_no_file_is_left_over():
    """A page of mornings that is gone leaves no file behind."""
    assert {path.name for path in HERE.glob("*.json")} == set(KIT)


def test_most_verdict_rules_are_true_somewhere():
    """An evaluator is tried on most of the book: two thirds of its verdict rules are true somewhere in the kit."""
    seen = {
        id_ for found in KIT.values() for one in json.loads(text(found)) for row in one["rows"] for id_ in row["true"]
    }
    rules = {rule.id for rule in load().rules if rule.when and rule.stage == "verdict" and not rule.pure_hold}
    assert len(seen) / len(rules) >= 2 / 3
