"""`rules compare`: what another rulebook would say of the same mornings, one's own or a million."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from cyclopts import Parameter

from sorewise.apps.data import Force, written
from sorewise.apps.here import here
from sorewise.apps.options import Json, Whole
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import as_data
from sorewise.apps.rulebooks import read_anew
from sorewise.apps.rules.check import book_in
from sorewise.model.errors import InputError
from sorewise.text import bulk as tables
from sorewise.text import compare as said
from sorewise.text import replay
from sorewise.text.page import Line

if TYPE_CHECKING:
    import polars as pl

    from sorewise.engine.book import Rulebook
    from sorewise.engine.bulk.compare import Compared

Key = TypeVar("Key", bound=tuple[Any, ...])
Book = Annotated[Path, Parameter(name="BOOK", help="A folder with rulebook files.")]
Other = Annotated[
    Path | None, Parameter(name="OTHER", help="A second folder, to compare BOOK with; else BOOK is compared with ours.")
]
On = Annotated[Path | None, Parameter("--on", help="A table of mornings, as `bulk` takes it; else your own mornings.")]
Made = Annotated[int | None, Whole, Parameter("--made", help="So many mornings of runners who do not exist.")]
Seed = Annotated[int, Whole, Parameter("--seed", help="Which made mornings: the same seed makes the same.")]
Picture = Annotated[Path | None, Parameter("--picture", help="Draw it into this .svg file, too.")]


def compare(
    book: Book,
    other: Other = None,
    /,
    *,
    on: On = None,
    made: Made = None,
    seed: Seed = 1,
    picture: Picture = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Show which mornings would read differently under another rulebook: yours, those of a table, or made ones."""
    if on is not None and made is not None:
        raise InputError(said.one_of_both())
    if on is None and made is None:
        if other is not None or picture is not None:
            raise InputError(said.needs_mornings())
        _own_mornings(book_in(book), as_json=as_json)
        return
    if made is not None and made < 1:
        raise InputError(said.none_made(), given=made)
    if seed < 0:
        raise InputError(said.no_seed(), given=seed)
    if picture is not None and picture.suffix != ".svg":
        raise InputError(said.no_picture(str(picture)), given=str(picture))
    if picture is not None and on is not None and picture.exists() and on.exists() and picture.samefile(on):
        raise InputError(tables.over_its_input(str(picture)), given=str(picture))
    before, after = (here().chosen_book(), book_in(book)) if other is None else (book_in(book), book_in(other))
    frames = _of_table(on, before) if on is not None else _made(made or 0, seed, before)
    _show(frames, before, after, picture, force=force, as_json=as_json)


def _own_mornings(theirs: Rulebook, *, as_json: bool) -> None:
    """Judge the stored check-ins again."""
    with here().store() as store:
        switched_on = store.profile().switched_on
        records = store.decisions()
    after, different = read_anew(here().book(), theirs, records, switched_on)
    if as_json:
        say_json({"rulebook": theirs.version, **as_data(len(records), after, different)})
    else:
        show(replay.page(len(after), different, len(records) - len(after)))


def _of_table(path: Path, book: Rulebook) -> Iterator[pl.DataFrame]:
    from sorewise.apps.bulk.mornings import whole_mornings

    return whole_mornings(path, book)


def _made(count: int, seed: int, book: Rulebook) -> Iterator[pl.DataFrame]:
    from sorewise.population import mornings

    return mornings(count, seed, {name: fact for name, fact in book.facts.items() if not fact.door})


def _show(
    frames: Iterator[pl.DataFrame],
    before: Rulebook,
    after: Rulebook,
    picture: Path | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    from sorewise.apps.rules.picture import drawn
    from sorewise.engine.bulk.compare import compare as compared

    found = compared(frames, before, after)
    if picture is not None:
        ladders = {name: found.ladder(name) for name in ("activity", "referral")}
        written(picture, drawn(ladders, said.title(before.version, after.version)).encode(), force=force)
    if as_json:
        say_json({"before": before.version, "after": after.version, **_as_data(found)})
    else:
        if before.version == after.version:
            show([Line(said.same())])
        show(_page(found))


def _page(found: Compared) -> Iterator[Line]:
    moves = [said.Move(before, after, count) for (before, after), count in found.moves.items()]
    rules = [(id_, way, times) for (id_, way), times in _most_first(found.rules)]
    return said.page(found.mornings, moves, found.whom, rules)


def _most_first(counts: Counter[Key]) -> list[tuple[Key, int]]:
    """What was counted with the most frequent first, among equals by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _as_data(found: Compared) -> dict[str, Any]:
    """The comparison as plain data; moves and rules with the most frequent first."""
    return {
        "mornings": found.mornings,
        "moved": found.moved,
        "moves": [
            {
                "before": dict(zip(("activity", "referral"), before, strict=True)),
                "after": dict(zip(("activity", "referral"), after, strict=True)),
                "mornings": count,
            }
            for (before, after), count in _most_first(found.moves)
            if before != after
        ],
        "whom": {
            name: {
                kind: {"mornings": one.mornings, "stricter": one.stricter, "milder": one.milder}
                for kind, one in sorted(kinds.items())
            }
            for name, kinds in found.whom.items()
        },
        "rules": [{"rule": id_, "way": way, "mornings": count} for (id_, way), count in _most_first(found.rules)],
    }
