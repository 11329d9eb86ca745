"""What was told of a session from its stream, its name and the runs before it, where nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sorewise.model.records import SessionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The kind of one session and the reason for it; `by` is "" where the kind was known and only the descent is news.

    `legs` says that it counts as leg strength, `downhill` that it went down unusually far. `values` are what the reason
    rests on: `m_s` speeds in m/s, `_s` seconds, `km`, `_m` metres, shares of one.
    """

    session: str
    kind: SessionKind | None = None
    by: str = ""
    legs: bool = False
    downhill: bool = False
    values: Mapping[str, float] = field(default_factory=dict)
