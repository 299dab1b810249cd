"""Both engines find the same in every Parquet table."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import Workspace, column
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.evidence import child
from factcheck.model.spec import EmptyCell, Marker

if TYPE_CHECKING:
    from factcheck.model.cell import TableCells
    from factcheck.model.spec import ColumnDeclaration

_TEXTS = st.sampled_from(["a", "b", " a ", "", "Total", "1", "1.5", "1,234", "-", "nan", "é'\""])
_DOUBLES = st.one_of(
    st.sampled_from([0.0, -0.0, 0.1 + 0.2, 1 / 3, 999.0, 1e15, 1e16, 1e-7, 123456789.125, 2.5]),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.floats(),
    st.integers(-5, 5).map(float),
)
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "INTEGER": st.integers(-(2**31), 2**31 - 1) | st.sampled_from([0, 1, 999]),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "UBIGINT": st.integers(0, 2**64 - 1),
    "DECIMAL(9, 2)": st.decimals(-9999, 9999, places=2) | st.just(Decimal("999.00")),
    "DECIMAL(38, 10)": st.decimals(-(10**27), 10**27, places=10),
    "DOUBLE": _DOUBLES,
    "FLOAT": st.floats(allow_nan=False, allow_infinity=False, width=32) | st.just(999.0),
    "BOOLEAN": st.booleans(),
    "VARCHAR": _TEXTS,
    "DATE": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "TIMESTAMP": st.sampled_from([datetime(2020, 1, 1), datetime(2020, 1, 1, 10, 30)]),  # noqa: DTZ001 - no zone is meant
}
_EMPTY = st.sampled_from([None, *EmptyCell])


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the types of four columns, and rows."""
    types = [draw(st.sampled_from(sorted(_VALUES))) for _ in range(4)]
    values = [st.none() | _VALUES[one] for one in types]
    return types, draw(st.lists(st.tuples(*values), min_size=1, max_size=8))


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
