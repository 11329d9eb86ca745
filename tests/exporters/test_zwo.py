"""Workouts for Zwift: the time is kept, and what cannot be said is told."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from exporters.sessions import sessions
from sorewise.exporters.shared import RUNS, ExportError, Lost, parts, run_through
from sorewise.exporters.zwo import workout
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

RUN = PlannedSession(id="a", day=date(2026, 11, 24), kind="intervals")
STRICT = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False)


def _parts(data):
    root = etree.fromstring(data, STRICT)
    assert root.getroottree().docinfo.internalDTD is None
    assert root.findtext("sportType") == "run"
    return [(int(part.get("Duration")), [one.get("message") for one in part]) for part in root.find("workout")]


def test_the_whole_time_is_kept():
    """To the second, over a thousand sessions; a distance at the pace that it names, else at the one given."""
    for session in sessions(1000):
        if session.kind not in RUNS:
            continue
        data, _ = workout(session, name=session.name, notes=session.notes, pace_s_per_km=300, open_s=240)
        steps = list(run_through(parts(session)))
        known = [_time(step) for step in steps]
        total = sum(filter(None, known))
        opened = known.count(None)
        left = (session.duration_s or 0) - total
        total += left if opened == 1 and left > 0 else 240 * opened
        found = [seconds for seconds, _ in _parts(data)]
        assert len(found) == len(steps)
        assert abs(sum(found) - total) <= 0.51 + sum(1 for length in known if length and length < 1)


def _time(step):
    ends = (step.target.low, step.target.high) if step.target.kind == "pace_s_per_km" else ()
    pace = min(filter(None, ends), default=300)
    return step.duration_s or (step.distance_m and step.distance_m * pace / 1000)


def test_repeats_are_written_out_and_words_stand_at_their_start():
    """Umlauts and brackets survive; a heart rate and an effort are told to be words only."""
    hard = Step(role="active", distance_m=1000, target=Target(kind="pace_s_per_km", low=250, high=240), cue="schön <&>")
    easy = Step(role="recovery", duration_s=90, target=Target(kind="rpe", low=2, high=3))
    data, lost = workout(replace(RUN, steps=(Repeat(times=2, steps=(hard, easy)),)), name="x & y")
    assert _parts(data) == [(240, ["schön <&>"]), (90, []), (240, ["schön <&>"]), (90, [])]
    assert lost == (Lost("distance_as_time", 2), Lost("target_in_words", 4))


def test_no_number_is_written_to_steer_by():
    """What a share is of stands nowhere: a wrong one would ask for more than was meant."""
    step = Step(role="active", duration_s=600, target=Target(kind="pace_pct", low=90, high=95))
    data, _ = workout(replace(RUN, steps=(step,)), name="x")
    assert b"Power" not in data
    assert b"pace" not in data


def test_a_step_until_the_lap_button_gets_what_the_session_leaves():
    """Else some minutes."""
    steps = (Step(role="warmup", duration_s=600), Step(role="active"))
    data, lost = workout(replace(RUN, steps=steps, duration_s=1800), name="x")
    assert [seconds for seconds, _ in _parts(data)] == [600, 1200]
    assert lost == (Lost("open_as_time"),)


@pytest.mark.parametrize("kind", ["rest", "xt", "strength_leg", "mobility"])
def test_only_runs(kind):
    """Cross-training may be a swim."""
    with pytest.raises(ExportError, match="no workout"):
        workout(replace(RUN, kind=kind), name="x")
