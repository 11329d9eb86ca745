"""A morning that the solver found, told to the engine as somebody would: as answers, through the same door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sorewise.engine.book import MASKED, Rulebook
from sorewise.engine.decide import decide
from sorewise.engine.state import Facts, State, open_door
from sorewise.engine.when import truth
from sorewise.model.decision import Decision
from sorewise.model.facts import Fact
from sorewise.model.proof import Shown
from sorewise.model.verdict import Rungs

if TYPE_CHECKING:
    from sorewise.engine.prove.solver import Model
    from sorewise.engine.prove.world import World

COUNTED = ("phase", "one_place", "swollen_joints", "referral_known", MASKED)  # the door works these out
ELSEWHERE = ("quad", "hamstring")  # a second place that is as quiet as can be
JOINTS = (
    "knee_inner",
    "knee_outer",
    "ankle_inner",
    "ankle_outer",
    "ankle_front",
    "toes",
)  # where others can be swollen
TABLET, BEFORE = "painkiller_12h", "pain_before_dose"


@dataclass(frozen=True)
class Told:
    """What was told: of the body, of one sore place if there is one, and whether a quiet place is named beside it."""

    phase: str
    body: Mapping[str, Any]
    place: Mapping[str, Any] | None = None
    beside: bool = False
    switched_on: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict, compare=False, repr=False)

    def document(self) -> dict[str, Any]:
        """Return the morning as `sorewise decide` reads it."""
        answers: dict[str, Any] = {} if self.phase == "morning" else {"phase": self.phase}
        history: dict[str, Any] = {}
        sent = self.sent
        for name, value in self.body.items():
            fact = self.facts[name]
            if name not in COUNTED and not (sent and fact.page == "safety"):
                (answers if fact.how == "asked" else history)[name] = _plain(value)
        if sent:
            ticked = [name for name in self._lines() if self.body[name] is True]
            answers["safety"] = ticked or "none"
        if self.place is not None or self.phase == "in_run" or self.body.get("legs") == "sore":
            answers["spots"] = list(self._places(sent=sent))
        found = {"answers": answers, "history": history, "switched_on": list(self.switched_on)}
        return {name: part for name, part in found.items() if part}

    def _lines(self) -> list[str]:
        return [name for name, fact in self.facts.items() if fact.page == "safety" and fact.scope == "morning"]

    @property
    def sent(self) -> bool:
        """Every line of the safety page is told."""
        of_place = [n for n, fact in self.facts.items() if fact.page == "safety" and fact.scope == "spot"]
        place = of_place if self.place is None else self.place
        return all(name in self.body for name in self._lines()) and all(name in place for name in of_place)

    def _places(self, *, sent: bool) -> Iterator[dict[str, Any]]:
        if self.place is None:
            return
        place = {
            name: _plain(value)
            for name, value in self.place.items()
            if name not in COUNTED and not (sent and self.facts[name].page == "safety" and value is False)
        }
        if self.place.get(MASKED) is False and self.body.get(TABLET) is True and "pain" in place:
            place[BEFORE] = place["pain"]
        yield place
        if self.beside:
            elsewhere = {**_quiet(self.facts), "pain": 0, BEFORE: 0}
            yield {**elsewhere, "side": "both", "region": next(r for r in ELSEWHERE if r != self.place.get("region"))}
            swollen = {**elsewhere, "swollen": True, "tissue": "joint"}
            for region in [r for r in JOINTS if r != self.place.get("region")][: self._joints_elsewhere()]:
                yield {**swollen, "side": "left", "region": region}

    def _joints_elsewhere(self) -> int:
        """How many swollen joints the other places have."""
        place = self.place or {}
        own = place.get("swollen") is True and place.get("tissue") == "joint"
        return int(self.body.get("swollen_joints", 0)) - (own + (own and place.get("side") == "both"))

    def but(self, name: str, value: Any) -> Told:
        """Return the same with one fact otherwise; None: not told."""
        if self.facts[name].scope == "morning" or self.place is None:
            return replace(self, body=_put(self.body, name, value))
        return replace(self, place=_put(self.place, name, value))

    def get(self, name: str) -> Any:
        """Return what was told of a fact."""
        return {**self.body, **(self.place or {})}.get(name)

    def names(self) -> list[str]:
        """Name the facts that were told."""
        return [*self.body, *(self.place or {})]


def _put(values: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {k: v for k, v in {**values, name: value}.items() if v is not None}


def _quiet(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Every fact of a place at which nothing is the matter."""
    return {
        name: fact.harmless if fact.default is None else fact.default
        for name, fact in facts.items()
        if fact.scope == "spot" and not fact.door and name not in COUNTED
    }


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value == int(value) else value


def told_by(model: Model, world: World) -> Told:
    """Read a case of a world off what the solver chose."""
    found = {
        name: world.kinds[name].values[number]
        for name, spread in world.now.told.items()
        for number, here in enumerate(spread)
        if model.chose(here)
    }
    facts = world.book.facts
    of_spot = {name: value for name, value in found.items() if facts[name].scope == "spot"}
    return Told(
        phase=found["phase"],
        body={name: value for name, value in found.items() if name not in of_spot},
        place=of_spot if world.of_spot else None,
        beside=world.of_spot and found.get("one_place") is False,
        switched_on=tuple(group for group, on in world.on.items() if model.chose(on)),
        facts={name: fact for name, fact in facts.items() if not fact.door},
    )


def state_of(book: Rulebook, told: Told) -> State:
    """Open the door to a morning. Raises AnswerError for what cannot be meant."""
    found = told.document()
    on = found.get("switched_on", ())
    return open_door(book, found.get("answers", {}), found.get("history", {}), switched_on=on)


def known_row(book: Rulebook, told: Told) -> Facts:
    """Return the facts of the first place, or of the morning where there is none."""
    state = state_of(book, told)
    return state.spots[0] if state.spots else state.morning


def judged(book: Rulebook, told: Told) -> Decision:
    """Decide a morning as the engine does."""
    return decide(book, state_of(book, told))


def rungs_of(book: Rulebook, told: Told, but: Iterable[str] = ()) -> Rungs:
    """Return where the engine puts a morning, some rules left out."""
    out = set(but)
    reasons = judged(book, told).verdict_reasons
    rules = [reason.rule for reason in reasons if reason.rule.id not in out and not reason.rule.opinion]
    return Rungs(max((r.activity or 0 for r in rules), default=0), max((r.referral for r in rules), default=0))


def not_below(a: Rungs, b: Rungs) -> bool:
    """Whether a verdict is on neither ladder below another."""
    return a.activity >= b.activity and a.referral >= b.referral


def shown(book: Rulebook, told: Told) -> Shown:
    """Return a morning with where the engine puts it."""
    return Shown(morning=told.document(), rungs=judged(book, told).rungs, phase=told.phase)


def page_sent(book: Rulebook, told: Told) -> bool:
    """Whether the safety page was sent, and is truthful: what other answers imply is ticked there too."""
    rows = state_of(book, told).spots
    return told.sent and all(
        told.get(name) is True or truth(conditions["implied_by"], row) is not True
        for name, conditions in book.asks.items()
        if "implied_by" in conditions
        for row in rows
    )
