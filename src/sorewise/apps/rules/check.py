"""`rules check` and `rules compare`: a rulebook of somebody's own, before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.here import here, sound
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import as_data
from sorewise.apps.rulebooks import read_anew
from sorewise.model.errors import InputError, RulebookError
from sorewise.text import replay
from sorewise.text import rules as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

Folder = Annotated[Path, Parameter(name="DIR", help="A folder with rulebook files.")]


def check(folder: Folder, /, *, as_json: Json = False) -> int:
    """Check a rulebook folder and run its examples; every mistake is named with its place."""
    try:
        book = book_in(folder)
    except RulebookError as error:
        if not as_json:
            raise
        say_json({"folder": str(folder), "mistakes": error.mistakes})
        return 2
    if as_json:
        say_json({"folder": str(folder), "rulebook": book.version, "rules": len(book.rules), "mistakes": []})
    else:
        show(said.sound(len(book.rules), book.version))
    return 0


def compare(folder: Folder, /, *, as_json: Json = False) -> None:
    """Show which mornings of the stored history would read differently under a rulebook."""
    theirs = book_in(folder)
    with here().store() as store:
        switched_on = store.profile().switched_on
        records = store.decisions()
    after, different = read_anew(here().book(), theirs, records, switched_on)
    if as_json:
        say_json({"rulebook": theirs.version, **as_data(len(records), after, different)})
    else:
        show(replay.page(len(after), different, len(records) - len(after)))


def book_in(folder: Path) -> Rulebook:
    """A whole rulebook by itself; anything less lies over ours. Raises InputError and RulebookError."""
    if not folder.is_dir():
        raise InputError(said.no_such_folder(str(folder)))
    from sorewise.engine.rules import TABLES, load

    if all((folder / f"{table}.toml").is_file() for table in TABLES):
        return sound(load(base=folder))
    return sound(load(folder))
