"""Runs that find their tables in the cache report the same bytes as runs that read them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence.cache import Memory, Store
from factcheck.evidence.cache import memory as memory_module
from factcheck.evidence.reader import EvidenceReader
from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_file
from factcheck.report import render, render_terminal

if TYPE_CHECKING:
    from factcheck.model.cell import TableCells
    from factcheck.model.plan import TablePlan

ROOT = Path(__file__).resolve().parents[2]
LATER = 10 * 10**9
FILES = sorted(
    path
    for folder in ("claims", "tests/cases", "tests/real_tables", "docs")
    for path in (ROOT / folder).rglob("*.yml")
    if b"\nfactcheck:" in b"\n" + path.read_bytes()
)


def clock() -> int:
    """Return a time at which nothing was just written."""
    return time.time_ns() + LATER


def reported(path: Path, memory: Memory | None) -> list[str]:
    """Return everything that a run prints of a claim file."""
    try:
        result = run_file(path, memory=memory)
    except ProblemsError as error:
        return [str(error)]
    forms = [str(render(result, form)) for form in ("json", "markdown")]
    return [*forms, render_terminal(result, width=88, colour=True)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_remembered_tables_change_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "cache")
    plain = reported(path, None)
    assert reported(path, Memory(store, clock)) == plain
    scanned: list[str] = []
    real = EvidenceReader.scan

    def scan(reader: EvidenceReader, plan: TablePlan) -> TableCells:
        found = real(reader, plan)
        if all(fault.column is not None for fault in found.faults):
            scanned.append(found.name)
        return found

    monkeypatch.setattr(EvidenceReader, "scan", scan)
    assert reported(path, Memory(store, clock)) == plain
    assert scanned == []


def test_there_are_files_to_compare() -> None:
    assert len(FILES) > 20
    assert memory_module.KEPT
