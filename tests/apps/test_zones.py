"""Time zones by name."""

import pytest

from sorewise.apps.zones import is_zone, machine_zone


@pytest.mark.parametrize(
    ("name", "right"),
    [("Europe/Berlin", True), ("UTC", True), ("", False), ("Europe", False), ("../etc/passwd", False), ("A/B", False)],
)
def test_a_zone_is_one_that_the_tables_know(name, right):
    """A folder of zones, a path and an empty name are none."""
    assert is_zone(name) is right


def test_the_machines_zone_is_told_by_name(monkeypatch):
    """TZ says it; without a name that is known it is UTC or what the system's own link names."""
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert machine_zone() == "Asia/Tokyo"
    monkeypatch.setenv("TZ", "JST-9")
    assert is_zone(machine_zone())
