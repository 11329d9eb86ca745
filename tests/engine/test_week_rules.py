"""The rules of the week as data: ours are whole, a mistake is told with its place, an overlay may not weaken a flag."""

import re
from dataclasses import replace

import pytest

from rulebook.overlays import write
from sorewise.engine.rules import load
from sorewise.engine.week_rules import GROUPS, NUMBERS, SHAPES
from sorewise.model.errors import RulebookError


@pytest.fixture(scope="module")
def book():
    """Our rulebook."""
    return load()


def test_every_rule_says_what_and_why(book):
    """Words, a reason, sources, a grade and a day; nobody has reviewed one yet."""
    for rule in book.week.values():
        assert rule.says, rule.id
        assert rule.because, rule.id
        assert rule.sources, rule.id
        assert rule.grade, rule.id
        assert rule.since, rule.id
        assert rule.review == "none", rule.id
        assert rule.id.startswith("WK-")


def test_every_shape_is_used(book):
    """What the planner can do, some rule asks for."""
    assert {rule.shape for rule in book.week.values()} == set(SHAPES)
    named = {group for rule in book.week.values() for group in (*rule.of, *rule.spares, *rule.first, *rule.then)}
    assert named == set(GROUPS) - {"strength_other"}
    assert {key for rule in book.week.values() for key in NUMBERS if getattr(rule, key)} == set(NUMBERS)


def test_red_flags_hold_while_unknown(book):
    """A referral, a bone and a clinician's hold cannot be set aside."""
    flags = {rule.head for rule in book.week.values() if rule.red_flag}
    assert flags == {"WK-REFERRAL", "WK-BONE-STRESS", "WK-FIXED"}
    assert all(rule.unknown == "hold" for rule in book.week.values() if rule.red_flag)


def test_a_condition_and_its_numbers_are_read(book):
    """The thresholds of a condition are among the numbers of the rule."""
    rule = book.week["WK-RETURN.first"]
    assert rule.facts == ("days_off",)
    assert rule.numbers == ("return_factor", "week_return_first_part", "break_days", "long_break_days")
    assert rule.head == "WK-RETURN"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('shape = "spaceing"', 'shape: "spaceing" is none of .*; did you mean "spacing"'),
        ('first = ["hards"]', 'first: there is no group "hards"; did you mean "hard"'),
        ('hours = "week_hard_gap"', 'hours: there is no threshold called "week_hard_gap"; did you mean'),
        ("hours = 48", "hours: a text in quotes belongs here"),
        ('houres = "week_hard_gap_h"', 'there is no key "houres" in a rule of the week; did you mean "hours"'),
        ('when = "activty >= run_easy"', 'when, column 1: there is no fact called "activty"; did you mean "activity"'),
        ('sources = ["nobody"]', 'sources: there is no source "nobody"'),
        ('says = ""', "says: is missing"),
        ("first = []", 'first: is missing; shape "spacing" needs it'),
    ],
)
def test_mistakes_are_told(tmp_path, page, message):
    """File, rule, key and what was meant."""
    with pytest.raises(RulebookError) as caught:
        load(write(tmp_path, f"# file: rules/week.toml\n[WK-HARD-48H]\n{page}\n"))
    told = caught.value.mistakes
    assert len(told) == 1
    assert re.search(f"^rules/week.toml, WK-HARD-48H, .*{message}", told[0]), told


def test_a_bad_step_is_told(tmp_path):
    """The table of run and walk has three whole columns."""
    text = "# file: rules/week.toml\n[WK-RETURN.run_walk]\nsteps = [{ times = 6, run = 1 }]\n"
    with pytest.raises(RulebookError, match="steps, 1: write"):
        load(write(tmp_path, text))


def test_an_overlay_changes_numbers_and_retires(book, tmp_path):
    """A stricter number, a rule less, from any file of the folder; the version tells."""
    numbers = "# file: thresholds.toml\n[week_hard_gap_days]\nvalue = 3\n"
    page = numbers + "# file: rules/club.toml\n[WK-OWN-DAY]\nretire = true\n"
    theirs = load(write(tmp_path, page))
    assert theirs.number("week_hard_gap_days") == 3
    assert "WK-OWN-DAY" not in theirs.week
    assert "WK-OWN-DAY" in book.week
    assert theirs.version != book.version


@pytest.mark.parametrize(
    "page",
    [
        "rules/week.toml\n[WK-BONE-STRESS]\nretire = true\n",
        "rules/week.toml\n[WK-REFERRAL.prompt]\nretire = true\n",
        'rules/week.toml\n[WK-BONE-STRESS]\nof = ["strength_leg"]\n',
        'rules/week.toml\n[WK-BONE-STRESS]\nwhen = "checked_in and pain > 0"\n',
        "rules/week.toml\n[WK-FIXED.clinician]\nred_flag = false\n",
        "thresholds.toml\n[week_referral_days]\nvalue = 1\n",
    ],
)
def test_an_overlay_cannot_weaken_a_red_flag(tmp_path, page):
    """It may not be retired, nor changed by a key, a condition or a number."""
    with pytest.raises(RulebookError, match=r"red flag|reword"):
        load(write(tmp_path, f"# file: {page}"))


def test_an_overlay_may_reword_a_red_flag(book, tmp_path):
    """Its words are anybody's."""
    page = '# file: rules/week.toml\n[WK-BONE-STRESS]\nsays = "Our physio says no."\n'
    theirs = load(write(tmp_path, page))
    assert theirs.week["WK-BONE-STRESS"] == replace(book.week["WK-BONE-STRESS"], says="Our physio says no.")
