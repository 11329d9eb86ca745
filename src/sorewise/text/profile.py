"""The profile in words, and what cannot be told to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.model.facts import Fact
from sorewise.model.records import Profile
from sorewise.text.facts import fact_said
from sorewise.text.needs import Manner
from sorewise.text.page import Line
from sorewise.text.rulebooks import name_of
from sorewise.text.speech import capital, tr


def page(profile: Profile, facts: Mapping[str, Fact], groups: Sequence[str]) -> Iterator[Line]:
    """Everything the profile holds."""
    manner = Manner(units=profile.units, country=profile.country)
    yield Line(tr("Your profile"), "heading")
    for name, value in profile.answers.items():
        if name in facts:
            yield Line(capital(fact_said(facts[name], value, manner)), "item")
    if not profile.answers:
        yield Line(tr("Nothing told about yourself yet."))
    yield Line(tr("Distances in {units}; time zone {zone}.", units=profile.units, zone=profile.zone))
    country = profile.country or tr("not told (sorewise profile --country XX)")
    yield Line(tr("Country, for the emergency number: {country}.", country=country))
    for group in groups:
        on = group in profile.switched_on
        yield Line(_group_on(group) if on else _group_off(group), "quiet")
    yield Line(
        tr("Rulebook: {name}; another one: sorewise profile --rulebook cautious", name=name_of(profile.rulebook))
    )
    if profile.parent_agreed:
        yield Line(tr("A parent has agreed."))


def _group_on(group: str) -> str:
    return tr("{group}: switched on; delete it with: sorewise forget {group}", group=group)


def _group_off(group: str) -> str:
    return tr("{group}: never asked; switch it on with: sorewise profile --switch-on {group}", group=group)


def no_such_fact(name: str, possible: Sequence[str]) -> str:
    """For a fact that is not one of the profile."""
    return tr('"{name}" is no fact of the profile; there are: {possible}', name=name, possible=", ".join(possible))


def not_a_pair(text: str) -> str:
    """For `--set` without a value."""
    return tr('"{text}" should be FACT=VALUE, such as goal=run', text=text)


def no_country(country: str) -> str:
    """For what is no code of a country."""
    return tr('"{country}" is no country code; it has two letters, such as DE, GB or US', country=country)


def no_zone(zone: str) -> str:
    """For what is no time zone."""
    return tr('There is no time zone called "{zone}"; it should be like Europe/Berlin', zone=zone)


def no_group(group: str, groups: Sequence[str]) -> str:
    """For what is no private group."""
    return tr('"{group}" is no private group; there are: {groups}', group=group, groups=", ".join(groups))
