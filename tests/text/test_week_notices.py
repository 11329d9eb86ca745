"""What is to be known beside a week's changes, other ways for it, and moves that a rule is against."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from sorewise.model.plan import Placement
from sorewise.model.week import Alternative, Notice, NoticeCode
from sorewise.text.page import plain
from sorewise.text.week_notices import notice_said, one_each
from sorewise.text.week_other import alternative_said, refused_lines
from text.moments import MILES, our_book
from text.weeks import (
    INTERVALS_MOVE,
    OTHER_WAY,
    SESSIONS,
    TEMPO_MOVES,
    ahead,
    told,
)

UNFILLED = re.compile(r"[{}]|\bNone\b|  +\w+:|_")


def test_a_session_that_several_rules_speak_against_is_told_once():
    """By what asks most: a red flag, else the strictest part of the verdict."""
    on = told()
    rules = ("WK-VERDICT.reduced_share", "WK-VERDICT.rest", "WK-VERDICT.cross_train")
    spoken = [Notice(code="fixed_against_rule", rule=rule, sessions=("ints",)) for rule in rules]
    assert [notice.rule for notice in one_each(spoken, on)] == ["WK-VERDICT.rest"]
    flag = Notice(code="fixed_against_rule", rule="WK-REFERRAL.prompt", sessions=("ints",))
    other = Notice(code="fixed_against_rule", rule="WK-CAP-110", sessions=("long",))
    assert one_each([flag, *spoken, other], on) == [flag, other]
    said = notice_said(flag, on)
    assert (
        said == f"Today's interval session: fixed, so still in the plan, but what the day says counts. {our_rule(flag)}"
    )


def test_beside_what_has_to_be_looked_at_an_easier_week_is_not_offered():
    """Nor is it said again that nothing is left."""
    flag, offer, empty = (Notice(code=code) for code in ("bone_stress", "down_week", "all_dropped"))
    assert one_each([flag, offer, empty], told()) == [flag]
    assert one_each([offer, empty], told()) == [offer, empty]


def our_rule(notice):
    """What the rule of a notice says."""
    return our_book().week[notice.rule].says


@pytest.mark.parametrize("code", get_args(NoticeCode))
def test_every_notice_is_a_plain_sentence(code):
    """With sessions and without, with the rule it is about and without."""
    for sessions in ((), ("long",), ("long", "race", "did")):
        for rule in ("", "WK-HARD-48H"):
            said = notice_said(Notice(code=code, sessions=sessions, rule=rule, day=ahead(2)), told())
            assert not UNFILLED.search(said), said
            assert said[0].isupper()
            assert said.endswith(".")


def test_a_notice_tells_what_it_read():
    """Numbers behind the sentence."""
    said = notice_said(Notice(code="return", rule="WK-RETURN.first", values={"days_off": 12, "share": 0.5}), told())
    assert said.endswith("(12 days without running; 50 % of its length)")


def test_an_other_way_is_told_by_its_difference():
    """The session it is about first; lengths in the runner's unit."""
    on = told(INTERVALS_MOVE, TEMPO_MOVES)
    assert alternative_said(OTHER_WAY, on) == (
        "Other way: leaves out Wednesday's tempo run, has Friday's easy run at 70 % of its length; 6 km less"
    )
    miles = told(INTERVALS_MOVE, TEMPO_MOVES, manner=MILES)
    assert alternative_said(OTHER_WAY, miles).endswith("; 3.7 mi less")
    costly = replace(OTHER_WAY, placements=OTHER_WAY.placements[:1], key_lost=1, changed=-2, km=2)
    assert alternative_said(costly, on) == "Other way: 1 fewer key session; 2 km more; 2 fewer changes"


def test_more_than_three_differences_are_counted():
    """One line stays one line."""
    placements = tuple(Placement(session=name, day=one.day, form="easy") for name, one in SESSIONS.items())
    said = alternative_said(Alternative(code="do_less", placements=placements, changes=()), told())
    assert said.startswith("Do less: ")
    assert said.endswith("3 more differences")


def test_a_refused_move_names_the_rule_and_the_way_round_it():
    """Unless there is none."""
    lines = plain(refused_lines("tempo", ahead(1), ("WK-HARD-48H",), told(), final=False))
    assert lines.splitlines()[:2] == [
        "Wednesday's tempo run should not go to tomorrow:",
        "- Hard sessions stand two days apart.",
    ]
    assert "--anyway" in lines
    never = plain(refused_lines("tempo", ahead(1), ("WK-REFERRAL.prompt",), told(), final=True))
    assert "cannot be set aside" in never
    assert "--anyway" not in never


def test_a_session_of_unknown_kind_is_named_as_a_session():
    """It only counts as hard."""
    on = told()
    unknown = {**on.sessions, "ints": replace(on.sessions["ints"], assumed=("kind",))}
    said = notice_said(Notice(code="kind_unknown", sessions=("ints",)), replace(on, sessions=unknown))
    assert said.startswith("Today's session: the plan does not say what it is")


def test_on_the_day_of_a_race_nobody_is_sent_to_another_check_in():
    """That morning is this one."""
    later = Notice(code="race_day_check", rule="WK-VERDICT.easy", sessions=("race",), day=ahead(13))
    assert "Check in that morning" in notice_said(later, told())
    assert notice_said(replace(later, day=ahead(0)), told()).endswith("Whether to start is your own decision.")
