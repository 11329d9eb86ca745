"""The page of the coming mornings: legs and places, this morning, how it went, what was learned, and where from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sorewise.apps.ahead.keeping import HELD_BACK
from sorewise.apps.web.ahead.seen import Ground, seen, ways_seen
from sorewise.apps.web.ahead.went import came_seen, next_mornings, scores_seen
from sorewise.text import forecast as words
from sorewise.text import forecast_score as score_words
from sorewise.text import learned as learned_words
from sorewise.text.measures import days
from sorewise.text.speech import tr

if TYPE_CHECKING:
    from sorewise.apps.ahead.coming import Ahead
    from sorewise.model.learned import Outcome

MOST = 6
"""So many sentences of one kind are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences of one kind."""

    title: str
    sentences: Sequence[str]


def views(found: Ahead) -> dict[str, Any]:
    """Everything but the outcome of advice. Where nothing may be shown of the coming mornings, nothing is drawn."""
    forecast, regions = found.shown, found.book.regions
    limit = found.limit if forecast.scale == "pain" else None
    ground = Ground(forecast=forecast, told=found.told, limit=limit, regions=regions, uncharted=found.uncharted)
    legs = seen(forecast.legs, ground, "legs") if forecast.legs and not forecast.not_yet else None
    places = [seen(one, ground, f"place-{n}") for n, one in enumerate(words.places_apart(forecast))] if legs else []
    readiness = found.learned.readiness
    return {
        "legs": legs,
        "made": words.made_said(forecast),
        "ways": ways_seen(forecast) if legs else None,
        "places": [one for one in places if one],
        "held_back": forecast.not_yet in HELD_BACK,
        "why": words.not_yet_said(forecast),
        "readiness": list(learned_words.readiness_lines(readiness)) if readiness else [],
        "source": words.source_said(forecast),
        "groups": groups(found),
        "group_notes": _group_notes(found),
        **_went(found),
    }


def _went(found: Ahead) -> dict[str, Any]:
    """How the kept forecasts went."""
    went = found.went
    head, rows = scores_seen(went.scores)
    lines = [score_words.level_said(went.level, moved=went.moved)]
    lines.append(score_words.average_said(shown=went.average, enough=went.enough))
    return {
        "score_head": head,
        "score_rows": rows,
        "score_errors": any(map(score_words.has_error, went.scores)),
        "went": lines if went.scores else [score_words.no_scores(went.kept)],
        "came": came_seen(next_mornings(went.scored), found.told, found.forecast.scale, found.now.date()),
    }


def groups(found: Ahead) -> list[Group]:
    """What was learned, heading by heading; one without anything to say is left out."""
    learned, regions = found.learned, found.book.regions
    oftener = [one for one in learned.precedes if one.after.value > one.other.value][:MOST]
    kinds = (
        (learned_words.RETURNS, [learned_words.return_said(one, regions) for one in learned.returns[:MOST]]),
        (learned_words.RESPONSES, [learned_words.response_said(one) for one in learned.responses]),
        (learned_words.PRECEDES, [learned_words.precede_said(one, regions) for one in oftener]),
    )
    return [Group(title=tr(title), sentences=said) for title, said in kinds if said]


def _group_notes(found: Ahead) -> list[str]:
    """What has to be said of what was learned, whichever of it there is."""
    learned = found.learned
    likely = [learned_words.LIKELY] if learned.responses or learned.precedes else []
    notes = [*likely, *([learned_words.MANY] if learned.precedes else [])]
    any_ = learned.returns or notes
    return [*map(tr, notes), *([tr(learned_words.AS_SEEN, days=days(learned.days))] if any_ else [])]


def outcome_groups(outcomes: Sequence[Outcome]) -> list[tuple[str, list[tuple[str, str]]]]:
    """After each verdict: what was done, and how the mornings after went."""
    return [(learned_words.outcome_title(one), learned_words.outcome_rows(one)) for one in outcomes]


def outcome_notes(outcomes: Sequence[Outcome], window: int) -> list[str]:
    """What has to be said of the counts; `window` is of how many days they are."""
    if not outcomes:
        return []
    nothing = any(one.nothing.all for one in outcomes)
    seen_in = tr(learned_words.AS_SEEN, days=days(window))
    return [seen_in, tr(learned_words.COUNTS), *([tr(learned_words.NOTHING_MAY_BE)] if nothing else [])]
