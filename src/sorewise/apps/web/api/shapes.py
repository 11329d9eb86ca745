"""Schemas of records, made of their dataclasses: what `data()` gives for each of them."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, Literal, Union, get_args, get_origin

from sorewise.apps.web.api.operation import Schema

PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string"},
}


def shape_of(of: Any) -> Schema:
    """The schema of a type that our records use; anything else may be anything."""
    if of in PLAIN:
        return PLAIN[of]
    origin, inside = get_origin(of), get_args(of)
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [shape_of(one) for one in inside]}
    if origin is tuple:
        return {"type": "array", "items": shape_of(inside[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": shape_of(inside[1])}
    return record_of(of) if is_dataclass(of) or hasattr(of, "_fields") else {}


def record_of(of: Any) -> Schema:
    """The schema of one record, a dataclass or a named tuple: every field by its name."""
    told = typing.get_type_hints(of, localns={"Mapping": Mapping})
    names = [part.name for part in fields(of)] if is_dataclass(of) else list(of._fields)
    return {"type": "object", "properties": {name: shape_of(told[name]) for name in names}, "required": names}
