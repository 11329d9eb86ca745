"""The numbers behind the derived facts are the rulebook's: the same by default, another club's under its overlay."""

import pytest

from rulebook.overlays import write
from sorewise.engine.rules import load
from sorewise.model.records import CheckIn
from sorewise.morning import morning
from sorewise.training.windows import DEFAULT, NUMBERS, Windows
from training.histories import NOW, history, night

NAMES = sorted(NUMBERS)
TODAY = CheckIn(id="today", at=NOW, phase="morning", spots=(), answers={})
# Two weeks at 50 beats, and at 60 in the two weeks before.
PULSE = history(*(night(ago, resting_hr=50.0 if ago <= 14 else 60.0) for ago in range(1, 29)))


@pytest.fixture(scope="module")
def ours():
    """Our rulebook alone."""
    return load()


@pytest.mark.parametrize("name", NAMES)
def test_a_window_is_a_threshold_of_the_rulebook(ours, name):
    """Whoever argues with a number finds it there with its source; the default here is the same."""
    row = ours.thresholds[name]
    assert row.value == getattr(DEFAULT, name)
    assert row.unit
    assert row.means
    assert row.sources
    assert row.grade


def test_the_rulebook_gives_the_defaults(ours):
    """Read from our rulebook the windows are the defaults, in the same types."""
    windows = Windows.from_thresholds(ours.numbers)
    assert windows == DEFAULT
    whole = [name for name in NAMES if isinstance(getattr(DEFAULT, name), int)]
    assert all(isinstance(getattr(windows, name), int) for name in whole)


def test_an_overlay_changes_what_is_derived(ours, tmp_path):
    """A club that looks back two weeks holds the pulse against 50; over four weeks the median is 55."""
    club = load(write(tmp_path, "# file: thresholds.toml\n[rhr_days]\nvalue = 14\n"))
    assert morning(ours, PULSE, TODAY, now=NOW).history["rhr_base"] == 55
    assert morning(club, PULSE, TODAY, now=NOW).history["rhr_base"] == 50


def test_an_overlay_may_ask_for_more_values(ours, tmp_path):
    """With 28 nights on record, a baseline of 30 values is unknown."""
    club = load(write(tmp_path, "# file: thresholds.toml\n[base_values]\nvalue = 30\n"))
    assert "rhr_base" in morning(ours, PULSE, TODAY, now=NOW).history
    assert "rhr_base" not in morning(club, PULSE, TODAY, now=NOW).history
