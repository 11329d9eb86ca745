"""`serve`: the app in the browser, on this machine or, with an owner and encryption, for others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.here import Here, being, here
from sorewise.apps.out import show
from sorewise.apps.web.serving.needed import needed
from sorewise.apps.web.serving.wanted import Wanted, checked
from sorewise.model.errors import InputError
from sorewise.model.records import History
from sorewise.text import serving as said
from sorewise.text.page import Line
from sorewise.text.speech import tr

Port = Annotated[int, Parameter("--port", help="The port to listen on.")]
Host = Annotated[str, Parameter("--host", help="The address to listen on; another than this machine's lets others in.")]
Names = Annotated[
    list[str] | None, Parameter("--name", negative=(), help="A name the app is called by, such as runner.home.")
]
Cert = Annotated[Path | None, Parameter("--cert", help="The certificate for https, a PEM file.")]
Key = Annotated[Path | None, Parameter("--key", help="Its private key, a PEM file.")]
BehindProxy = Annotated[
    bool, Parameter("--behind-proxy", negative=(), help="A proxy before it speaks https and passes requests on.")
]
Proxies = Annotated[
    list[str] | None, Parameter("--proxy", negative=(), help="The address of that proxy, if it is not on this machine.")
]
Login = Annotated[bool, Parameter("--login", negative=(), help="Ask for the password on this machine too.")]
Open = Annotated[
    bool, Parameter("--open", negative=(), help="Open the browser; on the sample runner if your record is empty.")
]
Sample = Annotated[bool, Parameter("--sample", negative=(), help="Show the sample runner; nothing is kept.")]
Logged = Annotated[bool, Parameter("--log", negative=(), help="Print a line for each request, without what it says.")]


def serve(
    *,
    port: Port = 8000,
    host: Host = "localhost",
    names: Names = None,
    cert: Cert = None,
    key: Key = None,
    behind_proxy: BehindProxy = False,
    proxies: Proxies = None,
    login: Login = False,
    open_browser: Open = False,
    sample: Sample = False,
    log: Logged = False,
) -> None:
    """Open the app in the browser: the check-in, the verdict, the ten-minute check, and your weeks."""
    needed()
    wanted = checked(
        Wanted(port=port, host=host, names=tuple(names or ()), cert=cert, key=key, login=login),
        behind_proxy=behind_proxy,
        proxies=proxies or (),
    )
    if sample and not wanted.is_own:
        raise InputError(tr(said.SAMPLE_HERE))
    with _shown(wanted, sample=sample, or_sample=open_browser) as (there, is_sample):
        from sorewise.apps.web.serving.listening import run

        run(there, wanted, sample=is_sample, open_browser=open_browser, log=log)
    show([Line(tr(said.STOPPED))])


@contextmanager
def _shown(wanted: Wanted, *, sample: bool, or_sample: bool) -> Iterator[tuple[Here, bool]]:
    """Where the app runs, and whether that is the sample runner's place."""
    with here().store() as store:
        owner = store.accounts.owner()
        empty = or_sample and owner is None and store.history() == History()
    if not sample and not (empty and wanted.is_own):
        if wanted.login_required:
            wanted.needs(owner)
        yield here(), False
        return
    if empty and not sample:
        show([Line(tr(said.NOTHING_YET))])
    with TemporaryDirectory(prefix="sorewise-") as folder, being(sample_place(Path(folder))) as there:
        show([Line(tr(said.SAMPLE))])
        yield there, True


def sample_place(folder: Path) -> Here:
    """The sample runner's store and morning, in this folder; time goes on from there."""
    from sorewise.apps.demo.runner import MORNING, history
    from sorewise.store import Store

    past, began = history(), monotonic()
    db = str(folder / "sample.db")
    with Store.open(db) as store:
        store.save_profile(past.profile)
        store.add([*past.sessions, *past.nights, *past.check_ins, *past.plan], "sample", at=MORNING, exact=True)
    return Here(db=db, clock=lambda: MORNING + timedelta(seconds=int(monotonic() - began)))
