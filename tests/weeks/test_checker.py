"""The judge itself: it finds each planted breach, and nothing in a week that keeps every rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sorewise.model.plan import Placement, WeekSettings
from sorewise.model.week import Notice
from weeks.checker import JUDGES, breaches
from weeks.made import MONDAY, answer, done, monday, session
from weeks.planted import HARD_WEEK, LEGAL, PLANTED, SORE, both, today
from weeks.properties import ALWAYS, PROPERTIES, failures


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_breach_is_found(planted):
    """Each kind of breach is named by its rule; the same plan with the session left out no longer has it."""
    rule, situation, placed = planted
    assert any(line.startswith(f"{rule}:") for line in breaches(situation, answer(situation, **placed)))
    movable = [each for each in situation.plan if each.hold != "fixed" and each.kind != "race" and not each.plan]
    nothing = {each.id.replace("-", "_"): ((each.day - MONDAY).days, "drop") for each in movable}
    assert not [line for line in breaches(situation, answer(situation, **nothing)) if line.startswith(f"{rule}:")]


def test_every_judge_has_a_planted_breach():
    """A judge that never finds anything would be no judge."""
    by_name = {judge.__name__: judge for judge in JUDGES}
    rules = {rule for rule, _, _ in PLANTED.values()}
    names = {"coming_back": "return", "run_walk": "return", "own_form": "form"}
    assert {names.get(name, name) for name in by_name} <= rules


def test_a_legal_week_has_no_breach():
    """Nothing is found where nothing is wrong."""
    assert not breaches(LEGAL, answer(LEGAL))


@pytest.mark.parametrize(
    "situation",
    [
        monday(session("tempo", 1), session("hills", 3, 4)),
        monday(session("tempo", 1, 20), session("strength_leg", 1, 21, km=0)),
        monday(session("long", 6, km=22)),
        monday(session("long", 2, km=21), session("long", 6, 9, km=23), done=(done("long", -9, km=20),)),
        monday(*HARD_WEEK[:6], replace(session("xt", 6, km=0), duration_s=1800)),
        monday(*HARD_WEEK[:6], session("mobility", 6, km=0)),
        monday(session("easy", 1), session("recovery", 1, 18)),
        monday(session("tempo", 1), session("long", 2), settings=WeekSettings(long_is_hard=False)),
        monday(session("easy", 3), today=today("rest", referral="prompt")),
        monday(session("long", 0, km=10), today=today("run_easy", pain=1)),
        monday(session("easy", 1), chances=(replace(SORE, run=0.5),)),
        monday(session("tempo", 1), chances=(replace(SORE, hard=0.4, run=0.1),), base_rate=0.3),
        monday(session("tempo", 0), chances=(replace(SORE, day=MONDAY),)),
    ],
)
def test_what_is_just_allowed_is_no_breach(situation):
    """The limits themselves, and what a rule does not speak of."""
    assert not [line for line in breaches(situation, answer(situation)) if not line.startswith("unsaid")]


def test_a_missed_key_session_may_take_the_place_of_another():
    """It replaces one of the week, so that running and number stay."""
    lost = session("tempo", 1, id="lost", key=True, status="missed")
    week = replace(monday(lost, session("intervals", 4, km=9)), day=MONDAY + timedelta(days=2))
    assert not breaches(week, answer(week, lost=(4, "as_planned"), intervals_4=(4, "drop")))
    beside = answer(week, lost=(2, "as_planned"), intervals_4=(4, "share_50"))
    assert [line for line in breaches(week, beside) if line.startswith("no_stacking")]


def test_what_cannot_move_is_forgiven_but_has_to_be_said():
    """Two fixed sessions in conflict: without a notice about them that is a breach."""
    week = monday(session("tempo", 1, hold="fixed"), session("race", 2, race="5k"))
    assert [line for line in breaches(week, answer(week)) if line.startswith("unsaid: hard_48h")]
    notice = Notice(code="conflict", rule="WK-HARD-48H", sessions=("tempo-1", "race-2"))
    assert not breaches(week, answer(week, notice))
    other = replace(notice, sessions=("easy-5",))
    assert breaches(week, answer(week, other))
    moved = monday(session("tempo", 1), session("race", 2, race="5k"))
    assert breaches(moved, answer(moved, replace(notice)))


def test_a_rest_day_that_fixed_sessions_take_is_forgiven_but_has_to_be_said():
    """Only if they alone take it."""
    fixed = [replace(each, hold="fixed") for each in HARD_WEEK]
    week = monday(*fixed)
    notice = Notice(code="no_rest_day", rule="WK-REST-DAY")
    assert breaches(week, answer(week))
    assert not breaches(week, answer(week, notice))
    one_could_go = monday(HARD_WEEK[0], *fixed[1:])
    assert breaches(one_could_go, answer(one_could_go, notice))


def test_what_the_runner_set_aside_is_forgiven_but_has_to_be_said():
    """The override is of one rule for one session."""
    week = both("tempo", "intervals")
    anyway = Placement(session="intervals-2", day=MONDAY + timedelta(days=2), anyway=("WK-HARD-48H",))
    other = replace(anyway, session="tempo-1", day=MONDAY + timedelta(days=1))
    week = replace(week, settings=WeekSettings(kept=(anyway, other)))
    notice = Notice(code="set_aside", rule="WK-HARD-48H", sessions=("intervals-2",))
    assert breaches(week, answer(week))
    assert not breaches(week, answer(week, notice))


TOLD_WRONGLY = {
    "a change that is not told": lambda plan: replace(plan, changes=()),
    "a session that is not placed": lambda plan: replace(plan, placements=plan.placements[1:]),
    "a session placed twice": lambda plan: replace(plan, placements=(*plan.placements, plan.placements[0])),
    "a session that nobody planned": lambda plan: replace(
        plan, placements=(*plan.placements, Placement(session="new", day=MONDAY))
    ),
    "a length cut twice": lambda plan: _told_so(plan, duration_s=0.8 * 0.8 * 2880),
    "a distance cut twice": lambda plan: _told_so(plan, distance_m=0.8 * 0.8 * 8000),
    "another day": lambda plan: _told_so(plan, day=MONDAY),
    "another decision": lambda plan: replace(plan, changes=(replace(plan.changes[0], decision="dropped"),)),
}


def _told_so(plan, **after):
    change = plan.changes[0]
    return replace(plan, changes=(replace(change, after=replace(change.after, **after)),))


@pytest.mark.parametrize("spoil", TOLD_WRONGLY.values(), ids=TOLD_WRONGLY.keys())
def test_an_answer_that_is_told_wrongly_is_found(spoil):
    """What is said has to be what is placed."""
    plan = answer(LEGAL, easy_5=(5, "share_80"))
    assert not breaches(LEGAL, plan)
    assert breaches(LEGAL, spoil(plan))


@pytest.mark.parametrize(
    ("code", "situation"),
    [
        ("no_check_in", replace(LEGAL, today=None)),
        ("referral", monday(today=today("rest", referral="same_day"))),
        ("bone_stress", monday(session("easy", 6), today=today("rest", bone_stress=True))),
        ("return", monday(session("easy", 6), days_off=8)),
        ("longest_unknown", monday(session("easy", 6), longest_km=None)),
        ("all_dropped", monday(session("easy", 6))),
    ],
)
def test_a_notice_that_is_missing_is_found(code, situation):
    """And its presence is enough."""
    nothing = {each.id.replace("-", "_"): ((each.day - MONDAY).days, "drop") for each in situation.plan}
    left = {} if code in {"no_check_in", "longest_unknown"} else nothing
    assert f"unsaid: {code}" in breaches(situation, answer(situation, **left))
    assert f"unsaid: {code}" not in breaches(situation, answer(situation, Notice(code=code), **left))


def test_every_property_of_the_worked_weeks_can_fail():
    """Each is given an answer that has it not."""
    tempo_off = answer(LEGAL, tempo_3=(3, "drop"))
    unlike = {
        "session": {"id": "tempo-3", "decision_in": ["moved"]},
        "unchanged": {"ids": ["tempo-3"]},
        "max_changed": {"n": 0},
        "key_lost_max": {"n": 0},
        "fixed_kept": {"ids": ["tempo-3"]},
        "nothing_on": {"dates": [date(2026, 11, 25)]},
        "no_run_on": {"dates": [date(2026, 11, 25)]},
        "no_hard_on": {"dates": [date(2026, 11, 24)]},
        "no_long_on": {"first": date(2026, 11, 28), "last": date(2026, 11, 29)},
        "max_run_km_on": {"km": 7.9, "dates": [date(2026, 11, 25)]},
        "reason": {"id": "tempo-3", "any_of": ["forecast"]},
        "notice": {"any_of": ["return"]},
        "every_run_is_run_walk": {},
    }
    for prop, told in unlike.items():
        assert failures(LEGAL, tempo_off, {"always": False, "expect": [{"prop": prop} | told]}), prop
    for prop, situation, plan in BAD_WEEKS:
        assert failures(situation, plan, {"always": False, "expect": [{"prop": prop}]}), prop
    assert set(unlike) | {prop for prop, _, _ in BAD_WEEKS} == set(PROPERTIES)
    assert set(ALWAYS) <= set(PROPERTIES)


def _bad_weeks():
    """Answers that have not one of the properties of every week."""
    gap, seven, two = both("tempo", "hills"), monday(*HARD_WEEK), PLANTED["one_run_a_day"]
    stacked = PLANTED["no_stacking, km"]
    early = monday(session("tempo", 8), days=14)
    cut = answer(LEGAL, easy_5=(5, "share_80"))
    added = Placement(session="new", day=MONDAY)
    unsaid = replace(cut.changes[0], reasons=())
    return [
        ("hard_gap_h", gap, answer(gap)),
        ("rest_day_in_every_7", seven, answer(seven)),
        ("one_run_a_day", two[1], answer(two[1], **two[2])),
        ("week_km_not_above_plan", stacked[1], answer(stacked[1], **stacked[2])),
        ("hard_count_not_above_plan", early, answer(early, tempo_8=(5, "as_planned"))),
        ("no_session_added", LEGAL, replace(cut, placements=(*cut.placements, added))),
        ("no_session_longer_than_planned", LEGAL, _told_so(cut, duration_s=9000.0)),
        ("every_change_has_a_reason", LEGAL, replace(cut, changes=(unsaid,))),
    ]


BAD_WEEKS = _bad_weeks()
