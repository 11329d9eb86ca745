"""`why`: every rule behind a verdict, the facts it used, its sources, and what would change it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from sorewise.apps.books import Again, judged_again, of_its_day
from sorewise.apps.day import holding, manner_of, shown_page
from sorewise.apps.days import Day, day_of
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.model.errors import InputError
from sorewise.model.records import Profile
from sorewise.model.told import Told
from sorewise.store import DecisionRecord, Store
from sorewise.text import commands as said
from sorewise.text.page import Line, Page

Rule = Annotated[str | None, Parameter(name="RULE", help="Only this rule, by its id.")]


def why(rule: Rule = None, /, *, day: Day = None, as_json: Json = False) -> None:
    """Show every rule behind the last verdict, its sources, and what would change it."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        profile = store.profile()
        record = record_of(store, None if day is None else day_of(day, here().now(profile)))
        again = again_of(store, record, profile)
    if rule is not None:
        _one_rule(rule, record, again, profile, as_json=as_json)
    elif as_json:
        say_json(as_data(record, again))
    elif again is None:
        show([*shown_page(record), Line(said.rulebook_gone(record.rulebook), "quiet")])
    else:
        show(_page(record, again, profile))


def again_of(store: Store, record: DecisionRecord, profile: Profile) -> Again | None:
    """The same decision made again by the rulebook of its day; None where that cannot be."""
    book = of_its_day(store, record)
    return None if book is None else judged_again(record, book, profile.switched_on)


def record_of(store: Store, day: date | None) -> DecisionRecord:
    """The verdict that holds on a day, or the last one. Raises InputError where there is none."""
    found = store.decision() if day is None else holding(store.decisions(since=day, until=day))
    if found is None:
        raise InputError(said.no_verdict_yet() if day is None else said.no_verdict_on(day.isoformat()))
    return found if day is not None else holding(store.decisions(since=found.day, until=found.day)) or found


def _page(record: DecisionRecord, again: Again, profile: Profile) -> Page:
    from sorewise.engine.change import what_would_change
    from sorewise.text.why import why_page

    changes = what_would_change(again.book, again.state)
    manner = manner_of(profile)
    page = why_page(again.decision, again.book, manner, changes=changes)
    came_from = (record.planned or {}).get("came_from")
    return (*page, *said.came_from(came_from if isinstance(came_from, dict) else {}, _told(record), manner))


def _told(record: DecisionRecord) -> dict[str, Told]:
    """What the sessions behind the facts were taken for; what another release wrote is passed over."""
    found = (record.planned or {}).get("told")
    names = {part.name for part in fields(Told)}
    return {
        fact: Told(**told)
        for fact, told in (found.items() if isinstance(found, dict) else ())
        if isinstance(told, dict) and told.keys() == names
    }


def as_data(record: DecisionRecord, again: Again | None) -> dict[str, Any]:
    """A verdict with everything it was made of, and what would change it."""
    found: dict[str, Any] = {
        "id": record.id,
        "at": record.at.isoformat(),
        "answers": record.answers,
        "history": record.history,
        "came_from": (record.planned or {}).get("came_from", {}),
        "told": (record.planned or {}).get("told", {}),
        **record.decision,
    }
    if again is not None:
        from sorewise.engine.change import what_would_change

        found["would_change"] = [change.as_json() for change in what_would_change(again.book, again.state)]
    return found


def rule_as_data(name: str, record: DecisionRecord, again: Again | None) -> dict[str, Any]:
    """What one rule said on that verdict. Raises InputError for a rule that there is not."""
    from sorewise.apps.rules.find import rules_called

    rules = {rule.id for rule in rules_called(again.book if again else here().book(), name)}
    reasons = record.decision.get("reasons", [])
    told = (
        [one for one in reasons if isinstance(one, dict) and one.get("rule") in rules]
        if isinstance(reasons, list)
        else []
    )
    return {"rule": name, "spoke": bool(told), "reasons": told}


def _one_rule(name: str, record: DecisionRecord, again: Again | None, profile: Profile, *, as_json: bool) -> None:
    """What one rule said, or that it did not speak."""
    from sorewise.apps.rules.find import rules_called
    from sorewise.text.reasons import reason_lines

    book = again.book if again else here().book()
    rules = {rule.id for rule in rules_called(book, name)}
    if as_json:
        say_json(rule_as_data(name, record, again))
        return
    reasons = [one for one in again.decision.reasons if one.rule.id in rules] if again else []
    if again is None or not reasons:
        show([Line(said.did_not_speak(name))])
        return
    for reason in reasons:
        show(reason_lines(reason, again.decision, book, manner_of(profile)))
