"""`import`: files, folders and archives into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.keeping import Keeper, Memory, Report, rehearsal, take_all
from sorewise.apps.options import Json
from sorewise.apps.out import complain, say_json, show, width
from sorewise.model.errors import InputError, StoreError
from sorewise.store import Store
from sorewise.text import taking as said
from sorewise.text.page import plain

Paths = Annotated[list[str] | None, Parameter(name="PATH", help="Files, ZIP archives, or folders that are read whole.")]
DryRun = Annotated[bool, Parameter("--dry-run", negative=(), help="Say what would happen, and keep nothing.")]
Problems = Annotated[bool, Parameter("--problems", negative=(), help="List what could not be read so far, and why.")]
Explain = Annotated[
    str | None, Parameter("--explain", help="Show where a session comes from: its id, or the day it was on.")
]
Accept = Annotated[
    str | None, Parameter("--accept", help="Take what was held back of a damaged file: its path, or its SHA-256.")
]


def take_in(
    paths: Paths = None,
    /,
    *,
    dry_run: DryRun = False,
    problems: Problems = False,
    explain: Explain = None,
    accept: Accept = None,
    as_json: Json = False,
) -> None:
    """Read what watches and services exported into the store: activities, nights, wellness, or your own export."""
    if problems + (explain is not None) + (accept is not None) + bool(paths) != 1:
        raise InputError(said.one_thing())
    if paths:
        _take_in(paths, dry_run=dry_run, as_json=as_json)
    elif explain is not None:
        from sorewise.apps import explain as origins

        origins.explain(explain, as_json=as_json)
    else:
        from sorewise.apps import refusals

        refusals.problems(as_json=as_json) if accept is None else refusals.accept(accept, as_json=as_json)


def _take_in(paths: Iterable[str], *, dry_run: bool, as_json: bool) -> None:
    with here().store() as store:
        report = (rehearsed if dry_run else taken_in)(store, paths)
    if as_json:
        say_json(as_data(report))
    else:
        show(said.summary(report.counts, report.partial, report.refused, dry_run=dry_run))


def as_data(report: Report) -> dict[str, object]:
    """The report as JSON data: counts, and a sentence for each file that was not taken whole."""
    return {
        "new": report.new,
        "known": report.known,
        "merged": report.merged,
        **{
            name: [{"path": path, "message": said.message(problems)} for path, problems in found.items()]
            for name, found in (("partial", report.partial), ("refused", report.refused))
        },
    }


def taken_in(store: Store, paths: Iterable[str]) -> Report:
    """Read what lies there and keep what is new of it. Raises InputError for a path where nothing is."""
    memory = Memory(store.contents())
    return _kept(Keeper(store, memory, here().clock()), memory, paths)


def rehearsed(store: Store, paths: Iterable[str]) -> Report:
    """What `taken_in` would do."""
    memory = Memory(store.contents())
    with rehearsal(store) as copy:
        return _kept(Keeper(copy, memory, here().clock()), memory, paths)


def _kept(keeper: Keeper, memory: Memory, paths: Iterable[str]) -> Report:
    from sorewise.apps.progress import watching

    with _telling_what_is_kept(keeper), watching() as watcher:
        take_all(keeper, memory, [Path(path) for path in paths], watcher)
    return keeper.report


@contextmanager
def _telling_what_is_kept(keeper: Keeper) -> Iterator[None]:
    """An import that is cut off has kept its finished batches; whoever reads why it ended reads that too."""
    try:
        yield
    except (StoreError, KeyboardInterrupt):
        if keeper.report.new or keeper.report.merged:
            here().progress.kept = True
            complain(plain(said.kept_so_far(keeper.report.counts), width()))
        raise
