"""The forecast of a morning, made and kept once its verdict is kept: the verdict never waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sorewise.model.verdict import CROSS_TRAIN, PROMPT, REFERRAL

if TYPE_CHECKING:
    from sorewise.model.forecast import Forecast
    from sorewise.model.records import History
    from sorewise.store import DecisionRecord, Store
    from sorewise.text.page import Line

BEFORE_ALL = ("see_professional", "urgent_care")
"""Big words beside which nothing else is told."""
HELD_BACK = ("seen_first", "safety_open")
"""Why a forecast that is there is not shown, as its `not_yet` says it."""
LEAST_WAYS = 2
"""One way of spending the day is held against nothing."""


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
    from sorewise.apps.ahead.sorest import told_in, uncharted
    from sorewise.apps.here import here
    from sorewise.text.forecast_page import after_check

    with suppress(Exception):
        book, shown = here().book(), shown_beside(store, record, forecast)
        return list(after_check(shown, book.regions, uncharted=uncharted(told_in(record), book, shown)))
    return ()


def shown_beside(store: Store, record: DecisionRecord | None, forecast: Forecast) -> Forecast:
    """As much of a forecast as may be told beside the verdict that holds; `record` None: there is none today.

    Every door shows this and nothing else. Where nothing may be told, `not_yet` says why.
    """
    if why := held_back(store, record):
        return replace(forecast, legs=None, places=(), ways=(), not_yet=why)
    ways = tuple(way for way in forecast.ways if way.next is not None and (may_run(record) or way.way != "planned"))
    return replace(forecast, ways=ways if len(ways) >= LEAST_WAYS else ())


def held_back(store: Store, record: DecisionRecord | None) -> Literal["seen_first", "safety_open"] | None:
    """Why no forecast may stand beside what holds today; None where one may.

    How sore the legs will likely be says nothing of a bone, and beside such a verdict it would be read as leave to run.
    """
    decision = record.decision if record else {}
    if decision.get("headline") in BEFORE_ALL or _stands_first(store, record):
        return "seen_first"
    return "safety_open" if decision.get("status") == "safety_open" else None


def may_run(record: DecisionRecord | None) -> bool:
    """Whether a verdict leaves any run of today: the session as it was planned is no way beside one that does not."""
    from sorewise.apps.day import rungs_of

    return record is None or rungs_of(record)[1] < CROSS_TRAIN


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
