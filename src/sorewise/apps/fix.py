"""`log --fix`: what a session was, in the runner's own word, which no import changes any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from cyclopts import Parameter

from sorewise.apps.day import data, manner_of
from sorewise.apps.explain import sessions_called
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError
from sorewise.model.plan import RaceType
from sorewise.model.records import Origin, Session, SessionKind, Sport
from sorewise.store import Store
from sorewise.text import log as said

Kind = Annotated[SessionKind | None, Parameter(name="KIND", help="What kind of session it was.")]
Which = Annotated[
    str | None, Parameter("--fix", help="Which session: its id, the beginning of one, or a day (2026-11-20).")
]
What = Annotated[Sport | None, Parameter("--sport", help="What was done, if it was another sport.")]
Race = Annotated[RaceType | None, Parameter("--race", help="Which race, if it was one.")]
Legs = Annotated[bool | None, Parameter("--legs", negative="--no-legs", help="Whether it trained the legs: strength.")]
Rpe = Annotated[float | None, Parameter("--rpe", help="How hard it felt, 0 to 10.")]


def fix(
    kind: Kind = None,
    /,
    *,
    which: Which = None,
    sport: What = None,
    race: Race = None,
    legs: Legs = None,
    rpe: Rpe = None,
    as_json: Json = False,
) -> None:
    """Say what a session was where sorewise took it for something else."""
    told = {"sport": sport, "kind": kind, "race": race, "legs": legs, "rpe": rpe}
    with here().store() as store:
        mended = fixed(store, which, told)
        profile = store.profile()
    if as_json:
        say_json({"kept": data(mended)})
    else:
        show([said.kept(mended, manner_of(profile), known=False)])


def fixed(store: Store, which: str | None, fields: Mapping[str, Any]) -> Session:
    """Keep what the runner says of a session; None is not told. Raises InputError."""
    told = {name: value for name, value in fields.items() if value is not None}
    if which is None or not told:
        raise InputError(said.fix_what())
    if "race" in told and told.get("kind", "race") != "race":
        raise InputError(said.race_or_not(str(told["kind"])))
    rpe = told.get("rpe", 0)
    if not 0 <= rpe <= said.HARDEST:
        raise InputError(said.out_of_range("rpe", rpe, said.HARDEST), option="rpe", given=rpe)
    session = _the_one(sessions_called(store.history(), which), which)
    store.add([_mended(session, told)], "log", at=here().clock())
    (mended,) = sessions_called(store.history(), session.id)
    return mended


def _the_one(found: Sequence[Session], which: str) -> Session:
    if len(found) > 1:
        raise InputError(said.several(which, [session.id for session in found]), session=which)
    return found[0]


def _mended(session: Session, told: Mapping[str, Any]) -> Session:
    """The runner's word on the session: only the fields that they tell, nothing else."""
    told = {"kind": "race", **told} if "race" in told else told
    told = {"race": None, **told} if "kind" in told else told  # whatever else it was, it was no such race
    word = Session(id=session.id, start=session.start, **{"sport": "other", **told})  # "other" says nothing by itself
    return replace(word, origins=(Origin(source=word.source, told=tuple(told)),))
