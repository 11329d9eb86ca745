"""Questions in words: the screen that comes next, and how many there can be."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.model.decision import Decision
from sorewise.text.needs import Asked, Book, Manner, Screen
from sorewise.text.page import Line
from sorewise.text.places import place
from sorewise.text.speech import capital, mark, marks, tr, trn

MOST_QUESTIONS = 3
AT_MOST = marks("{n} screen at most.", "{n} screens at most.")
PAGES = {
    "legs": mark("Legs and body"),
    "safety": mark("Does any of these apply to you now?"),
    "spot": mark("The sore place"),
    "follow_up": mark("A few more questions"),
    "run": mark("Your run"),
}
NONE_OF_THESE = mark("None of these")


def screen_title(screen: Screen, book: Book) -> str:
    """What the screen is about: a place, the safety page, the legs."""
    if screen.place is not None:
        return capital(place(screen.place, book.regions))
    return tr(PAGES.get(screen.page, PAGES["follow_up"]))


def at_most_said(screen: Screen) -> str:
    """How many screens are left at most, or that nothing can change the verdict any more."""
    if screen.settled:
        return tr("Settled: no further answer changes the verdict.")
    return trn(*AT_MOST, screen.at_most)


def screen_page(screen: Screen, book: Book) -> tuple[Line, ...]:
    """The screen as text: each question with its choices."""
    lines = [Line(screen_title(screen, book), "heading")]
    if screen.settled:
        return (Line(at_most_said(screen)),)
    for asked in screen.screen:
        lines.append(Line(tr(asked.fact.asks), "item"))
        if choices := choices_said(asked):
            lines.append(Line(" / ".join(choices), "text", 1))
    if screen.page == "safety":
        lines.append(Line(tr(NONE_OF_THESE), "item"))
    return (*lines, Line(at_most_said(screen), "quiet"))


def choices_said(asked: Asked) -> list[str]:
    """The choices of a question in words; yes and no for what is either, the ends of a scale for a number."""
    fact = asked.fact
    if fact.type == "bool":
        return [] if fact.page == "safety" else [tr("Yes"), tr("No")]
    if fact.range is not None and not asked.choices:
        low, high = fact.range
        return [tr("{low} to {high}", low=f"{low:g}", high=f"{high:g}")]
    labels = dict(zip(asked.choices, asked.labels, strict=False))
    return [choice_said(choice, labels) for choice in asked.choices]


def choice_said(choice: str, labels: dict[str, str] | None = None) -> str:
    """One choice in words."""
    return tr((labels or {}).get(choice, choice.replace("_", " ")))


def open_questions(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    """At most three unanswered questions that could make the day stricter."""
    if decision.status != "stopped" or decision.rungs.join(decision.outlook.highest) == decision.rungs:
        return
    facts = [book.facts[name] for name in decision.undecided]
    facts = [book.facts[fact.part_of or fact.asked_as or fact.id] for fact in facts]
    asked = dict.fromkeys(fact.asks for fact in facts if not (manner.without_private and fact.private))
    for question in list(asked)[:MOST_QUESTIONS]:
        yield Line(tr(question), "item")
