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


def test_every_verdict_rule_is_true_somewhere():
    """An evaluator is tried on the whole book; what only a careful value at stop makes true is left out."""
    seen = {
        id_ for found in KIT.values() for one in json.loads(text(found)) for row in one["rows"] for id_ in row["true"]
    }
    rules = {rule.id for rule in load().rules if rule.when and rule.stage == "verdict" and not rule.pure_hold}
    assert rules - seen == {"EV-NSAID-LOCAL"}


def test_every_rule_is_unknown_somewhere():
    """An evaluator is tried on what is unknown, too: three rules of four are, somewhere in the kit."""
    seen = {id_ for found in KIT.values() for one in found for row in one["rows"] for id_ in row["unknown"]}
    rules = {rule.id for rule in load().rules if rule.when and rule.stage == "verdict"}
    assert len(seen) / len(rules) > 3 / 4


def test_every_status_and_phase_is_there():
    """Settled, stopped and open; mornings, runs and evenings."""
    cases_ = [one for found in KIT.values() for one in found]
    assert {one["decision"]["status"] for one in cases_} == {"settled", "stopped", "safety_open"}
    assert {one["answers"].get("phase", "morning") for one in cases_} == {"morning", "in_run", "after_run"}
    assert sum(len(text(found)) for found in KIT.values()) < 3_000_000
