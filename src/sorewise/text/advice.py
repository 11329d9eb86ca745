"""What to do: the first few advices of the rules that count, in the order of their weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.decision import Decision
from sorewise.text.needs import Book, Manner
from sorewise.text.page import Line
from sorewise.text.reasons import is_private
from sorewise.text.speech import marks, tr, trn

MOST_ADVICE = 5
MORE = marks("{n} more piece of advice.", "{n} more pieces of advice.")
NOT_HERE = ("show_disagreement", "call_emergency")
"""Said by other words of the page."""


def advice_lines(
    decision: Decision, book: Book, manner: Manner, *, said: Iterable[str] = (), most: int = MOST_ADVICE
) -> Iterator[Line]:
    """At most `most` advices without those `said` elsewhere on the page, and how many more there are."""
    ids = counted_advice(decision, book, manner, said=said)
    for id_ in ids[:most]:
        yield Line(tr(book.advice[id_].says), "item")
    if len(ids) > most:
        yield Line(trn(*MORE, len(ids) - most), "quiet")


def counted_advice(decision: Decision, book: Book, manner: Manner, *, said: Iterable[str] = ()) -> list[str]:
    """Ids of the shown advice that a counted rule gives: who to see first, habits for the coming weeks last."""
    given, left_out = given_advice(decision, book, manner), {*said, *NOT_HERE}
    ids = [id_ for id_ in decision.shown_advice if id_ in given and id_ not in left_out]
    place = {"referral": 0, "prevention": 2}
    return sorted(ids, key=lambda id_: place.get(book.advice[id_].kind, 1))


def given_advice(decision: Decision, book: Book, manner: Manner) -> set[str]:
    """Ids of the advice that counted rules give; what only a private reason or an opinion gives is left out."""
    return {
        id_
        for reason in decision.reasons
        if not reason.rule.opinion and not (manner.without_private and is_private(reason, book))
        for id_ in (*reason.rule.change, *reason.rule.advise)
    }
