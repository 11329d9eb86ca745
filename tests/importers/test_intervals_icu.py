"""The wellness table of intervals.icu: every good cell is kept, every bad one named with its place."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers import intervals_icu
from sorewise.importers.intervals_icu.wellness import COLUMNS
from sorewise.model.records import Night

HEADER = "id,ctl,restingHR,hrv,hrvSDNN,sleepSecs,sleepScore,sleepQuality,soreness,fatigue,stress,mood,comments\n"
ROW = "2026-05-28,41.2,48,61.5,80,27000,82,2,3,2,1,4,slept well\n"
NIGHT = Night(
    day=date(2026, 5, 28),
    resting_hr=48.0,
    hrv_rmssd=61.5,
    hrv_sdnn=80.0,
    sleep_s=27_000.0,
    sleep_quality=2.0,
    sleep_score=82.0,
    soreness=3.0,
    fatigue=2.0,
    stress=1.0,
    mood=4.0,
    scale="intervals.icu",
    source="intervals.icu",
)


def read(text):
    """Nights, and (code, place) of the problems."""
    data = text if isinstance(text, bytes) else text.encode()
    items = list(intervals_icu.read(io.BytesIO(data), "wellness.csv"))
    nights = [each for each in items if isinstance(each, Night)]
    return nights, [(each.code, each.place) for each in items if not isinstance(each, Night)]


def small(*rows, header="id,restingHR,sleepSecs"):
    """The nights and problems of a table of three columns."""
    return read("\n".join((header, *rows)) + "\n")


def test_a_row_is_a_night():
    """Ratings are kept as given, with the scale named: 1-4, 1 good. rMSSD and SDNN are two things."""
    assert read(HEADER + ROW) == ([NIGHT], [])


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEADER + ROW).encode(),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + ROW).rstrip().encode(),
        (HEADER + ROW).replace(".", "#").replace(",", ";").replace("#", ",").encode(),
        (HEADER + ROW).replace(",", "\t").encode("utf-16"),
        "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in (HEADER + ROW).split()[:1]).encode()
        + b"\n"
        + ROW.encode(),
        (HEADER + ROW + "\n,,,,,,,,,,,,\n").encode(),
        (HEADER + ROW).replace("slept well", '"""so-so"", then\nbetter, not good"').encode(),
        (HEADER + ROW).replace("slept well", "geträumt").encode("latin-1"),
        (HEADER + ROW).replace("id,", "date,").encode(),
    ],
    ids=["bom", "crlf", "no last newline", "semicolons", "utf-16", "quoted", "empty rows", "lines", "latin-1", "date"],
)
def test_the_same_table_in_other_clothes(data):
    """As intervals.icu writes it and as spreadsheets save it again."""
    assert intervals_icu.recognises(data[:4096], "anything.txt")
    assert read(data) == ([NIGHT], [])


def test_columns_may_stand_in_any_order_and_any_number():
    """They are found by name."""
    nights, problems = small("27000,x,2026-05-28,48", header="sleepSecs,custom,date,restingHR")
    assert (nights[0].resting_hr, nights[0].sleep_s, nights[0].hrv_rmssd, problems) == (48.0, 27_000.0, None, [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [("255", "out_of_range"), ("0", "out_of_range"), ("-48", "out_of_range"), ("48 bpm", "not_a_number")]
    + [(cell, "not_a_number") for cell in ("nan", "inf", "4_8", "٤٨", '"4,8"', "null")],
)
def test_a_bad_cell_is_left_out_and_the_rest_of_the_row_kept(cell, code):
    """Its line and column are told."""
    nights, problems = small("2026-05-27,50,25000", f"2026-05-28,{cell},27000")
    assert [(each.resting_hr, each.sleep_s) for each in nights] == [(50.0, 25_000.0), (None, 27_000.0)]
    assert problems == [(code, "line 3, column restingHR")]


@pytest.mark.parametrize("rating", ["0", "5", "-1"])
def test_a_rating_outside_its_scale_is_no_rating(rating):
    """The scale is 1-4."""
    (night,), problems = small(f"2026-05-28,{rating},27000", header="id,soreness,sleepSecs")
    assert (night.soreness, problems) == (None, [("out_of_range", "line 2, column soreness")])


@pytest.mark.parametrize("day", ["28.05.2026", "05/28/2026", "2026-02-30", "20260528", "1970-01-01", "2026-W22-4", ""])
def test_a_wrong_date_loses_its_row_only(day):
    """01/02 is two days, so only YYYY-MM-DD is taken."""
    nights, problems = small(f"{day},48,27000", "2026-05-29,49,28000")
    assert ([each.day for each in nights], problems) == ([date(2026, 5, 29)], [("bad_date", "line 2, column id")])


def test_of_two_rows_of_a_day_the_first_counts():
    """And the second is named with the line of the first."""
    nights, problems = small("2026-05-28,48,27000", "2026-05-28,60,20000")
    assert ([each.resting_hr for each in nights], problems) == ([48.0], [("doubled_date", "line 3")])


def test_a_row_without_anything_we_read_is_no_night():
    """intervals.icu writes fitness and fatigue for every day."""
    assert small("2026-05-28,41", header="id,ctl,restingHR") == ([], [])


def test_a_stray_separator_makes_the_row_untrustworthy():
    """What follows it stands in the wrong columns; empty cells at the end are harmless."""
    nights, problems = small("2026-05-28,48,27000,,", "2026-05-29,4,8,27000")
    assert (len(nights), problems) == (1, [("too_many_cells", "line 3")])


def test_an_open_quote_does_not_swallow_the_rows_after_it():
    """The cells before it are kept."""
    nights, problems = small('2026-05-28,48,"27000', "2026-05-29,49,28000", "2026-05-30,50,29000")
    assert [(each.resting_hr, each.sleep_s) for each in nights] == [(48.0, None), (49.0, 28_000.0), (50.0, 29_000.0)]
    assert problems == [("open_quote", "line 2")]


def test_a_last_row_broken_off_does_not_keep_half_a_number():
    """2700 of 27000 seconds would be a night of 45 minutes."""
    nights, problems = read("id,restingHR,sleepSecs,mood\n2026-05-28,48,2700")
    assert ([(each.resting_hr, each.sleep_s) for each in nights], problems) == (
        [(48.0, None)],
        [("cut_short", "line 2")],
    )


def test_a_doubled_column_is_named_and_the_first_counts():
    """As after a merge in a spreadsheet."""
    nights, problems = small("2026-05-28,48,60", header="id,restingHR,restingHR")
    assert (nights[0].resting_hr, problems) == (48.0, [("doubled_column", "line 1, column restingHR")])


@pytest.mark.parametrize(
    "head", [b"", b"\n", b"id,name\n", b"restingHR,hrv\n", b'{"id": 1}', b"\x89PNG\r\n", b"\xff\xfe"]
)
def test_other_files_are_not_recognised(head):
    """A day and one of our columns must be there."""
    assert not intervals_icu.recognises(head, "wellness.csv")
    assert read(head) == ([], [])


@given(st.binary(max_size=300))
def test_random_bytes_never_raise(noise):
    """With the header in front, so that they are read as rows."""
    read(noise)
    read(HEADER.encode() + noise)


@given(st.lists(st.text(alphabet='2026-05,;"\n.\r 28x', max_size=30), max_size=8))
def test_random_rows_never_give_a_value_out_of_range(rows):
    """Whatever stands in the cells."""
    for night in read(HEADER + ROW + "\n".join(rows))[0]:
        for field, within in COLUMNS.values():
            value = getattr(night, field)
            assert value is None or within.least <= value <= within.most
