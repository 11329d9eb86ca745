"""Laws that hold whatever the record: the future is silent, clocks and order do not matter, nobody reads others."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sorewise.training
from sorewise.model.plan import PlannedSession
from sorewise.model.records import History, Profile
from sorewise.training.derive import Runner, derive, derive_many
from sorewise.training.tables import frames
from sorewise.training.why import MORNING, SPOT
from sorewise.training.windows import DEFAULT
from training.histories import NOW, TODAY, crowds, legs, morning, run, shifted, sore, spot_table

RULEBOOK = Path(sorewise.training.__file__).parents[1] / "rulebook"
HERE = [("calf", "left", 3.0), ("quad", "both", None)]
FEWER = settings(max_examples=max(10, settings.default.max_examples // 3))  # each example is several runners


def tell(crowd, now=NOW):
    """Every fact of every runner, one dictionary a runner and a place."""
    names = [f"runner {n}" for n in range(len(crowd))]
    many = derive_many(
        frames(dict(zip(names, crowd, strict=True))), now, spot_table([(n, *p) for n in names for p in HERE])
    )
    mornings = [{fact: row[fact] for fact in MORNING} for row in many.morning.rows(named=True)]
    return mornings + [{fact: row[fact] for fact in SPOT} for row in many.spots.rows(named=True)]


def alike(told):
    """The same facts, forgiving the last bits of a float; NaN is like nothing."""
    return [pytest.approx(facts) for facts in told]


@FEWER
@given(crowds())
def test_the_future_says_nothing(crowd):
    """Records of after now change no fact."""
    later = [
        replace(
            history,
            sessions=(*history.sessions, run(-1, km=50, kind="race"), legs(0, start=NOW + timedelta(minutes=1))),
            check_ins=(*history.check_ins, morning(-1, sore(pain=9), fever=True, gait="changed", fatigue=9)),
            plan=(*history.plan, PlannedSession(id="next", day=TODAY + timedelta(days=1), kind="race")),
        )
        for history in crowd
    ]
    assert tell(later) == alike(tell(crowd))


@FEWER
@given(crowds(), st.integers(-20, 20), st.integers(-11, 11))
def test_a_calendar_and_a_clock_moved_together_change_nothing(crowd, days, hours):
    """All records and now, moved by the same days into a zone so many hours away: every fact stays."""
    moved, nows = zip(*(shifted(history, days, hours) for history in crowd), strict=True)
    assert tell(moved, nows[0]) == alike(tell(crowd))


@FEWER
@given(crowds())
def test_one_alone_is_one_among_many(crowd):
    """What is told of a runner does not depend on who else is in the tables, and `derive` is `derive_many` of one."""
    many = tell(crowd)
    alone = derive(crowd[1], NOW, HERE)
    told = [many[1], *many[len(crowd) + len(HERE) :][: len(HERE)]]
    assert [alone.morning, *alone.spots] == alike(told)


HOURS = st.floats(-30, 30, allow_nan=False)


@FEWER
@given(crowds(), st.lists(st.tuples(HOURS, st.sampled_from([(), HERE])), min_size=2, max_size=5))
def test_asked_again_later_it_is_as_if_asked_for_the_first_time(crowd, asked):
    """What is kept from one moment to the next never tells yesterday's, however the clock goes and records begin."""
    known = replace(
        crowd[0],
        sessions=(*crowd[0].sessions, run(0, hour=7, km=20), legs(0, start=NOW + timedelta(hours=5))),
        check_ins=(*crowd[0].check_ins, morning(0, sore(pain=6), hour=11, fatigue=8)),
    )
    runner = Runner(known)
    for hours, places in asked:
        now = NOW + timedelta(hours=hours)
        again, fresh = runner.at(now, places), derive(known, now, places)
        assert [again.morning, *again.spots] == alike([fresh.morning, *fresh.spots])
        assert (again.why, again.told, again.races) == (fresh.why, fresh.told, fresh.races)


@FEWER
@given(crowds(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter_nor_do_repeats(crowd, chance):
    """Records shuffled and some of them twice tell the same."""
    mixed = []
    for history in crowd:
        tables = {}
        for table in ("sessions", "nights", "check_ins", "plan"):
            records = [*getattr(history, table)]
            records += records[: chance.randrange(3)]
            chance.shuffle(records)
            tables[table] = tuple(records)
        mixed.append(replace(history, **tables))
    assert tell(mixed) == alike(tell(crowd))


FACTS = tomllib.loads((RULEBOOK / "facts.toml").read_text(encoding="utf-8"))


def possible(name, value):
    """Whether facts.toml takes this value for this fact."""
    row = FACTS[name]
    if value is None:
        return True
    if row["type"] == "bool":
        return isinstance(value, bool)
    if row["type"] == "word":
        return value in row["choices"]
    low, high = row["range"]
    return not isinstance(value, bool | str) and low <= value <= high


@FEWER
@given(crowds(odd=True))
def test_every_fact_is_one_that_the_rulebook_takes(crowd):
    """Whatever a device wrote: a known name, a value in range or unknown, never NaN."""
    wrong = {name: value for facts in tell(crowd) for name, value in facts.items() if not possible(name, value)}
    assert not wrong


def test_a_gap_of_decades_stays_in_range():
    """A runner who comes back after thirty years, born next year by a slip of the finger."""
    old = [replace(record, start=record.start.replace(year=1996)) for record in (run(1), run(2, 0.001), legs(1))]
    told = derive(History(sessions=tuple(old), profile=Profile(answers={"birth_year": 2027})), NOW, HERE)
    assert all(possible(name, value) for facts in (told.morning, *told.spots) for name, value in facts.items())


def test_windows_that_the_rulebook_names_have_its_values():
    """A default here and a threshold of the same name are one number."""
    thresholds = tomllib.loads((RULEBOOK / "thresholds.toml").read_text(encoding="utf-8"))
    shared = {name: row["value"] for name, row in thresholds.items() if hasattr(DEFAULT, name)}
    assert shared
    assert {name: getattr(DEFAULT, name) for name in shared} == shared


@FEWER
@given(crowds())
def test_each_known_fact_says_where_it_came_from(crowd):
    """What is imported can be checked by the runner."""
    derived = derive(crowd[0], NOW, HERE)
    spots = {f"{name}.{n}": value for n, spot in enumerate(derived.spots) for name, value in spot.items()}
    known = {name for name, value in (dict(derived.morning) | spots).items() if value is not None}
    assert known == set(derived.why)


def test_a_time_without_an_offset_is_refused():
    """Its local day would be a guess, and the machine's own zone is none of our business."""
    with pytest.raises(ValueError, match="no offset"):
        derive(History(), NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="no offset"):
        derive(History(sessions=(run(1, start=NOW.replace(tzinfo=None)),)), NOW)
