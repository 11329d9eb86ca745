"""Our rulebook as a whole: nothing missing, nothing unused, nothing that can never speak."""

from pathlib import Path

import pytest

from engine.value_classes import conditions
from sorewise.engine.course_numbers import COURSE_NUMBERS
from sorewise.engine.rules import load
from sorewise.engine.when import literals, terms_of
from sorewise.model.verdict import PROMPT, REST, SAME_DAY
from sorewise.training.windows import Windows

HERE = Path(__file__)
SPEC_IDS = HERE.with_name("spec_ids.txt").read_text(encoding="utf-8").split()
EXPLAINED = "".join(
    page.read_text(encoding="utf-8") for page in (HERE.parents[2] / "docs" / "explanation").glob("*.md")
)
# Numbers that no condition reads: reading the answers, the session or the history does.
LISTS = ("lint.py", "week_rules.py", "course_numbers.py")  # they name numbers without reading them
READ_IN_PYTHON = (HERE.parents[2] / "src" / "sorewise").rglob("*.py")


@pytest.fixture(scope="module")
def book():
    """Our rulebook; reading it runs every example and every lint."""
    return load()


def test_every_rule_of_the_specification_is_here(book):
    """Each id of the specification is a rule or the head of several."""
    assert len(SPEC_IDS) == len(set(SPEC_IDS)) == 206
    assert set(SPEC_IDS) - {rule.spec for rule in book.rules} == set()


def test_every_rule_can_fire(book):
    """A rule with a condition has an example that fires, or is one that can only be held."""
    silent = [
        rule.id
        for rule in book.rules
        if rule.when and not rule.pure_hold and not any(example["fires"] is True for example in rule.examples)
    ]
    assert silent == []
    assert [rule.id for rule in book.rules if rule.pure_hold] == ["EV-SPIKE-PLAN.open", "SYS-UNK"]


def test_every_source_is_used(book):
    """A source stands behind a rule, a number or an advice, or is explained in docs/explanation."""
    rows = (*book.rules, *book.week.values(), *book.thresholds.values(), *book.advice.values())
    used = {source.partition("#")[0] for row in rows for source in row.sources}
    assert {id_ for id_ in book.sources if id_ not in used and id_ not in EXPLAINED} == set()


def test_every_term_is_used(book):
    """A term stands in a condition of a rule or of a fact."""
    assert set(book.terms) - {name for node in conditions(book) for name in terms_of(node)} == set()


def test_every_threshold_is_used(book):
    """A number is read by a condition, by an advice's change, by name in Python, or is a window of the past."""
    read = {literal.threshold for node in conditions(book) for literal in literals(node)}
    read |= {name for rule in book.week.values() for name in rule.numbers}
    code = "".join(path.read_text(encoding="utf-8") for path in READ_IN_PYTHON if path.name not in LISTS)
    adjusts = (HERE.parents[2] / "src/sorewise/rulebook/advice.toml").read_text(encoding="utf-8")
    unread = [id_ for id_ in book.thresholds if id_ not in read | COURSE_NUMBERS and id_ not in Windows.__slots__]
    assert [id_ for id_ in unread if f'"{id_}"' not in code + adjusts] == []


def test_every_advice_is_given(book):
    """An advice is given by some rule."""
    given = {id_ for rule in book.rules for id_ in (*rule.advise, *rule.change)}
    assert set(book.advice) - given == set()


def test_no_rule_is_reviewed_yet(book):
    """No clinician has reviewed a rule so far, and nothing says otherwise."""
    assert {rule.review for rule in book.rules} == {"none"}


def test_every_fact_is_read(book):
    """A fact is read by a condition; those about a referral by the door, which says a known one only once."""
    read = {literal.fact for node in conditions(book) for literal in literals(node)}
    assert {id_ for id_, fact in book.facts.items() if not fact.door} - read == {
        "referral_status",
        "referral_days",
        "referral_known",
    }


def test_red_flags(book):
    """A red flag rests, refers at least promptly, holds, and is judged in every phase; what is urgent is a red flag."""
    for rule in (rule for rule in book.rules if rule.red_flag):
        assert (rule.activity, rule.unknown, rule.phase) == (REST, "hold", "any"), rule.id
        assert rule.referral >= PROMPT, rule.id
    assert all(rule.red_flag for rule in book.rules if rule.referral >= SAME_DAY)


def test_opinions_are_the_articles_views(book):
    """Where the articles disagree each view is shown and none counts."""
    assert {rule.spec for rule in book.rules if rule.opinion} == {
        "RS-PAIN-GT2",
        "RC-PAIN-1-3",
        "RC-PAIN-4-5",
        "LD-NAY-GAIN",
        "LD-NAY-TIGHT",
        "LD-YES-ACTIVE",
    }
