"""The table of operations as addresses: one a path, so that a method that it has not is told which it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.web.api.errors import ProblemError, answer_to, problem_of
from sorewise.apps.web.api.openapi import document
from sorewise.apps.web.api.operation import Call, Operation
from sorewise.apps.web.api.reading import body_of, told_in_address
from sorewise.apps.web.api.schemas import schemas_of
from sorewise.apps.web.api.table import BASE, OPERATIONS
from sorewise.model.errors import RulebookError, SorewiseError

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

NO_STORE = {"Cache-Control": "no-store"}


def openapi(_request: Request) -> Response:
    """The document."""
    return JSONResponse(document(_readable(chosen=True)), headers=NO_STORE)


def _readable(*, chosen: bool) -> Rulebook:
    """The rulebook by which a body is read; ours where the chosen one has a mistake, which whoever decides will say."""
    try:
        return here().chosen_book() if chosen else here().book()
    except RulebookError:
        return here().book_over(None)


def _handler(by_method: Mapping[str, Operation]) -> Callable[[Request], Any]:
    """What answers at one path."""
    streaming = next((one for one in by_method.values() if one.stream), None)
    if streaming is not None and streaming.stream is not None:
        return streaming.stream

    def handler(request: Request) -> Response:
        operation = by_method["GET" if request.method == "HEAD" else request.method]
        try:
            return _answered(operation, request)
        except ProblemError as error:
            return answer_to(error)
        except SorewiseError as error:
            return problem_of(error, request.url.path, _readable(chosen=operation.chosen).facts)

    return handler


def _answered(operation: Operation, request: Request) -> Response:
    told = told_in_address(request, operation.parameters)
    body = body_of(request, operation, schemas_of(_readable(chosen=operation.chosen))) if operation.takes else {}
    found = operation.answer(Call(request, body, told))
    return found if isinstance(found, Response) else JSONResponse(found, headers=NO_STORE)


def _routes() -> Iterator[Route]:
    paths: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = operation
    for path, by_method in paths.items():
        yield Route(BASE + path, _handler(by_method), methods=list(by_method))
    yield Route(f"{BASE}/openapi.json", openapi, methods=["GET"])


routes = list(_routes())
