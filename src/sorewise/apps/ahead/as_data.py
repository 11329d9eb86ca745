"""The coming mornings for programs: what `sorewise forecast --json` prints and the API answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sorewise.apps.ahead.kept import plain
from sorewise.model.forecast import Forecast
from sorewise.model.learned import Learned, Outcome
from sorewise.model.plain import as_plain

if TYPE_CHECKING:
    from sorewise.apps.ahead.coming import Went


def forecast_data(forecast: Forecast) -> dict[str, Any]:
    """The coming mornings, as they are kept."""
    return plain(forecast)


def score_data(went: Went) -> dict[str, Any]:
    """How the forecasts went, each of them and by horizon."""
    return {
        "kept": went.kept,
        "level": went.level,
        "average_shown": went.average,
        "scores": as_plain(went.scores),
        "scored": [{**as_plain(one), "hit": one.hit} for one in went.scored],
    }


def learned_data(learned: Learned, outcomes: Sequence[Outcome] = ()) -> dict[str, Any]:
    """What the runner's own mornings taught, and how the mornings after each verdict went."""
    return {**as_plain(learned), "outcomes": as_plain(outcomes)}
