"""How long a session is: as planned, as usual, and after shares and caps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sorewise.coach.limits import Limits
from sorewise.coach.today import SessionChange, Usual
from sorewise.engine.book import Rulebook
from sorewise.model.plan import PlannedSession, Repeat, Step

MINUTE, KM = 60.0, 1000.0
NOISE = 1e-6  # a share of a third must not lose a minute to the last bit of a number
RACE_M = {"5k": 5_000.0, "10k": 10_000.0, "half": 21_097.5, "marathon": 42_195.0}


@dataclass(frozen=True, slots=True)
class Size:
    """Seconds and metres of a session; both where both are known, None where not."""

    seconds: float | None = None
    metres: float | None = None


def each(steps: tuple[Step | Repeat, ...]) -> Iterator[tuple[int, Step]]:
    """Yield every step with how often it is done."""
    for part in steps:
        if isinstance(part, Repeat):
            yield from ((part.times, step) for step in part.steps)
        else:
            yield 1, part


def planned_size(planned: PlannedSession, book: Rulebook) -> Size:
    """Return the size as its author gave it, or as its steps add up to."""
    given = Size(_positive(planned.duration_s), _positive(planned.distance_m))
    steps = tuple(each(planned.steps))
    if given != Size() or not steps:
        return given
    if any(step.duration_s is None and step.distance_m is None for _, step in steps):
        return Size()
    seconds = sum(times * (step.duration_s or 0) for times, step in steps)
    metres = sum(times * (step.distance_m or 0) for times, step in steps if step.duration_s is None)
    if metres and not seconds:
        return Size(None, metres)
    return Size(seconds + time_for(metres, book))


def _positive(amount: float | None) -> float | None:
    return amount if amount and amount > 0 else None


def time_for(metres: float, book: Rulebook) -> float:
    """Seconds for a distance at a brisk pace, so that the time is rather too short than too long."""
    return metres / KM * book.number("brisk_pace_min_km") * MINUTE


def reduced(size: Size, limits: Limits, *, share: bool) -> Size:
    """Take the share that is left (once) and the caps; a cap on time shortens a distance alike, and the reverse."""
    left = limits.factor if share else 1.0
    minutes = None if limits.minutes is None else limits.minutes * MINUTE
    metres = None if limits.km is None else limits.km * KM
    if minutes is not None and size.seconds:
        left = min(left, minutes / size.seconds)
    if metres is not None and size.metres:
        left = min(left, metres / size.metres)
    return Size(
        minutes if size.seconds is None else _part(size.seconds, left, MINUTE),
        metres if size.metres is None else _part(size.metres, left, KM / 10),
    )


def _part(whole: float, share: float, step: float) -> float:
    """A share, rounded down to whole minutes or hundred metres; what is not shortened stays as it is."""
    part = whole * share
    return whole if share >= 1 else down(part, step)


def down(amount: float, step: float) -> float:
    """Round down to whole steps; less than one step stays as it is."""
    return (amount + NOISE) // step * step if amount >= step else amount


def size_before(planned: PlannedSession | None, usual: Usual | None, book: Rulebook) -> tuple[Size, tuple[str, ...]]:
    """Return the length before the decision; where the plan names none, the race's or the usual one, and say so."""
    if planned is not None:
        if (size := planned_size(planned, book)) != Size():
            return size, ()
        if planned.race in RACE_M:
            return Size(None, RACE_M[planned.race]), ("race_distance",)
    if usual is None:
        return Size(), ()
    size = longest_of(usual) if planned is not None and planned.kind == "long" else middle_of(usual)
    return size, () if size == Size() else ("usual" if planned else "no_plan_usual",)


def middle_of(usual: Usual) -> Size:
    """The usual run; never longer than the longest."""
    longest = longest_of(usual)
    return Size(_least(usual.median_s, longest.seconds), _least(usual.median_m, longest.metres))


def longest_of(usual: Usual) -> Size:
    """The longest run of the last weeks, or what is known instead."""
    return Size(_positive(usual.longest_s or usual.median_s), _positive(usual.longest_m or usual.median_m))


def _least(a: float | None, b: float | None) -> float | None:
    return min((x for x in (a, b) if x), default=None)


def plain(size: Size, before: Size, book: Rulebook) -> Size:
    """Leave out a distance that nobody reaches in the time, where the plan did not name both."""
    both = before.seconds is not None and before.metres is not None
    if both or size.seconds is None or size.metres is None or time_for(size.metres, book) < size.seconds:
        return size
    return Size(size.seconds)


def size_changes(before: Size, after: Size, limits: Limits, *, share: bool) -> Iterator[SessionChange]:
    """Name what shortens the session: the share first, then the caps that go further."""
    middle = reduced(before, replace(limits, minutes=None, km=None), share=share)
    if share and limits.factor < 1:
        old, new = (before.metres, middle.metres) if before.seconds is None else (before.seconds, middle.seconds)
        yield SessionChange(
            code="shorten",
            before=old,
            after=new,
            unit="m" if before.seconds is None and before.metres is not None else "s",
            values={"factor": limits.factor},
            rules=limits.rules.get("factor", ()),
        )
    if limits.minutes is not None and (middle.seconds is None or limits.minutes * MINUTE < middle.seconds):
        cap = limits.minutes * MINUTE
        rules = limits.rules.get("minutes", ())
        yield SessionChange(code="cap_minutes", before=middle.seconds, after=cap, unit="s", rules=rules)
    if limits.km is not None and after.metres is not None and (middle.metres is None or limits.km * KM < middle.metres):
        rules = limits.rules.get("km", ())
        yield SessionChange(code="cap_distance", before=middle.metres, after=limits.km * KM, unit="m", rules=rules)
