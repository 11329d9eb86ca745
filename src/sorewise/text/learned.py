"""What the runner's own record has taught, in words: each with how often it was seen and how far it may be off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import ceil, floor

from sorewise.model.learned import (
    Kept,
    Learned,
    Linked,
    Mornings,
    Outcome,
    Part,
    Precede,
    Readiness,
    Response,
    Return,
    Wide,
)
from sorewise.text.forecast import place_said
from sorewise.text.measures import days
from sorewise.text.needs import RegionWords
from sorewise.text.page import Line
from sorewise.text.speech import capital, listed, mark, marks, number, tr, trn
from sorewise.text.web.history import on
from sorewise.text.week_words import day_named
from sorewise.text.words import BRIEF

RETURNS = mark("How you come back")
RESPONSES = mark("How your legs answer to load")
PRECEDES = mark("What was on before it was sore")
READINESS = mark("This morning")
OUTCOMES = mark("How the mornings after went")

NONE_YET = mark(
    "Nothing yet: it takes eight mornings told of one thing, not all of them alike, before anything is said of it."
)
AS_SEEN = mark("This is what was seen in your record, {days} back. It does not say what caused what.")
LIKELY = mark(
    "“Likely” gives the 95 % interval: how far a number from so few mornings may be off, if each stood for itself."
)
MANY = mark("Where so many pairs are looked at, some differ by chance.")
DESCRIBES = mark("This describes the morning as you told it. It is no forecast, and no rule reads it.")
COUNTS = mark(
    "Counts only. A sorer morning gets a stricter verdict, and what you did depends on how you felt, so they do not "
    "say what would have been better."
)
NOTHING_MAY_BE = mark("Nothing recorded may mean that you rested, or that nothing was kept of it.")

SIZES = {
    "none": mark("a day without training"),
    "light": mark("a light day (up to 0.75 of a usual training day)"),
    "usual": mark("a usual training day"),
    "hard": mark("a hard day (more than 1.3 usual training days)"),
}
"""The load of a day, after "the morning after"."""
MORNINGS = marks("1 morning", "{n} mornings")
NOT_SEEN = marks(
    "1 of them was not seen back before the next hard session, or for a week.",
    "{n} of them were not seen back before the next hard session, or for a week.",
)
FEW = 8
"""Below so many mornings counts are called few."""


Regions = Mapping[str, RegionWords] | None
"""The regions of the rulebook, for one that names others."""


# ------------------------------------------------------------------------------------------------ coming back


def return_said(one: Return, regions: Regions = None) -> str:
    """As in "Calf: usually back to 1 or less 2 days after hills. Seen 12 times; at least 8 in 10 took 1 to 4 days."."""
    what, name = on(one.what), place_said(one.region, regions)
    if one.median is None:
        said = tr(
            "{place}: usually not seen back to 1 or less after {what} before the next hard session, or for a week.",
            place=name, what=what,
        )  # fmt: skip
    elif one.median == 1:
        said = tr("{place}: usually 1 or less on both mornings after {what}.", place=name, what=what)
    else:
        said = tr(
            "{place}: usually back to 1 or less {days} after {what}.", place=name, days=days(one.median), what=what
        )
    return " ".join([said, _cases(one), *_open(one)])


def _cases(one: Return) -> str:
    """How often it was seen, and how long nearly all of them took."""
    if one.median == 1:
        return _seldom(one)
    if one.low is None or (one.low == 1 and one.high is None):  # a day or longer is all that there is
        return tr("Seen {n} times.", n=one.cases)
    if one.high is None:
        return tr("Seen {n} times; at least 8 in 10 took {days} or longer.", n=one.cases, days=days(one.low))
    if one.low == one.high:
        return tr("Seen {n} times; at least 8 in 10 took {days}.", n=one.cases, days=days(one.low))
    return tr("Seen {n} times; at least 8 in 10 took {low} to {days}.", n=one.cases, low=one.low, days=days(one.high))


def _seldom(one: Return) -> str:
    """The same of a place that is mostly not sore afterwards."""
    if one.high is None or one.high == 1:
        return tr("Seen {n} times; it was above 1 after {sore} of them.", n=one.cases, sore=one.sore)
    return tr(
        "Seen {n} times; it was above 1 after {sore} of them, and at least 8 in 10 were back within {days}.",
        n=one.cases, sore=one.sore, days=days(one.high),
    )  # fmt: skip


def _open(one: Return) -> Iterator[str]:
    if one.open and one.median is not None:
        yield trn(*NOT_SEEN, one.open)


# ------------------------------------------------------------------------------------------------ load


def response_said(one: Response) -> str:
    """As in "The morning after a hard day ...: 0.6 points sorer than your average of 1.8. Likely ..., 23 mornings."."""
    more = one.more
    return " ".join(
        [
            tr(
                "The morning after {size}: {more} your average of {average}.",
                size=tr(SIZES[one.size]), more=_than(more.value), average=number(one.average),
            ),
            tr(
                "Likely between {low} and {high}, from {mornings}.",
                low=_points(more.low), high=_points(more.high), mornings=trn(*MORNINGS, more.n),
            ),
            *([tr("That may be chance.")] if more.low <= 0 <= more.high else []),
        ]
    )  # fmt: skip


def _than(points: float) -> str:
    size = round(abs(points), 1)
    if not size:
        return tr("about as sore as")
    if points > 0:
        return trn("{n} point sorer than", "{n} points sorer than", size)
    return trn("{n} point less sore than", "{n} points less sore than", size)


def _points(points: float) -> str:
    size = number(abs(points))
    if size == "0":
        return size
    return tr("{n} sorer", n=size) if points > 0 else tr("{n} less sore", n=size)


# ------------------------------------------------------------------------------------------------ before


def precede_said(one: Precede, regions: Regions = None) -> str:
    """As in "Calf: sore on 9 of 14 mornings in the two days after intervals, and on 5 of 60 with none before."."""
    counts = {"sore": one.sore_after, "other": one.sore_other, "n": one.other.n}
    counted = tr(
        "{place}: sore on {sore} of {mornings} in the two days after {what}, and on {other} of {n} with none before.",
        place=place_said(one.region, regions), mornings=trn(*MORNINGS, one.after.n), what=on(one.what), **counts,
    )  # fmt: skip
    likely = tr("Likely {after} against {other}.", after=tens(one.after), other=tens(one.other))
    meet = one.after.low <= one.other.high and one.other.low <= one.after.high
    return " ".join([counted, likely, *([tr("That may be chance.")] if meet else [])])


def tens(share: Wide) -> str:
    """An interval of a share in tenths, rounded outwards: "4 to 8 in 10"."""
    return tr("{low} to {high} in 10", low=floor(share.low * 10 + 1e-9), high=ceil(share.high * 10 - 1e-9))


# ------------------------------------------------------------------------------------------------ this morning

FROM_USUAL, CLEARLY = 0.5, 1.0
"""So many own spreads from the usual are lower or higher, and clearly so."""
MOSTLY = 2 / 3
"""A part that makes so much of it is named."""
LEVELS = (
    (CLEARLY, mark("clearly readier than your usual"), mark("clearly less ready than your usual")),
    (FROM_USUAL, mark("readier than your usual"), mark("less ready than your usual")),
)
AS_USUAL = mark("about your usual")
PARTS = {"soreness": mark("soreness"), "fatigue": mark("fatigue")}


def readiness_said(one: Readiness) -> str:
    """As in "By your answers: less ready than your usual, mostly fatigue."."""
    level = next((tr(up if one.z > 0 else down) for least, up, down in LEVELS if abs(one.z) >= least), None)
    if level is None:
        return tr("By your answers: {level}.", level=tr(AS_USUAL))
    part = mostly(one)
    if part is None:
        return tr("By your answers: {level}.", level=level)
    return tr("By your answers: {level}, mostly {part}.", level=level, part=tr(PARTS[part]))


def mostly(one: Readiness) -> str | None:
    """The part that makes most of it, where there are two."""
    against = [-part.z if one.z > 0 else part.z for part in one.parts]
    whole = sum(max(0.0, z) for z in against)
    named = [part.name for part, z in zip(one.parts, against, strict=True) if whole and z >= MOSTLY * whole]
    return named[0] if len(one.parts) > 1 and named else None


def readiness_lines(one: Readiness) -> Iterator[str]:
    """The description, its parts, and what is missing."""
    yield readiness_said(one)
    for part in one.parts:
        yield _part(part, numbers=one.scale == "pain")
    missing = [tr(word) for name, word in PARTS.items() if name not in {part.name for part in one.parts}]
    if missing:
        yield tr("It leaves out {part}: not told today, or too seldom before.", part=listed(missing))
    yield tr(DESCRIBES)


def _part(part: Part, *, numbers: bool) -> str:
    """One answer; those of an import are on a scale of their own, and only compared."""
    name, before = capital(tr(PARTS[part.name])), trn(*MORNINGS, part.reports)
    if numbers:
        return tr(
            "{part} {told}; your usual is {usual}, by {mornings} before.",
            part=name, told=number(part.told), usual=number(part.usual), mornings=before,
        )  # fmt: skip
    if abs(part.z) < FROM_USUAL:
        return tr("{part}: about your usual, by {mornings} before.", part=name, mornings=before)
    if part.z > 0:
        return tr("{part}: more than your usual, by {mornings} before.", part=name, mornings=before)
    return tr("{part}: less than your usual, by {mornings} before.", part=name, mornings=before)


# ------------------------------------------------------------------------------------------------ outcome of advice

KEPT = {
    "followed": mark("Kept to it"),
    "further": mark("Went further"),
    "unclear": mark("Done, but kind or length is not known"),
    "nothing": mark("Nothing recorded"),
}
"""What was done beside a verdict."""
STEPS = {"less": mark("less sore"), "same": mark("as sore"), "sorer": mark("sorer")}


def outcome_title(one: Outcome) -> str:
    """As in "After the verdict “easy”"."""
    return tr("After the verdict “{word}”", word=activity(one.activity))


def activity(word: str) -> str:
    """The word of a verdict inside a sentence."""
    return tr(BRIEF[word]) if word in BRIEF else word.replace("_", " ")


def kept_said(kept: Kept) -> str:
    """What was done, as the head of a row."""
    return tr(KEPT[kept])


def mornings_said(counts: Mornings) -> str:
    """As in "7 days; the mornings after: 3 less sore, 1 not told. These are few."; what was not is left out."""
    parts = (
        (counts.less, tr("{n} less sore", n=counts.less)),
        (counts.same, tr("{n} as sore", n=counts.same)),
        (counts.sorer, tr("{n} sorer", n=counts.sorer)),
        (counts.not_told, tr("{n} not told", n=counts.not_told)),
    )
    known = ", ".join(said for count, said in parts if count)
    said = tr("{days}; the mornings after: {known}.", days=days(counts.all), known=known)
    return said if counts.told >= FEW else tr("{said} These are few.", said=said)


def outcome_rows(one: Outcome) -> list[tuple[str, str]]:
    """What was done and how the mornings after went, for everything that was done at least once."""
    rows: tuple[tuple[Kept, Mornings], ...] = (
        ("followed", one.followed),
        ("further", one.further),
        ("unclear", one.unclear),
        ("nothing", one.nothing),
    )
    return [(kept_said(kept), mornings_said(counts)) for kept, counts in rows if counts.all]


def linked_said(one: Linked, today: date) -> str:
    """One day: "Yesterday: easy. Kept to it; the next morning was less sore."."""
    told = {"day": capital(day_named(one.day, today)), "word": activity(one.activity), "kept": kept_said(one.kept)}
    if one.step is None:
        return tr("{day}: {word}. {kept}; how the next morning was is not known.", **told)
    return tr("{day}: {word}. {kept}; the next morning was {step}.", **told, step=tr(STEPS[one.step]))


# ------------------------------------------------------------------------------------------------ all of it

MOST = 6
"""So many sentences of one kind are shown."""


def learned_lines(
    one: Learned, outcomes: Sequence[Outcome] = (), *, most: int = MOST, regions: Regions = None
) -> Iterator[Line]:
    """Everything, heading by heading, the most telling first; a heading without anything to say is left out."""
    oftener = [found for found in one.precedes if found.after.value > found.other.value]
    groups: tuple[tuple[str, list[str], list[str]], ...] = (
        (RETURNS, [return_said(found, regions) for found in one.returns[:most]], []),
        (RESPONSES, [response_said(found) for found in one.responses], []),
        (PRECEDES, [precede_said(found, regions) for found in oftener[:most]], [MANY]),
    )
    for title, sentences, notes in groups:
        if sentences:
            yield Line(tr(title), "heading")
            yield from (Line(sentence, "item", 1) for sentence in sentences)
            yield from (Line(tr(note), "quiet") for note in notes)
    if not (one.returns or one.responses or one.precedes):
        yield Line(tr(NONE_YET))
    else:
        yield from (Line(tr(note), "quiet") for note in ([LIKELY] if one.responses or oftener else []))
        yield Line(tr(AS_SEEN, days=days(one.days)), "quiet")
    yield from outcome_lines(outcomes)


def outcome_lines(outcomes: Sequence[Outcome]) -> Iterator[Line]:
    """How the mornings after each verdict went."""
    if not outcomes:
        return
    yield Line(tr(OUTCOMES), "heading")
    for one in outcomes:
        yield Line(outcome_title(one), "item", 1)
        yield from (
            Line(tr("{kept}: {counts}", kept=kept, counts=counts), "text", 2) for kept, counts in outcome_rows(one)
        )
    yield Line(tr(COUNTS), "quiet")
    if any(one.nothing.all for one in outcomes):
        yield Line(tr(NOTHING_MAY_BE), "quiet")
