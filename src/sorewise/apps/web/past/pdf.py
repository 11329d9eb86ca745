"""A page as a PDF file, by WeasyPrint (the extra [pdf]). It sees our own static files and nothing else."""

from __future__ import annotations

import logging
from mimetypes import guess_type

from weasyprint import HTML  # type: ignore[import-not-found,import-untyped,unused-ignore]  # an extra without types
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-not-found,import-untyped,unused-ignore]  # an extra without types

from sorewise.apps.web.statics import FOLDER, static

ROOT = "http://sorewise.invalid"
"""A host that is nobody's: every address of the page is asked of `OurFiles`."""
DRAWINGS = "report-drawings.css"
"""WeasyPrint colours drawings by a style sheet of their own, in plain colours."""


class OurFiles(URLFetcher):  # type: ignore[misc,unused-ignore]  # it brings no types
    """Answers addresses of our static files from the folder they stand in; the network is never asked."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - as it is called
        """One file. Raises ValueError for anything that is not ours."""
        prefix = ROOT + static("")
        file = (FOLDER / url.removeprefix(prefix)).resolve()
        if not url.startswith(prefix) or FOLDER.resolve() not in file.parents:
            raise ValueError(f"{url} is none of our files")
        kind = guess_type(file.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, body=file.read_bytes(), headers={"Content-Type": kind})


def pdf_of(page: str) -> bytes:
    """The page as it would be printed."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # what a browser's style sheet holds beyond print
    style = (FOLDER / DRAWINGS).read_text(encoding="utf-8")
    dressed = page.replace('<title id="', f'<style>{style}</style><title id="')  # of each drawing, not of the page
    made: bytes = HTML(string=dressed, base_url=ROOT, url_fetcher=OurFiles()).write_pdf()
    return made
