"""Rendering: a template with its sentences becomes a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sorewise.apps.here import here
from sorewise.apps.web.check_in.fields import as_scale, is_chosen, options, pain_level
from sorewise.apps.web.statics import static
from sorewise.apps.web.verdict import grouped, is_label
from sorewise.text.commands import headline
from sorewise.text.measures import unbroken
from sorewise.text.speech import capital, number, tr, trn
from sorewise.text.web import check_in, shell

TEMPLATES = Path(__file__).with_name("templates")
TABS = (
    ("/today", shell.TODAY),
    ("/plan", shell.PLAN),
    ("/run-check", shell.RUN_CHECK),
    ("/history", shell.HISTORY),
    ("/more", shell.MORE),
)


@cache
def templates() -> Environment:
    """The templates; what they are given is escaped, and what they are not given is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"tr": tr, "trn": trn, "static": static, "shell": shell, "tabs": TABS}
    found.globals |= {"as_scale": as_scale, "options": options, "is_chosen": is_chosen, "pain_level": pain_level}
    found.globals |= {"check_in": check_in, "grouped": grouped, "headline": headline, "is_label": is_label}
    found.filters |= {"tr": tr, "capital": capital, "number": number, "unbroken": unbroken}
    return found


def page(
    request: Request, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: Any
) -> HTMLResponse:
    """One page. `tab` in the context names the tab that is lit, by its address."""
    sample = getattr(request.app.state, "sample", False)
    held = {"request": request, "language": here().progress.language, "tab": "", "sample": sample, **context}
    return HTMLResponse(templates().get_template(template).render(held), status, headers)
