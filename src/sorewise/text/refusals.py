"""What imports could not read, as a list, and what was taken of it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.records import ImportProblem
from sorewise.text.page import Line
from sorewise.text.problems import problem_said, problem_why
from sorewise.text.speech import tr, trn

MARK_LETTERS = 8
"""As much of a SHA-256 as the store asks for."""


def page(problems: Sequence[ImportProblem]) -> Iterator[Line]:
    """What is wrong, file by file: first what was refused, then what was kept with a remark."""
    if not problems:
        yield Line(tr("Nothing is left that could not be read."))
        return
    files = len({problem.path for problem in problems})
    yield Line(
        trn(
            "{n} file with something that could not be read:", "{n} files with something that could not be read:", files
        ),
        "lead",
    )
    for problem, alike in told_once(sorted(problems, key=lambda one: one.kept > 0)):
        yield line_of(problem, alike)
        if problem.held:
            yield Line(tr("To take it: {command}", command=_command(problem)), "quiet", 1)


def told_once(problems: Sequence[ImportProblem]) -> Iterator[tuple[ImportProblem, int]]:
    """Each problem with how many other files have just the same: a watch may have forgotten its zone a thousand times.

    The same sentence at several places of one file is told at each of them, and what waits by itself.
    """
    files: dict[str, dict[str, None]] = {}
    for problem in problems:
        files.setdefault(_kind(problem), {}).setdefault(problem.path)
    for problem in problems:
        same = files[_kind(problem)]
        if problem.path == next(iter(same)):
            yield problem, len(same) - 1


def line_of(problem: ImportProblem, alike: int) -> Line:
    """The problem, and in how many more files there is just the same."""
    more = trn("The same in {n} more file.", "The same in {n} more files.", alike) if alike else ""
    return Line(f"{problem_said(problem)} {more}".rstrip(), "item")


def _kind(problem: ImportProblem) -> str:
    if problem.place or problem.held:
        return f"{problem.path} {problem.place}"
    return f"{problem.code}: {problem_why(problem)}"


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
