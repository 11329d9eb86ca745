"""One name for a situation under a rulebook: the same over processes, and whatever the order of its sessions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.model.week import Situation

UNORDERED = ("plan", "done", "chances", "kept", "wishes", "absences", "sports", "clinician_plans", "places", "anyway")


def name_of(situation: Situation, book: Rulebook) -> str:
    """SHA-256 over everything that the planner reads, and the version of the rulebook."""
    told = {"rulebook": book.version, "situation": _plain(situation)}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any, name: str = "") -> Any:
    """Plain data; what has no order of its own is sorted by what it says."""
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name), part.name) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        plain = [_plain(inner) for inner in value]
        return sorted(plain, key=lambda one: json.dumps(one, sort_keys=True)) if name in UNORDERED else plain
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)
