"""What an operation of the API is: one row of the table that routes, document and page are made of."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

Schema = Mapping[str, Any]
"""A part of JSON Schema, as OpenAPI 3.1 has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something told in the address. `means` is a sentence."""

    name: str
    means: str
    schema: Schema
    place: Literal["query", "path"] = "query"
    default: Any = None


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read and found to fit: the body, and what was told in the address."""

    request: Request
    body: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)


def _nothing(_call: Call) -> None:
    """What streams answers by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One verb. `takes` and `gives` name schemas; `refuses` holds statuses beyond those that any operation may give.

    `chosen` is whether the rulebook that the runner chose reads the body, as it does on the command line. `stream`
    takes the place of `answer` where a body is too large to be held. `media` is of the answer.
    """

    verb: str
    path: str
    says: str
    gives: str
    answer: Callable[[Call], Any] = _nothing
    method: Literal["GET", "POST"] = "GET"
    takes: str = ""
    parameters: tuple[Parameter, ...] = ()
    refuses: tuple[int, ...] = ()
    chosen: bool = True
    media: str = "application/json"
    stream: Callable[[Request], Coroutine[Any, Any, Response]] | None = None

    @property
    def id(self) -> str:
        """Its name in the document: the verb, with what tells it from others of that verb."""
        parts = [part for part in self.path.split("/") if part and "{" not in part]
        return (
            "_".join((self.method.lower(), *parts, *(["one"] if "{" in self.path else [])))
            .replace("-", "_")
            .replace(".", "_")
        )
