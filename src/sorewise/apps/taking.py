"""`import`: files, folders and archives into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.keeping import OWN, Keeper, Memory, Report, rehearsal
from sorewise.apps.options import Json
from sorewise.apps.out import complain, say_json, show, width
from sorewise.model.errors import InputError, StoreError
from sorewise.store import Store
from sorewise.text import taking as said
from sorewise.text.page import plain

Paths = Annotated[list[str] | None, Parameter(name="PATH", help="Files, ZIP archives, or folders that are read whole.")]
DryRun = Annotated[bool, Parameter("--dry-run", negative=(), help="Say what would happen, and keep nothing.")]
OWN_DOCUMENT = "sorewise.apps.own_document"


def take_in(paths: Paths = None, /, *, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Read what watches and services exported into the store: activities, nights, wellness, or your own export."""
    if not paths:
        raise InputError(said.no_path())
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
    from sorewise.importers import IMPORTERS
    from sorewise.importers.run import read_all

    formats = tuple((label, OWN_DOCUMENT if label == OWN else module) for label, module in IMPORTERS)
    with (
        _telling_what_is_kept(keeper),
        watching() as watcher,
        closing(read_all([Path(path) for path in paths], known=memory, formats=formats, watcher=watcher)) as found,
    ):
        for one in found:
            keeper.take(one)
        keeper.flush()
    return keeper.report


@contextmanager
def _telling_what_is_kept(keeper: Keeper) -> Iterator[None]:
    """An import that is cut off has kept its finished batches; whoever reads why it ended reads that too."""
    try:
        yield
    except (StoreError, KeyboardInterrupt):
        if keeper.report.new or keeper.report.merged:
            complain(plain(said.kept_so_far(keeper.report.counts), width()))
        raise
