"""A decision and what it carries: reasons, advice, what answers could still do, what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from sorewise.model.verdict import ACTIVITY, IN_RUN, PROMPT, REFERRAL, ROUTINE, SAME_DAY, Adjustment, Place, Rungs


class RuleLike(Protocol):
    """What a reason needs of the rule it comes from."""

    @property
    def id(self) -> str:
        """Id of the rule or part."""
        ...

    @property
    def spec(self) -> str:
        """Id of the specification."""
        ...

    @property
    def activity(self) -> int | None:
        """Rung it raises the day to, if any."""
        ...

    @property
    def referral(self) -> int:
        """Rung of referral."""
        ...

    @property
    def opinion(self) -> bool:
        """An article's view: shown, not counted."""
        ...

    @property
    def stage(self) -> str:
        """Return "verdict" or "advice"."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it comes from."""
        ...

    @property
    def change(self) -> tuple[str, ...]:
        """Changes to the session."""
        ...

    @property
    def advise(self) -> tuple[str, ...]:
        """Advice ids."""
        ...

    @property
    def remove(self) -> tuple[str, ...]:
        """Advice it takes away."""
        ...

    def support(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the facts that make the condition true, or keep it open."""


class Reason(NamedTuple):
    """One rule that spoke: which, on which facts, where. Sentences are made of it in `text`."""

    rule: RuleLike
    values: Mapping[str, Any]
    place: Place | None = None
    held: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that made the rule speak, with their values (None: unknown)."""
        return {name: self.values.get(name) for name in self.rule.support(self.values)}

    def as_json(self) -> dict[str, Any]:
        """The reason with words for its rungs."""
        rule = self.rule
        return {
            "rule": rule.id,
            "id": rule.spec,
            "activity": None if rule.activity is None else ACTIVITY[rule.activity],
            "referral": REFERRAL[rule.referral],
            "facts": self.facts,
            "sources": list(rule.sources),
            "place": self.place.as_json() if self.place else None,
            "held": self.held,
            "opinion": rule.opinion,
            "stage": rule.stage,
        }


class Change(NamedTuple):
    """The smallest change of one or two facts that reaches a neighbouring verdict."""

    towards: Rungs
    facts: tuple[tuple[str, object, object, Place | None], ...]  # fact, from, to, where

    def as_json(self) -> dict[str, Any]:
        """The change with words."""
        return {
            **self.towards.as_words(),
            "facts": [
                {"fact": fact, "from": before, "to": after, "place": place.as_json() if place else None}
                for fact, before, after, place in self.facts
            ],
        }


class Outlook(NamedTuple):
    """What answers could still do: the mildest and strictest verdict left, and the facts that can move it.

    `moving` names each such fact with the number of its spot (None for a fact of the morning; -1 for a place not yet
    named).
    """

    lowest: Rungs
    highest: Rungs
    moving: tuple[tuple[str, int | None], ...] = ()

    @property
    def undecided(self) -> tuple[str, ...]:
        """The facts that can move the verdict, once each."""
        return tuple(dict.fromkeys(name for name, _ in self.moving))

    @property
    def settled(self) -> bool:
        """No answer that may still be asked changes the verdict."""
        return self.lowest == self.highest


class Gathered(NamedTuple):
    """What is advised after the verdict."""

    reasons: tuple[Reason, ...] = ()
    advice: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    adjustments: Adjustment = Adjustment()


class Behind(Protocol):
    """What a decision was made of; the rest of it is worked out here when it is looked at."""

    @property
    def phase(self) -> str:
        """Return morning, in_run or after_run."""
        ...

    @property
    def safety_sent(self) -> bool:
        """Whether the safety page was sent; a run has none."""
        ...

    @property
    def assumed(self) -> Mapping[str, Any]:
        """The careful values taken, by fact."""
        ...

    @property
    def rulebook(self) -> str:
        """Version of the rulebook."""
        ...

    def bounds(self) -> tuple[Rungs, Rungs]:
        """Return what is certain and what is possible."""

    def outlook(self) -> Outlook:
        """Return what further answers could do."""

    def gathered(self, reasons: tuple[Reason, ...], rungs: Rungs) -> Gathered:
        """Return what is advised after this verdict."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the rulebook says of one case, with everything that led there.

    `rungs` is what holds if the person stops answering now.
    """

    rungs: Rungs
    verdict_reasons: tuple[Reason, ...]
    behind: Behind = field(compare=False, repr=False)

    @property
    def phase(self) -> str:
        """Return morning, in_run or after_run."""
        return self.behind.phase

    @property
    def assumed(self) -> Mapping[str, Any]:
        """The careful values taken for what was not answered."""
        return self.behind.assumed

    @property
    def rulebook(self) -> str:
        """Version of the rulebook."""
        return self.behind.rulebook

    @cached_property
    def _bounds(self) -> tuple[Rungs, Rungs]:
        return self.behind.bounds()

    @property
    def floor(self) -> Rungs:
        """What is certain, whatever the missing answers are."""
        return self._bounds[0]

    @property
    def ceiling(self) -> Rungs:
        """What is still possible."""
        return self._bounds[1]

    @cached_property
    def _gathered(self) -> Gathered:
        return self.behind.gathered(self.verdict_reasons, self.rungs)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every rule that spoke, the deciding one first, then those that only advise."""
        return self.verdict_reasons + self._gathered.reasons

    @property
    def advice(self) -> tuple[str, ...]:
        """Every advice of the rules that spoke."""
        return self._gathered.advice

    @property
    def shown_advice(self) -> tuple[str, ...]:
        """The advice that is left after contradictions are removed."""
        return self._gathered.shown

    @property
    def adjustments(self) -> Adjustment:
        """How the session changes."""
        return self._gathered.adjustments

    @cached_property
    def outlook(self) -> Outlook:
        """What answers could still do."""
        return self.behind.outlook()

    @property
    def status(self) -> str:
        """Return settled (no answer changes it), stopped (answers missing) or safety_open (page not sent)."""
        if not self.behind.safety_sent:
            return "safety_open"
        return "settled" if self.floor == self.ceiling or self.outlook.settled else "stopped"

    @property
    def settled(self) -> bool:
        """No answer that may still be asked can change the verdict."""
        return self.status == "settled"

    @property
    def undecided(self) -> tuple[str, ...]:
        """Return the facts whose answer can still change the verdict."""
        return () if self.floor == self.ceiling else self.outlook.undecided

    @property
    def deciding_spot(self) -> Place | None:
        """Where the strictest reason is; None when the whole body decides."""
        return self.verdict_reasons[0].place if self.verdict_reasons else None

    @property
    def referral_known(self) -> bool:
        """Every routine referral is already booked or seen, and nothing is new there."""
        routine = [reason for reason in self.verdict_reasons if reason.rule.referral == ROUTINE]
        return bool(routine) and all(reason.values.get("referral_known") is True for reason in routine)

    @property
    def activity(self) -> str:
        """The activity in words; in a run the in-run words unless there is a referral."""
        return self._words[self.rungs.activity]

    @property
    def _words(self) -> tuple[str, ...]:
        return IN_RUN if self.phase == "in_run" else ACTIVITY

    @property
    def referral(self) -> str:
        """How soon somebody should look at it."""
        return REFERRAL[self.rungs.referral]

    @property
    def headline(self) -> str:
        """One word for the day: the referral where there is one, else the activity."""
        if self.rungs.referral >= SAME_DAY:
            return "urgent_care"
        if self.rungs.referral >= PROMPT or (self.rungs.referral == ROUTINE and not self.referral_known):
            return "see_professional"
        return self.activity

    def _ids(self, *, held: bool | None = None, opinion: bool | None = None) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                reason.rule.spec
                for reason in self.reasons
                if (held is None or reason.held is held) and (opinion is None or reason.rule.opinion is opinion)
            )
        )

    @property
    def fired(self) -> tuple[str, ...]:
        """Ids of the specification that are true, held, or stop values."""
        return self._ids()

    @property
    def held(self) -> tuple[str, ...]:
        """Ids that could not be ruled out and keep their caution."""
        return self._ids(held=True)

    @property
    def opinions(self) -> tuple[str, ...]:
        """Ids of article views that are shown and not counted."""
        return self._ids(opinion=True)

    def as_json(self) -> dict[str, Any]:
        """The decision as plain data, in the names of the specification."""
        return {
            "status": self.status,
            "headline": self.headline,
            "activity": self.activity,
            "referral": self.referral,
            "settled": self.settled,
            "floor": self.floor.as_words(),
            "ceiling": self.ceiling.as_words(),
            "fired": list(self.fired),
            "opinions": list(self.opinions),
            "held": list(self.held),
            "advice": list(self.advice),
            "shown_advice": list(self.shown_advice),
            "adjustments": self.adjustments.as_json(),
            "reasons": [reason.as_json() for reason in self.reasons],
            "assumed": dict(self.assumed),
            "deciding_spot": self.deciding_spot.as_json() if self.deciding_spot else None,
            "undecided": list(self.undecided),
            "rulebook": self.rulebook,
        }
