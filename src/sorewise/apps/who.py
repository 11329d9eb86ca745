"""Who the runner is: what may be told to the profile, at whichever door. Nothing is printed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sorewise.apps.day import with_profile
from sorewise.apps.zones import is_zone
from sorewise.model.errors import InputError
from sorewise.model.records import Answers, Profile
from sorewise.text import profile as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.model.facts import Fact

ASKED_FIRST = ("birth_year", "experience_years")
KEPT = ("goal", "blood_thinner", "statin")
"""Answers of a check-in that stay true long enough to be asked once."""
KEPT_IF_YES = ("pregnant",)
"""A yes that stays until the runner takes it back; a no is asked again, since it may be otherwise next month."""


def with_kept(known: Profile, answers: Answers) -> Profile:
    """The profile with what was answered in a check-in and stays true."""
    kept = {name: answers[name] for name in KEPT if name in answers}
    return with_profile(known, **kept, **{name: True for name in KEPT_IF_YES if answers.get(name) is True})


def groups(book: Rulebook) -> tuple[str, ...]:
    """The private groups of the rulebook."""
    return tuple(dict.fromkeys(fact.private for fact in book.facts.values() if fact.private))


def private_facts(book: Rulebook) -> dict[str, str]:
    """Every private fact with its group."""
    return {name: fact.private for name, fact in book.facts.items() if fact.private}


def facts_of_profile(book: Rulebook) -> tuple[Fact, ...]:
    """The facts that can be told to the profile."""
    return tuple(fact for fact in book.facts.values() if fact.page == "profile" and fact.scope == "morning")


def fact_of_profile(book: Rulebook, name: str) -> Fact:
    """The fact of the profile called so. Raises InputError."""
    possible = {fact.id: fact for fact in facts_of_profile(book)}
    if name not in possible:
        raise InputError(said.no_such_fact(name, list(possible)), fact=name)
    return possible[name]


def with_told(known: Profile, told: Mapping[str, Any]) -> Profile:
    """The profile with these answers; None takes one out."""
    kept = {name: value for name, value in {**known.answers, **told}.items() if value is not None}
    return replace(known, answers=kept)


def spoken_to(known: Profile, **changes: str | None) -> Profile:
    """The profile with units, country, zone or language changed. Raises InputError, whose values name the field."""
    told: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    if (country := told.get("country")) is not None:
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004 - ISO 3166 has two letters
            raise InputError(said.no_country(country), field="country")
        told["country"] = country.upper()
    if "zone" in told and not is_zone(told["zone"]):
        raise InputError(said.no_zone(told["zone"]), field="zone")
    return replace(known, **told)


def grouped(known: Profile, book: Rulebook, on: Iterable[str], off: Iterable[str]) -> Profile:
    """The profile with private groups switched on or off. Raises InputError for what is none."""
    on, off = tuple(on), tuple(off)
    for group in (*on, *off):
        if group not in groups(book):
            raise InputError(said.no_group(group, groups(book)), group=group)
    kept = dict.fromkeys((*known.switched_on, *on))
    return replace(known, switched_on=tuple(group for group in kept if group not in off))
