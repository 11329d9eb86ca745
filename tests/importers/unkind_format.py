"""A format for the tests of the pool: what a file says is what happens to the process that reads it."""

import os
import signal
import sys
import time

from sorewise.model.records import ImportProblem, Night


def recognises(head, name):
    """Whether it is one of these."""
    return head.startswith(b"DO ")


def read(file, path):
    """Do it."""
    deed = file.read().decode().split()[1]
    if deed == "crash":
        sys.stdout.flush()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    elif deed == "sleep":
        time.sleep(600)
    elif deed == "swell":
        yield ImportProblem(path=path, code=str(len(bytearray(3 * 1024**3))))
    elif deed == "raise":
        raise ZeroDivisionError
    else:
        yield Night(day=__import__("datetime").date.fromisoformat(deed))
