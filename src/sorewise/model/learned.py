"""What a runner's own record has taught so far, as data. Sentences are made in `text`.

Everything here is what was seen, with how often and with an interval. None of it says what caused what, and nothing
that decides reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sorewise.model.forecast import Scale


class Wide(NamedTuple):
    """A number with its 95 % interval, and from how many mornings it is."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """On which morning after a kind of session one place was back to 1 of 10 or less; None is the worst place.

    `what` is a word of the past's days ("hills", "leg_day"). Of `cases` such sessions the place was above 1 on a
    morning after `sore`, and `open` were not seen to come back: the next hard session, a week or the last word came
    before. `days` are those of the others, the fewest first: 1 where it was not above 1 on the two mornings after.
    `median` is the middle case, the later one of two; `low` to `high` are the days that hold at least 8 in 10 of the
    cases. Each counts an open case as the longest of all, and is None where such a case stands there: beyond what was
    seen.
    """

    region: str | None
    what: str
    cases: int
    sore: int
    open: int
    days: tuple[int, ...]
    median: int | None
    low: int | None
    high: int | None


Size = Literal["none", "light", "usual", "hard"]
"""The load of a day: none, up to 0.75 of a usual training day, up to 1.3, or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The worst pain on the mornings after days of one size, less the runner's own average (`average`), in points."""

    size: Size
    more: Wide
    average: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Precede:
    """How often a place was sore in the two days after a kind of session, and on the mornings after two days without.

    `after` and `other` are shares of mornings, 0 to 1, with Wilson's interval; `sore_after` and `sore_other` count.
    """

    region: str
    what: str
    sore_after: int
    after: Wide
    sore_other: int
    other: Wide

    @property
    def clear(self) -> bool:
        """Whether the intervals lie apart, and the place was sore more often after such a session."""
        return self.after.low > self.other.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer of this morning against the runner's own; more is worse, on the scale from 0 upwards.

    `usual` is the running mean of the `reports` answers before; `z` is how far above it, in the runner's own spreads.
    """

    name: Literal["soreness", "fatigue"]
    told: float
    usual: float
    z: float
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """This morning as it was told, beside the runner's own usual. A description: no forecast, and never a reason.

    `z` is the mean of the parts turned round, so that higher is readier; `scale` is the one of all its answers.
    """

    day: date
    scale: Scale
    z: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """All of it at one moment, over the `days` before it; `mornings` told of the legs."""

    days: int
    mornings: int
    returns: tuple[Return, ...] = ()
    responses: tuple[Response, ...] = ()
    precedes: tuple[Precede, ...] = ()
    readiness: Readiness | None = None


# ------------------------------------------------------------------------------------------- outcome of advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """The verdict that held on a day: its rung of the activity ladder, and the most of the session that it left.

    `share` is of the planned session, whose length may be unknown; `minutes` and `km` are caps of running.
    """

    day: date
    activity: str
    share: float = 1.0
    planned_minutes: float | None = None
    minutes: float | None = None
    km: float | None = None

    @property
    def most_minutes(self) -> float | None:
        """The longest session that it left; None where nothing says."""
        shared = None if self.planned_minutes is None else self.share * self.planned_minutes
        known = [limit for limit in (shared, self.minutes) if limit is not None]
        return min(known, default=None)


Kept = Literal["followed", "further", "unclear", "nothing"]
"""What was done on a day beside its verdict: within it, more than it left, something that cannot be told (its kind or
length is not known), or nothing recorded, which is not the same as nothing done."""
KEPT: tuple[Kept, ...] = ("followed", "further", "unclear", "nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One day's verdict with what was done, and the worst pain told on its morning and on the next; None: not told."""

    day: date
    activity: str
    kept: Kept
    before: int | None
    after: int | None

    @property
    def step(self) -> Literal["less", "same", "sorer"] | None:
        """How the next morning was, against the morning of the verdict."""
        if self.before is None or self.after is None:
            return None
        return "less" if self.after < self.before else "sorer" if self.after > self.before else "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mornings:
    """So many next mornings were less sore than the one of the verdict, the same, sorer, or not told."""

    less: int = 0
    same: int = 0
    sorer: int = 0
    not_told: int = 0

    @property
    def told(self) -> int:
        """How many were told."""
        return self.less + self.same + self.sorer

    @property
    def all(self) -> int:
        """How many days there were."""
        return self.told + self.not_told

    @classmethod
    def of(cls, links: Iterable[Linked]) -> Mornings:
        """Count them."""
        steps = [link.step for link in links]
        return cls(
            less=steps.count("less"),
            same=steps.count("same"),
            sorer=steps.count("sorer"),
            not_told=steps.count(None),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the mornings after one verdict went, by what was done. Counts: no cause is told."""

    activity: str
    followed: Mornings = Mornings()
    further: Mornings = Mornings()
    unclear: Mornings = Mornings()
    nothing: Mornings = Mornings()
