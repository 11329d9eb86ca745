"""`forecast`: the coming mornings as they are now, how those before went, and what was learned of the runner."""

from __future__ import annotations

from typing import Any

from sorewise.apps.ahead import as_data
from sorewise.apps.ahead.coming import ahead, shown_now
from sorewise.apps.here import here
from sorewise.apps.web.api.operation import Call, Operation
from sorewise.text.web import api as said


def forecast(_call: Call) -> dict[str, Any]:
    """The legs and each place for five mornings, and tomorrow after each way of spending today, as far as is shown."""
    with here().store() as store:
        return as_data.forecast_data(shown_now(store))


def score(_call: Call) -> dict[str, Any]:
    """The kept forecasts against what was told."""
    with here().store() as store:
        return as_data.score_data(ahead(store).went)


def learned(_call: Call) -> dict[str, Any]:
    """What the runner's own mornings taught."""
    with here().store() as store:
        found = ahead(store)
        return as_data.learned_data(found.learned, found.outcomes)


OPERATIONS = (
    Operation(verb="forecast", path="/forecast", says=said.FORECAST, gives="Forecast", answer=forecast),
    Operation(
        verb="forecast --score", path="/forecast/score", says=said.FORECAST_SCORE, gives="ForecastScore", answer=score
    ),
    Operation(
        verb="forecast --learned", path="/forecast/learned", says=said.FORECAST_LEARNED, gives="Learned",
        answer=learned,
    ),
)  # fmt: skip
