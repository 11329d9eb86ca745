"""Schemas of what is told of a morning, made of the rulebook: which facts there are, and what each may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sorewise.apps.cases import LARGEST
from sorewise.apps.web.api.operation import Schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sorewise.engine.book import Rulebook
    from sorewise.model.facts import Fact

MOST_SPOTS = 120
"""More than there are places on the map, left and right."""
MOST_WORDS = 40
SHORT_FORMS = ("regions",)
"""What opens a case and means nothing inside of one spot."""


def fact_schemas(book: Rulebook) -> dict[str, Schema]:
    """`Answers`, `Spot`, `Facts` (what the past says) and `ProfileFacts`."""
    of_day = {fact.id: schema_of(fact) for fact in book.facts.values()}
    of_spot = {
        fact.id: schema_of(fact) for fact in book.facts.values() if fact.scope == "spot" and fact.id not in SHORT_FORMS
    }
    of_spot["region"] = {**of_spot["region"], "enum": list(book.facts["region"].choices)}  # a place is somewhere
    signs = {"enum": list(book.safety_page)}
    safety = {
        "description": "The safety page: none, or what was ticked. Leave it out for somebody who has not seen it.",
        "anyOf": [{"enum": ["none"]}, {"type": "array", "items": signs, "maxItems": len(book.safety_page)}],
    }
    spots = {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Spot"}, "maxItems": MOST_SPOTS}
    key = {"enum": [*book.region_of_key, None], "description": "The finer place on the body map, where it is known."}
    profile = (fact for fact in book.facts.values() if fact.page == "profile" and fact.scope == "morning")
    return {
        "Answers": closed({**of_day, "safety": {"anyOf": [*safety["anyOf"], {"type": "null"}]}, "spots": spots}),
        "Spot": closed({**of_spot, "key": key}),
        "Facts": closed(of_day),
        "ProfileFacts": closed({fact.id: schema_of(fact) for fact in profile}),
    }


def closed(properties: dict[str, Schema], required: Iterable[str] = ()) -> dict[str, Any]:
    """An object with these names and no others."""
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def schema_of(fact: Fact) -> Schema:
    """What may be answered to one fact; null is not answered."""
    told: dict[str, Any] = {"description": fact.asks or fact.id}
    match fact.type:
        case "bool":
            return {**told, "type": ["boolean", "null"]}
        case "word":
            return {**told, "enum": [*fact.choices, None]}
        case "words":
            words = {"enum": list(fact.choices)}
            return {**told, "type": ["array", "null"], "items": words, "maxItems": MOST_WORDS}
    low, high = fact.range or (-LARGEST, LARGEST)
    unit = {"description": f"{told['description']} ({fact.unit})"} if fact.unit else {}
    return {**told, **unit, "type": [fact.type, "null"], "minimum": low, "maximum": high}
