"""The choice of a rulebook in words: which there are, and what each changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sorewise.text import replay
from sorewise.text.page import Line, block
from sorewise.text.replay import Difference
from sorewise.text.speech import mark, number, tr, trn

NAMES = {"standard": mark("Standard"), "cautious": mark("Cautious"), "own": mark("Your own")}
ABOUT = {
    "standard": mark("Where documents differ, the reading that this project decided on."),
    "cautious": mark("Where documents differ, the stricter number. Never milder than the standard rulebook."),
    "own": mark("A folder with your differences, or those of your club or physio. A red flag cannot be taken out."),
}
UNITS = {
    "0-10": mark("{n} of 10"),
    "h": mark("{n} h"),
    "days": mark("{n} days"),
    "weeks": mark("{n} weeks"),
    "years": mark("{n} years"),
    "min": mark("{n} min"),
    "degC": mark("{n} °C"),
    "%": mark("{n} %"),
    "km": mark("{n} km"),
    "m": mark("{n} m"),
    "/min": mark("{n} a minute"),
}


class Number(NamedTuple):
    """A threshold that differs."""

    id: str
    means: str
    unit: str
    before: float
    after: float
    sources: tuple[str, ...]


class Effect(NamedTuple):
    """What another rulebook changes: numbers, rules by their ids, and decisions that would read differently."""

    numbers: tuple[Number, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    judged: int
    different: tuple[Difference, ...]


def name_of(choice: str) -> str:
    """What the choice is called."""
    return tr(NAMES[choice])


def chosen(choice: str) -> Line:
    """Which rulebook holds from now on."""
    return Line(tr("Rulebook from now on: {name}. {about}", name=name_of(choice), about=tr(ABOUT[choice])), "lead")


def page(effect: Effect) -> Iterator[Line]:
    """What it changes, compared with the rulebook before."""
    if not (effect.numbers or effect.added or effect.gone or effect.changed):
        yield Line(tr("No number and no rule is different."))
        return
    yield from block(tr("Numbers that differ"), (Line(number_said(one), "item") for one in effect.numbers))
    yield from block(tr("Rules that are added"), (Line(one, "item", about=one) for one in effect.added))
    yield from block(tr("Rules that say something else"), (Line(one, "item", about=one) for one in effect.changed))
    yield from block(tr("Rules that are gone"), (Line(one, "item") for one in effect.gone))
    yield from block(tr("Your stored check-ins"), replay.page(effect.judged, effect.different, 0))


def number_said(one: Number) -> str:
    """One number: what it means, what it becomes, what it was."""
    return tr(
        "{means} {after} instead of {before}.",
        means=tr(one.means),
        after=_with(one.after, one),
        before=_with(one.before, one),
    )


def _with(value: float, one: Number) -> str:
    exact = f"{value:g}" if one.unit in {"share", "ratio"} else number(value)
    return tr(UNITS[one.unit], n=exact) if one.unit in UNITS else exact


def none_of_your_own(folder: str) -> str:
    """Where the folder of the runner's own rulebook is not there."""
    return tr("There is no rulebook of your own yet. Put its files into {folder}, then choose it.", folder=folder)


def how_many(effect: Effect, days: int) -> str:
    """How many decisions would read differently."""
    if not effect.judged:
        return tr("There is no check-in yet that could read differently.")
    return trn(
        "{n} of your {all} check-ins of the last {days} days would read differently.",
        "{n} of your {all} check-ins of the last {days} days would read differently.",
        len(effect.different),
        all=effect.judged,
        days=days,
    )
