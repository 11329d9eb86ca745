"""`rules check`: a rulebook of somebody's own, before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.here import sound
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError, RulebookError
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


def book_in(folder: Path) -> Rulebook:
    """A whole rulebook by itself; anything less lies over ours. Raises InputError and RulebookError."""
    if not folder.is_dir():
        raise InputError(said.no_such_folder(str(folder)))
    from sorewise.engine.rules import TABLES, load

    if all((folder / f"{table}.toml").is_file() for table in TABLES):
        return sound(load(base=folder))
    return sound(load(folder))
