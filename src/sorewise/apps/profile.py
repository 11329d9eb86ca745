"""`profile`: who the runner is, as far as they want to tell, and how they like to be spoken to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from sorewise.apps.day import data, with_profile
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.overlays import Choice
from sorewise.apps.rulebooks import book_of, effect_of
from sorewise.apps.who import ASKED_FIRST, fact_of_profile, grouped, groups, spoken_to, with_told
from sorewise.apps.zones import machine_zone
from sorewise.model.answers import checked_value
from sorewise.model.errors import InputError, RulebookError
from sorewise.model.records import Profile
from sorewise.text import profile as said
from sorewise.text import rulebooks
from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.apps.keys import Keys
    from sorewise.engine.book import Rulebook
    from sorewise.model.facts import Fact
    from sorewise.store import Store
    from sorewise.text.rulebooks import Effect

DAYS_JUDGED = 36_525  # every check-in that is kept

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
Book = Annotated[Choice | None, Parameter("--rulebook", help="Which rulebook judges you; what that changes is shown.")]
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
    rulebook: Book = None,
    told: Told = None,
    unset: Unset = None,
    as_json: Json = False,
) -> None:
    """Show the profile, or change what is named."""
    with here().store() as store:
        before = store.profile()
        book = readable(rulebook)
        facts = {"birth_year": birth_year, "experience_years": experience_years, "goal": goal}
        wanted = Wanted(
            facts=facts | dict(_told(book, one) for one in told or ()),
            unset=unset or (),
            spoken={"units": units, "country": country, "zone": zone, "language": language},
            switch_on=switch_on or (),
            switch_off=switch_off or (),
            parent_agrees=parent_agrees,
            rulebook=rulebook,
        )
        after, changes = changed(store, before, book, wanted)
    if as_json:
        say_json(data(after))
    else:
        show(said.page(after, book.facts, groups(book)))
        if changes is not None:
            show([Line("", "gap"), rulebooks.chosen(after.rulebook), *rulebooks.page(changes)])


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be changed: facts by id, how the runner is spoken to, groups; None stays as it is."""

    facts: Mapping[str, Any]
    unset: Sequence[str] = ()
    spoken: Mapping[str, str | None] = field(default_factory=dict)
    switch_on: Sequence[str] = ()
    switch_off: Sequence[str] = ()
    parent_agrees: bool | None = None
    rulebook: Choice | None = None


def changed(store: Store, before: Profile, book: Rulebook, wanted: Wanted) -> tuple[Profile, Effect | None]:
    """The profile with that, kept; and what another rulebook means. Raises InputError and AnswerError."""
    told = {
        name: checked_value(fact_of_profile(book, name), one) for name, one in wanted.facts.items() if one is not None
    }
    after = with_told(before, told | dict.fromkeys(wanted.unset))
    after = spoken_to(after, **wanted.spoken)
    after = grouped(after, book, wanted.switch_on, wanted.switch_off)
    if wanted.parent_agrees is not None:
        after = replace(after, parent_agreed=wanted.parent_agrees)
    changes = None
    if wanted.rulebook is not None and wanted.rulebook != before.rulebook:
        changes = effect_of(store, book, book_of(wanted.rulebook, store.place), DAYS_JUDGED)
        after = replace(after, rulebook=wanted.rulebook)
    if after != before:
        store.save_profile(after)
    return after, changes


def readable(rulebook: Choice | None) -> Rulebook:
    """The rulebook in use; ours where somebody leaves one of their own that cannot be read."""
    try:
        return here().book()
    except RulebookError:
        if rulebook is None or here().rulebook is not None:
            raise
        return here().book_over(None)


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


def _told(book: Rulebook, text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(said.not_a_pair(text))
    fact = fact_of_profile(book, name.strip())
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
