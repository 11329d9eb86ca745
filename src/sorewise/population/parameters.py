"""The numbers that make the people: `parameters.toml`, each with its unit, its meaning and its sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of `parameters.toml`; its comment there says what each key means."""

    value: Any
    unit: str
    means: str
    sources: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every parameter by its full name (`athletes.age`), and the sources by id."""

    all: Mapping[str, Parameter]
    sources: Mapping[str, str]

    def number(self, name: str) -> float:
        """A parameter that is one number."""
        return float(self.all[name].value)

    def numbers(self, name: str) -> Mapping[str, float]:
        """A parameter that is a number for each case."""
        value: Mapping[str, float] = self.all[name].value
        return value

    def series(self, name: str) -> list[float]:
        """A parameter that is a number for each day or week."""
        value: list[float] = self.all[name].value
        return value

    def tables(self, name: str) -> Mapping[str, Mapping[str, float]]:
        """A parameter that is a number for each case of each group."""
        value: Mapping[str, Mapping[str, float]] = self.all[name].value
        return value


@cache
def parameters() -> Parameters:
    """The parameters as they ship."""
    read = tomllib.loads((files("sorewise.population") / "parameters.toml").read_text(encoding="utf-8"))
    sources = read.pop("sources")
    every = {
        f"{group}.{name}": Parameter(**{**row, "sources": tuple(row["sources"])})
        for group, rows in read.items()
        for name, row in rows.items()
    }
    return Parameters(every, sources)
