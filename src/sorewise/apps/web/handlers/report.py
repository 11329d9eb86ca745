"""`/report`: a page to hand to a physiotherapist, printed by the browser or, with the extra [pdf], as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.books import judged_again, of_its_day
from sorewise.apps.day import manner_of, rungs_of
from sorewise.apps.here import here
from sorewise.apps.web.pages import page, templates
from sorewise.model.verdict import Place
from sorewise.store import DecisionRecord
from sorewise.text.places import place as place_said
from sorewise.text.speech import capital
from sorewise.text.web import report as said

SPANS = (28, 42, 90)


class Wanted(NamedTuple):
    """What the runner chose: days, the place as "calf:left" ("" for the last one), private answers or not."""

    days: int
    spot: str
    private: bool

    @property
    def place(self) -> Place | None:
        """The place chosen."""
        region, _, side = self.spot.partition(":")
        return Place(region, side or None) if region else None


def report(request: Request) -> Response:
    """The report on the screen, with what to choose above it."""
    wanted = _wanted(request)
    return page(request, "report.html", tab="/history", with_pdf=has_pdf(), alone=False, **gathered(wanted))


def as_pdf(request: Request) -> Response:
    """The same page as a file; where the part for it is missing, the page says how to get it."""
    if not has_pdf():
        return RedirectResponse("/report", 303)
    from sorewise.apps.web.past.pdf import pdf_of

    name = f"sorewise-{here().now(_profile()).date().isoformat()}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf_of(alone(_wanted(request))), media_type="application/pdf", headers=disposition)


def alone(wanted: Wanted) -> str:
    """The page as it is handed on: without what to choose and without the app around it."""
    held = {"language": here().progress.language, "tab": "", "sample": False, "with_pdf": False, "alone": True}
    return templates().get_template("report.html").render({**held, **gathered(wanted)})


def sore_places(wanted: Wanted) -> list[str]:
    """The places that were sore in the span, as they are chosen: "calf:left"."""
    return [code for code, *_ in gathered(wanted)["spots"]]


def has_pdf() -> bool:
    """Whether the part that makes files of pages is installed."""
    return find_spec("weasyprint") is not None


def _profile() -> Any:
    with here().store() as store:
        return store.profile()


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    days = asked.get("days", "")
    return Wanted(
        days=int(days) if days in {str(span) for span in SPANS} else SPANS[0],
        spot=asked.get("spot", ""),
        private=asked.get("private") == "yes",
    )


def gathered(wanted: Wanted) -> dict[str, Any]:
    """What the template shows."""
    from sorewise.apps.web.past.month import held_by_day
    from sorewise.apps.web.past.paper import Behind, paper
    from sorewise.coach.hand_over import hand_over
    from sorewise.training.look_back.ground import KINDS_REACH_BACK, SHOWN_DAYS
    from sorewise.training.windows import Windows

    book = here().book()
    with here().store() as store:
        profile = store.profile()
        now = here().now(profile)
        first, since = (now.date() - timedelta(days=n) for n in (wanted.days - 1, SHOWN_DAYS + wanted.days))
        known = store.history(since, sessions_since=since - timedelta(days=KINDS_REACH_BACK))
        records = store.decisions(first, now.date())
        referral = next((one for one in reversed(records) if rungs_of(one)[0]), None)
        its_book = referral and of_its_day(store, referral)
    held = held_by_day(records)
    found = hand_over(
        known,
        now,
        {day: str(one.decision.get("headline", "")) for day, one in held.items()},
        days=wanted.days,
        place=wanted.place or _deciding(referral),
        spike_pct=book.number("spike_pct"),
        windows=Windows.from_thresholds(book.numbers),
    )
    again = judged_again(referral, its_book, profile.switched_on) if referral and its_book else None
    manner = replace(manner_of(profile), without_private=not wanted.private)
    chosen = found.story.place if found.story else None
    return {
        "said": said,
        "wanted": wanted,
        "spans": SPANS,
        "spots": [(_code(one), capital(place_said(one)), one == chosen) for one in found.places],
        "query": urlencode(
            {
                "days": wanted.days,
                "spot": _code(chosen) if chosen else "",
                "private": "yes" if wanted.private else "no",
            }
        ),
        "paper": paper(found, Behind(profile=profile, held=held, referral=referral, again=again), book, manner),
    }


def _deciding(referral: DecisionRecord | None) -> Place | None:
    """The place that the referral was about."""
    spot = referral.decision.get("deciding_spot") if referral else None
    return Place(str(spot.get("region")), spot.get("side")) if isinstance(spot, dict) else None


def _code(where: Place) -> str:
    return f"{where.region}:{where.side or ''}"


routes = [Route("/report", report), Route("/report.pdf", as_pdf)]
