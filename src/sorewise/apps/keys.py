"""What the runner types: one key where one key is enough, a line where it is not."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

ENTER, ERASE, END = "\r\n", "\x7f\b", "\x04"
INTERRUPT, ESCAPE, WHOLE = "\x03", "\x1b", "whole"


class Keys(Protocol):
    """Somebody who answers."""

    def read(self, prompt: str, instant: str = "") -> str:
        """What was typed up to Enter, or at once a first key of `instant`. EOFError when nothing more will come."""

    def forget(self) -> None:
        """Leave out of account what was typed before the question was there to be read."""


class Lines:
    """Answers piped in, or typed on what is no terminal: a line each."""

    def read(self, prompt: str, instant: str = "") -> str:  # noqa: ARG002 - a line may hold just the one key
        """One line."""
        _let_interrupt()
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        sys.stdout.write("\n")
        return line.strip()

    def forget(self) -> None:
        """A line was written for its question."""


class Terminal:
    """A person at a keyboard."""

    def read(self, prompt: str, instant: str = "") -> str:
        """Show each key as it is typed; Ctrl-C interrupts, Ctrl-D ends."""
        typed = ""
        with _key_by_key() as keys:
            sys.stdout.write(prompt)
            sys.stdout.flush()
            for key in keys:
                if key in ENTER:
                    break
                if key == END:
                    raise EOFError
                typed = self._after(typed, key)
                if len(typed) == 1 and typed.lower() in instant:
                    break
        sys.stdout.write("\n")
        return typed.strip()

    def forget(self) -> None:
        """A key that was pressed twice does not answer the next page."""
        if sys.platform == "win32":
            _forget_on_windows()
            return
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)

    @staticmethod
    def _after(typed: str, key: str) -> str:
        if key in ERASE:
            if typed:
                sys.stdout.write("\b \b")
            typed = typed[:-1]
        elif key.isprintable():
            sys.stdout.write(key)
            typed += key
        sys.stdout.flush()
        return typed


def _let_interrupt() -> None:
    """Let Ctrl-C end a read that waits: what Polars leaves behind has the system go on with the read instead."""
    if sys.platform != "win32":
        signal.siginterrupt(signal.SIGINT, True)


@contextmanager
def _key_by_key() -> Iterator[Iterator[str]]:
    if sys.platform == "win32":
        yield _windows_keys()
        return
    import termios
    import tty

    _let_interrupt()
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)
        yield _posix_keys(number)
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)


def _posix_keys(number: int) -> Iterator[str]:
    import codecs
    import os

    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    within = ""  # an arrow or another key beyond letters comes as several characters, of which none is meant
    while data := os.read(number, 1):
        for key in decoder.decode(data):
            if key == INTERRUPT:  # where the terminal does not make a signal of it
                raise KeyboardInterrupt
            within = _after_escape(within, key)
            if not within:
                yield key
            elif within == WHOLE:
                within = ""
    raise EOFError


def _after_escape(within: str, key: str) -> str:
    """What of an escape sequence has come: "" for none, WHOLE with its last character."""
    if key == ESCAPE:
        return ESCAPE
    if within == ESCAPE:
        return "[" if key in "[O" else WHOLE
    if within:
        return WHOLE if key.isalpha() or key == "~" else within
    return ""


def _windows_keys() -> Iterator[str]:
    import msvcrt

    while True:
        key = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore] # a module of Windows alone
        if key == INTERRUPT:
            raise KeyboardInterrupt
        yield END if key == "\x1a" else key


def _forget_on_windows() -> None:
    import msvcrt

    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore] # a module of Windows alone
        msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore] # a module of Windows alone


def keys() -> Keys:
    """Whoever sits there."""
    return Terminal() if sys.stdin.isatty() else Lines()
