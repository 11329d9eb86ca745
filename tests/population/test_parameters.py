"""Every number of a made population has a unit, a meaning, sources and a use."""

import ast
import tomllib
from pathlib import Path

import pytest

import sorewise
from sorewise.population.answers.regions import regions
from sorewise.population.parameters import parameters

PACKAGE = Path(sorewise.__file__).parent
OURS = {"assumption", "forecast"}
NAMES = sorted(parameters().all)


def strings_of_the_code():
    """Every text constant of the package."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (PACKAGE / "population").rglob("*.py"))
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_says_what_it_is(p, name):
    """Unit and meaning are there, sources are known, and what we assumed is graded D."""
    row = p.all[name]
    assert row.unit
    assert row.means.endswith(".")
    assert row.sources
    assert set(row.sources) <= set(p.sources)
    assert row.grade in set("ABCD")
    assert "assumption" not in row.sources or row.grade == "D"


def test_every_parameter_is_used_and_nothing_else_is_asked_for(p):
    """Groups are named in full in the code, so a number that nobody reads shows."""
    groups = {name.partition(".")[0] for name in p.all}
    named = {text for text in strings_of_the_code() if isinstance(text, str) and text.partition(".")[0] in groups}
    assert {text for text in named if "." in text and " " not in text} == set(p.all)


def test_every_source_is_used_and_says_what_the_rulebook_says_of_it(p):
    """One citation for both."""
    cited = tomllib.loads((PACKAGE / "rulebook" / "sources.toml").read_text(encoding="utf-8"))
    assert {source for row in p.all.values() for source in row.sources} == set(p.sources)
    for source in set(p.sources) - OURS:
        assert " ".join(p.sources[source].split()) == " ".join(cited[source]["cite"].split())


def test_places_words_and_facts_are_those_of_the_rulebook(p, facts):
    """A renamed fact, word or place shows here and not as a silent gap."""
    assert set(regions(p)) <= set(facts["region"].choices)
    signs = {name for shows in p.tables("signs.shows").values() for name in shows}
    asked = set(p.numbers("answers.unanswered")) | set(p.numbers("answers.untold")) | set(p.numbers("soreness.shows"))
    assert signs | asked | set(p.numbers("athletes.profile")) <= set(facts)
    for name, weights in p.tables("soreness.words").items():
        assert set(weights) <= set(facts[name].choices)
    for weights in p.tables("complaints.tissue").values():
        assert set(weights) <= set(facts["tissue"].choices)


def test_every_complaint_has_its_own_numbers(p):
    """A complaint without a length, a place or a tissue would be nothing."""
    kinds = set(p.numbers("complaints.kinds"))
    for name in ("days", "peak", "sudden", "gait", "focal", "places", "tissue"):
        assert set(p.all[f"complaints.{name}"].value) == kinds
    for name in [name for name in p.all if name.startswith("complaints.")]:
        value = p.all[name].value
        if isinstance(value, dict) and set(value) & kinds:
            assert set(value) <= kinds
