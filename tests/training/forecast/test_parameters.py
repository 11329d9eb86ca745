"""Files of coefficients, whoever wrote them: read as they are meant, or refused in a sentence."""

import json
from copy import deepcopy
from functools import cache

import numpy as np
import pytest

from sorewise.model.errors import InputError
from sorewise.training.forecast.inputs import Horizon, look
from sorewise.training.forecast.parameters import LARGEST, PARTS, SHIPPED, as_json, load, shipped
from sorewise.training.forecast.state import State


@cache
def made():
    """The shipped file as data."""
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


def changed(change):
    """The shipped file after this change of its scale of pain."""
    told = deepcopy(made())
    change(told, told["scales"]["pain"])
    return json.dumps(told)


def each(part, value):
    """Every number of one part of every horizon."""

    def change(_, scale):
        for tilt in scale["tilts"].values():
            tilt[part] = [value] * len(tilt[part])

    return change


HOSTILE = {
    "nothing": "",
    "a list": "[]",
    "deep": "[" * 200_000,
    "no text": b"\xff\xfe\x00",
    "another format": '{"sorewise_forecast": 2}',
    "no scales": '{"sorewise_forecast": 1, "scales": []}',
    "endless people": changed(lambda told, _: told.update(persons=float("inf"))),
    "a load beyond all": changed(lambda _, scale: scale.update(load=10**400)),
    "hardly a load": changed(lambda _, scale: scale.update(load=1e-320)),
    "a start that is none": changed(lambda _, scale: scale.update(start=[float("nan")] * 11)),
    "hardly a spread": changed(each("spread", 1e-320)),
    "too few": changed(lambda _, scale: scale["tilts"].update({"1-evening-open": {part: [1.0] for part in PARTS}})),
    "more than it says": changed(lambda _, scale: scale.update(loads=True)),
    **{f"{part} without an end": changed(each(part, -1e308)) for part in PARTS},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_are_no_coefficients_is_refused_in_a_sentence(tmp_path, name):
    """Never a crash, and never a number of which no chance can be made."""
    text, path = HOSTILE[name], tmp_path / "own.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError, match=r"own\.json"):
        load(path)


def test_a_folder_and_a_file_without_end_are_refused(tmp_path):
    """The second is not read to its end."""
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(1 << 40)
    for path in (tmp_path, tmp_path / "large.json", tmp_path / "missing.json"):
        with pytest.raises(InputError):
            load(path)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("value", [LARGEST, -LARGEST, 1 / LARGEST])
def test_with_the_largest_allowed_chances_are_still_chances(tmp_path, part, value):
    """Finite, and they sum to 1."""
    path = tmp_path / "own.json"
    path.write_text(changed(each(part, value)), encoding="utf-8")
    if part == "spread" and value < 0:
        return
    of, state = load(path).scales["pain"], State.new(2, shipped().scales["pain"].start, 240.0)
    state.step(np.array([3.0, np.nan]), np.array([1e9, 0.0]), 0)
    found = of.tilts["1-evening-open"].chances(look(state, Horizon(1), 1, loads=of.loads))
    assert np.isfinite(found).all()
    assert found.sum(axis=1) == pytest.approx(1)


def test_a_file_is_written_as_it_is_read(tmp_path):
    """The shipped one is what its own text gives again."""
    path = tmp_path / "again.json"
    path.write_text(as_json(shipped()), encoding="utf-8")
    assert as_json(load(path)) == as_json(shipped())
