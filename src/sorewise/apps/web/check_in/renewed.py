"""A check-in that was begun before, as it stands now: its moment, and what the rulebook still knows of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sorewise.apps.draft import UNPLACED
from sorewise.apps.web.check_in.draft import SAFETY, Draft, Shown, is_at
from sorewise.engine.book import Rulebook
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError
from sorewise.model.records import CheckIn, History, Spot

SITTING = timedelta(hours=1)
"""As long as somebody may stay on one screen while midnight comes."""


def moment(history: History, now: datetime) -> datetime:
    """Now; but not before what was told today already, so that the last word counts as the last.

    A clock that ran ahead and was set back would otherwise put a warning before the verdict it takes back.
    """
    return max([now, *(one.at for one in history.check_ins if one.day == now.date())])


def of_today(draft: Draft, touched: datetime, now: datetime) -> Draft | None:
    """The draft at this moment; None for one of an earlier day, unless midnight came between two of its screens.

    A verdict is of the moment it is given at, not of the one its first question was asked at.
    """
    if draft.check_in.day < now.date() and now - touched > SITTING:
        return None
    return replace(draft, check_in=replace(draft.check_in, at=now))


def fitted(draft: Draft, book: Rulebook) -> Draft:
    """The draft under this rulebook. Another one than it was answered by may ask other signs: they are asked again."""
    if draft.book == book.version:
        return draft
    check_in = replace(fitting(draft.check_in, book), safety=None)
    seen = (replace(one, facts=tuple(name for name in one.facts if name in book.facts)) for one in draft.seen)
    return Draft(check_in=check_in, seen=tuple(one for one in seen if _is_left(one, check_in)), book=book.version)


def _is_left(shown: Shown, check_in: CheckIn) -> bool:
    there = shown.place is None or any(is_at(spot, shown.place) for spot in check_in.spots)
    return there and shown.page != SAFETY


def fitting(check_in: CheckIn, book: Rulebook) -> CheckIn:
    """The check-in without what this rulebook has no name for. A place it does not know stays sore somewhere."""
    known = check_in.safety is not None and all(sign in book.safety_page for sign in check_in.safety)
    return replace(
        check_in,
        answers=_fitting(check_in.answers, book),
        spots=tuple(_placed(spot, book) for spot in check_in.spots),
        safety=check_in.safety if known else None,
    )


def _placed(spot: Spot, book: Rulebook) -> Spot:
    answers = _fitting(spot.answers, book)
    if book.region_of_key.get(spot.key or spot.region) == spot.region:
        return replace(spot, answers=answers)
    known = book.region_of_key.get(spot.region) == spot.region
    return replace(spot, region=spot.region if known else UNPLACED, key=None, answers=answers)


def _fitting(answers: Mapping[str, Any], book: Rulebook) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if _is_known(name, value, book)}


def _is_known(name: str, value: Any, book: Rulebook) -> bool:
    try:
        return name in book.facts and checked_value(book.facts[name], value) is not None
    except AnswerError:
        return False
