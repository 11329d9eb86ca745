"""Laws of the house: what keeps the tree readable and deciding pure, beyond what ruff, mypy and import-linter see."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
SRC = HOUSE / "src" / "sorewise"
PURE = ("model", "engine", "training", "coach", "text", "morning.py")
"""Where a decision is made: nothing here may look at the clock."""

LONGEST_MODULE = 400
LONGEST_ADR = 80
CODE_IS_MADE_IN = re.compile(r"^engine/(when|compile\w*)\.py$")
CLOCKS = {"now", "utcnow", "today", "localtime", "monotonic", "perf_counter"}

TEXT_SUFFIXES = {".md", ".py", ".toml", ".json", ".po", ".yaml", ".csv", ".html", ".css", ".js", ".txt", ".cfg", ""}
ROOMS_WITHOUT_SOURCE = {"rulebook", "mornings", "weeks", "conformance", "data", "snapshots"}
"""Folders in tests/ that hold cases instead of mirroring a package."""

PLACES = re.compile(
    r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work|tmp)/"  # a machine's folders
    r"|[A-Z]:\\Users\\"
    r"|(?:^|[^.])\.\./shared\b"
    r"|pythonhosted|pypi\.org/simple|registry\.npmjs"  # a registry's host
)
LEFT_UNDONE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|HINT)\b")
UNUSED_WORDS = re.compile(
    r"\bAI\b|\bartificial intelligence\b|\binjury predict\w*|\bpredict(?:s|ing|ed)? (?:an? |your |the )?injur\w*"
    r"|\bprevents? injur\w*|\binjury[- ]free\b|\brisk percentage\b|\binjury risk of\b"
)
DIAGNOSIS = re.compile(r"\bdiagnos(?:is|es|e)\b")
NO_DIAGNOSIS = re.compile(r"\b(?:not?|never|without|nor|neither)\b", re.IGNORECASE)
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>.*)$")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")


def _tracked() -> list[Path]:
    """Every file of the project that git knows or would take; in an unpacked archive, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=False,
        text=True,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else [str(p.relative_to(HOUSE)) for p in _walk()]
    return sorted(HOUSE / name for name in names if name and (HOUSE / name).is_file())


def _walk() -> Iterator[Path]:
    """Every file outside hidden folders."""
    return (p for p in HOUSE.rglob("*") if not any(part.startswith(".") for part in p.relative_to(HOUSE).parts))


TRACKED = _tracked()
TEXTS = {p: p.read_text(encoding="utf-8") for p in TRACKED if p.suffix in TEXT_SUFFIXES and p != Path(__file__)}
MODULES = {p: ast.parse(text, str(p)) for p, text in TEXTS.items() if p.suffix == ".py"}
PAGES = {p: text for p, text in TEXTS.items() if p.suffix == ".md"}
OURS = {p: tree for p, tree in MODULES.items() if p.is_relative_to(SRC)}


def _name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def _hits(texts: dict[Path, str], pattern: re.Pattern[str]) -> list[str]:
    """`file:line: what was found` for every line that the pattern matches."""
    return [
        f"{_name(path)}:{number}: {hit.group().strip()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        for hit in [pattern.search(line)]
        if hit
    ]


# ------------------------------------------------------------------------------------------------ the tree


def test_no_module_is_over_400_lines():
    """A file that needs more has two reasons to exist."""
    long = {_name(p): n for p, t in TEXTS.items() if p.suffix == ".py" and (n := len(t.splitlines())) > LONGEST_MODULE}
    assert not long


def test_every_folder_with_modules_is_a_package_that_says_what_it_is():
    """Each package opens with its docstring (Alembic's revisions, loaded by path, are the exception)."""
    folders = {p.parent for p in OURS if "migrations" not in p.relative_to(SRC).parts}
    silent = [
        _name(folder)
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file() or not ast.get_docstring(OURS[folder / "__init__.py"])
    ]
    assert not silent


def test_the_rulebook_holds_no_code():
    """What we believe is TOML, and a page on how to read it."""
    strangers = [_name(p) for p in TRACKED if p.is_relative_to(SRC / "rulebook") and p.suffix not in {".toml", ".md"}]
    assert not strangers


def test_the_tests_mirror_the_house():
    """Each folder in tests/ is a room of src/ or holds cases; each room with modules has a folder in tests/."""
    rooms = {p.relative_to(SRC).parts[0] for p in OURS if p.name != "__init__.py" and p.parent != SRC}
    folders = {p.relative_to(HOUSE / "tests").parts[0] for p in TRACKED if p.is_relative_to(HOUSE / "tests")}
    folders = {name for name in folders if (HOUSE / "tests" / name).is_dir()}
    assert folders - ROOMS_WITHOUT_SOURCE <= rooms
    assert rooms <= folders


# ------------------------------------------------------------------------------------------------ the code


def test_code_is_made_from_text_in_one_place_only():
    """`eval`, `exec` and `compile` stand where a checked condition becomes a function, and nowhere else."""
    made = [
        f"{_name(path)}:{node.lineno}: {node.func.id}"
        for path, tree in OURS.items()
        if not CODE_IS_MADE_IN.match(path.relative_to(SRC).as_posix())
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert not made


def test_deciding_never_looks_at_the_clock():
    """The present is an argument: no `datetime.now()`, `date.today()` or their kin below the doors."""
    looks = [
        f"{_name(path)}:{node.lineno}: .{node.func.attr}()"
        for path, tree in OURS.items()
        if path.relative_to(SRC).parts[0] in PURE
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert not looks


def test_no_room_enters_by_the_front_door():
    """Rooms import each other by name: through `sorewise` itself the layers would mean nothing."""
    through = [
        f"{_name(path)}:{node.lineno}"
        for path, tree in OURS.items()
        if path.parent != SRC
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(a.name == "sorewise" for a in node.names))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "sorewise"
            and any(not (SRC / a.name).is_dir() and not (SRC / f"{a.name}.py").is_file() for a in node.names)
        )
    ]
    allowed_for_the_version = {hit for hit in through if hit.startswith("src/sorewise/apps/")}
    assert not set(through) - allowed_for_the_version


def test_whoever_silences_a_tool_says_why():
    """`noqa`, `type: ignore` and `pragma: no cover` are followed by ` - ` or a second `#` and the reason."""
    mute = [
        f"{_name(path)}:{number}"
        for path, text in TEXTS.items()
        if path.suffix == ".py"
        for number, line in enumerate(text.splitlines(), 1)
        for hit in [SILENCED.search(line)]
        if hit and not re.search(r"(?: - |# ).*\w+ \w+", hit["rest"])
    ]
    assert not mute


def test_every_ignored_lint_rule_is_explained():
    """Each line of pyproject.toml that switches a ruff rule off carries a comment."""
    text = TEXTS[HOUSE / "pyproject.toml"]
    section = text.partition("[tool.ruff.lint]")[2].partition("[tool.mypy]")[0]
    rules = [line for line in section.splitlines() if re.match(r'\s+"[A-Z]{1,4}\d*"', line)]
    assert rules
    assert not [line.strip() for line in rules if not re.search(r"# \w+", line)]


# ----------------------------------------------------------------------------------------------- the words


def test_nothing_tells_which_machine_it_was_made_on():
    """No folder of a machine and no host of a registry stands in a tracked file."""
    assert not _hits(TEXTS, PLACES)


def test_nothing_is_left_undone():
    """A mark for later is an issue, not a comment."""
    assert not _hits(TEXTS, LEFT_UNDONE)


def test_no_word_promises_what_rules_cannot_do():
    """We do not foretell injuries and are no oracle: the words are not used, outside the glossary's list of them."""
    texts = {p: t for p, t in TEXTS.items() if p != HOUSE / "docs" / "glossary.md"}
    assert not _hits(texts, UNUSED_WORDS)


def test_a_diagnosis_is_only_ever_denied():
    """On our pages and in what a runner reads, the word stands only beside a no: sorewise does not make one."""
    read = {p: t for p, t in TEXTS.items() if p in PAGES or p.is_relative_to(SRC / "text")}
    lines = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path, text in read.items()
        for number, line in enumerate(text.splitlines(), 1)
        if DIAGNOSIS.search(line) and not NO_DIAGNOSIS.search(line)
    ]
    assert not lines


# ----------------------------------------------------------------------------------------------- the pages


def test_every_link_of_every_page_leads_somewhere():
    """Relative links point at files that exist."""
    dead = [
        f"{_name(page)} -> {target}"
        for page, text in PAGES.items()
        for target in (hit["target"].partition("#")[0] for hit in LINK.finditer(text))
        if target and not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]
    assert not dead


def test_decisions_are_numbered_once_and_fit_on_a_page():
    """Each ADR has a number of its own, its four parts, and one page."""
    records = [p for p in PAGES if p.parent == HOUSE / "docs" / "decisions" and p.name != "README.md"]
    numbers = [p.name[:4] for p in records]
    assert len(numbers) == len(set(numbers))
    for page in records:
        text = PAGES[page]
        assert re.match(rf"# {page.name[:4]}[. ]", text), f"{page.name} opens with its number"
        assert all(f"## {part}" in text for part in ("Context", "Decision", "Consequences")), page.name
        assert len(text.splitlines()) <= LONGEST_ADR, f"{page.name} is longer than a page"


def test_the_changelog_opens_each_release_with_verdicts_that_change():
    """A runner first reads whether yesterday's answers still hold."""
    releases = re.split(r"^## ", PAGES[HOUSE / "CHANGELOG.md"], flags=re.MULTILINE)[1:]
    assert releases
    for release in releases:
        assert re.search(r"^### (.+)$", release, flags=re.MULTILINE)[1] == "Verdicts that change"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"])
def test_the_house_has_its_papers(name):
    """Whoever comes to use, mend or attack it finds the page for that."""
    assert (HOUSE / name).stat().st_size > 0


def test_the_version_is_written_once():
    """pyproject.toml takes it from the package, so the two cannot differ."""
    project = tomllib.loads(TEXTS[HOUSE / "pyproject.toml"])["project"]
    assert project["dynamic"] == ["version"]
    assert re.search(r'^__version__ = "\d+\.\d+\.\d+"$', TEXTS[SRC / "model" / "release.py"], flags=re.MULTILINE)
