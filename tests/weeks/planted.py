"""A breach of each kind, planted: the rule, the situation, and where sessions are placed otherwise than meant."""

from dataclasses import replace
from datetime import timedelta

from sorewise.model.plan import Availability, WeekSettings
from sorewise.model.week import DayChance, Today
from weeks.made import MONDAY, done, monday, session

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
    "no_swap": (
        "no_swap",
        monday(session("easy", 2), session("easy", 4, km=12)),
        {"easy_2": (4, "as_planned"), "easy_4": (2, "as_planned")},
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
    "verdict, share of what is no run": (
        "verdict",
        monday(session("xt", 0, km=0), today=today("run_easy", share=0.8)),
        {},
    ),
    "verdict, minutes": ("verdict", monday(session("easy", 0), today=today("run_easy", minutes=40)), {}),
    "verdict, km": ("verdict", monday(session("easy", 0), today=today("run_easy", km=7.5)), {}),
    "verdict, legs": ("verdict", monday(session("strength_leg", 0), today=today("run_reduced")), {}),
    "verdict, no run": ("verdict", monday(session("recovery", 0), today=today("cross_train")), {}),
    "verdict, rest": (
        "verdict",
        monday(session("easy", 0), today=today("rest")),
        {"easy_0": (0, "cross_train")},
    ),
    "verdict, the day after rest": (
        "verdict",
        monday(session("long", 2), today=today("rest")),
        {"long_2": (1, "as_planned")},
    ),
    "referral, not moved": (
        "referral",
        monday(session("easy", 5), today=today("rest", referral="prompt")),
        {"easy_5": (4, "as_planned")},
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
