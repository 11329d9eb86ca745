"""What the views of the past count, and that what nobody spoke of counts for nothing."""

from dataclasses import replace
from datetime import timedelta, timezone

from hypothesis import given, settings

from sorewise.model.records import Spot
from sorewise.model.verdict import Place
from sorewise.training.display import load_days
from sorewise.training.look_back.before import before_spells, day_after
from sorewise.training.look_back.calendar import calendar
from sorewise.training.look_back.doings import doings
from sorewise.training.look_back.ground import WINDOW, look
from sorewise.training.look_back.heat import WHOLE, heat, weekly
from sorewise.training.look_back.rest import nights_seen
from sorewise.training.look_back.soreness import stories
from sorewise.training.look_back.spells import spells
from sorewise.training.look_back.weeks import weeks
from training.histories import NOW, TODAY, at, day, facts, histories, history, legs, morning, night, run, sore

SPIKE_PCT = 10
CALF = Place("calf", "left")
FEW = settings(max_examples=settings.default.max_examples // 5)


def looked(*records, now=NOW):
    """The ground of these records."""
    return look(history(*records), now)


def story_of(found, place=CALF):
    """The story of one place."""
    return next(story for story in stories(found) if story.place == place)


# ------------------------------------------------------------------------------------------------ each place


def test_a_day_says_the_worst_that_was_told_of_a_place():
    """Of two check-ins the worse counts; in a run it may hurt more than the morning told."""
    found = looked(
        morning(2, sore(pain=2)),
        morning(2, sore(pain=3), phase="in_run", hour=18, pain_now=5),
        morning(1, sore(pain=4)),
    )
    assert [(one.day, one.pain) for one in story_of(found).days] == [(day(2), 5.0), (day(1), 4.0)]


def test_a_day_without_a_check_in_is_not_a_day_without_pain():
    """Fresh legs say 0; a check-in about sleep alone, and a day without one, say nothing."""
    found = looked(morning(4, sore(pain=3)), morning(3, legs="fresh"), morning(2, fatigue=3), morning(0, sore()))
    assert [(one.day, one.sore, one.pain) for one in story_of(found).days] == [
        (day(4), True, 3.0),
        (day(3), False, 0.0),
        (day(0), True, None),
    ]


def test_both_sides_are_two_places_and_an_untold_side_joins_those_that_were_told():
    """A calf without a side counts for the left one that was told; alone it stands for itself."""
    found = looked(
        morning(3, sore("quad", "both", pain=2)), morning(2, sore(pain=2)), morning(1, sore(side=None, pain=4))
    )
    assert {story.place for story in stories(found)} == {Place("quad", "left"), Place("quad", "right"), CALF}
    assert [one.pain for one in story_of(found).days if one.sore] == [2.0, 4.0]
    (alone,) = stories(looked(morning(1, sore(side=None, pain=4))))
    assert alone.place == Place("calf", None)


# ------------------------------------------------------------------------------------------------ the body


def test_heat_counts_sore_days_of_the_days_that_were_told():
    """Sore on 2 of 3 days spoken of; a finer place of the map counts by itself, the region where none was told."""
    inner = Spot(region="calf", side="left", key="calf_inner", answers={"pain": 6})
    found = looked(morning(30, sore(pain=9)), morning(5, inner), morning(4, legs="fresh"), morning(3, sore(pain=2)))
    (calf,) = heat(stories(found), TODAY).places
    assert (calf.sore, calf.told, calf.worst) == (2, 3, 6.0)
    assert calf.keys == {"calf_inner": 1, WHOLE: 1}


def test_weekly_pictures_end_today_and_reach_half_a_year_back():
    """Every picture is one window; soreness leaves it after its days."""
    pictures = weekly(stories(looked(morning(40, sore(pain=3)))), TODAY)
    assert [len(pictures), pictures[-1].last, pictures[0].last] == [26, TODAY, day(175)]
    assert {(TODAY - one.last).days for one in pictures if one.places} == {14, 21, 28, 35}


@given(histories())
@FEW
def test_counts_never_exceed_the_days_they_are_counted_in(record):
    """Sore days <= days spoken of <= days of the window; no key was sore on more days than its place."""
    found = look(record, NOW)
    told = stories(found)
    for picture in weekly(told, TODAY, weeks=8):
        for one in picture.places:
            assert 1 <= one.sore <= one.told <= WINDOW
            assert all(1 <= count <= one.sore for count in one.keys.values())
    done = doings(found, SPIKE_PCT)
    for one in before_spells(spells(found), done):
        assert all(1 <= count.times <= count.of == len(one.spells) for count in one.counts)
    for story in told:
        assert all(count.times <= min(count.of, count.days) for count in day_after(story, done, TODAY))
        assert all(one.pain is None or one.pain >= 0 for one in story.days)


@given(histories())
@FEW
def test_days_told_are_days_with_a_check_in(record):
    """No view speaks of a day on which nobody did."""
    found = look(record, NOW)
    asked = {one.at.date() for one in record.check_ins}
    assert {one.day for story in stories(found) for one in story.days} <= asked
    for one in calendar(found, {}, day(70), TODAY):
        assert one.checked == (one.day in asked)
        assert one.checked or (not one.spots and one.worst is None)


# ------------------------------------------------------------------------------------------------ the spells


def test_spells_break_where_complaints_of_a_check_in_do():
    """Fresh legs end one; the last of them is as old as the days sore that a check-in would be told."""
    found = looked(
        morning(9, sore(pain=2)), morning(6, legs="fresh"), morning(3, sore(pain=4)), morning(1, sore(pain=3))
    )
    first, second = spells(found)
    assert (first.start, first.last, first.worst) == (day(9), day(9), 2.0)
    assert (second.start, second.last, second.worst, second.days) == (day(3), day(1), 4.0, 2)


def test_a_spell_begins_when_the_runner_said_so():
    """Told today to be sore for three days: it began the day before yesterday."""
    (spell,) = spells(looked(morning(0, sore(pain=3, days_sore=3))))
    assert spell.start == day(2)


def test_what_was_before_each_spell_is_counted_beside_how_often_it_was_on():
    """Two spells, both the day after intervals; intervals were on three times in all."""
    found = looked(
        run(20, kind="intervals"),
        morning(19, sore(pain=3)),
        morning(18, legs="fresh"),
        run(10, kind="intervals"),
        legs(8),
        run(6, kind="intervals"),
        morning(5, sore(pain=2)),
    )
    (calf,) = before_spells(spells(found), doings(found, SPIKE_PCT))
    counts = {(one.what, one.ago): (one.times, one.of, one.days) for one in calf.counts}
    assert counts["intervals", 1] == (2, 2, 3)
    assert counts["nothing", 2] == (1, 2, counts["nothing", 2][2])
    assert calf.counts[0].what == "intervals"


def test_of_the_day_itself_only_what_was_over_counts():
    """Sore after the evening's race: the race is told, tomorrow's leg day and a run still to come are not."""
    found = looked(
        run(3, km=10, hour=9, kind="race"), run(3, km=5, hour=20), morning(3, sore(pain=3), phase="after_run", hour=12)
    )
    (calf,) = before_spells(spells(found), doings(found, SPIKE_PCT))
    assert {one.what for one in calf.counts if one.ago == 0} == {"race"}


def test_a_run_much_longer_than_before_is_a_spike():
    """12 km after 10 is one, 10.5 is not, and the first run of all has nothing to be held against."""
    found = doings(looked(run(5, km=10), run(3, km=10.5), run(1, km=12)), SPIKE_PCT)
    assert [ago for ago in (5, 3, 1) if "spike" in found.on(day(ago))] == [1]


def test_days_outside_the_record_are_unknown():
    """Before the first session nothing is known: not that nothing was on."""
    found = doings(looked(run(3)), SPIKE_PCT)
    assert [found.on(day(ago)) for ago in (4, 3, 2)] == [set(), {"run"}, {"nothing"}]


def test_sore_days_after_a_kind_of_day():
    """5 of 6 is said only where it is so: here 2 of 3 sore days came the day after the leg day."""
    found = looked(
        legs(9),
        morning(8, sore(pain=2)),
        legs(5),
        morning(4, sore(pain=2)),
        run(2, kind="easy"),
        morning(1, sore(pain=2)),
    )
    first = day_after(story_of(found), doings(found, SPIKE_PCT), TODAY)[0]
    assert (first.what, first.times, first.of, first.days) == ("leg_day", 2, 3, 2)


# ------------------------------------------------------------------------------------------------ load and nights


def test_weeks_end_today_and_agree_with_the_load_that_is_shown_elsewhere():
    """ATL, CTL, TSB and the week's load are those of `load_days`."""
    record = history(*(run(n, km=8 + n % 3, rpe=4) for n in range(1, 60, 2)))
    found = weeks(look(record, NOW))
    last = load_days(record, NOW, last=1)[-1]
    assert (found[-1].load, found[-1].atl, found[-1].ctl, found[-1].tsb) == (last.week, last.atl, last.ctl, last.tsb)
    assert (found[-1].sessions, len(found), found[-1].last, found[0].load) == (3, 26, TODAY, None)


def test_a_session_of_unknown_load_leaves_the_week_unknown():
    """Unknown is not zero: the bar is missing, the kilometres are there."""
    week = weeks(looked(*(run(n, rpe=3) for n in range(8, 20)), run(1, rpe=None, heart_rate=None)))[-1]
    assert (week.load, week.km) == (None, 10.0)


@given(histories(odd=True))
@FEW
def test_the_baseline_of_a_night_is_the_one_its_morning_was_held_against(record):
    """Each night stands beside what a check-in of that day would have derived."""
    record = replace(record, check_ins=())
    for one in nights_seen(look(record, NOW), days=10):
        moment = NOW - timedelta(days=(TODAY - one.day).days)
        told = facts(*record.nights, now=moment)
        assert (one.rhr, one.sleep_h) == (told["rhr_today"], told["sleep_h"])
        assert one.rhr_base == told["rhr_base"]
        assert _near(one.sleep_week_h, told["sleep_avg7_h"])


def _near(left, right):
    return left == right or abs(left - right) < 1e-9


def test_a_baseline_needs_enough_nights():
    """Twelve nights before give a median; eleven give none; three of seven nights give a mean."""
    nights = [night(n, resting_hr=50 + n % 3, sleep_s=7 * 3600) for n in range(13)]
    found = nights_seen(looked(*nights))
    assert [found[-1].rhr_base, found[-2].rhr_base] == [51.0, None]
    assert [one.sleep_week_h for one in found[:3]] == [None, None, 7.0]


# ------------------------------------------------------------------------------------------------ the calendar


def test_a_calendar_day_holds_verdict_pain_places_and_sessions():
    """The verdict is handed in; pain in the run counts; a day without anything is unknown."""
    found = looked(
        morning(1, sore(pain=2), sore("quad", "right", pain=3)),
        morning(1, sore(pain=2), phase="in_run", hour=18, pain_now=5),
        run(1, km=9, kind="easy"),
    )
    empty, full = calendar(found, {day(1): "run_easy"}, day(2), day(1))
    assert (empty.verdict, empty.checked, empty.spots, empty.sessions) == (None, False, (), ())
    assert (full.verdict, full.worst) == ("run_easy", 5.0)
    assert full.spots == ((CALF, 5.0), (Place("quad", "right"), 3.0))
    assert [(one.kind, one.km) for one in full.sessions] == [("easy", 9.0)]


def test_pain_without_a_place_is_shown_as_such():
    """A number alone is pain somewhere in the legs; 0 is none."""
    somewhere, none = calendar(looked(morning(2, pain=4), morning(1, pain=0)), {}, day(2), day(1))
    assert somewhere.spots == ((Place("unplaced", None), 4.0),)
    assert (none.spots, none.checked) == ((), True)


def test_an_empty_record_gives_empty_views():
    """Nothing is known, and nothing fails."""
    found = looked()
    assert stories(found) == spells(found) == nights_seen(found) == ()
    assert all(week.load is None for week in weeks(found))
    assert doings(found, SPIKE_PCT).on(TODAY) == frozenset()


def test_travel_keeps_each_record_on_its_own_day():
    """A check-in at seven in Tokyo is of the Tokyo day."""
    tokyo = timezone(timedelta(hours=9))
    found = looked(replace(morning(2, sore(pain=3)), at=at(2, 7, tokyo)))
    assert [one.day for one in story_of(found).days] == [day(2)]
    assert [one.day for one in calendar(found, {}, day(3), TODAY) if one.checked] == [day(2)]
