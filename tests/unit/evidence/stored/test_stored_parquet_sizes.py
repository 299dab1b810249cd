"""How large Parquet files are, by a sample of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_workspace import SPAN
from parquet_helper import write_parquet

from factcheck.evidence.locate import Located, stamp_of
from factcheck.evidence.sealed import asked
from factcheck.evidence.sizes import Sizes
from factcheck.evidence.stored import parquet_sizes as module
from factcheck.evidence.stored.parquet_sizes import parquet_sizes
from factcheck.model.span import Text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ROWS = "SELECT i % 3 AS few, i AS each, CASE WHEN i < 500 THEN i END AS some FROM range({}) t(i)"


def located(path: Path) -> Located:
    told = path.stat()
    stamp, file = stamp_of(told), Text(path.name, SPAN)
    return Located(path, path.name, path.suffix, stamp, told.st_size, file)


def sizes(paths: list[Path], *places: int) -> Sizes:
    files = tuple(map(located, paths))
    with asked(*map(str, paths), keeps_order=True) as ask:
        return parquet_sizes(ask, files, 3, places)


def test_a_small_table_is_counted_as_it_is(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", ROWS.format(1000))
    assert sizes([tmp_path / "t.parquet"], 2, 0, 1, 0) == Sizes(1000, {0: 3, 1: 1000, 2: 501})


def test_no_column_is_looked_at_where_none_is_asked_for(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", ROWS.format(1000))
    assert sizes([tmp_path / "t.parquet"]) == Sizes(1000, {})


def test_a_table_without_rows_has_no_values(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", ROWS.format(0))
    assert sizes([tmp_path / "t.parquet"], 0) == Sizes(0, {})


def test_a_large_table_is_estimated_from_some_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SAMPLED", 800)
    write_parquet(tmp_path / "t.parquet", ROWS.format(80_000))
    # 100 rows at 8 places: all different, so that each stands for the root of 100.
    assert sizes([tmp_path / "t.parquet"], 0, 1) == Sizes(80_000, {0: 3, 1: 8_000})


def test_every_file_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SAMPLED", 1600)
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    write_parquet(paths[0], ROWS.format(40_000))
    write_parquet(paths[1], ROWS.format(40_000).replace("i % 3", "7"))
    assert sizes(paths, 0) == Sizes(80_000, {0: 4})
