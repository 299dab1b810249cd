"""A PostgreSQL server of one's own: a new cluster in a temporary folder, gone afterwards.

``python tests/helpers/postgres_server.py COMMAND …`` runs a command while one runs, with
``FACTCHECK_TEST_POSTGRES`` set to its connection string.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "FACTCHECK_TEST_POSTGRES"
USER = "factcheck_owner"
_UNPRIVILEGED = "postgres", "nobody"
_START = 60
"""Seconds in which it must answer."""


def programs() -> Path | None:
    """Return the folder of the server's programs, of the newest version; ``None`` without one."""
    found = shutil.which("initdb")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name)
    )
    known = [*folders, *([Path(found).parent] if found else [])]
    return next((one for one in reversed(known) if (one / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server that only this machine reaches, and give its connection string.

    It asks for a password, and is stopped and removed in any case.
    """
    folder = programs()
    assert folder is not None, "there are no programs of a PostgreSQL server"
    # Not below a folder that only root may enter.
    with tempfile.TemporaryDirectory(prefix="factcheck-postgres-", dir="/tmp") as place:
        data, port, password = Path(place) / "data", _free_port(), secrets.token_hex(16)
        account = _account()
        _initialise(folder, Path(place), data, password, account)
        command = [str(folder / "postgres"), "-D", str(data), *_settings(port)]
        log = Path(place) / "log"
        with (
            log.open("wb") as output,
            subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **account) as process,
        ):
            try:
                text = f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
                _wait(process, text, log)
                yield text
            finally:
                _stop(process)


def _settings(port: int) -> list[str]:
    said = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "shared_buffers": "32MB",
        "max_connections": "20",
        "dynamic_shared_memory_type": "mmap",
    }
    return [part for key, value in said.items() for part in ("-c", f"{key}={value}")]


def _account() -> dict[str, Any]:
    """Return whose process a server is: never root's, which it refuses."""
    if os.geteuid() != 0:
        return {}
    names = {one.pw_name for one in pwd.getpwall()}
    name = next(one for one in _UNPRIVILEGED if one in names)
    account = pwd.getpwnam(name)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(
    folder: Path, place: Path, data: Path, password: str, account: dict[str, Any]
) -> None:
    secret = place / "password"
    secret.write_text(password)
    if account:
        for each in (place, secret):
            os.chown(each, account["user"], account["group"])
    subprocess.run(
        [
            *(str(folder / "initdb"), "-D", str(data), "-U", USER, "-E", "UTF8"),
            *("--locale=C.UTF-8", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync"),
        ],
        check=True,
        capture_output=True,
        cwd="/",
        **account,
    )
    secret.unlink()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], text: str, log: Path) -> None:
    import psycopg

    end = time.monotonic() + _START
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            psycopg.connect(text, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(log.read_text())


def _stop(process: subprocess.Popen[bytes]) -> None:
    # Whoever is still connected is sent away.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def main() -> int:
    """Run a command while a server runs; a signal to end ends both."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as text:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, VARIABLE: text}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
