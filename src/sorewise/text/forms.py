"""The forms in which a fact is said with its value; every form also has a name, for when the value is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.speech import number, tr, trn


@dataclass(frozen=True, slots=True)
class YesNo:
    """What was noticed, or that it was not there."""

    name: str
    yes: str
    no: str

    def said(self, value: object) -> str:
        """The phrase for True or False."""
        return tr(self.yes if value else self.no)


@dataclass(frozen=True, slots=True)
class Choice:
    """One phrase a choice; several choices at once are put beside each other."""

    name: str
    phrases: Mapping[str, str] = field(default_factory=dict)

    def said(self, value: object) -> str:
        """The phrase of the choice; a choice that has none as it is written."""
        chosen = value if isinstance(value, tuple | list) else (value,)
        return ", ".join(tr(self.phrases[one]) if one in self.phrases else str(one).replace("_", " ") for one in chosen)


@dataclass(frozen=True, slots=True)
class Level:
    """A number that needs no plural: `{n}` of 10, `{n}` %."""

    name: str
    phrase: str
    none: str = ""

    def said(self, value: object) -> str:
        """The phrase with its number, or the phrase for none at all."""
        count = _float(value)
        return tr(self.none) if self.none and count == 0 else tr(self.phrase, n=number(count))


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: `forms` are singular and plural."""

    name: str
    forms: tuple[str, str]
    none: str = ""

    def said(self, value: object) -> str:
        """The form that goes with the number, or the phrase for none at all."""
        count = _float(value)
        return tr(self.none) if self.none and count == 0 else trn(*self.forms, count)


@dataclass(frozen=True, slots=True)
class Past:
    """Hours past, said as hours and beyond three days as days: `{time}`."""

    name: str
    phrase: str

    def said(self, value: object) -> str:
        """The phrase with the time."""
        return tr(self.phrase, time=measures.hours(_float(value)))


@dataclass(frozen=True, slots=True)
class Length:
    """Kilometres, said in the runner's unit: `{length}`."""

    name: str
    phrase: str

    def said(self, value: object, manner: Manner) -> str:
        """The phrase with the distance."""
        return tr(self.phrase, length=measures.distance(_float(value) * 1000, manner))


@dataclass(frozen=True, slots=True)
class Against:
    """More or less than something of the runner's own: `{n}` is how much."""

    name: str
    more: str
    less: str
    same: str

    def said(self, value: object) -> str:
        """The phrase for above, below or equal."""
        amount = number(abs(_float(value)))
        if amount == "0":
            return tr(self.same)
        return tr(self.more if _float(value) > 0 else self.less, n=amount)


Form = YesNo | Choice | Level | Count | Past | Length | Against


def _float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return float(value)
