"""Another program is told from this one, and the same one installed twice is not."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence.cache import program as program_module
from factcheck.evidence.cache.program import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORD = "factcheck/__init__.py,sha256=abc,10\nfactcheck/cli/run.py,sha256=def,20\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages that holds the program and nothing else."""
    cache = tmp_path / "factcheck" / "evidence" / "cache"
    cache.mkdir(parents=True)
    (tmp_path / "factcheck" / "__init__.py").write_text("")
    (cache / "program.py").write_text("")
    monkeypatch.setattr(program_module, "__file__", str(cache / "program.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "none")])
    yield tmp_path
    program.cache_clear()


def now() -> str:
    """Return the digest anew."""
    program.cache_clear()
    return program()


def installed(folder: Path, record: str = RECORD) -> None:
    """Write what an installer writes."""
    info = folder / "factcheck_statistics-0.1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "RECORD").write_text(record)


def test_it_is_known_after_one_look(place: Path) -> None:
    before = now()
    (place / "factcheck" / "new.py").write_text("")
    assert program() == before
    assert now() != before


def test_sources_that_change_are_another_program(place: Path) -> None:
    before = now()
    path = place / "factcheck" / "evidence" / "cache" / "program.py"
    os.utime(path, (1, 1))
    assert now() != before
    changed = now()
    folder = place / "factcheck" / "__pycache__"
    folder.mkdir()
    (folder / "x.pyc").write_text("")
    assert now() == changed


def test_an_installed_one_is_told_by_the_digests_of_its_files(place: Path) -> None:
    installed(place)
    before = now()
    os.utime(place / "factcheck" / "__init__.py", (1, 1))
    assert now() == before
    installed(place, RECORD.replace("def", "fed"))
    assert now() != before


def test_one_that_runs_from_its_sources_is_not_told_by_its_installation(place: Path) -> None:
    installed(place, "_editable_impl_factcheck_statistics.pth,sha256=abc,10\n")
    before = now()
    os.utime(place / "factcheck" / "__init__.py", (1, 1))
    assert now() != before


def test_other_readers_are_another_program(place: Path) -> None:
    before = now()
    (place / "duckdb-2.0.1.dist-info").mkdir()
    first = now()
    assert first != before
    (place / "duckdb-2.0.1.dist-info").rename(place / "duckdb-2.0.2.dist-info")
    assert now() not in {before, first}
    second = now()
    (place / "pytest-1.dist-info").mkdir()
    assert now() == second
