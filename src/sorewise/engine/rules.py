"""TOML -> frozen Rulebook; every mistake is reported with file, rule, column and a suggestion."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sorewise.engine import tables
from sorewise.engine.book import Rulebook
from sorewise.engine.lint import guard_flags, guard_signs, lint
from sorewise.engine.week_tables import guard_week, lint_week, week_rules
from sorewise.model.errors import RulebookError
from sorewise.model.release import __version__

OF_PARTS = ("when", "activity", "referral", "unknown", "examples")  # what each part of a rule says for itself
TABLES = ("sources", "facts", "thresholds", "terms", "regions", "advice")
RULES = ("rules", "week")  # tables of rules: they have parts, may be retired, and stand in `rules/`


@dataclass
class Pages:
    """The raw tables of one or more folders, each entry with its file; later folders overlay earlier ones."""

    tables: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in (*TABLES, *RULES)})
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    overlaid: set[tuple[str, str]] = field(default_factory=set)  # what an overlay adds or changes
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, folder: Traversable, *, overlay: bool = False) -> None:
        """Read one folder: the six tables and every file of `rules/`."""
        self.mistakes += strangers(folder)
        seen: dict[str, str] = {}
        for label, table, page in pages_of(folder):
            text = page.read_bytes()
            self.digest.update(label.encode() + b"\0" + text)
            try:
                content = tomllib.loads(text.decode())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.mistakes.append(f"{label}: this is not readable TOML: {error}")
                continue
            for id_, entry in content.items():
                if table in RULES and id_ in seen:
                    self.mistakes.append(f"{label}, {id_}: this id stands in {seen[id_]} already; give it another")
                    continue
                seen[id_] = label
                home = "week" if table == "rules" and id_ in self.tables["week"] else table
                self.put(home, id_, entry, label, overlay=overlay)

    def put(self, table: str, id_: str, entry: Any, label: str, *, overlay: bool) -> None:
        """Keep one entry; an overlay changes the keys it names and leaves the rest."""
        before = self.tables[table].get(id_)
        if overlay and isinstance(before, dict) and isinstance(entry, dict):
            if table in RULES and not self.fits(id_, before, entry, label):
                return
            if entry.get("retire"):
                self.retire(table, id_, before, label)
                return
            entry = merged(before, entry)
            for part in [key for key, value in entry.items() if isinstance(value, dict) and value.get("retire")]:
                self.retire_part(id_, part, before, label)
                entry = {key: value for key, value in entry.items() if key != part}
        if overlay:
            self.overlaid.add((table, id_))
        self.tables[table][id_] = entry
        self.origin[table, id_] = label

    def fits(self, id_: str, before: Mapping[str, Any], entry: Mapping[str, Any], label: str) -> bool:
        """Refuse a condition for a whole rule that has parts."""
        parts = [key for key, value in before.items() if isinstance(value, dict)]
        whole = next((key for key in entry if key in OF_PARTS and parts), None)
        if whole:
            self.mistakes.append(f"{label}, {id_}, {whole}: this rule has parts; name one of {', '.join(parts)}")
        return whole is None

    def retire(self, table: str, id_: str, before: Mapping[str, Any], label: str) -> None:
        """Take a rule out; a red flag stays."""
        parts = [before, *(part for part in before.values() if isinstance(part, dict))]
        if table not in RULES or any(part.get("red_flag") for part in parts):
            what = "a red flag" if table in RULES else f"an entry of {table}"
            self.mistakes.append(f"{label}, {id_}, retire: {what} cannot be retired")
            return
        del self.tables[table][id_]

    def retire_part(self, id_: str, part: str, before: Mapping[str, Any], label: str) -> None:
        """Take one part of a rule out; a red flag stays."""
        if {**before, **before.get(part, {})}.get("red_flag"):
            self.mistakes.append(f"{label}, {id_}.{part}, retire: a red flag cannot be retired")


def merged(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Overlay one table over another, parts of a rule one by one."""
    result = dict(before)
    for key, value in after.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def pages_of(folder: Traversable) -> Iterator[tuple[str, str, Traversable]]:
    """Yield (label, table, file) of a rulebook folder in a fixed order."""
    for name in TABLES:
        page = folder / f"{name}.toml"
        if page.is_file():
            yield f"{name}.toml", name, page
    rules = folder / "rules"
    if rules.is_dir():
        for page in sorted(rules.iterdir(), key=lambda item: item.name):
            if page.name.endswith(".toml"):
                yield f"rules/{page.name}", "week" if page.name == "week.toml" else "rules", page


def strangers(folder: Traversable) -> Iterator[str]:
    """Name the TOML files that are no part of a rulebook: a misspelt file would change nothing and say nothing."""
    known = {f"{name}.toml" for name in TABLES}
    for page in sorted(folder.iterdir(), key=lambda item: item.name):
        if page.is_dir() and page.name != "rules":
            for inner in sorted(page.iterdir(), key=lambda item: item.name):
                if inner.name.endswith(".toml"):
                    near = tables.near(page.name, ["rules"])
                    hint = near.replace('"rules"', f'"rules/{inner.name}"')
                    yield f"{page.name}/{inner.name}: this is no part of a rulebook{hint}"
        elif page.name.endswith(".toml") and page.name not in known:
            yield f"{page.name}: this is no part of a rulebook{tables.near(page.name, known)}"


def load(overlay: Path | None = None, *, base: Traversable | None = None) -> Rulebook:
    """Read our rulebook, and over it a person's or club's own.

    Raises RulebookError with every mistake found: a condition that cannot be read, an unknown name, a missing source
    ...
    """
    pages = Pages()
    pages.add(base or files("sorewise") / "rulebook")
    book = _built(pages)
    if overlay is None:
        return book
    if not overlay.is_dir():
        raise RulebookError([f"{overlay}: there is no such rulebook folder"])
    pages.add(overlay, overlay=True)
    return _built(pages, above=book)


def _built(pages: Pages, *, above: Rulebook | None = None) -> Rulebook:
    mistakes = list(pages.mistakes)
    version = f"{__version__}+{pages.digest.hexdigest()[:12]}"
    book = tables.build(pages.tables, pages.origin, mistakes, version)
    make = tables.Builder(pages.origin, mistakes)
    book = replace(book, week=week_rules(pages.tables["week"], make, book.numbers))
    if above is not None and not mistakes:
        mistakes += guard_signs(above, book)
    if not mistakes:
        mistakes += lint(book, pages.origin, only=None if above is None else pages.overlaid)
        mistakes += lint_week(book, pages.origin)
        if above is not None:
            mistakes += [*guard_flags(above, book, pages.origin), *guard_week(above, book, pages.origin)]
    if mistakes:
        raise RulebookError(mistakes)
    return book
