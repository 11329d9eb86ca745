"""Screen by screen through a check-in, until no answer can change the verdict or the runner stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sorewise.apps.asking import Asking, StoppedError
from sorewise.apps.draft import calm, with_answer, with_spot
from sorewise.apps.out import show
from sorewise.engine.ask import Asked, Question
from sorewise.model.facts import Fact
from sorewise.model.records import CheckIn, Spot
from sorewise.model.verdict import Place
from sorewise.text import asking as said
from sorewise.text.page import Line
from sorewise.text.places import place as place_said
from sorewise.text.questions import at_most_said, screen_title
from sorewise.text.speech import capital

if TYPE_CHECKING:
    from sorewise.morning import Morning

OF_A_PLACE = ("pain", "side", "region")
"""What makes a sore place, asked place by place; the side last, since a place is known by it."""


class Interview:
    """A check-in being answered; `judge` says what the answers so far mean. Stopping loses none of them."""

    def __init__(self, asking: Asking, judge: Callable[[CheckIn], Morning], check_in: CheckIn) -> None:
        self.asking = asking
        self.judge = judge
        self.check_in = check_in
        self.passed: dict[tuple[str, Place | None], Fact] = {}

    def held(self) -> Morning:
        """Ask what can still change the verdict, and answer with the morning that comes of it."""
        found = self.judge(self.check_in)
        try:
            while not (asked := self._next(found)).settled and self._is_new(asked):
                show([Line("", "gap"), Line(at_most_said(asked), "quiet")])
                self._screen(asked)
                found = self.judge(self.check_in)
        except (StoppedError, EOFError):
            found = self.judge(self.check_in)
        return found

    def _next(self, found: Morning) -> Asked:
        """The next screen.

        What the runner does not know is not asked twice: for the choice of questions, and for nothing else, it is taken
        as harmless.
        """
        if not self.passed:
            return found.asked
        check_in = self.check_in
        for (_, place), fact in self.passed.items():
            check_in = with_answer(check_in, fact, calm(fact), place)
        return self.judge(check_in).asked

    def _is_new(self, asked: Asked) -> bool:
        return any((question.fact.id, asked.place) not in self.passed for question in asked.screen)

    def _screen(self, asked: Asked) -> None:
        if asked.page == "safety":
            groups = signs_by_group([question.fact for question in asked.screen])
            self.check_in = replace(self.check_in, safety=self.asking.signs(groups))
            return
        show([Line(screen_title(asked, self.asking.book), "heading")])
        questions = {question.fact.id: question for question in asked.screen}
        of_a_place = OF_A_PLACE if asked.page == "legs" else ()
        lacking = [questions.pop(name) for name in of_a_place if name in questions]
        for question in questions.values():
            self._one(question, asked.place)
            if question.fact.id == "legs":
                self._places()
        if lacking and "legs" not in questions:
            self._lacking(lacking)
            self._more_places()

    def _one(self, question: Question, place: Place | None) -> None:
        value = self.asking.answer(question)
        if value is None:
            self.passed[question.fact.id, place] = question.fact
        else:
            self.check_in = with_answer(self.check_in, question.fact, value, place)

    def _places(self) -> None:
        """Where it is sore: the places known already, then one new place after the other."""
        self._lacking([self._question("pain")])
        if self.check_in.answers.get("legs") == "sore":
            self._more_places()

    def _more_places(self) -> None:
        while not self.check_in.spots or self.asking.yes(said.another_place()):
            region = self.asking.answer(self._question("region"))
            if region is None:
                break
            side = self.asking.answer(self._question("side"))
            self.check_in = with_spot(self.check_in, Spot(region=region, side=side))
            self._one(self._question("pain"), Place(region, side))

    def _lacking(self, questions: Sequence[Question]) -> None:
        """What is still open of each place, place by place."""
        for spot in self.check_in.spots:
            at = Place(spot.region, spot.side, spot.key)
            told = {"region", *spot.answers, *(["side"] if spot.side else [])}
            lacking = [question for question in questions if question.fact.id not in told]
            if lacking:
                show([Line(capital(place_said(at, self.asking.book.regions)), "heading")])
            for question in lacking:
                self._one(question, at)

    def _question(self, name: str) -> Question:
        fact = self.asking.book.facts[name]
        return Question(fact, fact.choices, fact.labels)


def signs_by_group(signs: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The two short groups of the safety page: the whole body, and the legs."""
    local = [fact for fact in signs if fact.scope == "spot" or fact.id in said.LOCAL_SIGNS]
    return [fact for fact in signs if fact not in local], local
