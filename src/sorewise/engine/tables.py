"""Raw TOML tables -> dataclasses: types, ids, suggestions. What a rule means is checked in `lint`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from sorewise.engine.book import Advice, Plan, Region, Rule, Rulebook, Source, Threshold
from sorewise.engine.when import Names, Node, literals, parse
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError, ConditionError
from sorewise.model.facts import Fact
from sorewise.model.verdict import ACTIVITY, INTENSITY, MODALITY, REFERRAL, TERRAIN, Adjustment

T = TypeVar("T")
LARGEST = 1_000_000
"""Of a number: beyond it a rule would never fire, or always."""
KINDS = ("bool", "number", "integer", "word", "words")
MADE = ("id", "spec", "text", "facts", "spot", "when")  # what a rule gets from reading it
Raw = Mapping[str, Mapping[str, Any]]
Origin = Mapping[tuple[str, str], str]
LADDERS = {
    "activity": Fact(id="activity", asks="", type="number", how="made", scale=ACTIVITY, range=(0, 4)),
    "referral": Fact(id="referral", asks="", type="number", how="made", scale=REFERRAL, range=(0, 4)),
}
WORDS = {"activity": ACTIVITY, "referral": REFERRAL, "unknown": ("hold", "skip"), "stage": ("verdict", "advice")}
WORDS["phase"] = ("morning", "in_run", "any")
CONDITIONS = ("ask_if", "never_ask", "implied_by")


def near(word: str, known: Any) -> str:
    """Return "; did you mean ...?" for the nearest known word, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


PARTS = (*(part.name for part in fields(Adjustment)), "distance_of_longest")
PART_WORDS = {"intensity": INTENSITY, "terrain": TERRAIN, "modality": MODALITY}


def _unfit(adjust: Mapping[str, Any]) -> Iterator[str]:
    """Say where an advice names a part of a session that there is not, or a word or number it cannot take."""
    for part, value in adjust.items():
        words = PART_WORDS.get(part)
        if part not in PARTS:
            yield f'a session has no part "{part}"{near(part, PARTS)}'
        elif words and value not in words:
            yield f'{part} "{value}" is none of {", ".join(words)}'
        elif not words and not isinstance(value, int | float):
            yield f'there is no threshold called "{value}"'


def frozen(value: Any) -> Any:
    """Turn lists into tuples, so that a table can be shared."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def misshapen(entry: Mapping[str, Any], kind: type[Any], hidden: Collection[str] = ("id",)) -> Iterator[str]:
    """Say what keys a table lacks or does not know, and where a list, a number, a text or a day belongs."""
    known = {part.name: part for part in fields(kind) if part.name not in hidden}
    for key, value in entry.items():
        if key not in known:
            yield f'{key}: there is no key "{key}" here{near(key, known)}'
        elif wanted := _belongs(str(known[key].type), value):
            yield f"{key}: {wanted}"
    for key, part in known.items():
        if key not in entry and part.default is MISSING and part.default_factory is MISSING:
            yield f"{key}: is missing"


def _stand_ins(kind: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Fill what is missing, so that one mistake is told once and not again by everything that builds on the row."""
    missing = [p for p in fields(kind) if p.name not in {"id", *given} and p.default is MISSING is p.default_factory]
    return {part.name: 0.0 if part.type == "float" else "" for part in missing}


def _not_a_number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f'"{value}" is not a number'
    sound = abs(value) <= LARGEST  # "nan" is not
    return "" if sound else f'"{value}" is no number that a rule can be told by'


def _belongs(annotation: str, value: object) -> str:
    """Say what belongs in a key of that annotation, or nothing where the value fits."""
    if annotation.startswith("tuple[") and not isinstance(value, list | tuple):
        return "a list in brackets belongs here"
    if annotation == "float":
        return _not_a_number(value)
    if annotation == "str" and not isinstance(value, str):
        return "a text in quotes belongs here"
    if annotation == "bool" and not isinstance(value, bool):
        return "true or false belongs here"
    if annotation.startswith("date") and not isinstance(value, date):
        return "a day is written without quotes, like 2026-11-22"
    return ""


class Builder:
    """Builds the tables in the order in which they depend on each other, collecting mistakes."""

    def __init__(self, origin: Origin, mistakes: list[str]) -> None:
        self.origin = origin
        self.mistakes = mistakes

    def say(self, table: str, id_: str, what: str) -> None:
        """Note a mistake at an entry."""
        self.mistakes.append(f"{self.origin.get((table, id_.split('.', maxsplit=1)[0]), table)}, {id_}, {what}")

    def rows(self, table: str, raw: Mapping[str, Any], kind: type[T]) -> dict[str, T]:
        """Build one dataclass an entry, refusing unknown and missing keys."""
        rows: dict[str, T] = {}
        for id_, entry in raw.items():
            if not isinstance(entry, Mapping):
                self.say(table, id_, "an entry is a table of keys")
                continue
            wrong = list(misshapen(entry, kind))
            for mistake in wrong:
                self.say(table, id_, mistake)
            bad = {mistake.partition(":")[0] for mistake in wrong}
            given = {key: frozen(value) for key, value in entry.items() if key not in bad}
            rows[id_] = cast("Callable[..., T]", kind)(id=id_, **_stand_ins(kind, given), **given)
        return rows

    def condition(self, table: str, id_: str, key: str, text: object, names: Names) -> Node | None:
        """Read one condition, noting where it fails."""
        if not isinstance(text, str):
            self.say(table, id_, f"{key}: a condition is a text in quotes")
            return None
        try:
            return parse(text, names)
        except ConditionError as error:
            self.say(table, id_, f"{key}, column {error.column}: {error}")
            return None

    def facts(self, raw: Mapping[str, Any], regions: Mapping[str, Region]) -> dict[str, Fact]:
        """Build the facts; "regions" as choices stands for every region."""
        filled = {
            id_: {**entry, "choices": list(regions)} if entry.get("choices") == "regions" else entry
            for id_, entry in raw.items()
        }
        rows = self.rows("facts", filled, Fact)
        for id_, fact in rows.items():
            if fact.type not in KINDS:
                self.say("facts", id_, f'type: "{fact.type}" is none of {", ".join(KINDS)}{near(fact.type, KINDS)}')
            elif fact.type in {"word", "words"} and not fact.choices:
                self.say("facts", id_, "choices: a word needs its choices")
            else:
                self.values(fact)
        return {id_: fact for id_, fact in rows.items() if fact.type in KINDS}

    def values(self, fact: Fact) -> None:
        """Check that the values a fact names for itself are values it can have."""
        for key in ("benign", "default", "stop"):
            value = getattr(fact, key)
            if value is not None:
                try:
                    checked_value(fact, value)
                except AnswerError as error:
                    self.say("facts", fact.id, f"{key}: {error}")

    def terms(self, raw: Mapping[str, Any], names: Names) -> dict[str, Node]:
        """Build the terms in the order they are written; each may use those above it."""
        terms: dict[str, Node] = {}
        for id_, text in raw.items():
            if id_ in names.facts:
                self.say("terms", id_, "a fact has this name already; give the term another")
                continue
            node = self.condition("terms", id_, "term", text, Names(names.facts, terms, names.thresholds))
            if node is not None:
                terms[id_] = node
        return terms

    def advice(self, raw: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> dict[str, Advice]:
        """Build the advice; numbers of `adjust` are named thresholds."""
        filled: dict[str, Any] = {}
        for id_, entry in raw.items():
            adjust = {
                key: thresholds[value].value if value in thresholds else value
                for key, value in entry.get("adjust", {}).items()
            }
            for mistake in _unfit(adjust):
                self.say("advice", id_, f"adjust: {mistake}")
            wrong = list(misshapen(entry.get("plan", {}), Plan))
            for mistake in wrong:
                self.say("advice", id_, f"plan: {mistake.partition(': ')[2]}")
            plan = {"plan": None if wrong else Plan(**entry["plan"])} if "plan" in entry else {}
            filled[id_] = {**entry, "adjust": adjust, **plan}
        return self.rows("advice", filled, Advice)

    def sources(self, raw: Mapping[str, Any]) -> dict[str, Source]:
        """Build the sources; an article's sentences are its anchors, its counts are for the tests."""
        filled = {}
        for id_, entry in raw.items():
            kept = {key: value for key, value in entry.items() if key not in {"paragraphs", "sentences", "sentence"}}
            filled[id_] = {**kept, "sentences": entry.get("sentence", {})}
        return self.rows("sources", filled, Source)

    def rules(self, raw: Mapping[str, Any], names: Names) -> list[Rule]:
        """Build every rule and part."""
        found: list[Rule] = []
        for spec, entry in raw.items():
            if not isinstance(entry, Mapping):
                self.say("rules", spec, "a rule is a table of keys")
                continue
            parts = {key: value for key, value in entry.items() if isinstance(value, Mapping)}
            head = {key: value for key, value in entry.items() if key not in parts}
            bodies = {f"{spec}.{key}": {**head, **part} for key, part in parts.items()} or {spec: head}
            found += [rule for id_, body in bodies.items() if (rule := self.rule(id_, spec, body, names))]
        return found

    def rule(self, id_: str, spec: str, body: Mapping[str, Any], names: Names) -> Rule | None:
        """Build one rule; None where a key is wrong."""
        shown = {key: value for key, value in body.items() if key != "when" and key not in WORDS}
        mistakes = list(misshapen(shown, Rule, MADE))
        for mistake in mistakes:
            self.say("rules", id_, mistake.replace(" here", " in a rule") if "there is no key" in mistake else mistake)
        wrong = [mistake.partition(":")[0] for mistake in mistakes]
        for key, words in WORDS.items():
            if key in body and body[key] not in words:
                self.say(
                    "rules", id_, f'{key}: "{body[key]}" is none of {", ".join(words)}{near(str(body[key]), words)}'
                )
                wrong.append(key)
        when = None
        if "when" in body:
            facts = {**names.facts, **(LADDERS if body.get("stage") == "advice" else {})}
            when = self.condition("rules", id_, "when", body["when"], Names(facts, names.terms, names.thresholds))
            if when is None:
                return None
        if wrong:
            return None
        used = tuple(dict.fromkeys(literal.fact for literal in literals(when))) if when else ()
        values = {key: frozen(value) for key, value in body.items()} | {"when": when}
        for ladder in ("activity", "referral"):
            if ladder in body:
                values[ladder] = WORDS[ladder].index(body[ladder])
        spot = any(name in names.facts and names.facts[name].scope == "spot" for name in used)
        return Rule(id=id_, spec=spec, text=body.get("when", ""), facts=used, spot=spot, **values)


def build(raw: Raw, origin: Origin, mistakes: list[str], version: str) -> Rulebook:
    """Build the whole rulebook from raw tables, adding what is wrong to `mistakes`."""
    make = Builder(origin, mistakes)
    thresholds = make.rows("thresholds", raw["thresholds"], Threshold)
    regions = make.rows("regions", raw["regions"], Region)
    facts = make.facts(raw["facts"], regions)
    names = Names(facts, {}, {id_: row.value for id_, row in thresholds.items()})
    names = Names(facts, make.terms(raw["terms"], names), names.thresholds)
    asks = {
        id_: {
            key: node
            for key in CONDITIONS
            if getattr(fact, key) and (node := make.condition("facts", id_, key, getattr(fact, key), names))
        }
        for id_, fact in facts.items()
        if any(getattr(fact, key) for key in CONDITIONS)
    }
    return Rulebook(
        version=version,
        facts=facts,
        thresholds=thresholds,
        terms=names.terms,
        term_texts=dict(raw["terms"]),
        sources=make.sources(raw["sources"]),
        regions=regions,
        advice=make.advice(raw["advice"], thresholds),
        rules=tuple(make.rules(raw["rules"], names)),
        asks=asks,
    )
