"""The check in a run: what stands around the clock, and the words of a verdict that is judged without a server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sorewise.model.verdict import IN_RUN
from sorewise.text.emergency import NOT_A_DIAGNOSIS, emergency_number, help_advice
from sorewise.text.in_run import ASK_AGAIN, CHECK_IN_AGAIN
from sorewise.text.lead import in_run_lead
from sorewise.text.measures import clock
from sorewise.text.needs import Book, RuleWords
from sorewise.text.speech import mark, tr
from sorewise.text.words import headline

TITLE = mark("Run check")
HEADING = mark("{minutes}-minute check")
EASILY = mark("Jog easily. I'll ask once at {minutes}:00.")
SET_OFF = mark("How sore is it as you set off? You may leave it out.")
NOTHING, WORST = mark("0 nothing"), mark("10 the worst you can imagine")
START = mark("Start")
RED_BUTTON = mark("It hurts more: what now?")
TIME = mark("Minutes run")
NOW = mark("How is it now?")
LATE = mark("The {minutes} minutes were over at {time}. How is it now?")
LET_GO = mark("A check from an earlier day was let go.")
EASING = mark("Easing, or gone")
SAME = mark("The same")
WORSE = mark("Worse, sharp or limping")
MORE = mark("What is it like now?")
HOW_MUCH = mark("How much is left?")
SERIOUS = mark("Anything alarming?")
SERIOUS_WHY = mark("Tick what is there. In a run only what you tick counts.")
WHAT_NOW = mark("What now?")
EMPTY = mark("Answer one of these first.")
LOST = mark("The rules are not on this device. If in doubt, stop and walk home.")
BACK_TO_CLOCK = mark("Back to the clock")
TONIGHT = mark("Check in after the run")
END = mark("End this check")
AGAIN = mark("Check again")
STOP_RULES = mark("When to stop")
STOP_RULES_WHY = mark("These hold for every run. Those of today's session stand here once they are known.")
KEPT = mark("Kept.")
WAITING = mark("Kept on this device. It is sent as soon as you are back online.")
NOT_TAKEN = mark("This could not be kept: {why}")
UNKEPT = mark("This device keeps nothing. Tell it again at the check-in tonight.")
UNKNOWN = mark("What is known of you is not on this device, so this is judged more carefully.")
CALL = mark("Call {number}")
STRICTER = mark("An earlier answer in this run asks for more care, so this still holds.")
HOLDS = mark("What holds today: {word}. No running.")
HELD_BEFORE = mark("Told at {time}, and it still holds: {word}.")
NO_FORM = mark("This is no answer from a run.")
GONE = mark("This run check is not there any more.")


def holds(headline_code: str) -> str:
    """Above the clock, on a day that leaves no run."""
    return tr(HOLDS, word=headline(headline_code))


def held_before(at: datetime, headline_code: str) -> str:
    """Beside an answer, where a stricter one came before it."""
    return tr(HELD_BEFORE, time=clock(at), word=headline(headline_code))


def verdict_words(book: Book, rules: Iterable[RuleWords], advice: Iterable[str]) -> dict[str, Any]:
    """Every sentence of a verdict in a run, by code, for a page that puts them together itself.

    `{number}` stays open for the emergency number. Of the advice those of a referral are said.
    """
    number = "{number}"
    seen_by = {
        "doctor": tr("a doctor"),
        "physio": tr("a physiotherapist"),
        "either": tr("a physiotherapist or a doctor"),
    }
    return {
        "headlines": {code: headline(code) for code in (*IN_RUN, "urgent_care")},
        "leads": {code: in_run_lead(code) for code in IN_RUN},
        "leads_seen": {code: {by: in_run_lead(code, who) for by, who in seen_by.items()} for code in IN_RUN},
        "says": {rule.id: tr(rule.says) for rule in rules},
        "do": {id_: tr(book.advice[id_].says) for id_ in help_advice(book, advice)},
        "rule": tr("Rule [{id}]", id="{id}"),
        "ask_again": tr(ASK_AGAIN),
        "check_in_again": tr(CHECK_IN_AGAIN),
        "call_now": tr("Call {number} now. Do not run.", number=number),
        "doctor_today": tr("See a doctor today. Do not run."),
        "if_worse": tr("If it gets worse, call {number}.", number=number),
        "call": tr(CALL, number=number),
        "number": emergency_number(""),
        "not_a_diagnosis": tr(NOT_A_DIAGNOSIS),
    }
