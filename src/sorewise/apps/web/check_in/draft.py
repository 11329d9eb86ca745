"""A check-in on its way: the answers so far, and the screens they were given on. Pure, and plain data in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sorewise.apps.draft import UNPLACED, with_answer
from sorewise.engine.book import Rulebook
from sorewise.model.facts import Fact
from sorewise.model.records import CheckIn, Spot
from sorewise.model.verdict import Place

FEEL, WHERE, SAFETY, ABOUT = "feel", "where", "safety", "about"

SIDES: Mapping[str, Literal["left", "right", "both"] | None] = {
    "left": "left", "right": "right", "both": "both", "none": None,
}  # fmt: skip
"""The side of a place as a field names it."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A screen that was answered: its page, the place it is about, and the facts it asked."""

    page: str
    place: Place | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A check-in that is not finished. What was shown and not answered is not asked again.

    `book` is the version of the rulebook that asked.
    """

    check_in: CheckIn
    seen: tuple[Shown, ...] = ()
    book: str = ""

    @property
    def passed(self) -> dict[tuple[str, Place | None], None]:
        """Each fact that was asked and is not known, with its place; in the order in which it was asked."""
        asked = [(fact, shown.place) for shown in self.seen for fact in shown.facts]
        if self.has_seen(WHERE):
            asked += [("pain", place_of(spot)) for spot in self.check_in.spots]
            asked += [("side", place_of(spot)) for spot in self.check_in.spots if spot.side is None]
        return {one: None for one in asked if answer_of(self.check_in, *one) is None}

    def has_seen(self, page: str) -> bool:
        """Whether this page was answered."""
        return any(shown.page == page for shown in self.seen)

    def after(self, shown: Shown, check_in: CheckIn) -> Draft:
        """The draft after a screen was answered; answered again, it keeps its place in the row.

        What was asked of a place goes with the place.
        """
        seen = self.seen if shown in self.seen else (*self.seen, shown)
        left = (one for one in seen if one.place is None or any(is_at(spot, one.place) for spot in check_in.spots))
        return replace(self, check_in=check_in, seen=tuple(left))


def reopened(check_in: CheckIn, book: Rulebook, asked_by: str) -> Draft:
    """A finished check-in as a draft: its answers on the screens where they would be asked.

    `asked_by` is the version of the rulebook that it was answered under.
    """
    facts = book.facts
    pages = {FEEL: [Shown(page=FEEL)], WHERE: [Shown(page=WHERE)] if check_in.spots else []}
    pages |= {page: list(_shown(page, None, check_in.answers, facts)) for page in ("legs", "follow_up")}
    spots = [shown for one in check_in.spots for shown in _shown("spot", place_of(one), one.answers, facts)]
    safety = [] if check_in.safety is None else [Shown(page=SAFETY)]
    seen = (*pages[FEEL], *pages[WHERE], *pages["legs"], *safety, *spots, *pages["follow_up"])
    return Draft(check_in=check_in, seen=seen, book=asked_by)


def _shown(page: str, place: Place | None, answers: Iterable[str], facts: Mapping[str, Fact]) -> Iterator[Shown]:
    """A screen of what was answered on it; questions about a place are all put on the one screen of that place."""
    by_map = {"legs", "region", "side", "pain"}
    of_a_place = place is not None
    here = [
        name
        for name in answers
        if name in facts
        and name not in by_map
        and (facts[name].scope == "spot" if of_a_place else facts[name].scope == "morning")
        and (of_a_place or facts[name].page == page)
    ]
    if here:
        yield Shown(page=page, place=place, facts=tuple(here))


def answer_of(check_in: CheckIn, fact: str, place: Place | None) -> Any:
    """What was answered, None if nothing was."""
    if place is not None:
        spot = next((one for one in check_in.spots if is_at(one, place)), None)
        if spot is not None and fact in spot.answers:
            return spot.answers[fact]
    return check_in.answers.get(fact)


def is_at(spot: Spot, place: Place) -> bool:
    """Left and right that are alike are asked about as both."""
    return (spot.region, spot.key) == (place.region, place.key) and place.side in {spot.side, "both"}


def place_of(spot: Spot) -> Place:
    """Where a spot is."""
    return Place(spot.region, spot.side, spot.key)


def with_answers(check_in: CheckIn, found: Mapping[str, Any], facts: Mapping[str, Any], place: Place | None) -> CheckIn:
    """The check-in with what a screen answered; what it asked and nobody answered (None) is not known any more."""
    for name, value in found.items():
        check_in = without_answer(check_in, name, place)
        if value is not None:
            check_in = with_answer(check_in, facts[name], value, place)
    return check_in


def without_answer(check_in: CheckIn, name: str, place: Place | None) -> CheckIn:
    """The check-in without this answer, of the whole body and of this place."""
    spots = tuple(
        replace(spot, answers=_less(spot.answers, name)) if place is not None and is_at(spot, place) else spot
        for spot in check_in.spots
    )
    return replace(check_in, answers=_less(check_in.answers, name), spots=spots)


def with_places(check_in: CheckIn, told: Iterable[tuple[Spot, float | None]]) -> CheckIn:
    """The check-in with just these places and their pain (None: not told); what a place was told before stays."""
    spots = []
    for spot, pain in told:
        known = next((one for one in check_in.spots if place_of(one) == place_of(spot)), spot)
        answers = _less(known.answers, "pain") | ({} if pain is None else {"pain": pain})
        spots.append(replace(known, answers=answers))
    return replace(check_in, spots=tuple(spots))


def _less(answers: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {known: value for known, value in answers.items() if known != name}


# ------------------------------------------------------------------------------------------- as plain data


def as_data(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON data."""
    check_in = draft.check_in
    return {
        "id": check_in.id,
        "at": check_in.at.isoformat(),
        "phase": check_in.phase,
        "answers": _lists(check_in.answers),
        "spots": [
            {"region": one.region, "side": one.side, "key": one.key, "answers": _lists(one.answers)}
            for one in check_in.spots
        ],
        "safety": None if check_in.safety is None else list(check_in.safety),
        "book": draft.book,
        "seen": [[one.page, list(one.place) if one.place else None, list(one.facts)] for one in draft.seen],
    }


def of_data(data: Mapping[str, Any]) -> Draft:
    """The draft of `as_data`."""
    check_in = CheckIn(
        id=data["id"],
        at=datetime.fromisoformat(data["at"]),
        phase=data["phase"],
        answers=_tuples(data["answers"]),
        spots=tuple(Spot(**{**one, "answers": _tuples(one["answers"])}) for one in data["spots"]),
        safety=None if data["safety"] is None else tuple(data["safety"]),
    )
    seen = (Shown(page=page, place=Place(*at) if at else None, facts=tuple(facts)) for page, at, facts in data["seen"])
    return Draft(check_in=check_in, seen=tuple(seen), book=data.get("book", ""))


def _lists(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in answers.items()}


def _tuples(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}


def token_of(spot: Spot) -> str:
    """How a field names a place; `placed` reads it."""
    return f"{spot.key or spot.region}.{spot.side or 'none'}"


def placed(token: str, region_of: Mapping[str, str]) -> Spot | None:
    """The place that a field names ("calf_inner.left", "chest.none"); None if there is none of that name."""
    key, _, side = token.partition(".")
    region = region_of.get(key)
    if region is None or side not in SIDES:
        return None
    return Spot(region=region, side=SIDES[side], key=key if key not in {region, UNPLACED} else None)
