"""A morning that breaks a promise made as small as it can be, so that somebody can read what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from sorewise.engine.prove.told import Told
from sorewise.engine.prove.values import Kind
from sorewise.model.errors import AnswerError

Breaks = Callable[[Told], bool]


def smallest(told: Told, breaks: Breaks, kinds: Mapping[str, Kind], kept: Collection[str] = ()) -> Told | None:
    """Leave out, or make harmless, whatever the engine does not need to break the promise; None if it keeps it."""
    if not _does(breaks, told):
        return None
    told, before = _leave_out(told, breaks, kept), None
    while before != told:
        before = told
        for name in [None, *told.names()]:
            if name is None or (name not in kept and told.get(name) is not None):
                told = next((less for less in _less(told, name, kinds) if _does(breaks, less)), told)
    return told


def _leave_out(told: Told, breaks: Breaks, kept: Collection[str]) -> Told:
    """Leave facts out in groups that get smaller and smaller: most are not needed, and a group costs one look."""
    size = len(told.names())
    while size > 1:
        size = (size + 1) // 2
        names = [name for name in told.names() if name not in kept]
        for start in range(0, len(names), size):
            less = reduce(_untold, names[start : start + size], told)
            told = less if _does(breaks, less) else told
    return told


def _untold(told: Told, name: str) -> Told:
    return told.but(name, None)


def _less(told: Told, name: str | None, kinds: Mapping[str, Kind]) -> Iterator[Told]:
    """Ways to tell less: of one fact, or of how the whole was told."""
    if name is None:
        yield replace(told, place=None, beside=False)
        yield replace(told, beside=False, switched_on=())
        yield replace(told, beside=False)
        yield replace(told, switched_on=())
        return
    yield told.but(name, None)
    quiet = _quiet(kinds[name])
    if quiet is not None and told.get(name) != quiet:
        yield told.but(name, quiet)


def _quiet(kind: Kind) -> Any:
    return None if kind.quiet is None else kind.values[kind.quiet]


def _does(breaks: Breaks, told: Told) -> bool:
    """Whether a morning breaks the promise; one that nobody can tell breaks nothing."""
    try:
        return breaks(told)
    except AnswerError:
        return False
