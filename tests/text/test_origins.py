"""Every field, reason and source of an origin has its words."""

from typing import get_args

from sorewise.importers import IMPORTERS
from sorewise.model.records import Origin, Quality, Session, Why
from sorewise.store.combine import FIELDS, ZONE, combined, told_by
from sorewise.text import origins
from sorewise.text.needs import Manner
from sorewise.text.page import plain
from store.test_combine import FIT, STRAVA

PAGE = """\
Sunday 2026-03-08 07:30: City 10k: race, 1 h, 10 km
fit:1
2 places told it; each field is the word of the one that knows it best.
- A FIT file
  It was there first.
  Its word: start, sport, duration, distance and climb.
- Strava's table
  The same sport, begun within a minute, time and distance within two in a hundred.
  Its word: kind of session, effort, name and time zone."""


def test_whatever_may_be_told_has_a_word():
    """Fields, reasons, qualities and formats."""
    assert set(origins.FIELDS) == {*FIELDS, ZONE}
    assert set(origins.WHY) == set(get_args(Why))
    assert set(origins.QUALITY) == set(get_args(Quality)) - {"whole"}
    assert {label for label, _ in IMPORTERS} <= set(origins.SOURCES)


def test_the_page_of_a_session():
    """Each place with its reason and its word, the best one first."""
    kept = combined(FIT, STRAVA, "alike")
    assert plain(origins.page(kept, told_by(kept), Manner())) == PAGE


def test_a_source_of_a_later_day_is_called_as_it_calls_itself():
    """A store may hold what a newer format told."""
    session = Session(id="x", start=FIT.start, source="newwatch")
    page = plain(origins.page(session, ((Origin(source="newwatch", path="a.new"), ("start",)),), Manner()))
    assert page.endswith("- newwatch: a.new")
