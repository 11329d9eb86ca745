"""What another rulebook changes: every move, whose it is, and the rules that did it."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from engine.bulk.tables import BOOK, kit, table_of
from sorewise.engine.bulk.compare import compare, direction
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door

CASES = kit()
CAUTIOUS = load(Path(str(files("sorewise") / "rulebooks" / "cautious")))


@pytest.fixture(scope="module")
def states():
    """Every case of the conformance kit."""
    return [open_door(BOOK, case["answers"], case["history"]) for case in CASES]


@pytest.fixture(scope="module")
def table(states):
    """The same as a table."""
    return table_of(states)


@pytest.fixture(scope="module")
def found(table):
    """The cautious rulebook against ours."""
    return compare([table], BOOK, CAUTIOUS)


def words(book, case):
    """Both rungs of a case under a rulebook."""
    return tuple(decide(book, open_door(book, case["answers"], case["history"])).rungs.as_words().values())


def test_every_move_is_that_of_decide(found):
    """As many mornings go from each verdict to each other as `decide` says one by one."""
    expected = Counter((words(BOOK, case), words(CAUTIOUS, case)) for case in CASES)
    assert found.moves == expected
    assert found.mornings == len(CASES)
    assert found.moved == sum(count for (before, after), count in expected.items() if before != after) > 0


def test_each_ladder_has_all_mornings(found):
    """The squares of the picture: every morning stands in one cell of each."""
    for name in ("activity", "referral"):
        assert sum(found.ladder(name).values()) == len(CASES)


def test_the_rules_behind_a_move_reach_its_rung(found):
    """A cautious rulebook is stricter only; each rule named stands on a rung to which mornings moved."""
    assert {way for _, way in found.rules} == {"stricter"}
    activities = {after[0] for before, after in found.moves if before != after}
    referrals = {after[1] for before, after in found.moves if before != after}
    for id_, _ in found.rules:
        reached = CAUTIOUS.by_id[id_].rungs.as_words()
        assert reached["activity"] in activities or reached["referral"] in referrals


def test_the_other_way_round_it_is_milder(table, found):
    """The same moves backwards, by the same rules."""
    back = compare([table], CAUTIOUS, BOOK)
    assert back.moves == Counter({(after, before): count for (before, after), count in found.moves.items()})
    assert back.rules == Counter({(id_, "milder"): count for (id_, _), count in found.rules.items()})


def test_whose_they_are(found, states):
    """New and experienced runners, the region of the sorest place, its pain: each morning counts once in each."""
    years = [state.case.morning["experience_years"] for state in states]
    new = sum(one is None or one < BOOK.number("novice_years") for one in years)
    assert found.whom["experience"]["new"].mornings == new
    for kinds in found.whom.values():
        assert sum(share.mornings for share in kinds.values()) == len(CASES)
        assert sum(share.stricter for share in kinds.values()) == found.moved
    assert {"none", "calf", "knee_front"} <= set(found.whom["region"])
    assert {"unknown", "0", "0.5-2", "2.5-3", "3.5-5", "5.5-10"} == set(found.whom["pain"])


def test_batches_are_added_up(table, found):
    """A table in pieces is compared as a whole one."""
    middle = table["morning"].max() // 2
    parts = [table.filter(pl.col("morning") <= middle), table.filter(pl.col("morning") > middle)]
    assert compare(parts, BOOK, CAUTIOUS) == found


def test_a_rulebook_against_itself_moves_nothing(table):
    """Nothing moves, and no rule is named."""
    same = compare([table], BOOK, BOOK)
    assert same.moved == 0
    assert not same.rules


@pytest.mark.parametrize(
    ("before", "after", "ways"),
    [
        (("rest", "none"), ("rest", "none"), (False, False)),
        (("run_easy", "none"), ("rest", "none"), (True, False)),
        (("rest", "prompt"), ("rest", "routine"), (False, True)),
        (("rest", "none"), ("run_easy", "routine"), (True, True)),
    ],
)
def test_a_move_may_go_both_ways(before, after, ways):
    """Stricter on one ladder, milder on the other."""
    assert direction(before, after) == ways
