"""The files a watch writes overnight: resting heart rate, HRV, sleep."""

import io
from datetime import date

from importers import fit_writer as w
from sorewise.importers import fit
from sorewise.model.records import Night

ZONE = w.message(103, {253: ("u32", w.START), 0: ("u32", w.START + 7200)})
HOUR = 3600


def read(kind, *messages):
    """The nights and the problem codes of a file."""
    items = list(fit.read(io.BytesIO(w.fit(w.file_id(kind), *messages)), "a.fit"))
    nights = [each for each in items if isinstance(each, Night)]
    return nights, [each.code for each in items if not isinstance(each, Night)]


def test_the_day_s_own_resting_heart_rate_counts():
    """Not the mean of seven days beside it; the last message of a local day."""
    rates = [w.message(211, {253: ("u32", w.START + at), 0: ("u8", 48), 1: ("u8", rate)}) for at, rate in _days()]
    nights, codes = read(w.MONITORING, ZONE, *rates)
    assert nights == [
        Night(day=date(2026, 5, 28), resting_hr=46.0, source="fit"),
        Night(day=date(2026, 5, 29), resting_hr=51.0, source="fit"),
    ]
    assert codes == []


def _days():
    return (-HOUR, 44), (0, 46), (13 * HOUR, 51)


def test_a_mean_of_seven_days_is_not_taken_for_a_morning():
    """It would hide a bad one."""
    only_mean = w.message(211, {253: ("u32", w.START), 0: ("u8", 48)})
    assert read(w.MONITORING, ZONE, only_mean) == ([], ["resting_hr_is_average"])


def test_hrv_of_the_last_night_is_rmssd():
    """In 1/128 ms."""
    summary = w.message(370, {253: ("u32", w.START), 0: ("u16", 46 * 128), 1: ("u16", 44 * 128)})
    nights, codes = read(w.HRV, summary)
    assert nights == [Night(day=date(2026, 5, 28), hrv_rmssd=44.0, source="fit")]
    assert codes == ["no_time_zone"]


def _stages(*stages):
    return [w.message(275, {253: ("u32", w.START + at), 0: ("enum", level)}) for at, level in stages]


def test_sleep_is_the_stages_asleep():
    """Awake (1) does not count, a hole in the data neither; the day is that of waking."""
    stages = _stages((-8 * HOUR, 2), (-7 * HOUR, 3), (-5 * HOUR, 1), (-4 * HOUR, 4), (0, 1))
    score = w.message(346, {6: ("u8", 81)})
    nights, codes = read(w.SLEEP, ZONE, *stages, score)
    assert nights == [Night(day=date(2026, 5, 28), sleep_s=7.0 * HOUR, sleep_score=81.0, source="fit")]
    assert codes == []
    nights, _ = read(w.SLEEP, ZONE, *_stages((-9 * HOUR, 2), (-2 * HOUR, 2), (0, 1)))
    assert nights[0].sleep_s == 2.0 * HOUR


def test_impossible_nights_are_named():
    """Sixteen hours asleep, a resting heart rate of 200."""
    stages = _stages(*[(at * 3 * HOUR, 2) for at in range(8)])
    assert read(w.SLEEP, ZONE, *stages) == ([], ["out_of_range"])
    rate = w.message(211, {253: ("u32", w.START), 1: ("u8", 200)})
    assert read(w.MONITORING, ZONE, rate) == ([], ["out_of_range"])


def test_a_monitoring_file_without_any_of_it_says_what_it_is():
    """Most of a watch's monitoring files hold steps."""
    assert read(w.MONITORING, ZONE) == ([], ["no_activity"])
