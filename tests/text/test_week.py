"""The week in words: a line a day, one reason a change, and a sentence for everything that is to be known."""

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from sorewise.model.plan import Form, Placement, PlanKind
from sorewise.model.week import Alternative, Done, Notice, NoticeCode, Replan, Today
from sorewise.text.page import plain
from sorewise.text.week import check_said, header_said, less_today_said, today_said, week_lines
from sorewise.text.week_changes import change_said
from sorewise.text.week_notices import NOTICES
from sorewise.text.week_other import FORMS, TITLES
from sorewise.text.week_words import (
    CHANCE_MEANS,
    LIKELY,
    NAMES,
)
from sorewise.text.words import HEADLINES
from text.moments import HERE, our_book
from text.weeks import (
    INTERVALS_MOVE,
    OTHER_WAY,
    SESSIONS,
    SITUATION,
    TEMPO_MOVES,
    TODAY,
    VERDICT,
    ahead,
    change,
    dropped,
    replan,
    standing,
    stands,
    told,
)


def _lines(*changes, situation=SITUATION, manner=HERE, **more):
    found = replan(*changes, **more)
    return list(week_lines(found, situation, stands(found), our_book(), manner))


def test_every_code_has_its_words():
    """Kinds, forms, notices, other ways and likely verdicts: none is shown as a code."""
    assert set(NAMES) == set(get_args(PlanKind))
    assert set(FORMS) == set(get_args(Form))
    assert set(NOTICES) == set(get_args(NoticeCode))
    assert set(TITLES) == set(get_args(get_type_hints(Alternative)["code"]))
    assert set(LIKELY) <= set(HEADLINES)


def test_the_header_says_how_much_and_because_of_what():
    """As it is said on the page and at the end of a check-in."""
    both = (INTERVALS_MOVE, TEMPO_MOVES)
    on = told(*both)
    assert header_said(on, both, TODAY) == "2 changes in your week, because of today's calf."
    assert header_said(on, both, replace(TODAY, places=())) == "2 changes in your week, because of today's verdict."
    two = replace(TODAY, places=("calf", "quad"))
    assert header_said(on, both[:1], two) == "1 change in your week, because of today's calf and thigh (front)."
    earlier = replace(TODAY, activity="run_as_planned", bone_stress=True)
    assert header_said(on, both, earlier) == "2 changes in your week, because of your calf."
    said = header_said(on, both, replace(earlier, places=()))
    assert said == "2 changes in your week, because of an earlier verdict."
    assert header_said(on, both, None) == "2 changes in your week."
    assert header_said(on, (), TODAY) == "No changes in your week."
    assert (check_said(both), check_said(())) == ("2 changes in your week: sorewise plan", "Your week: sorewise plan")


def test_what_no_verdict_asked_for_is_not_said_to_be_because_of_it():
    """A rule of spacing alone, without anything of this morning in its chain."""
    alone = replace(TEMPO_MOVES, because_of=())
    assert header_said(told(alone), [alone], TODAY) == "1 change in your week."


def test_a_row_for_each_day_with_the_likely_verdict():
    """Planned and now, today's word, the chance in tens, open where nothing is known; no row is wider than a phone."""
    assert plain(_lines(INTERVALS_MOVE, TEMPO_MOVES)[:15]).splitlines() == [
        "2 changes in your week, because of today's calf.",
        "",
        "Mon 23 Nov  Interval session: moves to tomorrow  Ease off",
        "Tue 24 Nov  Intervals, 1 h, 10 km (key)  Run likely, 80 %",
        "  Today's interval session moves to tomorrow. Today is for easy running, so nothing hard.",
        "Wed 25 Nov  Tempo run: moves to Thursday",
        "            Ease off likely, 60 %",
        "Thu 26 Nov  Tempo run, 45 min",
        "            Switch or rest likely, 60 %",
        f"  {change_said(TEMPO_MOVES, told(INTERVALS_MOVE, TEMPO_MOVES))}",
        "Fri 27 Nov  Easy run, 8 km             open",
        "Sat 28 Nov  nothing planned            open",
        "Sun 29 Nov  Long run, 18 km (key, fixed)  open",
        "",
        CHANCE_MEANS,
    ]


def test_empty_days_at_the_end_are_one_row():
    """As far as they read the same; today has its own, and so has an empty day between sessions."""
    near = replace(SITUATION, plan=tuple(one for one in SITUATION.plan if one.id in {"ints", "tempo"}), days=14)
    found = Replan(situation="", placements=tuple(Placement(session=one.id, day=one.day) for one in near.plan))
    rows = [line.text for line in week_lines(found, near, {one.id: one for one in near.plan}, our_book(), HERE)]
    assert "Tue 24 Nov  nothing planned            Run likely, 80 %" in rows
    assert "Fri 27 Nov to Sun 6 Dec  nothing planned  open" in rows
    empty = replace(near, plan=(), chances=(), today=None)
    rows = [line.text for line in week_lines(Replan(situation="", placements=()), empty, {}, our_book(), HERE)]
    assert rows[2:4] == ["Mon 23 Nov  nothing planned", "Tue 24 Nov to Sun 6 Dec  nothing planned"]


@pytest.mark.parametrize("stands", [{"bone_stress": True}, {"referral": "prompt"}, {"referral": "emergency"}])
def test_while_somebody_has_to_look_at_it_no_morning_is_told_as_likely(stands):
    """That legs are likely not sore is no leave to run on a bone."""
    text = plain(_lines(situation=replace(SITUATION, today=replace(TODAY, activity="rest", **stands))))
    assert "likely" not in text
    assert "open" not in text
    assert (
        "Get help now" if "emergency" in stands.values() else "Rest" if "bone_stress" in stands else "Get seen"
    ) in text


def test_what_has_to_be_looked_at_stands_before_the_week():
    """And what is only good to know after it."""
    first, later = Notice(code="bone_stress", rule="WK-BONE-STRESS"), Notice(code="no_check_in")
    lines = _lines(notices=(later, first))
    about = [line.about for line in lines]
    assert about.index("bone_stress") < about.index("ints") < about.index("no_check_in")
    assert "other_way" in [line.about for line in _lines(alternatives=(OTHER_WAY,))]
    assert "other_way" not in [line.about for line in _lines(notices=(first,), alternatives=(OTHER_WAY,))]


def test_a_strained_calf_is_told_what_comes_before_its_first_run():
    """Step by step; and only while it stands."""
    strained = replace(SITUATION, today=replace(TODAY, calf_strain=True))
    steps = [line for line in _lines(situation=strained) if line.about.startswith("WK-RETURN.calf_")]
    assert [line.about for line in steps] == ["WK-RETURN.calf_stand", "WK-RETURN.calf_walk", "WK-RETURN.calf_raise"]
    assert not [line for line in _lines() if line.about.startswith("WK-RETURN.calf_")]


def test_a_missed_key_session_does_not_vanish_without_a_word():
    """One that is not key may."""
    assert "was missed" not in plain(_lines())
    key = tuple(replace(one, key=True) if one.id == "lost" else one for one in SITUATION.plan)
    text = plain(_lines(situation=replace(SITUATION, plan=key)))
    assert "- The tempo run of Sat 21 Nov was missed and is not made up." in text


def test_what_is_left_out_is_one_row_with_its_reason():
    """Nothing stands in its place."""
    lines = _lines(change("easy", "dropped", dropped("easy"), VERDICT))
    number = next(number for number, line in enumerate(lines) if line.part == "new")
    assert lines[number].text.startswith("Fri 27 Nov  Easy run, 8 km: left out")
    assert (lines[number + 1].text, lines[number + 1].depth) == ("Today is for easy running, so nothing hard.", 1)
    assert not [line for line in lines if line.part == "struck"]


def test_what_became_something_else_is_no_key_session_any_more():
    """Nor does it keep its name, once that is agreed to."""
    kept = Placement(session="ints", day=ahead(0), form="cross_train")
    bare = Replan(situation="", placements=(kept,))
    named = replace(SESSIONS["ints"], name="Yasso 800s")
    stand = {"ints": replace(named, kind="xt", duration_s=1800.0, distance_m=None)}
    rows = [line.text for line in week_lines(bare, replace(SITUATION, plan=(named,)), stand, our_book(), HERE)]
    assert "Mon 23 Nov  Cross-training, 30 min  Ease off" in rows


def test_the_week_says_where_it_has_less_for_today_than_the_verdict():
    """The page of a verdict knows of no other day."""
    on = told()
    assert less_today_said([], on, proposed=False) == "Your week has nothing for today: a run would come on top of it."
    assert "nothing is left" in less_today_said([], on, proposed=True)
    assert less_today_said([SESSIONS["easy"]], on, proposed=True) == (
        "With these changes your week has for today, instead of the run above: Easy run, 8 km."
    )


def test_what_was_planned_is_struck_and_what_stands_is_new():
    """Each change has one reason line, and a struck one where more than its day changes."""
    shorter = change(
        "ints", "moved", standing("ints", 1, form="share_70", duration_s=2520.0, distance_m=7000.0), VERDICT
    )
    lines = _lines(shorter, TEMPO_MOVES)
    assert [line.about for line in lines if line.part == "new"] == ["ints", "tempo"]
    assert [line.text for line in lines if line.part == "struck"] == ["Planned: Intervals, 1 h, 10 km, Mon 23 Nov"]


def test_what_the_chance_is_of_is_said_once():
    """And not at all where no chance is told."""
    assert [line.text for line in _lines()].count(CHANCE_MEANS) == 1
    assert CHANCE_MEANS not in [line.text for line in _lines(situation=replace(SITUATION, chances=()))]
    assert "injury" in CHANCE_MEANS


def test_an_unchanged_week_is_no_proposal():
    """Nothing to agree to."""
    lines = _lines()
    assert lines[0].text == "No changes in your week."
    assert not [line for line in lines if line.part in {"struck", "new"} or "plan keep" in line.text]


@pytest.mark.parametrize("left", [{"bone_stress": True}, {"calf_strain": True}])
def test_without_a_check_in_today_has_no_verdict(left):
    """What is left of the days before stands; a run that nobody judged is not told as one."""
    situation = replace(SITUATION, today=Today(activity="run_as_planned", **left), chances=())
    word = "  Get seen" if "bone_stress" in left else ""
    assert plain(_lines(situation=situation)).splitlines()[2].partition("(key)")[2] == word
    alone = plain(_lines(situation=replace(SITUATION, today=None, chances=())))
    assert alone.splitlines()[2].endswith("(key)")
    assert "open" not in alone


def test_a_plan_that_may_not_be_the_best_says_so():
    """Never claimed wrongly."""
    assert "a better one may exist" in plain(_lines(optimal=False))
    assert "a better one may exist" not in plain(_lines())


def test_today_s_word_is_help_before_running():
    """As on the page of the verdict."""
    assert today_said(TODAY) == "Ease off"
    assert today_said(replace(TODAY, referral="prompt")) == "Get seen"
    assert today_said(replace(TODAY, referral="emergency")) == "Get help now"
    assert today_said(Today(activity="run_as_planned")) == "Run"
    still = Today(activity="run_as_planned", referral="prompt", referred=ahead(-1))
    assert today_said(still) == "Get seen"


def test_no_percentage_speaks_of_injury():
    """The chance is of sore legs; a risk of injury is never put in numbers."""
    made = change("long", "shortened", standing("long", form="share_80", distance_m=14_400.0), VERDICT)
    text = plain(_lines(INTERVALS_MOVE, made)).replace(CHANCE_MEANS, "")
    assert "injur" not in text


def test_what_was_agreed_so_far_is_struck_where_it_comes_back():
    """Not what its author planned: that stands again."""
    again = change("easy", "as_planned", standing("easy"), before=dropped("easy"))
    assert [line.text for line in _lines(again) if line.part == "struck"] == ["So far: Left out"]


def test_what_was_done_today_is_told_as_done():
    """Not as nothing; and a run beside it would come on top of the week."""
    ran = Done(id="ran", day=ahead(0), kind="intervals", minutes=48, km=8)
    lines = plain(_lines(situation=replace(SITUATION, done=(ran,)))).splitlines()
    assert lines[2].startswith("Mon 23 Nov  Interval session, 48 min, 8 km: done")
    bare = replace(told(), done={"ran": ran})
    assert "nothing more for today" in less_today_said([], bare, proposed=False)
