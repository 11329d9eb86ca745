"""A person's or club's own rulebook lies over ours: change a number, add a rule, retire one."""

import pytest

from rulebook.overlays import write
from sorewise.engine.decide import decide
from sorewise.engine.rules import load
from sorewise.engine.state import open_door
from sorewise.model.errors import RulebookError

QUADS = {"legs": "sore", "regions": ["quad"], "side": "both", "pain": 3, "spread": "diffuse", "tissue": "muscle"}
QUADS |= {"eases": "yes", "gait": "normal", "onset": "after_exercise_delayed", "fatigue": 6, "safety": "none"}
KNOWN = {"experience_years": 5, "age": 40, "vte_risk": False, "trigger_hours": 24, "last_session_type": "easy"}


@pytest.fixture(scope="module")
def ours():
    """Our rulebook alone."""
    return load()


def verdict(book, **over):
    """The decision on an ordinary sore morning of a tired, experienced runner."""
    return decide(book, open_door(book, QUADS | over, KNOWN))


def test_changed_threshold_moves_the_verdict(ours, tmp_path):
    """Tired from 8 instead of 6: the same morning loses its cross-training day."""
    assert verdict(ours).activity == "cross_train"
    club = load(write(tmp_path, "# file: thresholds.toml\n[tired]\nvalue = 8\n"))
    assert verdict(club).activity == "run_easy"
    assert verdict(club, fatigue=8).activity == "cross_train"


def test_changed_threshold_keeps_the_rest_of_its_row(ours, tmp_path):
    """An overlay changes the keys it names and leaves the rest."""
    club = load(write(tmp_path, "# file: thresholds.toml\n[tired]\nvalue = 8\n"))
    assert club.thresholds["tired"].means == ours.thresholds["tired"].means
    assert len(club.rules) == len(ours.rules)


ADDED = """\
# file: rules/club.toml
[CLUB-SUNDAY]
says = "In our club long runs wait until the legs are quiet."
because = "We had too many sore Mondays."
sources = ["own-choice"]
grade = "D"
since = 2026-11-22
when = "planned_type == 'long' and sore"
activity = "cross_train"
unknown = "skip"
advise = ["warmup_dynamic"]
examples = [
    { given = { planned_type = "long", pain = 2 }, fires = true },
    { given = { planned_type = "easy", pain = 2 }, fires = false },
]
"""


def test_added_rule(ours, tmp_path):
    """A rule of the club speaks beside ours, with its reason and advice."""
    club = load(write(tmp_path, ADDED))
    long_run = {"fatigue": 2, "planned_type": "long"}
    assert verdict(ours, **long_run).activity == "run_reduced"
    decision = verdict(club, **long_run)
    assert decision.activity == "cross_train"
    assert decision.reasons[0].rule.id == "CLUB-SUNDAY"
    assert "warmup_dynamic" in decision.advice
    assert verdict(club, fatigue=2).activity == verdict(ours, fatigue=2).activity


def test_retired_rule(ours, tmp_path):
    """A retired rule is gone; what it alone demanded is gone with it."""
    club = load(write(tmp_path, "# file: rules/club.toml\n[RS-TIRED-1]\nretire = true\n"))
    assert "RS-TIRED-1" in ours.by_id
    assert "RS-TIRED-1" not in club.by_id
    assert verdict(club).activity == "run_easy"


def test_retired_rule_may_leave_its_number_behind(tmp_path):
    """The number that only this rule read, and the term, may stay unused."""
    club = load(write(tmp_path, "# file: rules/club.toml\n[EV-MONO]\nretire = true\n[EV-ILL-BELOW]\nretire = true\n"))
    assert {"EV-MONO", "EV-ILL-BELOW"}.isdisjoint(club.by_id)


def test_retired_part(tmp_path):
    """A part of a rule is retired by its own name; the other parts stay."""
    club = load(write(tmp_path, "# file: rules/club.toml\n[EV-RETURN.long]\nretire = true\n"))
    assert "EV-RETURN.long" not in club.by_id
    assert "EV-RETURN.break" in club.by_id


def test_changed_part(ours, tmp_path):
    """A part of a rule is changed by its own name; the other parts stay."""
    club = load(write(tmp_path, '# file: rules/club.toml\n[RX-PAIN-3.disputed]\nactivity = "rest"\n'))
    assert verdict(ours, fatigue=2).activity == "run_easy"
    assert verdict(club, fatigue=2).activity == "rest"
    assert club.by_id["RX-PAIN-3.odd"] == ours.by_id["RX-PAIN-3.odd"]


def test_reworded_red_flag(tmp_path):
    """A red flag may be said in other words."""
    page = '# file: rules/club.toml\n[EV-RF-CARDIAC]\nsays = "Call the emergency number now."\n'
    assert load(write(tmp_path, page)).by_id["EV-RF-CARDIAC"].says == "Call the emergency number now."


def test_version_names_the_content(ours, tmp_path):
    """The same pages have the same version, other pages another one."""
    club = load(write(tmp_path, "# file: thresholds.toml\n[tired]\nvalue = 8\n"))
    assert load().version == ours.version != club.version


@pytest.mark.parametrize(("number", "value"), [("week_move_days", -1), ("week_easy_pace_min_km", 0)])
def test_a_number_that_no_week_can_be_planned_with_is_refused(tmp_path, number, value):
    """With its place, when the rulebook is read: not when somebody wants to see their week."""
    (tmp_path / "thresholds.toml").write_text(f"[{number}]\nvalue = {value}\n", encoding="utf-8")
    with pytest.raises(RulebookError, match=f"{number}, value: the planner of the week cannot count with {value}"):
        load(tmp_path)
