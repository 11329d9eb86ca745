"""Screen by screen through a check-in, until no answer can change the verdict or the runner stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sorewise.apps.asking import Asking, StoppedError
from sorewise.apps.draft import with_answer, with_spot
from sorewise.apps.out import show
from sorewise.engine.ask import Asked, Question
from sorewise.model.facts import Fact
from sorewise.model.records import CheckIn, Spot
from sorewise.model.verdict import Place
from sorewise.text import asking as said
from sorewise.text.page import Line
from sorewise.text.questions import at_most_said, screen_title

if TYPE_CHECKING:
    from sorewise.morning import Morning

PART_OF_A_PLACE = ("region", "side", "pain")


class Interview:
    """One check-in being answered; `judge` says what the answers so far mean."""

    def __init__(self, asking: Asking, judge: Callable[[CheckIn], Morning]) -> None:
        self.asking = asking
        self.judge = judge
        self.passed: dict[tuple[str, Place | None], Fact] = {}

    def held(self, check_in: CheckIn) -> Morning:
        """Ask what can still change the verdict, and answer with the morning that comes of it."""
        found = self.judge(check_in)
        try:
            while not (asked := self._next(found)).settled and self._is_new(asked):
                show([Line("", "gap"), Line(at_most_said(asked), "quiet")])
                found = self.judge(self._screen(asked, found.check_in))
        except (StoppedError, EOFError):
            pass
        return found

    def _next(self, found: Morning) -> Asked:
        """The next screen.

        What the runner does not know is not asked twice: for the choice of questions, and for nothing else, it is taken
        as harmless.
        """
        if not self.passed:
            return found.asked
        check_in = found.check_in
        for (_, place), fact in self.passed.items():
            check_in = with_answer(check_in, fact, _calm(fact), place)
        return self.judge(check_in).asked

    def _is_new(self, asked: Asked) -> bool:
        return any((question.fact.id, asked.place) not in self.passed for question in asked.screen)

    def _screen(self, asked: Asked, check_in: CheckIn) -> CheckIn:
        if asked.page == "safety":
            return self._safety(asked, check_in)
        show([Line(screen_title(asked, self.asking.book), "heading")])
        for question in asked.screen:
            if question.fact.id not in PART_OF_A_PLACE:
                check_in = self._one(question, asked.place, check_in)
            elif question.fact.id == "side" and asked.page != "legs":
                check_in = self._side(question, asked.place, check_in)
            if question.fact.id == "legs" and check_in.answers.get("legs") == "sore":
                check_in = self._places({q.fact.id: q for q in asked.screen}, check_in)
        return check_in

    def _one(self, question: Question, place: Place | None, check_in: CheckIn) -> CheckIn:
        value = self.asking.answer(question)
        if value is None:
            self.passed[question.fact.id, place] = question.fact
            return check_in
        return with_answer(check_in, question.fact, value, place)

    def _places(self, questions: dict[str, Question], check_in: CheckIn) -> CheckIn:
        """Where it is sore: place, side and pain, one place after the other."""
        while True:
            region = self.asking.answer(questions["region"])
            if region is None:
                return check_in
            side = self.asking.answer(questions["side"])
            pain = self.asking.answer(questions["pain"])
            spot = Spot(region=region, side=side, answers={} if pain is None else {"pain": pain})
            check_in = with_spot(check_in, spot)
            if not self.asking.yes(said.another_place()):
                return check_in

    def _side(self, question: Question, place: Place | None, check_in: CheckIn) -> CheckIn:
        side = self.asking.answer(question)
        if side is None:
            self.passed["side", place] = question.fact
            return check_in
        spots = (
            replace(one, side=side) if one.side is None and place and one.region == place.region else one
            for one in check_in.spots
        )
        return replace(check_in, spots=tuple(spots))

    def _safety(self, asked: Asked, check_in: CheckIn) -> CheckIn:
        """The safety page: two short groups, nothing ticked, one key for none."""
        facts = [question.fact for question in asked.screen]
        local = [fact for fact in facts if fact.scope == "spot" or fact.id in said.LOCAL_SIGNS]
        signs = [[fact for fact in facts if fact not in local], local]
        return replace(check_in, safety=self.asking.signs(signs))


def _calm(fact: Fact) -> Any:
    """An answer at which no question comes up."""
    if fact.type == "words":
        return ()
    if fact.benign is not None:
        return fact.benign
    if fact.type == "word":
        return fact.choices[0]
    return False if fact.type == "bool" else (fact.range or (0, 0))[0]
