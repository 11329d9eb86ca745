"""The coming mornings for programs: what `sorewise forecast --json` prints and the API answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from sorewise.apps.ahead.kept import plain
from sorewise.model.forecast import Forecast
from sorewise.model.learned import Learned, Outcome, Wide
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
    return {**_plain(learned), "outcomes": outcome_data(outcomes)}


def outcome_data(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """How the mornings after each verdict went, as counts."""
    return [as_plain(one) for one in outcomes]


def _plain(value: Any) -> Any:
    """As everywhere, but a number with its interval is an object, too."""
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Wide):
        return value._asdict()
    return [_plain(one) for one in value] if isinstance(value, tuple) else as_plain(value)
