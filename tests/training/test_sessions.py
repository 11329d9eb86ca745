"""What the sessions say, fact by fact."""



from sorewise.model.records import Session
from sorewise.training.derive import derive
from training.histories import NOW, at, facts, history, run


def test_nothing_is_known_of_an_empty_record():
    """Unknown is None, never no and never NaN."""
    assert set(facts().values()) == {None}


def test_the_last_session_is_the_last_that_loads_the_legs():
    """A swim after yesterday's hills does not hide them; the hours count from the end of the run."""
    hills = run(1, kind="hills")
    swim = Session(id="swim", start=at(0, 6), sport="swim", duration_s=1800.0)
    told = facts(hills, swim)
    assert told["last_session_type"] == "hills"
    assert told["last_session_hours_ago"] == 12
    assert derive(history(hills, swim), NOW).why["last_session_type"] == "session run-1 2026-11-21"
