"""`import --problems` and `import --accept`: what could not be read, and what of it the runner takes all the same."""

from __future__ import annotations

from collections.abc import Iterable

from sorewise.apps.here import here
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError
from sorewise.model.records import ImportProblem
from sorewise.store import Store
from sorewise.text import refusals as said
from sorewise.text.problems import problem_why


def problems(*, as_json: bool) -> None:
    """Show what could not be read by any import so far and was not accepted."""
    with here().store() as store:
        found = open_problems(store)
    if as_json:
        say_json(as_data(found))
    else:
        show(said.page(found))


def open_problems(store: Store) -> list[ImportProblem]:
    """What could not be read and was not accepted."""
    return [one for one in store.problems() if not one.accepted]


def as_data(found: Iterable[ImportProblem]) -> dict[str, object]:
    """The same for programs."""
    return {
        "problems": [
            {"path": one.path, "place": one.place, "message": problem_why(one), "held": len(one.held),
             "sha256": one.file_sha256}
            for one in found
        ]
    }  # fmt: skip


def accept(which: str, *, as_json: bool) -> None:
    """Take what was held back of the file at this path or with this mark. Raises InputError if nothing was."""
    with here().store() as store:
        counts = accepted(store, which)
    if as_json:
        say_json(counts)
    else:
        show([said.accepted(counts)])


def accepted(store: Store, which: str) -> dict[str, int]:
    """Take it; answers how many records that were. Raises InputError."""
    added = store.accept(which, at=here().clock())
    if added is None:
        raise InputError(said.nothing_held(which), which=which)
    return {"new": added.new, "known": added.known, "merged": added.changed}
