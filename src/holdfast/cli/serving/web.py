"""The web server: Granian, a process a core, on this machine alone. Run as `python -m`, with the port."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces

from holdfast.cli.serving.lifeline import hold_on

# A process a core, as one runs Python for one request at a time; two threads, as the database works for the other meanwhile.
PROCESSES, THREADS = min(8, max(2, os.cpu_count() or 2)), 2


def main() -> None:
    """Serve until told to stop."""
    hold_on()
    Granian(
        "holdfast.config.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


if __name__ == "__main__":
    main()
