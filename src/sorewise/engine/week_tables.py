"""The raw table of the week's rules -> checked `WeekRule`s: every mistake with file, rule and a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sorewise.engine.lint import anchored
from sorewise.engine.tables import Builder, frozen, misshapen, near
from sorewise.engine.week_rules import FACTS, GROUPS, NUMBERS, SHAPES, WORDS, WeekRule
from sorewise.engine.when import Names

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

MADE = ("id", "text", "when")
IN_GROUPS = ("of", "spares", "first", "then")
STEP = ("times", "run", "walk")


def week_rules(raw: Mapping[str, Any], make: Builder, thresholds: Mapping[str, float]) -> dict[str, WeekRule]:
    """Build every rule and part, noting what is wrong; a part has the keys of its head that it does not set itself."""
    found: dict[str, WeekRule] = {}
    names = Names(FACTS, {}, thresholds)
    for head, entry in raw.items():
        if not isinstance(entry, Mapping):
            make.say("week", head, "a rule is a table of keys")
            continue
        parts = {key: value for key, value in entry.items() if isinstance(value, Mapping)}
        shared = {key: value for key, value in entry.items() if key not in parts}
        bodies = {f"{head}.{key}": {**shared, **part} for key, part in parts.items()} or {head: shared}
        for id_, body in bodies.items():
            rule = _rule(id_, body, make, names)
            if rule is not None:
                found[id_] = rule
    return found


def _rule(id_: str, body: Mapping[str, Any], make: Builder, names: Names) -> WeekRule | None:
    mistakes = [*_misfit(body), *_unnamed(body, names)]
    for mistake in mistakes:
        make.say("week", id_, mistake)
    when = make.condition("week", id_, "when", body["when"], names) if "when" in body else None
    if mistakes or ("when" in body and when is None):
        return None
    values = {key: frozen(value) for key, value in body.items()} | {"when": when}
    return WeekRule(id=id_, text=body.get("when", ""), **values)


def _misfit(body: Mapping[str, Any]) -> Iterator[str]:
    """Keys that there are not or that are missing, words that are none, values of the wrong kind."""
    for mistake in misshapen({key: value for key, value in body.items() if key != "when"}, WeekRule, MADE):
        yield mistake.replace(" here", " in a rule of the week") if "there is no key" in mistake else mistake
    for key, words in WORDS.items():
        if key in body and body[key] not in words:
            yield f'{key}: "{body[key]}" is none of {", ".join(words)}{near(str(body[key]), words)}'
    for key in SHAPES.get(str(body.get("shape")), ()):
        if not body.get(key):
            yield f'{key}: is missing; shape "{body["shape"]}" needs it'
    for key in IN_GROUPS:
        for group in _listed(body, key):
            if group not in GROUPS:
                yield f'{key}: there is no group "{group}"{near(str(group), GROUPS)}'
    yield from _missteps(body)


def _missteps(body: Mapping[str, Any]) -> Iterator[str]:
    for number, step in enumerate(_listed(body, "steps"), start=1):
        if not isinstance(step, Mapping) or set(step) != set(STEP) or not all(map(_counts, step.values())):
            yield f"steps, {number}: write {{ times = 6, run = 1, walk = 4 }}, in minutes"


def _listed(body: Mapping[str, Any], key: str) -> list[Any]:
    given = body.get(key, [])
    return given if isinstance(given, list) else []


def _counts(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _unnamed(body: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Numbers that are not written as the name of a threshold."""
    for key in NUMBERS:
        if (name := body.get(key)) and isinstance(name, str) and name not in names.thresholds:
            yield f'{key}: there is no threshold called "{name}"{near(name, names.thresholds)}'


def lint_week(book: Rulebook, origin: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Every rule of the week speaks to the runner, says why, where it comes from, how well it is known, since when."""
    for rule in book.week.values():
        where = f"{origin.get(('week', rule.head), 'rules/week.toml')}, {rule.id}"
        yield from (f"{where}, {key}: is missing" for key in ("says", "because", "grade") if not getattr(rule, key))
        if rule.since is None:
            yield f"{where}, since: the day from which the rule holds is missing"
        if not rule.sources:
            yield f"{where}, sources: a rule names where it comes from"
        yield from (f"{where}, {mistake}" for source in rule.sources for mistake in anchored(source, book))
        if rule.red_flag and rule.unknown != "hold":
            yield f'{where}, unknown: a red flag holds ("hold")'


def guard_week(ours: Rulebook, theirs: Rulebook, origin: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield where an overlay takes a red flag of the week away or makes it speak otherwise; its words may change."""
    for rule in (rule for rule in ours.week.values() if rule.red_flag):
        where = f"{origin.get(('week', rule.head), 'rules/week.toml')}, {rule.id}"
        other = theirs.week.get(rule.id)
        if other is None:
            yield f"{where}, retire: a red flag cannot be retired"
        elif _demands(rule, ours) != _demands(other, theirs):
            yield f"{where}, shape: an overlay may reword a red flag, not change when it speaks or what it demands"


WORDING: Collection[str] = ("says", "because", "sources", "grade", "since", "review")


def _demands(rule: WeekRule, book: Rulebook) -> tuple[object, ...]:
    keys = tuple(getattr(rule, key) for key in WeekRule.__slots__ if key not in WORDING)
    return (*keys, *map(book.number, rule.numbers))
