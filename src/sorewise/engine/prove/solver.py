"""The one door to the solver: formulas of yes and no, put together and asked about. The rest of `prove` knows no z3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import z3  # type: ignore[import-untyped]  # it ships no types

Formula = Any  # a formula of the solver, or True or False where that is known beforehand


def named(name: str) -> Formula:
    """Return a yes or no that the solver may choose."""
    return z3.Bool(name)


def no(part: Formula) -> Formula:
    """Return the opposite."""
    return not part if isinstance(part, bool) else z3.Not(part)


def every(parts: Iterable[Formula]) -> Formula:
    """Return: all of them are true."""
    return _joined(parts, z3.Z3_mk_and, decisive=False)


def some(parts: Iterable[Formula]) -> Formula:
    """Return: at least one of them is true."""
    return _joined(parts, z3.Z3_mk_or, decisive=True)


def _joined(parts: Iterable[Formula], join: Any, *, decisive: bool) -> Formula:
    kept = []
    for part in parts:
        if part is decisive:
            return decisive
        if not isinstance(part, bool):
            kept.append(part)
    if not kept:
        return not decisive
    if len(kept) == 1:
        return kept[0]
    context = z3.main_ctx()  # z3.And and z3.Or ask the sort of every part again, which is half the time of a proof
    return z3.BoolRef(join(context.ref(), len(kept), (z3.Ast * len(kept))(*(one.as_ast() for one in kept))), context)


def at_most_one(parts: Iterable[Formula]) -> Formula:
    """Return: no two of them are true."""
    kept = [part for part in parts if part is not False]
    sure = [part for part in kept if part is True]
    if sure:
        return len(sure) == 1 and every(no(part) for part in kept if part is not True)
    return True if len(kept) <= 1 else z3.AtMost(*kept, 1)


def same(a: Formula, b: Formula) -> bool:
    """Whether two formulas are written alike."""
    return a is b or not (isinstance(a, bool) or isinstance(b, bool) or not a.eq(b))


def alike(a: Formula, b: Formula) -> Formula:
    """Return: both are true, or neither."""
    return every((some((a, no(b))), some((b, no(a)))))


class Model:
    """One answer of the solver: which yes or no it chose."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @cached_property
    def _chosen(self) -> frozenset[int]:
        return frozenset(one().get_id() for one in self._model.decls() if z3.is_true(self._model[one]))

    def chose(self, name: Formula) -> bool:
        """Whether the solver chose yes for a `named` one: as `holds`, and quicker for many."""
        return name.get_id() in self._chosen

    def holds(self, part: Formula) -> bool:
        """Whether a formula is true in it; what the solver left open counts as no."""
        return part if isinstance(part, bool) else z3.is_true(self._model.eval(part, model_completion=True))


class Solver:
    """What is always so, and questions whether something more is possible."""

    def __init__(self, always: Iterable[Formula]) -> None:
        self._solver = z3.SolverFor("QF_FD")
        for part in always:
            self._solver.add(part)

    @contextmanager
    def given(self, *parts: Formula) -> Iterator[None]:
        """Take something more for granted while this lasts."""
        self._solver.push()
        try:
            for part in parts:
                self._solver.add(part)
            yield
        finally:
            self._solver.pop()

    def find(self, *wanted: Formula) -> Model | None:
        """Return a case in which all that is wanted is so; None where there is none."""
        if any(part is False for part in wanted):
            return None
        with self.given(*wanted):
            found = self._solver.check()
            if found == z3.unknown:  # the formulas are finite, so only a broken installation can say this
                raise RuntimeError(self._solver.reason_unknown())
            return Model(self._solver.model()) if found == z3.sat else None
