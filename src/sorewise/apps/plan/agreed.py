"""What the runner agrees to: a proposed week, or a session that they moved themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sorewise.apps.plan.coming import Coming
from sorewise.model.plan import Placement
from sorewise.model.week import PlanChange
from sorewise.store import Store
from sorewise.store.records import WeekWhy


def keep(
    store: Store, found: Coming, placements: Sequence[Placement], changes: Iterable[PlanChange], why: WeekWhy
) -> None:
    """Agree to these placements: from now on the week stands like this."""
    rules = {change.session: tuple(reason.rule for reason in change.reasons) for change in changes}
    agreed = {placement.session: placement for placement in placements}
    before = {placement.session: placement for placement in found.history.week.kept}
    kept = [placement for name, placement in before.items() if name not in agreed]
    kept += _worth_keeping(found, agreed, before, rules)
    store.weeks.save(replace(found.history.week, kept=tuple(sorted(kept, key=_in_order))), found.now, why)


def _worth_keeping(
    found: Coming,
    agreed: dict[str, Placement],
    before: dict[str, Placement],
    rules: dict[str, tuple[str, ...]],
) -> Iterator[Placement]:
    """The placements that differ from the author's own, with the rules they are for."""
    for name, placement in agreed.items():
        session = found.sessions.get(name)
        as_meant = session is not None and placement.day == session.day and placement.form == "as_planned"
        if session is None or (as_meant and not placement.anyway and placement.by == "planner"):
            continue
        known = before.get(name)
        same = known is not None and (known.day, known.form) == (placement.day, placement.form)
        yield known if known is not None and same else replace(placement, rules=rules.get(name, ()))


def _in_order(placement: Placement) -> tuple[str, str]:
    return placement.day.isoformat(), placement.session
