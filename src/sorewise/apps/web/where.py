"""What the page of the body map shows: every place with what was chosen and how much it hurts."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData

from sorewise.apps.web.draft import place_of
from sorewise.apps.web.forms import text, texts
from sorewise.engine.book import Rulebook
from sorewise.model.records import CheckIn
from sorewise.text.speech import number


def where_context(check_in: CheckIn, book: Rulebook, sent: FormData | None) -> dict[str, Any]:
    """`chosen`: pain as text ("" where it was not told) by the token of its place, as sent or as answered before."""
    return {"chosen": _sent(sent) if sent is not None else _answered(check_in), "regions": book.regions}


def _sent(form: FormData) -> dict[str, str]:
    return {token: text(form, f"pain.{token}") for token in dict.fromkeys(texts(form, "spot"))}


def _answered(check_in: CheckIn) -> dict[str, str]:
    found = {}
    for spot in check_in.spots:
        pain = spot.answers.get("pain")
        told = isinstance(pain, int | float) and not isinstance(pain, bool)
        place = place_of(spot)
        found[f"{place.key or place.region}.{place.side or 'none'}"] = number(float(pain)) if told else ""  # type: ignore[arg-type]  # - told apart
    return found
