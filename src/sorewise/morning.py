"""History + answers + today's plan -> Morning: the one pure function every door calls.

history, check-in -> training (what the past says) -> engine (decision, next question) -> coach (session, recovery)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sorewise.coach.kept import as_kept
from sorewise.coach.recovery import RecoveryPlan, recovery_plan
from sorewise.coach.session import TodaySession, Usual, today_session
from sorewise.coach.usual import usual_of
from sorewise.engine.ask import Asked, ask
from sorewise.engine.book import Rulebook
from sorewise.engine.change import what_would_change
from sorewise.engine.decide import decide
from sorewise.engine.state import State, open_door
from sorewise.model.decision import Change, Decision
from sorewise.model.plan import HARDEST_FIRST, PlannedSession
from sorewise.model.records import CheckIn, History, Spot
from sorewise.model.told import Told

if TYPE_CHECKING:
    from sorewise.training.derive import Derived, Runner


@dataclass(frozen=True, kw_only=True)
class Morning:
    """One moment of one runner, judged: everything a page needs, worked out when it is looked at.

    `answers` and `history` are the door's own words, so that the same decision can be made again years later. `told` is
    what nobody said of the sessions behind the facts, but what they looked like.
    """

    book: Rulebook
    check_in: CheckIn
    answers: Mapping[str, Any]
    history: Mapping[str, Any]
    came_from: Mapping[str, str]
    told: Mapping[str, Told]
    state: State
    planned: PlannedSession | None
    usual: Usual | None

    @cached_property
    def decision(self) -> Decision:
        """What the rulebook says if the person stops answering now."""
        return decide(self.book, self.state)

    @cached_property
    def asked(self) -> Asked:
        """The next screen that can still change it."""
        return ask(self.book, self.state)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What would change it."""
        return what_would_change(self.book, self.state)

    @cached_property
    def session(self) -> TodaySession:
        """Today's session under the decision."""
        return today_session(self.planned, self.decision, self.book, usual=self.usual, novice=self.novice)

    @cached_property
    def recovery(self) -> RecoveryPlan:
        """The next 72 hours."""
        return recovery_plan(self.decision, self.book, now=self.check_in.at)

    @property
    def novice(self) -> bool:
        """Whether the runner is new to running; experience not told counts as new."""
        years = self.state.morning["experience_years"]
        return years is None or years < self.book.number("novice_years")


class Past:
    """What the past says at one moment. A check-in asks several times: the same sore places are worked out once."""

    def __init__(self, book: Rulebook, history: History, now: datetime) -> None:
        """Take what does not change while a check-in is answered; `now` is aware."""
        self._record = _record(book, _Same(history))
        self._now = now
        self.of, self.usual = cache(self._of), cache(self._usual)

    @property
    def plan(self) -> tuple[PlannedSession, ...]:
        """The plan as it stands."""
        return self._record.plan

    def _usual(self, races: frozenset[str]) -> Usual | None:
        return usual_of(self._record.history.sessions, self._now.date(), self._record.book, races=races)

    def _of(self, places: tuple[tuple[str, str | None, float | None], ...]) -> Derived:
        return self._record.runner.at(self._now, places)


class _Record:
    """A history under a rulebook, read once for any number of moments; nothing is read before it is asked for."""

    def __init__(self, book: Rulebook, history: History) -> None:
        self.book = book
        self.history = history

    @cached_property
    def plan(self) -> tuple[PlannedSession, ...]:
        """The plan as the runner agreed to it: a session that was moved to today is today's."""
        return as_kept(self.history.plan, self.history.week.kept, self.book)

    @cached_property
    def runner(self) -> Runner:
        """The history as tables."""
        from sorewise.training.derive import Runner
        from sorewise.training.windows import Windows

        return Runner(replace(self.history, plan=self.plan), Windows.from_thresholds(self.book.numbers))


class _Same:
    """A history, told from others by being the very same: ten years of it are not compared with each other."""

    def __init__(self, history: History) -> None:
        self.history = history

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.history is self.history

    def __hash__(self) -> int:
        return id(self.history)


@lru_cache(maxsize=2)
def _record(book: Rulebook, same: _Same) -> _Record:
    return _Record(book, same.history)


def morning(
    book: Rulebook, history: History, check_in: CheckIn, *, now: datetime, known_past: Past | None = None
) -> Morning:
    """Judge one check-in against its history at `now` (aware). Raises AnswerError for answers that cannot be meant.

    `known_past` is of the same rulebook, history and moment, where several check-ins are judged on it.
    """
    places = tuple((spot.region, spot.side, _number(spot.answers.get("pain"))) for spot in check_in.spots)
    known_past = known_past or Past(book, history, now)
    past = known_past.of(places)
    known = {name: value for name, value in past.morning.items() if value is not None and name in book.facts}
    told = {**history.profile.answers, **known}  # what the past says has read the profile already
    answers = door_answers(check_in, past.spots, book)
    state = open_door(book, answers, told, today=now.date(), switched_on=history.profile.switched_on)
    return Morning(
        book=book,
        check_in=check_in,
        answers=answers,
        history=told,
        came_from=past.why,
        state=state,
        planned=_planned(known_past.plan, now.date()),
        usual=known_past.usual(past.races),
        told=past.told,
    )


def _planned(standing: Sequence[PlannedSession], today: date) -> PlannedSession | None:
    """Return today's planned session; of several the one that asks most."""
    plans = [plan for plan in standing if plan.day == today and plan.status == "planned"]
    return min(plans, key=lambda plan: HARDEST_FIRST.index(plan.kind), default=None)


def judge(
    book: Rulebook,
    answers: Mapping[str, Any],
    history: Mapping[str, Any],
    *,
    today: date | None = None,
    switched_on: Sequence[str] = (),
) -> Decision:
    """Decide from the door's words alone: what `decide`, `why` and `replay` do, without any history to derive from."""
    return decide(book, open_door(book, answers, history, today=today, switched_on=switched_on))


def door_answers(check_in: CheckIn, past: tuple[Mapping[str, Any], ...], book: Rulebook) -> dict[str, Any]:
    """Return a check-in in the door's words; what the past says of a spot fills what was not answered."""
    answers: dict[str, Any] = {**check_in.answers, "phase": check_in.phase}
    if check_in.safety is not None:
        answers["safety"] = list(check_in.safety) or "none"
    if check_in.spots:
        answers["spots"] = [
            _spot(spot, {n: v for n, v in known.items() if v is not None and n in book.facts})
            for spot, known in zip(check_in.spots, past or ({},) * len(check_in.spots), strict=True)
        ]
    return answers


def _spot(spot: Spot, known: Mapping[str, Any]) -> dict[str, Any]:
    place = {"region": spot.region, "side": spot.side, **({"key": spot.key} if spot.key else {})}
    return {**known, **place, **spot.answers}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
