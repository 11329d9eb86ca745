"""What the runner agrees to: a proposed week, or a session that they moved themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sorewise.apps.plan.coming import Coming
from sorewise.model.errors import InputError
from sorewise.model.plan import Placement, WeekSettings
from sorewise.store import Store
from sorewise.store.records import WeekWhy
from sorewise.text.plan import changed_meanwhile


def keep(store: Store, found: Coming, placements: Sequence[Placement], why: WeekWhy) -> None:
    """Agree to these placements: from now on the week stands like this. What was agreed of other days stays.

    Raises InputError where something else was agreed to meanwhile, by another program or page.
    """
    agreed = {placement.session: placement for placement in placements}
    before = {placement.session: placement for placement in found.history.week.kept}
    kept = [placement for name, placement in before.items() if name not in agreed]
    kept += [before.get(name, one) if _same(before.get(name), one) else one for name, one in _differing(found, agreed)]
    agree(store, found, kept, why)


def agree(store: Store, found: Coming, kept: Iterable[Placement], why: WeekWhy) -> None:
    """Let all placements be these; what was said of days since stays said. Raises InputError as `keep` does."""
    wanted = tuple(sorted(kept, key=_in_order))

    def agreed(now: WeekSettings) -> WeekSettings:
        if now.kept not in {found.history.week.kept, wanted}:
            raise InputError(changed_meanwhile())
        return replace(now, kept=wanted)

    store.weeks.change(agreed, found.now, why)


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
    if before is None:
        return False
    return all(getattr(before, name) == getattr(after, name) for name in ("day", "form", "step", "share"))


def _in_order(placement: Placement) -> tuple[str, str]:
    return placement.day.isoformat(), placement.session
