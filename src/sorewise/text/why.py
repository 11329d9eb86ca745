"""Why: the rules that decided, views that were not counted, how many stayed silent, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.model.decision import Change, Decision
from sorewise.model.verdict import Place
from sorewise.text.facts import fact_said
from sorewise.text.needs import Book, Manner
from sorewise.text.page import Line, Page, block
from sorewise.text.places import place
from sorewise.text.reasons import decides, is_private, reason_lines, shown_reasons
from sorewise.text.speech import capital, listed, marks, tr, trn
from sorewise.text.words import brief, headline_code, headline_of

MOST_REASONS = 3
RESOLVES = "show_disagreement"
"""The advice by which a rule says that it settles a disagreement."""
MORE_SPOKE = marks(
    "{n} more rule spoke, and asks for no more than this.", "{n} more rules spoke, and ask for no more than this."
)
SILENT = marks("{n} more rule checked, it did not fire.", "{n} more rules checked, none fired.")
PRIVATE = marks(
    "{n} reason rests on private answers and is left out.", "{n} reasons rest on private answers and are left out."
)


def why_page(decision: Decision, book: Book, manner: Manner, *, changes: Sequence[Change] = ()) -> Page:
    """Every rule that spoke, in full."""
    return (
        Line(headline_of(decision), "word"),
        *why_lines(decision, book, manner, most=len(decision.verdict_reasons)),
        *block(tr("What would change it"), change_lines(changes, decision, book, manner), "change"),
        Line("", "gap"),
        Line(tr("Rulebook {version}", version=decision.rulebook), "quiet"),
    )


def why_lines(decision: Decision, book: Book, manner: Manner, *, most: int = MOST_REASONS) -> Iterator[Line]:
    """The deciding rules first (at most `most`), then both sides of a disagreement, then who else was asked."""
    reasons = shown_reasons(decision, book, manner)
    reasons.sort(key=lambda reason: not decides(reason, decision))
    deciding = sum(decides(reason, decision) for reason in reasons)
    shown = reasons if most > MOST_REASONS else reasons[: min(most, deciding or 1)]
    for reason in shown:
        yield from reason_lines(reason, decision, book, manner)
    yield from _disagreement(decision, book, manner)
    if more := len(reasons) - len(shown):
        yield Line(trn(*MORE_SPOKE, more))
    if left_out := _left_out(decision, book, manner):
        yield Line(trn(*PRIVATE, left_out))
    yield Line(trn(*SILENT, _silent(decision, book)), "quiet")


def _left_out(decision: Decision, book: Book, manner: Manner) -> int:
    if not manner.without_private:
        return 0
    return len({reason.rule.id for reason in decision.verdict_reasons if is_private(reason, book)})


def _disagreement(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    """Each view of the articles that was not counted, and the rule that settles it."""
    views = [reason for reason in decision.verdict_reasons if reason.rule.opinion]
    if manner.without_private:
        views = [reason for reason in views if not is_private(reason, book)]
    if not views:
        return
    yield Line(tr("Coaches disagree here:"))
    for id_ in dict.fromkeys(reason.rule.id for reason in views):
        yield Line(tr("{view} [{id}]", view=tr(book.by_id[id_].says), id=id_), "item", 1)
    counted = [reason.rule for reason in shown_reasons(decision, book, manner)]
    settles = next((rule.id for rule in counted if RESOLVES in rule.advise), counted[0].id if counted else "")
    if settles:
        yield Line(tr("Which one counts is settled by [{id}].", id=settles), "text", 1)


def _silent(decision: Decision, book: Book) -> int:
    """Rules of the specification that were checked and did not speak; notes are no rules to check."""
    spoke = {reason.rule.spec for reason in decision.reasons}
    return len({rule.spec for rule in book.rules if rule.runs_in(decision.phase) and not rule.note} - spoke)


def change_lines(
    changes: Sequence[Change], decision: Decision, book: Book, manner: Manner, *, on_plan: bool = True
) -> Iterator[Line]:
    """For each neighbouring verdict, the smallest change that leads there."""
    for change in changes:
        if manner.without_private and any(book.facts[name].private for name, *_ in change.facts):
            continue
        facts = [_changed(one, book, manner) for one in change.facts]
        towards = capital(brief(change.towards, decision.phase, on_plan=on_plan))
        code = headline_code(change.towards, decision.phase)
        yield Line(tr("{verdict}, if: {facts}", verdict=towards, facts=listed(facts)), "item", about=code)


def _changed(one: tuple[str, object, object, Place | None], book: Book, manner: Manner) -> str:
    name, before, after, where = one
    fact = book.facts[name]
    after_said = fact_said(fact, after, manner)
    if before is None:
        said = tr("{after} (not answered yet)", after=after_said)
    else:
        said = tr("{after} (now: {before})", after=after_said, before=fact_said(fact, before, manner))
    return tr("{place}: {facts}", place=place(where, book.regions), facts=said) if where else said
