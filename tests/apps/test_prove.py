"""`rules prove`: what it prints and where it ends, for a rulebook that keeps its promises and one that breaks them."""

import subprocess
import sys
from functools import partial

import pytest

from engine.prove.lean import lean, rule
from sorewise.apps.rules import prove as command
from sorewise.model.proof import Broken, Listed, Proof, Shown
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN, IN_RUN, PROMPT, REFERRAL, Rungs
from sorewise.text.prove import SHOWN

# A rule and a fact that declare what is not needed.
NEEDLESS = rule(
    "X-NEEDLESS",
    "night_pain",
    'activity = "rest"\nexception = "night_pain: because"',
    "night_pain = true",
    "night_pain = false",
)
SPEAKS = '[tight]\nspeaks = "because"\n'
NO_GREEN = "[SYS-GREEN]\nretire = true\n"

BAD = (
    # A red flag of the run alone, that lets go while it is unknown.
    rule(
        "X-FLAG",
        "bruising and sharp",
        'activity = "cross_train"\nreferral = "prompt"\nunknown = "skip"\nphase = "in_run"\nred_flag = true',
        "bruising = true, sharp = true",
        "sharp = false",
    ),
    # Less pain is worse; less tired is worse.
    rule("X-WORSE", "heavy and pain < severe", 'activity = "rest"', "heavy = true, pain = 2", "pain = 7"),
    rule("X-TIRED", "fatigue < tired", 'activity = "run_easy"', "fatigue = 1", "fatigue = 9"),
    # A further place takes it away.
    rule("X-PLACE", "one_place and cramp", 'activity = "rest"', "one_place = true, cramp = true", "cramp = false"),
    # One that can never speak, one that never speaks alone, and one that says so wrongly.
    rule(
        "X-DEAD",
        "training_mistake and last_session_hours_ago > mistake_h",
        'activity = "rest"',
        "training_mistake = true, last_session_hours_ago = 90",
        "training_mistake = false",
    ),
    rule("X-ECHO", "sore and throbbing", 'activity = "run_easy"', "pain = 2, throbbing = true", "throbbing = false"),
    rule("X-SAYS", "run_worse", 'activity = "rest"\nechoes = "RC-LOWINT"', "run_worse = true", "run_worse = false"),
)


def test_a_rulebook_that_keeps_its_promises(sorewise, monkeypatch):
    """It ends well, with what is declared; that ours and the cautious one do is proved by `.ci/run`."""
    listed = Listed(claim="milder_fact", name="managed_plan", reason="because")
    proofs = [Proof(promise="worse", claims=2, listed=(listed,)), Proof(promise="asked", claims=1, sampled=3)]
    monkeypatch.setattr("sorewise.engine.prove.prove", lambda *_: iter(proofs))
    done = sorewise("rules", "prove", "--json")
    assert done.code == 0
    assert done.json["kept"] is True
    worse, asked = done.json["promises"]
    assert (worse["promise"], worse["kept"], worse["claims"]) == ("worse", True, 2)
    assert worse["declared"][0]["name"] == "managed_plan"
    assert asked["sampled"] == 3


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """The folder of a rulebook that breaks its promises."""
    folder = tmp_path_factory.mktemp("broken") / "rulebook"
    kept = lean(folder, *BAD, NEEDLESS)
    (folder / "facts.toml").write_text(SPEAKS, encoding="utf-8")
    page = folder / "rules" / "lean.toml"
    page.write_text(page.read_text(encoding="utf-8") + NO_GREEN, encoding="utf-8")
    return kept


def test_a_broken_promise_is_shown_by_a_morning(sorewise, broken):
    """Each broken promise is told with a morning, and `decide` puts that morning where the proof says."""
    done = sorewise("rules", "prove", str(broken), "--json")
    assert done.code == 1
    assert done.json["kept"] is False
    promises = {one["promise"]: one for one in done.json["promises"]}
    assert list(promises) == ["written", "flags", "worse", "reason", "silence", "places", "needed", "asked"]
    assert promises["silence"]["kept"]
    assert promises["asked"]["sampled"]
    found = {(promise["promise"], one["claim"], one["rule"] or one["fact"]): one
             for promise in done.json["promises"] for one in promise["broken"]}  # fmt: skip
    for claim in (
        ("written", "half_a_flag", "X-FLAG"),
        ("flags", "flag_true", "X-FLAG"),
        ("flags", "flag_unknown", "X-FLAG"),
        ("worse", "milder", "pain"),
        ("worse", "milder", "fatigue"),
        ("worse", "exception_unneeded", "X-NEEDLESS"),
        ("reason", "no_reason", "day"),
        ("places", "place_milder", "one_place"),
        ("needed", "dead", "X-DEAD"),
        ("needed", "echo", "X-ECHO"),
        ("needed", "no_echo", "X-SAYS"),
        ("asked", "no_harmless", "fatigue"),
        ("asked", "speaks_unneeded", "tight"),
    ):
        assert claim in found, claim
    decided = partial(_decided, sorewise, broken)
    for (_, claim, _), one in found.items():
        if claim in SHOWN:
            assert one["mornings"], one
            placed = [(shown["activity"], shown["referral"]) for shown in one["mornings"]]
            verdicts = [decided(shown["morning"]) for shown in one["mornings"]]
            assert [(v["activity"], v["referral"]) for v in verdicts] == placed
            if claim in {"milder", "place_milder"}:
                before, after = map(rungs, placed)
                assert before.activity > after.activity or before.referral > after.referral
            if claim == "no_reason":
                assert not [reason for reason in verdicts[0]["reasons"] if not reason["opinion"]]
            if claim.startswith("flag"):
                assert not (rungs(placed[0]).activity >= CROSS_TRAIN and rungs(placed[0]).referral >= PROMPT)


def rungs(words):
    """The words of both ladders as rungs."""
    activity, referral = words
    return Rungs((ACTIVITY if activity in ACTIVITY else IN_RUN).index(activity), REFERRAL.index(referral))


def _decided(sorewise, folder, morning):
    """What the rulebook of a folder says of a morning."""
    done = sorewise("--rulebook", str(folder), "decide", sorewise.file("morning.json", morning), "--json")
    assert done.code == 0
    return done.json


def test_it_is_small(sorewise, broken):
    """What the promise does not need is left out: a handful of answers, none of them a list of what is usual."""
    from sorewise.engine.prove.places import one_more_place
    from sorewise.engine.prove.world import worlds
    from sorewise.engine.rules import load

    (one,) = one_more_place(worlds(load(broken))).broken
    first, second = (shown.morning["answers"] for shown in one.shown)
    assert first.keys() <= {"phase", "spots"}
    assert len(first["spots"]) == 1
    assert first["spots"][0] in ({"cramp": True}, {"pain": 0, "cramp": True})
    assert len(second["spots"]) == 2


def test_as_a_page(sorewise, tmp_path, monkeypatch):
    """A person reads the promise, what breaks it, the morning as JSON that can be copied, and how it ended."""
    shown = Shown(morning={"answers": {"legs": "sore"}}, rungs=Rungs(3, 1), phase="in_run")
    wrong = Broken(claim="milder", fact="pain", before=2.0, after=2.5, shown=(shown,))
    alone = Broken(claim="milder", fact="sharp", before=False, after=True)
    listed = Listed(claim="milder_fact", name="managed_plan", reason="because")
    proofs = [
        Proof(promise="worse", claims=2, broken=(wrong, alone), listed=(listed,)),
        Proof(promise="asked", claims=1, sampled=3),
    ]
    monkeypatch.setattr("sorewise.engine.prove.prove", lambda *_: iter(proofs))
    done = sorewise("rules", "prove", str(lean(tmp_path / "lean")))
    assert done.code == 1
    assert "BROKEN: A worse answer" in done.out
    assert "pain: with 2.5 instead of 2 the verdict is milder" in done.out
    assert "walk_home + routine" in done.out
    assert '\n{"answers": {"legs": "sore"}}\n' in done.out
    assert "sharp: with yes instead of no" in done.out
    assert "not proved" in done.out
    assert "Declared by managed_plan: because" in done.out
    assert "Kept: Each question" in done.out
    assert "3 mornings tried out" in done.out
    assert "1 of 2 promises is broken." in done.out


def test_only_the_proof_needs_the_solver():
    """What reads the rules only, and what only names the command, never import it."""
    code = "import sys, sorewise.engine.prove.lints, sorewise.apps.rules.prove; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_solver(sorewise, monkeypatch):
    """What reading alone tells is told, and one sentence says what to install."""
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    done = sorewise("rules", "prove")
    assert done.code == 2
    assert "Kept: The rules are written" in done.out
    assert "sorewise[prove]" in done.err
    assert "A worse answer" not in done.out


def test_a_folder_that_is_not_there(sorewise, tmp_path):
    """It is named."""
    done = sorewise("rules", "prove", str(tmp_path / "nowhere"))
    assert done.code == 2
    assert "nowhere" in done.err
