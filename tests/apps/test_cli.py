"""The command as a whole: its list, its pages, its JSON, its ways to end."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sorewise import __version__
from sorewise.apps.cli import COMMANDS

HOUSE = Path(__file__).resolve().parents[2]
PAGES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *(HOUSE / "docs").rglob("*.md")]


def test_every_command_is_in_the_list(sorewise):
    """`sorewise` and `sorewise --help` list every command with a line; `--version` prints the version."""
    for arguments in ((), ("--help",)):
        done = sorewise(*arguments)
        assert done.code == 0
        assert all(re.search(rf"^\W*{name}\b", done.out, flags=re.MULTILINE) for name in COMMANDS)
    assert sorewise("--version").out.strip() == __version__


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_on_a_page(sorewise, name):
    """`sorewise NAME --help` works, and some page of the documentation says what the command is for."""
    done = sorewise(name, "--help")
    assert done.code == 0
    assert f"sorewise {name}" in done.out
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"\bsorewise (?:--\w+ \S+ )*{name}\b", pages)


JSON_OF = [
    ("check", "--answers", "SORE"),
    ("today",),
    ("why",),
    ("why", "RS-TIRED"),
    ("run-check", "--after", "--answers", "SORE"),
    ("log", "leg-day", "--minutes", "30"),
    ("log", "session", "--km", "5"),
    ("log", "race", "5k"),
    ("log", "plan", "easy"),
    ("log", "night", "--sleep-h", "7"),
    ("history",),
    ("replay",),
    ("rules", "list"),
    ("rules", "show", "RS-LOCAL"),
    ("rules", "check", "RULEBOOK"),
    ("rules", "compare", "RULEBOOK"),
    ("decide", "SORE"),
    ("ask", "SORE"),
    ("profile",),
    ("import", "EXPORT"),
    ("undo",),
    ("owner", "show"),
    ("demo",),
]


@pytest.mark.parametrize("arguments", JSON_OF, ids=" ".join)
def test_json_is_json(sorewise, sore, arguments, tmp_path):
    """Whatever shows something prints one JSON document with `--json`, without NaN, and nothing else."""
    sorewise("check", "--answers", sore)
    if arguments[0] == "why" and len(arguments) > 1:
        arguments = ("why", sorewise("today", "--json").json["reasons"][0]["rule"])
    if "EXPORT" in arguments:
        sorewise("export", str(tmp_path / "all.json"))
    places = {
        "SORE": sore,
        "RULEBOOK": str(HOUSE / "src" / "sorewise" / "rulebook"),
        "EXPORT": str(tmp_path / "all.json"),
    }
    done = sorewise(*(places.get(one, one) for one in arguments), "--json")
    assert done.code == 0, done.err
    assert done.err == ""
    json.loads(done.out, parse_constant=pytest.fail)


def test_db_works_before_every_command(sorewise, easy, tmp_path):
    """`--db FILE` names the store of that command alone."""
    other = tmp_path / "other.db"
    assert sorewise("--db", str(other), "check", "--answers", easy).code == 0
    assert sorewise("--db", str(other), "today").code == 0
    assert sorewise("today").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(sorewise, shell):
    """The script of each shell names every command."""
    done = sorewise("completion", shell)
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)


def test_colours_only_where_they_are_welcome(sorewise, easy, monkeypatch):
    """On a terminal there are colours; not with NO_COLOR, `--no-colour` or into a file."""
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in sorewise("check", "--answers", easy).out
    monkeypatch.setattr("sorewise.apps.cli._is_terminal", lambda: True)
    assert "\x1b[" in sorewise("today").out
    assert "\x1b[" not in sorewise("--no-colour", "today").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in sorewise("today").out


def test_today_starts_without_what_is_heavy(sorewise, easy):
    """A fresh Python that shows today's verdict has loaded neither SQLAlchemy nor Polars, Rich, numpy or the engine."""
    sorewise.now = __import__("datetime").datetime.now().astimezone()
    sorewise("check", "--answers", easy)
    script = (
        "import sys\nfrom sorewise.apps.cli import run\n"
        f"code = run(['--db', {str(sorewise.db)!r}, 'today'])\n"
        "heavy = {'sqlalchemy', 'alembic', 'polars', 'rich', 'numpy', 'fitfast', 'sorewise.engine.rules'}\n"
        "print(code, sorted(heavy & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_closed_pipe_is_no_error(sorewise, easy):
    """`sorewise why | head -1` ends quietly."""
    sorewise("check", "--answers", easy)
    command = f"{sys.executable} -m sorewise.apps.cli --db {sorewise.db} rules list | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
