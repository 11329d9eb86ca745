"""`export`, `undo`, `forget` and `delete-everything`: the data is the runner's."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.asking import Asking, StoppedError
from sorewise.apps.books import our_text
from sorewise.apps.here import here
from sorewise.apps.keys import keys
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import RULEBOOK
from sorewise.apps.who import groups, private_facts
from sorewise.model.errors import InputError
from sorewise.store import Everything, Store, Undone
from sorewise.text import commands as said
from sorewise.text.page import Line

File = Annotated[str, Parameter(name="FILE", allow_leading_hyphen=True, help="The file to write, or - to print it.")]
Force = Annotated[bool, Parameter("--force", negative=(), help="Write over a file that is there.")]
WithoutPrivate = Annotated[
    bool, Parameter("--without-private", negative=(), help="Leave out pregnancy, weight, cycle and medicines.")
]
Yes = Annotated[bool, Parameter("--yes", negative=(), help="Do not ask whether you are sure.")]


def export(file: File, /, *, force: Force = False, without_private: WithoutPrivate = False) -> None:
    """Write everything that is kept as one JSON document."""
    from sorewise.exporters.full_json import document

    with here().store() as store:
        everything = store.everything(without=private_facts(here().book()) if without_private else None)
    text = document(everything.history, everything.decisions, everything.rulebooks, everything.weeks)
    if file == "-":
        sys.stdout.write(text)
        return
    written(Path(file), text.encode(), force=force)
    show([Line(said.exported(file, _counts(everything)))])


def _counts(everything: Everything) -> dict[str, int]:
    history = everything.history
    return {
        "sessions": len(history.sessions),
        "nights": len(history.nights),
        "check_ins": len(history.check_ins),
        "plan": len(history.plan),
        "decisions": len(everything.decisions),
    }


def written(path: Path, content: bytes, *, force: bool) -> None:
    """Whole or not at all, readable by its owner only. Raises InputError where a file would be written over."""
    if path.exists() and not force:
        raise InputError(said.file_exists(str(path)))
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never put a file in the place of
        path.write_bytes(content)
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error  # a full disk names no file of itself
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def undo(*, as_json: Json = False) -> None:
    """Take back the last check-in or the last import."""
    from sorewise.apps.day import data

    with here().store() as store:
        found = undone(store)
    if as_json:
        say_json(data(found))
    elif found is None:
        show([Line(said.nothing_to_undo())])
    else:
        at = found.at.isoformat(" ", "minutes")
        show([Line(said.undone(found.what, found.source, at, found.counts, found.restored))])


def undone(store: Store) -> Undone | None:
    """Take back what the runner did last; that the rulebook of an upgrade was kept is not theirs, and stays."""
    found = store.undo()
    if found is not None and found.source == RULEBOOK:
        found = store.undo()
        store.add([our_text(here().book())], RULEBOOK)
    return found


def forget(
    group: Annotated[str, Parameter(name="GROUP", help="pregnancy, weight, cycle or medicines.")],
    /,
    *,
    yes: Yes = False,
) -> None:
    """Delete one private group from everything that is kept."""
    book = here().book()
    if group not in groups(book):
        raise InputError(said.no_group(group, groups(book)), group=group)
    if not _sure(said.sure_forget(group), yes=yes):
        return
    with here().store() as store:
        changed = store.forget(group, private_facts(book))
    show([Line(said.forgot(group, changed))])


def delete_everything(*, yes: Yes = False) -> None:
    """Delete all that sorewise keeps of you."""
    with here().store() as store:
        place = store.place
        if not _sure(said.sure_delete(place), yes=yes):
            return
        store.delete_everything()
    show([Line(said.deleted(place))])


def _sure(question: str, *, yes: bool) -> bool:
    if yes:
        return True
    if not _is_somebody_there():
        raise InputError(said.say_yes())
    try:
        sure = Asking(keys(), here().book()).yes(question)
    except (StoppedError, EOFError):
        sure = False
    if not sure:
        show([Line(said.kept_all())])
    return sure


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()
