"""`report`: the page for a physiotherapist as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.data import Force, written
from sorewise.apps.here import here
from sorewise.apps.out import show
from sorewise.apps.web.serving.needed import needed
from sorewise.model.errors import InputError
from sorewise.text.page import Line
from sorewise.text.speech import tr
from sorewise.text.web import report as said

File = Annotated[str, Parameter(name="FILE", help="The file to write; it ends in .pdf or .html.")]
Span = Annotated[Literal["28", "42", "90"], Parameter("--days", help="How many days the page covers.")]
Spot = Annotated[str, Parameter("--spot", help="The sore place, such as calf:left; without it the last one.")]
Private = Annotated[
    bool, Parameter("--with-private", negative=(), help="Put in pregnancy, weight, cycle and medicines.")
]


def report(
    file: File, /, *, days: Span = "28", spot: Spot = "", with_private: Private = False, force: Force = False
) -> None:
    """Write the page for a physiotherapist into a file."""
    needed()
    from sorewise.apps.web.handlers.report import Wanted, alone, has_pdf, sore_places

    ending = Path(file).suffix.lower()
    if ending not in {".pdf", ".html"}:
        raise InputError(tr(said.WHICH_KIND, file=file), given=file)
    if ending == ".pdf" and not has_pdf():
        raise InputError(tr(said.NO_PART))
    wanted = Wanted(days=int(days), spot=spot, private=with_private)
    if spot and spot not in (known := sore_places(wanted)):
        raise InputError(tr(said.NOT_SORE, spot=spot, spots=", ".join(known) or tr(said.NOWHERE_SORE)), given=spot)
    page = alone(wanted)
    written(Path(file), _as_pdf(page) if ending == ".pdf" else _as_html(page), force=force)
    with here().store() as store:
        today = here().now(store.profile()).date()
    show([Line(tr(said.MADE, file=file, days=days, last=today.isoformat()))])


def _as_pdf(page: str) -> bytes:
    from sorewise.apps.web.past.pdf import pdf_of

    return pdf_of(page)


def _as_html(page: str) -> bytes:
    from sorewise.apps.web.past.one_file import in_one_file

    return in_one_file(page).encode()
