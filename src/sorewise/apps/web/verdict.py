"""A page as it was shown, arranged for the web: the big word, then its parts, each line with what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sorewise.apps.day import rungs_of
from sorewise.model.verdict import PROMPT, SAME_DAY
from sorewise.store import DecisionRecord
from sorewise.text.page import Line

RUNNING = ("run", "ease", "ease", "cross", "rest")
IN_A_RUN = ("run", "ease", "ease", "rest", "rest")
HEADLINES = {
    "run_as_planned": "run", "run_easy": "ease", "run_reduced": "ease", "cross_train": "cross", "rest": "rest",
    "see_professional": "pro", "urgent_care": "help",
    "carry_on": "run", "keep_easy": "ease", "shorten": "ease", "walk_home": "rest", "stop": "rest",
}  # fmt: skip
"""The look of each headline: a colour and a shape."""
RUNS_LEFT = 2


@dataclass
class Entry:
    """A line and the lines below it."""

    line: Line
    below: list[Line] = field(default_factory=list)


@dataclass
class Part:
    """A part of the page under its heading; `about` names it."""

    heading: str
    about: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class View:
    """The page: the look of its verdict, the big word, the sentence below it, what else stands there, and its parts."""

    kind: str
    word: str
    lead: str
    top: Sequence[Line]
    parts: Sequence[Part]
    end: Sequence[Line]


def kind_of(record: DecisionRecord) -> str:
    """The look of a verdict; beside a routine referral the run that is left comes first, as its word does."""
    referral, activity = rungs_of(record)
    if referral >= SAME_DAY:
        return "help"
    if record.decision.get("status") == "safety_open":
        return "open"
    if referral >= PROMPT or (record.decision.get("headline") == "see_professional" and activity > RUNS_LEFT):
        return "pro"
    return (IN_A_RUN if record.phase == "in_run" else RUNNING)[activity]


def arranged(lines: Iterable[Line], kind: str) -> View:
    """The lines of a page, arranged."""
    top: list[Line] = []
    parts: list[Part] = []
    end: list[Line] = []
    over = False
    for line in lines:
        if line.part == "gap":
            over = True  # what follows without a heading of its own ends the page
        elif line.part == "heading":
            parts.append(Part(line.text, line.about))
            over = False
        elif parts and not over:
            add(parts[-1].entries, line)
        else:
            (end if parts else top).append(line)
    word = next((line.text for line in top if line.part == "word"), "")
    lead = next((line.text for line in top if line.part == "lead"), "")
    rest = [line for line in top if line.part not in {"word", "lead"}]
    return View(kind, word, lead, rest, parts, end)


def entries_of(lines: Iterable[Line]) -> list[Entry]:
    """Lines without headings, each with what stands below it."""
    entries: list[Entry] = []
    for line in lines:
        add(entries, line)
    return entries


def grouped(entries: Iterable[Entry]) -> list[tuple[bool, list[Entry]]]:
    """Neighbours of one sort together: items of a list (True), or lines that stand by themselves."""
    return [(item, list(some)) for item, some in groupby(entries, key=lambda entry: entry.line.part == "item")]


def is_label(line: Line) -> bool:
    """Whether a line only says what the lines after it are: "Stop rule:"."""
    return line.part == "text" and line.text.endswith(":")


def add(entries: list[Entry], line: Line) -> None:
    """Put a line below the entry that it belongs to, or on its own."""
    if line.depth and entries:
        entries[-1].below.append(line)
    else:
        entries.append(Entry(line))
