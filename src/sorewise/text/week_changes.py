"""What becomes of a session of the week, and why: in one line beside it, and in full where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.model.week import PlanChange, Standing, WeekReason
from sorewise.text import measures
from sorewise.text.needs import WeekBook, WeekRuleWords
from sorewise.text.page import Line, block
from sorewise.text.reasons import sources_said
from sorewise.text.session import planned_said
from sorewise.text.speech import capital, listed, mark, tr
from sorewise.text.week_values import values_said
from sorewise.text.week_words import NAMES, Telling, day_named, session_named, short_day, standing_said, stands_said
from sorewise.text.words import grade

YOUR_MOVE = mark("That is your own move.")
NO_LESS = mark("No rule asks for less any more.")
FITS_BETTER = mark("No rule asks for it; the week fits better this way.")
BECOMES = {
    "easy": mark("{session} becomes an easy run."),
    "easy_50": mark("{session} becomes a short easy run."),
    "cross_train": mark("{session} becomes movement without impact."),
    "run_walk": mark("{session} becomes running and walking in turns."),
}
MOVED, MOVED_OTHERWISE = mark("{session} moves to {day}."), mark("{session} moves to {day}: {now}.")
NOW = mark("{session}: {now}.")
AGAIN, AS_PLANNED = mark("{session} is in the week again."), mark("{session} is as planned again.")
SHARES = {"share_80": 80, "share_70": 70, "share_50": 50, "easy_50": 50}


def change_said(change: PlanChange, on: Telling) -> str:
    """What becomes of it and why, in one line.

    "Thursday's tempo run moves to Friday. Hard sessions stand two days apart. It begins with Tuesday's interval
    session. Today is for easy running, so nothing hard."
    """
    return " ".join([what_said(change, on), why_said(change, on)])


def changes_said(changes: Sequence[PlanChange], on: Telling) -> Iterator[Line]:
    """Every change in a line; what is left out for the same reason is one of them."""
    left_out: dict[str, list[PlanChange]] = {}
    for change in changes:
        if _is_left_out(change):
            left_out.setdefault(why_said(change, on), []).append(change)
    for change in changes:
        alike = left_out.get(why_said(change, on), []) if _is_left_out(change) else []
        if len(alike) <= 1:
            yield Line(change_said(change, on), "item", about=change.session)
        elif change is alike[0]:
            names = [session_named(one.session, on, one.before.day) for one in alike]
            said = tr("{sessions} are left out.", sessions=capital(listed(names)))
            yield Line(f"{said} {why_said(change, on)}", "item", about=change.session)


def _is_left_out(change: PlanChange) -> bool:
    return change.after.kind is None and change.decision != "missed"


def what_said(change: PlanChange, on: Telling) -> str:
    """What becomes of it: "Thursday's tempo run moves to Friday."."""
    session = capital(session_named(change.session, on, change.before.day))
    before, after = change.before, change.after
    if change.decision == "missed":
        return tr("{session} was missed and is not made up.", session=session)
    if after.kind is None:
        return tr("{session} is left out.", session=session)
    if after.day != before.day:
        day = day_named(after.day, on.today)
        said = MOVED if _same_content(before, after) else MOVED_OTHERWISE
        return tr(said, session=session, day=day, now=_now(change, on))
    return _on_its_day(change, session, on)


def _on_its_day(change: PlanChange, session: str, on: Telling) -> str:
    before, after = change.before, change.after
    if after == change.original:
        return tr(AGAIN if before.kind is None else AS_PLANNED, session=session)
    if before.kind is None:
        return tr("{session} is in the week again: {now}.", session=session, now=_now(change, on))
    if after.kind != before.kind or "run_walk" in {before.form, after.form}:
        return tr(BECOMES.get(after.form, NOW), session=session, now=_now(change, on))
    return _resized(change, session, on)


def why_said(change: PlanChange, on: Telling) -> str:
    """The rule it is for, and the session with which it begins or that stands beside it."""
    if not change.reasons:
        return tr(_without_rule(change, on))
    reason = _main(change, on)
    return " ".join(part for part in (_says(reason, on), _beside(change, reason, on)) if part)


def _main(change: PlanChange, on: Telling) -> WeekReason:
    """The reason that is told where there is room for one: what somebody has to look at, else the first."""
    flags = (one for one in change.reasons if one.rule in on.book.week and on.book.week[one.rule].red_flag)
    return next(flags, change.reasons[0])


def _without_rule(change: PlanChange, on: Telling) -> str:
    placement = on.placements.get(change.session)
    if placement is not None and placement.by == "runner":
        return YOUR_MOVE
    return NO_LESS if change.after.form == "as_planned" != change.before.form else FITS_BETTER


def rules_said(rules: Sequence[str], book: WeekBook) -> Iterator[str]:
    """Rules of the week in their own words; one that there is no more says nothing."""
    return (tr(book.week[rule].says) for rule in dict.fromkeys(rules) if rule in book.week)


def why_lines(name: str, on: Telling) -> Iterator[Line]:
    """All that is known of one session of the week: as planned, as it stood, as it is now, and every reason."""
    session, change, placement = on.sessions[name], on.changes.get(name), on.placements.get(name)
    yield Line(capital(session_named(name, on)), "heading")
    yield Line(
        tr("Planned: {day}, {session}", day=short_day(session.day), session=planned_said(session, on.manner)),
        "text" if change is None else "struck",
    )
    if change is None:
        yield from _unchanged(name, on)
    else:
        if change.before != change.original:
            yield Line(tr("So far: {standing}", standing=_standing(change, change.before, on)), "struck")
        yield Line(tr("Now: {standing}", standing=_standing(change, change.after, on)), "new")
        yield Line(what_said(change, on))
        yield from block(tr("Why"), _reasons(change, on))
        yield from block(tr("It began with"), _chain(change, on))
    if placement is not None and placement.anyway:
        yield from block(tr("You set aside"), (_rule_line(rule, on) for rule in placement.anyway))


def _unchanged(name: str, on: Telling) -> Iterator[Line]:
    placement, session = on.placements.get(name), on.sessions[name]
    if session.status == "missed" and (placement is None or placement.form == "drop"):
        yield Line(tr("It was missed and is not made up."), "new")
        return
    if placement is None or (placement.day == session.day and placement.form == "as_planned"):
        yield Line(tr("It stays as planned."), "new")
        return
    stands = on.stands.get(name)
    now = stands_said(stands, placement.form, on.manner)
    yield Line(tr("Now: {standing}", standing=f"{short_day(placement.day)}, {now}"), "new")
    yield Line(tr("You moved it yourself.") if placement.by == "runner" else tr("You agreed to that."))
    yield from block(tr("Why"), (_rule_line(rule, on) for rule in placement.rules))


def _reasons(change: PlanChange, on: Telling) -> Iterator[Line]:
    if not change.reasons:
        yield Line(tr(_without_rule(change, on)))
    for reason in change.reasons:
        rule = on.book.week.get(reason.rule)
        yield _rule_line(reason.rule, on)
        if rule is not None and rule.because:
            yield Line(tr(rule.because), "text", 1)
        if reason.partner:
            yield Line(tr("The other session: {session}.", session=session_named(reason.partner, on)), "text", 1)
        if facts := values_said(reason.values, on.manner, reason.rule):
            yield Line(tr("What it read: {facts}", facts="; ".join(facts)), "text", 1)
        proof = (
            tr("Tried: without this rule the change would not be needed.")
            if reason.proved
            else tr("Put back, the session would break this rule; there may be more to it.")
        )
        yield Line(proof, "text", 1)
        if rule is not None:
            yield Line(_behind(rule, on), "quiet", 1)


def _chain(change: PlanChange, on: Telling) -> Iterator[Line]:
    """The changes that led to this one, nearest first."""
    for name in change.because_of:
        if name in on.changes:
            yield Line(what_said(on.changes[name], on), "item", about=name)
            if on.changes[name].reasons:
                yield Line(_says(_main(on.changes[name], on), on), "text", 1)


def _rule_line(rule: str, on: Telling) -> Line:
    known = on.book.week.get(rule)
    return Line(tr(known.says) if known and known.says else rule, "item", about=rule)


def _behind(rule: WeekRuleWords, on: Telling) -> str:
    return tr(
        "[{id}] {grade}; sources: {sources}; clinical review: {review}",
        id=rule.id,
        grade=grade(rule.grade),
        sources=sources_said(rule.sources, on.book),
        review=tr("none yet") if rule.review == "none" else rule.review,
    )


def _beside(change: PlanChange, reason: WeekReason, on: Telling) -> str:
    if change.because_of:
        root = change.because_of[-1]
        begins = tr("It begins with {session}.", session=session_named(root, on))
        its = [_main(on.changes[root], on)] if root in on.changes and on.changes[root].reasons else []
        says = [_says(one, on) for one in its if one.rule != reason.rule]
        return " ".join([begins, *says])
    if reason.partner:
        stands = on.placements.get(reason.partner)
        partner = session_named(reason.partner, on, stands.day if stands else None)
        return tr("The other one is {session}.", session=partner)
    return ""


def _says(reason: WeekReason, on: Telling) -> str:
    rule = on.book.week.get(reason.rule)
    return tr(rule.says) if rule is not None and rule.says else reason.rule


def _now(change: PlanChange, on: Telling) -> str:
    session = on.sessions.get(change.session)
    if session is None:
        return tr(NAMES[change.after.kind]) if change.after.kind else ""
    return standing_said(session, change.after, on.manner)


def _standing(change: PlanChange, standing: Standing, on: Telling) -> str:
    said = standing_said(on.sessions[change.session], standing, on.manner)
    return tr("{day}, {session}", day=short_day(standing.day), session=said)


def _same_content(before: Standing, after: Standing) -> bool:
    same = (before.kind, before.duration_s, before.distance_m) == (after.kind, after.duration_s, after.distance_m)
    return same and (before.form == "run_walk") == (after.form == "run_walk")


def _resized(change: PlanChange, session: str, on: Telling) -> str:
    before, after = change.before, change.after
    if before.distance_m and after.distance_m and before.distance_m != after.distance_m:
        sizes = [measures.distance(one, on.manner) for one in (after.distance_m, before.distance_m)]
    elif before.duration_s and after.duration_s and before.duration_s != after.duration_s:
        sizes = [measures.duration(one) for one in (after.duration_s, before.duration_s)]
    else:
        return tr("{session} is cut to {n} % of its length.", session=session, n=SHARES.get(after.form, 100))
    return tr("{session}: {after} instead of {before}.", session=session, after=sizes[0], before=sizes[1])
