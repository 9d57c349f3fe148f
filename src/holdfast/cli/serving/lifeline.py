"""A part ends when whoever started it is gone: the other end of its standard input closes then, whatever the reason."""

import os
import signal
import sys
import threading


def hold_on() -> None:
    """Watch standard input in a thread; at its end, tell this process to stop in order."""
    threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
