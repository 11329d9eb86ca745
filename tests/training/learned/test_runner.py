"""All that is learned, from records as they come: nothing of nothing, and numbers that are numbers."""

from dataclasses import asdict, replace
from datetime import timedelta
from math import isfinite

from hypothesis import given, settings

from sorewise.model.learned import Learned
from sorewise.training.learned.runner import learned_of
from training.histories import NOW, day, histories, history, morning, run, sore

FEW = settings(max_examples=settings.default.max_examples // 5)


def learned(*records, now=NOW):
    """What these records teach."""
    return learned_of(history(*records), now, spike_pct=10)


def weeks(count, first=1):
    """Hills once a week, the quads at 4, 2 and 1 on the mornings after, an easy run later; `count` of them."""
    records = []
    for week in range(count):
        ago = first + 7 * week + 5
        records += [run(ago, kind="hills", rpe=8), run(ago - 4, kind="easy", rpe=3)]
        pains = enumerate((4, 2, 1, 0, 0, 0, 0), 1)
        records += [
            morning(ago - n, sore("quad", "both", pain=pain)) if pain else morning(ago - n, legs="fresh")
            for n, pain in pains
            if ago - n >= 0
        ]
    return records


def test_quads_are_back_three_days_after_hills():
    """Eight weeks of the same: three days, with every case seen; and sorer after them than after a day off."""
    found = learned(*weeks(9))
    quads = next(one for one in found.returns if one.region == "quad")
    assert (quads.what, quads.median, quads.low, quads.high, quads.cases, quads.open) == ("hills", 3, 3, 3, 9, 0)
    more = {one.size: one.more.value for one in found.responses}
    assert more["hard"] > 0 > more["none"]
    assert (found.precedes[0].region, found.precedes[0].what) == ("quad", "hills")


def test_a_few_weeks_teach_nothing_yet():
    """No record, one report, and five weeks: nothing is said of anything under eight cases."""
    assert learned() == Learned(days=365, mornings=0)
    assert learned(morning(0, sore(pain=3))) == Learned(days=365, mornings=1)
    assert learned(*weeks(5)).returns == ()


def test_what_is_older_than_a_year_is_forgotten():
    """Nine weeks, a year ago, and a gap since: nothing of them is told."""
    assert learned(*weeks(9, first=380), morning(0, sore(pain=2))) == Learned(days=365, mornings=1)


def test_a_clock_that_went_back_sees_no_future():
    """Asked as of a month ago, it is as if the month had not been written down."""
    records, before = weeks(14), NOW - timedelta(days=30)
    past = [one for one in records if (one.at if hasattr(one, "at") else one.start) <= before]
    assert learned(*records, now=before) == learned(*past, now=before)


def test_loads_that_nobody_knows_leave_only_what_does_not_need_them():
    """Without RPE and heart rate no day has a size; the mornings after hills are still known."""
    bare = [replace(one, rpe=None) if hasattr(one, "rpe") else one for one in weeks(9)]
    found = learned(*bare)
    assert {one.size for one in found.responses} <= {"none"}
    assert found.returns


@given(histories(odd=True))
@FEW
def test_odd_records_teach_numbers_or_nothing(record):
    """Two reports a day, none, impossible numbers, any zone: never a crash, never NaN."""
    found = learned_of(record, NOW, spike_pct=10)
    numbers = [value for one in (*found.responses, *found.precedes) for value in _numbers(asdict(one))]
    assert all(isfinite(value) for value in numbers)
    assert found.readiness is None or isfinite(found.readiness.z)


def _numbers(told):
    values = told.values() if isinstance(told, dict) else told
    for value in values:
        if isinstance(value, dict | tuple):
            yield from _numbers(value)
        elif isinstance(value, float):
            yield value


def test_days_are_local():
    """The mornings counted are days of the runner's own."""
    assert learned(morning(1, sore(pain=3)), morning(1, sore(pain=4), hour=9)).mornings == 1
    assert day(0) == NOW.date()
