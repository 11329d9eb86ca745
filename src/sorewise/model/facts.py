"""A fact: one thing that can be known about a morning, in the words of `facts.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["morning", "spot"]
Kind = Literal["bool", "number", "integer", "word", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of `facts.toml`.

    `range` is closed. `worse` is "up", "down" or the choices from harmless to worst. `benign` is the value at which no
    rule speaks. `default` is what a record that does not exist means; such a fact is never unknown. `stop` is the
    careful value taken when the person stops answering. `ask_if`, `never_ask` and `implied_by` are conditions;
    one that is implied by other answers is taken as yes, whatever the page said. `door` facts are short forms that
    conditions cannot use. `private` names the group that must be switched on first. `scale` holds the words of a
    ladder. `in_run` facts may be asked during a run; `asked_as` names the door fact that is asked in its place.
    `exception` names an answer ("yes", "unknown") that may make a day milder on purpose, and why. `unasked` says why an
    open question may be taken as harmless once another answer makes it needless, `speaks` why even the harmless answer
    makes some rule speak.
    """

    id: str
    asks: str
    type: Kind
    scope: Scope = "morning"
    page: str = ""
    how: str = "asked"
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    step: float | None = None
    unit: str = ""
    worse: str | tuple[str, ...] | None = None
    benign: bool | float | str | None = None
    default: bool | float | str | None = None
    stop: float | str | None = None
    ask_if: str = ""
    never_ask: str = ""
    implied_by: str = ""
    private: str = ""
    part_of: str = ""
    exception: str = ""
    unasked: str = ""
    speaks: str = ""
    door: bool = False
    in_run: bool = False
    asked_as: str = ""
    scale: tuple[str, ...] = ()

    @property
    def never_unknown(self) -> bool:
        """A record exists or does not: without one the default holds."""
        return self.default is not None

    @property
    def harmless(self) -> bool | float | str:
        """The value at which no rule speaks."""
        return self.benign if self.benign is not None else False
