"""The recovery plan for the next 72 hours: what the decision advises, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sorewise.engine.book import Advice, Plan, Rulebook
from sorewise.model.decision import Decision, RuleLike
from sorewise.model.verdict import SAME_DAY

GRADES = "ABCDP"
"""How strong the evidence is, the strongest first; P is coaches' practice."""
NOT_AT_ALL = "not at all"
"""`often` of a thing to leave, as advice.toml has it."""
WARM_UP = ("warmup_dynamic", "cooldown_walk")
"""Advice on a session that is a habit beyond it."""
HABITS = (*WARM_UP, "eat_enough", "hydrate", "protein", "sleep_7_9", "rest_days")
ASKED = "ask"
"""The kind of note that puts a question; the check-in asks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryItem:
    """One advice of the decision: when (hours from now, and clock times if `now` was given), how often, how long.

    `grade` says how strong the evidence is, `comfort` that it eases and repairs nothing, `habit` that it serves beyond
    these days, `rules` the ids of the rules that give it.
    """

    advice: str
    kind: str
    from_h: float
    to_h: float
    starts: datetime | None
    ends: datetime | None
    often: str
    long: str
    grade: str
    comfort: bool
    habit: bool
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An advice that was given and taken off the page again: by rules, by another advice, or beside a referral."""

    advice: str
    why: Literal["rule", "advice", "referral"]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the rulebook that needs no condition: a fact, a habit, or a view that is contested."""

    rule: str
    kind: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPlan:
    """What to do until the day after tomorrow has passed.

    see         who should look at it, the most urgent first
    steps       what to do, in order: what comes first, then what helps, then what is comfort, each by its evidence
    avoid       what to leave;  left_out: what was advised and does not go with the rest, with the reason
    prevention  what serves the weeks to come;  know: what to watch or understand;  notes: the rulebook's own

    When `urgent` only `see` and `avoid` hold anything.
    """

    referral: str
    urgent: bool
    see: tuple[RecoveryItem, ...] = ()
    steps: tuple[RecoveryItem, ...] = ()
    avoid: tuple[RecoveryItem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    prevention: tuple[RecoveryItem, ...] = ()
    know: tuple[RecoveryItem, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def habits(self) -> tuple[RecoveryItem, ...]:
        """Everything that serves beyond these days, whichever part it stands in."""
        return tuple(item for item in (*self.prevention, *self.steps) if item.habit)

    def as_json(self) -> dict[str, Any]:
        """Plain data; clock times as ISO 8601."""
        plain = asdict(self)
        for part in ("see", "steps", "avoid", "prevention", "know"):
            for item in plain[part]:
                item |= {end: item[end] and item[end].isoformat() for end in ("starts", "ends")}
        return plain


def recovery_plan(decision: Decision, book: Rulebook, *, now: datetime | None = None) -> RecoveryPlan:
    """Put the decision's shown advice in order. `now` turns the hours into clock times."""
    shown = [book.advice[id_] for id_ in decision.shown_advice]
    items = {advice.id: _item(advice, _carriers(decision, advice.id), now) for advice in shown}
    leave = [advice.id for advice in shown if _to_leave(advice)]
    see = tuple(items[a.id] for a in shown if a.kind == "referral" and a.id not in leave)
    if decision.rungs.referral >= SAME_DAY:
        urgent = {rule.id for rule in _rules(decision) if rule.referral >= SAME_DAY}
        avoid = tuple(items[id_] for id_ in leave if urgent & set(items[id_].rules))
        return RecoveryPlan(referral=decision.referral, urgent=True, see=see, avoid=avoid)
    steps = sorted((items[a.id] for a in shown if a.kind == "recovery" and a.id not in leave), key=_order)
    return RecoveryPlan(
        referral=decision.referral,
        urgent=False,
        see=see,
        steps=tuple(steps),
        avoid=tuple(items[id_] for id_ in leave),
        left_out=tuple(_left_out(decision, book)),
        prevention=tuple(items[a.id] for a in shown if a.kind == "prevention" or a.id in WARM_UP),
        know=tuple(items[a.id] for a in shown if a.kind == "note"),
        notes=tuple(_notes(book)),
    )


def _rules(decision: Decision) -> list[RuleLike]:
    return [reason.rule for reason in decision.reasons]


def _carriers(decision: Decision, advice: str) -> tuple[str, ...]:
    """The rules that give an advice: the counted ones, or the opinions where no other does."""
    givers = [rule for rule in _rules(decision) if advice in (*rule.change, *rule.advise)]
    return tuple(dict.fromkeys(rule.id for rule in [r for r in givers if not r.opinion] or givers))


def _to_leave(advice: Advice) -> bool:
    """A thing to leave, for the body; what a session leaves out is said with the session."""
    if advice.kind not in {"recovery", "referral"}:
        return False
    return advice.id.startswith("no_") or (advice.plan is not None and advice.plan.often == NOT_AT_ALL)


def _item(advice: Advice, rules: tuple[str, ...], now: datetime | None) -> RecoveryItem:
    plan = advice.plan or Plan()
    return RecoveryItem(
        advice=advice.id,
        kind=advice.kind,
        from_h=plan.from_h,
        to_h=plan.to_h,
        starts=now and now + timedelta(hours=plan.from_h),
        ends=now and now + timedelta(hours=plan.to_h),
        often=plan.often,
        long=plan.long,
        grade=advice.grade,
        comfort=advice.comfort,
        habit=advice.kind == "prevention" or advice.id in HABITS,
        rules=rules,
    )


def _order(item: RecoveryItem) -> tuple[float, bool, float, int]:
    """What begins first; what helps before what only eases; the shorter window first; the stronger evidence first."""
    grade = GRADES.index(item.grade) if item.grade in GRADES else len(GRADES)
    return item.from_h, item.comfort, item.to_h, grade


def _left_out(decision: Decision, book: Rulebook) -> Iterator[LeftOut]:
    """Name each advice that was given and is not shown, with what took it away."""
    rules = _rules(decision)
    for id_ in decision.advice:
        if id_ in decision.shown_advice:
            continue
        if by := _distinct(rule.id for rule in rules if id_ in rule.remove):
            yield LeftOut(advice=id_, why="rule", by=by)
        elif by := _distinct(other for other in decision.advice if id_ in book.advice[other].removes):
            yield LeftOut(advice=id_, why="advice", by=by)
        else:
            by = _distinct(rule.id for rule in rules if rule.referral == decision.rungs.referral)
            yield LeftOut(advice=id_, why="referral", by=by)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _notes(book: Rulebook) -> Iterator[Note]:
    for rule in book.rules:
        if rule.note and rule.note != ASKED:
            yield Note(rule=rule.id, kind=rule.note, grade=rule.grade)
