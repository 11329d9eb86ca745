"""The week in words: a line a day, one reason a change, and a sentence for everything that is to be known."""

import re
from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from sorewise.model.plan import Form, Placement, PlanKind
from sorewise.model.week import Alternative, Notice, NoticeCode, Today, WeekReason
from sorewise.text.page import plain
from sorewise.text.week import check_said, header_said, today_said, week_lines
from sorewise.text.week_changes import FITS_BETTER, change_said, what_said, why_lines, why_said
from sorewise.text.week_notices import NOTICES, notice_said
from sorewise.text.week_other import FORMS, TITLES, alternative_said, refused_lines
from sorewise.text.week_words import (
    CHANCE_MEANS,
    LIKELY,
    NAMES,
)
from sorewise.text.words import HEADLINES
from text.moments import HERE, MILES, our_book
from text.weeks import (
    INTERVALS_MOVE,
    OTHER_WAY,
    SESSIONS,
    SITUATION,
    SPACING,
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

UNFILLED = re.compile(r"[{}]|\bNone\b|  +\w+:|_")


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
    assert (check_said(both), check_said(())) == ("2 changes in your week: sorewise plan", "")


def test_what_no_verdict_asked_for_is_not_said_to_be_because_of_it():
    """A rule of spacing alone, without anything of this morning in its chain."""
    alone = replace(TEMPO_MOVES, because_of=())
    assert header_said(told(alone), [alone], TODAY) == "1 change in your week."


def test_a_row_for_each_day_with_the_likely_verdict():
    """Planned and now, today's word, the chance in tens, open where nothing is known."""
    assert plain(_lines(INTERVALS_MOVE, TEMPO_MOVES)[:17]).splitlines() == [
        "2 changes in your week, because of today's calf.",
        "",
        "Mon 23 Nov  Intervals, 1 h, 10 km: moves to tomorrow  Ease off",
        "Tue 24 Nov  Intervals, 1 h, 10 km (key)               Run likely, 80 %",
        "  Planned: Intervals, 1 h, 10 km, Mon 23 Nov",
        "  Today's interval session moves to tomorrow. Today is for easy running, so nothing hard.",
        "Wed 25 Nov  Tempo run, 45 min: moves to Thursday      Ease off likely, 60 %",
        "Thu 26 Nov  Tempo run, 45 min                         Switch or rest likely, 60 %",
        "  Planned: Tempo run, 45 min, Wed 25 Nov",
        f"  {change_said(TEMPO_MOVES, told(INTERVALS_MOVE, TEMPO_MOVES))}",
        "Fri 27 Nov  Easy run, 8 km                            open",
        "Sat 28 Nov  nothing planned                           open",
        "Sun 29 Nov  Long run, 18 km (key, fixed)              open",
        "",
        CHANCE_MEANS,
        "",
        "This is a proposal. Agree to it: sorewise plan keep. Ask: sorewise plan why SESSION.",
    ]


def test_a_reason_follows_the_chain_to_where_it_began():
    """One line, from the session to this morning."""
    assert change_said(TEMPO_MOVES, told(INTERVALS_MOVE, TEMPO_MOVES)) == (
        "Wednesday's tempo run moves to Thursday. Hard sessions stand two days apart. "
        "It begins with today's interval session. Today is for easy running, so nothing hard."
    )


def test_what_was_planned_is_struck_and_what_stands_is_new():
    """Each change has one struck line and one reason line."""
    lines = _lines(INTERVALS_MOVE, TEMPO_MOVES)
    assert [line.about for line in lines if line.part == "new"] == ["ints", "tempo"]
    assert [line.text for line in lines if line.part == "struck"] == [
        "Planned: Intervals, 1 h, 10 km, Mon 23 Nov",
        "Planned: Tempo run, 45 min, Wed 25 Nov",
    ]


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
    assert _lines(situation=situation)[2].text.endswith("open")
    assert _lines(situation=replace(SITUATION, today=None, chances=()))[2].text.endswith("open")


def test_a_plan_that_may_not_be_the_best_says_so():
    """Never claimed wrongly."""
    assert "a better one may exist" in plain(_lines(optimal=False))
    assert "a better one may exist" not in plain(_lines())


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (INTERVALS_MOVE, "Today's interval session moves to tomorrow."),
        (change("easy", "dropped", dropped("easy")), "Friday's easy run is left out."),
        (
            change("long", "shortened", standing("long", form="share_80", distance_m=14_400.0)),
            "Sunday's long run: 14.4 km instead of 18 km.",
        ),
        (
            change("tempo", "shortened", standing("tempo", form="share_70", duration_s=1_890.0)),
            "Wednesday's tempo run: 32 min instead of 45 min.",
        ),
        (
            change("tempo", "shortened", standing("tempo", form="share_50")),
            "Wednesday's tempo run is cut to 50 % of its length.",
        ),
        (
            change("tempo", "swapped", standing("tempo", form="easy", kind="easy")),
            "Wednesday's tempo run becomes an easy run.",
        ),
        (
            change("ints", "swapped", standing("ints", form="cross_train", kind="xt", distance_m=None)),
            "Today's interval session becomes movement without impact.",
        ),
        (
            change("easy", "swapped", standing("easy", form="run_walk", duration_s=1800.0)),
            "Friday's easy run becomes running and walking in turns.",
        ),
        (
            change("long", "moved", standing("long", 5, form="share_80", distance_m=14_400.0)),
            "Sunday's long run moves to Saturday: Long run, 14.4 km.",
        ),
        (change("lost", "missed", dropped("lost")), "The tempo run of Sat 21 Nov was missed and is not made up."),
        (
            change("easy", "as_planned", standing("easy"), before=dropped("easy")),
            "Friday's easy run is in the week again: Easy run, 8 km.",
        ),
    ],
)
def test_what_becomes_of_a_session_is_one_sentence(made, said):
    """Each decision has its own."""
    assert what_said(made, told(made)) == said


def test_a_change_that_no_rule_asks_for_says_so():
    """Never with an invented rule."""
    made = change("easy", "dropped", dropped("easy"))
    assert why_said(made, told(made)) == FITS_BETTER
    again = change("easy", "as_planned", standing("easy"), before=dropped("easy"))
    assert why_said(again, told(again)) == "No rule asks for less any more."
    assert [line.text for line in _lines(again) if line.part == "struck"] == ["So far: Left out"]


def test_what_has_to_be_looked_at_is_told_first():
    """Whatever other rule speaks as well."""
    flag = WeekReason(rule="WK-REFERRAL.same_day")
    made = change("ints", "dropped", dropped("ints"), VERDICT, flag)
    assert why_said(made, told(made)) == our_book().week["WK-REFERRAL.same_day"].says


def test_the_session_beside_it_is_named_where_nothing_began_it():
    """An unmoved session, or one that was done."""
    made = replace(TEMPO_MOVES, because_of=())
    assert change_said(made, told(made)).endswith(
        "Hard sessions stand two days apart. The other one is today's interval session."
    )
    done = replace(made, reasons=(replace(SPACING, partner="did"),))
    assert why_said(done, told(done)).endswith("The other one is yesterday's long run.")
    unknown = replace(made, reasons=(replace(SPACING, partner="what"),))
    assert why_said(unknown, told(unknown)).endswith("The other one is the session of Fri 20 Nov.")


def test_a_rule_that_the_rulebook_does_not_know_is_named():
    """An older kept placement may name one that is gone."""
    made = replace(TEMPO_MOVES, reasons=(WeekReason(rule="WK-GONE"),), because_of=())
    assert why_said(made, told(made)) == "WK-GONE"


def test_why_tells_everything_of_one_session():
    """Original, now, every reason with its facts, whether it was proved, and what it began with."""
    text = plain(why_lines("tempo", told(INTERVALS_MOVE, TEMPO_MOVES)))
    for said in (
        "Planned: Wed 25 Nov, Tempo run, 45 min",
        "Now: Thu 26 Nov, Tempo run, 45 min",
        "- Hard sessions stand two days apart.",
        "The other session: today's interval session.",
        "What it read: 24 hours between them",
        "Tried: without this rule the change would not be needed.",
        "[WK-HARD-48H] our own choice or convention",
        "It began with",
        "- Today's interval session moves to tomorrow.",
    ):
        assert said in text
    unproved = replace(TEMPO_MOVES, reasons=(replace(SPACING, proved=False),))
    assert "there may be more to it" in plain(why_lines("tempo", told(unproved)))


def test_why_of_what_was_kept_before_shows_all_three():
    """As planned, as agreed so far, and as it is now."""
    made = replace(INTERVALS_MOVE, before=standing("ints", 3), after=standing("ints", 4))
    text = plain(why_lines("ints", told(made)))
    assert text.splitlines()[1:4] == [
        "Planned: Mon 23 Nov, Intervals, 1 h, 10 km",
        "So far: Thu 26 Nov, Intervals, 1 h, 10 km",
        "Now: Fri 27 Nov, Intervals, 1 h, 10 km",
    ]


def test_why_of_an_unchanged_session():
    """As planned, missed, agreed to before with its rules, moved by the runner with the rule set aside."""
    assert "It stays as planned." in plain(why_lines("easy", told()))
    assert "It was missed and is not made up." in plain(why_lines("lost", told()))
    on = told()
    agreed = Placement(session="easy", day=ahead(5), rules=("WK-REST-DAY",))
    text = plain(why_lines("easy", replace(on, placements={**on.placements, "easy": agreed})))
    assert "You agreed to that." in text
    assert our_book().week["WK-REST-DAY"].says in text
    own = replace(agreed, by="runner", rules=(), anyway=("WK-CAP-110",))
    text = plain(why_lines("easy", replace(on, placements={**on.placements, "easy": own})))
    assert "You moved it yourself." in text
    assert "You set aside" in text
    assert our_book().week["WK-CAP-110"].says in text


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
        "Other way: leaves out Wednesday's tempo run, keeps Friday's easy run on its day, at 70 % of its length; "
        "6 km less"
    )
    miles = told(INTERVALS_MOVE, TEMPO_MOVES, manner=MILES)
    assert alternative_said(OTHER_WAY, miles).endswith("; 3.7 mi less")
    costly = replace(OTHER_WAY, placements=OTHER_WAY.placements[:1], key_lost=1, changed=-2, km=2)
    assert alternative_said(costly, on) == "Other way: 1 key session less; 2 km more; 2 changes less"


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
