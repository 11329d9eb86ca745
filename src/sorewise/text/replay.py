"""Earlier mornings under other rules, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sorewise.text.measures import clock, day
from sorewise.text.page import Line
from sorewise.text.speech import tr, trn
from sorewise.text.words import HEADLINES, headline


class Reading(NamedTuple):
    """How a verdict reads: codes of the headline and of both ladders."""

    headline: str
    activity: str
    referral: str


class Difference(NamedTuple):
    """One check-in that reads otherwise under other rules."""

    id: str
    at: datetime
    phase: str
    before: Reading
    now: Reading


def page(judged: int, different: Sequence[Difference], unread: int) -> Iterator[Line]:
    """How many were judged again, and each that reads differently."""
    if not judged:
        yield Line(tr("There is no check-in to judge again."))
    elif not different:
        yield Line(trn("{n} check-in reads as it did.", "{n} check-ins, all read as they did.", judged))
    else:
        sentence = trn(
            "{n} of {all} check-ins reads differently.",
            "{n} of {all} check-ins read differently.",
            len(different),
            all=judged,
        )
        yield Line(sentence, "lead")
    for one in different:
        yield Line(said(one), "item")
    if unread:
        yield Line(trn("{n} cannot be judged any more.", "{n} cannot be judged any more.", unread), "quiet")


def said(one: Difference) -> str:
    """One of them: "Tuesday 2026-06-02 06:40: was Run (run as planned), now Ease off (run easy)"."""
    return tr(
        "{day} {clock}: was {before}, now {now}",
        day=day(one.at.date()),
        clock=clock(one.at),
        before=_word(one.before),
        now=_word(one.now),
    )


def _word(reading: Reading) -> str:
    if reading.headline not in HEADLINES:
        return reading.headline
    rung = reading.activity.replace("_", " ")
    return tr("{word} ({rung})", word=headline(reading.headline), rung=rung)


def upgraded(before: str, now: str, different: Sequence[Difference]) -> Iterator[Line]:
    """Once after an upgrade."""
    yield Line(tr("sorewise was upgraded from {before} to {now}.", before=before, now=now), "heading")
    if not different:
        yield Line(tr("No verdict of the last 28 days would read differently."))
    else:
        yield Line(tr("Of the last 28 days these would now read differently:"))
    for one in different:
        yield Line(said(one), "item")
    yield Line("", "gap")
