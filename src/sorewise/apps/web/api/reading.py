"""A request read: its kind, its body, and what is told in its address, each found to fit or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from sorewise.apps.cases import json_of
from sorewise.apps.web.api.errors import BAD, NOT_THAT_KIND, ProblemError
from sorewise.apps.web.api.fitting import fit
from sorewise.apps.web.api.operation import Operation, Parameter, Schema
from sorewise.apps.web.forms import read_body
from sorewise.model.errors import InputError
from sorewise.text.errors import error_said
from sorewise.text.web import api as said

JSON = "application/json"
TRUTH = {"true": True, "false": False}


def media_type(request: Request, taken: tuple[str, ...]) -> str:
    """What the body says it is. Raises ProblemError for another kind, and for text that is not UTF-8."""
    kind, _, told = request.headers.get("content-type", "").partition(";")
    kind, charset = kind.strip().lower(), told.strip().lower()
    if kind not in taken or ("charset" in charset and "utf-8" not in charset):
        raise ProblemError(NOT_THAT_KIND, "not_that_kind", said.not_that_kind(kind, taken), "Content-Type")
    return kind


def body_of(request: Request, operation: Operation, schemas: Mapping[str, Schema]) -> Mapping[str, Any]:
    """The body as it fits. Raises ProblemError."""
    if not operation.takes:
        return {}
    media_type(request, (JSON,))
    found = _json(read_body(request) or b"")
    fit(found, schemas[operation.takes], schemas)
    body: Mapping[str, Any] = found
    return body


def _json(body: bytes) -> Any:
    """JSON without anything that cannot be kept as text: half a character, or a NUL."""
    try:
        found = json_of(body.decode("utf-8-sig"))
        plain = json.dumps(found, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise ProblemError(BAD, "not_text", said.not_text(error.start)) from error
    except UnicodeEncodeError as error:
        raise ProblemError(BAD, "not_text", said.half_a_character()) from error
    except (InputError, RecursionError) as error:
        why = error_said(error) if isinstance(error, InputError) else said.too_deep()
        raise ProblemError(BAD, "not_json", why) from error
    if b"\\u0000" in plain:
        raise ProblemError(BAD, "not_text", said.half_a_character())
    return found


def told_in_address(request: Request, parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """What is told in the address, and the defaults of what is not. Raises ProblemError."""
    known = {one.name: one for one in parameters}
    told: dict[str, Any] = {one.name: one.default for one in parameters}
    for name, text in [*request.query_params.multi_items(), *request.path_params.items()]:
        if name not in known:
            raise ProblemError(BAD, "unknown", said.no_parameter(name, list(known)), name)
        if len(request.query_params.getlist(name)) > 1:
            raise ProblemError(BAD, "twice", said.told_twice(name), name)
        told[name] = _read(known[name], str(text))
    return told


def _read(parameter: Parameter, text: str) -> Any:
    kind = parameter.schema.get("type", "string")
    value: Any = text
    if kind == "boolean":
        value = TRUTH.get(text, text)
    elif kind == "integer" and text.isascii() and text.removeprefix("-").isdecimal() and len(text) <= 16:  # noqa: PLR2004 - as long as an exact number can be
        value = int(text)
    try:
        fit(value, parameter.schema, {}, parameter.name)
    except ProblemError as error:
        raise ProblemError(error.status, error.code, error.why, parameter.name) from error
    return value
