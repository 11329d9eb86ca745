"""The named properties that a worked week has to have. Each returns what is wrong, or nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sorewise.model.week import Replan, Situation
from weeks import between
from weeks.standing import Stood, as_it_stands, head, kept
from weeks.telling import decisions, same
from weeks.week import Broken, Week

ALWAYS = (
    "hard_gap_h",
    "rest_day_in_every_7",
    "no_session_added",
    "no_session_longer_than_planned",
    "one_run_a_day",
    "week_km_not_above_plan",
    "hard_count_not_above_plan",
    "every_change_has_a_reason",
)
"""Of every week, unless it says otherwise."""

Told = dict[str, Any]


def failures(situation: Situation, replan: Replan, week: Told) -> list[str]:
    """What a worked week expects and the answer has not."""
    always = [{"prop": name} for name in ALWAYS if week.get("always", True)]
    wrong = ((told, PROPERTIES[told["prop"]](situation, replan, told)) for told in [*always, *week["expect"]])
    return [f"{told['prop']}: {why}" for told, why in wrong if why]


def _unforgiven(found: list[Broken]) -> str:
    return "; ".join(each.says for each in found if not all(session.held for session in each.sessions))


def _by(judge: Callable[[Week], Any], says: str = "") -> Callable[[Situation, Replan, Told], str]:
    """A property that a judge of the checker has, too."""
    return lambda situation, replan, _: _unforgiven(
        [each for each in judge(Week.of(situation, replan)) if says in each.says]
    )


def _rest_day(situation: Situation, replan: Replan, _: Told) -> str:
    return "; ".join(each.says for each in between.rest_day(Week.of(situation, replan)))


def _none_added(situation: Situation, replan: Replan, _: Told) -> str:
    placed = {placement.session for placement in replan.placements}
    return ", ".join(placed - {session.id for session in situation.plan})


def _none_longer(situation: Situation, replan: Replan, _: Told) -> str:
    longer = []
    for change in replan.changes:
        for name in ("duration_s", "distance_m"):
            was, now = getattr(change.original, name), getattr(change.after, name)
            if was and now and now > was + 1:
                longer.append(f"{change.session}: {now} after {was}")
    return ", ".join(longer)


def _reasons(_: Situation, replan: Replan, __: Told) -> str:
    return ", ".join(change.session for change in replan.changes if not change.reasons)


def _session(situation: Situation, replan: Replan, told: Told) -> str:
    session = next(each for each in situation.plan if each.id == told["id"])
    placement = next(each for each in replan.placements if each.session == told["id"])
    done, stood = decisions(situation, session, placement), as_it_stands(situation, session, placement)
    wrong = [f"{done}"] if "decision_in" in told and not done & set(told["decision_in"]) else []
    if stood and "date_in" in told and placement.day not in told["date_in"]:
        wrong.append(f"on {placement.day}")
    if stood and not told.get("min_km", 0) <= (stood.km or 0) <= told.get("max_km", 1000):
        wrong.append(f"{stood.km} km")
    return ", ".join(wrong)


def changed(situation: Situation, replan: Replan) -> list[str]:
    """The sessions that are not as planned; what was missed and is left so does not count."""
    placed = {placement.session: placement for placement in replan.placements}
    nothing_kept = Situation(day=situation.day)
    return [each.id for each in situation.plan if not same(kept(nothing_kept, each), placed[each.id])]


def key_lost(situation: Situation, replan: Replan) -> list[str]:
    """The key sessions that are left out, or are something else; what was missed does not count."""
    placed = {placement.session: placement for placement in replan.placements}
    return [
        each.id
        for each in situation.plan
        if each.key and each.status != "missed" and decisions(situation, each, placed[each.id]) & {"dropped", "swapped"}
    ]


def _unchanged(situation: Situation, replan: Replan, told: Told) -> str:
    return ", ".join(set(told["ids"]) & set(changed(situation, replan)))


def _most_changed(situation: Situation, replan: Replan, told: Told) -> str:
    found = changed(situation, replan)
    return "" if len(found) <= told["n"] else ", ".join(found)


def _most_key_lost(situation: Situation, replan: Replan, told: Told) -> str:
    found = key_lost(situation, replan)
    return "" if len(found) <= told["n"] else ", ".join(found)


def _none_on(which: Callable[[Stood, Told], bool]) -> Callable[[Situation, Replan, Told], str]:
    """No session of that sort on those days."""

    def judge(situation: Situation, replan: Replan, told: Told) -> str:
        days = _days(told)
        week = Week.of(situation, replan)
        found = [each for each in week.coming if situation.day + timedelta(days=each.day) in days and which(each, told)]
        return ", ".join(f"{each.id} on day {each.day}" for each in found)

    return judge


def _days(told: Told) -> set[Any]:
    if "dates" in told:
        return set(told["dates"])
    return {told["first"] + timedelta(days=n) for n in range((told["last"] - told["first"]).days + 1)}


def _reason(_: Situation, replan: Replan, told: Told) -> str:
    named = {head(reason.rule) for each in replan.changes if each.session == told["id"] for reason in each.reasons}
    return "" if named & set(told["any_of"]) else f"{told['id']}: {sorted(named)}"


def _notice(_: Situation, replan: Replan, told: Told) -> str:
    said = {notice.code for notice in replan.notices} | {head(notice.rule) for notice in replan.notices}
    return "" if said & set(told["any_of"]) else f"{sorted(said)}"


def _run_walk(situation: Situation, replan: Replan, _: Told) -> str:
    runs = [each for each in Week.of(situation, replan).coming if each.is_run]
    return ", ".join(each.id for each in runs if each.form != "run_walk") or ("" if runs else "no run at all")


PROPERTIES: dict[str, Callable[[Situation, Replan, Told], str]] = {
    "hard_gap_h": _by(between.hard_48h),
    "rest_day_in_every_7": _rest_day,
    "no_session_added": _none_added,
    "no_session_longer_than_planned": _none_longer,
    "one_run_a_day": _by(between.one_run_a_day),
    "week_km_not_above_plan": _by(between.no_stacking, "km"),
    "hard_count_not_above_plan": _by(between.no_stacking, "hard"),
    "every_change_has_a_reason": _reasons,
    "session": _session,
    "unchanged": _unchanged,
    "max_changed": _most_changed,
    "key_lost_max": _most_key_lost,
    "fixed_kept": _unchanged,
    "nothing_on": _none_on(lambda _, __: True),
    "no_run_on": _none_on(lambda each, _: each.is_run),
    "no_hard_on": _none_on(lambda each, _: each.is_hard and each.kind != "race"),
    "no_long_on": _none_on(lambda each, _: each.kind == "long"),
    "max_run_km_on": _none_on(lambda each, told: each.is_run and (each.km or 0) > told["km"]),
    "reason": _reason,
    "notice": _notice,
    "every_run_is_run_walk": _run_walk,
}
