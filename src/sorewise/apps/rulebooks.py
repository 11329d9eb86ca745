"""What another rulebook would change: its numbers and rules, and the mornings that would read differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sorewise.apps.here import here
from sorewise.apps.overlays import Choice, overlay_of
from sorewise.apps.replay import under
from sorewise.model.errors import InputError
from sorewise.store import DecisionRecord, Store
from sorewise.text import rulebooks as said
from sorewise.text.replay import Difference
from sorewise.text.rulebooks import Effect, Number

if TYPE_CHECKING:
    from sorewise.apps.books import Again
    from sorewise.engine.book import Rule, Rulebook

MEANS = ("text", "activity", "referral", "unknown", "phase", "opinion", "advise", "change", "remove")
"""What of a rule decides; the rest is how it is said."""


def book_of(choice: Choice, place: str) -> Rulebook:
    """The rulebook of that choice. Raises InputError where there is none, RulebookError where it has a mistake."""
    overlay = overlay_of(choice, place)
    if overlay is not None and not overlay.is_dir():
        raise InputError(said.none_of_your_own(str(overlay)), folder=str(overlay))
    return here().book_over(overlay)


def effect(before: Rulebook, after: Rulebook, records: Iterable[DecisionRecord], groups: tuple[str, ...]) -> Effect:
    """What it means to go from one rulebook to another, on stored decisions too."""
    judged, different = read_anew(before, after, tuple(records), groups)
    return Effect(
        numbers=tuple(_numbers(before, after)),
        added=tuple(rule.id for rule in after.rules if rule.id not in before.by_id),
        gone=tuple(rule.id for rule in before.rules if rule.id not in after.by_id),
        changed=tuple(rule.id for rule in after.rules if _differs(before.by_id.get(rule.id), rule)),
        judged=len(judged),
        different=tuple(different),
    )


def read_anew(
    before: Rulebook, after: Rulebook, records: tuple[DecisionRecord, ...], groups: tuple[str, ...]
) -> tuple[list[Again], list[Difference]]:
    """Decisions that both rulebooks can judge, by the second; and those that it reads otherwise than the first."""
    first = {one.record.id: one.reading for one in under(before, records, groups)}
    again = [one for one in under(after, records, groups) if one.record.id in first]
    return again, [found for one in again if (found := one.against(first[one.record.id])) is not None]


def effect_of(store: Store, before: Rulebook, after: Rulebook, days: int) -> Effect:
    """The same on the decisions of the last days."""
    from sorewise.apps.replay import last

    return effect(before, after, last(store, days), store.profile().switched_on)


def _numbers(before: Rulebook, after: Rulebook) -> Iterator[Number]:
    for id_, now in after.thresholds.items():
        was = before.thresholds.get(id_)
        if was is not None and was.value != now.value:
            yield Number(id_, now.means, now.unit, was.value, now.value, now.sources)


def _differs(before: Rule | None, after: Rule) -> bool:
    return before is not None and any(getattr(before, part) != getattr(after, part) for part in MEANS)
