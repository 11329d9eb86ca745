"""The coming mornings on the verdict page: what was forecast when the verdict was given, below everything it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sorewise.apps.here import here
from sorewise.apps.web.ahead.seen import BACK_DAYS, Ground, Seen, Ways, seen, ways_seen
from sorewise.text import forecast as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sorewise.model.forecast import Forecast
    from sorewise.model.records import History
    from sorewise.store import DecisionRecord, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands below a verdict; `lines` say why there is nothing to draw, `readiness` how this morning was told."""

    legs: Seen | None
    ways: Ways | None
    lines: Sequence[str] = ()
    readiness: Sequence[str] = ()


def forecast_with(store: Store, held: DecisionRecord, history: History) -> Forecast | None:
    """What was forecast when this verdict was given; made now, and kept, where it is looked at for the first time.

    The verdict itself does not wait for it: it is the page that does. What another release kept and nobody can read is
    made anew, and left as it is.
    """
    from sorewise.apps.ahead.keeping import forecast_after
    from sorewise.apps.ahead.kept import stored

    return stored(held) or forecast_after(store, held, history=history)


def beside(store: Store, held: DecisionRecord, made: Forecast, history: History) -> Beside | None:
    """What was forecast with this verdict; None where it must not stand beside it."""
    from sorewise.apps.ahead.keeping import HELD_BACK, shown_beside

    found = shown_beside(store, held, made)
    if found.not_yet in HELD_BACK:
        return None
    ground = ground_of(found, history, held.at)
    legs = seen(found.legs, ground, "fan") if found.legs and not found.not_yet else None
    if legs is None:
        reason = words.not_yet_said(found)
        return Beside(legs=None, ways=None, lines=[reason]) if reason else None
    return Beside(legs=legs, ways=ways_seen(found), readiness=_readiness(history, held.at))


def _readiness(history: History, now: datetime) -> Sequence[str]:
    """This morning beside the runner's own usual; nothing before there is one."""
    from sorewise.text.learned import readiness_lines
    from sorewise.training.learned.ground import YEAR
    from sorewise.training.learned.runner import readiness_of
    from sorewise.training.windows import Windows

    year = _since(history, now.date() - timedelta(days=YEAR))
    found = readiness_of(year, now, windows=Windows.from_thresholds(here().book().numbers))
    return list(readiness_lines(found)) if found else ()


def ground_of(found: Forecast, history: History, now: datetime) -> Ground:
    """What its places are drawn from."""
    from sorewise.apps.ahead.sorest import told_on, uncharted

    book, told = here().book(), lately(found, history, now)
    limit = book.number("week_sore_hard") if found.scale == "pain" else None
    place = uncharted(told_on(told, found), book, found)
    return Ground(forecast=found, told=told, limit=limit, regions=book.regions, uncharted=place)


def lately(found: Forecast, history: History, now: datetime) -> Mapping[tuple[str | None, date], int]:
    """What was told on the last mornings."""
    from sorewise.planning.ahead import told_of

    return told_of(here().book(), _since(history, found.day - timedelta(days=BACK_DAYS)), now)


def _since(history: History, first: date) -> History:
    """The mornings and nights from a day on, and nothing else: of the many before them nothing is looked at."""
    check_ins = tuple(one for one in history.check_ins if one.day >= first)
    nights = tuple(one for one in history.nights if one.day >= first)
    return replace(history, check_ins=check_ins, nights=nights, sessions=(), plan=())
