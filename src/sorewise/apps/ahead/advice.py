"""How the mornings after each verdict went: kept verdicts beside what was done and told. Counts, and no cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sorewise.apps.ahead.left import per
from sorewise.apps.day import holding
from sorewise.apps.plan.coming import read
from sorewise.model.learned import Advised, Linked, Outcome
from sorewise.model.records import History
from sorewise.store import DecisionRecord, Store

DAYS = 365
"""So far back verdicts are read."""
MINUTE_S = 60


def outcomes_of(
    store: Store,
    history: History,
    now: datetime,
    told: Mapping[tuple[str | None, date], int],
    *,
    days: int = DAYS,
) -> tuple[Outcome, ...]:
    """The counts of the last days, the mildest verdict first; `told` is what each morning told."""
    from sorewise.training.learned.outcome import outcomes

    return outcomes(links_of(store, history, now, told, days=days))


def links_of(
    store: Store,
    history: History,
    now: datetime,
    told: Mapping[tuple[str | None, date], int],
    *,
    days: int = DAYS,
) -> tuple[Linked, ...]:
    """Each of the last days with a verdict: what was done on it, and how the mornings before and after were."""
    from sorewise.training.done import done_sessions
    from sorewise.training.learned.outcome import linked

    records = store.decisions(now.date() - timedelta(days=days), now.date())
    done = done_sessions(history, now, days=days)
    return linked(advised(records), done, told, now.date())


def advised(records: Iterable[DecisionRecord]) -> Iterator[Advised]:
    """What the verdict that held left of each day."""
    by_day: dict[date, list[DecisionRecord]] = {}
    for record in records:
        by_day.setdefault(record.day, []).append(record)
    for day, some in sorted(by_day.items()):
        held = holding(some)
        if held is not None and held.decision.get("status") != "safety_open":
            yield _advised(day, held)


def _advised(day: date, held: DecisionRecord) -> Advised:
    verdict, planned = read(held), (held.planned or {}).get("planned")
    seconds = planned.get("duration_s") if isinstance(planned, Mapping) else None
    return Advised(
        day=day,
        activity=verdict.activity,
        share=verdict.share,
        planned_minutes=per(seconds, MINUTE_S),
        minutes=verdict.minutes,
        km=verdict.km,
    )
