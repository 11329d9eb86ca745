"""What a decision leaves of a session: the rung that counts, shares, caps and effort, each with the rules behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sorewise.engine.book import Rulebook
from sorewise.model.decision import Decision, RuleLike
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN, INTENSITY, MODALITY, PROMPT, REST, SAME_DAY

RUN_EASY, RUN_REDUCED = ACTIVITY.index("run_easy"), ACTIVITY.index("run_reduced")
LESS = {"duration_factor", "duration_min", "distance_km", "distance_of_longest"}
NO_RUNNING = ("no_impact", "low_impact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The strictest of everything a decision asks of a session.

    `rung` is 0-4 on the activity ladder; `banned` means no exercise at all; `factor` is the share that is left,
    `minutes` and `km` are caps; `effort` is very_easy, easy or no_sprint. `rules` names the rules behind each part.
    """

    rung: int
    banned: bool = False
    factor: float = 1
    minutes: float | None = None
    km: float | None = None
    effort: str | None = None
    modality: str | None = None
    flat: bool = False
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def gentle(self) -> bool:
        """Nothing hard is left."""
        return self.effort in {"easy", "very_easy"}


def limits_of(decision: Decision, book: Rulebook) -> Limits:
    """Work out what the decision leaves.

    Referral prompt or more forbids impact; a session without running or without any movement counts as the rung that
    says so. A rule that says "less" and names neither time nor distance nor pace means the share `reduced_factor`.
    """
    rules = [reason.rule for reason in decision.reasons if not reason.rule.opinion]
    adjust, referral = decision.adjustments, decision.rungs.referral
    modality = _stricter(adjust.modality, "no_impact" if referral >= PROMPT else None, MODALITY)
    banned = referral >= SAME_DAY or modality == "none"
    rung = max(decision.rungs.activity, REST if banned else CROSS_TRAIN if modality in NO_RUNNING else 0)
    effort = _stricter(adjust.intensity, "easy" if rung >= RUN_EASY else None, INTENSITY)
    silent = tuple(rule.id for rule in rules if says_less_only(rule, book))
    factor = 1.0 if adjust.duration_factor is None else adjust.duration_factor
    deciding = _ids(rule for rule in rules if rule.activity == decision.rungs.activity)
    behind = {
        "factor": _behind(book, rules, "duration_factor", adjust.duration_factor),
        "minutes": _behind(book, rules, "duration_min", adjust.duration_min),
        "km": _behind(book, rules, "distance_of_longest", None)
        or _behind(book, rules, "distance_km", adjust.distance_km),
        "effort": _behind(book, rules, "intensity", effort) or deciding,
        "modality": _behind(book, rules, "modality", adjust.modality),
        "flat": _behind(book, rules, "terrain", adjust.terrain),
    }
    referring = _ids(rule for rule in rules if referral >= PROMPT and rule.referral == referral)
    behind["rung"] = referring or (deciding if rung == decision.rungs.activity else behind["modality"])
    if silent and (less := book.number("reduced_factor")) < factor:
        factor, behind["factor"] = less, silent
    return Limits(
        rung=rung,
        banned=banned,
        factor=factor,
        minutes=adjust.duration_min,
        km=adjust.distance_km,
        effort=effort,
        modality=modality,
        flat=adjust.terrain == "flat",
        rules=behind,
    )


def _stricter(a: str | None, b: str | None, order: tuple[str, ...]) -> str | None:
    """Return the one that comes first in an order that is strictest first."""
    return min((word for word in (a, b) if word), key=order.index, default=None)


def _ids(rules: Iterable[RuleLike]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.id for rule in rules))


def _behind(book: Rulebook, rules: Iterable[RuleLike], part: str, value: float | str | None) -> tuple[str, ...]:
    """The rules whose advice changes this part to this value (None: to any)."""
    return _ids(
        rule
        for rule in rules
        for id_ in (*rule.change, *rule.advise)
        if (given := book.advice[id_].adjust.get(part)) is not None and value in {None, given}
    )


def says_less_only(rule: RuleLike, book: Rulebook) -> bool:
    """The rule lowers the day to `run_reduced`, and no advice of it says how long, how far or how slowly."""
    adjusts = [book.advice[id_].adjust for id_ in (*rule.change, *rule.advise)]
    said = any(LESS & adjust.keys() or adjust.get("intensity") == "very_easy" for adjust in adjusts)
    return rule.activity == RUN_REDUCED and not said
