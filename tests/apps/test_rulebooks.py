"""The choice of a rulebook: standard, cautious or one's own, kept in the profile and honoured by every command."""

import json

from sorewise.store import Store

OWN = '[CLUB-REST]\nsays = "No running on sore legs in our club."\nbecause = "We said so."\nsources = ["own-choice"]\n'
OWN += 'grade = "D"\nsince = 2026-11-22\nwhen = "sore"\nactivity = "rest"\nunknown = "skip"\n'
OWN += "examples = [ { given = { pain = 2 }, fires = true }, { given = { pain = 0 }, fires = false } ]\n"


def club(folder):
    """A rulebook of one's own, beside the store."""
    rules = folder / "rulebook" / "rules"
    rules.mkdir(parents=True)
    (rules / "club.toml").write_text(OWN, encoding="utf-8")
    return folder / "rulebook"


def test_the_choice_tells_what_it_changes(sorewise, sore):
    """Each number that differs, and which of the stored check-ins would read differently."""
    assert sorewise("check", "--answers", sore).code == 0
    done = sorewise("profile", "--rulebook", "cautious")
    assert done.code == 0
    assert "Rulebook from now on: Cautious" in done.out
    assert "The upper end of what counts as mild. 2 of 10 instead of 3 of 10." in done.out
    assert "1 of 1 check-ins reads differently" in done.out
    assert sorewise("profile", "--json").json["rulebook"] == "cautious"
    assert "Numbers that differ" not in sorewise("profile", "--rulebook", "cautious").out  # nothing new


def test_the_choice_judges_the_next_check_in(sorewise, sore):
    """The same morning, the stricter verdict; its rulebook is kept with it, so that `why` still knows it later."""
    before = sorewise("check", "--answers", sore, "--json").json
    sorewise("profile", "--rulebook", "cautious")
    after = sorewise("check", "--answers", sore, "--json").json
    assert (before["activity"], after["activity"]) == ("run_easy", "run_reduced")
    with Store.open(sorewise.db) as store:
        record = store.decision()
    assert record.overlay.keys() == {"thresholds.toml", "rules/cautious.toml"}
    assert record.rulebook == after["rulebook"] != before["rulebook"]
    sorewise("profile", "--rulebook", "standard")
    assert "RX-PAIN-4-5.reduced" in sorewise("why").out
    assert "run_reduced" in sorewise("rules", "list").out


def test_a_folder_named_before_the_command_goes_first(sorewise, sore, tmp_path):
    """`--rulebook` holds for one command, whatever the profile says."""
    sorewise("profile", "--rulebook", "cautious")
    named = tmp_path / "named"
    named.mkdir()
    (named / "thresholds.toml").write_text("[mild_max]\nvalue = 2\nsources = ['own-choice']\n", encoding="utf-8")
    found = sorewise("--rulebook", str(named), "check", "--answers", sore, "--json").json
    assert found["activity"] == "run_easy"


def test_ones_own_lies_beside_the_store(sorewise, sore, tmp_path):
    """Chosen, it judges, its rules can be listed, and a change of its files is seen at once."""
    folder = club(tmp_path)
    done = sorewise("profile", "--rulebook", "own")
    assert "CLUB-REST" in done.out
    assert sorewise("check", "--answers", sore, "--json").json["activity"] == "rest"
    assert sorewise("rules", "show", "CLUB-REST").code == 0
    (folder / "rules" / "club.toml").write_text(OWN.replace('"rest"', '"cross_train"'), encoding="utf-8")
    assert sorewise("check", "--answers", sore, "--json").json["activity"] == "cross_train"


def test_ones_own_that_is_not_there_is_not_chosen(sorewise, tmp_path):
    """The sentence tells where it would have to lie, and nothing changes."""
    done = sorewise("profile", "--rulebook", "own")
    assert done.code == 2
    assert str(tmp_path / "rulebook") in done.err
    assert sorewise("profile", "--json").json["rulebook"] == "standard"


def test_a_mistake_in_ones_own_is_named_and_can_be_left(sorewise, sore, tmp_path):
    """It is not chosen; where it breaks later no check-in falls back to a milder one, and leaving it works."""
    folder = club(tmp_path)
    assert sorewise("profile", "--rulebook", "own").code == 0
    (folder / "rules" / "club.toml").write_text("[BROKEN]\nwhen = 'nothing'\n", encoding="utf-8")
    done = sorewise("check", "--answers", sore)
    assert done.code == 2
    assert "BROKEN" in done.err
    assert sorewise("profile", "--rulebook", "standard").code == 0
    assert sorewise("check", "--answers", sore).code == 0
    assert sorewise("profile", "--rulebook", "own").code == 2


def test_no_other_rulebook_exists(sorewise):
    """A choice is one of three."""
    assert sorewise("profile", "--rulebook", "milder").code == 2


def test_the_export_carries_the_choice(sorewise, tmp_path):
    """Whoever moves to another machine is judged as before."""
    sorewise("profile", "--rulebook", "cautious")
    file = tmp_path / "all.json"
    sorewise("export", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["profile"]["rulebook"] == "cautious"
    assert sorewise("import", str(file), db=tmp_path / "other.db").code == 0
    assert sorewise("profile", "--json", db=tmp_path / "other.db").json["rulebook"] == "cautious"
