"""Answers of runs that a device kept while it was offline: judged again and kept, each once."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sorewise.apps.cases import json_of
from sorewise.apps.days import EARLIEST
from sorewise.apps.here import here
from sorewise.apps.web.in_run import Told, asked_in_run, check_in_of, kept
from sorewise.model.errors import InputError, SorewiseError
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import run_check as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.model.records import History
    from sorewise.store import DecisionRecord, Store

NAME = re.compile(r"check-[0-9a-f]{16}")
MOST_AT_ONCE = 100


def outcomes(body: bytes, store: Store) -> list[dict[str, object]]:
    """What became of each answer, so that one bad one holds up none. Raises InputError for what is no list of them."""
    try:
        items = json_of(body.decode())
    except UnicodeDecodeError as error:
        raise InputError(tr(said.NO_FORM)) from error
    if not isinstance(items, list) or len(items) > MOST_AT_ONCE:
        raise InputError(tr(said.NO_FORM))
    return [_outcome(item, store) for item in items]


def is_kept(history: History, name: str) -> bool:
    """Whether a check-in of this name is kept already."""
    return any(one.id == name for one in history.check_ins)


def _outcome(item: Any, store: Store) -> dict[str, object]:
    """Kept, or why not."""
    name = item.get("id") if isinstance(item, dict) else None
    try:
        record = _kept(item, store)
    except SorewiseError as error:
        return {"id": name, "kept": False, "why": error_said(error, here().book().facts)}
    return {"id": name, "kept": True, "headline": record.decision["headline"] if record else None}


def _kept(item: Any, store: Store) -> DecisionRecord | None:
    """Keep one answer; None if it is kept already. Raises InputError and AnswerError."""
    history, book = store.history(), here().book()
    told, at, name = _told(item, book), _at(item, history), str(item.get("id"))
    if not NAME.fullmatch(name):
        raise InputError(tr(said.NO_FORM))
    if is_kept(history, name):
        return None
    return kept(store, history, check_in_of(told, history, book, at, name))


def _told(item: Any, book: Rulebook) -> Told:
    answers, signs = (item.get("answers"), item.get("signs", [])) if isinstance(item, dict) else (None, None)
    if not isinstance(answers, dict) or not isinstance(signs, list) or not (answers or signs):
        raise InputError(tr(said.NO_FORM))
    known = all(name in asked_in_run(book) for name in answers) and all(str(sign) in book.safety_page for sign in signs)
    if not known:
        raise InputError(tr(said.NO_FORM))
    return Told(answers=answers, signs=tuple(map(str, signs)))


def _at(item: dict[str, Any], history: History) -> datetime:
    """When it was answered: in the runner's zone, or at the device's own offset while none was told."""
    try:
        at = datetime.fromisoformat(str(item.get("at"))).replace(microsecond=0)
    except ValueError as error:
        raise InputError(tr(said.NO_FORM)) from error
    if at.tzinfo is None or at.date() < EARLIEST:
        raise InputError(tr(said.NO_FORM))
    zone = history.profile.zone
    at = at if zone == "UTC" else at.astimezone(ZoneInfo(zone))
    return min(at, here().now(history.profile))  # a clock that is ahead is put right
