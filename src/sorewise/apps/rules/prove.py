"""`rules prove`: what a rulebook can never do, for every possible answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, say_line, show
from sorewise.apps.rules.check import book_in
from sorewise.model.errors import InputError
from sorewise.model.proof import Broken, Proof, Shown
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL
from sorewise.text import prove as said
from sorewise.text.page import Line
from sorewise.text.speech import tr

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

Folder = Annotated[Path | None, Parameter(name="DIR", help="A folder with rulebook files; without, the chosen one.")]


def prove(folder: Folder = None, /, *, as_json: Json = False) -> int:
    """Prove what a rulebook promises; a broken promise shows the smallest morning that breaks it."""
    book, ours = _books(folder)
    found: list[dict[str, Any]] = []
    wrong = 0
    for proof, seconds in _timed(book, ours):
        wrong += not proof.kept
        found.append(as_data(proof, seconds))
        if not as_json:
            _show(proof)
    if as_json:
        say_json({"rulebook": book.version, "kept": not wrong, "promises": found})
    else:
        show(said.ended(len(found), wrong, book.version))
    return 1 if wrong else 0


def _books(folder: Path | None) -> tuple[Rulebook, Rulebook | None]:
    """The rulebook to prove, and ours where it lies over ours."""
    from sorewise.engine.rules import load

    book = here().chosen_book() if folder is None else book_in(folder)
    ours = load()
    return book, None if book.version == ours.version else ours


def _timed(book: Rulebook, ours: Rulebook | None) -> Iterator[tuple[Proof, float]]:
    """Each proof with the seconds it took. Raises InputError where there is no solver, after what needs none."""
    from sorewise.engine.prove import prove as proofs

    start = perf_counter()
    for proof in proofs(book, ours):
        yield proof, perf_counter() - start
        if find_spec("z3") is None:
            raise InputError(tr(said.NO_SOLVER))
        start = perf_counter()


def _show(proof: Proof) -> None:
    show(said.heading(proof))
    for one in proof.broken:
        show([Line(said.broken(one), "new", 1)])
        if not one.shown and one.claim in said.SHOWN:
            show([Line(said.unconfirmed(), "quiet", 1)])
        for case in one.shown:
            show([Line(said.verdict(case), "quiet", 1)])
            say_line(json.dumps(case.morning, ensure_ascii=False))


def as_data(proof: Proof, seconds: float) -> dict[str, Any]:
    """A proof as plain data."""
    return {
        "promise": proof.promise,
        "says": tr(said.PROMISES[proof.promise]),
        "kept": proof.kept,
        "claims": proof.claims,
        "sampled": proof.sampled,
        "seconds": round(seconds, 2),
        "broken": [_broken(one) for one in proof.broken],
        "declared": [
            {"claim": one.claim, "name": one.name, "fact": one.fact, "by": list(one.by), "says": said.declared(one)}
            for one in proof.listed
        ],
    }


def _broken(one: Broken) -> dict[str, Any]:
    mornings = [{"morning": case.morning, **_placed(case)} for case in one.shown]
    what = {"claim": one.claim, "rule": one.rule, "fact": one.fact, "before": one.before, "after": one.after}
    return {**what, "by": list(one.by), "says": said.broken(one), "mornings": mornings}


def _placed(case: Shown) -> dict[str, str]:
    activity = (IN_RUN if case.phase == "in_run" else ACTIVITY)[case.rungs.activity]
    return {"activity": activity, "referral": REFERRAL[case.rungs.referral]}
