"""`sorewise report`: the page for a physiotherapist as a file."""

from importlib.util import find_spec

import pytest


@pytest.fixture
def kept(sorewise, sore):
    """A store with one sore morning."""
    sorewise("check", "--answers", sore)
    return sorewise


def test_html_is_one_file_that_loads_nothing(kept, tmp_path):
    """Style within, no address of the app, no form, and the sore place on it."""
    done = kept("report", str(tmp_path / "physio.html"))
    assert (done.code, "28 days up to 2026-11-20" in " ".join(done.out.split())) == (0, True)
    page = (tmp_path / "physio.html").read_text(encoding="utf-8")
    assert "thigh (front)" in page
    assert not any(loads in page for loads in ("/static/", "<form", "<script", "<link", "<nav", "url("))
    assert "@page" in page


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="the extra [pdf] is not installed")
def test_pdf_is_a_pdf(kept, tmp_path):
    """By the ending of its name; a file that is there is not written over."""
    assert kept("report", str(tmp_path / "physio.pdf")).code == 0
    assert (tmp_path / "physio.pdf").read_bytes().startswith(b"%PDF")
    assert kept("report", str(tmp_path / "physio.pdf")).code == 2
    assert kept("report", str(tmp_path / "physio.pdf"), "--force").code == 0


def test_what_cannot_be_written_is_said(kept, tmp_path, monkeypatch):
    """Another ending, a place that was not sore, a PDF without its part: one sentence each, and no file."""
    assert "end in .pdf or .html" in kept("report", str(tmp_path / "physio.doc")).err
    refused = kept("report", str(tmp_path / "physio.html"), "--spot", "toes:left")
    assert (refused.code, "quad:left, quad:right" in refused.err) == (2, True)
    monkeypatch.setattr("sorewise.apps.web.handlers.report.has_pdf", lambda: False)
    assert "sorewise[web,pdf]" in kept("report", str(tmp_path / "physio.pdf")).err
    assert not list(tmp_path.glob("physio.*"))


def test_an_empty_store_gives_an_empty_page(sorewise, tmp_path):
    """Nothing to report is said on the page."""
    assert sorewise("report", str(tmp_path / "physio.html")).code == 0
    assert "nothing to report of a place" in (tmp_path / "physio.html").read_text(encoding="utf-8")
