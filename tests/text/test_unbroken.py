"""Numbers stay with their units where a page breaks its lines."""

import pytest

from sorewise.text.measures import unbroken


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Easy run, 20 min, 3.2 km", "Easy run, 20\N{NO-BREAK SPACE}min, 3.2\N{NO-BREAK SPACE}km"),
        ("Slept 6 h 48 min", "Slept 6\N{NO-BREAK SPACE}h 48\N{NO-BREAK SPACE}min"),
        ("effort 2 to 4 of 10", "effort 2 to 4 of 10"),
        ("3 minutes", "3 minutes"),
    ],
)
def test_a_unit_is_never_alone_on_a_line(said, shown):
    """The space before a unit becomes one that does not break; every other stays."""
    assert unbroken(said) == shown
