"""What imports could not read, as a list, and what was taken of it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.records import ImportProblem
from sorewise.text.page import Line
from sorewise.text.problems import problem_said
from sorewise.text.speech import tr, trn

MARK_LETTERS = 8
"""As much of a SHA-256 as the store asks for."""


def page(problems: Sequence[ImportProblem]) -> Iterator[Line]:
    """A line a problem, oldest first."""
    if not problems:
        yield Line(tr("Nothing is left that could not be read."))
        return
    yield Line(trn("{n} thing could not be read:", "{n} things could not be read:", len(problems)), "lead")
    for problem in problems:
        yield Line(problem_said(problem), "item")
        if problem.held:
            yield Line(tr("To take it: {command}", command=_command(problem)), "quiet", 1)


def _command(problem: ImportProblem) -> str:
    """By the mark of the content if there is one: it is short, and no path has to be quoted."""
    return f"sorewise import --accept {problem.file_sha256[:MARK_LETTERS] or repr(problem.path)}"


def nothing_held(which: str) -> str:
    """For a path of which nothing waits."""
    return tr(
        'Nothing of "{which}" waits to be accepted. sorewise import --problems lists what could not be read.',
        which=which,
    )


def accepted(counts: Mapping[str, int]) -> Line:
    """What was taken."""
    return Line(
        tr(
            "Taken all the same: {new} new, {known} known, {merged} known and now fuller. Wrong? sorewise undo",
            **counts,
        )
    )
