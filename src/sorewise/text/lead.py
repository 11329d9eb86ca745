"""The sentences below the big word: what to do today, and what missing answers could still do."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.model.decision import Decision
from sorewise.model.plan import PlannedSession
from sorewise.model.verdict import PROMPT
from sorewise.text.speech import capital, mark, marks, tr, trn
from sorewise.text.words import activity_first, brief, count_word, visit

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
    "cross_train": mark("Rest day as planned; no running, but something without impact if you like"),
    "rest": mark("Rest day as planned"),
}
AFTER_RUN = {
    "run_as_planned": mark("Tomorrow as planned"),
    "run_easy": mark("Tomorrow an easy run at most"),
    "run_reduced": mark("Tomorrow a shorter and slower run at most"),
    "cross_train": mark("No running tomorrow; move without impact instead, if you like"),
    "rest": mark("Rest tomorrow; no run"),
}
IN_RUN = {
    "carry_on": mark("Carry on as you are"),
    "keep_easy": mark("Keep it easy until the end"),
    "shorten": mark("Turn for home and cut the run short"),
    "walk_home": mark("No more running today; walk home"),
    "stop": mark("Stop now; walk home slowly or get a lift"),
}
MISSING = marks("one answer is missing", "{count} answers are missing")


def lead(decision: Decision, planned: PlannedSession | None = None) -> str:
    """What to do today, in one sentence."""
    if decision.phase == "in_run":
        return in_run_lead(decision.activity, who(decision) if decision.rungs.referral else "")
    today = tr(_table(decision, planned)[decision.activity])
    if decision.rungs.referral >= PROMPT:
        return tr("Have {who} look at it within three days; until then no running.", who=who(decision))
    if decision.headline != "see_professional":
        return tr("{sentence}.", sentence=today)
    if activity_first(decision):
        return tr("{sentence}; book {who} within two weeks.", sentence=today, who=who(decision))
    return tr("Book {who} within two weeks. {sentence}.", sentence=today, who=who(decision))


def in_run_lead(activity: str, seen_by: str = "") -> str:
    """What to do in a run; then, where there is a referral, who should look at it."""
    sentence = tr(IN_RUN[activity])
    if seen_by:
        return tr("{sentence}. Then have {who} look at it.", sentence=sentence, who=seen_by)
    return tr("{sentence}.", sentence=sentence)


def _table(decision: Decision, planned: PlannedSession | None) -> Mapping[str, str]:
    if decision.phase == "after_run":
        return AFTER_RUN
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


def open_sentence(decision: Decision, *, on_plan: bool = True) -> str:
    """What the missing answers could still do: "easy; five answers are missing, it could be rest"."""
    count, now, outlook = len(decision.undecided), decision.rungs, decision.outlook
    missing = trn(*MISSING, count, count=count_word(count))
    said = capital(brief(now, decision.phase, on_plan=on_plan))
    top = now.join(outlook.highest)
    if top != now:
        as_active = top.activity == now.activity
        worst = visit(top) if as_active else brief(top, decision.phase, on_plan=on_plan)
        return tr("{now}; {missing}, it could be {worst}.", now=said, missing=missing, worst=worst)
    best = brief(outlook.lowest, decision.phase, on_plan=on_plan)
    return tr("{now}, because {missing}; with the answers it could be {best}.", now=said, missing=missing, best=best)
