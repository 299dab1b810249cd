"""Both engines find the same in every Parquet table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import Workspace, column
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_tables import columns

from factcheck.evidence import child
from factcheck.model.spec import EmptyCell, Marker

if TYPE_CHECKING:
    from factcheck.model.cell import TableCells
    from factcheck.model.spec import ColumnDeclaration

_EMPTY = st.sampled_from([None, *EmptyCell])


def written(folder: Path, types: list[str], rows: list[tuple[object, ...]]) -> None:
    said = ", ".join(f"c{place} {one}" for place, one in enumerate(types))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({said})")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
        connection.execute(f"COPY t TO '{folder / 't.parquet'}' (FORMAT parquet)")


def declared(name: str, empty: EmptyCell | None, *, is_marked: bool) -> ColumnDeclaration:
    markers = (("999", Marker(EmptyCell.UNKNOWN)), ("nan", Marker(EmptyCell.NONE)))
    return column(name, empty=empty, markers=markers if is_marked else ())


_EMPTIES = st.tuples(_EMPTY, _EMPTY)


@settings(deadline=None, max_examples=60)
@given(columns(), _EMPTIES, st.booleans(), st.booleans())
def test_engines_agree(
    table: tuple[list[str], list[tuple[object, ...]]],
    empties: tuple[EmptyCell | None, EmptyCell | None],
    is_marked: bool,
    has_totals: bool,
) -> None:
    # Four processes for each example take long.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "has_python", lambda: False)
        engines_agree(table, empties, is_marked=is_marked, has_totals=has_totals)


@settings(deadline=None, max_examples=6)
@given(columns(), _EMPTIES, st.booleans(), st.booleans())
def test_engines_agree_in_processes_of_their_own(
    table: tuple[list[str], list[tuple[object, ...]]],
    empties: tuple[EmptyCell | None, EmptyCell | None],
    is_marked: bool,
    has_totals: bool,
) -> None:
    engines_agree(table, empties, is_marked=is_marked, has_totals=has_totals)


def engines_agree(
    table: tuple[list[str], list[tuple[object, ...]]],
    empties: tuple[EmptyCell | None, EmptyCell | None],
    *,
    is_marked: bool,
    has_totals: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), *table)
        tables = Workspace(Path(folder))
        of = tables.declare(
            declared("c0", empties[0], is_marked=False),
            declared("c1", empties[1], is_marked=is_marked),
            file="t.parquet",
            totals=(("c0", "Total"),) if has_totals else (),
        )
        sets = [("c0", "c1 c2"), ("c1", "c2"), ("c3", ""), ("", "c1")]
        in_python = tables.scan(*sets, of=of, engine="python")
        in_duckdb = tables.scan(*sets, of=of, engine="duckdb")
    assert comparable(in_python) == comparable(in_duckdb)


def comparable(cells: TableCells) -> TableCells:
    """Return cells as they are; a helper so that a difference is shown whole."""
    return cells
