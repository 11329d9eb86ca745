"""What a physiotherapist is handed: a sore place over some weeks, the days around it, and the training of six weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sorewise.model.records import Answers, CheckIn, History
from sorewise.model.verdict import Place
from sorewise.training.look_back.before import Before, before_spells
from sorewise.training.look_back.calendar import CalendarDay, calendar
from sorewise.training.look_back.doings import doings
from sorewise.training.look_back.ground import SHOWN_DAYS, look
from sorewise.training.look_back.heat import Heat, heat
from sorewise.training.look_back.soreness import Story, stories
from sorewise.training.look_back.spells import Spell, spells
from sorewise.training.look_back.weeks import Week, weeks
from sorewise.training.windows import DEFAULT, Windows

TRAINING_WEEKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Everything on the page, as data.

    `places` are those that were sore in the span, `story` is the one the page is about (None: nothing was sore).
    `spells` are its spells of half a year, the newest first. `answers` are what the last check-in that listed it told,
    on `told_on`, and `signs` what it ticked on the safety page (None: not sent). `days` are those of the span, `weeks`
    end with its last day.
    """

    first: date
    last: date
    places: tuple[Place, ...]
    story: Story | None
    spells: tuple[Spell, ...]
    before: Before | None
    told_on: date | None
    answers: Answers
    signs: tuple[str, ...] | None
    body: Heat
    days: Sequence[CalendarDay]
    weeks: Sequence[Week]


def hand_over(
    history: History,
    now: datetime,
    held: Mapping[date, str],
    *,
    days: int,
    place: Place | None = None,
    spike_pct: float,
    windows: Windows = DEFAULT,
) -> HandOver:
    """Gather the page of the last `days` up to `now` (aware).

    `held` maps a day to the headline code of the verdict that held. `place` is the one the page is about; without it,
    or where it was not sore, the one that was sore last. Raises ValueError for a time without an offset.
    """
    ground = look(history, now, days=SHOWN_DAYS + days, windows=windows)
    last, first = ground.today, ground.today - timedelta(days=days - 1)
    told = stories(ground)
    body = heat(told, last, days=days)
    chosen = _chosen(told, [one.place for one in body.places], place, first, last)
    found = tuple(one for one in spells(ground) if chosen and one.place == chosen.place)
    before = before_spells(found, doings(ground, spike_pct))
    check_in = _last_told(history.check_ins, chosen, first, last)
    return HandOver(
        first=first,
        last=last,
        places=tuple(one.place for one in body.places),
        story=chosen and replace(chosen, days=chosen.between(first, last)),
        spells=found[::-1],
        before=before[0] if before else None,
        told_on=check_in.day if check_in else None,
        answers=(check_in and chosen and _answers(check_in, chosen)) or {},
        signs=check_in.safety if check_in else None,
        body=body,
        days=calendar(ground, held, first, last),
        weeks=weeks(ground, count=TRAINING_WEEKS),
    )


def _chosen(told: Sequence[Story], sore: Sequence[Place], place: Place | None, first: date, last: date) -> Story | None:
    """The place asked for, or the one that was sore last; of several the one with the worst pain that day."""
    of_span = [story for story in told if story.place in sore]
    asked = next((story for story in of_span if story.place == place), None)
    return asked or max(of_span, key=lambda story: _recency(story, first, last), default=None)


def _recency(story: Story, first: date, last: date) -> tuple[date, float]:
    return max((one.day, one.pain or 0) for one in story.between(first, last) if one.sore)


def _last_told(check_ins: Sequence[CheckIn], story: Story | None, first: date, last: date) -> CheckIn | None:
    """The last check-in of the span that listed the place."""
    listing = [one for one in check_ins if first <= one.day <= last and story and _answers(one, story) is not None]
    return max(listing, key=lambda one: one.at, default=None)


def _answers(check_in: CheckIn, story: Story) -> Answers | None:
    """What a check-in told of the place and of the whole body; None if it did not list the place."""
    for spot in check_in.spots:
        if spot.region == story.place.region and {spot.side, story.place.side} != {"left", "right"}:
            return {**check_in.answers, **spot.answers}
    return None
