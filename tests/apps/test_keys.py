"""Typing at a real terminal: one key is enough, a slip can be mended, Ctrl-C leaves nothing behind."""

import os
import select
import subprocess
import sys
import time

import pytest

pty = pytest.importorskip("pty", reason="a pseudo-terminal is a thing of Unix")

READ = "from sorewise.apps.keys import Terminal\nprint('READ', repr(Terminal().read('> ', {instant!r})))\n"


TAKE_TERMINAL = "import fcntl, sys, termios\nfcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
LONGEST_S = 60
A_MOMENT_S = 0.2  # nobody is quicker: the prompt is shown just before the read that waits for a key


def _typed(script, keys, *, wait_for="> ", then=None):
    """Run a script at a terminal of its own and type once the prompt is there: exit code, and what it showed."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL + script],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = _until(ours, wait_for)
        time.sleep(A_MOMENT_S)
        os.write(ours, keys.encode())
        if then:
            shown += _until(ours, then[0])
            time.sleep(A_MOMENT_S)
            os.write(ours, then[1].encode())
        shown += _until(ours, None)
        return started.wait(LONGEST_S), shown
    finally:
        started.kill()
        os.close(ours)


def _until(ours, wanted):
    """What is shown until that is shown, or until the other side has closed."""
    shown, end = b"", time.monotonic() + LONGEST_S
    while wanted is None or wanted.encode() not in shown:
        if not select.select([ours], [], [], max(0, end - time.monotonic()))[0]:
            raise TimeoutError(shown)
        try:
            data = os.read(ours, 4096)
        except OSError:
            data = b""
        if not data:
            break
        shown += data
    return shown.decode()


@pytest.mark.parametrize(
    ("instant", "keys", "expected"),
    [
        ("yn", "y", "y"),
        ("", "10\r", "10"),
        ("", "19\x7f0\r", "10"),
        ("n", "12 14\r", "12 14"),
        ("", "\x1b[A3\r", "3"),
        ("", "é\r", "é"),
        ("12", "\r", ""),
    ],
    ids=["one key", "a line", "mended", "several", "an arrow", "a letter of two bytes", "enter alone"],
)
def test_what_is_typed_is_read(instant, keys, expected):
    """One key where one is enough; a line otherwise, with backspace."""
    code, shown = _typed(READ.format(instant=instant), keys)
    assert code == 0, shown
    assert f"READ {expected!r}" in shown


def test_a_key_pressed_twice_does_not_answer_the_safety_page():
    """What was typed before the page was there is forgotten; only what is typed at its prompt counts."""
    script = (
        "import sys, time\nfrom sorewise.apps.keys import Terminal\nsorewise = Terminal()\n"
        "first = sorewise.read('> ', 'n')\ntime.sleep(0.5)\nsorewise.forget()\n"
        "print('FIRST', first)\nprint('SECOND', repr(sorewise.read('at the page> ', 'n')))\n"
    )
    code, shown = _typed(script, "nn", then=("at the page> ", "4\r"))
    assert code == 0, shown
    assert "SECOND '4'" in shown


@pytest.mark.parametrize(
    ("keys", "then"),
    [("\x03", None), ("s", ("\n  > ", "\x03"))],
    ids=["at the first question", "after the past was read"],  # Polars reads it, and changes what Ctrl-C does
)
def test_ctrl_c_in_the_middle_of_a_check_in_saves_nothing(tmp_path, keys, then):
    """Exit code 1, a sentence, and no store; the terminal is as it was."""
    db = tmp_path / "own.db"
    script = f"from sorewise.apps.cli import run\nsys.exit(run(['--db', {str(db)!r}, 'check']))\n"
    code, shown = _typed(script, keys, then=then)
    assert code == 1
    assert "Stopped. Nothing of this was saved." in shown
    assert not db.exists()
