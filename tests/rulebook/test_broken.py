"""A mistake in a rulebook is refused in a sentence that says where it is and what could be meant.

Each page of `broken/` is one overlay over the rulebook of `small/`: what it is about, the messages it expects
(`# expects:`), and its files.
"""

import re
from pathlib import Path

import pytest

from rulebook.overlays import write
from sorewise.engine.rules import load
from sorewise.model.errors import RulebookError

PAGES = sorted(Path(__file__).with_name("broken").glob("*.toml"))
SMALL = Path(__file__).with_name("small")


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_message(page, tmp_path):
    """Exactly the expected messages, all at once, and no other error."""
    text = page.read_text(encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load(write(tmp_path, text), base=SMALL)
    assert caught.value.mistakes == re.findall(r"^# expects: (.*)$", text, re.MULTILINE)


def test_small_rulebook():
    """The rulebook that the pages lie over has no mistake of its own."""
    assert load(base=SMALL).rules


def test_missing_folder(tmp_path):
    """A folder that is not there is named."""
    with pytest.raises(RulebookError, match="no such rulebook folder"):
        load(tmp_path / "club", base=SMALL)


def test_not_text(tmp_path):
    """A page that is no UTF-8 is named, with what reading it said."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "club.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError, match=r"rules/club.toml: this is not readable TOML"):
        load(tmp_path, base=SMALL)
