"""What a rule of the week read, by name, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sorewise.model.verdict import ACTIVITY, REFERRAL
from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.speech import mark, marks, number, tr, trn
from sorewise.text.words import BRIEF, headline

RACES = {
    "5k": mark("5 km"),
    "10k": mark("10 km"),
    "half": mark("half marathon"),
    "marathon": mark("marathon"),
    "ultra": mark("ultra"),
    "long_other": mark("a long race"),
}
GOALS = {"run": mark("running comes first"), "strength": mark("strength comes first")}
SPORTS = {"run": mark("running"), "xt": mark("cross-training"), "strength": mark("strength")}

LENGTHS = {
    "km": mark("{n}"),
    "most_km": mark("at most {n}"),
    "longest_km": mark("longest run of the last 30 days {n}"),
    "planned_km": mark("planned {n}"),
}
"""Kilometres, said in the runner's unit."""
CHANCES = {
    "chance": mark("{n} % chance of too sore legs"),
    "limit": mark("the limit is {n} %"),
    "share": mark("{n} % of its length"),
}
"""Shares of one."""
NUMBERS = {
    "pain": marks("pain {n} of 10", "pain {n} of 10"),
    "days_off": marks("{n} day without running", "{n} days without running"),
    "gap_h": marks("{n} hour between them", "{n} hours between them"),
    "needed_h": marks("{n} hour needed", "{n} hours needed"),
    "gap_days": marks("{n} day apart", "{n} days apart"),
    "needed_days": marks("{n} day needed", "{n} days needed"),
    "minutes": marks("{n} minute", "{n} minutes"),
    "most_minutes": marks("{n} minute of time on that day", "{n} minutes of time on that day"),
    "days": marks("{n} day", "{n} days"),
    "most_days": marks("at most {n} day", "at most {n} days"),
    "weeks": marks("{n} week", "{n} weeks"),
    "count": marks("{n} of them", "{n} of them"),
    "most": marks("at most {n}", "at most {n}"),
    "step": marks("step {n}", "step {n}"),
}
WORDS: Mapping[str, Callable[[str], str]] = {
    "race_type": lambda word: tr(RACES.get(word, word)),
    "goal": lambda word: tr(GOALS.get(word, word)),
    "sport": lambda word: tr(SPORTS.get(word, word)),
    "activity": lambda word: tr("the verdict is {word}", word=headline(word)) if word in ACTIVITY else word,
    "referral": lambda word: tr(BRIEF[word]) if word in REFERRAL[1:] else "",
    "until": lambda word: tr("until {day}", day=measures.day(date.fromisoformat(word))),
}


def values_said(values: Mapping[str, float | str], manner: Manner) -> list[str]:
    """Each value in words; one without words of its own by its name."""
    return [said for name, value in values.items() if (said := value_said(name, value, manner))]


def value_said(name: str, value: float | str, manner: Manner) -> str:
    """One value: "at most 14.3 km"; "" if it says nothing."""
    if isinstance(value, str):
        return WORDS[name](value) if name in WORDS else f"{name.replace('_', ' ')}: {value}"
    if name in LENGTHS:
        return tr(LENGTHS[name], n=measures.distance(value * 1000, manner))
    if name in CHANCES:
        return tr(CHANCES[name], n=number(value * 100))
    if name in NUMBERS:
        return trn(*NUMBERS[name], value)
    return f"{name.replace('_', ' ')}: {number(value)}"
