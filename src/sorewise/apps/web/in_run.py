"""A run being checked: what is known of the runner beforehand, and what their answers mean and become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sorewise.apps.books import our_text, overlay_text
from sorewise.apps.check import judged
from sorewise.apps.day import manner_of, page_of, record_of
from sorewise.apps.draft import started
from sorewise.apps.here import here
from sorewise.apps.web.check_in.renewed import fitting
from sorewise.coach.signs import stop_signs
from sorewise.engine.state import open_door
from sorewise.engine.trees import trees
from sorewise.model.records import Answers, CheckIn, History, Phase, Spot
from sorewise.text.emergency import emergency_number
from sorewise.text.today import stop_rules
from sorewise.text.web.run_check import verdict_words

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.model.case import Case
    from sorewise.store import DecisionRecord, Store

PHASE: Phase = "in_run"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was answered in a run: by fact, and the signs that were ticked behind the red button."""

    answers: Answers = field(default_factory=dict)
    signs: tuple[str, ...] = ()


def asked_in_run(book: Rulebook) -> list[str]:
    """The facts that may be answered in a run, in the order of the rulebook."""
    return [name for name, fact in book.facts.items() if fact.page == "run" or fact.in_run]


def check_in_of(told: Told, history: History, book: Rulebook, at: datetime, name: str = "") -> CheckIn:
    """The check-in of a run: its answers, and this morning's sore places as they were told.

    What is asked of a place in a run is asked once for all of them; what was there this morning stays there.
    """
    of_places = {name: value for name, value in told.answers.items() if book.facts[name].scope == "spot"}
    spots = tuple(_with(spot, of_places) for spot in _this_morning(history, at.date(), book))
    of_body = {name: value for name, value in told.answers.items() if name not in of_places or not spots}
    begun = started(at, PHASE)
    return replace(begun, id=name or begun.id, answers=of_body, spots=spots, safety=told.signs or None)


def _with(spot: Spot, answers: Answers) -> Spot:
    told = {name: value for name, value in answers.items() if spot.answers.get(name) is not True}
    return replace(spot, answers={**spot.answers, **told})


def _this_morning(history: History, day: date, book: Rulebook) -> tuple[Spot, ...]:
    mornings = [one for one in history.check_ins if one.day == day and one.phase == "morning"]
    return fitting(mornings[-1], book).spots if mornings else ()


# ------------------------------------------------------------------------------------ for judging without a server


def rules(book: Rulebook) -> dict[str, Any]:
    """What judges a run without a server: the rules with their words, and a runner of whom nothing is known."""
    data = trees(book, PHASE)
    spoken = [book.by_id[rule["id"]] for rule in data["rules"] if not rule.get("opinion")]
    private = sorted({fact["private"] for fact in data["facts"].values() if "private" in fact})
    nobody, sharp = (open_door(book, {"phase": PHASE, **told}).case for told in ({}, {"sharp": True}))
    return {
        "book": data,
        "asks": asked_in_run(book),
        "words": verdict_words(book, spoken, data["advice"]),
        "nobody": {**_facts(nobody, data["facts"]), "if_sharp": _facts(sharp, data["facts"]), "switched_on": private},
    }


def known(history: History, now: datetime) -> dict[str, Any]:
    """What is known of this runner before the first answer, and when to stop; for this device alone.

    `if_sharp` is the same where it is sharp: then left and right are not one place any more.
    """
    book = here().book()
    found, sharp = (
        judged(history, check_in_of(told, history, book, now)) for told in (Told(), Told(answers={"sharp": True}))
    )
    names = trees(book, PHASE)["facts"]
    return {
        "day": now.date().isoformat(),
        **_facts(found.state.case, names),
        "if_sharp": _facts(sharp.state.case, names),
        "switched_on": list(history.profile.switched_on),
        "number": emergency_number(manner_of(history.profile).country),
        "stop": run_stop_rules(found.book, novice=found.novice),
    }


def _facts(case: Case, wanted: Iterable[str]) -> dict[str, Any]:
    """The facts that were told or are on record, of those that the rules of a run read."""
    names = set(wanted)

    def told(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value is not None and name in names}

    return {"morning": told(case.morning), "spots": [told(spot) for spot in case.spots]}


def run_stop_rules(book: Rulebook, *, novice: bool = True) -> list[str]:
    """When to stop a run; for a runner who is not known, as for one who is new."""
    return list(stop_rules(list(stop_signs(book, running=True, novice=novice))))


# ---------------------------------------------------------------------------------------------------- judged and kept


def kept(store: Store, history: History, check_in: CheckIn) -> DecisionRecord:
    """Judge a check-in of a run and keep it with its decision. Raises AnswerError for what cannot be meant.

    The decision is named after the check-in: sent twice, both are kept once.
    """
    found = judged(history, check_in)
    page = page_of(found, history.profile)
    made = record_of(found, page, full=False, overlay=overlay_text(here().overlay))
    record = replace(made, id=f"decision-{check_in.id.removeprefix('check-')}")
    store.save_check_in(check_in, record, rulebook=our_text(found.book))
    here().progress.kept = True
    return record
