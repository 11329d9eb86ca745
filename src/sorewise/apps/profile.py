"""`profile`: who the runner is, as far as they want to tell, and how they like to be spoken to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from sorewise.apps.day import data, with_profile
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.zones import is_zone, machine_zone
from sorewise.model.answers import checked_value
from sorewise.model.errors import InputError
from sorewise.model.records import Answers, Profile
from sorewise.text import profile as said

if TYPE_CHECKING:
    from sorewise.apps.keys import Keys
    from sorewise.engine.book import Rulebook
    from sorewise.model.facts import Fact

ASKED_FIRST = ("birth_year", "experience_years")
KEPT = ("goal", "blood_thinner", "statin")
"""Answers of a check-in that stay true long enough to be asked once."""
KEPT_IF_YES = ("pregnant",)
"""A yes that stays until the runner takes it back; a no is asked again, since it may be otherwise next month."""

BirthYear = Annotated[int | None, Parameter("--birth-year", help="The year you were born in.")]
Experience = Annotated[float | None, Parameter("--experience-years", help="Years of regular running.")]
Goal = Annotated[Literal["run", "strength", "both"] | None, Parameter("--goal", help="What comes first for you.")]
Units = Annotated[Literal["km", "mi"] | None, Parameter("--units", help="Kilometres or miles.")]
Country = Annotated[str | None, Parameter("--country", help="Two letters (DE, GB, US): for the emergency number.")]
Zone = Annotated[str | None, Parameter("--zone", help="Your time zone, such as Europe/Berlin.")]
Language = Annotated[str | None, Parameter("--language", help="The language you are spoken to in, such as en.")]
Groups = Annotated[
    list[str] | None, Parameter("--switch-on", negative=(), help="A private group that may be asked about.")
]
Off = Annotated[
    list[str] | None, Parameter("--switch-off", negative=(), help="A private group that is not asked about any more.")
]
Parent = Annotated[
    bool | None, Parameter("--parent-agrees", negative="--parent-disagrees", help="A parent's word, for under 16.")
]
Told = Annotated[list[str] | None, Parameter("--set", negative=(), help="Any other fact of the profile: FACT=VALUE.")]
Unset = Annotated[list[str] | None, Parameter("--unset", negative=(), help="Take a fact out of the profile.")]


def profile(
    *,
    birth_year: BirthYear = None,
    experience_years: Experience = None,
    goal: Goal = None,
    units: Units = None,
    country: Country = None,
    zone: Zone = None,
    language: Language = None,
    switch_on: Groups = None,
    switch_off: Off = None,
    parent_agrees: Parent = None,
    told: Told = None,
    unset: Unset = None,
    as_json: Json = False,
) -> None:
    """Show the profile, or change what is named."""
    book = here().book()
    with here().store() as store:
        before = store.profile()
        facts = {"birth_year": birth_year, "experience_years": experience_years, "goal": goal}
        facts |= dict(_told(book, one) for one in told or ())
        facts = {name: checked_value(_fact(book, name), value) for name, value in facts.items() if value is not None}
        after = with_profile(before, **facts)
        after = _spoken_to(after, units=units, country=country, zone=zone, language=language)
        after = _grouped(after, book, switch_on or (), switch_off or ())
        if parent_agrees is not None:
            after = replace(after, parent_agreed=parent_agrees)
        after = replace(
            after, answers={name: value for name, value in after.answers.items() if name not in (unset or ())}
        )
        if after != before:
            store.save_profile(after)
    if as_json:
        say_json(data(after))
    else:
        show(said.page(after, book.facts, groups(book)))


def first_asked(known: Profile, sitting: Keys, book: Rulebook) -> Profile:
    """Ask for age and experience where the profile lacks them; what is not told stays unknown."""
    from sorewise.apps.asking import Asking, StoppedError
    from sorewise.engine.ask import Question

    if known == Profile():
        known = replace(known, zone=machine_zone())
    lacking = [book.facts[name] for name in ASKED_FIRST if name not in known.answers]
    try:
        for fact in lacking:
            value = Asking(sitting, book).answer(Question(fact, fact.choices, fact.labels))
            known = with_profile(known, **{fact.id: value})
    except (StoppedError, EOFError):
        pass
    return known


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


def _fact(book: Rulebook, name: str) -> Fact:
    fact = book.facts.get(name)
    if fact is None or fact.page != "profile" or fact.scope != "morning":
        possible = [one.id for one in book.facts.values() if one.page == "profile" and one.scope == "morning"]
        raise InputError(said.no_such_fact(name, possible), fact=name)
    return fact


def _told(book: Rulebook, text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(said.not_a_pair(text))
    fact = _fact(book, name.strip())
    return fact.id, read_value(fact, value.strip())


def read_value(fact: Fact, text: str) -> Any:
    """A value typed on the command line, in the fact's type as far as it can be; checked later."""
    if fact.type == "bool":
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower(), text)
    if fact.type in {"number", "integer"}:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
    return text


def _spoken_to(known: Profile, **changes: str | None) -> Profile:
    told: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    if (country := told.get("country")) is not None:
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004 - ISO 3166 has two letters
            raise InputError(said.no_country(country))
        told["country"] = country.upper()
    if "zone" in told and not is_zone(told["zone"]):
        raise InputError(said.no_zone(told["zone"]))
    return replace(known, **told)


def _grouped(known: Profile, book: Rulebook, on: Any, off: Any) -> Profile:
    for group in (*on, *off):
        if group not in groups(book):
            raise InputError(said.no_group(group, groups(book)), group=group)
    kept = dict.fromkeys((*known.switched_on, *on))
    return replace(known, switched_on=tuple(group for group in kept if group not in off))
