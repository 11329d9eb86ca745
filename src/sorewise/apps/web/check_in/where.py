"""What the page of the body map shows: every place with what was chosen there and how much it hurts."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData

from sorewise.apps.web.check_in.answers import number_of
from sorewise.apps.web.check_in.draft import token_of
from sorewise.apps.web.drawing.where import where
from sorewise.apps.web.forms import text, texts
from sorewise.engine.book import Rulebook
from sorewise.model.records import CheckIn
from sorewise.text.web import body


def where_context(check_in: CheckIn, book: Rulebook, sent: FormData | None) -> dict[str, Any]:
    """The places with their pain (None: not told), as they were just sent or as they were answered before."""
    told = _answered(check_in) if sent is None else _sent(sent)
    return {"where": where(book, told), "body": body}


def _sent(form: FormData) -> dict[str, float | None]:
    return {token: _number(number_of(text(form, f"pain.{token}"))) for token in texts(form, "spot")}


def _answered(check_in: CheckIn) -> dict[str, float | None]:
    return {token_of(spot): _number(spot.answers.get("pain")) for spot in check_in.spots}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
