"""What an import did: how much is new, how much was known, and what could not be read and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.records import ImportProblem
from sorewise.text.page import Line
from sorewise.text.problems import MEGABYTE, problem_why
from sorewise.text.refusals import line_of, told_once
from sorewise.text.speech import number, tr, trn

MOST_NAMED = 20
MOST_SENTENCES = 3
Files = Mapping[str, Sequence[ImportProblem]]


def reading() -> str:
    """Before the bar."""
    return tr("Reading")


def files_of(done: int, files: int) -> str:
    """Beside the bar."""
    return tr("{done} of {n} files", done=done, n=files)


def so_far(done: int, files: int, size: int, total: int) -> str:
    """A line on the way, where there is no bar."""
    return tr(
        "{done} of {n} files, {size} of {total} MB ...",
        done=done,
        n=files,
        size=number(size / MEGABYTE),
        total=number(total / MEGABYTE),
    )


def one_thing() -> str:
    """An import of nothing, or of something and a question at once."""
    return tr(
        "Name what to read: a folder, a file, or the ZIP archive that a service made of your data. "
        "--problems, --explain and --accept stand alone."
    )


def kept_so_far(counts: Mapping[str, int]) -> Iterator[Line]:
    """An import was cut off."""
    yield Line(
        tr(
            "The import stopped on the way. Kept before that: {kept}. The same command goes on from there.",
            kept=counted(counts),
        )
    )


def message(problems: Sequence[ImportProblem]) -> str:
    """What was wrong with one file, in a few sentences."""
    said = [_at(problem) for problem in problems[:MOST_SENTENCES]]
    more = len(problems) - MOST_SENTENCES
    if more > 0:
        said.append(trn("{n} more of such.", "{n} more of such.", more))
    return " ".join(said)


def _at(problem: ImportProblem) -> str:
    why = problem_why(problem)
    return tr("{where}: {why}", where=problem.place, why=why) if problem.place else why


def summary(counts: Mapping[str, int], partial: Files, refused: Files, *, dry_run: bool = False) -> Iterator[Line]:
    """One line of counts, then a line for each kind of problem in each file, the worst files first."""
    if dry_run:
        yield Line(tr("Nothing was written. An import would give:"))
    yield Line(counted(counts), "lead")
    named = list(told_once([*_flat(refused), *_flat(partial)]))
    for problem, alike in named[:MOST_NAMED]:
        yield line_of(problem, alike)
    left = len(named) - MOST_NAMED
    if left > 0:
        yield Line(trn("{n} more; all of them with --json.", "{n} more; all of them with --json.", left), "quiet")
    if any(problem.held for problem, _ in named):
        yield Line(tr("How to take what waits: sorewise import --problems"), "quiet")
    if counts["passed_over"]:
        yield Line(
            trn(
                "{n} file is no training data and was passed over.",
                "{n} files are no training data and were passed over.",
                counts["passed_over"],
            ),
            "quiet",
        )


def counted(counts: Mapping[str, int]) -> str:
    """The counts of an import in a line."""
    parts = [tr("{n} new", n=counts["new"]), tr("{n} known", n=counts["known"])]
    if counts["merged"]:
        parts.append(tr("{n} known and now fuller", n=counts["merged"]))
    if counts["partial"]:
        parts.append(trn("{n} file with a remark", "{n} files with a remark", counts["partial"]))
    if counts["refused"]:
        parts.append(trn("{n} file refused", "{n} files refused", counts["refused"]))
    return ", ".join(parts)


def _flat(files: Files) -> Iterator[ImportProblem]:
    return (problem for problems in files.values() for problem in problems)
