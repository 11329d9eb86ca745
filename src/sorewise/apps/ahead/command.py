"""`forecast`: how sore the legs will likely be, how that went so far, and what was learned from the runner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from sorewise.apps.ahead import as_data
from sorewise.apps.ahead.coming import Ahead, ahead
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.model.errors import InputError
from sorewise.text import forecast_fit, forecast_score
from sorewise.text import forecast_page as said
from sorewise.text.learned import learned_lines, linked_said, readiness_lines

if TYPE_CHECKING:
    from sorewise.training.forecast.parameters import Parameters

Scores = Annotated[bool, Parameter("--score", negative=(), help="How the forecasts went so far.")]
Taught = Annotated[bool, Parameter("--learned", negative=(), help="What your own mornings have taught so far.")]
Fitted = Annotated[
    Path | None,
    Parameter("--parameters", help="Coefficients of another population, as `sorewise fit` writes them."),
]


def forecast(
    *, score: Scores = False, learned: Taught = False, parameters: Fitted = None, as_json: Json = False
) -> None:
    """Show how sore your legs will likely be on the coming five mornings."""
    if score and learned:
        raise InputError(forecast_score.one_of_two())
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        found = ahead(store, parameters=_read(parameters))
        if as_json:
            say_json(_as_data(found, score=score, learned=learned))
        elif score:
            show(said.score_page(found.went))
        elif learned:
            show(learned_lines(found.learned, found.outcomes, regions=found.book.regions))
        else:
            regions, uncharted = found.book.regions, found.uncharted
            show(said.page(found.shown, found.limit, regions, _this_morning(found), uncharted=uncharted))


def _as_data(found: Ahead, *, score: bool, learned: bool) -> dict[str, Any]:
    """The same for programs."""
    if score:
        return as_data.score_data(found.went)
    if learned:
        return as_data.learned_data(found.learned, found.outcomes)
    return as_data.forecast_data(found.shown)


def _this_morning(found: Ahead) -> tuple[str, ...]:
    """What yesterday's verdict was and became, and what was told this morning beside the runner's own usual."""
    yesterday = (linked_said(one, found.now.date()) for one in found.yesterday)
    return (*yesterday, *(() if found.readiness is None else readiness_lines(found.readiness)))


def _read(path: Path | None) -> Parameters | None:
    """The coefficients of a file. Raises InputError where it is none of ours."""
    if path is None:
        return None
    if not path.is_file():
        raise InputError(str(path), path=str(path))
    from sorewise.training.forecast.parameters import load

    try:
        return load(path)
    except InputError as error:
        raise InputError(forecast_fit.no_coefficients(str(path)), given=str(path)) from error
