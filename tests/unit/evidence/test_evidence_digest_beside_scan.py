"""A digest that is taken beside a scan is of the bytes that were scanned, or the file changed."""

from __future__ import annotations

import hashlib
import os
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import Workspace, only_cells, only_fault
from parquet_helper import write_parquet

from factcheck.evidence import codes, scan
from factcheck.evidence.content import opened
from factcheck.evidence.source import fingerprint_of, refuse_changes
from factcheck.evidence.stored import columns
from factcheck.evidence.stored import source as stored_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from factcheck.evidence.locate import Located
    from factcheck.model.cell import TableCells

ONE, OTHER = "SELECT 1 AS v FROM range(10)", "SELECT 2 AS v FROM range(10)"


def scanned(tables: Workspace) -> TableCells:
    return tables.scan(("v", ""), of=tables.declare(file="t.parquet"), engine="duckdb")


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def overwrite(path: Path, content: bytes) -> None:
    """Write other bytes into the very file."""
    with path.open("r+b") as binary:
        binary.write(content)
        binary.truncate()


def replace_file(path: Path, content: bytes) -> None:
    """Put another file into its place."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)


CHANGES = pytest.mark.parametrize("change", [overwrite, replace_file])


def tables_of(tables: Workspace) -> tuple[Path, bytes]:
    """Write a table; return its path, and the bytes of another one."""
    path, other = tables.folder / "t.parquet", tables.folder / "other.parquet"
    write_parquet(path, ONE)
    write_parquet(other, OTHER)
    return path, other.read_bytes()


def test_the_digest_is_of_the_bytes_that_were_scanned(tables: Workspace) -> None:
    path, _ = tables_of(tables)
    assert scanned(tables).sha256 == digest_of(path)


@CHANGES
def test_a_change_after_the_scan_and_before_the_digest_is_told(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, bytes], None]
) -> None:
    path, other = tables_of(tables)
    may_open = Event()
    group = columns.ParquetGrouper.scan

    def late(located: Located) -> Any:  # noqa: ANN401 - what the other returns
        may_open.wait(10)
        return opened(located)

    def then_changed(grouper: columns.ParquetGrouper, *asked: Any) -> Any:  # noqa: ANN401 - same
        found = group(grouper, *asked)
        change(path, other)
        may_open.set()
        return found

    monkeypatch.setattr(stored_source, "opened", late)
    monkeypatch.setattr(columns.ParquetGrouper, "scan", then_changed)
    assert only_fault(scanned(tables)).code is codes.CHANGED


@CHANGES
def test_a_change_after_the_digest_and_before_the_scan_is_told(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, bytes], None]
) -> None:
    path, other = tables_of(tables)
    is_taken = Event()
    group = columns.ParquetGrouper.scan

    def told(sources: Any) -> Any:  # noqa: ANN401 - what the other returns
        found = fingerprint_of(sources)
        is_taken.set()
        return found

    def changed_first(grouper: columns.ParquetGrouper, *asked: Any) -> Any:  # noqa: ANN401 - same
        is_taken.wait(10)
        change(path, other)
        return group(grouper, *asked)

    monkeypatch.setattr(scan, "fingerprint_of", told)
    monkeypatch.setattr(columns.ParquetGrouper, "scan", changed_first)
    assert only_fault(scanned(tables)).code is codes.CHANGED


def test_a_change_while_the_digest_outlasts_the_scan_is_told(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tables_of(tables)
    first = path.read_bytes()
    may_read = Event()

    def slow(located: Located) -> Any:  # noqa: ANN401 - what the other returns
        binary = opened(located)
        may_read.wait(0.5)
        return binary

    def then_changed(sources: Any) -> None:  # noqa: ANN401 - what the other takes
        refuse_changes(sources)
        overwrite(path, other)
        may_read.set()

    monkeypatch.setattr(stored_source, "opened", slow)
    monkeypatch.setattr(scan, "refuse_changes", then_changed)
    found = scanned(tables)
    ((cell,),) = (only_cells(found),)
    assert cell.rows == 10
    assert found.sha256 == hashlib.sha256(first).hexdigest()


def test_a_file_that_goes_away_is_an_error_of_the_system(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = tables_of(tables)

    def gone(sources: Any) -> Any:  # noqa: ANN401 - what the other takes and returns
        path.unlink()
        return fingerprint_of(sources)

    monkeypatch.setattr(scan, "fingerprint_of", gone)
    with pytest.raises(Exception, match="no such file"):
        scanned(tables)
    assert not os.path.lexists(path)
