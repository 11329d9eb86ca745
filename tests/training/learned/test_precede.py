"""Which sessions came before which places: both sides are counted, and unknown days are on neither."""

from sorewise.training.learned.ground import Morning
from sorewise.training.learned.precede import precedes
from sorewise.training.look_back.doings import Doing, Doings
from training.histories import NOW, day

DAYS = frozenset(map(day, range(100)))


def done(**words):
    """What was on so many days ago."""
    by_day = {}
    for what, days in words.items():
        for ago in days:
            by_day.setdefault(day(ago), []).append(Doing(day=day(ago), end=NOW, what=(what,)))
    return Doings(since=day(99), today=NOW.date(), by_day={one: tuple(of) for one, of in by_day.items()})


def told(sore, since=90):
    """The calf on every morning, sore on those."""
    return {"calf": {day(ago): Morning(ago in sore, 3 if ago in sore else 0) for ago in range(since)}}


HILLS = range(10, 90, 10)


def test_mornings_after_it_are_held_against_those_without():
    """Hills every ten days, sore on both mornings after six of eight, and on four others."""
    sore = {ago - n for ago in list(HILLS)[:6] for n in (1, 2)} | {5, 15, 25, 35}
    (one,) = precedes(done(hills=HILLS), told(sore), DAYS)
    assert (one.region, one.what) == ("calf", "hills")
    assert (one.sore_after, one.after.n, one.sore_other, one.other.n) == (12, 16, 4, 74)
    assert one.clear


def test_days_that_are_not_known_are_no_days_without():
    """Only the mornings whose two days before are known count as without."""
    known = DAYS - {day(ago) for ago in range(1, 41)}
    (one,) = precedes(done(hills=HILLS), told({9, 8}), known)
    assert (one.after.n, one.other.n) == (16, 42)


def test_too_few_mornings_on_either_side_say_nothing():
    """Three hills give six mornings; hills every other day leave none without."""
    assert precedes(done(hills=[10, 20, 30]), told({9}), DAYS) == ()
    assert precedes(done(hills=range(0, 90, 2)), told({9}), DAYS) == ()


def test_a_place_that_was_never_sore_is_left_out():
    """And so are the legs as a whole, which are no place."""
    assert precedes(done(hills=HILLS), told(set()), DAYS) == ()
    assert precedes(done(hills=HILLS), {None: told({9})["calf"]}, DAYS) == ()


def test_the_largest_difference_comes_first():
    """Sore after intervals, never after hills."""
    intervals = range(15, 90, 10)
    sore = {ago - 1 for ago in intervals}
    found = precedes(done(hills=HILLS, intervals=intervals), told(sore), DAYS)
    assert [(one.what, one.sore_after, one.clear) for one in found] == [("intervals", 8, True), ("hills", 0, False)]
