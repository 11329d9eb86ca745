"""Which question can still change the verdict; none left means settled.

A screen is a page of `facts.toml`, of one spot where it is about spots. Page 1 and the safety page are always shown;
any other only while an answer on it can still change the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sorewise.engine.book import Rulebook
from sorewise.engine.outlook import outlook, within_reach
from sorewise.engine.state import State
from sorewise.model.facts import Fact
from sorewise.model.verdict import Place

ORDER = ("run", "legs", "safety", "spot", "follow_up")
PAGE_OF = {"profile": "follow_up"}  # what the profile lacks is asked last, once


class Question(NamedTuple):
    """One thing to ask: a fact, or a group of facts that are ticked together."""

    fact: Fact
    choices: tuple[str, ...]
    labels: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The question as plain data."""
        fact = self.fact
        extra = {"range": list(fact.range)} if fact.range else {}
        unit = {"unit": fact.unit} if fact.unit else {}
        labels = {"labels": list(self.labels)} if self.labels else {}
        return (
            {"fact": fact.id, "wording": fact.asks, "type": fact.type, "choices": list(self.choices), **labels}
            | extra
            | unit
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The next screen, and how many there can be at most; no screen means settled."""

    settled: bool
    at_most: int = 0
    page: str = ""
    spot: int | None = None
    place: Place | None = None
    screen: tuple[Question, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The screen as plain data."""
        return {
            "settled": self.settled,
            "at_most": self.at_most,
            "page": self.page,
            "spot": self.spot,
            "place": self.place.as_json() if self.place else None,
            "screen": [question.as_json() for question in self.screen],
        }


def ask(book: Rulebook, state: State) -> Asked:
    """Name the next screen, or say that no answer can change the verdict."""
    screens: dict[tuple[str, int | None], list[str]] = {}
    for page, spot, name in sorted(
        _wanted(book, state), key=lambda one: (ORDER.index(one[0]), -1 if one[1] is None else one[1])
    ):
        names = screens.setdefault((page, spot), [])
        if name not in names:
            names.append(name)
    if not screens:
        return Asked(settled=True)
    (page, spot), names = next(iter(screens.items()))
    place = state.places[spot] if spot is not None and spot >= 0 else None
    ordered = sorted(names, key=list(book.facts).index)
    questions = tuple(_questions(book, ordered))
    return Asked(settled=False, at_most=len(screens), page=page, spot=spot, place=place, screen=questions)


def _wanted(book: Rulebook, state: State) -> Iterator[tuple[str, int | None, str]]:
    """Yield (page, spot, fact) of everything worth asking."""
    if state.phase != "in_run":
        if state.morning["legs"] is None:
            yield from (("legs", None, name) for name, fact in book.facts.items() if _on_first_page(fact, state))
        if not state.case.safety_sent:
            # Where each line was told singly, the page is still shown: it is the runner who sends it.
            lines = [name for name in book.safety_page if _is_open(state, name)] or book.safety_page
            yield from (("safety", None, name) for name in lines)
    # The first two pages come first in any case: until they are sent, "at most" may be one screen too many.
    begun = state.phase == "in_run" or state.case.safety_sent
    for name, spot in outlook(book, state).moving if begun else within_reach(book, state, "legs"):
        page = "run" if state.phase == "in_run" else PAGE_OF.get(book.facts[name].page, book.facts[name].page)
        if page != "safety":
            yield page, _screen_of(page, spot, state), name


def _screen_of(page: str, spot: int | None, state: State) -> int | None:
    """A page about spots is a screen a spot; what concerns the whole body is asked beside the first."""
    if page not in {"spot", "follow_up"}:
        return None
    return 0 if spot is None and state.spots else spot


def _on_first_page(fact: Fact, state: State) -> bool:
    return fact.page == "legs" and (fact.scope == "spot" or state.morning[fact.id] is None)


def _is_open(state: State, name: str) -> bool:
    rows = [row for row in (*state.spots, state.morning, state.blank) if row is not None and name in row]
    return any(row[name] is None for row in rows)


def _questions(book: Rulebook, names: list[str]) -> Iterator[Question]:
    """Turn facts into questions: ticked groups become one, and some are asked in other words."""
    groups = set()
    for name in names:
        fact = book.facts[name]
        shown = book.facts[fact.part_of or fact.asked_as or name]
        if shown.id not in groups:
            groups.add(shown.id)
            yield Question(shown, shown.choices, shown.labels)
