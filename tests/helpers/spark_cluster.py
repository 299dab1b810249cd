"""A cluster of Spark on this machine: one master and two workers, on loopback only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = "127.0.0.1"
WORKERS = 2
_PATIENCE = 60
_STANDALONE = "org.apache.spark.deploy"
_LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options of Java for programs that live for minutes and share two cores."""


def settings_of(folder: Path) -> dict[str, str]:
    """Return settings with which tables are found by name in any session, one after another."""
    return {
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": (
            f"jdbc:derby:;databaseName={folder}/metastore;create=true"
        ),
        "spark.hadoop.datanucleus.schema.autoCreateAll": "true",
        "spark.hadoop.hive.metastore.schema.verification": "false",
        "spark.driver.extraJavaOptions": f"{_LIGHT} -Dderby.stream.error.file={folder}/derby.log",
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.memory": "768m",
        "spark.sql.shuffle.partitions": "2",
    }


class Cluster:
    """A cluster that runs, and the folder of its tables."""

    def __init__(self, folder: Path) -> None:
        """Start it; ``stop`` has to follow even where this fails."""
        self.folder = folder
        port = _free_port()
        self.master = f"spark://{LOOPBACK}:{port}"
        """Its address, as Spark writes it."""
        arguments = ["-h", LOOPBACK, "-p", str(port), "--webui-port", "0"]
        self._master = _begin("master.Master", folder, arguments)
        self.workers: list[subprocess.Popen[bytes]] = []
        try:
            _await_port(port, self._master)
            for _ in range(WORKERS):
                self._add_worker()
            self._await_workers(WORKERS)
        except BaseException:
            self.stop()
            raise

    @property
    def connection(self) -> str:
        """The connection string of its tables."""
        executors = {
            "spark.executor.memory": "640m",
            "spark.executor.cores": "1",
            "spark.executor.extraJavaOptions": _LIGHT,
        }
        settings = {**settings_of(self.folder), **executors}
        return f"{self.master}?{'&'.join(f'{key}={value}' for key, value in settings.items())}"

    def kill_worker(self) -> None:
        """Kill one worker with what runs in it."""
        _kill(self.workers.pop(0))

    def replace_worker(self) -> None:
        """Start a worker in the place of one that was killed."""
        before = self._registered()
        self._add_worker()
        self._await_workers(before + 1)

    def stop(self) -> None:
        """Kill everything."""
        for process in (*self.workers, self._master):
            _kill(process)

    def _add_worker(self) -> None:
        work = tempfile.mkdtemp(prefix="worker", dir=self.folder)
        options = ["-h", LOOPBACK, "-c", "1", "-m", "1g", "--webui-port", "0", "-d", work]
        self.workers.append(_begin("worker.Worker", self.folder, [*options, self.master]))

    def _registered(self) -> int:
        text = (self.folder / "cluster.log").read_text(errors="replace")
        return text.count("Successfully registered with master")

    def _await_workers(self, number: int) -> None:
        for _ in range(_PATIENCE * 10):
            if self._registered() >= number:
                return
            time.sleep(0.1)
        message = f"the workers are not registered; see {self.folder / 'cluster.log'}"
        raise AssertionError(message)


def find_java() -> str | None:
    """Return the program of Java, if there is one."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None)


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """Give a cluster with a master and two workers; all are killed at the end."""
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.stop()


def _begin(name: str, folder: Path, arguments: list[str]) -> subprocess.Popen[bytes]:
    import pyspark

    java = find_java()
    assert java is not None
    home = Path(pyspark.__file__).parent
    command = [
        java,
        "-Xmx256m",
        *_LIGHT.split(),
        "-cp",
        f"{home}/jars/*",
        *_MODULES,
        f"{_STANDALONE}.{name}",
    ]
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_SCALA_VERSION": "2.13",
    }
    log = folder / "cluster.log"
    with log.open("ab") as stream:
        return subprocess.Popen(
            [*command, *arguments],
            stdout=stream,
            stderr=stream,
            env=environment,
            # So that what a worker runs can be killed with it.
            start_new_session=True,
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


_MODULES = [
    f"--add-opens=java.base/{name}=ALL-UNNAMED"
    for name in ("java.lang", "java.nio", "java.util", "sun.nio.ch", "sun.nio.cs")
]


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        port: int = listening.getsockname()[1]
        return port


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(_PATIENCE * 10):
        with socket.socket() as calling:
            if calling.connect_ex((LOOPBACK, port)) == 0:
                return
        assert process.poll() is None, "the master of the cluster ended"
        time.sleep(0.1)
    message = "the master of the cluster does not answer"
    raise AssertionError(message)
