"""The day turns out differently: in a run, after it, before it. What is stricter holds at once, what is milder not."""

import pytest

from sorewise.store import Store

WORSE = {"answers": {"gait": "changed", "hard_to_walk": True}}


def test_easy_at_six_and_limping_at_nine(sorewise, easy):
    """One step re-checks the day, and the stricter answer replaces the milder at once."""
    assert sorewise("check", "--answers", easy, "--json").json["headline"] == "run_as_planned"
    sorewise.at(9)
    done = sorewise("run-check", "--before", "--answers", sorewise.file("limp.json", WORSE))
    assert done.code == 0
    assert "This holds for today from now on" in done.out
    held = sorewise("today", "--json").json
    assert held["headline"] != "run_as_planned"
    assert held["at"].startswith("2026-11-20T09:00")


def test_a_run_is_no_whole_check_in_whatever_it_was_called(sorewise, easy):
    """`check` with the answers of a run keeps them as a run's: a day that was stricter stays so."""
    limping = {"answers": {**WORSE["answers"], "legs": "fresh", "safety": "none"}}
    sorewise("check", "--answers", sorewise.file("limping.json", limping))
    sorewise.at(9)
    calm = {"answers": {"phase": "in_run", "pain_now": 0, "pain_start": 0, "minutes": 12, "gait": "normal"}}
    sorewise("check", "--answers", sorewise.file("calm.json", calm))
    assert sorewise("today", "--json").json["activity"] == "rest"


def test_a_quick_check_never_makes_a_day_milder(sorewise, easy):
    """Limping at six, fine at nine: what was said at six still holds, until a whole check-in says otherwise."""
    limping = {"answers": {**WORSE["answers"], "legs": "fresh", "safety": "none"}}
    strict = sorewise("check", "--answers", sorewise.file("limp.json", limping), "--json").json["headline"]
    sorewise.at(9)
    fine = sorewise.file("fine.json", {"answers": {"gait": "normal", "hard_to_walk": False}})
    done = sorewise("run-check", "--before", "--answers", fine)
    assert "What was said at 06:10 still holds" in done.out
    assert sorewise("today", "--json").json["headline"] == strict
    sorewise.at(10)
    sorewise("check", "--answers", easy)
    assert sorewise("today", "--json").json["headline"] == "run_as_planned"


def test_a_second_check_in_that_was_not_finished_does_not_make_a_day_milder(sorewise):
    """A milder answer counts only when nothing is left that could change it."""
    limping = {"answers": {**WORSE["answers"], "legs": "fresh", "safety": "none"}}
    strict = sorewise("check", "--answers", sorewise.file("limp.json", limping), "--json").json["headline"]
    sorewise.at(9)
    half = sorewise.file("half.json", {"answers": {"legs": "fresh", "safety": "none"}})
    assert sorewise("check", "--answers", half, "--json").json["status"] == "stopped"
    assert sorewise("today", "--json").json["headline"] == strict


def test_asking_again_before_a_run_keeps_the_mornings_other_answers(sorewise, sore):
    """By questions: stride, pain and the safety page come again; what the place is like is not asked twice."""
    sorewise("check", "--answers", sore)
    sorewise.at(9)
    typed = ["2", "y", "n", "6", "n", "n"]
    done = sorewise("run-check", "--before", typed="\n".join(typed) + "\n")
    assert "how sore or painful is it?" in done.out
    assert "Can you point at it" not in done.out
    with Store.open(sorewise.db) as store:
        first, second = store.history().check_ins
    assert second.spots[0].answers["pain"] == 6
    assert second.spots[0].answers["tissue"] == first.spots[0].answers["tissue"]
    assert second.answers["gait"] == "changed"
    assert first.answers["gait"] == "normal"


def test_before_a_run_there_is_a_morning_to_check_again(sorewise):
    """Without a check-in of this morning the runner is sent to one."""
    done = sorewise("run-check", "--before", "--answers", sorewise.file("limp.json", WORSE))
    assert done.code == 2
    assert "sorewise check" in done.err


def test_in_a_run_it_speaks_in_the_words_of_a_run(sorewise, easy):
    """Pain from 1 to 6 with a limp: stop or walk home; and that holds for the day."""
    sorewise("check", "--answers", easy)
    sorewise.at(18)
    told = {"answers": {"pain_start": 1, "pain_now": 6, "gait": "changed", "minutes": 25}}
    found = sorewise("run-check", "--during", "--answers", sorewise.file("run.json", told), "--json").json
    assert found["activity"] in {"walk_home", "stop", "rest"}
    assert found["phase"] == "in_run"
    assert found["holds"] is True


def test_in_a_run_by_questions_with_the_red_button(sorewise):
    """One key says where the runner is; a sign of the red button counts."""
    typed = ["1", "1", "2", "10", "n", "1", "n", "y", "1"]
    done = sorewise("run-check", typed="\n".join(typed) + "\n" + "\n" * 10)
    assert done.code == 0, done.err
    with Store.open(sorewise.db) as store:
        (check_in,) = store.history().check_ins
    assert check_in.phase == "in_run"


def test_after_a_run_the_answer_is_for_tomorrow(sorewise, sore):
    """`--after` is provisional for tomorrow."""
    done = sorewise("run-check", "--after", "--answers", sore)
    assert "Provisional for tomorrow" in done.out
    with Store.open(sorewise.db) as store:
        assert store.decision().phase == "after_run"


@pytest.mark.parametrize("phase", ["in_run", "after_run"])
def test_the_file_may_say_which_moment_it_is_about(sorewise, phase):
    """`phase` in the answers stands for the option."""
    told = {"answers": {"phase": phase, "safety": "none", "gait": "normal", "pain_start": 0, "pain_now": 0}}
    found = sorewise("run-check", "--answers", sorewise.file("told.json", told), "--json").json
    assert found["phase"] == phase


def test_an_undone_re_check_gives_the_morning_back(sorewise, easy):
    """`undo` takes the stricter answer back, and the morning's verdict holds again."""
    sorewise("check", "--answers", easy)
    sorewise.at(9)
    sorewise("run-check", "--before", "--answers", sorewise.file("limp.json", WORSE))
    assert sorewise("undo").code == 0
    assert sorewise("today", "--json").json["headline"] == "run_as_planned"
