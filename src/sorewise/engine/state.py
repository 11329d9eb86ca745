"""The door of the engine: answers -> a State ready for judging.

Here the conditions that `facts.toml` states are applied: what other answers imply, what is never asked, and what is
assumed of a sore place when the person stops answering.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sorewise.engine.book import MASKED, Rulebook
from sorewise.engine.when import truth
from sorewise.model.case import Case, Values
from sorewise.model.intake import Desk, read
from sorewise.model.verdict import Place


class Facts(dict[str, Any]):
    """The facts of a morning, or of a spot with its morning's, and the same as a row for the compiled rules."""

    __slots__ = ("row",)
    row: tuple[Any, ...]


def _facts(values: Values, row: tuple[Any, ...]) -> Facts:
    facts = Facts(values)
    facts.row = row
    return facts


@dataclass(frozen=True, slots=True)
class State:
    """The facts of a case in the views that judging needs; each spot carries the morning's facts too.

    `spots` holds what is known. `stopped` has the careful values taken when the person stops answering, with
    `assumed` naming them. `blank` stands for a place that may still be named: all of it is unknown. A fact that is
    not to be asked is at its harmless value.
    """

    case: Case
    morning: Facts
    spots: tuple[Facts, ...]
    stopped: tuple[Facts, ...]
    assumed: tuple[Mapping[str, Any], ...]
    blank: Facts | None

    @property
    def phase(self) -> str:
        """Return morning, in_run or after_run."""
        return self.case.phase

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each spot is."""
        return self.case.places


def open_door(
    book: Rulebook,
    answers: Mapping[str, Any],
    history: Mapping[str, Any] | None = None,
    *,
    today: date | None = None,
    switched_on: Sequence[str] = (),
) -> State:
    """Read answers and history in the words of `facts.toml`. Raises AnswerError for what cannot be meant."""
    desk = Desk(book.facts, book.region_of_key, book.number)
    return prepare(book, read(answers, history or {}, desk, today=today, switched_on=switched_on))


def prepare(book: Rulebook, case: Case) -> State:
    """Complete a case with the conditions that `facts.toml` states."""
    morning = dict(case.morning)
    _close(book, morning, case.switched_on, "morning")
    spots = tuple({**morning, **spot} for spot in case.spots)
    for spot in spots:
        _imply(book, spot)
        _close(book, spot, case.switched_on, "spot")
    return _views(book, case, morning, spots)


def retold(book: Rulebook, state: State, case: Case, facts: Iterable[tuple[str, int | None, Any]]) -> State:
    """The state of a case in which only these facts (fact, spot or None, value) are told otherwise.

    No other fact may be asked, implied or left out because of one of them: what follows from the rest stays.
    """
    morning: Values = dict(state.morning)
    spots: tuple[Values, ...] = tuple(map(dict, state.spots))
    for fact, spot, value in facts:
        if spot is None:
            morning[fact] = value
        for one in spots if spot is None else (spots[spot],):
            one[fact] = value
    return _views(book, case, morning, spots)


def _views(book: Rulebook, case: Case, morning: Values, spots: Sequence[Values]) -> State:
    whole, part = book.rows["spot"], book.rows["morning"]
    known = tuple(_facts(spot, whole(spot)) for spot in spots)
    assumed = tuple(_assumed(book, spot) for spot in spots)
    blank = {**dict.fromkeys(book.fact_names("spot")), **morning}
    return State(
        case=case,
        morning=_facts(morning, part(morning)),
        spots=known,
        stopped=tuple(_stopped(book, spot, taken) for spot, taken in zip(known, assumed, strict=True)),
        assumed=assumed,
        blank=_facts(blank, whole(blank)) if case.open_list else None,
    )


def _stopped(book: Rulebook, spot: Facts, taken: Mapping[str, Any]) -> Facts:
    """Take the careful values; in the row only the careful columns change, red flags go on reading what is known."""
    if not taken:
        return spot
    values = {**spot, **taken}
    columns = [values[name] for name in book.assumable]
    return _facts(values, (*spot.row[: -len(columns)], *columns))


def _imply(book: Rulebook, values: Values) -> None:
    """Take a line of the safety page as ticked when other answers say the same."""
    for name, conditions in book.asks.items():
        node = conditions.get("implied_by")
        if node is not None and values.get(name) is not True and truth(node, values) is True:
            values[name] = True


def _close(book: Rulebook, values: Values, switched_on: Sequence[str], scope: str) -> None:
    """Set the unknown facts that are not to be asked to their harmless value."""
    for name in book.closable[scope]:
        if values[name] is not None:
            continue
        fact, conditions = book.facts[name], book.asks.get(name, {})
        private = bool(fact.private) and fact.private not in switched_on
        unasked = "never_ask" in conditions and truth(conditions["never_ask"], values) is True
        needless = "ask_if" in conditions and truth(conditions["ask_if"], values) is False
        if private or unasked or needless:
            values[name] = fact.harmless


def _assumed(book: Rulebook, spot: Values) -> dict[str, Any]:
    """Return the careful values taken for a listed spot: strength, tissue, hours, and pain under a painkiller."""
    taken = {name: fact.stop for name, fact in book.stops.items() if spot[name] is None}
    if spot[MASKED] is None and spot["painkiller_12h"] is True:
        taken[MASKED] = True
    return taken


def without_page(book: Rulebook, values: Mapping[str, Any]) -> Values:
    """Return the facts with the unanswered lines of an unsent safety page out of the reckoning."""
    unsent = {name: fact.harmless for name, fact in book.safety_page.items() if values.get(name, False) is None}
    return {**values, **unsent}
