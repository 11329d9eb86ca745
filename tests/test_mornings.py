"""Every worked morning of tests/mornings: what the rulebook says of it, in the words of the specification."""

import tomllib
from pathlib import Path

import pytest

from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door

PAGES = sorted(Path(__file__).with_name("mornings").glob("*.toml"))
MORNINGS = [morning for page in PAGES for morning in tomllib.loads(page.read_text(encoding="utf-8"))["morning"]]


@pytest.fixture(scope="module")
def book():
    """Our rulebook."""
    return load()


@pytest.mark.parametrize("morning", MORNINGS, ids=[morning["id"] for morning in MORNINGS])
def test_morning(book, morning):
    """The verdict is the expected one; the named rules spoke and the named advice is given."""
    decision = decide(book, open_door(book, morning["answers"], morning.get("history", {})))
    expected = morning["expect"]
    told = {"headline": decision.headline, "activity": decision.activity, "referral": decision.referral}
    told["fires"] = [id_ for id_ in expected.get("fires", []) if id_ in decision.fired]
    told["advises"] = [id_ for id_ in expected.get("advises", []) if id_ in decision.advice]
    assert {key: told[key] for key in expected} == expected, [reason.rule.id for reason in decision.reasons]
