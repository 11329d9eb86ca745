"""Workout files for a watch: what two readers find in them is what the session says, worked out anew from its steps."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.fit_readers import fast, meant, messages, second
from exporters.sessions import sessions
from sorewise.exporters import fit_workout
from sorewise.exporters.fit_workout import workout
from sorewise.exporters.shared import ExportError, Lost
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

MADE = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)
RUN = PlannedSession(id="a", day=date(2026, 11, 24), kind="intervals")
HARD = Step(role="active", distance_m=800, target=Target(kind="pace_s_per_km", low=250, high=240))
EASY = Step(role="recovery", duration_s=90, target=Target(kind="rpe", low=2, high=3))


def _read(data, kind="workout_step"):
    """The messages of a name as the second reader finds them."""
    return [{name: field.value for name, field in step.items()} for step in messages(data, kind)]


def _steps(*steps, **more):
    data, _ = workout(replace(RUN, steps=steps), name="x", made=MADE, **more)
    return _read(data)


def test_a_thousand_sessions_are_what_they_say():
    """Every step's length, target, role and repeats, by both readers."""
    for session in sessions(1000):
        if session.kind == "rest":
            continue
        data, _ = workout(session, name=session.name, notes=session.notes, made=MADE)
        assert list(fast(data)) == list(second(data)) == list(meant(session))


def test_the_second_file_is_the_same_to_the_byte():
    """The time it was made is an argument."""
    for session in sessions(20):
        if session.kind != "rest":
            assert workout(session, name="x", made=MADE) == workout(session, name="x", made=MADE)


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        (Target(kind="pace_s_per_km", low=250, high=240), ("speed", 0, 4.0, 4.167)),
        (Target(kind="pace_s_per_km", low=240, high=250), ("speed", 0, 4.0, 4.167)),
        (Target(kind="hr_bpm", low=140, high=150), ("heart_rate", 0, 240, 250)),
        (Target(kind="hr_zone", low=2, high=2), ("heart_rate", 2, None, None)),
        (Target(kind="hr_zone", low=2, high=3), ("open", None, None, None)),
        (Target(kind="hr_zone", low=2.5, high=2.5), ("open", None, None, None)),
        (Target(kind="hr_bpm", high=150), ("open", None, None, None)),
        (Target(kind="rpe", low=2, high=3), ("open", None, None, None)),
        (Target(kind="lthr_pct", low=80, high=85), ("open", None, None, None)),
        (Target(kind="pace_pct", low=80, high=85), ("open", None, None, None)),
        (Target(), ("open", None, None, None)),
    ],
)
def test_targets(target, seen):
    """Speed in metres a second, beats 100 up, one zone; anything else is open and told to be."""
    (step,) = _steps(replace(HARD, target=target))
    zone = step.get("target_hr_zone", step.get("target_speed_zone"))
    low = next((step[key] for key in step if key.startswith("custom_target") and key.endswith("low")), None)
    high = next((step[key] for key in step if key.startswith("custom_target") and key.endswith("high")), None)
    assert (step["target_type"], zone, low, high) == seen
    _, lost = workout(replace(RUN, steps=(replace(HARD, target=target),)), name="x", made=MADE)
    assert (lost == (Lost("target_in_words"),)) is (seen[0] == "open" and target.kind != "open")


def test_a_quarter_of_an_hour_is_one():
    """The library stores 0.9 s if a time is set before its type, and 900 m under the type distance."""
    (step,) = _steps(Step(role="active", duration_s=900))
    assert (step["duration_type"], step["duration_time"]) == ("time", 900.0)
    assert "duration_distance" not in step


def test_of_time_and_distance_the_time_is_written():
    """And that is told."""
    data, lost = workout(replace(RUN, duration_s=1800, distance_m=5000), name="x", made=MADE)
    assert _read(data)[0]["duration_time"] == 1800
    assert lost == (Lost("length_two"),)


def test_the_reason_and_when_to_stop_stand_where_a_watch_shows_them():
    """In the description, and with the first step."""
    data, _ = workout(replace(RUN, steps=(HARD, EASY)), name="Läufe 💪", notes="Why.\nStop if.", made=MADE)
    (whole,) = _read(data, "workout")
    assert (whole["wkt_name"], whole["wkt_description"]) == ("Läufe 💪", "Why.\nStop if.")
    assert [step.get("notes") for step in _read(data)] == ["Why.\nStop if.", None]


def test_a_step_has_its_own_words():
    """An effort has no target on a watch: it is said."""
    (step,) = _steps(EASY, step_notes=lambda step: f"effort {step.target.low:g}")
    assert step["notes"] == "effort 2"


@given(st.text(max_size=300), st.text(max_size=300))
def test_long_words_are_cut_between_letters(name, notes):
    """A text of over 254 bytes is refused by the library, half a letter by the readers."""
    data, _ = workout(RUN, name=name, notes=notes + "💪" * 70, made=MADE)
    said = _read(data)[0]["notes"]
    assert len(said.encode()) <= 254
    assert said.endswith("💪")


@pytest.mark.parametrize("steps", [(Repeat(times=3, steps=(HARD, EASY)), EASY), (EASY, Repeat(times=3, steps=(HARD,)))])
def test_a_repeat_goes_back_to_its_first_step(steps):
    """Also where that is the first of all."""
    repeat = next(step for step in _steps(*steps) if step["duration_type"].startswith("repeat"))
    assert (repeat["duration_step"], repeat["repeat_steps"]) == ((0, 3) if steps[1] is EASY else (1, 3))


def test_each_session_has_a_number_of_its_own():
    """A watch may take two files of one moment and number for the same."""
    made = [workout(one, name="x", made=MADE)[0] for one in (RUN, replace(RUN, id="b"), RUN)]
    numbers = [_read(data, "file_id")[0]["serial_number"] for data in made]
    assert numbers[0] == numbers[2] != numbers[1]


def test_a_day_of_rest_is_no_workout():
    """There is nothing to write."""
    with pytest.raises(ExportError, match="no workout"):
        workout(replace(RUN, kind="rest"), name="x", made=MADE)


def test_a_length_without_room_is_refused():
    """Milliseconds have 32 bits."""
    with pytest.raises(ExportError, match="too large"):
        workout(replace(RUN, duration_s=1e7), name="x", made=MADE)


@pytest.mark.parametrize("fault", ["seconds", "repeats", "bpm", "left_out", "checksum"])
def test_a_file_that_says_something_else_is_not_handed_out(fault, monkeypatch):
    """Whatever goes wrong between the steps and the bytes."""
    build = fit_workout._built
    zone = replace(EASY, target=Target(kind="hr_bpm", low=140, high=150))

    def wrong(head, rows, made, number):
        rows = list(rows)
        if fault == "seconds":
            rows[0] = replace(rows[0], length=rows[0].length // 1000)
        elif fault == "repeats":
            rows[3] = replace(rows[3], value=5)
        elif fault == "bpm":
            rows[0] = replace(rows[0], low=rows[0].low - 100)
        elif fault == "left_out":
            rows = rows[:-1]
        data = bytearray(build(head, rows, made, number))
        if fault == "checksum":
            data[len(data) // 2] ^= 1
        return bytes(data)

    monkeypatch.setattr(fit_workout, "_built", wrong)
    with pytest.raises(ExportError, match="not as meant"):
        workout(replace(RUN, steps=(zone, HARD, Repeat(times=4, steps=(EASY,)))), name="x", made=MADE)
