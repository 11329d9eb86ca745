"""What an import did: how much is new, how much was known, and what could not be read and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.records import ImportProblem
from sorewise.text.page import Line
from sorewise.text.problems import problem_said
from sorewise.text.speech import tr, trn

MOST_NAMED = 20


def so_far(files: int) -> str:
    """While an import goes on."""
    return trn("{n} file read ...", "{n} files read ...", files)


def summary(counts: Mapping[str, int], problems: Sequence[ImportProblem]) -> Iterator[Line]:
    """One line of counts, then a line a problem."""
    parts = [tr("{n} new", n=counts["new"]), tr("{n} known", n=counts["known"])]
    if counts["changed"]:
        parts.append(tr("{n} known and now fuller", n=counts["changed"]))
    if counts["unreadable"]:
        parts.append(tr("{n} unreadable", n=counts["unreadable"]))
    yield Line(", ".join(parts), "lead")
    for problem in problems[:MOST_NAMED]:
        yield Line(problem_said(problem), "item")
    more = len(problems) - MOST_NAMED
    if more > 0:
        yield Line(trn("{n} more; all of them with --json.", "{n} more; all of them with --json.", more), "quiet")
