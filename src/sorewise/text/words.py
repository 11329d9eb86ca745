"""The words of the verdict: the same in every door."""

from __future__ import annotations

from sorewise.model.decision import Decision
from sorewise.model.plan import PlannedSession
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL, ROUTINE, SAME_DAY, Rungs
from sorewise.text.speech import mark, tr

HEADLINES = {
    "run_as_planned": mark("Run"),
    "run_easy": mark("Ease off"),
    "run_reduced": mark("Ease off"),
    "cross_train": mark("Switch"),
    "rest": mark("Rest"),
    "see_professional": mark("Get seen"),
    "urgent_care": mark("Get help now"),
    "carry_on": mark("Carry on"),
    "keep_easy": mark("Keep it easy"),
    "shorten": mark("Shorten"),
    "walk_home": mark("Walk home"),
    "stop": mark("Stop"),
}
"""The big word of each headline."""

BRIEF = {
    "run_as_planned": mark("run as planned"),
    "run_easy": mark("easy"),
    "run_reduced": mark("shorter and slower"),
    "cross_train": mark("no running"),
    "rest": mark("rest"),
    "carry_on": mark("carry on"),
    "keep_easy": mark("keep it easy"),
    "shorten": mark("cut the run short"),
    "walk_home": mark("walk home"),
    "stop": mark("stop"),
    "routine": mark("a visit to book within two weeks"),
    "prompt": mark("a visit within three days"),
    "same_day": mark("a doctor today"),
    "emergency": mark("a call for help now"),
}
"""Each rung inside a sentence; no referral is not said."""

AS_YOU_LIKE = mark("run as you like")
"""The first rung of a runner without a plan."""

GRADES = {
    "A": mark("strong evidence"),
    "B": mark("good evidence"),
    "C": mark("limited evidence"),
    "D": mark("our own choice or convention"),
    "P": mark("coaches' practice, not tested"),
}
"""How well something is supported, as in sources.toml; P is practice alone."""

SMALL_NUMBERS = (
    mark("no"),
    mark("one"),
    mark("two"),
    mark("three"),
    mark("four"),
    mark("five"),
    mark("six"),
    mark("seven"),
    mark("eight"),
    mark("nine"),
    mark("ten"),
    mark("eleven"),
    mark("twelve"),
)


def headline(code: str) -> str:
    """The big word of a headline code ("run_easy" -> "Ease off")."""
    return tr(HEADLINES[code])


def headline_of(decision: Decision, planned: PlannedSession | None = None) -> str:
    """The big word of a decision; beside a routine referral a run comes first, and a planned rest day stays one."""
    code = decision.activity if activity_first(decision) else decision.headline
    if planned is not None and planned.kind == "rest" and code in ACTIVITY and decision.phase == "morning":
        return tr("Rest day")
    return headline(code)


def headline_code(rungs: Rungs, phase: str = "morning") -> str:
    """The headline of two rungs by themselves: help first, then somebody who looks, then the day."""
    if rungs.referral >= SAME_DAY:
        return "urgent_care"
    return "see_professional" if rungs.referral else (IN_RUN if phase == "in_run" else ACTIVITY)[rungs.activity]


def activity_first(decision: Decision) -> bool:
    """Whether somebody should look at it within weeks while some run is left today."""
    return decision.rungs.referral == ROUTINE and decision.activity in {*ACTIVITY[:3], *IN_RUN[:3]}


def brief(rungs: Rungs, phase: str = "morning", *, on_plan: bool = True) -> str:
    """Both ladders in a few words: "rest, and a visit within three days"."""
    ladder = IN_RUN if phase == "in_run" else ACTIVITY
    word = BRIEF[ladder[rungs.activity]] if on_plan or phase == "in_run" or rungs.activity else AS_YOU_LIKE
    if not rungs.referral:
        return tr(word)
    referral = visit(rungs)
    if rungs.referral >= SAME_DAY:
        return referral
    return tr("{activity}, and {referral}", activity=tr(word), referral=referral)


def visit(rungs: Rungs) -> str:
    """How soon somebody should look at it, in a few words; "" if nobody need."""
    return tr(BRIEF[REFERRAL[rungs.referral]]) if rungs.referral else ""


def grade(letter: str) -> str:
    """How well something is supported, in words."""
    return tr(GRADES[letter]) if letter in GRADES else tr("not graded")


def count_word(count: int) -> str:
    """A small count in words, a larger one in digits."""
    return tr(SMALL_NUMBERS[count]) if 0 <= count < len(SMALL_NUMBERS) else str(count)
