"""The cautious rulebook: ours with the stricter number where documents differ, and never milder than ours."""

import tomllib
from functools import cache

from hypothesis import given

from engine.strategies import a_law, our_book, partial, whole
from sorewise.apps.overlays import CAUTIOUS
from sorewise.apps.rulebooks import MEANS
from sorewise.engine.decide import decide
from sorewise.engine.rules import load

PHASES = ("morning", "in_run", "after_run")
CHANGED = tomllib.loads((CAUTIOUS / "thresholds.toml").read_text(encoding="utf-8"))


@cache
def cautious():
    """The cautious rulebook, read once."""
    return load(CAUTIOUS)


def not_below(rungs, others):
    """Not below on either ladder."""
    return rungs.activity >= others.activity and rungs.referral >= others.referral


def is_never_milder(truth):
    """The same case under both: the verdict, what is certain, what is possible, and how the session changes."""
    ours, theirs = decide(our_book(), truth.state()), decide(cautious(), truth.state(cautious()))
    assert not_below(theirs.rungs, ours.rungs)
    assert not_below(theirs.floor, ours.floor)
    assert not_below(theirs.ceiling, ours.ceiling)
    if theirs.rungs == ours.rungs:
        assert theirs.adjustments.combine(ours.adjustments) == theirs.adjustments


@a_law
@given(whole(phases=PHASES))
def test_never_milder_on_a_whole_morning(truth):
    """Whoever chooses the cautious rulebook is never let do more, on the same morning, in a run or after it."""
    is_never_milder(truth)


@a_law
@given(partial(phases=PHASES))
def test_never_milder_when_the_runner_stops(truth):
    """Nor with answers missing, nor before the safety page is sent."""
    is_never_milder(truth)


def test_only_numbers_differ():
    """No rule is added, taken out or changed in what it means: sentences that name a changed number are said anew."""
    ours, theirs = our_book(), cautious()
    assert list(ours.by_id) == list(theirs.by_id)
    for rule in theirs.rules:
        assert {part: getattr(rule, part) for part in MEANS} == {
            part: getattr(ours.by_id[rule.id], part) for part in MEANS
        }
    differ = {name for name, row in theirs.thresholds.items() if row.value != ours.number(name)}
    assert differ == set(CHANGED)


def test_every_number_names_its_source_and_the_other_opinion():
    """A stricter number is one that a source gives, and what the standard rulebook says stands beside it."""
    for name, row in CHANGED.items():
        assert cautious().thresholds[name].sources
        assert row["dissent"].startswith("The standard rulebook: ")
        assert f"{our_book().number(name):g}" in row["dissent"]


def test_a_soft_three_is_the_difference():
    """Pain 3 on legs that are otherwise as they should be: an easy run by ours, a shorter one at most by this."""
    answers = {"legs": "sore", "regions": ["quad"], "side": "both", "pain": 3, "spread": "diffuse", "tissue": "muscle"}
    answers |= {"eases": "yes", "gait": "normal", "onset": "after_exercise_delayed", "fatigue": 2, "safety": "none"}
    known = {"experience_years": 5, "age": 40, "vte_risk": False, "trigger_hours": 24}
    from sorewise.engine.state import open_door

    verdicts = [decide(book, open_door(book, answers, known)).activity for book in (our_book(), cautious())]
    assert verdicts == ["run_easy", "run_reduced"]
