"""What another rulebook would say of the same mornings, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from sorewise.text.page import Line
from sorewise.text.places import PARTS
from sorewise.text.speech import mark, number, tr, trn
from sorewise.text.words import BRIEF

MOST_RULES = 12
KINDS = {
    "experience": mark("By experience"),
    "region": mark("By the sorest place"),
    "pain": mark("By its pain, of 10"),
}
WHO = {
    "new": mark("new to running"),
    "experienced": mark("experienced"),
    "none": mark("no place"),
    "unknown": mark("not told"),
}
NO_REFERRAL = mark("nobody to see")


class Share(Protocol):
    """Of one kind of mornings: how many there are, and how many read otherwise."""

    mornings: int
    stricter: int
    milder: int


class Move(NamedTuple):
    """So many mornings go from one verdict (activity, referral) to another."""

    before: tuple[str, str]
    after: tuple[str, str]
    mornings: int


def page(
    mornings: int,
    moves: Iterable[Move],
    whom: Mapping[str, Mapping[str, Share]],
    rules: Iterable[tuple[str, str, int]],
) -> Iterator[Line]:
    """How many read otherwise, from what to what, whose they are, and by which rules."""
    moved = sorted((one for one in moves if one.before != one.after), key=lambda one: -one.mornings)
    count = sum(one.mornings for one in moved)
    lead = trn(
        "{n} of {all} mornings reads otherwise.", "{n} of {all} mornings read otherwise.", count, all=str(mornings)
    )
    yield Line(lead, "lead")
    if not moved:
        return
    yield Line(tr("From which verdict to which"), "heading")
    for one in moved:
        yield Line(f"{one.mornings:>9}  {verdict(one.before)} → {verdict(one.after)}", depth=1)
    for name, kinds in whom.items():
        yield Line(tr(KINDS[name]), "heading")
        for kind, share in sorted(kinds.items(), key=lambda pair: -_moved(pair[1])):
            if _moved(share):
                yield Line(f"{_who(kind)}: {_share(share)}", depth=1)
    yield Line(tr("The rules that did it"), "heading")
    for id_, way, times in list(rules)[:MOST_RULES]:
        said = tr("stricter") if way == "stricter" else tr("milder")
        yield Line(f"{times:>9}  {id_} ({said})", depth=1)


def verdict(rungs: tuple[str, str]) -> str:
    """Both rungs, as inside a sentence: "easy; a visit to book within two weeks"."""
    activity, referral = rungs
    return tr(BRIEF[activity]) + (f"; {tr(BRIEF[referral])}" if referral in BRIEF else "")


def rung(word: str) -> str:
    """One rung of either ladder."""
    return tr(BRIEF.get(word, NO_REFERRAL))


def _moved(share: Share) -> int:
    return share.stricter + share.milder


def _share(share: Share) -> str:
    parts = []
    for count, way in ((share.stricter, tr("stricter")), (share.milder, tr("milder"))):
        if count:
            parts.append(tr("{share} % {way}", share=number(100 * count / share.mornings), way=way))
    return tr("{parts} of {n} mornings", parts=", ".join(parts), n=str(share.mornings))


def _who(kind: str) -> str:
    if kind in PARTS:
        return tr(PARTS[kind].plain)
    return tr(WHO[kind]) if kind in WHO else kind


def which(made: int | None, table: str) -> str:
    """On which mornings two rulebooks are compared."""
    if made is None:
        return tr("on the mornings of {table}", table=table)
    return trn("on {n} made morning", "on {n} made mornings", made)


def one_of_both() -> str:
    """For a table and made mornings at once."""
    return tr("Compare on a table (--on FILE) or on made mornings (--made N), not on both.")


def needs_mornings() -> str:
    """For two rulebooks and no mornings."""
    return tr("Two rulebooks are compared on a table (--on FILE) or on made mornings (--made N); name one of them.")


def title(before: str, after: str) -> str:
    """What the picture shows."""
    return tr("What {after} says where {before} said otherwise", before=before, after=after)


def ladder(name: str) -> str:
    """The heading of a ladder."""
    return tr("Activity") if name == "activity" else tr("Referral")


def axes() -> tuple[str, str]:
    """What is down the side of the picture, and what is across its top."""
    return tr("before"), tr("after")


def none_made() -> str:
    """For no made mornings."""
    return tr("Compare on at least 1 made morning (--made N).")


def no_seed() -> str:
    """For a seed that is none."""
    return tr("A seed is a whole number from 0.")


def no_picture(name: str) -> str:
    """For a picture of another kind."""
    return tr("{name}: the picture is an SVG; give it a name that ends in .svg.", name=name)


def same() -> str:
    """For a rulebook compared with itself."""
    return tr("Both rulebooks are the same.")
