"""The physio report made ready for its template: drawings, rows and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from sorewise.apps.books import Again
from sorewise.apps.day import rungs_of
from sorewise.apps.web.drawing.bodymap import drawn, svg, views
from sorewise.apps.web.drawing.charts import bars, lines
from sorewise.apps.web.drawing.where import level_of
from sorewise.apps.web.past.curves import PAIN, day_marks
from sorewise.apps.web.past.month import session_words, word_of
from sorewise.coach.hand_over import HandOver
from sorewise.engine.book import Rulebook
from sorewise.model.records import Profile
from sorewise.model.verdict import Place, Rungs
from sorewise.store import DecisionRecord
from sorewise.text import measures
from sorewise.text.needs import Manner
from sorewise.text.places import place
from sorewise.text.speech import capital, number, tr
from sorewise.text.web import history
from sorewise.text.web import report as said
from sorewise.training.look_back.calendar import CalendarDay

MOST_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything on the page in words and drawings. Without a sore place only days, training and rules are told."""

    span: str
    who: str
    where: str
    summary: Sequence[str]
    words_day: str
    words: Sequence[str]
    bodies: Sequence[Markup]
    course: Sequence[tuple[str, Markup]]
    days: Sequence[Sequence[str]]
    training: Sequence[Sequence[str]]
    before: Sequence[tuple[str, str, str]]
    referral: str = ""
    rules: Sequence[said.RuleSaid] = field(default_factory=list)
    left_out: str = ""
    rules_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What the paper is written from beside the hand-over: the verdicts that held, and the last referral."""

    profile: Profile
    held: Mapping[date, DecisionRecord]
    referral: DecisionRecord | None
    again: Again | None


def paper(found: HandOver, behind: Behind, book: Rulebook, manner: Manner) -> Paper:
    """The page; `manner` says whether private answers are on it."""
    again = behind.again
    return Paper(
        span=said.span_said(found.first, found.last),
        who=said.who(behind.profile.answers, found.last),
        where=capital(place(found.story.place)) if found.story else "",
        summary=_summary(found),
        words_day=measures.day(found.told_on) if found.told_on else "",
        words=_words(found, book, manner),
        bodies=_bodies(found, book),
        course=_course(found),
        days=[_row(one, found, behind, manner) for one in reversed(found.days) if _is_told(one)],
        training=_training(found, manner),
        before=_before(found),
        referral=_referral(behind.referral) if behind.referral else "",
        rules=said.rules_said(again.decision, again.book, manner) if again else [],
        left_out=said.left_out(again.decision, again.book, manner) if again else "",
        rules_gone=behind.referral is not None and again is None,
    )


def _referral(record: DecisionRecord) -> str:
    """How soon somebody was to look at it, as it was decided then."""
    referral, activity = rungs_of(record)
    return said.referral_said(Rungs(activity, referral), record.day)


def _words(found: HandOver, book: Rulebook, manner: Manner) -> list[str]:
    """What was answered, and whether alarming signs were asked for."""
    if found.told_on is None:
        return []
    answers, signs = said.own_words(found.answers, book.facts, manner), found.signs
    return [*answers, *said.signs_said(signs, book.facts, manner)]


def _summary(found: HandOver) -> list[str]:
    story = found.story
    if story is None or not story.days:
        return []
    counted = story.sore_days, len(story.days), len(found.days)
    last = story.days[-1]
    spells = [said.Since(one.start, one.last, one.worst) for one in found.spells]
    return list(said.paragraph(story.place, counted, (last.day, last.pain), spells))


def _bodies(found: HandOver, book: Rulebook) -> list[Markup]:
    """The three views as a clinician sees them, with the worst pain of each place; those with nothing are left out."""
    worst: dict[tuple[str, str], float] = {}
    for one in found.body.places:
        keys = {key for key in one.keys if key} or set(
            book.regions[one.place.region].keys if _is_known(one.place, book) else ()
        )
        for spot in drawn():
            if spot[0] in keys and (one.place.side in {None, spot[1]} or spot[1] == "none"):
                worst[spot] = max(worst.get(spot, 0), one.worst or 0)
    desc = said.body_desc([(one.place, one.worst) for one in found.body.places])
    lit = {view for spot in worst for view in drawn()[spot]}
    return [
        svg(
            view,
            levels={spot: max(1, level_of(book, pain)) for spot, pain in worst.items()},
            numbers={spot: number(pain) for spot, pain in worst.items() if pain},
            clinical=True,
            title=tr(history.VIEWS[view]),
            desc=desc,
            marks=(tr(said.LEFT), tr(said.RIGHT)),
            prefix="clinic",
        )
        for view in views()
        if view in lit
    ]


def _is_known(where: Place, book: Rulebook) -> bool:
    return where.region in book.regions


def _course(found: HandOver) -> list[tuple[str, Markup]]:
    """The pain of the place, and below it the minutes of training on the same days, each with its caption."""
    span = [one.day for one in found.days]
    minutes = [sum(session.minutes or 0 for session in one.sessions) or None for one in found.days]
    drawn = []
    if found.story is not None:
        by_day = {one.day: one.pain for one in found.story.days}
        where, pains = found.story.place, [by_day.get(day) for day in span]
        desc = said.course_desc(where, pains)
        title, series = tr(said.PAIN_CHART), {capital(place(where)): pains}
        drawn.append((title, lines(series, marks=day_marks(span), title=title, desc=desc, name="pain", span=PAIN)))
    if any(minutes):
        title, desc = tr(said.MINUTES_CHART), said.minutes_desc(minutes)
        drawn.append((title, bars(minutes, marks=day_marks(span), title=title, desc=desc, name="minutes")))
    return drawn


def _is_told(one: CalendarDay) -> bool:
    return bool(one.checked or one.sessions)


def _row(one: CalendarDay, found: HandOver, behind: Behind, manner: Manner) -> list[str]:
    """Day, pain of the place, other places, verdict, sessions."""
    story = found.story
    told = next((told for told in story.days if told.day == one.day), None) if story else None
    others = [spot for spot in one.spots if story is None or not _same(spot[0], story.place)]
    record = behind.held.get(one.day)
    return [
        one.day.isoformat(),
        "" if told is None else tr(history.SORE_NO_NUMBER) if told.pain is None else number(told.pain),
        history.spots_said(others),
        word_of(record) if record else "",
        "; ".join(session_words(session, manner) for session in one.sessions),
    ]


def _same(left: Place, right: Place) -> bool:
    return left.region == right.region and {left.side, right.side} != {"left", "right"}


def _training(found: HandOver, manner: Manner) -> list[list[str]]:
    unknown = tr(history.NOT_TOLD)
    return [
        [
            week.last.isoformat(),
            str(week.sessions),
            history.running(week.km, week.minutes, manner),
            unknown if week.longest_km is None else measures.distance(week.longest_km * 1000, manner),
            unknown if week.load is None else number(round(week.load)),
        ]
        for week in reversed(found.weeks)
    ]


def _before(found: HandOver) -> list[tuple[str, str, str]]:
    counts = found.before.counts[:MOST_BEFORE] if found.before else ()
    return [
        (history.before_said(one.what, one.ago), history.times_said(one.times, one.of), str(one.days)) for one in counts
    ]
