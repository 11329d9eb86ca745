"""The check-in: by a file, by questions, and stopped in every way a person can stop."""

import json

import pytest

from sorewise.apps.who import with_kept
from sorewise.model.records import Profile
from sorewise.store import Store
from sorewise.training.derive import Runner


def test_a_file_of_answers_is_judged_and_kept(sorewise, sore):
    """`check --answers` gives a verdict without a question, and `today` shows the same page, without the forecast."""
    done = sorewise("check", "--answers", sore)
    assert done.code == 0
    assert done.err == ""
    again = sorewise("today")
    assert again.code == 0
    verdict, ahead, _ = done.out.partition("\nThe coming mornings")
    assert ahead
    assert again.out.startswith(verdict)
    assert "As of 06:10" in again.out


def test_several_spots_are_all_kept(sorewise):
    """Two places in one file are two places in the store, each with its own answers."""
    spots = [{"region": "calf", "side": "left", "pain": 2}, {"region": "knee_front", "side": "right", "pain": 5}]
    file = sorewise.file("two.json", {"answers": {"legs": "sore", "safety": "none", "spots": spots}})
    assert sorewise("check", "--answers", file).code == 0
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert [(spot.region, spot.side, spot.answers["pain"]) for spot in check_in.spots] == [
        ("calf", "left", 2),
        ("knee_front", "right", 5),
    ]


def test_the_short_form_opens_into_one_spot_a_region(sorewise):
    """`regions` with `side` says the same for each region."""
    told = {"legs": "sore", "safety": "none", "regions": ["calf", "quad"], "side": "both", "pain": 2, "fatigue": 3}
    file = sorewise.file("short.json", {"answers": told})
    assert sorewise("check", "--answers", file).code == 0
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert {spot.region: spot.answers["pain"] for spot in check_in.spots} == {"calf": 2, "quad": 2}
    assert check_in.answers["fatigue"] == 3
    assert "pain" not in check_in.answers


def test_a_check_in_by_file_decides_as_the_door_does(sorewise, sore):
    """With an empty history the same answers give the same verdict at both doors."""
    by_door = sorewise("decide", sore, "--json").json
    by_check = sorewise("check", "--answers", sore, "--json").json
    parts = ("status", "headline", "activity", "referral")
    assert {part: by_check[part] for part in parts} == {part: by_door[part] for part in parts}


def test_without_the_safety_page_there_is_no_verdict(sorewise):
    """A file that does not say that the page was shown gets `safety_open`, and the page says so."""
    file = sorewise.file("open.json", {"answers": {"legs": "fresh"}})
    done = sorewise("check", "--answers", file)
    assert "Safety page first" in done.out
    assert sorewise("today", "--json").json["status"] == "safety_open"


def test_fresh_legs_are_settled_in_two_screens(sorewise):
    """One key a question: legs, body, none of the signs; age and experience come first where the profile lacks them."""
    done = sorewise("check", typed="1985\n8\n1\n1\nn\n2\n4\n1\nn\nn\n")
    assert done.code == 0, done.err
    assert done.out.count("at most.") == 2
    assert "In which year were you born?" in done.out
    assert sorewise("today", "--json").json["status"] == "settled"
    again = sorewise("check", typed="1\n1\nn\n2\n4\n1\nn\nn\n")
    assert "In which year were you born?" not in again.out
    assert sorewise("profile", "--json").json["answers"] == {"birth_year": 1985, "experience_years": 8.0}


def test_the_past_is_worked_out_once(sorewise, monkeypatch):
    """Several screens, one look at years of history: it is worked out anew only when a sore place is named."""
    asked, real = [], Runner.at

    def counting(runner, now, places=()):
        asked.append(places)
        return real(runner, now, places)

    monkeypatch.setattr(Runner, "at", counting)
    assert sorewise("check", typed="1985\n8\n1\n1\nn\n2\n4\n1\nn\nn\n").out.count("at most.") == 2
    assert asked == [()]


def test_a_sore_place_is_asked_for_by_name(sorewise):
    """A place is named by the beginning of its name; an ambiguous one is asked again; several can be told."""
    typed = ["", "", "2", "kne", "inner kn", "1", "3", "y", "18", "3", "2", "n"]
    done = sorewise("check", typed="\n".join(typed) + "\n")
    assert '"kne" could be' in done.out
    assert done.code == 0
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert [(spot.region, spot.side, spot.answers["pain"]) for spot in check_in.spots] == [
        ("knee_inner", "left", 3),
        ("calf", "both", 2),
    ]


def test_stopping_early_keeps_what_was_said_and_shows_what_is_missing(sorewise):
    """`s` after the first page: the verdict stands, the safety page is still open."""
    done = sorewise("check", typed="\n\n1\ns\n")
    assert done.code == 0
    assert "Safety page first" in done.out
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert check_in.answers["legs"] == "fresh"
    assert check_in.safety is None


def test_not_knowing_is_not_no_and_is_not_asked_twice(sorewise):
    """Enter on every question but the safety page: the questions end, and nothing counts as answered."""
    done = sorewise("check", typed="\n\n1\n\n\n\n\n\n\nn\n" + "\n" * 60)
    assert done.code == 0
    assert done.out.count("how tired is your whole body?") == 1 + ("Still open" in done.out)
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert set(check_in.answers) == {"legs"}
    assert check_in.safety == ()


def test_a_check_in_without_an_answer_is_not_kept(sorewise):
    """Nobody there, or `s` at once: a sentence, exit code 2, and no file."""
    for typed in ("", "s\ns\n"):
        done = sorewise("check", typed=typed)
        assert done.code == 2
        assert "Nothing was answered" in done.err
        assert not sorewise.db.exists()


def test_what_is_no_answer_is_asked_again(sorewise):
    """A key that is no choice and a number that is none get a word, not an answer."""
    done = sorewise("check", typed="1785\nabc\n1985\n8\n7\n1\ns\n")
    assert done.out.count("That is no number.") == 2
    assert "That is none of the choices." in done.out


def test_ctrl_c_saves_nothing_and_says_so(sorewise, monkeypatch):
    """In the middle of the questions: exit code 1, a sentence, and no file."""
    monkeypatch.setattr("sorewise.apps.keys.Lines.read", _interrupt_after(4))
    done = sorewise("check")
    assert done.code == 1
    assert done.err.strip() == "Stopped. Nothing of this was saved."
    assert not sorewise.db.exists()


def _interrupt_after(count):
    typed = iter(["1985", "8", "1", "1"][:count])

    def read(self, prompt, instant=""):
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    return read


def test_under_sixteen_a_parent_speaks_first(sorewise):
    """No verdict without a parent's word, whether profile or answers tell the year; with it there is one."""
    file = sorewise.file("young.json", {"answers": {"legs": "fresh", "safety": "none", "birth_year": 2013}})
    refused = sorewise("check", "--answers", file)
    assert refused.code == 2
    assert "parent" in refused.err
    assert not sorewise.db.exists()
    sorewise("profile", "--birth-year", "2013")
    plain = sorewise.file("plain.json", {"answers": {"legs": "fresh", "safety": "none"}})
    assert sorewise("check", "--answers", plain).code == 2
    assert sorewise("profile", "--parent-agrees").code == 0
    assert sorewise("check", "--answers", plain).code == 0


def test_private_groups_are_asked_only_when_switched_on(sorewise):
    """Pregnancy is neither a line of the safety page nor a question, until the runner switches it on."""
    typed = "1985\n8\n1\n1\nn\n2\n4\n1\nn\nn\n"
    assert "pregnan" not in sorewise("check", typed=typed).out.lower()
    sorewise("profile", "--switch-on", "pregnancy", "--set", "pregnant=yes")
    assert "Pregnant, with bleeding" in sorewise("check", typed=typed + "s\n").out


@pytest.mark.parametrize("units", ["km", "mi"])
def test_distances_are_said_in_the_runners_unit(sorewise, easy, units):
    """A planned run of 10 km reads 10 km or 6.2 mi."""
    sorewise("profile", "--units", units)
    sorewise("log", "plan", "easy", "--km", "10")
    assert {"km": "10 km", "mi": "6.2 mi"}[units] in sorewise("check", "--answers", easy).out


def test_the_country_chooses_the_number_to_call(sorewise):
    """An emergency shows the number of the runner's country."""
    file = sorewise.file("chest.json", {"answers": {"legs": "fresh", "safety": ["chest_symptoms"]}})
    sorewise("profile", "--country", "us")
    assert "911" in sorewise("check", "--answers", file).out
    sorewise("profile", "--country", "GB")
    assert "999" in sorewise("check", "--answers", file).out


def test_without_a_plan_as_planned_reads_up_to_your_usual(sorewise, easy):
    """No plan: run as you like, up to your usual."""
    assert "Run as you like, up to your usual" in sorewise("check", "--answers", easy).out


def test_json_holds_session_recovery_and_what_would_change_it(sorewise, sore):
    """What the page shows, for programs."""
    found = sorewise("check", "--answers", sore, "--json").json
    assert {"headline", "session", "recovery", "would_change", "reasons"} <= found.keys()
    assert json.dumps(found)


def test_what_stays_true_is_asked_once():
    """Goal and standing medicines go into the profile, a pregnancy too; its absence is asked again."""
    known = with_kept(Profile(), {"goal": "run", "statin": False, "pregnant": True, "fatigue": 3, "vte_risk": False})
    assert known.answers == {"goal": "run", "statin": False, "pregnant": True}
    assert with_kept(Profile(), {"pregnant": False}).answers == {}
