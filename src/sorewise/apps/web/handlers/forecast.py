"""`/forecast`: the coming mornings, how the forecasts before went, and what was learned of the runner."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.web.known import known
from sorewise.apps.web.pages import page
from sorewise.text import forecast as words
from sorewise.text import learned as learned_words
from sorewise.text.web import forecast as said
from sorewise.text.web.history import table_of

TAB = "/history"


def forecast(request: Request) -> Response:
    """All of it; kept as a page for the hour, since what is known changes with the record and the day alone."""
    with here().store() as store:
        mark, profile = store.mark(), store.profile()
    now = here().now(profile)
    about = ("/forecast", now.date(), now.hour)
    return known(request).page(mark, about, lambda _: _page(request))


def _page(request: Request) -> Response:
    from sorewise.apps.ahead.advice import DAYS
    from sorewise.apps.ahead.coming import ahead
    from sorewise.apps.web.ahead.page import outcome_groups, outcome_notes, views

    with here().store() as store:
        found = ahead(store, places=False)
        outcomes, seen = found.outcomes, views(found)
    return page(
        request,
        "forecast.html",
        said=said,
        words=words,
        learned=learned_words,
        table_of=table_of,
        tab=TAB,
        empty=not (found.told or found.earlier),
        advice=outcome_groups(outcomes),
        advice_notes=outcome_notes(outcomes, DAYS),
        **seen,
    )


routes = [Route("/forecast", forecast)]
