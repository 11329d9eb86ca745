"""The one sentence below the big word."""

from __future__ import annotations

from sorewise.model.records import PlannedSession
from sorewise.model.verdict import PROMPT, Decision
from sorewise.text.speech import mark, tr
from sorewise.text.words import brief, count_word, activity_first
from sorewise.text.speech import capital, trn

RUNS = ("recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race")

ON_PLAN = {
    "run_as_planned": mark("Run as planned"),
    "run_easy": mark("Run, but easy from the first step to the last"),
    "run_reduced": mark("Run shorter and slower than planned"),
    "cross_train": mark("No running today; move without impact instead, if you like"),
    "rest": mark("Rest today; no run"),
}
NO_PLAN = ON_PLAN | {
    "run_as_planned": mark("Run as you like, up to your usual"),
    "run_reduced": mark("Run shorter and slower than usual"),
}
OTHER_PLAN = ON_PLAN | {
    "run_as_planned": mark("Do what you planned"),
    "run_easy": mark("Do what you planned; a run only if it is easy"),
    "run_reduced": mark("Do what you planned, with care; a run only short and slow"),
}
REST_DAY = {
    "run_as_planned": mark("Rest day as planned; you could run"),
    "run_easy": mark("Rest day as planned; you could run easy"),
    "run_reduced": mark("Rest day as planned; you could run a little, short and slow"),
    "cross_train": mark("Rest day as planned; no running, something without impact if you like"),
    "rest": mark("Rest day as planned"),
}
IN_RUN = {
    "carry_on": mark("Carry on as you are"),
    "keep_easy": mark("Keep it easy until the end"),
    "shorten": mark("Turn for home and cut the run short"),
    "walk_home": mark("No more running today; walk home"),
    "stop": mark("Stop now; walk home slowly or get a lift"),
}


def lead(decision: Decision, planned: PlannedSession | None = None) -> str:
    """What to do today, in one sentence."""
    today = tr(_table(decision, planned)[decision.activity])
    if decision.rungs.referral >= PROMPT:
        return tr("Have {who} look at it within three days; until then no running.", who=who(decision))
    if decision.headline != "see_professional":
        return tr("{sentence}.", sentence=today)
    if activity_first(decision):
        return tr("{sentence}; book {who} within two weeks.", sentence=today, who=who(decision))
    return tr("Book {who} within two weeks. {sentence}.", sentence=today, who=who(decision))


def _table(decision: Decision, planned: PlannedSession | None) -> dict[str, str]:
    if decision.phase == "in_run":
        return IN_RUN
    if planned is None:
        return NO_PLAN
    if planned.kind == "rest":
        return REST_DAY
    return ON_PLAN if planned.kind in RUNS else OTHER_PLAN


def who(decision: Decision) -> str:
    """Who should look at it, as the advice says."""
    if "see_doctor" in decision.advice:
        return tr("a doctor")
    return tr("a physiotherapist") if "see_physio" in decision.advice else tr("a physiotherapist or a doctor")


def open_sentence(decision: Decision) -> str:
    """What the missing answers could still do: "easy; five answers are missing, it could be rest"."""
    count, outlook, now = len(decision.undecided), decision.outlook, decision.rungs
    missing = trn("one answer is missing", "{count} answers are missing", count, count=count_word(count))
    said = brief(now, decision.phase)
    top = now.join(outlook.highest)
    if top != now:
        worst = brief(top, decision.phase)
        return capital(tr("{now}; {missing}, it could be {worst}.", now=said, missing=missing, worst=worst))
    best = brief(outlook.lowest, decision.phase)
    return capital(tr("{now}, because {missing}; with them it could be {best}.", now=said, missing=missing, best=best))
