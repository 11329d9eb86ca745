"""intervals.icu: its text reads as the session again, as far as it can say it; events are known by their id."""

import json
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.sessions import sessions
from sorewise.exporters.intervals_icu import Event, document, events, speakable, text_of
from sorewise.exporters.shared import Lost
from sorewise.importers.plans.intervals_text import steps_of
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

RUN = PlannedSession(id="s1", day=date(2026, 11, 24), kind="intervals", plan="spring")
HARD = Step(role="active", distance_m=800.0, target=Target(kind="pace_s_per_km", low=310, high=290), cue="locker")
EASY = Step(role="rest", duration_s=90.0)
TARGETS = (Target(), Target(kind="rpe", low=3.0, high=4.0), Target(kind="hr_zone", low=2.0, high=2.0))
WARM = Step(role="warmup", duration_s=3750.0, target=Target(kind="rpe", low=2, high=3))
WHOLE = replace(RUN, steps=(WARM, Repeat(times=6, steps=(HARD, EASY)), Repeat(times=2, steps=(EASY,)), WARM, EASY))


def test_a_thousand_sessions_come_back():
    """Every word of the text is read; what is read is what it can say."""
    for session in sessions(1000):
        text, lost = text_of(session)
        said, _ = speakable(session)
        read = steps_of(text)
        assert (read.steps, tuple(read.left)) == (said, ()), text
        assert speakable(replace(session, steps=said)) == (
            said,
            tuple(one for one in lost if one.code == "target_in_words"),
        )


def test_the_text():
    """Minutes are m, metres mtr; repeats stand between empty lines; only a rest is a rest."""
    assert text_of(WHOLE)[0].split("\n") == [
        "- RPE 2-3 1h2m30s intensity=warmup",
        "",
        "6x",
        "- locker 800mtr 5:10-4:50/km Pace intensity=active",
        "- 1m30s intensity=rest",
        "",
        "2x",
        "- 1m30s intensity=rest",
        "",
        "- RPE 2-3 1h2m30s intensity=warmup",
        "- 1m30s intensity=rest",
    ]


@pytest.mark.parametrize(
    ("target", "line"),
    [
        (Target(kind="hr_zone", low=2, high=2), "- 800mtr Z2 HR intensity=active"),
        (Target(kind="hr_zone", low=2, high=3), "- 800mtr Z2-Z3 HR intensity=active"),
        (Target(kind="lthr_pct", low=90, high=95.5), "- 800mtr 90-95.5% LTHR intensity=active"),
        (Target(kind="pace_pct", low=90, high=95), "- 800mtr 90-95% Pace intensity=active"),
        (Target(kind="hr_bpm", low=140, high=150), "- HR 140-150 bpm 800mtr intensity=active"),
        (Target(kind="rpe", high=4), "- RPE 0-4 800mtr intensity=active"),
        (Target(kind="rpe", low=7), "- RPE 7 800mtr intensity=active"),
        (Target(), "- 800mtr intensity=active"),
    ],
)
def test_targets(target, line):
    """The word behind the numbers says of what they are; without one they would be power."""
    assert text_of(replace(RUN, steps=(replace(HARD, cue="", target=target),)))[0] == line


@pytest.mark.parametrize(
    ("cue", "kept"),
    [
        ("Easy 2 of 3", "Easy 2 of 3"),
        ("2m hard", "2 m hard"),
        ("1h30m, 5' and 1.5km", "1 h30 m, 5 ' and 1.5 km"),
        ("10mtr or 20 metres", "10 m or 20 m"),
        ("hold RPE 7", "hold RPE: 7"),
        ("HR 150 bpm", "HR: 150 bpm"),
        ("RPE 7 at most", "RPE 7 at most"),
        ("- a\n<b>  c", "a (b> c"),
        ("intensity=rest", "intensity rest"),
    ],
)
def test_a_cue_reads_as_nothing_else(cue, kept):
    """What would is changed, and told."""
    (step,), lost = speakable(replace(RUN, steps=(replace(EASY, cue=cue),)))
    assert step.cue == kept
    assert (Lost("cue_changed") in lost) is (cue != kept)


@given(st.text(max_size=40) | st.text("0123hmsktrxRPEZ -.'%\"", max_size=12), st.sampled_from(TARGETS))
def test_any_cue_stays_a_cue(cue, target):
    """Whatever somebody writes: length, target and role are read as they were meant."""
    session = replace(RUN, steps=(replace(HARD, cue=cue, target=target), replace(EASY, cue=cue)))
    assert steps_of(text_of(session)[0]).steps == speakable(session)[0]


def test_what_is_lost_is_told():
    """Of two lengths the time; fractions; ends that are open; effort in words."""
    odd = Step(role="active", duration_s=90.4, distance_m=400.0, target=Target(kind="rpe", high=4.0))
    _, lost = speakable(replace(RUN, steps=(odd, Repeat(times=2, steps=(odd,)))))
    assert {(one.code, one.steps) for one in lost} == {
        ("length_two", 2),
        ("length_rounded", 2),
        ("target_one_sided", 2),
        ("target_in_words", 2),
    }


def test_an_event():
    """Known by an id without a day; words above the steps, none of which reads as one."""
    (event,) = events(
        [Event(session=replace(WHOLE, start=time(18, 30)), name="Läufe", notes="- 3x\nStop if it hurts.")]
    )
    assert event["external_id"] == "spring-s1@sorewise"
    assert event["start_date_local"] == "2026-11-24T18:30:00"
    assert (event["category"], event["type"], event["name"]) == ("WORKOUT", "Run", "Läufe")
    assert event["description"].startswith("– 3x.\nStop if it hurts.\n\n- RPE")
    assert steps_of(event["description"]).steps == speakable(WHOLE)[0]


def test_lengths_of_an_event():
    """As the session says, else the sum of its steps if each has one."""
    (event,) = events([Event(session=replace(RUN, duration_s=3000.4, distance_m=9000), name="x")])
    assert (event["moving_time"], event["distance"]) == (3000, 9000)
    (event,) = events([Event(session=replace(RUN, steps=(Repeat(times=3, steps=(EASY, EASY)),)), name="x")])
    assert event["moving_time"] == 540
    assert "distance" not in event
    assert "moving_time" not in events([Event(session=WHOLE, name="x")])[0]


@pytest.mark.parametrize(
    ("kind", "priority", "category", "sport"),
    [
        ("race", "B", "RACE_B", "Run"),
        ("race", None, "RACE_A", "Run"),
        ("rest", None, "NOTE", None),
        ("xt", None, "WORKOUT", "Workout"),
        ("strength_leg", None, "WORKOUT", "WeightTraining"),
    ],
)
def test_categories(kind, priority, category, sport):
    """A race whose weight is not told is taken for the weightiest; only runs have steps."""
    (event,) = events([Event(session=replace(WHOLE, kind=kind, priority=priority), name="x")])
    assert (event["category"], event.get("type")) == (category, sport)
    assert bool(event["description"]) is (kind == "race")


def test_the_document_is_json():
    """Readable, umlauts as they are."""
    text = document([Event(session=WHOLE, name="Läufe")])
    assert json.loads(text)[0]["name"] == "Läufe"
    assert "Läufe" in text
