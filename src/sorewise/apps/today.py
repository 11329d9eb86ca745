"""`today`: the verdict that holds today, as it was shown. Reads the store and nothing else, so it starts at once."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.apps.day import holding, shown_page
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import complain, say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.model.plan import WeekSettings
from sorewise.store import DecisionRecord, Store
from sorewise.text import commands as said
from sorewise.text.measures import clock
from sorewise.text.page import Line


def today(*, as_json: Json = False) -> int:
    """Show the verdict that holds today."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        held = held_today(store)
        moved_on = held is not None and agreed_since(held, store.weeks.now())
    if held is None:
        complain(said.no_verdict_today())
        return 2
    if as_json:
        say_json(as_data(held))
    else:
        since = [Line(said.agreed_since())] if moved_on else []
        show([*shown_page(held), *since, Line(said.given_at(clock(held.at)), "quiet")])
    return 0


def held_today(store: Store) -> DecisionRecord | None:
    """Which verdict of today holds."""
    today = here().now(store.profile()).date()
    return holding(store.decisions(since=today, until=today))


def agreed_since(held: DecisionRecord, week: WeekSettings) -> bool:
    """Whether the runner agreed to something else for today's session after its verdict was given."""
    planned = (held.planned or {}).get("planned")
    if not isinstance(planned, Mapping):
        return False
    placed = next((one for one in week.kept if one.session == planned.get("id")), None)
    return placed is not None and (placed.day != held.day or placed.form != "as_planned")


def as_data(held: DecisionRecord) -> dict[str, object]:
    """A verdict as it was given, for programs."""
    kept = held.planned or {}
    extra = {name: kept.get(name) for name in ("session", "recovery")}
    return {**held.decision, **extra, "id": held.id, "at": held.at.isoformat()}
