"""A process that answered is asked again; one that was interrupted is ended at once."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from parquet_helper import write_parquet

from factcheck.evidence import child
from factcheck.evidence.content import ContentError
from factcheck.evidence.sealed import QueryError
from factcheck.evidence.stored import apart
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Rows
    from factcheck.evidence.stored.pool import Idle

LONG = (
    "SELECT count(*) FROM range(30000) a(i), range(30000) b(j), range(30) c(k) WHERE i * j % 7 = k"
)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Idle]]:
    """Return the processes that were begun, as they are."""
    found: list[Idle] = []
    pool = Pool()
    begin = apart._begun

    def counted(opening: list[object], what: str) -> Idle:
        found.append(begin(opening, what))
        return found[-1]

    monkeypatch.setattr(apart, "POOL", pool)
    monkeypatch.setattr(apart, "_begun", counted)
    yield found
    pool.close()


@pytest.fixture
def path(tmp_path: Path) -> str:
    write_parquet(tmp_path / "t.parquet", "SELECT 1 AS n")
    return str(tmp_path / "t.parquet")


def test_one_process_answers_those_who_ask_about_the_same(begun: list[Idle], path: str) -> None:
    for _ in range(2):
        with asked_apart(path) as ask:
            assert list(ask("SELECT 2")) == [[(2,)]]
    assert len(begun) == 1


def test_two_at_once_have_one_each(begun: list[Idle], path: str) -> None:
    with asked_apart(path) as one, asked_apart(path) as other:
        assert list(one("SELECT 2")) == list(other("SELECT 2"))
    assert len(begun) == 2


def test_one_that_was_not_heard_to_the_end_is_not_asked_again(begun: list[Idle], path: str) -> None:
    for _ in range(2):
        with asked_apart(path) as ask:
            assert next(iter(ask("SELECT 2"))) == [(2,)]
    assert len(begun) == 2


def test_one_that_failed_is_not_asked_again(begun: list[Idle], path: str) -> None:
    for _ in range(2):
        with pytest.raises(QueryError), asked_apart(path) as ask:
            list(ask("SELECT no_such"))
    assert len(begun) == 2


def test_a_file_that_is_another_one_is_asked_of_another(begun: list[Idle], path: str) -> None:
    for number in (1, 2):
        write_parquet(Path(path), f"SELECT {number} AS n")
        with asked_apart(path) as ask:
            assert list(ask(f"FROM read_parquet('{path}')")) == [[(number,)]]
    assert len(begun) == 2


def test_a_file_that_is_gone_is_asked_of_all_the_same(begun: list[Idle], tmp_path: Path) -> None:
    with asked_apart(str(tmp_path / "none.parquet")) as ask:
        assert list(ask("SELECT 2")) == [[(2,)]]
    assert len(begun) == 1


def test_nobody_waits_for_one_that_was_interrupted(begun: list[Idle], path: str) -> None:
    def listen(answers: Iterator[Rows]) -> None:
        with suppress(ContentError):
            next(answers)

    def interrupted() -> None:
        with asked_apart(path) as ask:
            listening = Thread(target=listen, args=(ask(LONG),), daemon=True)
            listening.start()
            time.sleep(0.2)
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(begun) == 1
    assert time.monotonic() - start < child.GRACE
