"""A forecast stands beside a verdict and never in it: with and without kept ones every door says the same."""

import json
import re
import sqlite3
from datetime import timedelta

import pytest

from apps.conftest import SORE

PAINS = (6, 2, 4, 1)
DOORS = (("today", "--json"), ("why", "--json"), ("plan", "--json"))
NAMES = re.compile(r'"(?:id|check_in_id|session)": "[^"]*"')
"""Every store names what it keeps by chance."""


def forget_forecasts(db):
    """As if none had ever been kept."""
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE decisions SET forecast = NULL")
    connection.close()


def decided(db):
    """What was decided on each morning, to the letter."""
    connection = sqlite3.connect(db)
    rows = connection.execute("SELECT decision, planned FROM decisions ORDER BY at").fetchall()
    connection.close()
    return rows


@pytest.fixture
def two(sorewise, tmp_path):
    """Two runners who tell the same; the second has no forecast of any earlier morning."""
    stores = tmp_path / "with.db", tmp_path / "without.db"
    for db in stores:
        sorewise("plan", "add", "fri intervals 6x800 / 2 min, sat 45 min easy, sun 100 min long", "--yes", db=db)
    return stores


def test_no_verdict_and_no_plan_knows_of_a_kept_forecast(sorewise, two):
    """Byte for byte, whatever is told on four mornings."""
    with_them, without = two
    for pain in PAINS:
        spot = {**SORE["answers"]["spots"][0], "pain": pain}
        told = sorewise.file("told.json", json.dumps({**SORE, "answers": {**SORE["answers"], "spots": [spot]}}))
        checks = [sorewise("check", "--answers", told, "--json", db=db).out for db in two]
        assert checks[0] == checks[1]
        forget_forecasts(without)
        for door in DOORS:
            said = [NAMES.sub("", sorewise(*door, db=db).out) for db in two]
            assert said[0] == said[1], door
        sorewise.now += timedelta(days=1)
    assert decided(with_them) == decided(without)
    assert len(decided(with_them)) == len(PAINS)
