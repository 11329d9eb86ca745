"""What a check-in does to the week: how much changes, and what, told below the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sorewise.coach.desk import RUNS
from sorewise.model.verdict import PROMPT, REFERRAL
from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.plan import PlannedSession
    from sorewise.store import Store
    from sorewise.text.week_words import Telling

A_MINUTE_S, A_BIT_M = 60, 100
"""Lengths that differ by less are the same."""


def week_after(store: Store, today: date) -> Coming | None:
    """The coming days after today's verdict; None without a plan, or where they cannot be planned: the verdict goes on.

    Nothing of the planner is loaded before it is due.
    """
    if not store.history(since=today - timedelta(days=today.weekday())).plan:  # it may stand later than it was meant
        return None
    from sorewise.apps.plan.coming import coming

    with suppress(Exception):  # even a mistake of ours: nothing keeps a verdict from the runner
        return coming(store)
    return None


def lines(found: Coming) -> Iterator[Line]:
    """What comes before any run, the changes, one line each, and what the week has for today where that is less.

    Nothing where the week stays as it is and has no more to say of today than the verdict's own page.
    """
    from sorewise.apps.plan.stands import told
    from sorewise.text.week import check_said
    from sorewise.text.week_changes import changes_said
    from sorewise.text.week_notices import notice_lines, safety_of

    on, changes = told(found), found.replan.changes
    said = [*notice_lines(safety_of(found.replan.notices), on)] if _from_before(found) else []
    said += changes_said(changes, on)
    said += _of_today(found, on)
    if said:
        yield Line("", "gap")
        yield Line(check_said(changes), "heading")
        yield from said


def _from_before(found: Coming) -> bool:
    """Whether something of an earlier day still stands that this morning's verdict does not say itself."""
    today = found.situation.today
    if today is None:
        return False
    return today.referred is not None or (today.bone_stress and REFERRAL.index(today.referral) < PROMPT)


def _of_today(found: Coming, on: Telling) -> Iterator[Line]:
    """Where the week has less for today than the page of the verdict, which knows of no other day."""
    from sorewise.text.week import less_today_said

    above = (found.held.planned or {}).get("session") if found.held else None
    if not isinstance(above, Mapping) or (above.get("outcome") != "free_run" and above.get("kind") not in RUNS):
        return
    day = found.situation.day
    here = [one for name, one in on.stands.items() if one is not None and on.placements[name].day == day]
    if any(one.kind == "race" or one.hold == "fixed" for one in here):
        return  # it stands whatever is said of it, and has a note of its own
    touched = any(day in {change.before.day, change.after.day} for change in found.replan.changes)
    if not any(_as_much(one, above, walking=on.placements[one.id].form == "run_walk") for one in here):
        yield Line(less_today_said(here, on, proposed=touched), "item")


def _as_much(session: PlannedSession, above: Mapping[str, Any], *, walking: bool) -> bool:
    """Whether it is a run of that kind and no shorter than the one on the page; turns of walking are of that length."""
    if session.kind != above.get("kind") or (walking and above.get("modality") != "run_walk"):
        return False
    pairs = (
        (session.duration_s, above.get("duration_s"), A_MINUTE_S),
        (session.distance_m, above.get("distance_m"), A_BIT_M),
    )
    more = [there - here for here, there, _ in pairs if here is not None and there is not None]
    least = [bit for here, there, bit in pairs if here is not None and there is not None]
    return all((abs(by) if walking else by) < bit for by, bit in zip(more, least, strict=True))
