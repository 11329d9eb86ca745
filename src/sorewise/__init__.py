"""sorewise: do I run today with sore legs? Answered by cited, visible rules.

from sorewise import load, open_door, decide
book = load()
decision = decide(book, open_door(book, {"pain": 2, "regions": ["quad"], "side": "both", "safety": "none"}))
print(decision.headline, decision.fired)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sorewise.model.release import __version__

if TYPE_CHECKING:
    from sorewise.engine.ask import Asked, ask
    from sorewise.engine.book import Rulebook
    from sorewise.engine.change import what_would_change
    from sorewise.engine.decide import decide
    from sorewise.engine.rules import load
    from sorewise.engine.state import open_door
    from sorewise.model.decision import Decision, Reason
    from sorewise.model.errors import SorewiseError
    from sorewise.model.forecast import Forecast
    from sorewise.model.plan import PlannedSession
    from sorewise.model.records import CheckIn, History, Night, Profile, Session, Spot
    from sorewise.model.verdict import Adjustment
    from sorewise.morning import Morning
    from sorewise.planning.ahead import forecast_of


__all__ = [
    "Adjustment",
    "Asked",
    "CheckIn",
    "Decision",
    "Forecast",
    "History",
    "Morning",
    "Night",
    "PlannedSession",
    "Profile",
    "Reason",
    "Rulebook",
    "Session",
    "SorewiseError",
    "Spot",
    "__version__",
    "ask",
    "decide",
    "forecast_of",
    "load",
    "open_door",
    "what_would_change",
]

HOMES = {
    "engine.ask": ("Asked", "ask"),
    "engine.book": ("Rulebook",),
    "engine.change": ("what_would_change",),
    "engine.decide": ("decide",),
    "engine.rules": ("load",),
    "engine.state": ("open_door",),
    "model.errors": ("SorewiseError",),
    "model.forecast": ("Forecast",),
    "model.records": ("CheckIn", "History", "Night", "PlannedSession", "Profile", "Session", "Spot"),
    "model.decision": ("Decision", "Reason"),
    "model.verdict": ("Adjustment",),
    "morning": ("Morning",),
    "planning.ahead": ("forecast_of",),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts quickly."""
    home = next((home for home, names in HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'sorewise' has no attribute {name!r}")
    return getattr(import_module(f"sorewise.{home}"), name)
