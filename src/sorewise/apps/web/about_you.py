"""The profile as a form: its inputs made from the facts of the rulebook, and read back into a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from zoneinfo import available_timezones

from starlette.datastructures import FormData

from sorewise.apps.web.check_in.answers import NO, PREFIX, YES, read_answers
from sorewise.apps.web.check_in.fields import options
from sorewise.apps.web.forms import text, texts
from sorewise.apps.web.inputs import Input
from sorewise.apps.who import facts_of_profile, grouped, groups, spoken_to, with_told
from sorewise.apps.zones import UNKNOWN, machine_zone
from sorewise.engine.ask import Question
from sorewise.engine.book import Rulebook
from sorewise.model.errors import InputError
from sorewise.model.facts import Fact
from sorewise.model.records import Profile
from sorewise.text.errors import error_said, wanted_said
from sorewise.text.speech import CATALOGUES, DOMAIN, tr
from sorewise.text.web import settings as said

UNITS = ("km", "mi")
ENGLISH = "en"


def facts_shown(profile: Profile, book: Rulebook) -> list[Fact]:
    """The facts that this runner may be asked: those of private groups only where these are switched on."""
    return [
        fact
        for fact in facts_of_profile(book)
        if fact.how != "derived" and (not fact.private or fact.private in profile.switched_on)
    ]


def inputs(profile: Profile, book: Rulebook) -> tuple[list[Input], list[Input]]:
    """The inputs about the runner, and those about how they are spoken to."""
    return [_of_fact(fact, profile.answers.get(fact.id)) for fact in facts_shown(profile, book)], _of_speech(profile)


def _of_fact(fact: Fact, value: object) -> Input:
    name, label = f"{PREFIX}{fact.id}", tr(fact.asks)
    if fact.type in {"bool", "word"}:
        found = [("", tr(said.NOT_TOLD)), *options(Question(fact, fact.choices, fact.labels))]
        return Input(name=name, label=label, value=_sent(value), options=found)
    mode = "numeric" if fact.type == "integer" else "decimal"
    return Input(name=name, label=label, value=_sent(value), mode=mode)


def _sent(value: object) -> str:
    """A value as the form sends it."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return f"{value:g}"
    return str(value or "")


def _of_speech(profile: Profile) -> list[Input]:
    untold = profile.zone == UNKNOWN
    found = [
        Input(
            name="units",
            label=tr(said.UNITS),
            value=profile.units,
            options=[(unit, tr(said.UNIT_NAMES[unit])) for unit in UNITS],
        ),
        Input(name="country", label=tr(said.COUNTRY), value=profile.country, hint=tr(said.COUNTRY_WHY), most=2),
        Input(
            name="zone",
            label=tr(said.ZONE),
            value=known_zone(profile),
            hint=tr(said.ZONE_MACHINE if untold else said.ZONE_WHY),
            known="zones",
        ),
    ]
    spoken = languages()
    if len(spoken) > 1:
        named = [(language, language) for language in spoken]
        found.append(Input(name="language", label=tr(said.LANGUAGE), value=profile.language, options=named))
    return found


def known_zone(profile: Profile) -> str:
    """The runner's zone, or the machine's while none was told."""
    return machine_zone() if profile.zone == UNKNOWN else profile.zone


@cache
def zones() -> list[str]:
    """The zones by their places ("Europe/Berlin"); what has other names for the same is left out."""
    left_out = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    return [UNKNOWN, *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(left_out))]


@cache
def languages() -> list[str]:
    """The languages that there is a catalogue of, English first."""
    found = sorted(file.parents[1].name for file in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return [ENGLISH, *(language for language in found if language != ENGLISH)]


# ------------------------------------------------------------------------------------------------------- read


def read(form: FormData, before: Profile, book: Rulebook) -> tuple[Profile, dict[str, str]]:
    """The profile that was told, and a sentence for each field that is wrong. What was not sent stays as it was."""
    shown = {fact.id: fact for fact in facts_shown(before, book) if f"{PREFIX}{fact.id}" in form}
    answers = read_answers(form, shown, book)
    wrong = {f"{PREFIX}{name}": tr(said.SHOULD_BE, wanted=wanted_said(shown[name])) for name in answers.wrong}
    after = with_told(before, answers.values)
    for name in ("units", "country", "zone", "language"):
        if name in form:
            try:
                after = _spoken_to(after, name, text(form, name))
            except InputError as error:
                wrong[name] = error_said(error)
    if "groups" in form:
        ticked = [group for group in texts(form, "group") if group in groups(book)]
        after = grouped(after, book, ticked, [group for group in groups(book) if group not in ticked])
    if "parent-asked" in form:
        after = replace(after, parent_agreed=text(form, "parent") == "yes")
    return after, wrong


def _spoken_to(known: Profile, name: str, sent: str) -> Profile:
    """One field of how the runner is spoken to. Raises InputError."""
    possible: Mapping[str, tuple[str, ...]] = {"units": UNITS, "language": tuple(languages())}
    if name in possible and sent not in possible[name]:
        raise InputError(tr(said.SHOULD_BE, wanted=" / ".join(possible[name])), field=name)
    if name == "zone" and not sent:
        sent = UNKNOWN
    return spoken_to(known, **{name: sent})
