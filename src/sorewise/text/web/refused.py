"""What the web app says to a request that it does not take: one sentence what, one sentence what to do."""

from __future__ import annotations

from sorewise.text.speech import mark, tr

NO_HOST = mark("This is not the name of this sorewise. Open the address that `sorewise serve` printed.")

FOREIGN = mark("That did not come from this app")
FOREIGN_WHY = mark("Nothing was changed. If it was you, open the app by its own address and do it again there.")
TOO_MUCH = mark("That is too much at once")
NOT_ENCRYPTED = mark("This way is not encrypted")
NOT_ENCRYPTED_WHY = mark(
    "What you type could be read on its way, so nothing is shown. Open the address that begins with https. "
    "If there is a proxy in between, it has to speak https and to say so (X-Forwarded-Proto)."
)
LOGGED_OUT = mark("You are not logged in any more")
LOGGED_OUT_WHY = mark("What you just sent was not kept. Log in, go back in the browser and send it again.")
LOG_IN_FIRST = mark("Log in first.")


def too_much(limit: int) -> str:
    """Why a request of more than so many bytes is not taken."""
    size = next(
        tr(unit, n=limit // of)
        for unit, of in ((mark("{n} GB"), 1 << 30), (mark("{n} MB"), 1 << 20), (mark("{n} kB"), 1024))
        if limit >= of
    )
    return tr("At most {size} can be taken here. Nothing was kept of it; send less, or in parts.", size=size)
