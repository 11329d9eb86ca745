"""Collects every sentence for translators: `python -m sorewise.text.extract` writes locale/sorewise.pot.

Sentences of Python code are the constants given to `tr`, `trn`, `mark` and `marks`; those of the rulebook stand under
the keys of SPOKEN. Translate the .pot into locale/LANGUAGE/LC_MESSAGES/sorewise.po and compile that, with
`pybabel compile -d src/sorewise/text/locale -D sorewise` for example.
"""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sorewise.text.speech import CATALOGUES, DOMAIN

PACKAGE = Path(str(files("sorewise")))
TEMPLATE = CATALOGUES / f"{DOMAIN}.pot"
ONE, PAIR = ("tr", "mark"), ("trn", "marks")
SPOKEN = ("says", "because", "asks", "labels", "name", "title", "often", "long", "means", "dissent")
"""Keys of the rulebook whose texts are shown to people."""

HEADER = f"""\
# Every sentence that sorewise says. Made by: python -m sorewise.text.extract
msgid ""
msgstr ""
"Project-Id-Version: {DOMAIN}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class Message(NamedTuple):
    """A sentence and where it is said; `plural` is empty if it has one form only."""

    text: str
    plural: str
    where: str


def messages() -> Iterator[Message]:
    """Every sentence of the package, file by file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from of_code(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())
    for path in (*sorted((PACKAGE / "rulebook").rglob("*.toml")), *sorted((PACKAGE / "rulebooks").rglob("*.toml"))):
        yield from of_rulebook(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())


def of_code(text: str, where: str) -> Iterator[Message]:
    """Every constant that is given to one of our functions."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.id in ONE and given and given[0]:
            yield Message(given[0], "", f"{where}:{node.lineno}")
        elif node.func.id in PAIR and len(given) == len(PAIR):
            yield Message(given[0], given[1], f"{where}:{node.lineno}")


def of_rulebook(text: str, where: str) -> Iterator[Message]:
    """Every text under a spoken key, at whatever depth."""
    yield from _spoken(tomllib.loads(text), where)


def _spoken(table: Mapping[str, object], where: str) -> Iterator[Message]:
    for key, value in table.items():
        if key in SPOKEN and isinstance(value, str | list):
            for one in [value] if isinstance(value, str) else value:
                if one:
                    yield Message(str(one), "", where)
        elif isinstance(value, Mapping):
            yield from _spoken(value, f"{where}:{key}" if where.endswith(".toml") else where)


def template(found: Sequence[Message]) -> str:
    """The catalogue to translate: each sentence once, with every place where it is said, in order of the first."""
    places: dict[tuple[str, str], list[str]] = {}
    plurals = {message.text: message.plural for message in found if message.plural}
    for message in found:
        places.setdefault((message.text, plurals.get(message.text, "")), []).append(message.where)
    return HEADER + "".join(_entry(text, plural, where) for (text, plural), where in places.items())


def _entry(text: str, plural: str, where: Sequence[str]) -> str:
    lines = ["", *(f"#: {place}" for place in dict.fromkeys(where))]
    if "{" in text:
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(text)}")
    lines += [f"msgid_plural {_quoted(plural)}", 'msgstr[0] ""', 'msgstr[1] ""'] if plural else ['msgstr ""']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(path: Path = TEMPLATE) -> None:
    """Write the template."""
    found = list(messages())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template(found), encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len({message.text for message in found})} sentences\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
