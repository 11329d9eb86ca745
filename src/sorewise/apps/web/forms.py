"""What a form sent: read once before a handler runs, so that handlers are plain functions."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MOST_FIELDS = 2000
CUT_OFF = 400


def read_form(request: Request) -> FormData:
    """The fields that were sent; none for a request that only looks."""
    form = getattr(request.state, "form", None)
    return form if isinstance(form, FormData) else FormData()


def read_body(request: Request) -> bytes | None:
    """The JSON that was sent, as it came; None for anything else."""
    body = getattr(request.state, "body", None)
    return body if isinstance(body, bytes) else None


async def keep_form(request: Request) -> None:
    """Read the fields of a form, or JSON, into the request. Raises HTTPException 400 for what is no form."""
    kind = request.headers.get("content-type", "").lower()
    try:
        if request.method == "POST" and kind.startswith("application/json"):
            request.state.body = await request.body()
        if request.method == "POST" and kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
            request.state.form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    except ClientDisconnect as error:  # a connection was lost in mid-answer: nothing of it is taken
        raise HTTPException(CUT_OFF) from error


def text(form: FormData, name: str) -> str:
    """One field as text, without the blanks around it; "" if it was not sent."""
    found = form.get(name)
    return found.strip() if isinstance(found, str) else ""


def texts(form: FormData, name: str) -> list[str]:
    """Every value of a field that may be sent several times."""
    return [found for found in form.getlist(name) if isinstance(found, str)]
