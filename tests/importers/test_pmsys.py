"""PMSys: a scale on which more is better, answers given twice, and tables of whole teams."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers import pmsys
from sorewise.model.records import Night, Session

HEADER = "effective_time_frame,fatigue,mood,readiness,sleep_duration_h,sleep_quality,soreness,soreness_area,stress\n"
ROW = "2026-05-28T06:02:05.599Z,3,4,8,7,4,2,[12921003],5\n"
NIGHT = Night(
    day=date(2026, 5, 28),
    sleep_s=25_200.0,
    sleep_quality=4.0,
    soreness=2.0,
    fatigue=3.0,
    stress=5.0,
    mood=4.0,
    scale="pmsys",
    source="pmsys",
)
TEAM = "date,player_id,daily_load,fatigue,mood,readiness,sleep_duration,sleep_quality,soreness,stress\n"
TRAINING = "end_date_time,activity_names,perceived_exertion,duration_min\n"


def read(text):
    """The records, and (code, place) of the problems."""
    data = text if isinstance(text, bytes) else text.encode()
    items = list(pmsys.read(io.BytesIO(data), "wellness.csv"))
    records = [each for each in items if isinstance(each, Session | Night)]
    return records, [(each.code, each.place) for each in items if not isinstance(each, Session | Night)]


def test_a_row_is_a_night_with_its_answers_as_given():
    """The scale is named, so that soreness 2 is read as sore and stress 5 as calm."""
    assert pmsys.recognises((HEADER + ROW).encode(), "anything.txt")
    assert read(HEADER + ROW) == ([NIGHT], [])


def test_zero_is_no_answer():
    """Neither a rating nor an hour of sleep; a row of them is no night."""
    assert read(HEADER + ROW.replace(",3,4,", ",0,4,")) == ([replace(NIGHT, fatigue=None)], [])
    assert read(HEADER + "2026-05-28T06:02:05.599Z,0,0,0,0,0,0,[],0\n") == ([], [])


def test_of_two_answers_of_a_day_the_last_given_counts():
    """In any order of the rows; the other is named with the line that stands instead."""
    later = ROW.replace("06:02:05", "19:30:00").replace(",3,4,", ",1,4,")
    expected = [replace(NIGHT, fatigue=1.0)]
    assert read(HEADER + ROW + later) == (expected, [("answered_again", "line 2")])
    assert read(HEADER + later + ROW) == (expected, [("answered_again", "line 3")])


@pytest.mark.parametrize("rating", ["6", "-1", "3.5x"])
def test_a_rating_outside_its_scale_is_no_rating(rating):
    """The scale is 1-5."""
    ((night,), ((code, place),)) = read(HEADER + ROW.replace(",4,2,", f",4,{rating},"))
    assert (night.soreness, place) == (None, "line 2, column soreness")
    assert code in {"out_of_range", "not_a_number"}


def test_the_table_of_one_player_is_read():
    """A day without answers is no night."""
    rows = "2026-05-28,A_1,0.0,3.0,4.0,8.0,7.0,4.0,2.0,5.0\n2026-05-29,A_1,300.0,,,,,,,\n"
    assert read(TEAM + rows) == ([NIGHT], [])


def test_the_table_of_a_team_is_nobodys_history():
    """Nothing of it is taken."""
    rows = "2026-05-28,A_1,0.0,3,4,8,7,4,2,5\n2026-05-28,A_2,0.0,3,4,8,7,4,2,5\n"
    assert read(TEAM + rows) == ([], [("several_people", "")])


def test_a_training_is_a_session():
    """It began as long before its end as it lasted; an effort of 0 was answered."""
    rows = "2026-05-28T08:00:00.000Z,\"['individual', 'running']\",7,60\n2026-05-29T08:00:00.000Z,['team'],0,30\n"
    (run, other), problems = read(TRAINING + rows)
    assert run == Session(
        id="pmsys:2026-05-28T08:00:00+00:00",
        start=datetime(2026, 5, 28, 7, tzinfo=UTC),
        sport="run",
        duration_s=3600.0,
        rpe=7.0,
        source="pmsys",
        source_id="2026-05-28T08:00:00+00:00",
    )
    assert (other.sport, other.rpe) == ("other", 0.0)
    assert problems == [("no_time_zone", "")]


@pytest.mark.parametrize("day", ["28.05.2026", "1970-01-01T00:00:00Z", "2026-02-30T06:00:00Z", ""])
def test_a_wrong_date_loses_its_row_only(day):
    """Of answers and of trainings."""
    assert read(HEADER + ROW.replace("2026-05-28T06:02:05.599Z", day) + ROW)[0] == [NIGHT]
    assert read(f"{TRAINING}{day},['running'],7,60\n") == ([], [("bad_date", "line 2, column end_date_time")])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"date,fatigue,mood,sleep_quality,soreness,stress\n",
        b"fatigue,mood,sleep_quality,soreness,stress,readiness\n",
        b"id,restingHR,soreness,fatigue,stress,mood,readiness\n",
        b"effective_time_frame,injuries\n",
    ],
)
def test_other_tables_are_not_recognised(head):
    """Without readiness the ratings may be of another scale."""
    assert not pmsys.recognises(head, "wellness.csv")
    assert read(head) == ([], [])


@given(st.binary(max_size=300), st.sampled_from([HEADER + ROW, TEAM, TRAINING]))
def test_random_bytes_never_raise(noise, before):
    """Behind a header, so that they are read as rows."""
    read(noise)
    for night in read(before.encode() + noise)[0]:
        assert isinstance(night, Session) or night.soreness is None or 1 <= night.soreness <= 5


@given(
    st.lists(st.lists(st.sampled_from(["2026-05-28", "9999-12-31T23:59:59Z", "1e9", "", "-3", "0", "x"]), max_size=9))
)
def test_random_cells_never_raise(rows):
    """Whatever stands in them."""
    for before in (HEADER, TEAM, TRAINING):
        read(before + "\n".join(",".join(cells) for cells in rows))
