"""`today`: the verdict that holds today, as it was shown. Reads the store and nothing else, so it starts at once."""

from __future__ import annotations

from sorewise.apps.day import holding, shown_page
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import complain, say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.store import DecisionRecord, Store
from sorewise.text import commands as said
from sorewise.text.measures import clock
from sorewise.text.page import Line


def today(*, as_json: Json = False) -> int:
    """Show the verdict that holds today."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        held = held_today(store)
    if held is None:
        complain(said.no_verdict_today())
        return 2
    if as_json:
        say_json(as_data(held))
    else:
        show([*shown_page(held), Line(said.given_at(clock(held.at)), "quiet")])
    return 0


def held_today(store: Store) -> DecisionRecord | None:
    """Which verdict of today holds."""
    today = here().now(store.profile()).date()
    return holding(store.decisions(since=today, until=today))


def as_data(held: DecisionRecord) -> dict[str, object]:
    """A verdict as it was given, for programs."""
    kept = held.planned or {}
    extra = {name: kept.get(name) for name in ("session", "recovery")}
    return {**held.decision, **extra, "id": held.id, "at": held.at.isoformat()}
