"""Runs a command and says how long it took, on the clock and of the processor, and how much memory it held at most: watched.py COMMAND...

A small process of its own, because Linux counts what a parent holds when it starts a command towards the command's peak.
"""

import json
import os
import subprocess
import sys
import time

PER_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> int:
    before = time.perf_counter()
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL) as command:
        _, status, usage = os.wait4(command.pid, 0)
        seconds = time.perf_counter() - before
        command.returncode = os.waitstatus_to_exitcode(status)
    processor = usage.ru_utime + usage.ru_stime
    print(
        json.dumps({"seconds": seconds, "processor": processor, "megabytes": usage.ru_maxrss / PER_MEGABYTE})
    )
    return command.returncode


if __name__ == "__main__":
    sys.exit(main())
