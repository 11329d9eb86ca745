"""`completion`: the script by which a shell completes our commands."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.out import say_line


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(name="SHELL", help="Your shell.")], /
) -> None:
    """Print the script that makes your shell complete sorewise's commands."""
    from sorewise.apps.cli import app

    say_line(app.generate_completion(shell=shell))
