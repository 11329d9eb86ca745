"""The command run in this process: its exit code, what it printed, and what somebody typed."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sorewise.apps.cli import run
from sorewise.apps.here import Here
from sorewise.engine.rules import load

NOW = datetime(2026, 11, 20, 6, 10, tzinfo=UTC)
BOOKS = {}


@dataclass
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """What was printed, as JSON."""
        return json.loads(self.out)


class Desk:
    """A runner at a terminal of their own, at a time that can be set."""

    def __init__(self, folder: Path, monkeypatch, capsys):
        self.folder = folder
        self.db = folder / "own.db"
        self.now = NOW
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, typed: str = "", db: Path | str | None = None) -> Done:
        """Run `sorewise ARGUMENTS`, with `typed` as what is typed or piped in."""
        BOOKS.setdefault(None, load()) if None not in BOOKS else None
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        self._monkeypatch.setattr("sys.stdin", stdin)
        self._capsys.readouterr()
        place = Here(db=str(db or self.db), clock=lambda: self.now, _books=dict(BOOKS))
        code = run(arguments, place)
        caught = self._capsys.readouterr()
        return Done(code, caught.out, caught.err)

    def file(self, name: str, content: object) -> str:
        """A file with this JSON, or this text."""
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def at(self, hour: int, minute: int = 0) -> None:
        """Let it be that time of the same day."""
        self.now = NOW.replace(hour=hour, minute=minute)


@pytest.fixture
def sorewise(tmp_path, monkeypatch, capsys):
    """The command, as somebody with an empty store types it."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return Desk(tmp_path, monkeypatch, capsys)


EASY = {
    "answers": {
        "legs": "fresh",
        "safety": "none",
        "gait": "normal",
        "hard_to_walk": False,
        "fatigue": 2,
        "sleep_quality": 4,
        "illness": "none",
        "painkiller_12h": False,
        "training_mistake": False,
        "experience_years": 8,
        "birth_year": 1985,
    }
}
SORE = {
    "answers": {
        **EASY["answers"],
        "legs": "sore",
        "spots": [
            {
                "region": "quad",
                "side": "both",
                "pain": 3,
                "tissue": "muscle",
                "spread": "diffuse",
                "eases": "yes",
                "onset": "after_exercise_delayed",
                "quality": ["dull"],
                "run_worse": False,
                "night_pain": False,
                "bone_tender": False,
                "joint_locking": False,
                "rest_pain": False,
                "trend": "same",
                "days_sore": 1,
            }
        ],
    },
    "history": {"last_session_type": "long", "last_session_hours_ago": 20},
}


@pytest.fixture
def easy(sorewise):
    """A file with a morning on which nothing is the matter."""
    return sorewise.file("easy.json", EASY)


@pytest.fixture
def sore(sorewise):
    """A file with a morning of sore thighs after a long run."""
    return sorewise.file("sore.json", SORE)
