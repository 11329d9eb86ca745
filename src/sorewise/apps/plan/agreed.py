"""What the runner agrees to: a proposed week, or a session that they moved themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sorewise.apps.plan.coming import Coming
from sorewise.model.plan import Placement
from sorewise.store import Store
from sorewise.store.records import WeekWhy


def keep(store: Store, found: Coming, placements: Sequence[Placement], why: WeekWhy) -> None:
    """Agree to these placements: from now on the week stands like this. What was agreed of other days stays."""
    agreed = {placement.session: placement for placement in placements}
    before = {placement.session: placement for placement in found.history.week.kept}
    kept = [placement for name, placement in before.items() if name not in agreed]
    kept += [before.get(name, one) if _same(before.get(name), one) else one for name, one in _differing(found, agreed)]
    store.weeks.save(replace(found.history.week, kept=tuple(sorted(kept, key=_in_order))), found.now, why)


def _differing(found: Coming, agreed: dict[str, Placement]) -> Iterator[tuple[str, Placement]]:
    """What differs from what the author meant, and every word of the runner's own."""
    for name, placement in agreed.items():
        session = found.sessions.get(name)
        if session is None:
            continue
        as_meant = placement.day == session.day and placement.form == "as_planned"
        if not as_meant or placement.anyway or placement.by == "runner":
            yield name, placement


def _same(before: Placement | None, after: Placement) -> bool:
    return before is not None and (before.day, before.form, before.step) == (after.day, after.form, after.step)


def _in_order(placement: Placement) -> tuple[str, str]:
    return placement.day.isoformat(), placement.session
