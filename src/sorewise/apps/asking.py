"""Asking one question at the keyboard until it has an answer that can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sorewise.apps.keys import Keys
from sorewise.apps.out import show, width
from sorewise.engine.ask import Question
from sorewise.engine.book import Rulebook
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError
from sorewise.model.facts import Fact
from sorewise.model.verdict import Place
from sorewise.text import asking as said
from sorewise.text.page import Line
from sorewise.text.places import place as place_said
from sorewise.text.questions import choice_said
from sorewise.text.speech import capital, tr

PROMPT = "  > "
STOP = "s"
ONE_KEY = 9
DIGITS = "123456789"
GAP = "   "


class StoppedError(Exception):
    """The runner has answered enough."""


@dataclass(frozen=True)
class Asking:
    """Somebody who answers, and the rulebook whose questions they are."""

    keys: Keys
    book: Rulebook

    def answer(self, question: Question) -> Any:
        """The answer to a question; None if the runner does not know."""
        fact = question.fact
        show([Line(tr(fact.asks))])
        if fact.type == "bool":
            return self._choose([said.yes_no()], {said.YES: True, said.NO: False})
        if fact.type == "word" and fact.id == "region":
            return self.region()
        if fact.type == "word" and len(question.choices) <= ONE_KEY:
            labels = question.labels or question.choices
            return self._choose(said.choices(labels), dict(zip(DIGITS, question.choices, strict=False)))
        if fact.type == "words":
            return self._several(question.labels or question.choices, question.choices)
        if fact.type == "integer" and fact.range and fact.range[0] >= 0 and fact.range[1] <= ONE_KEY:
            low, high = map(int, fact.range)
            return self._choose([said.scale(fact, one_key=True)], {str(one): one for one in range(low, high + 1)})
        return self._number(fact)

    def yes(self, sentence: str) -> bool:
        """Whether the runner says yes to something that is no fact."""
        show([Line(sentence)])
        return bool(self._choose([said.yes_no()], {said.YES: True, said.NO: False}))

    def signs(self, groups: Sequence[Sequence[Fact]]) -> tuple[str, ...]:
        """Which signs of the safety page apply: nothing is ticked beforehand, and one key says none of them."""
        show([Line(said.safety_heading(), "heading")])
        before = 0
        for heading, signs in zip(said.safety_groups(), groups, strict=True):
            show(_numbered(heading, signs, before))
            before += len(signs)
        ids = [sign.id for group in groups for sign in group]
        self.keys.forget()
        while True:
            typed = self._read([said.safety_keys()], said.NO)
            if typed.lower() == said.NO:
                return ()
            found = _numbers(typed, len(ids))
            if found:
                return tuple(ids[number - 1] for number in found)
            show([Line(said.not_one_of(), "quiet")])

    def region(self) -> str | None:
        """A place of the list, by number or by the beginning of its name."""
        names = {id_: capital(place_said(Place(id_, None), self.book.regions)) for id_ in self.book.regions}
        _columns([f"{number:>2} {name}" for number, name in enumerate(names.values(), 1)])
        while True:
            typed = self._read([said.which_place()], "")
            if not typed:
                return None
            near = _places(typed, names)
            if len(near) == 1:
                return near[0]
            show([Line(said.no_such_place(typed, [names[id_] for id_ in near]), "quiet")])

    def _choose(self, keys: Sequence[str], values: Mapping[str, Any]) -> Any:
        while True:
            typed = self._read(keys, "".join(values)).lower()
            if not typed or typed in values:
                return values.get(typed)
            show([Line(said.not_one_of(), "quiet")])

    def _several(self, labels: Sequence[str], choices: Sequence[str]) -> tuple[str, ...] | None:
        for number, label in enumerate(labels, 1):
            show([Line(f"{number} {choice_said(label)}", depth=1)])
        while True:
            typed = self._read([said.ticks()], "")
            if not typed:
                return None
            found = _numbers(typed, len(choices))
            if found or typed == "0":
                return tuple(choices[number - 1] for number in found)
            show([Line(said.not_one_of(), "quiet")])

    def _number(self, fact: Fact) -> Any:
        while True:
            typed = self._read([said.scale(fact)], "")
            if not typed:
                return None
            try:
                return checked_value(fact, float(typed.replace(",", ".")))
            except (ValueError, AnswerError):
                show([Line(said.not_a_number(), "quiet")])

    def _read(self, keys: Sequence[str], instant: str) -> str:
        beside = GAP.join(keys)
        show(Line(one, "quiet", 1) for one in ([beside] if len(beside) <= width() - len(GAP) else keys))
        typed = self.keys.read(PROMPT, instant + STOP).strip()
        if typed.lower() == STOP:
            raise StoppedError
        return typed


def _numbers(typed: str, most: int) -> tuple[int, ...]:
    """Numbers typed with blanks or commas between them; () if one of them is not in the list."""
    parts = typed.replace(",", " ").split()
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= most for part in parts):
        return ()
    return tuple(dict.fromkeys(int(part) for part in parts))


def _places(typed: str, names: Mapping[str, str]) -> list[str]:
    if typed.isdecimal():
        number = int(typed)
        return [list(names)[number - 1]] if 1 <= number <= len(names) else []
    low = typed.lower()
    exact = [id_ for id_, name in names.items() if low in {name.lower(), id_}]
    return exact or [id_ for id_, name in names.items() if name.lower().startswith(low) or id_.startswith(low)]


def _columns(cells: list[str]) -> None:
    wide = max(map(len, cells)) + 2
    rows = -(-len(cells) // max(1, width() // wide))
    for row in range(rows):
        show([Line("".join(cell.ljust(wide) for cell in cells[row::rows]).rstrip(), depth=1)])


def _numbered(heading: str, signs: Sequence[Fact], before: int) -> Iterator[Line]:
    if signs:
        yield Line(heading, "heading", 1)
        for number, sign in enumerate(signs, before + 1):
            yield Line(f"{number:>2} {tr(sign.asks)}", depth=2)
