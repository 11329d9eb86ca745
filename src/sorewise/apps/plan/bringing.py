"""`plan import`, `plan add`, `plan plans` and `plan remove`: plans in and out of the store."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.day import manner_of
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.plan import taking
from sorewise.apps.plan.coming import coming
from sorewise.apps.plan.command import REFUSED, UNCHANGED, Yes, sure
from sorewise.apps.plan.naming import session_meant
from sorewise.importers.plans import PlanRead, typed_plan
from sorewise.model.errors import InputError
from sorewise.model.plain import as_plain
from sorewise.store import Store
from sorewise.text import plan as said
from sorewise.text import week_plan
from sorewise.text.page import Line

Files = Annotated[
    list[str],
    Parameter(name="FILE", allow_leading_hyphen=True, help="Files, a folder that is one plan, or - for what is piped."),
]
Name = Annotated[str | None, Parameter("--name", help="What the plan is called.")]
Replace = Annotated[bool, Parameter("--replace", negative=(), help="Remove all else that is to come.")]
Add = Annotated[bool, Parameter("--add", negative=(), help="Keep other plans beside it.")]
Clinician = Annotated[
    bool, Parameter("--clinician", negative=(), help="It comes from a clinician: nothing of it is ever changed.")
]


def bring(
    files: Files,
    /,
    *,
    name: Name = None,
    replace: Replace = False,
    add: Add = False,
    clinician: Clinician = False,
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Bring a plan in: a calendar, events of intervals.icu, a table, typed lines, or our own JSON.

    What was understood is shown first and kept on a yes.
    """
    if replace and add:
        raise InputError(said.one_of(("--replace", "--add")))
    with here().store() as store:
        profile = store.profile()
        reads = taking.read_paths(files, here().now(profile), profile.zone, name)
        return _taken(store, reads, replacing=replace, adding=add, clinician=clinician, yes=yes, as_json=as_json)


def add(
    lines: Annotated[list[str], Parameter(name="LINE", help='"tue intervals 6x800 @ 5k, sun long 18 km!"')],
    /,
    *,
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Type sessions: a day, what it is, how long; `!` marks a key session, `=` a fixed one."""
    with here().store() as store:
        profile = store.profile()
        read = typed_plan("\n".join(lines), today=here().now(profile).date(), zone=profile.zone)
        return _taken(store, [taking.by_hand(read)], adding=True, yes=yes, as_json=as_json)


def _taken(
    store: Store,
    reads: list[PlanRead],
    *,
    replacing: bool = False,
    adding: bool = False,
    clinician: bool = False,
    yes: bool,
    as_json: bool,
) -> int:
    """Show what was understood, and keep it on a yes."""
    profile, now = store.profile(), here().now(store.profile())
    if not as_json:
        for one in reads:
            show(said.read_lines(one.plan, one.sessions, one.problems, manner_of(profile)))
    count = sum(len(one.sessions) for one in reads)
    if not count:
        if as_json:
            say_json({"plans": as_plain(reads), "kept": False})
        else:
            show([Line(said.nothing_understood())])
        return REFUSED
    others = taking.others(store, reads, now)
    if others and not replacing and not adding:
        raise InputError(said.two_plans(others), plans=others)
    if not sure(said.keep_asked(count), yes=yes):
        show([Line(said.not_kept())])
        return UNCHANGED
    gone = taking.to_come(store, reads, now) if replacing else ()
    added = taking.keep(store, reads, now, replacing=gone, clinician=clinician)
    if as_json:
        say_json({"plans": as_plain(reads), "kept": True})
        return UNCHANGED
    for one, more in zip(reads, added, strict=True):
        show([Line(week_plan.imported(one.plan, more.new, more.changed, more.removed, more.known))])
    return UNCHANGED


def plans(*, as_json: Json = False) -> None:
    """List the plans that are kept."""
    with here().store() as store:
        kept = store.plans()
    if as_json:
        say_json(as_plain(kept))
    else:
        show(week_plan.plans_lines(kept) if kept else [Line(week_plan.no_plan())])


def remove(
    what: Annotated[list[str], Parameter(name="WHAT", help="Sessions (id, day or kind), or a whole plan by its name.")],
    /,
    *,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Remove sessions, or what is to come of a whole plan."""
    with here().store() as store:
        now, ids = here().now(store.profile()), _meant(store, what)
        if not sure(said.remove_asked(len(set(ids))), yes=yes):
            show([Line(said.not_kept())])
            return
        removed = store.remove_planned(set(ids), now).removed
    if as_json:
        say_json({"removed": removed})
    else:
        show([Line(week_plan.removed(removed))])


def _meant(store: Store, what: list[str]) -> list[str]:
    """The ids of the sessions that are meant; plans are not planned for it, so that too many can be removed."""
    today = here().now(store.profile()).date()
    plan = store.history(since=today).plan
    names, known = {span.plan for span in store.plans()}, {session.id for session in plan}
    ids = [session.id for session in plan if session.plan in names.intersection(what) and session.day >= today]
    ids += [one for one in what if one in known]
    if other := [one for one in what if one not in names | known]:
        found = coming(store, explained=False)
        ids += [session_meant(found, one).id for one in other]
    return ids
