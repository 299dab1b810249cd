"""How much memory and how many threads the engine of large tables may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from parquet_helper import write_parquet

from factcheck.evidence import sealed
from factcheck.evidence.content import ContentError
from factcheck.evidence.limits import USUAL_MEMORY, WRONG_LIMIT, limits_of
from factcheck.evidence.sealed import Limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "memory"),
    [("2GiB", "2GiB"), ("512mb", "512MB"), ("3 g", "3GB"), ("64 MIB", "64MiB")],
)
def test_the_environment_sets_them(written: str, memory: str) -> None:
    found = limits_of({"FACTCHECK_MEMORY": written, "FACTCHECK_THREADS": "3"})
    assert found == Limits(memory, 3)


def test_there_are_usual_ones() -> None:
    found = limits_of({})
    assert found.memory == USUAL_MEMORY
    assert 1 <= found.threads <= 8


@pytest.mark.parametrize(
    ("variable", "written"),
    [
        ("FACTCHECK_MEMORY", "lots"),
        ("FACTCHECK_MEMORY", "0GB"),
        ("FACTCHECK_MEMORY", ""),
        ("FACTCHECK_THREADS", "0"),
        ("FACTCHECK_THREADS", "two"),
    ],
)
def test_what_is_no_limit_is_told(variable: str, written: str) -> None:
    with pytest.raises(ContentError) as raised:
        limits_of({variable: written})
    assert raised.value.fault.code is WRONG_LIMIT
    assert variable in raised.value.fault.message


def test_what_does_not_fit_in_memory_lies_on_disk_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.parquet"
    write_parquet(path, "SELECT md5(range::VARCHAR) AS v FROM range(1500000)")
    query = f"SELECT count(*) FROM (SELECT v, count(*) FROM read_parquet('{path}') GROUP BY v)"  # noqa: S608
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with sealed.asked(str(path), limits=Limits("64MB", 1)) as ask:
        assert list(ask(query)) == [[(1_500_000,)]]
    assert list(folder.iterdir()) == []
