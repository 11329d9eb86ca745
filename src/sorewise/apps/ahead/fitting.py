"""`fit`: coefficients of a forecast from people of your own, in a file that says whose, when and by which version."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

from cyclopts import Parameter

from sorewise.apps.bulk.whole import whole
from sorewise.apps.here import here
from sorewise.apps.out import show
from sorewise.model.errors import InputError
from sorewise.model.forecast import ANSWERS, Scale
from sorewise.model.release import __version__
from sorewise.text import forecast_fit as said

if TYPE_CHECKING:
    from sorewise.apps.ahead.people import People
    from sorewise.training.forecast.parameters import ScaleParameters

Data = Annotated[
    Path, Parameter(name="DATA", help="A CSV or Parquet file (person, day, answer, load), or a folder of tables.")
]
To = Annotated[Path, Parameter("--to", help="The JSON file to write.")]
On = Annotated[Scale | None, Parameter("--scale", help="On which scale was answered; a folder may hold several.")]
Called = Annotated[str | None, Parameter("--called", help="Who these people are, in a few words, as the file says it.")]
MadeUp = Annotated[
    bool,
    Parameter("--made-up", negative=(), help="These people do not exist: nothing of their training is learned from."),
]
Force = Annotated[bool, Parameter("--force", negative=(), help="Write over what is there.")]


def fit(
    data: Data, /, *, to: To, scale: On = None, called: Called = None, made_up: MadeUp = False, force: Force = False
) -> None:
    """Fit the forecast to people of your own; nothing of theirs goes into the file but the coefficients."""
    if find_spec("scipy") is None:
        raise InputError(said.not_installed())
    people = _people(data, scale)
    # How made people answer to a load was assumed by whoever made them: it is not learned a second time.
    fitted = {
        one: _fitted(data, found, ANSWERS[one], use_loads=found.trained and not made_up)
        for one, found in people.items()
    }
    from sorewise.training.forecast.parameters import Parameters, as_json

    parameters = Parameters(
        fitted_on=called or data.name,
        made_up=made_up,
        fitted=here().clock().date().isoformat(),
        version=__version__,
        persons=max(one.persons for one in people.values()),
        reports=sum(one.reports for one in people.values()),
        scales=fitted,
    )
    with whole(to, force=force, made_of=[data]) as place:
        place.write_text(as_json(parameters), encoding="utf-8")
    show(said.done(list(people), parameters.persons, parameters.reports, str(to)))


def _people(data: Path, scale: Scale | None) -> dict[Scale, People]:
    """Who is learned from, by scale. Raises InputError."""
    from sorewise.apps.ahead.people import of_folder, of_table

    if not data.is_dir():
        if scale is None:
            raise InputError(said.which_scale(), given=str(data))
        return {scale: of_table(data, scale)}
    scales: tuple[Scale, ...] = (scale,) if scale else get_args(Scale)
    found = {one: of_folder(data, one) for one in scales}
    known = {one: people for one, people in found.items() if people.reports}
    if not known:
        raise InputError(said.too_little(str(data)), given=str(data))
    return known


def _fitted(data: Path, people: People, answers: int, *, use_loads: bool) -> ScaleParameters:
    """The coefficients of one scale. Raises InputError where too little was told."""
    from sorewise.training.forecast.fit import fit as fit_to
    from sorewise.training.forecast.inputs import HORIZONS

    try:
        found = fit_to(people.told, people.loads, people.weekday, answers=answers, use_loads=use_loads)
    except ValueError:
        found = None
    if found is None or any(horizon.name not in found.tilts for horizon in HORIZONS):
        raise InputError(said.too_little(str(data)), given=str(data))
    return found
