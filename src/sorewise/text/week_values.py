"""What a rule of the week read, by name, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sorewise.model.verdict import ACTIVITY, REFERRAL
from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.speech import mark, marks, number, tr, trn
from sorewise.text.week_words import NAMES, tens
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
    "longest_km": mark("longest run of the last 30 days {n}"),
    "WK-NO-STACKING.km": mark("{n} were planned for the rest of that week"),
}
"""Kilometres in the runner's unit: by the name of the value, or by a rule where it means something of its own."""
SHARES = {
    "chance": mark("about {n} % chance of too sore legs"),
    "limit": mark("the limit is {n} %"),
    "share": mark("{n} % of its length"),
    "WK-CAP-110": mark("at most {n} % of that"),
    "WK-DOWN-WEEK": mark("an easier week has {n} % of the running"),
}
"""Shares of one."""
NUMBERS = {
    "pain": marks("pain {n} of 10", "pain {n} of 10"),
    "days_off": marks("{n} day without running", "{n} days without running"),
    "hours": marks("{n} hour is needed", "{n} hours are needed"),
    "gap_h": marks("{n} hour between them", "{n} hours between them"),
    "gap_days": marks("{n} day from one to the other", "{n} days from one to the other"),
    "minutes": marks("it takes {n} minute", "it takes {n} minutes"),
    "WK-AVAILABILITY": marks("there is {n} minute of time", "there are {n} minutes of time"),
    "days": marks("counted over {n} day", "counted over {n} days"),
    "weeks": marks("{n} week", "{n} weeks"),
    "most": marks("at most {n}", "at most {n}"),
    "WK-REST-DAY": marks("at most {n} day with training", "at most {n} days with training"),
    "WK-NO-STACKING.hard": marks(
        "{n} hard session was planned for the rest of that week",
        "{n} hard sessions were planned for the rest of that week",
    ),
    "after_race": marks("{n} day after the race", "{n} days after the race"),
    "before_race": marks("{n} day before the race", "{n} days before the race"),
    "step": marks("step {n}", "step {n}"),
}
OWN = {
    "WK-CAP-110": "share",
    "WK-DOWN-WEEK": "share",
    "WK-NO-STACKING.km": "km",
    "WK-NO-STACKING.hard": "most",
    "WK-REST-DAY": "most",
    "WK-AVAILABILITY": "limit",
}
"""Rules in which a value means something of its own, and which one it is."""
WORDS: Mapping[str, Callable[[str], str]] = {
    "race_type": lambda word: tr(RACES.get(word, word)),
    "goal": lambda word: tr(GOALS.get(word, word)),
    "kind": lambda word: tr(NAMES.get(word, word)),
    "activity": lambda word: tr("the verdict is {word}", word=headline(word)) if word in ACTIVITY else word,
    "referral": lambda word: tr(BRIEF[word]) if word in REFERRAL[1:] else "",
}


def values_said(values: Mapping[str, float | str], manner: Manner, rule: str = "") -> list[str]:
    """Each value that this rule read in words; one without words of its own by its name. Other rules go without."""
    told = {name: value for name, value in values.items() if name != "also"}
    return [said for name, value in told.items() if (said := value_said(name, value, manner, rule))]


def value_said(name: str, value: float | str, manner: Manner, rule: str = "") -> str:
    """One value: "longest run of the last 30 days 14.3 km"; "" if it says nothing."""
    if isinstance(value, str):
        return WORDS[name](value) if name in WORDS else f"{name.replace('_', ' ')}: {value}"
    if name == "race_day":
        name, value = "after_race" if value > 0 else "before_race", abs(value)
    elif name == "step":
        value += 1  # the first is told as such
    if name == "limit" and not value:
        return tr("there is no time")
    meant = next((own for own, means in OWN.items() if means == name and rule.startswith(own)), name)
    if meant in LENGTHS:
        return tr(LENGTHS[meant], n=measures.distance(value * 1000, manner))
    if meant in SHARES:
        return tr(SHARES[meant], n=number(tens(value) if meant == "chance" else value * 100))
    if meant in NUMBERS:
        return trn(*NUMBERS[meant], value)
    return f"{name.replace('_', ' ')}: {number(value)}"
