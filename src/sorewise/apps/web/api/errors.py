"""Every refusal in one shape: `application/problem+json` (RFC 9457) with what, where, why and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from sorewise.model.errors import AnswerError, InputError, RulebookError, SorewiseError
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import api as said

MEDIA_TYPE = "application/problem+json"
BAD, NOT_FOUND, CONFLICT, NOT_THAT_KIND, CANNOT_BE, UNAVAILABLE = 400, 404, 409, 415, 422, 503


class ProblemError(Exception):
    """A request that is not taken: `why` is a sentence, `where` names the place in what was sent."""

    def __init__(self, status: int, code: str, why: str, where: str = "") -> None:
        """Keep what the answer needs."""
        super().__init__(why)
        self.status = status
        self.code = code
        self.why = why
        self.where = where


class ProblemResponse(JSONResponse):
    """JSON that says of itself that it is a refusal."""

    media_type = MEDIA_TYPE


def problem(
    status: int, code: str, why: str, *, where: str = "", title: str = "", headers: Mapping[str, str] | None = None
) -> ProblemResponse:
    """The answer to a request that is not taken; `code` is for programs, all else is said for people."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title or tr(said.TITLES.get(code, said.NOT_TAKEN)),
        "status": status,
        "error": code,
        "where": where,
        "detail": why,
        "what_to_do": tr(said.TO_DO.get(code, said.MEND)),
    }
    return ProblemResponse(body, status, {**dict(headers or {}), "Cache-Control": "no-store"})


def problem_of(error: SorewiseError, where: str, facts: Mapping[str, Any]) -> ProblemResponse:
    """What the runner, the rulebook or the disk did not allow."""
    sentence = error_said(error, facts)
    match error:
        case AnswerError():
            return problem(BAD, error.code, sentence, where=where)
        case InputError(values={"age": _}):  # a parent has to speak first: it is the profile that does not allow it
            return problem(CONFLICT, "parent", sentence, where=where)
        case InputError():
            return problem(CANNOT_BE, error.code, sentence, where=where)
        case RulebookError():
            return problem(CONFLICT, error.code, sentence, where=where)
    return problem(UNAVAILABLE, error.code, sentence, where=where)


def answer_to(error: ProblemError) -> ProblemResponse:
    """The answer to one of our own."""
    return problem(error.status, error.code, error.why, where=error.where)
