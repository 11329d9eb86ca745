"""The judge itself: it finds each planted breach, and nothing in a week that keeps every rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sorewise.model.plan import Availability, Placement, WeekSettings
from sorewise.model.week import DayChance, Notice, Today
from weeks.checker import JUDGES, breaches
from weeks.made import MONDAY, answer, done, monday, session
from weeks.properties import ALWAYS, PROPERTIES, failures

LEGAL = monday(
    session("intervals", 1, key=True),
    session("easy", 2),
    session("tempo", 3, key=True),
    session("easy", 5),
    session("long", 6, 9, km=18, minutes=110, key=True),
    done=(done("easy", -2), done("long", -1, km=20)),
)
WEDNESDAY = MONDAY + timedelta(days=2)
AWAY = Availability(dates={MONDAY + timedelta(days=1): 30})
SORE = DayChance(day=MONDAY + timedelta(days=1), hard=0.6, long=0.6, run=0.6)


def today(activity, **more):
    """This morning's verdict, pain of 2 unless told otherwise."""
    return Today(activity=activity, **{"pain": 2} | more)


def both(kind, other, **more):
    """Two sessions a day apart."""
    return monday(session(kind, 1, **more), session(other, 2, **more))


HARD_WEEK = [session("easy", day, km=5, minutes=30) for day in range(7)]
STEP = Placement(session="easy-0", day=MONDAY)

PLANTED = {
    "hard_48h, starts known": ("hard_48h", both("tempo", "intervals"), {}),
    "hard_48h, 43 hours": ("hard_48h", monday(session("tempo", 1, 12), session("hills", 3, 7)), {}),
    "hard_48h, no start": ("hard_48h", both("tempo", "long", hour=None), {}),
    "hard_48h, one that was done": ("hard_48h", monday(session("test", 0), done=(done("tempo", -1),)), {}),
    "strength_48h": ("strength_48h", monday(session("strength_leg", 1, 18, km=0), session("tempo", 2)), {}),
    "strength_48h, done": ("strength_48h", monday(session("hills", 0), done=(done("strength_leg", -1, km=None),)), {}),
    "strength_24h": (
        "strength_24h",
        monday(session("strength_leg", 1, 18, km=0), session("easy", 2), settings=WeekSettings(goal="strength")),
        {},
    ),
    "post_race, no run": (
        "post_race",
        monday(session("easy", 0), done=(done("race", -1, km=42, race="marathon"),)),
        {},
    ),
    "post_race, easy only": ("post_race", monday(session("long", 5), done=(done("race", -2, race="marathon"),)), {}),
    "post_race, legs": (
        "post_race",
        monday(session("strength_leg", 1), done=(done("race", -1, race="half"),)),
        {},
    ),
    "post_race, short": ("post_race", monday(session("tempo", 1, 20), done=(done("race", -1, race="10k"),)), {}),
    "post_race, unknown is a half": ("post_race", monday(session("easy", 0), done=(done("race", -1, km=None),)), {}),
    "post_race, planned race": (
        "post_race",
        monday(session("race", 1, race="half", km=20), session("easy", 2)),
        {},
    ),
    "cap_110": ("cap_110", monday(session("long", 6, km=22.1)), {}),
    "cap_110, too long ago": (
        "cap_110",
        monday(session("long", 3, km=14), longest_km=None, done=(done("long", -28, km=14), done("easy", -3, km=10))),
        {},
    ),
    "rest_day": ("rest_day", monday(*HARD_WEEK), {}),
    "rest_day, history": (
        "rest_day",
        monday(session("easy", 0), done=tuple(done("easy", -day) for day in range(1, 7))),
        {},
    ),
    "no_stacking, km": (
        "no_stacking",
        monday(session("easy", 3), session("intervals", 1, id="lost", key=True, status="missed"), day=WEDNESDAY),
        {"lost": (2, "as_planned")},
    ),
    "not_owed, easy": (
        "not_owed",
        monday(session("easy", -1, id="lost", status="missed"), session("easy", 1, km=20)),
        {"lost": (2, "as_planned"), "easy_1": (1, "drop")},
    ),
    "not_owed, called off": (
        "not_owed",
        monday(session("easy", 0), today=today("rest")),
        {"easy_0": (1, "as_planned")},
    ),
    "one_run_a_day": (
        "one_run_a_day",
        monday(session("easy", 1), session("recovery", 2, 18)),
        {"easy_1": (2, "as_planned")},
    ),
    "own_week": ("own_week", monday(session("easy", 6), days=14), {"easy_6": (7, "as_planned")}),
    "own_week, too far": ("own_week", monday(session("easy", 0)), {"easy_0": (4, "as_planned")}),
    "availability": ("availability", monday(session("easy", 1), settings=WeekSettings(availability=AWAY)), {}),
    "availability, in all": (
        "availability",
        monday(
            *(session("mobility", 1, id=str(n), km=0, minutes=12) for n in range(3)),
            settings=WeekSettings(availability=AWAY),
        ),
        {},
    ),
    "availability, no time, no length": (
        "availability",
        monday(
            replace(session("easy", 1), duration_s=None),
            settings=WeekSettings(availability=Availability(weekdays={1: 0})),
        ),
        {},
    ),
    "availability, sport": (
        "availability",
        monday(session("easy", 1), settings=WeekSettings(availability=Availability(sports=("xt",)))),
        {},
    ),
    "verdict, easy": ("verdict", monday(session("tempo", 0), today=today("run_easy")), {}),
    "verdict, long run": ("verdict", monday(session("long", 0), today=today("run_easy")), {}),
    "verdict, pain not told": ("verdict", monday(session("long", 0), today=today("run_easy", pain=None)), {}),
    "verdict, reduced": (
        "verdict",
        monday(session("easy", 0), today=today("run_reduced", share=0.7)),
        {"easy_0": (0, "share_80")},
    ),
    "verdict, share": (
        "verdict",
        monday(session("easy", 0), today=today("run_easy", share=0.5)),
        {"easy_0": (0, "share_70")},
    ),
    "verdict, legs": ("verdict", monday(session("strength_leg", 0), today=today("run_reduced")), {}),
    "verdict, no run": ("verdict", monday(session("recovery", 0), today=today("cross_train")), {}),
    "verdict, rest": (
        "verdict",
        monday(session("easy", 0), today=today("rest")),
        {"easy_0": (0, "cross_train")},
    ),
    "referral, same day": ("referral", monday(session("xt", 1, km=0), today=today("rest", referral="same_day")), {}),
    "referral, in its place": (
        "referral",
        monday(session("easy", 1), today=today("rest", referral="prompt")),
        {"easy_1": (1, "cross_train")},
    ),
    "referral": ("referral", monday(session("easy", 2), today=today("rest", referral="prompt")), {}),
    "bone_stress": ("bone_stress", monday(session("easy", 6), today=today("rest", bone_stress=True)), {}),
    "bone_stress, legs": (
        "bone_stress",
        monday(session("strength_leg", 6, km=0), today=today("run_easy", bone_stress=True)),
        {},
    ),
    "bone_stress, in its place": (
        "bone_stress",
        monday(session("easy", 6), today=today("rest", bone_stress=True)),
        {"easy_6": (6, "cross_train")},
    ),
    "own_day, with its own run": (
        "own_day",
        monday(session("easy", 0), session("tempo", 1)),
        {"easy_0": (0, "drop"), "tempo_1": (0, "as_planned")},
    ),
    "own_day, less is asked for": (
        "own_day",
        monday(session("recovery", 1), today=today("run_easy")),
        {"recovery_1": (0, "share_50")},
    ),
    "return, half": ("return", monday(session("easy", 3), days_off=8), {"easy_3": (3, "share_70")}),
    "return, later": ("return", monday(session("easy", 5), days_off=8), {}),
    "return, hard": ("return", monday(session("tempo", 5), days_off=8), {"tempo_5": (5, "share_50")}),
    "return, under way": (
        "return",
        monday(session("easy", 0), days_off=8, returned=MONDAY - timedelta(days=3)),
        {"easy_0": (0, "share_80")},
    ),
    "return, run and walk": ("return", monday(session("easy", 0), days_off=30), {"easy_0": (0, "share_50")}),
    "return, calf": ("return", monday(session("easy", 0), today=today("run_easy", calf_strain=True)), {}),
    "return, every second day": (
        "return",
        monday(session("easy", 0), session("easy", 1), days_off=30),
        {"easy_0": (0, "run_walk"), "easy_1": (1, "run_walk")},
    ),
    "return, run and walk for no reason": ("return", monday(session("easy", 0)), {"easy_0": (0, "run_walk")}),
    "taper, moved": (
        "taper",
        monday(session("strength_leg", 2, km=0), session("race", 6, race="5k", priority="A")),
        {"strength_leg_2": (3, "as_planned")},
    ),
    "taper, made up": (
        "taper",
        monday(
            session("tempo", 1, km=9),
            session("tempo", -1, id="lost", key=True, status="missed"),
            session("race", 6, race="5k", key=True),
        ),
        {"lost": (0, "as_planned"), "tempo_1": (1, "drop")},
    ),
    "forecast, hard": ("forecast", monday(session("tempo", 1), chances=(replace(SORE, run=0.1, long=0.1),)), {}),
    "forecast, long": ("forecast", monday(session("long", 1), chances=(replace(SORE, run=0.1),)), {}),
    "forecast, legs": ("forecast", monday(session("strength_leg", 1), chances=(replace(SORE, hard=0.1),)), {}),
    "forecast, run": ("forecast", monday(session("easy", 1), chances=(SORE,)), {}),
    "form": (
        "form",
        monday(session("tempo", 1)),
        {"tempo_1": (2, "easy")},
    ),
    "fixed_kept, moved": ("fixed_kept", monday(session("easy", 1, hold="fixed")), {"easy_1": (2, "as_planned")}),
    "fixed_kept, dropped": ("fixed_kept", monday(session("race", 1, race="5k")), {"race_1": (1, "drop")}),
    "fixed_kept, clinic": (
        "fixed_kept",
        monday(session("easy", 1, plan="clinic"), settings=WeekSettings(clinician_plans=("clinic",))),
        {"easy_1": (1, "share_50")},
    ),
}


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
