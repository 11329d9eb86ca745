"""Coefficients of a population, by scale of answers: those that are shipped, or others from a file.

What is shipped was fitted to a population that is made up. A file says from what it was fitted, when, and by which
version of sorewise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sorewise.model.errors import InputError
from sorewise.model.forecast import ANSWERS, Scale
from sorewise.training.forecast.inputs import HORIZONS, names
from sorewise.training.forecast.state import Floats
from sorewise.training.forecast.tilt import HISTOGRAMS, LAST_TERMS, Tilt

FORMAT = 1
DIGITS = 5
SHIPPED = Path(__file__).with_name("made.json")
MOST_BYTES = 10_000_000
"""Many times the size of any such file; more is not read."""
LARGEST = 1e6
"""No coefficient of a fit comes near it; a larger one could make a chance that is no number."""
PARTS = ("histograms", "last", "slope", "mean", "spread", "bias")


@dataclass(frozen=True, slots=True)
class ScaleParameters:
    """Of one scale.

    `start` [C] is the population's histogram, `load` its mean load of a training day (RPE x minutes). `loads` is
    whether training is among the inputs. `tilts` has a `Tilt` for each horizon by its name.
    """

    start: Floats
    load: float
    loads: bool
    tilts: Mapping[str, Tilt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What was fitted, and where it comes from.

    `fitted_on` says it in words, `made_up` whether these people were made up; `fitted` is the day (ISO 8601), `version`
    that of sorewise, `persons` and `reports` are counts.
    """

    fitted_on: str
    made_up: bool
    fitted: str
    version: str
    persons: int
    reports: int
    scales: Mapping[Scale, ScaleParameters]

    @property
    def id(self) -> str:
        """What a forecast that was made with it names."""
        return f"{self.fitted_on}, {self.fitted}, {self.version}"


@cache
def shipped() -> Parameters:
    """Those fitted to the made population of this package."""
    return load(SHIPPED)


def load(path: Path) -> Parameters:
    """Read a file. Raises InputError where it is not one of these, or says a number that is none."""
    try:
        return _read(json.loads(_text(path)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", given=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        why = f"{error.args[0] if error.args else error}"
        raise InputError(
            f"{path}: these are no coefficients of a forecast ({why}); `sorewise fit` writes such a file",
            given=str(path),
        ) from error


def _text(path: Path) -> str:
    with path.open("rb") as file:
        text = file.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise ValueError("it is too large")
    return text.decode("utf-8")


def as_json(parameters: Parameters) -> str:
    """The text of a file that `load` reads; the same parameters give the same text."""
    told = {
        "sorewise_forecast": FORMAT,
        **{name: getattr(parameters, name) for name in ("fitted_on", "made_up", "fitted", "version", "persons")},
        "reports": parameters.reports,
        "scales": {scale: _scale_told(one) for scale, one in parameters.scales.items()},
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _scale_told(one: ScaleParameters) -> dict[str, Any]:
    return {
        "start": _numbers_told(one.start),
        "load": round(one.load, DIGITS),
        "loads": one.loads,
        "tilts": {
            name: {part: _numbers_told(getattr(tilt, part)) for part in PARTS} for name, tilt in one.tilts.items()
        },
    }


def _numbers_told(values: Floats) -> list[float]:
    return [round(float(value), DIGITS) for value in values]


def _read(told: Any) -> Parameters:
    if told["sorewise_forecast"] != FORMAT:
        raise ValueError(f"format {told['sorewise_forecast']!r} is not {FORMAT}")
    scales: dict[Scale, ScaleParameters] = {
        scale: _scale(told["scales"][scale], count) for scale, count in ANSWERS.items() if scale in told["scales"]
    }
    if not scales:
        raise ValueError("no scale that is known here")
    return Parameters(
        fitted_on=str(told["fitted_on"]),
        made_up=bool(told["made_up"]),
        fitted=str(told["fitted"]),
        version=str(told["version"]),
        persons=int(told["persons"]),
        reports=int(told["reports"]),
        scales=scales,
    )


def _scale(told: Mapping[str, Any], count: int) -> ScaleParameters:
    start, load_, loads = _numbers(told["start"], count), float(told["load"]), bool(told["loads"])
    if start.min() < 0 or start.sum() < 1 / LARGEST or not 1 / LARGEST <= load_ <= LARGEST:
        raise ValueError("start and load have to be above 0")
    tilts = {}
    for horizon in HORIZONS:
        width = len(names(horizon, loads=loads))
        lengths = dict(zip(PARTS, (HISTOGRAMS, LAST_TERMS, width, width, width, count - 1), strict=True))
        parts = {part: _numbers(told["tilts"][horizon.name][part], lengths[part]) for part in PARTS}
        if parts["spread"].min(initial=1) < 1 / LARGEST:
            raise ValueError(f"{horizon.name}: spread has to be above 0")
        tilts[horizon.name] = Tilt(**parts)
    return ScaleParameters(start=start / start.sum(), load=load_, loads=loads, tilts=tilts)


def _numbers(told: Any, count: int) -> Floats:
    values = np.asarray(told, dtype=np.float64)
    if values.shape != (count,) or not (np.abs(values) <= LARGEST).all():
        raise ValueError(f"{count} numbers are needed")
    return values
