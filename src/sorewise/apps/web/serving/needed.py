"""Whether the libraries of the web app are there."""

from __future__ import annotations

from importlib.util import find_spec

from sorewise.model.errors import InputError
from sorewise.text import serving as said
from sorewise.text.speech import tr

NEEDED = ("starlette", "jinja2", "uvicorn", "python_multipart", "argon2", "webauthn")


def needed() -> None:
    """Look before anything of the app is loaded. Raises InputError with what to do."""
    for name in NEEDED:
        if find_spec(name) is None:
            raise InputError(tr(said.NOT_INSTALLED, missing=name))
