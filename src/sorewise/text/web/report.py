"""The page for a physiotherapist: what it is called, and one paragraph that says it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sorewise.model.decision import Decision
from sorewise.model.facts import Fact
from sorewise.model.records import Answers
from sorewise.model.verdict import Place, Rungs
from sorewise.text import measures
from sorewise.text.facts import answers_said
from sorewise.text.needs import Book, Manner
from sorewise.text.places import place
from sorewise.text.reasons import facts_said, shown_reasons, sources_said
from sorewise.text.speech import capital, mark, marks, number, tr, trn
from sorewise.text.web.history import pain, table_of
from sorewise.text.words import grade, visit

__all__ = ["table_of"]

TITLE = mark("Report for a physiotherapist")
WHAT_IT_IS = mark("Told by the runner and their watch, put together by rules. Not a diagnosis.")
SPAN, SPOT, PRIVATE = mark("Days"), mark("Sore place"), mark("With my private answers")
PRIVATE_WHY = mark(
    "Pregnancy, weight, cycle and medicines are left out of this page unless you tick this and show it again."
)
PRIVATE_IN = mark("This page holds private answers.")
SHOW = mark("Show it like this")
PRINT = mark("To print it, use Print in your browser; it fits A4.")
AS_PDF = mark("Save as PDF")
NO_PDF = mark("A PDF needs one more part of sorewise: pip install 'sorewise[pdf]'. Printing to PDF works without.")
NOTHING = mark("Nothing was said to be sore in these days. There is nothing to report of a place.")
TO_HISTORY = mark("Look back")
SUMMARY, OWN_WORDS = mark("In short"), mark("What the runner answered")
SIGNS = mark("Ticked on the page of alarming signs: {signs}")
SIGNS_NONE = mark("None of the alarming signs that were asked")
SIGNS_NOT_SENT = mark("The page of alarming signs was not answered")
BODY, BODY_WHY = (
    mark("Where"),
    mark("The front as seen from opposite, the back from behind; R and L printed. Numbers: the worst pain, 0 to 10."),
)
RIGHT, LEFT = mark("R"), mark("L")
COURSE = mark("Pain and training, day by day")
PAIN_CHART = mark("Worst pain of the day, 0 to 10")
MINUTES_CHART = mark("Minutes of training")
DAYS, OTHERS, VERDICT, SESSIONS = mark("Day by day"), mark("Other places"), mark("Verdict"), mark("Sessions")
DAY, PAIN = mark("Day"), mark("Pain")
TRAINING = mark("Training of six weeks")
WEEK, COUNT, RUNNING, LONGEST, LOAD = (
    mark("Week to"), mark("Sessions"), mark("Running and time"), mark("Longest run"), mark("Load (effort × minutes)"),
)  # fmt: skip
BEFORE = mark("What was on before it became sore")
RULES = mark("The rules that asked for somebody to look at it")
NO_RULES = mark("No rule asked for somebody to look at it in these days.")
RULES_GONE = mark("The reasons of that day cannot be worked out again; its page is kept under History.")
LEFT_OUT = marks(
    "1 rule rests on private answers and is left out.", "{n} rules rest on private answers and are left out."
)
FINDINGS = mark("Findings")
FINDINGS_WHY = mark("For the clinician to fill in.")
NO_RULE_BELOW = mark("Counts, not causes.")
SPELLS_BEFORE = marks("1 earlier spell within half a year", "{n} earlier spells within half a year")
YEARS = marks("{n} year", "{n} years")
SHORT = ("region", "regions", "side", "legs", "pain", "days_sore", "hours_since_onset")
"""Answers that the paragraph says already."""


WHICH_KIND = mark('"{file}" should end in .pdf or .html.')
NO_PART = mark(
    "A PDF needs one more part of sorewise: pip install 'sorewise[web,pdf]'. Name a file that ends in .html to print "
    "it from the browser."
)
NOT_SORE = mark('"{spot}" was not sore in these days; there are: {spots}')
NOWHERE_SORE = mark("no places")
MADE = mark("{file} is written: {days} days up to {last}.")


class Since(NamedTuple):
    """A spell: its first day, its last day with a report, its worst pain."""

    start: date
    last: date
    worst: float | None


class RuleSaid(NamedTuple):
    """One rule behind a referral: id, sentence, why, the facts it used, sources, grade."""

    id: str
    says: str
    because: str
    facts: str
    sources: str
    grade: str


def who(profile: Answers, today: date) -> str:
    """As in "Runner, 39 or 40 years old, running for 6 years"; only what was told."""
    born, age, years = (profile.get(name) for name in ("birth_year", "age", "experience_years"))
    parts = [tr("Runner")]
    if isinstance(born, int | float):
        old = today.year - int(born)
        parts.append(tr("{n} or {m} years old", n=old - 1, m=old))
    elif isinstance(age, int | float):
        parts.append(tr("{n} years old", n=number(age)))
    if isinstance(years, int | float):
        parts.append(tr("running for {years}", years=trn(*YEARS, years)))
    return ", ".join(parts) + "."


def paragraph(
    where: Place, counted: tuple[int, int, int], last: tuple[date, float | None], spells: Sequence[Since]
) -> Iterator[str]:
    """Since when, how often, how strong: one sentence each.

    `counted` are days sore, days told and days of the span; `last` is the last day told with its pain; `spells` are
    those of the place, the newest first.
    """
    sore, told, days = counted
    if spells:
        start, until, worst = spells[0]
        newest = tr("{place}: last became sore on {day}", place=capital(place(where)), day=measures.day(start))
        told_until = tr("{newest}, told sore until {last}", newest=newest, last=until.isoformat())
        yield tr("{newest}; worst: {pain}.", newest=newest if until == start else told_until, pain=pain(worst))
    day, value = last
    yield tr(
        "In these {days} it was sore on {n} of {told} told of.",
        days=measures.days(days), n=sore, told=measures.days(told),
    )  # fmt: skip
    yield tr("Last told on {day}: {pain}.", day=day.isoformat(), pain=pain(value))
    if len(spells) > 1:
        yield tr("{spells}.", spells=capital(trn(*SPELLS_BEFORE, len(spells) - 1)))


def own_words(answers: Answers, facts: Mapping[str, Fact], manner: Manner) -> list[str]:
    """What was answered about the place and the body, a phrase each."""
    return [capital(said) for said in answers_said(answers, facts, manner, skip=SHORT)]


def signs_said(signs: Sequence[str] | None, facts: Mapping[str, Fact], manner: Manner) -> list[str]:
    """What the safety page was answered with; a private sign only where `manner` lets it."""
    if signs is None:
        return [tr(SIGNS_NOT_SENT)]
    shown = [facts[sign] for sign in signs if sign in facts and not (manner.without_private and facts[sign].private)]
    if not shown:
        return [] if signs else [tr(SIGNS_NONE)]
    return [tr(SIGNS, signs="; ".join(tr(fact.asks) for fact in shown))]


def referral_said(rungs: Rungs, day: date) -> str:
    """As in "On Wednesday 2026-06-10: a visit within three days"."""
    return tr("On {day}: {visit}.", day=measures.day(day), visit=visit(rungs))


def rules_said(decision: Decision, book: Book, manner: Manner) -> list[RuleSaid]:
    """The rules that asked for the referral, strictest first."""
    found = shown_reasons(decision, book, manner, rungs_of=max(1, decision.rungs.referral))
    rules = [(book.by_id[reason.rule.id], reason) for reason in found]
    return [
        RuleSaid(
            id=rule.id,
            says=tr(rule.says),
            because=tr(rule.because),
            facts=facts_said(reason, decision, book, manner),
            sources=sources_said(rule.sources, book),
            grade=grade(rule.grade),
        )
        for rule, reason in rules
    ]


def left_out(decision: Decision, book: Book, manner: Manner) -> str:
    """How many rules of the referral rest on private answers; "" if none or if they are shown."""
    rungs = max(1, decision.rungs.referral)
    everything = shown_reasons(decision, book, Manner(), rungs_of=rungs)
    count = len(everything) - len(shown_reasons(decision, book, manner, rungs_of=rungs))
    return trn(*LEFT_OUT, count) if count else ""


def course_desc(where: Place, pains: Sequence[float | None]) -> str:
    """The pain chart in words."""
    known = [value for value in pains if value is not None]
    if not known:
        return tr("{place}: no pain was told in numbers.", place=capital(place(where)))
    return tr(
        "{place}: {days} told, worst {worst}, last {last} of 10.",
        place=capital(place(where)), days=measures.days(len(known)), worst=number(max(known)), last=number(known[-1]),
    )  # fmt: skip


def minutes_desc(minutes: Sequence[float | None]) -> str:
    """The training chart in words."""
    known = [value for value in minutes if value]
    return tr(
        "{days} with training, {minutes} minutes in all.", days=measures.days(len(known)), minutes=round(sum(known))
    )


def body_desc(found: Sequence[tuple[Place, float | None]]) -> str:
    """The clinical map in words."""
    return "; ".join(tr("{place}: {pain}", place=place(where), pain=pain(value)) for where, value in found)


def span_said(first: date, last: date) -> str:
    """Which days the page covers."""
    return tr("{first} to {last}", first=first.isoformat(), last=last.isoformat())
