"""Without the extra, a sentence says what to install."""

import sys
from importlib import import_module, util

import pytest


def test_without_pyspark_a_sentence_says_what_to_install(monkeypatch):
    """Whoever imports it learns it at once, not on the first executor."""
    monkeypatch.delitem(sys.modules, "sorewise.spark", raising=False)
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r"pip install 'sorewise\[spark\]'"):
        import_module("sorewise.spark")
