"""What reading the rules tells, each look by a rule that is written wrongly."""

from dataclasses import replace

import pytest

from engine.strategies import our_book
from sorewise.engine.prove.lints import well_written
from sorewise.engine.when import Any, Literal, Not

BOOK = our_book()
FEVER, SHARP = (Literal(name, "is", value=True) for name in ("fever", "sharp"))


def found(id_, **wrong):
    """What is found of our rulebook with one rule written otherwise."""
    rules = tuple(replace(rule, **wrong) if rule.id == id_ else rule for rule in BOOK.rules)
    return well_written(replace(BOOK, version="wrong", rules=rules))


def test_ours_is_well_written():
    """Every look at every rule, and three that only the solver can tell."""
    proof = well_written(BOOK)
    assert proof.kept
    assert {one.name for one in proof.listed} == {"EV-ILL-ABOVE", "RC-REF-PERSIST.unproven", "RX-PAIN-4-5.odd"}


@pytest.mark.parametrize(
    ("id_", "wrong", "claim"),
    [
        ("EV-RF-HEAT", {"phase": "morning"}, "half_a_flag"),
        ("EV-RF-HEAT", {"unknown": "skip"}, "half_a_flag"),
        ("EV-RF-TEAR", {"activity": None, "referral": 0}, "half_a_flag"),
        ("EV-RF-HEAT", {"red_flag": False}, "urgent_by_halves"),
        ("EV-RF-HEAT", {"activity": 3}, "urgent_by_halves"),
        ("RC-SKIP-SHARP", {"when": Any((FEVER, SHARP)), "facts": ("fever", "sharp")}, "lost_half"),
    ],
)
def test_what_is_written_wrongly(id_, wrong, claim):
    """It is named by rule and by what is wrong, and nothing else is."""
    assert {(one.claim, one.rule) for one in found(id_, **wrong).broken} == {(claim, id_)}


def test_what_reads_a_fact_the_other_way():
    """It is left to the solver, by name."""
    listed = found("RC-SKIP-SHARP", when=Not(SHARP), facts=("sharp",)).listed
    assert [one.fact for one in listed if one.name == "RC-SKIP-SHARP"] == ["sharp"]
