"""Whether what was sent fits its schema: the part of JSON Schema that our own schemas use, with a sentence for each no.

Types are strict (true is no number, "3" is none either), and a name that is not in the schema is refused with the
nearest one that is: an answer that would silently be dropped could make a day milder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from sorewise.apps.web.api.errors import BAD, ProblemError
from sorewise.apps.web.api.operation import Schema
from sorewise.text.web import api as said

REF = "#/components/schemas/"


def fit(value: Any, schema: Schema, schemas: Mapping[str, Schema], where: str = "") -> None:
    """Return if the value fits. Raises ProblemError, whose `where` is a JSON pointer."""
    schema = resolved(schema, schemas)
    if "anyOf" in schema:
        _fit_any(value, schema["anyOf"], schemas, where)
        return
    if not _is_like(value, schema):
        raise _wrong(value, [schema], schemas, where)
    if isinstance(value, dict):
        _fit_object(value, schema, schemas, where)
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            fit(one, schema["items"], schemas, f"{where}/{number}")


def resolved(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """The schema itself where there is only its name."""
    return schemas[schema["$ref"].removeprefix(REF)] if "$ref" in schema else schema


def _fit_any(value: Any, options: list[Schema], schemas: Mapping[str, Schema], where: str) -> None:
    """One of several: what is wrong inside is told of the one that is of the same type."""
    of_its_type = [one for one in options if _is_of_type(value, resolved(one, schemas))]
    if not of_its_type:
        raise _wrong(value, options, schemas, where)
    for one in of_its_type[:-1]:
        try:
            return fit(value, one, schemas, where)
        except ProblemError:
            continue
    return fit(value, of_its_type[-1], schemas, where)


def _fit_object(value: Mapping[str, Any], schema: Schema, schemas: Mapping[str, Schema], where: str) -> None:
    known: Mapping[str, Schema] = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            raise ProblemError(BAD, "missing", said.missing(name), f"{where}/{name}")
    for name, inner in value.items():
        if name in known:
            fit(inner, known[name], schemas, f"{where}/{name}")
        elif schema.get("additionalProperties") is False:
            near = get_close_matches(name, known, n=1)
            raise ProblemError(BAD, "unknown", said.unknown(name, near[0] if near else ""), f"{where}/{name}")


def _is_like(value: Any, schema: Schema) -> bool:
    """Whether the value itself fits, whatever is inside."""
    if not _is_of_type(value, schema):
        return False
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        return False
    if isinstance(value, str):
        long = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return long and ("pattern" not in schema or re.fullmatch(schema["pattern"], value) is not None)
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return True


def _is_of_type(value: Any, schema: Schema) -> bool:
    told = schema.get("type")
    if told is None:
        return True
    return any(_is_a(value, one) for one in ([told] if isinstance(told, str) else told))


def _is_a(value: Any, kind: str) -> bool:
    match kind:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "integer":
            return not isinstance(value, bool) and (
                isinstance(value, int) or (_is_a(value, "number") and value % 1 == 0)
            )
    of = {"string": str, "boolean": bool, "object": dict, "array": list, "null": type(None)}
    return isinstance(value, of[kind])


def _wrong(value: Any, options: list[Schema], schemas: Mapping[str, Schema], where: str) -> ProblemError:
    wanted = list(dict.fromkeys(word for one in options for word in _wanted(resolved(one, schemas))))
    return ProblemError(BAD, "wrong", said.wrong(where.rpartition("/")[2], value, wanted), where)


def _wanted(schema: Schema) -> Iterator[str]:
    """What would fit, in words."""
    if "enum" in schema:
        yield said.one_of([one for one in schema["enum"] if one is not None])
        return
    told = schema.get("type", "object")
    for kind in [told] if isinstance(told, str) else told:
        if kind in {"number", "integer"}:
            yield said.number(kind, schema.get("minimum"), schema.get("maximum"))
        elif kind == "array":
            yield said.a_list(schema.get("maxItems"))
        elif kind == "string":
            yield said.a_text(schema.get("description", ""))
        elif kind != "null":
            yield said.kind(kind)
