"""`replay`: earlier mornings under the rulebook of today; and the word about it after an upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sorewise import __version__
from sorewise.apps.books import Again, judged_again, our_text, reading_of
from sorewise.apps.days import Days
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.errors import StoreError
from sorewise.store import DecisionRecord, Store
from sorewise.text import replay as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

DAYS = 28


def replay(*, days: Days = DAYS, as_json: Json = False) -> None:
    """Show which of the last 28 days would now read differently."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        if as_json:
            say_json(replayed(store, days))
            return
        records = last(store, days)
        again = under(here().book(), records, store.profile().switched_on)
    show(said.page(len(again), changed(again), len(records) - len(again)))


def replayed(store: Store, days: int) -> dict[str, object]:
    """The same for programs."""
    records = last(store, days)
    again = under(here().book(), records, store.profile().switched_on)
    return {"rulebook": here().book().version, "days": days, **as_data(len(records), again, changed(again))}


def last(store: Store, days: int) -> tuple[DecisionRecord, ...]:
    """The decisions of the last days."""
    today = here().now(store.profile()).date()
    return store.decisions(since=today - timedelta(days=max(0, days)), until=today)


def under(book: Rulebook, records: Iterable[DecisionRecord], switched_on: tuple[str, ...]) -> list[Again]:
    """Stored decisions, judged by this rulebook; those that cannot be judged are left out."""
    found = (judged_again(record, book, switched_on) for record in records)
    return [one for one in found if one is not None]


def changed(again: Iterable[Again]) -> list[said.Difference]:
    """Those that read otherwise than when they were made."""
    found = (one.against(reading_of(one.record)) for one in again)
    return [one for one in found if one is not None]


def as_data(kept: int, again: Sequence[Again], different: Iterable[said.Difference]) -> dict[str, object]:
    """How many were judged, and each that reads differently."""
    return {
        "judged": len(again),
        "not_judged": kept - len(again),
        "different": [
            {
                "id": one.id,
                "at": one.at.isoformat(),
                "phase": one.phase,
                "before": one.before._asdict(),
                "now": one.now._asdict(),
            }
            for one in different
        ],
    }


def after_upgrade(store: Store, *, quiet: bool) -> None:
    """Once after an upgrade: which of the last days would now read differently; not among JSON."""
    if quiet:
        return
    before = store.decision()
    if before is None or before.release in {"", __version__}:
        return
    book = here().book()
    if store.rulebook(book.version) is not None:
        return
    records = last(store, DAYS)
    again = under(book, records, store.profile().switched_on)
    show(said.upgraded(before.release, __version__, changed(again)))
    with suppress(StoreError):  # a store that can only be read is still worth reading
        store.add([our_text(book)], RULEBOOK)


RULEBOOK = "rulebook"
"""The source under which the rulebook is kept that the runner was told about."""
