"""Work in a process of its own: its command, its limit of memory, and its end.

What reads the binary formats is no code of this program, and ends the whole process where a file
was damaged on purpose. So it works where that harms nobody; a process that ends before it has
said so is the fault of the file.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GRACE = 5.0
"""So many seconds a process has to end by itself, before it is ended."""
END = b"null\n"
"""The line that a process writes when it has said everything."""


def has_python() -> bool:
    """Whether there is an interpreter to begin, which a program packed into one file lacks."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def command(module: str, package: str) -> list[str]:
    """Return the command of a process that calls ``main`` of a module of ours.

    It is isolated, with the folders of this package and of another one to find.
    """
    begin = f"import os, sys; sys.path += sys.argv[1:]; from {module} import main; main()"
    # What ends gives everything back at once, and nobody waits until it has tidied up.
    begin += "; os._exit(0)"
    specs = [find_spec(name) for name in ("factcheck", package)]
    places = [Path(spec.origin).parents[1] for spec in specs if spec and spec.origin]
    return [sys.executable, "-I", "-c", begin, *dict.fromkeys(map(str, places))]


@contextmanager
def begun(arguments: list[str]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Begin a process, and give what it reads and what it writes; it is ended in any case."""
    # What is begun is this very interpreter, and nothing of the user's stands in the command.
    with subprocess.Popen(  # noqa: S603 - see above
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdin, process.stdout
        except Exception:
            _end(process)
            raise
        except BaseException:
            # Whoever asked has heard enough, or was interrupted: it may not take what is left.
            process.kill()
            _close(process.stdin)
            raise
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a process end by itself, now that nothing more is asked of it, for as long as that takes.

    One that is ended in the middle of its end may leave something half-written.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    _close(process.stdin)
    # One that would still say something need not wait until somebody listens.
    process.stdout.close()
    patience = Timer(GRACE, process.kill)
    patience.daemon = True
    patience.start()
    try:
        process.wait()
    except BaseException:
        process.kill()
        raise
    finally:
        patience.cancel()


def _close(requests: IO[bytes]) -> None:
    # It may have ended before it took everything.
    with suppress(OSError):
        requests.close()


def prepare(memory: int) -> None:
    """Limit the memory of this process, in bytes, and leave interruptions to who began it.

    Who is interrupted ends it; where it ended by itself, that would look like a damaged file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:
        # There is no such limit on Windows.
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
