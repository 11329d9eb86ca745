"""The judge of a planned week: every hard rule it breaks, and every thing it does not say. Knows no planner."""

from collections.abc import Iterator

from sorewise.model.week import Notice, Replan, Situation
from weeks import between, one_day, telling
from weeks.standing import Stood, head
from weeks.week import Broken, Week

JUDGES = (
    between.hard_48h,
    between.strength_48h,
    between.strength_24h,
    between.post_race,
    between.cap_110,
    between.rest_day,
    between.no_stacking,
    between.not_owed,
    between.own_day,
    between.no_swap,
    between.one_run_a_day,
    between.own_week,
    between.availability,
    one_day.verdict,
    one_day.referral,
    one_day.bone_stress,
    one_day.coming_back,
    one_day.run_walk,
    one_day.taper,
    one_day.forecast,
    one_day.own_form,
)
OF_HELD = {"conflict", "fixed_against_rule", "race_day_check", "no_rest_day", "set_aside"}
"""Notices that say that what cannot move stands in spite of a rule."""


def breaches(situation: Situation, replan: Replan) -> list[str]:
    """Everything wrong with the answer, as lines for a reader; empty if it keeps every rule and tells all it has to."""
    week = Week.of(situation, replan)
    return [*telling.untold(situation, replan), *_broken(week, replan)]


def broken(week: Week) -> list[Broken]:
    """Every rule that is broken, forgiven or not."""
    return [each for judge in JUDGES for each in judge(week)]


def _broken(week: Week, replan: Replan) -> Iterator[str]:
    for each in broken(week):
        if not forgiven(week, each):
            yield f"{each.rule}: {each.says}"
        elif not any(_tells(notice, each) for notice in replan.notices):
            yield f"unsaid: {each.rule}: {each.says}"


def forgiven(week: Week, each: Broken) -> bool:
    """Whether it is nobody's to mend: only what cannot move breaks it, or the runner set the rule aside."""
    if each.rule == "rest_day":
        held = {session.day for session in week.coming + week.behind if session.trains and _is_given(session, each)}
        return held.issuperset(range(each.day - 6, each.day + 1))
    return all(_is_given(session, each) for session in each.sessions)


def _is_given(session: Stood, each: Broken) -> bool:
    return session.held or each.rule in session.anyway


def _tells(notice: Notice, each: Broken) -> bool:
    """Whether a notice is about these sessions, or that day, and this rule."""
    if notice.code not in OF_HELD:
        return False
    named = set(notice.sessions) & {session.id for session in each.sessions}
    if each.rule == "rest_day":
        return notice.code == "no_rest_day" or (bool(named) and head(notice.rule) == each.rule)
    rules = [notice.rule, *str(notice.values.get("also", "")).split(", ")]
    return bool(named) and (notice.code == "race_day_check" or each.rule in map(head, rules))
