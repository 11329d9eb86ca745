"""The forecast of a morning, made and kept once its verdict is kept: the verdict never waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from sorewise.model.verdict import PROMPT, REFERRAL

if TYPE_CHECKING:
    from sorewise.model.forecast import Forecast
    from sorewise.model.records import History
    from sorewise.store import DecisionRecord, Store
    from sorewise.text.page import Line

BEFORE_ALL = ("see_professional", "urgent_care")
"""Big words beside which nothing else is told."""


def forecast_after(store: Store, record: DecisionRecord, *, history: History | None = None) -> Forecast | None:
    """Forecast the coming mornings after a check-in of a morning that is kept, and keep that with its decision.

    None for any other check-in, and where no forecast can be made: nothing of it is loaded before it is due. `history`
    is that of the store, where it was read already.
    """
    if record.phase != "morning":
        return None
    with suppress(Exception):  # even a mistake of ours: nothing keeps a verdict from the runner
        from sorewise.apps.ahead.coming import now
        from sorewise.apps.ahead.kept import plain

        found = now(store, history=history)
        with suppress(Exception):  # a store that only reads, or a full disk: it is told all the same
            store.save_forecast(record.id, plain(found))
        return found
    return None


def lines_after(store: Store, record: DecisionRecord, forecast: Forecast) -> Iterable[Line]:
    """What a check-in says of the coming mornings below its verdict; nothing where somebody has to look first."""
    from sorewise.text.forecast_page import after_check

    with suppress(Exception):
        return list(after_check(forecast)) if may_tell(store, record) else ()
    return ()


def may_tell(store: Store, record: DecisionRecord | None) -> bool:
    """Whether a forecast may stand beside what holds today; not while somebody has to look at it first.

    How sore the legs will likely be says nothing of a bone, and beside such a verdict it would be read as leave to run.
    """
    decision = record.decision if record else {}
    if decision.get("status") == "safety_open" or decision.get("headline") in BEFORE_ALL:
        return False
    return not _stands_first(store, record)


def _stands_first(store: Store, record: DecisionRecord | None) -> bool:
    """Whether a referral within days, or bone stress, holds today, be it of an earlier morning."""
    from sorewise.apps.here import here
    from sorewise.apps.plan.coming import read, verdicts
    from sorewise.planning.verdicts import today_of

    day = record.day if record else here().now(store.profile()).date()
    _, earlier = verdicts(store, day)
    held = read(record) if record else None
    today = today_of(here().book(), held, earlier, day, store.weeks.now().cleared)
    return today is not None and (today.bone_stress or REFERRAL.index(today.referral) >= PROMPT)
