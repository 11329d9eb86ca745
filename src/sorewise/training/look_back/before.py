"""What was on before each place became sore. Counts, beside how often the same was on at all: no cause is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sorewise.model.verdict import Place
from sorewise.training.look_back.doings import Doings
from sorewise.training.look_back.ground import SHOWN_DAYS, WINDOW
from sorewise.training.look_back.soreness import Story
from sorewise.training.look_back.spells import Spell

LOOK_BEFORE = (0, 1, 2)
"""Days before a spell that are looked at; of its own day only what was over when it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`what` was on `ago` days before, `times` of `of`; in all it was on `days` days of the span looked at."""

    what: str
    ago: int
    times: int
    of: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The spells of one place, the newest first, and what was on before they began, the most frequent first."""

    place: Place
    spells: tuple[Spell, ...]
    counts: tuple[Count, ...]


def before_spells(found: Sequence[Spell], done: Doings, *, days: int = SHOWN_DAYS) -> tuple[Before, ...]:
    """For each place with a spell, the one with most spells first."""
    by_place: dict[Place, list[Spell]] = {}
    for spell in found:
        by_place.setdefault(spell.place, []).append(spell)
    span = done.today - timedelta(days=days - 1), done.today
    told = [_before(place, of, done, span) for place, of in by_place.items()]
    return tuple(sorted(told, key=lambda one: (-len(one.spells), one.place.region, one.place.side or "")))


def _before(place: Place, of: Sequence[Spell], done: Doings, span: tuple[date, date]) -> Before:
    times: Counter[tuple[str, int]] = Counter()
    for spell in of:
        for ago in LOOK_BEFORE:
            day = spell.start - timedelta(days=ago)
            times.update((what, ago) for what in (done.on(day) if ago else done.before(day, spell.began)))
    newest = tuple(sorted(of, key=lambda spell: spell.start, reverse=True))
    return Before(place=place, spells=newest, counts=_counts(times, len(of), done, span))


def _counts(times: Counter[tuple[str, int]], of: int, done: Doings, span: tuple[date, date]) -> tuple[Count, ...]:
    days = {what: done.days_with(what, *span) for what, _ in times}
    found = [Count(what=what, ago=ago, times=n, of=of, days=days[what]) for (what, ago), n in times.items()]
    return tuple(sorted(found, key=lambda one: (-one.times, one.ago != 1, one.ago, one.what)))


def day_after(story: Story, done: Doings, last: date, *, days: int = WINDOW) -> tuple[Count, ...]:
    """How many of the sore days of a window came the day after what; `of` are the sore days."""
    first = last - timedelta(days=days - 1)
    sore = [one.day for one in story.between(first, last) if one.sore]
    times = Counter((what, 1) for day in sore for what in done.on(day - timedelta(days=1)))
    return _counts(times, len(sore), done, (first - timedelta(days=1), last - timedelta(days=1)))
