"""The table of operations as an OpenAPI 3.1 document."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from sorewise import __version__
from sorewise.apps.web.api.answers import ref
from sorewise.apps.web.api.errors import BAD, CANNOT_BE, CONFLICT, MEDIA_TYPE, NOT_THAT_KIND, UNAVAILABLE
from sorewise.apps.web.api.operation import Operation, Parameter
from sorewise.apps.web.api.reading import JSON
from sorewise.apps.web.api.schemas import schemas_of
from sorewise.apps.web.api.table import BASE, OPERATIONS
from sorewise.text.web import api as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

ALWAYS = (BAD, 401, 403, CONFLICT, CANNOT_BE, UNAVAILABLE)
WITH_A_BODY = (413, NOT_THAT_KIND)


@lru_cache(maxsize=8)
def document(book: Rulebook) -> dict[str, Any]:
    """What the API is, for programs. In English: programs have no language."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(BASE + operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "sorewise", "version": __version__, "summary": said.WHAT, "description": said.HOW},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas_of(book)},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.says,
        "tags": [operation.verb.partition(" ")[0]],
        "responses": {"200": _answer(operation.media, operation.gives, "OK"), **_refusals(operation)},
    }
    if operation.parameters:
        found["parameters"] = [_parameter(one) for one in operation.parameters]
    if operation.takes:
        found["requestBody"] = {"required": True, "content": {JSON: {"schema": ref(operation.takes)}}}
    if operation.stream:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}, JSON: {"schema": {}}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _refusals(operation: Operation) -> dict[str, Any]:
    codes = {*ALWAYS, *operation.refuses, *(WITH_A_BODY if operation.method == "POST" else ())}
    return {str(code): _answer(MEDIA_TYPE, "Problem", HTTPStatus(code).phrase) for code in sorted(codes)}


def _answer(kind: str, schema: str, says: str) -> dict[str, Any]:
    return {"description": says, "content": {kind: {"schema": ref(schema)}}}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    default = {} if parameter.default is None else {"default": parameter.default}
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.means,
        "schema": {**parameter.schema, **default},
    }
