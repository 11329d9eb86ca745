"""What was proved in words: a sentence for everything that the proof can find."""

import ast
from pathlib import Path

import pytest

from sorewise import text
from sorewise.engine import prove
from sorewise.engine.rules import load
from sorewise.model.proof import Broken, Listed, Proof
from sorewise.text.page import plain
from sorewise.text.prove import BROKEN, LISTED, PROMISES, SHOWN, broken, declared, ended, heading

ROOM = Path(prove.__file__).parent
PAGE = Path(text.__file__).parents[3] / "docs" / "explanation" / "what-is-proved.md"


def codes(kind):
    """Every `claim` or `promise` that the proof writes down, as `Broken(claim="dead", ...)`."""
    key = "promise" if kind == "Proof" else "claim"
    for page in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind:
                yield from (
                    word.value.value
                    for word in node.keywords
                    if word.arg == key and isinstance(word.value, ast.Constant)
                )


@pytest.mark.parametrize(("kind", "said"), [("Proof", PROMISES), ("Listed", LISTED), ("Broken", BROKEN)])
def test_everything_has_a_sentence(kind, said):
    """What the proof writes down is said; the claims of its tables (`flag_true`, ...) are said too."""
    assert set(codes(kind)) <= said.keys()


def test_every_promise_is_made():
    """In the order in which they are proved."""
    assert set(codes("Proof")) == PROMISES.keys()
    assert set(SHOWN) <= BROKEN.keys()


def test_sentences_hold_their_values():
    """No place of a sentence stays empty."""
    for claim in BROKEN:
        said = broken(Broken(claim=claim, rule="R", fact="f", before=1.5, after=True, by=("A", "B")))
        assert said
        assert "{" not in said
    for claim in LISTED:
        said = declared(Listed(claim=claim, name="N", fact="f", reason="because", by=("A", "B")))
        assert "N" in said
        assert "{" not in said


def test_as_pages():
    """Whether it is kept, how much was looked at, how it ended."""
    kept = plain(heading(Proof(promise="asked", claims=1, sampled=1)))
    assert "Kept: Each question" in kept
    assert "1 claim; 1 morning tried out" in kept
    assert "BROKEN: No rule is dead" in plain(
        heading(Proof(promise="needed", claims=2, broken=(Broken(claim="dead", rule="R"),)))
    )
    assert "8 promises, all kept." in plain(ended(8, 0, "1.0"))
    assert "2 of 8 promises are broken." in plain(ended(8, 2, "1.0"))


def test_the_page_names_every_declared_exception():
    """docs/explanation/what-is-proved.md tells what may be milder and what has no harmless answer."""
    book, page = load(), PAGE.read_text(encoding="utf-8")
    declaring = [rule.id for rule in book.rules if rule.exception]
    declaring += [fact.id for fact in book.facts.values() if fact.exception or fact.unasked or fact.speaks]
    assert [name for name in declaring if f"`{name}`" not in page] == []
