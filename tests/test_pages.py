"""What the pages promise: every command and target they name exists, and what the README shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
PAGES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / "SECURITY.md", *sorted((HOUSE / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`\n]+)`|^ {4,}(\S.*)$", re.MULTILINE)
COMMAND = re.compile(r"\bsorewise (?:--\w+ \S+ )*(?P<verb>[a-z][a-z-]+)(?: (?P<second>[a-z]+)\b)?")
GROUPS = {"owner", "rules"}
"""Commands that have commands of their own."""


def _named_in_pages() -> set[tuple[str, ...]]:
    """Every `sorewise VERB` that stands in code on a page."""
    return {
        (hit["verb"], hit["second"]) if hit["verb"] in GROUPS and hit["second"] else (hit["verb"],)
        for page in PAGES
        for code in CODE.finditer(page.read_text(encoding="utf-8"))
        for hit in COMMAND.finditer(code.group(1) or code.group(2))
    }


def _shown_between(marker: str) -> str:
    """The README's text between `<!-- marker -->` and `<!-- /marker -->`, without its fence."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    block = text.partition(f"<!-- {marker} -->")[2].partition(f"<!-- /{marker} -->")[0]
    return "\n".join(line for line in block.splitlines() if not line.startswith("```")).strip("\n")


def _run(*arguments: str) -> str:
    """What our own command prints on a wide terminal without colours."""
    done = subprocess.run(
        [Path(sys.executable).with_name("sorewise"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "120", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def verbs():
    """The commands that `--help` lists, by group."""
    listed = {(): _run("--help")} | {(group,): _run(group, "--help") for group in GROUPS}
    name = re.compile(r"^[\W_]*([a-z][a-z-]+)\b", re.MULTILINE)
    return {(*group, hit) for group, text in listed.items() for hit in name.findall(text)}


def test_every_command_on_a_page_exists(verbs):
    """A page that names a command names one that can be typed."""
    named = _named_in_pages()
    assert ("check",) in named
    assert not named - verbs


def test_every_target_on_a_page_exists():
    """`make X` on a page is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = [hit.group(1) or hit.group(2) for page in PAGES for hit in CODE.finditer(page.read_text(encoding="utf-8"))]
    named = {target for text in code for target in re.findall(r"\bmake ([a-z]+)", text)}
    assert {"demo", "test"} <= named
    assert not named - targets


def test_the_verdict_in_the_readme_is_the_one_the_demo_gives():
    """Every line shown on the first screen is printed by `sorewise demo`."""
    shown = [line.strip() for line in _shown_between("verdict").splitlines() if line.strip()]
    assert shown
    printed = {line.strip() for line in _run("demo").splitlines()}
    assert not [line for line in shown if line not in printed]


def test_the_morning_in_six_lines_runs_as_shown():
    """The README's Python runs, is six lines, and prints what its comments say it prints."""
    code = _shown_between("six lines")
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) == 6
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    promised = re.findall(r"# -> (.+)$", code, re.MULTILINE)
    assert promised
    assert done.stdout.split("\n")[: len(promised)] == promised
