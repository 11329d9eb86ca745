"""A case made ready for judging: what is implied, what is never asked, what is assumed when the person stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.engine.when import truth
from sorewise.model.case import Case, Values
from sorewise.model.facts import Fact

Spots = tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The facts of a case in the views that judging needs; each spot carries the morning's facts too.

    `spots` holds what is known. `stopped` has the careful values taken when the person stops answering, with `assumed`
    naming them. `never` are unknown facts that are not to be asked: they count as harmless ("skip").
    """

    morning: Values
    spots: Spots
    stopped: Spots
    assumed: tuple[dict[str, Any], ...]
    blank: Values | None
    never: tuple[frozenset[str], ...]  # of each spot; of the morning when there is none
    never_morning: frozenset[str]


def prepare(book: Rulebook, case: Case) -> State:
    """Complete a case with the conditions that `facts.toml` states."""
    morning = dict(case.morning)
    spots = [{**morning, **spot} for spot in case.spots]
    blank = {**morning, **case.blank} if case.open_list else None
    never_morning = _close(book, morning, case, "morning")
    for spot in spots:
        spot.update(morning)
        _imply(book, spot)
    never = tuple(_close(book, spot, case, "spot") for spot in spots)
    if blank is not None:
        blank.update(morning)
    stopped = tuple(_stopped(book, spot) for spot in spots)
    return State(
        morning=morning,
        spots=tuple(spots),
        stopped=tuple({**spot, **taken} for spot, taken in zip(spots, stopped, strict=True)),
        assumed=stopped,
        blank=blank,
        never=never,
        never_morning=never_morning,
    )


def harmless(fact: Fact) -> Any:
    """Return the value of a fact at which no rule speaks."""
    return fact.benign if fact.benign is not None else False


def _imply(book: Rulebook, values: Values) -> None:
    """Take a line of the safety page as ticked when later answers say the same."""
    for name, conditions in book.asks.items():
        node = conditions.get("implied_by")
        if node is not None and values.get(name) is not True and truth(node, values) is True:
            values[name] = True


def _close(book: Rulebook, values: Values, case: Case, scope: str) -> frozenset[str]:
    """Set the unknown facts that are not to be asked to their harmless value, and name them."""
    closed = set()
    for name, fact in book.facts.items():
        if fact.scope != scope or fact.door or values[name] is not None:
            continue
        conditions = book.asks.get(name, {})
        private = bool(fact.private) and fact.private not in case.switched_on
        unasked = "never_ask" in conditions and truth(conditions["never_ask"], values) is True
        needless = "ask_if" in conditions and truth(conditions["ask_if"], values) is False
        if private or unasked or needless:
            values[name] = harmless(fact)
            closed.add(name)
    return frozenset(closed)


def _stopped(book: Rulebook, spot: Values) -> dict[str, Any]:
    """Return the careful values taken for a listed spot: strength, tissue, hours, and pain under a painkiller."""
    taken = {name: fact.stop for name, fact in book.facts.items() if fact.stop is not None and spot[name] is None}
    if spot["pain_masked"] is None and spot["painkiller_12h"] is True:
        taken["pain_masked"] = True
    return taken


def without_page(book: Rulebook, values: Values) -> Values:
    """Return the facts with the unanswered lines of an unsent safety page out of the reckoning."""
    return {
        name: harmless(book.facts[name])
        if value is None and name in book.facts and book.facts[name].page == "safety"
        else value
        for name, value in values.items()
    }
