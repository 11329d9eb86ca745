"""The command `sorewise`: its commands by name, what may stand before them, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Parameter

from sorewise import __version__
from sorewise.apps.here import Here, being, here
from sorewise.apps.out import complain
from sorewise.model.errors import SorewiseError, StoreError

FINE, CANNOT_GO_ON, WRONG_INPUT, STOPPED = 0, 1, 2, 130

app = App(
    name="sorewise",
    help="Do I run today with sore legs? A few questions, a verdict, and every rule and source behind it.",
    version=__version__,
    version_flags=["--version"],
    result_action="return_value",
    print_error=False,
    exit_on_error=False,
    suppress_keyboard_interrupt=False,
)
app.meta.group_parameters = "Before the command"

COMMANDS = {
    "check": ("sorewise.apps.check:check", "Check in: a few questions, then today's verdict."),
    "today": ("sorewise.apps.today:today", "Show the verdict that holds today."),
    "demo": ("sorewise.apps.demo:demo", "Walk a sample runner through a sore morning; your own data is not touched."),
    "profile": (
        "sorewise.apps.profile:profile",
        "Who you are, as far as you want to tell, and how you like to be spoken to.",
    ),
    "import": ("sorewise.apps.taking:take_in", "Read FIT files, an intervals.icu CSV or an export into the store."),
    "decide": ("sorewise.apps.door:decide", "Decide a case of facts given as JSON; nothing is stored."),
    "ask": ("sorewise.apps.door:ask", "Name the next screen of questions for a case given as JSON."),
}
for _name, (_path, _help) in COMMANDS.items():
    app.command(_path, name=_name, help=_help)


@app.meta.default
def launch(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    db: Annotated[str | None, Parameter("--db", help="The store: a file, or a database by URL.")] = None,
    rulebook: Annotated[
        str | None, Parameter("--rulebook", help="A folder with a rulebook of your own over ours.")
    ] = None,
    no_colour: Annotated[bool, Parameter(["--no-colour", "--no-color"], negative=(), help="No colours.")] = False,
) -> Any:
    """Set the place, then run the command."""
    from pathlib import Path

    changes: dict[str, Any] = {"colour": not no_colour and _colour_is_welcome()}
    if db is not None:
        changes["db"] = db
    if rulebook is not None:
        changes["rulebook"] = Path(rulebook)
    with being(**changes):
        return app(tokens)


def _colour_is_welcome() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def run(arguments: Sequence[str], place: Here | None = None) -> int:
    """Run one command there; answers its exit code. What goes wrong becomes one sentence where errors go."""
    try:
        with being(place or here()):
            code = app.meta(list(arguments))
        sys.stdout.flush()
    except CycloptsError as error:
        complain(f"{error} (sorewise --help lists what there is)")
        return WRONG_INPUT
    except StoreError as error:
        complain(str(error))
        return CANNOT_GO_ON
    except SorewiseError as error:
        complain(str(error))
        return WRONG_INPUT
    except KeyboardInterrupt:
        complain("Stopped. Nothing was saved.")
        return STOPPED
    return code if isinstance(code, int) and not isinstance(code, bool) else FINE


def main() -> None:
    """The entry of the installed command."""
    sys.exit(run(sys.argv[1:]))
