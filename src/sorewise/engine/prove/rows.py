"""The door of the engine as formulas: what can be told, and the rows of facts that the rules then read.

`told` and `together` follow model/intake.py: which answers can stand side by side. `rows_of` follows state.py step by
step: what is implied, what is not asked, what is assumed of a sore place when the person stops answering.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sorewise.engine.book import MASKED, Rulebook
from sorewise.engine.prove.formulas import Readings, Row, Said, Spread, known, where_unknown
from sorewise.engine.prove.solver import Formula, at_most_one, every, named, no, same, some
from sorewise.engine.prove.values import Kind
from sorewise.engine.when import Node

TABLET = "painkiller_12h"
Kinds = Mapping[str, Kind]


@dataclass(frozen=True)
class Rows:
    """The facts of a morning and of one sore place, as known and as taken when the person stops answering."""

    morning: Row
    known: Row
    careful: Row


def told(kinds: Kinds, *, of_spot: bool) -> dict[str, Spread]:
    """Return what the solver may choose: for every fact one of its classes, or none where it is not told."""
    return {
        name: tuple(named(f"{name} = {value}") for value in kind.values)
        for name, kind in kinds.items()
        if of_spot or kind.fact.scope == "morning"
    }


def groups(book: Rulebook) -> dict[str, Formula]:
    """Return for every private group whether it is switched on."""
    names = sorted({fact.private for fact in book.facts.values() if fact.private})
    return {name: named(f"switched on: {name}") for name in names}


def possible(kinds: Kinds, row: Row) -> list[Formula]:
    """Return what is so of every fact by itself: it is in one class at most, and some are never unknown."""
    never_unknown = [known(spread) for name, spread in row.items() if kinds[name].fact.never_unknown]
    return [at_most_one(spread) for spread in row.values()] + never_unknown


def together(book: Rulebook, kinds: Kinds, row: Row, *, of_spot: bool) -> list[Formula]:
    """Return what is so of the facts of every case that comes through the door, side by side."""
    said = Said(kinds, row)
    return [*_side_by_side(book, said), *(_of_a_place(said) if of_spot else _of_no_place(said))]


def _side_by_side(book: Rulebook, said: Said) -> Iterator[Formula]:
    """A fever that was measured is a fever; what is about the last session is not asked long after it."""
    warm = said.above("temp_c", book.number("fever_c"), included=True)
    yield some((no(warm), said.yes("fever"), "fever" not in said.row))
    long_ago = said.above("last_session_hours_ago", book.number("mistake_h"))
    yield some((no(long_ago), no(said.yes("training_mistake"))))


def _of_no_place(said: Said) -> Iterator[Formula]:
    yield no(said.yes("one_place"))
    yield no(said.above("swollen_joints", 0))


def _of_a_place(said: Said) -> Iterator[Formula]:
    """Beside a named place it is known whether the legs are sore."""
    yield some((said.known("legs"), "legs" not in said.row))
    yield from _masked(said)
    one, two = _own_joints(said)
    yield some((no(one), said.above("swollen_joints", 1, included=True)))
    yield some((no(two), said.above("swollen_joints", 2, included=True)))
    yield some((no(said.yes("one_place")), no_others(said)))


def _masked(said: Said) -> Iterator[Formula]:
    """Whether a tablet may hide some of the pain is known without one, or where the pain before it was told."""
    yield no(said.yes(MASKED))
    yield some((no(said.nay(TABLET)), said.known(MASKED)))
    yield some((said.known(TABLET), no(said.known(MASKED))))
    yield some((no(said.yes(TABLET)), no(said.known(MASKED)), said.known("pain")))


def plain(said: Said) -> Formula:
    """Return: there is no other place, and no legs are called fresh that hurt 1 or more."""
    fresh = some((no(said.be("legs", "fresh")), no(said.above("pain", 1.0, included=True))))
    return every((fresh, no_others(said), some((said.yes("one_place"), "one_place" not in said.row))))


def no_others(said: Said) -> Formula:
    """Return: no other place is a swollen joint."""
    one, two = _own_joints(said)
    none, single, pair = (said.be("swollen_joints", count) for count in (0, 1, 2))
    counted = every((some((one, none)), some((no(one), two, single)), some((no(two), pair))))
    return some((counted, "swollen_joints" not in said.row))


def _own_joints(said: Said) -> tuple[Formula, Formula]:
    """Return: this place is a swollen joint; and it counts as two, being on both sides."""
    one = every((said.yes("swollen"), said.be("tissue", "joint")))
    return one, every((one, said.be("side", "both")))


def rows_of(book: Rulebook, kinds: Kinds, row: Row, on: Mapping[str, Formula], *, of_spot: bool) -> Rows:
    """Complete what was told as `prepare` does."""
    morning = {name: spread for name, spread in row.items() if kinds[name].fact.scope == "morning"}
    _close(book, kinds, morning, on, "morning")
    if not of_spot:
        return Rows(morning, morning, morning)
    spot = {**row, **morning}
    _imply(book, kinds, spot)
    _close(book, kinds, spot, on, "spot")
    return Rows(morning, spot, {**spot, **dict(_careful(book, kinds, spot))})


def _close(book: Rulebook, kinds: Kinds, row: dict[str, Spread], on: Mapping[str, Formula], scope: str) -> None:
    for name in book.closable[scope]:
        fact, conditions = book.facts[name], book.asks.get(name, {})
        read = Readings(row, kinds, ())
        reasons = [no(on[fact.private])] if fact.private else []
        reasons += [read.true(conditions["never_ask"])] if "never_ask" in conditions else []
        reasons += [no(read.possible(conditions["ask_if"]))] if "ask_if" in conditions else []
        row[name] = where_unknown(row[name], some(reasons), kinds[name].harmless)


def _imply(book: Rulebook, kinds: Kinds, row: dict[str, Spread]) -> None:
    for name, node in _implying(book, row):
        same_said, yes = Readings(row, kinds, ()).true(node), kinds[name].yes
        row[name] = tuple(
            some((here, same_said)) if number == yes else every((here, no(same_said)))
            for number, here in enumerate(row[name])
        )


def _careful(book: Rulebook, kinds: Kinds, spot: Row) -> Iterator[tuple[str, Spread]]:
    for name, fact in book.stops.items():
        yield name, where_unknown(spot[name], when=True, number=kinds[name].number(fact.stop))
    yield MASKED, where_unknown(spot[MASKED], when=Said(kinds, spot).yes(TABLET), number=kinds[MASKED].yes)


def assumed(kinds: Kinds, spot: Row, name: str) -> Formula:
    """Return: a careful value is taken for a fact of a place."""
    said = Said(kinds, spot)
    return every((no(said.known(name)), said.yes(TABLET) if name == MASKED else True))


def implied(book: Rulebook, kinds: Kinds, answers: Row, row: Row) -> Iterator[Formula]:
    """Yield: what other answers imply was ticked on the safety page as well."""
    for name, node in _implying(book, row):
        yield some((no(Readings(row, kinds, ()).true(node)), Said(kinds, answers).yes(name)))


def never_implied(book: Rulebook, kinds: Kinds, answers: Row, row: Row) -> Iterator[Formula]:
    """Yield: no further answer implies what was not ticked."""
    for name, node in _implying(book, row):
        yield some((no(Readings(row, kinds, ()).possible(node)), Said(kinds, answers).yes(name)))


def _implying(book: Rulebook, row: Row) -> Iterator[tuple[str, Node]]:
    """The lines of the safety page that other answers imply, with the condition of each."""
    for name, conditions in book.asks.items():
        if "implied_by" in conditions and name in row:
            yield name, conditions["implied_by"]


def differ(before: Row, after: Row) -> set[str]:
    """Name the facts that stand otherwise in two rows."""
    return {name for name, spread in before.items() if spread is not after[name] and not _alike(spread, after[name])}


def _alike(a: Spread, b: Spread) -> bool:
    return all(map(same, a, b))
