"""Series of a calendar: every occurrence on its day by its own clock, as a plain look at each day says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.plans.calendar_writer import THURSDAY, calendar, codes, days, event, read
from sorewise.importers.plans.found import DAYS_AHEAD, DAYS_BACK

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RUN = {"SUMMARY": "easy run 5 km"}
BERLIN = ZoneInfo("Europe/Berlin")


def test_what_was_moved_added_and_left_out():
    """An occurrence moved out of its week, one left out, one added, the others where they are."""
    series = event(
        UID="a",
        DTSTART_TZID="Europe/Berlin:20260616T180000",
        RRULE="FREQ=WEEKLY;COUNT=4",
        EXDATE_TZID="Europe/Berlin:20260623T180000",
        RDATE_TZID="Europe/Berlin:20260625T070000",
        **RUN,
    )
    moved = event(
        UID="a", RECURRENCEID="20260630T160000Z", DTSTART_TZID="Europe/Berlin:20260702T060000", SUMMARY="tempo 8 km"
    )
    plan = read(calendar(series, moved))
    assert days(plan) == [("06-16", "18:00"), ("06-25", "07:00"), ("07-02", "06:00"), ("07-07", "18:00")]
    assert [s.kind for s in plan.sessions] == ["easy", "easy", "tempo", "easy"]


def test_a_day_left_out_of_a_series_with_a_time():
    """Some programs leave out the day, others the moment, in their own zone or in UTC."""
    for left_out in (
        {"EXDATE_DATE": "20260617"},
        {"EXDATE": "20260617T180000"},
        {"EXDATE_TZID": "Europe/London:20260617T170000"},
    ):
        start = (
            {"DTSTART_TZID": "Europe/Berlin:20260616T180000"}
            if "EXDATE_TZID" in left_out
            else {"DTSTART": "20260616T180000"}
        )
        plan = read(calendar(event(UID="a", **start, RRULE="FREQ=DAILY;COUNT=3", **left_out, **RUN)))
        assert [day for day, _ in days(plan)] == ["06-16", "06-18"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260618T160000Z", "06-18"),  # 18:00 in Berlin: included
        ("20260618T155959Z", "06-17"),
        ("20260618T180000", "06-18"),  # by the series' own clock
        ("20260618", "06-18"),  # a day is included
    ],
)
def test_until_by_whatever_clock(until, last):
    """UNTIL may be in UTC while the start is local."""
    series = event(UID="a", DTSTART_TZID="Europe/Berlin:20260616T180000", RRULE=f"FREQ=DAILY;UNTIL={until}", **RUN)
    assert days(read(calendar(series)))[-1] == (last, "18:00")


def test_the_clock_change_moves_no_session():
    """Seven in the morning stays seven; a series in UTC moves by an hour, as its clock does."""
    local = event(UID="a", DTSTART_TZID="Europe/Berlin:20261023T070000", RRULE="FREQ=DAILY;COUNT=4", **RUN)
    assert {start for _, start in days(read(calendar(local)))} == {"07:00"}
    utc = event(UID="a", DTSTART="20261023T050000Z", RRULE="FREQ=DAILY;COUNT=4", **RUN)
    assert [start for _, start in days(read(calendar(utc)))] == ["07:00", "07:00", "06:00", "06:00"]


def test_a_series_without_an_end_is_followed_for_a_year():
    """And one that began long ago only in the days of a plan; thousands of series are more than is followed."""
    plan = read(calendar(event(UID="a", DTSTART_DATE="19950103", RRULE="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", **RUN)))
    assert plan.sessions[0].day >= THURSDAY - timedelta(days=DAYS_BACK)
    assert plan.sessions[-1].day <= THURSDAY + timedelta(days=DAYS_AHEAD)
    assert all((s.day - date(1995, 1, 3)).days % 14 == 0 for s in plan.sessions)
    many = [event(UID=str(n), DTSTART_DATE="19910101", RRULE="FREQ=DAILY;COUNT=99999", **RUN) for n in range(60)]
    plan = read(calendar(*many))
    assert "too_many_series" in codes(plan)


def test_no_more_sessions_than_a_plan_can_have():
    """The others are counted."""
    many = [
        event(UID=str(n), DTSTART_DATE="20260611", RRULE="FREQ=DAILY", SUMMARY=f"easy run {n + 1} km")
        for n in range(20)
    ]
    plan = read(calendar(*many))
    assert len(plan.sessions) == 5_000
    assert {"too_many_sessions", "too_many_series"} & set(codes(plan))


def test_an_occurrence_changed_for_all_later_days_is_told():
    """Only that one is changed."""
    series = event(UID="a", DTSTART_DATE="20260616", RRULE="FREQ=DAILY;COUNT=3", **RUN)
    changed = (
        "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260617\r\n"
        "DTSTART;VALUE=DATE:20260620\r\nSUMMARY:easy run 5 km\r\nEND:VEVENT\r\n"
    )
    plan = read(calendar(series, changed))
    assert [day for day, _ in days(plan)] == ["06-16", "06-18", "06-20"]
    assert codes(plan) == ["change_onwards"]


@given(
    begin=st.dates(date(2026, 3, 1), date(2026, 9, 1)),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    interval=st.integers(1, 3),
    count=st.none() | st.integers(1, 12),
    zone=st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York"]),
    hour=st.integers(0, 23),
    out=st.sets(st.integers(0, 20)),
)
def test_weekly_series_are_what_a_look_at_each_day_says(begin, weekdays, interval, count, zone, hour, out):
    """Each day from the first on, whether its weekday and its week belong to it: by no library's rule."""
    weekdays = weekdays | {begin.weekday()}
    monday = begin - timedelta(days=begin.weekday())
    every = [
        day
        for day in (begin + timedelta(days=n) for n in range(800))
        if day.weekday() in weekdays and (day - monday).days // 7 % interval == 0
    ][:count]
    left_out = [every[n] for n in out if n < len(every)]

    def written(day):
        stamp = f"{day:%Y%m%d}T{hour:02d}0000"
        return {"": f"{day:%Y%m%d}", "UTC": f"{stamp}Z"}.get(zone, f"{zone}:{stamp}")

    suffix = {"": "_DATE", "UTC": ""}.get(zone, "_TZID")
    rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(NAMES[n] for n in sorted(weekdays))}"
    properties = {f"DTSTART{suffix}": written(begin), "RRULE": rule + (f";COUNT={count}" if count else "")}
    gone = "".join(f"EXDATE{_parameter(zone)}:{written(day).split(':')[-1]}\r\n" for day in left_out)
    text = calendar(event(UID="a", **properties, **RUN).replace("END:VEVENT", gone + "END:VEVENT"))
    expected = []
    for day in sorted(set(every) - set(left_out)):
        if zone == "":
            local = (day, None)
        else:
            at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
            local = (at.astimezone(BERLIN).date(), at.astimezone(BERLIN).time())
        expected.append(local)
    window = (THURSDAY - timedelta(days=DAYS_BACK - 2), THURSDAY + timedelta(days=DAYS_AHEAD - 2))
    found = [(s.day, s.start) for s in read(text).sessions]
    inside = [one for one in sorted(expected, key=str_of) if window[0] <= one[0] <= window[1]]
    assert [one for one in found if window[0] <= one[0] <= window[1]] == inside


def str_of(local):
    """A day and its time in their order."""
    return local[0].isoformat(), str(local[1])


def _parameter(zone):
    return {"": ";VALUE=DATE", "UTC": ""}.get(zone, f";TZID={zone}")
