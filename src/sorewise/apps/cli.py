"""The command `sorewise`: its commands by name, what may stand before them, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Group, Parameter

from sorewise import __version__
from sorewise.apps.here import Here, Progress, being, here
from sorewise.apps.out import complain
from sorewise.model.errors import AnswerError, SorewiseError, StoreError
from sorewise.text import commands as said
from sorewise.text.errors import error_said

FINE, CANNOT_GO_ON, WRONG_INPUT = 0, 1, 2

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
app.meta.suppress_keyboard_interrupt = False  # how a command ends is said in one place, `run`
BEFORE = Group("Before the command")

COMMANDS = {
    "check": ("check:check", "Check in: a few questions, then today's verdict."),
    "today": ("today:today", "Show the verdict that holds today."),
    "why": ("why:why", "Show every rule behind the last verdict, its sources, and what would change it."),
    "run-check": ("running:run_check", "Check again in a run, after it, or when something changed before it."),
    "log": ("log:log", "Write down a session, leg day, race, night or plan by hand, or put a session right."),
    "plan": ("plan.command:plan", "The coming days: your plan, and what this morning made of it."),
    "forecast": (
        "ahead.command:forecast",
        "How sore your legs will likely be on the coming mornings.",
    ),
    "import": ("taking:take_in", "Read a folder, files or archives of your training into the store."),
    "report": ("report:report", "Write the page for a physiotherapist: a PDF, or HTML to print."),
    "export": ("data:export", "Write everything that is kept as one JSON document."),
    "undo": ("data:undo", "Take back the last check-in or the last import."),
    "history": ("history:history", "Show the verdicts and sessions of the last weeks."),
    "replay": ("replay:replay", "Show which of the last 28 days would now read differently."),
    "rules": ("rules:rules", "The rulebook: list, show, check, compare, and write its pages."),
    "decide": ("door:decide", "Decide a case of facts given as JSON; nothing is stored."),
    "ask": ("door:ask", "Name the next screen of questions for a case given as JSON."),
    "bulk": ("bulk.command:bulk", "Decide every morning of a table, or of the histories of many athletes."),
    "profile": ("profile:profile", "Show or change who you are, as far as you want to tell."),
    "forget": ("data:forget", "Delete one private group from everything that is kept."),
    "delete-everything": ("data:delete_everything", "Delete all that sorewise keeps of you."),
    "serve": ("web.serving.serve:serve", "Open the app in the browser: the same check-in and verdict, by thumb."),
    "owner": ("web.serving.owner:owner", "Who may log in to the app from elsewhere: set, show, remove."),
    "make-up": ("make_up:make_up", "Make runners who do not exist, to try a rulebook or a program on."),
    "fit": ("ahead.fitting:fit", "Fit the forecast to people of your own, as a file that `forecast` reads."),
    "demo": ("demo:demo", "Walk a sample runner through a sore morning; your own data is not touched."),
    "completion": ("completion:completion", "Print the script that makes your shell complete sorewise's commands."),
}
"""Command -> where it is (loaded when it is used), and its line in the list."""

for _name, (_where, _help) in COMMANDS.items():
    app.command(f"sorewise.apps.{_where}", name=_name, help=_help, sort_key=list(COMMANDS).index(_name))


@app.meta.default
def launch(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    db: Annotated[str | None, Parameter("--db", group=BEFORE, help="The store: a file, or a database by URL.")] = None,
    rulebook: Annotated[
        str | None, Parameter("--rulebook", group=BEFORE, help="A folder with a rulebook of your own over ours.")
    ] = None,
    no_colour: Annotated[
        bool, Parameter(["--no-colour", "--no-color"], group=BEFORE, negative=(), help="No colours.")
    ] = False,
) -> Any:
    """Set the place, then run the command."""
    from pathlib import Path

    changes: dict[str, Any] = {"colour": not no_colour and not os.environ.get("NO_COLOR") and _is_terminal()}
    if db is not None:
        changes["db"] = db
    if rulebook is not None:
        changes["rulebook"] = Path(rulebook)
    with being(**changes):
        return app(tokens)


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def run(arguments: Sequence[str], place: Here | None = None) -> int:
    """Run one command there; answers its exit code. What goes wrong becomes one sentence where errors go."""
    with being(replace(place or here(), progress=Progress())) as there, there.progress.until_end:
        try:
            code = app.meta(list(arguments))
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read has had enough
            _let_go_of_output()
            return FINE
        except (Exception, KeyboardInterrupt) as error:
            if os.environ.get("SOREWISE_TRACE"):
                raise
            code, sentence = _ending(error, kept=there.progress.kept)
            complain(sentence)
    return code if isinstance(code, int) and not isinstance(code, bool) else FINE


def _ending(error: BaseException, *, kept: bool) -> tuple[int, str]:
    """Exit code and sentence of what went wrong."""
    match error:
        case KeyboardInterrupt():
            return CANNOT_GO_ON, said.stopped(kept=kept)
        case CycloptsError():
            return WRONG_INPUT, said.see_help(str(error))
        case SorewiseError():
            facts = here().book().facts if isinstance(error, AnswerError) else None
            return CANNOT_GO_ON if isinstance(error, StoreError) else WRONG_INPUT, error_said(error, facts)
        case OSError(strerror=str() as why):
            return CANNOT_GO_ON, said.system(why, str(error.filename or ""))
    return CANNOT_GO_ON, said.our_mistake(f"{type(error).__name__}: {error}")


def _let_go_of_output() -> None:
    """Keep Python from complaining once more about the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The entry of the installed command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
