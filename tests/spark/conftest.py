"""A real Apache Spark for the whole test run: a standalone master and two workers, on the loopback only."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

WAIT_SECONDS = 180


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _said(log: Path, words: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the process has said these words; what it said instead is the failure."""
    for _ in range(WAIT_SECONDS * 4):
        if words in log.read_text(errors="replace"):
            return
        if process.poll() is not None:
            break
        time.sleep(0.25)
    pytest.fail(f"{log.name} did not say {words!r}:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def spark_master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two workers, each a process of its own with one core."""
    if shutil.which("java") is None:
        pytest.fail("Spark needs a JRE 17 or newer: run tools/system-packages java")
    import pyspark

    home = Path(pyspark.__file__).parent
    logs = tmp_path_factory.mktemp("spark")
    environment = {
        **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(logs / "work"), "SPARK_LOCAL_DIRS": str(logs / "local"),
    }  # fmt: skip
    port = _free_port()
    master = f"spark://127.0.0.1:{port}"
    here = ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as running:

        def start(name: str, *arguments: str) -> tuple[Path, subprocess.Popen[bytes]]:
            log = logs / f"{name}.log"
            out = running.enter_context(log.open("wb"))
            process = subprocess.Popen(
                [str(home / "bin" / "spark-class"), *arguments],
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            running.callback(process.wait, 30)
            running.callback(process.terminate)
            return log, process

        _said(
            *_order(
                start("master", "org.apache.spark.deploy.master.Master", *here, "--port", str(port)),
                "New state: ALIVE",
            )
        )
        worker = ("org.apache.spark.deploy.worker.Worker", *here, "--cores", "1", "--memory", "1g", master)
        workers = [start(f"worker{n}", *worker) for n in (1, 2)]
        for started in workers:
            _said(*_order(started, "Successfully registered with master"))
        yield master


def _order(
    started: tuple[Path, subprocess.Popen[bytes]], words: str
) -> tuple[Path, str, subprocess.Popen[bytes]]:
    log, process = started
    return log, words, process
