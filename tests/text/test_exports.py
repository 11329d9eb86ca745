"""What a file could not say, and why one was not written: a sentence each."""

from typing import get_args

import pytest

from sorewise.exporters.shared import ExportError, Lost, LostCode
from sorewise.text.errors import error_said
from sorewise.text.exports import LOST, REFUSED, lost_said


def test_every_code_has_its_sentence():
    """And there is none without a code."""
    assert set(LOST) == set(get_args(LostCode))
    assert all(f"`{kind}`" in (ExportError.__doc__ or "") for kind in REFUSED)


@pytest.mark.parametrize("steps", [1, 3])
def test_how_many_parts(steps):
    """One part, several parts."""
    (said,) = lost_said([Lost("length_rounded", steps)])
    assert said == ("The length of 1 part was rounded." if steps == 1 else "The lengths of 3 parts were rounded.")


@pytest.mark.parametrize("kind", REFUSED)
def test_an_error_is_said(kind):
    """In the runner's words, not in the machine's."""
    assert error_said(ExportError(kind, "s1")) == REFUSED[kind]
