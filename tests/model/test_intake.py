"""The door: answers in the words of facts.toml become rule facts, the more careful reading of two."""

from datetime import date

import pytest

from sorewise.engine.rules import load
from sorewise.model.errors import AnswerError
from sorewise.model.intake import Desk, read

BOOK = load()
DESK = Desk(BOOK.facts, BOOK.region_of_key, BOOK.number)


def case(answers, history=None, **options):
    """Read one case at the door."""
    return read(answers, history or {}, DESK, **options)


def test_one_spot_a_region():
    """Flat answers hold for each listed region."""
    found = case({"regions": ["quad", "calf"], "side": "both", "pain": 3, "eases": "yes"})
    assert [place.region for place in found.places] == ["quad", "calf"]
    assert all(spot["pain"] == 3 and spot["eases"] == "yes" for spot in found.spots)


def test_spots_do_not_lend_each_other_answers():
    """An answer given for one spot stays unknown for the other."""
    found = case({"spots": [{"region": "calf", "side": "left", "eases": "yes"}, {"region": "quad", "side": "both"}]})
    assert [spot["eases"] for spot in found.spots] == ["yes", None]


def test_a_limp_told_in_a_spot_is_refused_and_not_lost():
    """What is about the whole body would be read by no rule there: it is refused, never dropped."""
    with pytest.raises(AnswerError, match="whole body"):
        case({"spots": [{"region": "calf", "side": "left", "gait": "changed"}]})


def test_a_map_key_belongs_to_a_region():
    """A machine may send the finer key of the body map."""
    place = case({"spots": [{"region": "calf_inner", "side": "left", "pain": 2}]}).places[0]
    assert (place.region, place.key) == ("calf", "calf_inner")


@pytest.mark.parametrize(
    ("answers", "legs"),
    [
        ({"pain": 0}, "fresh"),
        ({"pain": 0.5}, "fresh"),
        ({"pain": 1}, "sore"),
        ({"regions": ["calf"]}, "sore"),
        ({"legs": "fresh", "pain": 4}, "sore"),
        ({"planned_type": "easy"}, None),
    ],
)
def test_legs_are_derived(answers, legs):
    """Fresh only below 1 without a place; nothing answered stays unknown; a pain of 1 or more outweighs "fresh"."""
    assert case(answers).morning["legs"] == legs


def test_pain_without_a_place_is_one_unplaced_spot():
    """It must not vanish for want of a place."""
    assert [place.region for place in case({"pain": 4}).places] == ["unplaced"]


def test_a_tick_without_a_place_makes_one():
    """A swollen leg with fresh legs counts at pain 0."""
    found = case({"legs": "fresh", "safety": ["leg_swollen"]})
    assert found.spots[0]["leg_swollen"] is True
    assert found.spots[0]["pain"] == 0


def test_the_safety_page_is_atomic():
    """None of these answers every sign; what was told singly stays told; not sent answers none."""
    assert case({"safety": "none"}).morning["chest_symptoms"] is False
    assert case({"safety": "none", "numbness": True}).morning["numbness"] is True
    assert case({}).morning["chest_symptoms"] is None


def test_pain_before_the_tablet_counts():
    """Of two numbers the higher; without the second, a tablet may hide the pain."""
    told = {"pain": 1, "regions": ["calf"], "painkiller_12h": True}
    assert case({**told, "pain_before_dose": 5}).spots[0]["pain"] == 5
    assert case(told).spots[0]["pain_masked"] is None
    assert case({**told, "painkiller_12h": False}).spots[0]["pain_masked"] is False


def test_left_and_right_become_both_only_when_alike():
    """Two sides merge if they differ by less than 2 and neither has anything to show."""
    left, right = {"region": "quad", "side": "left", "pain": 3}, {"region": "quad", "side": "right", "pain": 2}
    assert [p.side for p in case({"spots": [left, right]}).places] == ["both"]
    assert len(case({"spots": [left, {**right, "pain": 1}]}).places) == 2
    assert len(case({"spots": [left, {**right, "swelling": "local"}]}).places) == 2


def test_differences_are_worked_out():
    """Heart rate, the planned run and the run's own course against what they are held against."""
    found = case({"rhr_today": 58, "planned_km": 21}, {"rhr_base": 50, "longest_run_30d_km": 15})
    assert found.morning["rhr_delta"] == 8
    assert found.morning["planned_spike_pct"] == pytest.approx(40)
    run = case({"phase": "in_run", "pain_start": 1, "pain_now": 4})
    assert run.morning["pain_change"] == 3


def test_no_division_by_a_longest_run_of_nothing():
    """No run in 30 days: the spike is unknown, not endless."""
    assert case({"planned_km": 5}, {"longest_run_30d_km": 0}).morning["planned_spike_pct"] is None


def test_a_temperature_settles_fever():
    """38 degrees is fever, whatever was answered; a lower one answers the question."""
    assert case({"temp_c": 38.4, "fever": False}).morning["fever"] is True
    assert case({"temp_c": 36.8}).morning["fever"] is False


def test_a_year_of_birth_is_the_younger_age():
    """The birthday may still come."""
    assert case({}, {"birth_year": 2010}, today=date(2026, 11, 22)).morning["age"] == 15


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"pian": 3}, 'there is no fact called "pian"; did you mean "pain"?'),
        ({"pain": 11}, '"pain" is 11; it should be a number from 0 to 10'),
        ({"pain": float("nan")}, '"pain" is nan; it should be a number from 0 to 10'),
        ({"pain": True}, '"pain" is True; it should be a number from 0 to 10'),
        ({"gait": "odd"}, "\"gait\" is 'odd'; it should be one of normal, changed"),
        ({"night_pain": "yes"}, "\"night_pain\" is 'yes'; it should be yes or no (true or false)"),
        ({"illness_days": 1.5}, '"illness_days" is 1.5; it should be a whole number from 0 to 365 days'),
        ({"safety": "all"}, '"safety" is \'all\'; it should be "none" or a list of signs'),
        ({"safety": ["pain"]}, '"safety": there is no sign called "pain" on the safety page'),
        ({"spots": "calf"}, '"spots" should be a list of places, each with its region, side and answers'),
        ({"spots": [{"region": ["calf"]}]}, "spots, 1: there is no place called \"['calf']\""),
        ({"pain": 10**400}, f'"pain" is {10**400}; it should be a number from 0 to 10'),
        ({"illness_days": float("inf")}, '"illness_days" is inf; it should be a whole number from 0 to 365 days'),
        ({"spots": [{"region": "tail"}]}, 'spots, 1: there is no place called "tail"'),
        ({"spots": [{"region": "calf", "pain": -1}]}, 'spots, 1: "pain" is -1; it should be a number from 0 to 10'),
    ],
)
def test_bad_answers_are_refused_in_a_sentence(answers, message):
    """What, where, and what is possible."""
    with pytest.raises(AnswerError) as caught:
        case(answers)
    assert str(caught.value) == message
