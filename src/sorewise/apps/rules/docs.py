"""`rules docs`: the rulebook as pages to read, one a file of rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.out import show
from sorewise.text import rules as said
from sorewise.text.page import Line
from sorewise.text.week_rules import week_page

if TYPE_CHECKING:
    from sorewise.engine.book import Rule, Rulebook

Folder = Annotated[Path, Parameter(name="DIR", help="Where the pages go.")]


def docs(folder: Folder = Path("docs/rules"), /) -> None:
    """Write the rulebook as pages, one a file of rules, with an index."""
    book = here().chosen_book()
    pages = {name: _page(name, (said.page(rule, book) for rule in rules)) for name, rules in _by_file(book).items()}
    if book.week:
        pages["week"] = _page("week", (week_page(rule, book.thresholds, book) for rule in book.week.values()))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "README.md").write_text(_index(book, pages), encoding="utf-8")
    show([Line(said.written(len(pages) + 1, str(folder)))])


def _by_file(book: Rulebook) -> dict[str, list[Rule]]:
    """Our rules by the file they stand in; a rule of somebody's own stands under `own`."""
    home: dict[str, str] = {}
    for page in sorted((files("sorewise") / "rulebook" / "rules").iterdir(), key=lambda one: one.name):
        if page.name.endswith(".toml"):
            home |= dict.fromkeys(tomllib.loads(page.read_text(encoding="utf-8")), page.name.removesuffix(".toml"))
    found: dict[str, list[Rule]] = {}
    for rule in book.rules:
        found.setdefault(home.get(rule.spec, "own"), []).append(rule)
    return found


def _page(name: str, rules: Iterable[Iterable[Line]]) -> str:
    title = name.replace("_", " ").capitalize()
    parts = [f"# {title}", "Made from the rulebook by `sorewise rules docs`; change the rulebook, not this page."]
    for rule in rules:
        heading, *lines = rule
        parts.append(f"## {heading.text}")
        parts.append("\n".join(f"- {_plain(line.text)}" for line in lines))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Markdown would read an underscore or a star as a style."""
    return text.replace("_", "\\_").replace("*", "\\*").replace("<", "&lt;")


def _index(book: Rulebook, pages: dict[str, str]) -> str:
    counts = {name: text.count("\n## ") for name, text in pages.items()}
    lines = [f"- [{name.replace('_', ' ')}]({name}.md): {count} rules" for name, count in sorted(counts.items())]
    head = "# The rules\n\nMade from the rulebook by `sorewise rules docs`; change the rulebook, not these pages.\n\n"
    return head + "\n".join(lines) + f"\n\n{len(book.rules) + len(book.week)} rules and parts of rules.\n"
