"""Tables: columns by any of their names, as spreadsheets save them, weeks in rows; what is in doubt is told."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.plans import read_plan
from sorewise.text.problems import problem_why

THURSDAY = date(2026, 6, 11)
HIGDON = """
# Half marathon

| Week | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|------|-----|-----|:---:|-----|-----|-----|-----|
| 1 | Rest | 3 mi run | 30 min cross | **6x400** | Rest | - | 4 mi run |
| 2 | Rest | 35 min tempo! | 3 mi run |  | Rest | [5-K race](http://example.org) | 90 min long |
"""


def table(text, name="plan.csv"):
    """The plan in a table, read on that Thursday."""
    return read_plan(text if isinstance(text, bytes) else text.encode(), name, today=THURSDAY, zone="Europe/Berlin")


def told(plan):
    """What was told, and where."""
    return [(problem.code, problem.place) for problem in plan.problems]


def test_every_column():
    """Date, start, session, distance, time, key, fixed, race, notes; the row of nothing is no session."""
    plan = table(
        "date,start,session,distance,time,key,fixed,race,notes\n"
        "2026-06-12,18:30,easy run,8,0:48,,,,with Anna\n"
        "2026-06-13,,6x800 @ 5k,12 km,,x,yes,,\n"
        "2026-06-14,9:00,,21.1,,,,half,Köln\n"
        "2026-06-15,,-,,,,,,\n"
    )
    easy, hard, race = plan.sessions
    assert (plan.format, plan.plan, plan.problems) == ("csv", "plan", ())
    assert (easy.start, easy.distance_m, easy.duration_s, easy.notes) == (time(18, 30), 8000, 2880, "with Anna")
    assert (hard.kind, hard.distance_m, hard.key, hard.hold, len(hard.steps)) == ("intervals", 12_000, True, "fixed", 1)
    assert (race.kind, race.race, race.distance_m, race.start, race.hold) == ("race", "half", 21_100, time(9), "fixed")


GERMAN = (
    "Trainingsplan Frühjahr;;;;\r\n"
    "Datum;Einheit;Strecke (km);Dauer (min);Wichtig\r\n"
    "12.06.2026;lockerer Lauf für Müller;7,5;45;\r\n"
    "14.06.2026;Langer Lauf;18,0;;ja\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_what_spreadsheets_save(encoding, separator):
    """Semicolons, tabs, decimal commas, a title above the header, any encoding."""
    plan = table(GERMAN.replace(";", separator).encode(encoding))
    easy, long = plan.sessions
    assert (easy.kind, easy.distance_m, easy.duration_s, easy.name) == ("easy", 7500, 2700, "lockerer Lauf für Müller")
    assert (long.kind, long.distance_m, long.key) == ("long", 18_000, True)
    assert plan.problems == ()


def test_weeks_in_rows_with_a_column_for_each_weekday():
    """The first week begins on the next Monday, which is told; Markdown's marks and links are only looks."""
    plan = table(HIGDON, "higdon.md")
    kinds = {session.day: session.kind for session in plan.sessions}
    assert plan.format == "markdown"
    assert kinds[date(2026, 6, 15)] == "rest"
    assert kinds[date(2026, 6, 17)] == "xt"
    assert kinds[date(2026, 6, 18)] == "intervals"
    assert kinds[date(2026, 6, 23)] == "tempo"
    assert kinds[date(2026, 6, 27)] == "race"
    assert date(2026, 6, 20) not in kinds
    assert ("weeks_from", "line 6") in told(plan)
    assert {session.race for session in plan.sessions if session.kind == "race"} == {"5k"}


def test_the_ids_of_numbered_weeks_do_not_hang_on_the_day_of_reading():
    """The plan begins later if it is read later; its sessions are the same ones."""
    later = read_plan(HIGDON.encode(), "higdon.md", today=date(2026, 6, 25), zone="Europe/Berlin")
    assert {s.id: s.name for s in later.sessions} == {s.id: s.name for s in table(HIGDON, "higdon.md").sessions}
    assert later.sessions[0].day == date(2026, 6, 29)


def test_headings_name_weeks_and_empty_cells_go_on():
    """Two tables under "Week 1" and "Week 2"; two sessions of one Tuesday."""
    plan = table(
        "## Week 1\n\n|Day|Session|\n|---|---|\n|Tue|6x800|\n\n"
        "## Week 2\n\n|Day|Session|\n|---|---|\n|Tue|easy 5 km|\n||core 20 min|\n|Sun|long 18 km|\n"
    )
    days = [(session.day.day, session.kind) for session in plan.sessions]
    assert sorted(days) == [(16, "intervals"), (23, "easy"), (23, "strength_other"), (28, "long")]


def test_calendar_weeks_are_those_of_the_calendar():
    """KW 25 of 2026 begins on 15 June."""
    plan = table("KW;Tag;Training\n25;Di;6x1000\n25;So;25 km lang\n26;Di;Tempolauf 8 km\n")
    assert [s.day for s in plan.sessions] == [date(2026, 6, 16), date(2026, 6, 21), date(2026, 6, 23)]
    assert plan.problems == ()


def test_day_or_month_first_is_told_by_the_column_or_not_at_all():
    """One 13 in the column tells it for all rows; without one nothing is guessed."""
    plan = table("day,workout,miles\n6/12,easy,5\n6/13,tempo,6\n")
    assert [(s.day, round(s.distance_m)) for s in plan.sessions] == [
        (date(2026, 6, 12), 8047),
        (date(2026, 6, 13), 9656),
    ]
    plan = table("day,workout,miles\n6/7,easy,5\n6/8,tempo,6\n")
    assert (plan.sessions, told(plan)) == ((), [("dates_unclear", "line 2")])
    assert "2 rows" in problem_why(plan.problems[0])


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("45", 2700), ("0:45", 2700), ("1:30", 5400), ("45:00", 2700), ("1:15:30", 4530), ("1h15", 4500), ("40-50", 2400),
     ("90 min", 5400), ("1,5 h", 5400)],
)  # fmt: skip
def test_times_as_cells_write_them(cell, seconds):
    """1:30 is hours and minutes, 45:00 minutes and seconds."""
    assert table(f"date;session;time\n2026-06-12;easy;{cell}\n").sessions[0].duration_s == seconds


def test_rows_that_are_not_understood_are_named_and_the_rest_is_kept():
    """Each with its line and column."""
    plan = table(
        "date,session,distance,key\n"
        "soon,easy,5,\n"
        "2026-06-12,easy,far,\n"
        "2026-06-13,easy,5,perhaps\n"
        "2026-06-14,easy,-5,\n"
        "2026-06-15,easy,500,\n"
        "2026-06-16,easy,5,,,,more\n"
        "2026-06-17,moonwalk,5,\n"
        "2030-06-17,easy,5,\n"
        "2026-06-13,easy,5,\n"
        "2026-06-18,easy,6,\n"
    )
    assert [s.day.day for s in plan.sessions] == [12, 13, 17, 18]
    assert told(plan) == [
        ("too_many_cells", "line 7"),
        ("date_unclear", "line 2"),
        ("cell_unclear", "line 3, column distance"),
        ("mark_unclear", "line 4, column key"),
        ("absurd_length", "line 5"),
        ("absurd_length", "line 6"),
        ("too_far_ahead", "line 9"),
        ("doubled_session", "line 10"),
        ("kind_unknown", "line 8"),
    ]
    assert all("could not be taken" not in problem_why(problem) for problem in plan.problems)


def test_a_quotation_mark_that_is_never_closed_loses_no_row():
    """A cell may go over lines; one that swallows the rest of the file may not."""
    plan = table(
        'date,session,notes\n2026-06-12,easy 5 km,"over\ntwo lines"\n2026-06-13,easy 6 km,"open\n2026-06-14,easy 7 km\n'
    )
    assert [s.distance_m for s in plan.sessions] == [5000, 6000, 7000]
    assert told(plan) == [("open_quote", "line 4")]


def test_type_and_words_together_tell_the_kind():
    """A column for the type helps, but does not make intervals easy."""
    plan = table("date,type,workout\n2026-06-12,Easy run,8 km with hill sprints\n2026-06-13,Gym,upper body 30 min\n")
    assert [s.kind for s in plan.sessions] == ["hills", "strength_other"]


CELLS = st.sampled_from(
    ["2026-06-12", "tue", "6/7", "easy", "6x800", "8", "1:30", "x", "-", "", '"', "Week 1", "KW 99", "٣", "²", "1e9"]
) | st.text(max_size=6)  # fmt: skip
HEADERS = st.lists(
    st.sampled_from(["date", "day", "week", "KW", "session", "miles", "time", "key", "Mo", "Di", "Mi"]),
    min_size=1,
    max_size=8,
)


@given(HEADERS, st.lists(st.lists(CELLS, max_size=9), max_size=8), st.sampled_from(",;\t|"))
def test_no_table_raises(header, rows, separator):
    """Whatever is in it; read twice it is the same."""
    text = "\n".join(separator.join(row) for row in [header, *rows])
    marked = "|" + "|".join(header) + "|\n|" + "---|" * len(header) + "\n" + "\n".join("|".join(row) for row in rows)
    for one in (text, marked):
        plan = table(one)
        assert plan == table(one)
        assert all("could not be taken" not in problem_why(problem) for problem in plan.problems)
