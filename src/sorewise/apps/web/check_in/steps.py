"""Which screen of a check-in comes next. Pure: `judge` says what the answers so far mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sorewise.apps.draft import calm, with_answer
from sorewise.apps.web.check_in.draft import ABOUT, FEEL, SAFETY, WHERE, Draft, Shown, is_at, place_of
from sorewise.apps.who import ASKED_FIRST
from sorewise.engine.ask import Asked, Question
from sorewise.model.records import CheckIn, Profile
from sorewise.model.verdict import SAME_DAY, Place

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.morning import Morning

OF_THE_MAP = frozenset({"legs", "region", "side", "pain"})
"""Facts of the first page that the body map asks, place by place."""

Judge = Callable[[CheckIn], "Morning"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen: its page, the place it is about, its questions, and how many screens are left at most."""

    page: str
    place: Place | None = None
    questions: Sequence[Question] = ()
    at_most: int = 0

    @property
    def shown(self) -> Shown:
        """The same, to be remembered once it is answered."""
        return Shown(page=self.page, place=self.place, facts=tuple(question.fact.id for question in self.questions))


def next_step(draft: Draft, judge: Judge, profile: Profile, book: Rulebook) -> Step | None:
    """The next screen, None when the verdict is settled or nothing is left to ask."""
    legs = draft.check_in.answers.get("legs")
    if legs is None and not draft.check_in.spots:
        return Step(page=FEEL)
    lacking = [name for name in ASKED_FIRST if name not in profile.answers]
    if lacking and not draft.has_seen(ABOUT):
        return Step(page=ABOUT, questions=questions_of(lacking, book))
    asked = _asked(draft, judge)
    if legs == "sore" and not (draft.has_seen(WHERE) and draft.check_in.spots):
        return Step(page=WHERE, at_most=asked.at_most)
    step = None if asked.settled else _of_the_engine(asked, draft)
    if step is None and draft.check_in.safety is None:
        return Step(page=SAFETY, questions=questions_of(list(book.safety_page), book), at_most=1)
    return step


def _of_the_engine(asked: Asked, draft: Draft) -> Step | None:
    """What the engine asks, less what the map asks; None where all of it was left out before."""
    if asked.page == SAFETY:
        return Step(page=SAFETY, questions=asked.screen, at_most=asked.at_most)
    questions = [one for one in asked.screen if one.fact.id not in OF_THE_MAP]
    place = _as_told(asked.place, draft.check_in)
    if all((one.fact.id, place) in draft.passed for one in questions):
        return None
    return Step(page=asked.page, place=place, questions=questions, at_most=asked.at_most)


def _as_told(place: Place | None, check_in: CheckIn) -> Place | None:
    """The place as the runner told it: one without sides gets no side by the choice of questions."""
    if place is None or any(is_at(spot, place) for spot in check_in.spots):
        return place
    alike = (place_of(spot) for spot in check_in.spots if (spot.region, spot.key) == (place.region, place.key))
    return next(alike, place)


def _asked(draft: Draft, judge: Judge) -> Asked:
    """What the engine would ask next.

    What the runner left out is not asked twice: for the choice of questions, and for nothing else, it counts as
    harmless.
    """
    check_in = draft.check_in
    found = judge(check_in)
    passed = draft.passed
    if not passed:
        return found.asked
    for name, place in passed:
        check_in = with_answer(check_in, found.book.facts[name], calm(found.book.facts[name]), place)
    return judge(check_in).asked


def questions_of(names: Sequence[str], book: Rulebook) -> tuple[Question, ...]:
    """Facts as questions."""
    facts = [book.facts[name] for name in names]
    return tuple(Question(fact, fact.choices, fact.labels) for fact in facts)


def is_urgent(found: Morning) -> bool:
    """Whether the answers so far send the runner to help today: then nothing else is asked first.

    Once the safety page is sent a sign counts at once, also where it could still turn out harmless. Before, only what
    is certain does: nobody is sent to hospital for a page that was not shown yet.
    """
    decision = found.decision
    rungs = decision.floor if found.check_in.safety is None else decision.rungs
    return rungs.referral >= SAME_DAY
