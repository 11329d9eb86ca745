"""`today`, `why`, `history`, `replay` and the word after an upgrade: the same answer, today and years later."""

import pytest

from sorewise.store import Store


@pytest.fixture
def kept(sorewise, sore):
    """A store with one verdict."""
    sorewise("check", "--answers", sore)
    return sorewise


def test_why_names_every_rule_behind_the_verdict(kept):
    """Each rule that spoke for the verdict is named with its id, sources and review."""
    done = kept("why")
    found = kept("today", "--json").json
    told = [reason["rule"] for reason in found["reasons"] if reason["stage"] == "verdict"]
    assert told
    assert all(f"[{rule}]" in done.out for rule in told)
    assert "clinical review: none yet" in done.out
    assert "What would change it" in done.out


def test_why_names_where_facts_of_the_past_came_from(sorewise, easy):
    """A leg day that was logged is named as the origin of the hours since it."""
    sorewise("log", "leg-day", "--day", "yesterday", "--at", "18:00", "--minutes", "45")
    sorewise("check", "--answers", easy)
    assert "hours_since_leg_strength: " in sorewise("why").out
    assert "hours_since_leg_strength" in sorewise("why", "--json").json["came_from"]


def test_why_of_one_rule(kept):
    """One rule alone; one that did not speak says so; one that does not exist is refused with a suggestion."""
    rule = kept("today", "--json").json["reasons"][0]["rule"]
    assert f"[{rule}]" in kept("why", rule).out
    assert kept("why", rule, "--json").json["spoke"] is True
    assert "did not speak" in kept("why", "RF-CHEST").out or kept("why", "RF-CHEST").code == 2


def test_why_reads_the_same_after_the_rulebook_changed(kept, monkeypatch):
    """A decision is explained by the rulebook that made it, even if today's is another."""
    before = kept("why").out
    monkeypatch.setattr("sorewise.apps.books.content_of", _never_the_same())
    assert kept("why").out == before


def _never_the_same():
    from sorewise.apps.books import content_of

    asked = []

    def other(version):
        asked.append(version)
        return "another" if len(asked) == 1 else content_of(version)

    return other


def test_why_of_a_decision_by_ones_own_rulebook(sorewise, sore, tmp_path):
    """The overlay is kept with the decision: later, and without it, the same is said."""
    own = tmp_path / "mine"
    own.mkdir()
    (own / "thresholds.toml").write_bytes(b"[mild_max]\r\nvalue = 1\r\n")
    sorewise("--rulebook", str(own), "check", "--answers", sore)
    before = sorewise("--rulebook", str(own), "why")
    (own / "thresholds.toml").unlink()
    assert sorewise("why").out == before.out
    assert "is not here any more" not in before.out


def test_why_without_its_rulebook_shows_the_page_as_it_was(kept, monkeypatch):
    """A rulebook that is not here any more is no reason to be silent."""
    monkeypatch.setattr("sorewise.apps.why.of_its_day", lambda *_: None)
    done = kept("why")
    assert done.code == 0
    assert "is not here any more" in done.out


def test_why_of_an_earlier_day(kept):
    """`--day` looks at another day."""
    assert kept("why", "--day", "today").code == 0
    assert kept("why", "--day", "yesterday").code == 2


def test_history_shows_days_with_verdicts_sessions_and_load(kept):
    """A session that was logged stands on its day, in words and as JSON."""
    kept("log", "session", "--day", "yesterday", "--km", "12", "--minutes", "70", "--rpe", "4")
    done = kept("history")
    assert "12 km" in done.out
    assert "06:10" in done.out
    found = kept("history", "--json").json
    assert [len(day["sessions"]) for day in found["days"]] == [1, 0]
    assert found["load"]["load"] is not None


def test_replay_finds_nothing_where_nothing_changed(kept):
    """The same rulebook reads as it did."""
    assert kept("replay", "--json").json["different"] == []
    assert "as it did" in kept("replay").out


def test_replay_and_compare_name_the_mornings_that_change(kept, tmp_path):
    """Under a rulebook that minds any pain, a sore morning reads otherwise."""
    own = tmp_path / "mine"
    (own / "rules").mkdir(parents=True)
    (own / "sources.toml").write_text(
        '[club]\ntitle = "The club"\nkind = "convention"\ngrade = "D"\nsays = "No run with any soreness."\n',
        encoding="utf-8",
    )
    rule = """
[CLUB-ANY]
when = "pain > 0"
activity = "rest"
says = "Rest today."
because = "The club says so."
sources = ["club"]
grade = "D"
unknown = "skip"
since = 2026-11-22
examples = [{ given = { pain = 1 }, fires = true }, { given = { pain = 0 }, fires = false }]
"""
    (own / "rules" / "club.toml").write_text(rule, encoding="utf-8")
    (different,) = kept("--rulebook", str(own), "replay", "--json").json["different"]
    assert different["now"]["activity"] == "rest"
    assert kept("rules", "compare", str(own), "--json").json["different"][0]["id"] == different["id"]
    assert "1 of 1 check-ins" in kept("rules", "compare", str(own)).out


def test_after_an_upgrade_it_is_said_once(kept, monkeypatch, easy):
    """The next check-in tells which of the last days would now read differently; the one after it does not."""
    monkeypatch.setattr("sorewise.apps.replay.__version__", "9.9.9")
    monkeypatch.setattr("sorewise.store.Store.rulebook", _not_kept_at_first())
    first = kept("history")
    assert "upgraded from" in first.out
    assert "upgraded from" not in kept("history").out


def _not_kept_at_first():
    real, asked = Store.rulebook, []

    def rulebook(store, version):
        asked.append(version)
        return None if len(asked) == 1 else real(store, version)

    return rulebook


def test_undo_passes_over_the_rulebook_of_an_upgrade(kept, monkeypatch):
    """That the new rulebook was kept is not something the runner did: `undo` takes the check-in back."""
    monkeypatch.setattr("sorewise.apps.replay.__version__", "9.9.9")
    monkeypatch.setattr("sorewise.store.Store.rulebook", lambda *_: None)
    kept("history")
    assert "check-in" in kept("undo").out
    assert kept("today").code == 2
