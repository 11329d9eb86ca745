"""`plan`: the coming days, and what may be done with them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from cyclopts import App, Parameter, validators

from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.plan import agreed, as_data, stands, tell
from sorewise.apps.plan.coming import DAYS, Coming, coming
from sorewise.apps.plan.naming import day_meant, minutes_meant, session_meant
from sorewise.model.errors import InputError
from sorewise.store import Store
from sorewise.text import plan as said
from sorewise.text import week_plan
from sorewise.text.page import Line
from sorewise.text.week_changes import changes_said, why_lines
from sorewise.text.week_other import alternative_said, refused_lines

UNCHANGED, REFUSED, PROPOSED = 0, 1, 3
"""How a command of the plan ends: kept or unchanged; a rule is against it; a change waits for a yes."""

plan = App(name="plan", help="The coming days: your plan, and what this morning made of it.")
plan.command("sorewise.apps.plan.bringing:bring", name="import")
plan.command("sorewise.apps.plan.bringing:add", name="add")
plan.command("sorewise.apps.plan.bringing:plans", name="plans")
plan.command("sorewise.apps.plan.bringing:remove", name="remove")
plan.command("sorewise.apps.plan.handing:export", name="export")

Ahead = Annotated[
    int, Parameter("--days", help="How many days, from today on.", validator=validators.Number(gte=1, lte=28))
]
Session = Annotated[str, Parameter(name="SESSION", help="Its id, the day on which it stands, or its kind.")]
Yes = Annotated[bool, Parameter("--yes", negative=(), help="Do not ask.")]


@plan.default
def shown(*, days: Ahead = DAYS, as_json: Json = False) -> int:
    """Show the coming days: what is planned, what is proposed instead and why, and how each morning is likely to be."""
    with here().store() as store:
        found = coming(store, days)
    if as_json:
        say_json(as_data.week(found))
    elif not found.situation.plan:
        show([Line(week_plan.no_plan())])
    else:
        show(stands.lines(found))
    return PROPOSED if found.replan.changes else UNCHANGED


@plan.command
def why(session: Session, /, *, as_json: Json = False) -> None:
    """Show everything behind one session: as planned, as it is now, every rule, and whether it was proved."""
    with here().store() as store:
        found = coming(store)
    meant = session_meant(found, session)
    if as_json:
        say_json(as_data.session(found, meant.id))
    else:
        show(why_lines(meant.id, stands.told(found)))


@plan.command
def options(*, as_json: Json = False) -> None:
    """Show the other ways for this week, each with its difference."""
    with here().store() as store:
        found = coming(store)
    ways = found.replan.alternatives
    if as_json:
        say_json(as_data.ways(found))
    elif not ways:
        show([Line(said.no_other_way())])
    else:
        on = stands.told(found)
        show(Line(f"{number}. {alternative_said(way, on)}") for number, way in enumerate(ways, 1))


@plan.command
def keep(
    way: Annotated[int, Parameter(name="WAY", help="Another way, by its number in `plan options`.")] = 0,
    /,
    *,
    as_json: Json = False,
) -> None:
    """Agree to what is proposed, or to another way."""
    with here().store() as store:
        found = coming(store)
        ways = found.replan.alternatives
        if not 0 <= way <= len(ways):
            raise InputError(said.no_such_way(way, len(ways)), given=way)
        chosen = ways[way - 1] if way else found.replan
        if chosen.changes:
            agreed.keep(store, found, chosen.placements, "keep")
    if as_json:
        say_json({"kept": len(chosen.changes)})
    else:
        show([Line(week_plan.agreed(len(chosen.changes)))])


@plan.command
def undo(*, as_json: Json = False) -> None:
    """Take back what was agreed to or moved last, within a week."""
    with here().store() as store:
        before = store.weeks.undo(here().now(store.profile()))
    if as_json:
        say_json({"undone": before is not None})
    else:
        show([Line(week_plan.nothing_to_take_back() if before is None else week_plan.taken_back())])


@plan.command
def move(
    session: Session,
    day: Annotated[str, Parameter(name="DAY", help="Where to: 2026-12-01, tomorrow, or the next such weekday.")],
    /,
    *,
    anyway: Annotated[
        bool, Parameter("--anyway", negative=(), help="Set a rule aside for it; never one about safety.")
    ] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Move a session to another day; what else would change is shown first."""
    from sorewise.coach.week import MoveRefusedError, moved

    with here().store() as store:
        found = coming(store)
        meant = session_meant(found, session)
        target = day_meant(day, found.now)
        try:
            preview = moved(found.situation, found.book, meant.id, target, anyway=anyway)
        except MoveRefusedError as refused:
            _refused(found, meant.id, refused, as_json=as_json)
            return REFUSED
        there = replace(found, replan=preview)
        others = [change for change in preview.changes if change.session != meant.id]
        if others and not as_json:
            on = stands.told(there)
            show(changes_said(preview.changes, on))
        if others and not sure(said.more_would_change(len(others)), yes=yes):
            show([Line(said.not_kept())])
            return PROPOSED
        agreed.keep(store, found, preview.placements, "move")
    if as_json:
        say_json(as_data.week(there))
    else:
        show([Line(week_plan.moved(meant, meant.day, target, found.situation.day))])
    return UNCHANGED


def _refused(found: Coming, name: str, refused: Any, *, as_json: bool) -> None:
    if as_json:
        say_json({"refused": list(refused.rules), "final": refused.final})
    else:
        show(refused_lines(name, refused.day, refused.rules, stands.told(found), final=refused.final))


def sure(question: str, *, yes: bool) -> bool:
    """Whether the runner says yes. Raises InputError where nobody is there to be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputError(said.say_yes())
    from sorewise.apps.asking import Asking
    from sorewise.apps.keys import keys

    return Asking(keys(), here().book()).yes(question)


@plan.command
def away(
    first: Annotated[str, Parameter(name="FROM", help="The first day: 2026-12-01, tomorrow, or a weekday.")],
    last: Annotated[str, Parameter(name="TO", help="The last day; without it that one day.")] = "",
    minutes: Annotated[
        float, Parameter(name="MINUTES", help="Time for training each day.", validator=validators.Number(gte=0))
    ] = 0,
    /,
    *,
    reason: Annotated[str, Parameter("--reason", help="What for.")] = "",
    as_json: Json = False,
) -> None:
    """Say on which days there is less time, or none."""
    with here().store() as store:
        now = here().now(store.profile())
        begins = day_meant(first, now)
        ends = day_meant(last, now) if last else begins
        if ends < begins:
            raise InputError(said.away_backwards(), given=last)
        tell.is_away(store, begins, ends, minutes, now, reason)
        _told(store, now.date(), as_json=as_json)


@plan.command
def days(
    told: Annotated[
        list[str] | None, Parameter(name="DAY=MINUTES", help="mon=60 tue=0, or a date: 2026-12-01=30.")
    ] = None,
    /,
    *,
    open_again: Annotated[
        bool, Parameter("--open", negative=(), help="Forget what was said before: any day may hold any session.")
    ] = False,
    long_is_hard: Annotated[
        bool | None,
        Parameter("--long-is-hard", negative="--long-is-easy", help="Whether long runs keep away from hard ones."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how much time there is for training, by weekday or date; without any, show what was said."""
    with here().store() as store:
        now = here().now(store.profile())
        weekdays, dates = minutes_meant(told or [], now)
        if weekdays or dates or open_again or long_is_hard is not None:
            tell.has_also_time(store, weekdays, dates, now, afresh=open_again, long_is_hard=long_is_hard)
            _told(store, now.date(), as_json=as_json)
        else:
            _told(store, now.date(), as_json=as_json, kept=False)


@plan.command
def cleared(*, yes: Yes = False, as_json: Json = False) -> None:
    """Say that you were seen with what you were sent for, and may run again; the first days stay as they are."""
    with here().store() as store:
        if not sure(said.cleared_asked(), yes=yes):
            show([Line(said.not_kept())])
            return
        tell.was_cleared(store, here().now(store.profile()))
        settings = store.weeks.now()
    if as_json:
        say_json(as_data.settings(settings))
    else:
        show([Line(said.cleared())])


def _told(store: Store, today: date, *, as_json: bool, kept: bool = True) -> None:
    """What was said of the weeks so far."""
    settings = store.weeks.now()
    if as_json:
        say_json(as_data.settings(settings))
    else:
        show([*week_plan.settings_lines(settings, today), *([Line(week_plan.time_kept())] if kept else [])])
