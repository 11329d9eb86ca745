"""Today's session in words: as planned, as it is now, what was changed, written out, and when to break it off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.text import measures
from sorewise.text.needs import Book, ChangeCodes, Manner, SignCodes, Today
from sorewise.text.page import Line
from sorewise.text.session import PLANNED, plan_size, planned_said, steps_said
from sorewise.text.speech import capital, mark, number, tr

OUTCOMES = {
    "as_planned": mark("As planned: {session}"),
    "free_run": mark("Run as you like, up to your usual"),
    "changed": mark("Now: {session}"),
    "cross_train": mark("Now: {session}"),
    "rest_day": mark("Rest day, as planned"),
    "rest": mark("Now: rest"),
    "no_exercise": mark("Now: no exercise until it has been looked at"),
}
MODALITIES = {
    "run_walk": mark("running and walking in turns"),
    "low_impact": mark("with little impact: walk, cycle or swim"),
    "no_impact": mark("without impact: pool or bike"),
}
CHANGES = {
    "swap_for_easy": mark("{after} instead of {before}"),
    "swap_for_cross_training": mark("no {before}, but training {after}"),
    "ease_effort": mark("effort at most {after} of 10"),
    "shorten": mark("{after} instead of {before}"),
    "cap_minutes": mark("at most {after}"),
    "cap_distance": mark("at most {after}"),
    "run_walk": mark("{run_min} min of running and {walk_min} min of walking in turns"),
    "flat_route": mark("on a flat route"),
    "no_session": mark("{before} is left out"),
    "move": mark("not within the next {after}"),
}
SIGNS = {
    "gait": mark("your stride changes or you begin to limp"),
    "sharp": mark("it turns sharp, stabbing or shooting"),
    "pain": mark("pain reaches {severe} of 10"),
    "exhausted": mark("you are utterly exhausted"),
    "novice_pain": mark("pain goes above {coach_mild_max} of 10"),
    "rise": mark("pain grows by {rise_big}, or by {rise_small} to more than {rise_from} of 10"),
    "shorten": mark("pain reaches {run_shorten_from} of 10"),
    "not_eased": mark("after {settle_minutes} minutes pain is still {run_not_eased_from} of 10 and has not eased"),
}
DO = {
    "stop": mark("Stop if {signs}."),
    "walk_home": mark("Walk home if {signs}."),
    "shorten": mark("Cut the run short if {signs}."),
    "keep_easy": mark("Keep it easy if {signs}."),
    "carry_on": mark("Carry on if {signs}."),
}
MOST_TIPS = 4
ASSUMED = {
    "usual": mark("The plan gives no length, so your usual run is taken."),
    "race_distance": mark("The plan gives no length, so the race's distance is taken."),
    "unknown_length": mark("The plan gives no length, and your usual run is not known."),
}


def today_lines(today: Today, book: Book, manner: Manner) -> Iterator[Line]:
    """Planned and new, then what changed, the session in full, and its stop rule."""
    if today.planned is not None and today.outcome not in {"as_planned", "rest_day"}:
        yield Line(tr("Planned: {session}", session=planned_said(today.planned, manner)), "struck")
    yield Line(_now(today, manner), "new")
    if today.outcome == "changed" and today.changes:
        changes = [change_said(change, manner) for change in today.changes]
        yield Line(tr("{changes}.", changes=capital("; ".join(changes))))
    yield from _notes(today)
    yield from steps_said(today.steps, manner)
    if today.stop:
        yield Line(tr("Stop rule:"))
        yield from (Line(rule, "item") for rule in stop_rules(today.stop))
    if shown := shown_tips(today):
        yield Line(tr("How:"))
        yield from (Line(tr(book.advice[id_].says), "item") for id_ in shown)


def _now(today: Today, manner: Manner) -> str:
    parts = [tr(PLANNED[today.kind])] if today.kind in PLANNED else []
    parts += plan_size(today.duration_s, today.distance_m, manner)
    if today.modality in MODALITIES:
        parts.append(tr(MODALITIES[today.modality]))
    if today.flat:
        parts.append(tr("flat route"))
    return tr(OUTCOMES[today.outcome], session=", ".join(parts))


def _notes(today: Today) -> Iterator[Line]:
    if today.race_choice:
        yield Line(tr("Whether to start the race is your own decision."))
    if today.move_to_h:
        yield Line(tr("Move the run: not before {time} from now.", time=measures.hours(today.move_to_h)))
    for code in today.assumed:
        if code in ASSUMED:
            yield Line(tr(ASSUMED[code]))


def change_said(change: ChangeCodes, manner: Manner) -> str:
    """One change in a few words: "intervals becomes easy run"."""
    numbers = {name: number(value) for name, value in change.values.items()}
    before, after = (_amount(value, change.unit, manner) for value in (change.before, change.after))
    return tr(CHANGES[change.code], before=before, after=after, **numbers)


def _amount(value: float | str | None, unit: str, manner: Manner) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        word = PLANNED.get(value) or MODALITIES.get(value)
        return _small(tr(word)) if word else value.replace("_", " ")
    if unit == "s":
        return measures.duration(value)
    if unit == "m":
        return measures.distance(value, manner)
    return measures.hours(value) if unit == "h" else number(value)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def stop_rules(signs: Sequence[SignCodes]) -> Iterator[str]:
    """When to break off, a sentence a way of doing it: "Stop if you begin to limp, or pain reaches 6 of 10."."""
    for do in dict.fromkeys(sign.do for sign in signs):
        *first, last = [_sign(sign) for sign in signs if sign.do == do]
        all_of = tr("{signs}, or {last}", signs=", ".join(first), last=last) if first else last
        yield tr(DO[do], signs=all_of)


def _sign(sign: SignCodes) -> str:
    numbers = {name: number(value) for name, value in sign.values.items()}
    return tr(SIGNS[sign.code], **numbers) if numbers else tr(SIGNS[sign.code])


def shown_tips(today: Today) -> tuple[str, ...]:
    """Ids of the advice that stands beside the session; a rest day needs none."""
    if today.outcome == "rest_day":
        return ()
    return (*today.allowed, *today.tips)[:MOST_TIPS]
