"""Finding rules by what people call them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sorewise.model.errors import InputError
from sorewise.text import rules as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rule, Rulebook
    from sorewise.engine.week_rules import WeekRule


def rules_called(book: Rulebook, name: str) -> list[Rule]:
    """The rule of this id, or every part of the rule of this id. Raises InputError with a suggestion."""
    wanted = name.strip().lower()
    found = [rule for rule in book.rules if wanted in {rule.id.lower(), rule.spec.lower()}]
    if not found:
        ids = {one.lower(): one for rule in book.rules for one in (rule.spec, rule.id)}
        ids |= {one.lower(): one for rule in book.week.values() for one in (rule.head, rule.id)}
        near = [ids[one] for one in get_close_matches(wanted, ids, n=3)]
        raise InputError(said.no_such_rule(name, near), rule=name)
    return found


def week_called(book: Rulebook, name: str) -> list[WeekRule]:
    """The rule of the week of this id, or every part of it; none is no mistake."""
    wanted = name.strip().lower()
    return [rule for rule in book.week.values() if wanted in {rule.id.lower(), rule.head.lower()}]


def rules_data(book: Rulebook) -> dict[str, object]:
    """Every rule of a rulebook as plain data, those of the week by themselves."""
    week = [as_week_data(rule, book) for rule in book.week.values()]
    return {"rulebook": book.version, "rules": [as_data(rule, book) for rule in book.rules], "week": week}


def rule_data(book: Rulebook, name: str) -> list[dict[str, object]]:
    """The rule of this id, or every part of it, as plain data. Raises InputError with a suggestion."""
    week = week_called(book, name)
    return [as_week_data(one, book) for one in week] or [as_data(one, book) for one in rules_called(book, name)]


def as_week_data(rule: WeekRule, book: Rulebook) -> dict[str, object]:
    """A rule of the week as plain data, with its numbers and its sources' titles."""
    return {
        "id": rule.id,
        "shape": rule.shape,
        "when": rule.text,
        "numbers": {name: book.number(name) for name in rule.numbers},
        "red_flag": rule.red_flag,
        "binds": rule.binds,
        "says": rule.says,
        "because": rule.because,
        "sources": {one: _title(one, book) for one in rule.sources},
        "grade": rule.grade,
        "review": rule.review,
        "since": rule.since.isoformat() if rule.since else None,
    }


def as_data(rule: Rule, book: Rulebook) -> dict[str, object]:
    """A rule as plain data, with its sources' titles."""
    from sorewise.model.verdict import ACTIVITY, REFERRAL

    return {
        "id": rule.id,
        "spec": rule.spec,
        "when": rule.text,
        "activity": None if rule.activity is None else ACTIVITY[rule.activity],
        "referral": REFERRAL[rule.referral],
        "unknown": rule.unknown,
        "phase": rule.phase,
        "stage": rule.stage,
        "opinion": rule.opinion,
        "red_flag": rule.red_flag,
        "says": rule.says,
        "because": rule.because,
        "sources": {one: _title(one, book) for one in rule.sources},
        "grade": rule.grade,
        "review": rule.review,
        "since": rule.since.isoformat() if rule.since else None,
        "advise": list(rule.advise),
        "change": list(rule.change),
        "remove": list(rule.remove),
        "exception": rule.exception,
        "echoes": rule.echoes,
        "note": rule.note,
        "examples": [dict(example) for example in rule.examples],
    }


def _title(source: str, book: Rulebook) -> str:
    id_ = source.partition("#")[0]
    return book.sources[id_].title if id_ in book.sources else id_
