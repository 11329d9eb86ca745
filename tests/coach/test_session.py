"""What becomes of a planned session on named mornings, as the rulebook decides them."""

import json

import pytest

from coach.made import DAY, FRESH, ORDINARY, USUAL, book, decided, made, planned, said
from sorewise.coach.measure import each
from sorewise.coach.session import today_session
from sorewise.coach.today import Usual
from sorewise.model.plan import Repeat, Step, Target
from sorewise.model.verdict import Adjustment, Rungs

TRACK = (
    Step(role="warmup", duration_s=900),
    Repeat(
        times=6,
        steps=(
            Step(role="active", distance_m=800, target=Target(kind="pace_s_per_km", low=235, high=245)),
            Step(role="recovery", duration_s=90),
        ),
    ),
    Step(role="cooldown", duration_s=600),
)


def on(plan, answers, history=None, *, usual=USUAL, novice=False):
    """Today's session on a morning with these answers."""
    return today_session(plan, decided(answers, history), book(), usual=usual, novice=novice)


def sore(pain, **more):
    """Ordinary soreness of this strength."""
    return {**ORDINARY, "pain": pain, **more}


def codes(today):
    """The codes of its changes."""
    return [change.code for change in today.changes]


def sizes(today):
    """Each step's role with its minutes or kilometres."""
    return [
        (step.role, step.duration_s / 60 if step.duration_s else step.distance_m / 1000)
        for _, step in each(today.steps)
    ]


def test_fresh_legs_run_as_planned_with_every_part_written_out():
    """Nothing changes; a plan without steps gets its warm-up, main part and cool-down, and a stop rule."""
    today = on(planned("easy", duration_s=3_600), {**FRESH, "planned_type": "easy"})
    assert (today.outcome, today.changes) == ("as_planned", ())
    assert sizes(today) == [("warmup", 10), ("active", 45), ("cooldown", 5)]
    assert {sign.code for sign in today.stop} >= {"gait", "sharp", "pain", "rise", "not_eased"}
    assert today.as_plan(DAY).source == "hand"


def test_an_author_s_steps_stay_word_for_word_on_a_good_day():
    """Intervals on fresh legs are the author's intervals."""
    plan = planned("intervals", steps=TRACK, name="6 x 800")
    today = on(plan, {**FRESH, "planned_type": "intervals"})
    assert today.as_plan(DAY) == plan


@pytest.mark.parametrize("kind", ["tempo", "intervals", "hills", "test", "race"])
def test_hard_running_on_sore_legs_becomes_easy(kind):
    """RC-MOD-SWAP: intervals, hills, tempo, tests and race pace give way to an easy run of the same length."""
    today = on(planned(kind, duration_s=3_600), sore(2, planned_type=kind))
    assert (today.kind, today.duration_s) == ("easy", 3_600)
    swap = next(change for change in today.changes if change.code == "swap_for_easy")
    assert (swap.before, swap.after) == (kind, "easy")
    assert "RC-MOD-SWAP" in swap.rules
    assert max(step.target.high for _, step in each(today.steps)) == book().number("easy_rpe")


@pytest.mark.parametrize(("pain", "left"), [(2, 15_000), (4, 14_000)])
def test_a_long_run_on_sore_legs_is_20_to_30_percent_shorter(pain, left):
    """RC-MOD-LONG: a quarter less from 2 of 10, the full 30 percent from 4; never both shares."""
    today = on(planned("long", distance_m=20_000), sore(pain, planned_type="long"))
    assert (today.kind, today.distance_m) == ("long", left)
    assert codes(today).count("shorten") == 1


def test_after_leg_day_it_is_a_jog_of_twenty_minutes():
    """LD-P-TIMER: by the clock, at a conversational effort, with a walk before and after."""
    today = on(planned("easy", distance_m=8_000), sore(2, planned_type="easy"), {"hours_since_leg_strength": 20})
    assert (today.duration_s, today.distance_m) == (1_200, None)
    assert sizes(today) == [("warmup", 5), ("active", 10), ("cooldown", 5)]
    assert codes(today) == ["cap_minutes"]
    assert {"talk_test", "no_sprint"} <= set(today.tips)


def test_the_day_after_a_half_moves_without_impact():
    """LD-NOT-RACE: 15 to 20 minutes without impact in place of the run."""
    today = on(planned("easy", duration_s=6_000), FRESH, {"race_type": "half", "days_since_race": 1})
    assert (today.outcome, today.kind, today.modality) == ("cross_train", "xt", "no_impact")
    assert today.duration_s == 1_200
    assert "novice_pain" not in {sign.code for sign in today.stop}


def test_tight_calves_take_a_flat_route_and_hills_become_easy():
    """RC-MOD-FLAT: flat, whatever was planned."""
    plan = planned("hills", duration_s=3_000)
    today = on(plan, sore(1, regions=["calf"], quality=["tight"], planned_type="hills"))
    assert today.flat
    assert today.kind == "easy"
    assert "flat_route" in codes(today)


def test_a_spike_is_capped_at_a_tenth_more_than_the_longest_run():
    """EV-SPIKE-PLAN: the distance of the plan shrinks to 110 percent of the month's longest."""
    today = on(planned("long", distance_m=20_000), {**FRESH, "planned_km": 20}, {"longest_run_30d_km": 15})
    assert today.distance_m == 16_500
    assert codes(today) == ["cap_distance"]


def test_a_cold_runs_at_most_three_quarters_of_an_hour():
    """EV-NECK-ABOVE: easy and 30 to 45 minutes; time and distance of the plan shrink alike."""
    cap = Adjustment(duration_min=45, intensity="easy")
    plan = planned("tempo", duration_s=5_400, distance_m=15_000)
    today = today_session(plan, made(Rungs(1, 0), adjustments=cap), book(), usual=None, novice=False)
    assert (today.kind, today.duration_s, today.distance_m) == ("easy", 2_700, 7_500)


def test_a_new_runner_runs_and_walks_with_the_turns_written_out():
    """RX-NOVICE: at 2 of 10 shorter as well; one minute of running, two of walking, walking in and out."""
    today = on(planned("easy", duration_s=2_400), sore(2), {"experience_years": 0.5}, novice=True)
    assert (today.modality, today.duration_s) == ("run_walk", 1_680)
    warm, turns, cool = today.steps
    assert (warm.duration_s, turns.times, cool.duration_s) == (420, 5, 360)
    assert [(step.role, step.duration_s) for step in turns.steps] == [("active", 60), ("recovery", 120)]
    change = next(change for change in today.changes if change.code == "run_walk")
    assert change.values == {"run_min": 1, "walk_min": 2}
    assert "novice_pain" in {sign.code for sign in today.stop}


def test_after_weeks_off_half_of_it_in_turns():
    """EV-RETURN.long: half the time, and longer stretches for legs that know running."""
    today = on(planned("easy", duration_s=3_600), FRESH, {"days_off_running": 35})
    assert (today.duration_s, today.modality) == (1_800, "run_walk")
    assert [step.duration_s for step in today.steps[1].steps] == [180, 120]


def test_a_session_too_short_for_one_turn_keeps_the_proportion():
    """Ten minutes leave five between the walks: one turn in proportion, and nothing over."""
    walk = made(Rungs(1, 0), adjustments=Adjustment(modality="run_walk"))
    today = today_session(planned("easy", duration_s=480), walk, book(), usual=None, novice=False)
    assert sum(times * step.duration_s for times, step in each(today.steps)) == pytest.approx(480)
    assert today.steps[1].times == 1


def test_strength_first_moves_the_run_to_a_full_day_after_the_lift():
    """RX-LEGDAY.strength: ten hours after lifting the run waits fourteen; today moves without running."""
    today = on(planned("easy", duration_s=2_400), sore(2, goal="strength"), {"hours_since_leg_strength": 10})
    assert (today.outcome, today.move_to_h) == ("cross_train", 14)
    assert "RX-LEGDAY.strength" in next(change for change in today.changes if change.code == "move").rules


def test_an_opinion_moves_nothing():
    """LD-NAY-GAIN is one camp's view: it is shown and the run stays where it is."""
    today = today_session(planned("easy"), said(["LD-NAY-GAIN"]), book(), usual=None, novice=False)
    assert (today.outcome, today.move_to_h) == ("as_planned", None)


def test_a_rule_that_says_less_and_not_how_much_shortens():
    """RX-PAIN-3.unproven names no share: the run is shortened by the rulebook's own."""
    today = today_session(planned("easy", duration_s=3_000), said(["RX-PAIN-3.unproven"]), book(), novice=False)
    assert today.duration_s == 2_100
    assert today.changes[0].rules == ("RX-PAIN-3.unproven",)


def test_cross_training_is_as_long_as_planned_up_to_its_cap():
    """Two hours of running are not two hours on the bike; half an hour stays half an hour."""
    cross = made(Rungs(3, 0))
    long, short = (
        today_session(planned("easy", duration_s=time), cross, book(), usual=None, novice=False)
        for time in (7_200, 1_800)
    )
    assert long.duration_s == 60 * book().number("cross_train_max_min")
    assert (short.duration_s, short.modality) == (1_800, "low_impact")


def test_hard_to_walk_is_a_day_of_rest_with_mobility_at_most():
    """LD-NOT-WALK: no session; what the advice allows in its place is named, light cardio is not a tip."""
    today = on(planned("long", distance_m=20_000), sore(3, hard_to_walk=True, planned_type="long"))
    assert (today.outcome, today.kind, today.steps) == ("rest", None, ())
    assert "mobility_strength" in today.allowed
    assert today.tips == ()
    assert today.as_plan(DAY) is None


def test_rest_without_advice_allows_nothing_in_its_place():
    """Mobility is offered only where the decision advises it."""
    today = today_session(planned("easy"), made(Rungs(4, 0)), book(), usual=None, novice=False)
    assert (today.outcome, today.allowed) == ("rest", ())


def test_dark_urine_leaves_no_exercise():
    """EV-RF-RHABDO: nothing at all, no tips, no race of one's own decision."""
    today = on(planned("race", race="half"), {**sore(3), "safety": ["dark_urine"], "planned_type": "race"})
    assert today.outcome == "no_exercise"
    assert (today.allowed, today.tips, today.stop, today.race_choice) == ((), (), (), False)


def test_a_prompt_referral_allows_no_impact():
    """Decisions: prompt forbids impact, not every movement."""
    today = today_session(planned("easy", duration_s=1_800), made(Rungs(3, 2)), book(), usual=None, novice=False)
    assert today.modality == "no_impact"


def test_a_planned_rest_day_stays_one():
    """It says that an easy run would be possible, and on a worse day that it is not."""
    fine, bad = on(planned("rest"), sore(2)), on(planned("rest"), sore(7))
    assert (fine.outcome, fine.run_possible, fine.changes) == ("rest_day", True, ())
    assert (bad.outcome, bad.run_possible) == ("rest_day", False)


def test_a_race_is_the_runner_s_decision_at_the_same_level():
    """On sore legs a race day still says easy; the race's own length, and the choice, are told."""
    today = on(planned("race", race="half"), sore(2, planned_type="race"))
    assert (today.kind, today.distance_m, today.assumed) == ("easy", 21_097.5, ("race_distance",))
    assert (today.race_day, today.race_choice) == (True, True)
    assert not on(planned("race", race="half"), sore(7, planned_type="race")).race_choice


def test_no_plan_runs_as_one_likes_up_to_the_usual():
    """On fresh legs the longest run of the last weeks is the limit; on sore ones the middle one, easily."""
    free, eased = on(None, FRESH), on(None, sore(2))
    assert (free.outcome, free.duration_s, free.distance_m, free.steps) == ("free_run", 5_400, 16_000, ())
    assert (eased.kind, eased.duration_s, eased.assumed) == ("easy", 2_700, ("no_plan_usual",))
    assert eased.as_plan(DAY).day == DAY
    assert free.as_plan(DAY) is None


def test_nothing_known_leaves_the_length_open():
    """No plan and no history: an easy run without a number, and half an hour where turns have to be counted."""
    assert on(None, sore(2), usual=None).duration_s is None
    today = on(None, sore(1), {"experience_years": 0.5}, usual=None, novice=True)
    assert (today.duration_s, today.assumed) == (1_800, ("no_plan_unknown",))


def test_a_usual_whose_middle_exceeds_its_longest_is_taken_at_its_longest():
    """Odd records give no longer run."""
    odd = Usual(median_s=5_000, longest_s=3_000)
    assert on(None, sore(2), usual=odd).duration_s == 3_000


def test_leg_strength_gives_way_once_the_day_is_reduced():
    """On an easy day it is done easily; on a reduced one it becomes movement without it."""
    easy, reduced = (
        today_session(planned("strength_leg", duration_s=3_600), made(Rungs(rung, 0)), book(), novice=False)
        for rung in (1, 2)
    )
    assert (easy.kind, easy.duration_s) == ("strength_leg", 3_600)
    assert (reduced.outcome, reduced.kind, reduced.duration_s) == ("cross_train", "xt", 2_700)


def test_what_loads_no_legs_stays_on_a_day_without_running():
    """Planned cross-training, upper-body strength and mobility go on, gently."""
    for kind in ("xt", "strength_other", "mobility"):
        today = today_session(planned(kind, duration_s=1_800), made(Rungs(3, 0)), book(), novice=False)
        assert (today.kind, today.duration_s) == (kind, 1_800)
        assert not [code for code in codes(today) if code.startswith("swap")]


def test_strides_in_an_easy_run_are_run_easily_on_sore_legs():
    """An author's steps keep their length and lose what is harder than easy."""
    strides = Repeat(times=4, steps=(Step(role="active", duration_s=20, target=Target(kind="rpe", low=8, high=9)),))
    plan = planned("easy", steps=(Step(role="active", duration_s=2_400), strides))
    today = on(plan, sore(2, planned_type="easy"))
    assert codes(today) == ["ease_effort"]
    assert today.steps[1].steps[0].target == Target(kind="rpe", low=4, high=4)
    assert today.steps[1].times == 4


def test_a_retired_rule_takes_its_sign_along():
    """The stop rule is the rulebook's: what it says to do at each sign is the rung of the in-run rule."""
    does = {sign.code: sign.do for sign in on(planned("easy"), FRESH, novice=True).stop}
    assert (does["gait"], does["rise"], does["shorten"]) == ("stop", "walk_home", "shorten")


def test_a_session_is_plain_data():
    """Every part goes into JSON, the plan by its id."""
    plain = json.loads(json.dumps(on(planned("easy", duration_s=2_400), sore(2)).as_json()))
    assert plain["planned"] == "today's"
    assert plain["steps"][0]["role"] == "warmup"
