"""However a process that asks DuckDB ends, nobody waits for ever and nothing is left of it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from parquet_helper import write_parquet

from factcheck.evidence import child, ready, sealed
from factcheck.evidence.content import ContentError
from factcheck.evidence.ready import Begun, Ready
from factcheck.evidence.stored import apart
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDS, _WAITS = "import nowhere", "import time; time.sleep(60)"


class Place:
    """A folder of a table, and what a test begins and makes in it."""

    def __init__(self, folder: Path, temporary: Path, waiting: Ready, pool: Pool) -> None:
        self.table = folder / "t.parquet"
        self.temporary = temporary
        self.waiting = waiting
        self.pool = pool
        self.processes: list[subprocess.Popen[bytes]] = []

    @property
    def left(self) -> list[str]:
        """What lies among temporary files."""
        return [path.name for path in self.temporary.iterdir()]

    def asked(self, query: str) -> list[tuple[object, ...]]:
        """Return the rows that a query finds."""
        with asked_apart(str(self.table)) as ask:
            return [row for batch in ask(query) for row in batch]

    def end(self) -> None:
        """End all that waits, and see that all has ended."""
        self.pool.close()
        self.waiting.close()
        assert all(process.returncode is not None for process in self.processes)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    made = Place(tmp_path, temporary, Ready(), Pool())
    monkeypatch.setattr(apart, "READY", made.waiting)
    monkeypatch.setattr(apart, "POOL", made.pool)

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[call-overload] # passed on as they are
            made.processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    write_parquet(made.table, "SELECT range AS a FROM range(10)")
    yield made
    made.end()
    assert made.left == []


def begin(place: Place, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Have a process of some other program wait for questions."""
    with monkeypatch.context() as patch:
        patch.setattr(ready, "command", lambda: [sys.executable, "-c", text])
        place.waiting.begin()


def test_a_process_that_ended_while_it_waited_is_replaced(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(place, monkeypatch, _ENDS)
    assert place.asked("SELECT 2") == [(2,)]
    assert len(place.processes) == 2
    assert place.processes[0].returncode == 1


def test_a_process_that_is_killed_while_it_waits_is_replaced(place: Place) -> None:
    place.waiting.begin()
    place.processes[0].kill()
    assert place.asked("SELECT 2") == [(2,)]
    assert len(place.processes) == 2


def test_a_process_that_is_killed_in_a_question_is_a_fault_at_once(place: Place) -> None:
    def rows() -> None:
        with asked_apart(str(place.table)) as ask:
            for _ in ask("SELECT range FROM range(10000000)"):
                place.processes[0].kill()

    with pytest.raises(ContentError, match="it is damaged"):
        rows()
    # The next question is asked of another one.
    assert place.asked("SELECT 2") == [(2,)]


def test_a_process_that_is_killed_between_two_questions_is_a_fault_at_once(place: Place) -> None:
    assert place.asked("SELECT 1") == [(1,)]
    place.processes[0].kill()
    place.processes[0].wait()
    with pytest.raises(ContentError, match="it is damaged"):
        place.asked("SELECT 2")
    assert place.asked("SELECT 2") == [(2,)]


def test_where_who_asks_is_interrupted_nothing_is_left(place: Place) -> None:
    def interrupted() -> None:
        with asked_apart(str(place.table)) as ask:
            for _ in ask("SELECT range FROM range(10000000)"):
                assert len(place.left) == 1
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert place.left == []
    assert place.processes[0].returncode == -signal.SIGKILL


def test_who_waits_for_a_process_that_never_answers_can_be_interrupted(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(place, monkeypatch, _WAITS)

    class Interrupted(io.BytesIO):
        """What a signal makes of a stream that is read."""

        def readline(self, _: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    begun = place.waiting.take()
    assert begun is not None
    monkeypatch.setattr(place.waiting, "take", lambda: begun._replace(answers=Interrupted()))
    with pytest.raises(KeyboardInterrupt):
        place.asked("SELECT 1")
    assert place.left == []
    assert place.processes[0].returncode == -signal.SIGKILL


def test_the_process_removes_what_is_left_where_who_asked_is_gone(place: Place) -> None:
    folder = place.temporary / "factcheck-1"
    folder.mkdir()
    begun = Begun.by(ready.command())
    assert begun.answers.readline() == child.END
    opening = f'[["{place.table}"], ["1GiB", 1], false, "{folder}"]\n"SELECT 1"\n'
    begun.requests.write(opening.encode())
    begun.requests.flush()
    assert begun.answers.readline() == b"[[1]]\n"
    (folder / "spilt").touch()
    begun.stack.close()
    assert place.left == []


def test_many_threads_may_ask_at_once(place: Place) -> None:
    place.waiting.begin()

    def ask(number: int) -> list[tuple[object, ...]]:
        found = place.asked(f"SELECT {number}, count(*) FROM '{place.table}'")  # noqa: S608 - own
        place.pool.close()
        return found

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(12))) == [[(number, 10)] for number in range(12)]


HOSTILE = (
    "FROM read_csv('/etc/passwd')",
    "FROM read_text('{other}')",
    "FROM '{other}'",
    "FROM glob('{folder}/*')",
    "COPY (SELECT 1) TO '{folder}/new.parquet'",
    "ATTACH '{folder}/new.duckdb' AS new",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{other}'",
    "SET enable_external_access = true",
    "SET allowed_paths = ['/etc/passwd']",
    "SET memory_limit = '64GB'",
    "SET threads = 64",
    "SET temp_directory = '{folder}/elsewhere'",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "PRAGMA enable_external_access = true",
    "EXPORT DATABASE '{folder}/export'",
    "FROM 'http://127.0.0.1:9/t.parquet'",
)


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("is_begun", [True, False])
def test_a_process_that_was_begun_early_is_sealed_too(
    place: Place, query: str, *, is_begun: bool
) -> None:
    if is_begun:
        place.waiting.begin()
    other = place.table.with_name("other.parquet")
    write_parquet(other, "SELECT 1 AS a")
    before = {path for path in place.table.parent.rglob("*") if "temporary" not in path.parts}
    with pytest.raises(sealed.QueryError):
        place.asked(query.format(other=other, folder=place.table.parent))
    after = {path for path in place.table.parent.rglob("*") if "temporary" not in path.parts}
    assert after == before
    assert len(place.processes) == 1


def test_settings_are_those_of_a_process_that_was_begun_late(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the environment says when the process begins is not what counts.
    place.waiting.begin()
    monkeypatch.setenv("FACTCHECK_MEMORY", "300MB")
    monkeypatch.setenv("FACTCHECK_THREADS", "3")
    monkeypatch.setenv("SECRET", "unseen")
    query = "SELECT name, value FROM duckdb_settings() WHERE value NOT LIKE '%factcheck-%'"
    early = place.asked(query)
    assert ("threads", "3") in early
    assert [value for name, value in early if name == "lock_configuration"] == ["true"]
    place.pool.close()
    assert place.asked(query) == early
    with pytest.raises(sealed.QueryError, match="getenv"):
        place.asked("SELECT getenv('SECRET')")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_of_who_asks_leaves_its_process_alone(place: Place) -> None:
    program = (
        "import os, sys\n"
        "from factcheck.evidence.stored.apart import asked_apart\n"
        "from factcheck.evidence.stored.pool import POOL\n"
        "for _ in range(3):\n"
        "    with asked_apart(sys.argv[1]) as ask:\n"
        "        assert [*ask('SELECT 1')] == [[(1,)]]\n"
        "    one = os.fork()\n"
        "    if not one:\n"
        "        os._exit(0)\n"
        "    assert os.waitpid(one, 0)[1] == 0\n"
        "POOL.close()\n"
        "print('whole')\n"
    )
    command = (sys.executable, "-c", program, str(place.table))
    finished = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (finished.stdout, finished.stderr) == (b"whole\n", b"")


def test_a_folder_that_is_gone_is_no_matter(place: Place) -> None:
    with asked_apart(str(place.table)) as ask:
        assert [*ask("SELECT 1")] == [[(1,)]]
        with suppress(OSError):
            next(place.temporary.iterdir()).rmdir()
