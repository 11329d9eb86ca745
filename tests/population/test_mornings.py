"""Made mornings: the same from the same seed, within the words of the rulebook, at the stated rates."""

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sorewise.engine.decide import decide
from sorewise.engine.state import prepare
from sorewise.model.case import Case
from sorewise.model.verdict import Place
from sorewise.population import mornings
from sorewise.population.answers.check_ins import check_ins
from sorewise.population.answers.moments import moments
from sorewise.population.answers.signs import big_races, signs
from sorewise.population.lives.people import BLOCK, people
from sorewise.population.tables.frames import type_of
from sorewise.population.tables.mornings import DAYS

SEED = 20
MOST = 40_000
BIN = 5
"""Standard deviations that a count may lie from its mean."""


@pytest.fixture(scope="module")
def made(facts):
    """A frame of mornings."""
    return pl.concat(mornings(MOST, SEED, facts))


def test_the_same_seed_makes_the_same_and_another_does_not(facts, made):
    """Fewer mornings are the first of more."""
    few = pl.concat(mornings(500, SEED, facts))
    assert_frame_equal(few, made.filter(pl.col("morning") < 500))
    other = pl.concat(mornings(500, SEED + 1, facts))
    assert not other.equals(few)


def test_a_block_is_the_same_whatever_comes_before_it(facts):
    """The second frame of many needs nothing of the first but how many mornings that had."""
    frames = mornings(10**9, SEED, facts)
    first, second = next(frames), next(frames)
    assert second["morning"][0] == first["morning"][-1] + 1
    begun = first["morning"].n_unique()
    assert begun <= BLOCK * DAYS
    exact = list(mornings(begun + 10, SEED, facts))
    assert_frame_equal(exact[0], first)
    assert_frame_equal(exact[1], second.filter(pl.col("morning") < begun + 10))


def test_every_frame_has_every_column_and_its_type(facts, made):
    """What the door counts itself is left to it; the rest is there."""
    left_out = {"one_place", "swollen_joints", "over_plan_limit", "recurs_same_spot"}
    assert set(facts) - set(made.columns) == left_out
    assert set(made.columns) - set(facts) == {"morning", "safety_sent"}
    assert all(made.schema[name] == type_of(facts[name]) for name in facts if name in made.columns)
    assert dict(next(mornings(1, 1, facts)).schema) == dict(made.schema)
    assert made["region"].dtype == pl.Enum(facts["region"].choices)


def test_numbers_are_within_their_ranges(facts, made):
    """And finite."""
    for name, fact in facts.items():
        if fact.range is not None and name in made.columns:
            found = made[name].drop_nulls()
            assert found.is_between(*fact.range).all(), name
            assert found.cast(pl.Float64).is_finite().all(), name


def test_rows_of_a_morning_are_neighbours_and_name_no_place_twice(made):
    """A morning without a place has one row, and only such a row is without."""
    assert made["morning"].is_sorted()
    assert made["morning"].n_unique() == MOST
    assert not made.filter(pl.col("region").is_not_null()).select("morning", "region").is_duplicated().any()
    rows = made.group_by("morning").agg(places=pl.col("region").count(), rows=pl.len(), legs=pl.col("legs").first())
    assert (rows["rows"] == rows["places"].clip(lower_bound=1)).all()
    assert (rows.filter(pl.col("places") > 0)["legs"].fill_null("sore") == "sore").all()
    assert (rows["places"] > 1).any()


def test_without_the_safety_page_none_of_its_lines_is_known(facts, made):
    """Sent, each of them is; in a run it never was."""
    page = [name for name, fact in facts.items() if fact.page == "safety"]
    unsent, sent = made.filter(~pl.col("safety_sent")), made.filter("safety_sent")
    assert all(unsent[name].null_count() == unsent.height for name in page)
    places = sent.filter(pl.col("region").is_not_null())
    for name in page:
        rows = places if facts[name].scope == "spot" else sent
        assert rows[name].null_count() == 0
    assert not made.filter(phase="in_run")["safety_sent"].any()


def _near(count, of, share):
    """Whether a count is within the error of its sampling."""
    return abs(count - of * share) <= BIN * np.sqrt(of * share * (1 - share)) + 1


def test_answers_are_missing_as_often_as_stated(p, made):
    """The page, and a question of the first page."""
    whole = made.unique("morning", keep="first").filter(pl.col("phase") != "in_run")
    assert _near((~whole["safety_sent"]).sum(), whole.height, p.number("answers.page_unsent"))
    open_ = 1 - (1 - p.numbers("answers.unanswered")["fatigue"]) * (1 - p.number("answers.brief"))
    assert _near(whole["fatigue"].null_count(), whole.height, open_)


def test_signs_come_as_often_as_stated(facts, p):
    """Signs of the heart, of some 300,000 check-ins: the plain rate and those after hard days and races."""
    found = expected = 0
    for block in range(4):
        them = people(p, SEED, block, 364)
        cells = moments(p, them.rng, them)
        shown = signs(p, them.rng, them, cells, facts)
        heart = list(p.tables("signs.shows")).index("heart")
        found += (shown.group == heart).sum()
        after_hard, after_race = (cells.days_ago(days, 1) for days in (them.sore.hard, big_races(p, them)))
        for name, when in {"": True, "_after_hard": after_hard, "_after_race": after_race}.items():
            rate = p.numbers(f"signs.per_million{name}")["heart"]
            expected += rate / 1e6 * (len(cells) if when is True else when.sum())
    assert abs(found - expected) <= BIN * np.sqrt(expected)
    assert expected > 20


def test_a_group_of_signs_shows_one_at_least(facts, them, p):
    """And no sign is there without its group."""
    cells = moments(p, np.random.Generator(np.random.PCG64(1)), them)
    shown = signs(p, np.random.Generator(np.random.PCG64(2)), them, cells, facts)
    any_ = np.logical_or.reduce([*shown.of_body.values(), *shown.of_place.values()])
    assert (any_ == (shown.group >= 0)).all()
    assert any_.any()


def test_judged_by_the_rulebook_most_mornings_run(book, facts, made):
    """As planned or easily; few are told to see somebody today."""
    verdicts = [decide(book, prepare(book, case)) for case in cases(facts, made.filter(pl.col("morning") < 400))]
    judged = [verdict for verdict in verdicts if verdict.phase == "morning"]
    runs = sum(verdict.activity in {"run_as_planned", "run_easy"} for verdict in judged)
    urgent = sum(verdict.referral in {"same_day", "emergency"} for verdict in judged)
    assert runs > len(judged) / 2
    assert urgent < len(judged) / 50
    assert len({verdict.activity for verdict in judged}) == 5


def cases(facts, made):
    """The mornings as the engine takes them."""
    for _, rows in made.group_by("morning", maintain_order=True):
        each = rows.rows(named=True)
        spots = [row for row in each if row["region"] is not None]
        yield Case(
            phase=each[0]["phase"],
            safety_sent=each[0]["safety_sent"],
            morning=values(facts, "morning", each[0]) | {"one_place": len(spots) == 1},
            spots=tuple(values(facts, "spot", row) for row in spots),
            places=tuple(Place(row["region"], row["side"]) for row in spots),
            open_list=not spots and each[0]["legs"] != "fresh",
        )


def values(facts, scope, row):
    """The facts of that scope, with the default of a record that does not exist."""
    return {
        name: fact.default if row.get(name) is None and fact.default is not None else row.get(name)
        for name, fact in facts.items()
        if fact.scope == scope
    }


def test_soreness_is_told_of_places_that_were_trained(them, p, facts):
    """What is told is what was felt: no pain beyond it, and the sorest place is never left out."""
    told = check_ins(p, them, facts)
    pain = told.place_facts["pain"]
    worst = np.zeros(len(told.cells), np.float32)
    np.fmax.at(worst, told.place_of, pain)
    sure = np.setdiff1d(np.arange(len(worst)), told.place_of[np.isnan(pain)])
    mornings_ = told.cells.phase == 0
    felt = told.cells.of(them.sore.morning.max(axis=0))
    sure = sure[mornings_[sure] & (told.cells.of(them.hurt.kind)[sure] < 0)]
    assert (worst[sure] >= np.where(felt[sure] >= p.number("soreness.told_from"), felt[sure], 0)).all()


def test_sorer_than_usual_is_seldom_and_never_mild(made):
    """Places without a usual course never are; where it is told, the number is above that of an ordinary morning."""
    told = made.drop_nulls("sorer_than_course")
    sorer = told.filter("sorer_than_course")
    assert 0 < sorer.height < 0.02 * told.height
    assert sorer["pain"].drop_nulls().min() >= 1.5
    assert not {"knee_front", "achilles", "heel"} & set(told["region"].cast(pl.String))


def test_a_rulebook_that_lacks_a_fact_is_not_told_it(facts):
    """An older one is given the same mornings without it."""
    older = {name: fact for name, fact in facts.items() if name != "sorer_than_course"}
    made = next(mornings(50, SEED, older))
    assert_frame_equal(made, next(mornings(50, SEED, facts)).drop("sorer_than_course"))
