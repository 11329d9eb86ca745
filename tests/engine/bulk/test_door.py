"""Columns in the words of the door mean what the same answers mean of a single case."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bulk.tables import BOOK, assert_same
from engine.strategies import LONG
from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.rows import kind_of
from sorewise.engine.columns import plan_of
from sorewise.engine.decide import decide
from sorewise.engine.state import prepare
from sorewise.model.intake import Desk, read_rows

DESK = Desk(BOOK.facts, BOOK.region_of_key, BOOK.number)
DAY = date(2026, 11, 20)
NUMBERS = {
    "rhr_today": (40, 46, 55),
    "rhr_base": (40, 41, 50),
    "rhr_delta": (0, 9),
    "hrv7_ln": (3.5, 4.0),
    "hrv_base_ln": (3.9, 4.1),
    "hrv_base_sd": (0, 0.1, 0.5),
    "planned_km": (5, 12, 30),
    "longest_run_30d_km": (0, 10, 20),
    "days_off_running": (0, 7, 20),
    "usual_gap_days": (1, 4),
    "birth_year": (1950, 2009, 2014),
    "age": (12, 40),
    "temp_c": (36.5, 37.5, 38.0),
    "last_session_hours_ago": (2, 40),
    "pain_now": (0, 3, 5),
    "pain_start": (0, 4),
    "fatigue": (3, 7),
    "sleep_h": (4, 8),
}
OF_PLACE = {
    "pain": (0, 2, 5),
    "pain_before_dose": (1, 6),
    "plan_pain_limit": (2, 4),
    "referral_days": (1, 40),
    "referral_pain": (1, 3),
    "days_sore": (1, 6),
}
WORDS = {
    "legs": ("fresh", "sore"),
    "last_session_type": ("none", "intervals"),
    "gait": ("normal", "changed"),
}
WORDS_OF_PLACE = {
    "side": ("left", "right", "both"),
    "tissue": ("muscle", "joint"),
    "referral_status": ("none", "booked"),
}
FLAGS = ("fever", "training_mistake", "painkiller_12h")
FLAGS_OF_PLACE = ("managed_plan", "swollen", "pain_masked")
SIGNS = tuple(BOOK.safety_page)
SCHEMA = {
    **{name: pl.Float64() for name in (*NUMBERS, *OF_PLACE)},
    **{name: kind_of(BOOK.facts[name]) for name in (*WORDS, *WORDS_OF_PLACE, "region", "phase")},
    **dict.fromkeys((*FLAGS, *FLAGS_OF_PLACE, *SIGNS, "safety_sent"), pl.Boolean()),
    "morning": pl.UInt32(),
    "day": pl.Date(),
}


def maybe(values):
    """One of these values, or nothing."""
    return st.none() | st.sampled_from(values)


BODY = st.fixed_dictionaries(
    {name: maybe(values) for name, values in (NUMBERS | WORDS).items()} | {name: maybe((True, False)) for name in FLAGS}
)
PLACE = st.fixed_dictionaries(
    {name: maybe(values) for name, values in (OF_PLACE | WORDS_OF_PLACE).items()}
    | {name: maybe((True, False)) for name in FLAGS_OF_PLACE}
)


class Rows(list):
    """The rows of one morning; what is not told is not shown, so that a counterexample can be read."""

    def __repr__(self):
        """Only what is known, and no sign: they are all off."""
        return repr([{n: v for n, v in row.items() if v is not None and n not in SIGNS} for row in self])


@st.composite
def mornings(draw):
    """The rows of one morning, in the words of the door and in rule facts."""
    shared = draw(BODY) | dict.fromkeys(SIGNS, False) | {"safety_sent": draw(st.booleans()), "day": DAY}
    shared["phase"] = draw(st.sampled_from(("morning", "morning", "in_run")))
    regions = draw(st.lists(st.sampled_from(("calf", "knee_front", "shin_inner")), max_size=2, unique=True))
    rows = [{**shared, **draw(PLACE), "region": region} for region in regions]
    for row in rows:
        row["swollen"] = bool(row["swollen"])
    return Rows(rows or [shared])


@settings(max_examples=40 if LONG else 5)
@given(found=st.lists(mornings(), min_size=10, max_size=15))
def test_a_row_means_what_the_door_makes_of_it(found):
    """Differences, spreads, ages, fevers, tablets, plans and referrals: worked out alike."""
    rows = [{**row, "morning": number} for number, one in enumerate(found) for row in one]
    decided = decide_table(pl.DataFrame(rows, schema=SCHEMA).lazy(), BOOK).collect()
    for one, row in zip(found, decided.iter_rows(named=True), strict=True):
        told = [{name: value for name, value in each.items() if value is not None} for each in one]
        case = read_rows(told, DESK, safety_sent=one[0]["safety_sent"], today=DAY)
        assert_same(decide(BOOK, prepare(BOOK, case)), row, plan_of(BOOK))
