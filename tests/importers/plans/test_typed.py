"""Plans typed in a line: days, kinds, lengths, steps, marks; what is in doubt is told and never guessed."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.plans import read_plan, typed_plan
from sorewise.importers.plans.meaning import meaning
from sorewise.model.plan import Repeat, Step, Target
from sorewise.text.problems import problem_why

THURSDAY = date(2026, 6, 11)


def typed(text):
    """The plan read on that Thursday."""
    return typed_plan(text, today=THURSDAY, zone="Europe/Berlin")


def codes(read):
    """What was told, and where."""
    return [(problem.code, problem.place) for problem in read.problems]


def test_the_line_of_the_manual():
    """Three sessions, each on the next such day, today included; the steps of the first, the mark of the last."""
    read = typed("tue intervals 6x800 @ 5k, thu 45 min easy, sun long 18 km!")
    assert read.problems == ()
    thursday, sunday, tuesday = read.sessions
    assert (thursday.day, thursday.kind, thursday.duration_s) == (THURSDAY, "easy", 2700)
    assert (sunday.day, sunday.kind, sunday.distance_m, sunday.key) == (date(2026, 6, 14), "long", 18_000, True)
    assert (tuesday.day, tuesday.kind, tuesday.key) == (date(2026, 6, 16), "intervals", False)
    assert tuesday.steps == (Repeat(times=6, steps=(Step(role="active", distance_m=800, cue="5k"),)),)


def test_commas_part_steps_until_the_next_day():
    """A session goes on after a comma; all by distance and with a warm-up, its steps add up to its length."""
    (session,) = typed("Di 2 km Einlaufen, 6x800 in 4:00/km, 400 m Trabpause, 2,5 km Auslaufen").sessions
    assert session.distance_m == 2000 + 6 * 1200 + 2500
    warm, repeat, cool = session.steps
    assert (warm, cool) == (Step(role="warmup", distance_m=2000), Step(role="cooldown", distance_m=2500))
    assert repeat.steps == (
        Step(role="active", distance_m=800, target=Target(kind="pace_s_per_km", low=240, high=240)),
        Step(role="recovery", distance_m=400),
    )


@pytest.mark.parametrize(
    ("text", "seconds", "metres"),
    [
        ("6x800 / 2 min 55 min", 3300, None),
        ("5x1000 m 90 s 50 min", 3000, None),
        ("4x2 km / 3 min 14 km", None, 14_000),
    ],
)
def test_nobody_recovers_for_an_hour(text, seconds, metres):
    """A length after the recovery that is none is the session's."""
    (session,) = typed(f"tue {text}").sessions
    assert (session.duration_s, session.distance_m) == (seconds, metres)
    assert [step.role for step in session.steps[0].steps] == ["active", "recovery"]


def test_a_weekday_that_comes_round_again_is_a_week_later():
    """Tue, thu, tue are two weeks; twice in a row is twice on one day."""
    days = [session.day for session in typed("tue easy 5 km, tue core 20 min, thu easy 6 km, tue easy 7 km").sessions]
    assert days == [THURSDAY, date(2026, 6, 16), date(2026, 6, 16), date(2026, 6, 23)]


@pytest.mark.parametrize(
    ("text", "day", "start"),
    [
        ("2026-06-13 easy 5 km", date(2026, 6, 13), None),
        ("Sat 13.6. 18:00 easy 5 km", date(2026, 6, 13), time(18)),
        ("13. Juni 7 Uhr easy 5 km", date(2026, 6, 13), time(7)),
        ("June 13th 6:30pm easy 5 km", date(2026, 6, 13), time(18, 30)),
        ("6/13 easy 5 km", date(2026, 6, 13), None),
        ("tomorrow easy 5 km", date(2026, 6, 12), None),
        ("- fri: easy 5 km", date(2026, 6, 12), None),
        ("3.1. easy 5 km", date(2027, 1, 3), None),
    ],
)
def test_days_as_people_write_them(text, day, start):
    """The day, with the time of day where one is named."""
    (session,) = typed(text).sessions
    assert (session.day, session.start, session.distance_m) == (day, start, 5000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("long 18 km", "long"),
        ("Langer Lauf 25 km", "long"),
        ("tempo 3x10 min", "tempo"),
        ("8 x hill sprint 10 s", "hills"),
        ("6x800", "intervals"),
        ("5x(3 min hard / 2 min easy)", "intervals"),
        ("marathon pace 12 km", "tempo"),
        ("2 km warm-up, 8 km marathon pace", "tempo"),
        ("easy 40 min, 6x100 strides", "easy"),
        ("Kraft 40 min", "strength_leg"),
        ("core 20 min", "strength_other"),
        ("upper body gym 40 min", "strength_other"),
        ("yoga 30 min", "mobility"),
        ("bike 60 min", "xt"),
        ("rest", "rest"),
        ("10k race", "race"),
        ("half marathon", "race"),
        ("time trial 5 km", "test"),
        ("10x 1 min run 1 min walk", "easy"),
    ],
)
def test_kinds(text, kind):
    """What the words say; what asks more wins."""
    assert meaning(text).kind == kind
    assert meaning(text).assumed == ()


def test_a_kind_nobody_knows_counts_as_hard_and_is_asked_about():
    """A brisk run, or one with a pace, is not taken for an easy one; a bare run is, and that is told."""
    read = typed("fri moonwalk 8 km, sat brisk run 8 km, sun 8 km @ 4:10/km, mon run 8 km")
    assert [(s.kind, s.assumed) for s in read.sessions] == [("intervals", ("kind",))] * 3 + [("easy", ())]
    assert [problem.code for problem in read.problems] == ["kind_unknown"] * 3 + ["kind_plain"]
    assert "counts as hard" in problem_why(read.problems[0])


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("race 5k", "5k"),
        ("parkrun", "5k"),
        ("10 km race", "10k"),
        ("race 15 km", "half"),
        ("Halbmarathon Köln", "half"),
        ("race 30 km", "long_other"),
        ("marathon", "marathon"),
        ("race 80 km", "ultra"),
    ],
)
def test_races_are_fixed_and_known_by_name_or_length(text, race):
    """Between two, the longer one."""
    found = meaning(text)
    assert (found.kind, found.race, found.fixed) == ("race", race, True)


def test_a_race_without_a_length_is_told():
    """It stays open, so that the planner takes it for a half marathon and says so."""
    (session,) = (read := typed("sun B race =")).sessions
    assert (session.race, session.assumed, session.hold, session.priority) == (None, ("length",), "fixed", "B")
    assert codes(read) == [("race_length", "line 1")]


@pytest.mark.parametrize(
    ("text", "seconds", "metres", "noted"),
    [
        ("easy 1h30", 5400, None, []),
        ("easy 1:30 h", 5400, None, []),
        ("easy 1:15:00", 4500, None, []),
        ("easy 90'", 5400, None, []),
        ("easy 30 min 5 km", 1800, 5000, []),
        ("easy 7,5 km", None, 7500, []),
        ("easy 5 mi", None, 8046.72, []),
        ("easy 40-50 min", 2400, None, ["length_range"]),
        ("easy 45m", None, None, ["length_unclear"]),
        ("easy 1:30", None, None, []),
        ("easy 5 km or 6 km", None, 5000, ["two_lengths"]),
        ("10 km with 6x100 m strides", None, 10_000, []),
        ("5x(3 min hard / 2 min easy) 50 min total", 3000, None, []),
        ("3x(4x400/200)", None, None, ["steps_unclear"]),
        ("6x3", None, None, ["steps_unclear"]),
    ],
)
def test_lengths(text, seconds, metres, noted):
    """Minutes are never taken for metres, and what is in doubt is left open and told."""
    found = meaning(text)
    assert (found.duration_s, found.distance_m) == (seconds, metres)
    assert [code for code, _ in found.notes if not code.startswith("kind")] == noted


def test_what_cannot_be_is_left_out_with_its_line():
    """The good lines around it are kept."""
    read = typed("easy 5 km\n1/2/2026 easy 5 km\nfri easy 99 h\nfri easy 300 km\nfri easy -5 km\nfri\nsat easy 5 km")
    assert [session.day for session in read.sessions] == [date(2026, 6, 13)]
    assert codes(read) == [
        ("no_day", "line 1"),
        ("date_unclear", "line 2"),
        ("absurd_length", "line 3"),
        ("absurd_length", "line 4"),
        ("absurd_length", "line 5"),
        ("nothing_said", "line 6"),
    ]


def test_a_plan_of_the_past_and_one_too_far_ahead():
    """Both are told; the days just gone are kept, for the planner looks back at what was missed."""
    assert codes(typed("2020-01-01 easy 5 km")) == [("plan_in_the_past", "")]
    read = typed("2026-06-09 easy 5 km")
    assert (len(read.sessions), codes(read)) == (1, [("plan_in_the_past", "")])
    assert codes(typed("2028-01-01 easy 5 km, fri easy 5 km")) == [("too_far_ahead", "line 1")]


def test_the_same_session_twice_is_kept_once():
    """A line pasted twice does not double the week."""
    read = typed("fri easy 5 km\n2026-06-12 easy 5 km")
    assert len(read.sessions) == 1
    assert codes(read) == [("doubled_session", "line 2")]


def test_two_sports_on_one_day_are_two_sessions():
    """A run and strength stand for themselves."""
    assert {s.kind for s in typed("fri easy 45 min + core 20 min").sessions} == {"easy", "strength_other"}


WORDS = st.sampled_from(
    ["tue", "mon", "easy", "6x800", "@", "5k", "4:30/km", "!", "=", ",", ";", "\n", "18 km", "1h30", "x", "(", ")", "/",
     "race", "3x(2x400)", "13.6.", "1/2", "-5", "m", "99999999999", "RPE 7", "z2", "warm-up", "%", "'", "٣", "²"]
)  # fmt: skip


@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map(" ".join))
def test_nothing_that_is_typed_raises(text):
    """Nor is it read differently the second time."""
    assert typed(text) == typed(text)


@given(st.binary(max_size=300))
def test_rubbish_never_raises(data):
    """Whatever the bytes; each problem has its sentence."""
    read = read_plan(data, "x", today=THURSDAY, zone="UTC")
    assert read == read_plan(data, "x", today=THURSDAY, zone="UTC")
    assert all("could not be taken" not in problem_why(problem) for problem in read.problems)
