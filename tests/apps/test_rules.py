"""`rules`: listed, shown, checked, written out."""

import json
import re

from sorewise.engine.rules import load
from sorewise.engine.trees import trees


def test_the_list_names_every_rule_with_its_review(sorewise):
    """Each rule and part stands on a line with its grade and clinical review."""
    book = load()
    done = sorewise("rules", "list")
    every = (*book.rules, *book.week.values())
    assert done.out.count("review: none yet") == sum(rule.review == "none" for rule in every)
    assert all(rule.id in done.out for rule in every)
    found = sorewise("rules", "list", "--json").json
    assert {one["id"] for one in found["rules"]} == set(book.by_id)
    assert [one["id"] for one in found["week"]] == list(book.week)
    assert all(one["review"] for one in found["rules"])


def test_a_rule_is_shown_with_everything_behind_it(sorewise):
    """Words, condition, rung, sources by title, grade, review and examples; every part under one id, in any case."""
    done = sorewise("rules", "show", "rs-local")
    for part in (
        "RS-LOCAL.side",
        "RS-LOCAL.focal",
        "When:",
        "Means: cross_train",
        "Clinical review: none yet",
        "Example:",
    ):
        assert part in done.out
    found = sorewise("rules", "show", "RS-LOCAL.side", "--json").json
    assert [one["id"] for one in found] == ["RS-LOCAL.side"]
    assert found[0]["examples"]
    assert all(found[0]["sources"].values())


def test_a_rule_of_the_week_is_shown_with_its_numbers(sorewise):
    """Every part under its head, in any case; a misspelt id is met with the nearest."""
    done = sorewise("rules", "show", "wk-post-race")
    assert "WK-POST-RACE.ultra_easy" in done.out
    assert "ultra_easy_days = 14 days" in done.out
    found = sorewise("rules", "show", "WK-CAP-110", "--json").json
    assert found[0]["numbers"] == {"spike_cap_factor": 1.1, "longest_run_days": 30}
    assert "WK-CAP-110" in sorewise("rules", "show", "WK-CAP-11").err


def test_every_rule_can_be_shown(sorewise):
    """Notes, opinions, stop values and exceptions included."""
    specs = sorted({rule.spec for rule in load().rules})
    for spec in specs[::7]:
        assert sorewise("rules", "show", spec).code == 0


def test_our_own_rulebook_passes_its_own_check(sorewise, tmp_path):
    """A whole rulebook is checked by itself, a few files as an overlay; both say how many rules they found."""
    from importlib.resources import files

    whole = files("sorewise") / "rulebook"
    assert "no mistake found" in sorewise("rules", "check", str(whole)).out
    (tmp_path / "thresholds.toml").write_text("[mild_max]\nvalue = 1\n", encoding="utf-8")
    found = sorewise("rules", "check", str(tmp_path), "--json").json
    assert found["mistakes"] == []
    (tmp_path / "thresholds.toml").write_text("[mild_max]\nvalue = 'one'\n", encoding="utf-8")
    wrong = sorewise("rules", "check", str(tmp_path), "--json")
    assert wrong.code == 2
    assert wrong.json["mistakes"]
    (tmp_path / "thresholds.toml").write_text("[rhr_days]\nvalue = 0\n", encoding="utf-8")
    empty = sorewise("rules", "check", str(tmp_path), "--json")
    assert empty.json["mistakes"] == ["thresholds.toml, rhr_days, value: it has to be 1 or more"]


def test_the_pages_hold_every_rule_once(sorewise, tmp_path):
    """`rules docs DIR` writes a page a file of rules, and an index that links them all."""
    folder = tmp_path / "pages"
    done = sorewise("rules", "docs", str(folder))
    assert done.code == 0
    pages = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
    titles = [title for text in pages.values() for title in re.findall(r"^## (.+)$", text, flags=re.MULTILINE)]
    book = load()
    assert sorted(titles) == sorted([*book.by_id, *book.week])
    assert all(f"({name})" in pages["README.md"] for name in pages if name != "README.md")


def test_the_rulebook_is_handed_to_other_languages(sorewise):
    """`rules data` is what `trees` makes of the rulebook, whole or for one phase."""
    assert sorewise("rules", "data").json == json.loads(json.dumps(trees(load())))
    run = sorewise("rules", "data", "--phase", "in_run").json
    assert run == json.loads(json.dumps(trees(load(), "in_run")))
