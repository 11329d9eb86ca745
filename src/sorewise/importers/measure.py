"""What a file does not say of a session is measured from its points; what it says stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sorewise.importers.shape import shape_of
from sorewise.importers.track import Track
from sorewise.model.records import Session

ON_FOOT = frozenset({"run", "walk"})
ON_THE_GROUND = ON_FOOT | {"ride"}


def measured(session: Session, points: Track | None) -> Session:
    """The session with its gaps filled from its track, and with its shape if it was on foot.

    A watch counts steps of a kind between two lifts too, and water is flat: a strength session gets a heart rate only,
    a swim no heights.
    """
    if points is None:
        return session
    found: dict[str, Any] = {"heart_rate": points.mean_heart_rate}
    if session.sport != "strength":
        found |= {"duration_s": points.duration_s, "moving_s": points.moving_s, "distance_m": points.length_m}
    if session.sport in ON_THE_GROUND and None in {session.ascent_m, session.descent_m}:
        found |= {"ascent_m": points.ascent_m, "descent_m": points.descent_m}
    if session.sport in ON_FOOT:
        found["shape"] = shape_of(points)
    return replace(session, **{name: value for name, value in found.items() if getattr(session, name) is None})
