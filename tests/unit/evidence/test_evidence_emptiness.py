"""Tables and columns that hold nothing are faults unless the claim file says that they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import grouping

from factcheck.evidence import EvidenceReader
from factcheck.evidence.emptiness import NO_ROWS, NO_VALUES
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell, Join, Marker

if TYPE_CHECKING:
    from evidence_workspace import Workspace

    from factcheck.model.cell import TableCells
    from factcheck.model.spec import TableDeclaration

HINT = "if it truly has none, add `may_be_empty: true` under 't'"


def told(cells: TableCells) -> list[tuple[str, str]]:
    return [(fault.code.code, fault.message) for fault in cells.faults]


@pytest.mark.parametrize(
    ("text", "layout", "message"),
    [
        ("a,n\n", {}, "table 't' has a header (line 1) and no rows"),
        ("\n\na,n\n\n", {}, "table 't' has a header (line 3) and no rows"),
        ("title\na,n\n", {"header_row": 2}, "table 't' has a header (line 2) and no rows"),
        (
            "a,a\nx,n\nnote,\n",
            {"header_rows": 2, "skip": (-1,)},
            "table 't' has a header (line 1) and no rows besides those that `skip` leaves out",
        ),
        ("", {"header": ("a", "n")}, "table 't' has no rows"),
        ("a,n\n", {"fill_down": ("a",)}, "table 't' has a header (line 1) and no rows"),
    ],
)
def test_a_table_without_rows_is_a_fault_of_the_whole_table(
    tables: Workspace, text: str, layout: dict[str, object], message: str
) -> None:
    tables.write(text)
    cells = tables.scan(("", ""), of=tables.declare(**layout))
    assert told(cells) == [(NO_ROWS.code, message)]
    (fault,) = cells.faults
    assert (fault.column, fault.hint, fault.spoils_tests) == (None, HINT, True)
    allowed = tables.declare(**layout, may_be_empty=True, name="u")
    assert told(tables.scan(("", ""), of=allowed)) == []


def test_each_of_several_files_has_rows(tables: Workspace) -> None:
    tables.write("a,n\nx,1\n", "a.csv")
    tables.write("a,n\n", "b.csv")
    span = tables.declare().span
    several = {
        "file": None,
        "files": (("A", Text("a.csv", span)), ("B", Text("b.csv", span))),
        "adds": "of",
    }
    opened = tables.open(tables.declare(**several))
    (fault,) = opened.faults
    assert fault.code is NO_ROWS
    assert fault.message == "table 't': file 'b.csv' has a header (line 1) and no rows"
    cells = tables.scan(("a", "n"), of=tables.declare(**several, may_be_empty=True, name="u"))
    assert (cells.rows, cells.faults) == (1, ())


def joined(tables: Workspace, unmatched: str | None, **more: object) -> TableDeclaration:
    span = tables.declare().span
    join = Join(Text("p", span), (("a", "a"),), unmatched, span)
    return tables.declare(file="a.csv", join=join, **more)


def scanned(tables: Workspace, of: TableDeclaration, partner: TableDeclaration) -> TableCells:
    plan = TablePlan(of, (grouping("a", "n"),), ("a", "n"), ("n",))
    with EvidenceReader(tables.folder, tables.folder, declared=(of, partner)) as reader:
        return reader.scan(plan)


def test_the_table_that_is_joined_has_rows(tables: Workspace) -> None:
    tables.write("a,n\nx,1\n", "a.csv")
    tables.write("a,m\n", "p.csv")
    partner = tables.declare(file="p.csv", name="p", key=("a",))
    fine = tables.declare(file="p.csv", name="p", key=("a",), may_be_empty=True)
    (fault,) = scanned(tables, joined(tables, "unknown"), partner).faults
    assert (fault.code, fault.message) == (NO_ROWS, "table 'p' has a header (line 1) and no rows")
    assert fault.hint == "if it truly has none, add `may_be_empty: true` under 'p'"
    assert scanned(tables, joined(tables, "unknown"), fine).faults == ()


def test_a_join_that_leaves_no_row_is_a_fault(tables: Workspace) -> None:
    tables.write("a,n\nx,1\n", "a.csv")
    tables.write("a,m\ny,1\n", "p.csv")
    partner = tables.declare(file="p.csv", name="p", key=("a",))
    cells = scanned(tables, joined(tables, "drop"), partner)
    message = "table 't' has no rows left: it has none, or none has a partner in table 'p'"
    assert told(cells) == [(NO_ROWS.code, message)]
    allowed = joined(tables, "drop", may_be_empty=True)
    assert told(scanned(tables, allowed, partner)) == []


def test_a_column_that_applies_to_no_row_is_a_fault(tables: Workspace) -> None:
    tables.write("a,n\nx,-\ny,-\n")
    markers = (("-", Marker(EmptyCell.NOT_APPLICABLE)),)
    for names in (("a", "n"), ("a n", "")):
        cells = tables.scan(names, of=tables.declare(markers=markers))
        message = "column 'n' has no value: all its cells are declared not applicable"
        assert told(cells) == [(NO_VALUES.code, message)]
        (fault,) = cells.faults
        assert (fault.column, fault.hint, fault.spoils_tests) == ("n", HINT, True)
        allowed = tables.declare(markers=markers, may_be_empty=True)
        assert told(tables.scan(names, of=allowed)) == []


def test_cells_without_a_value_are_rows_all_the_same(tables: Workspace) -> None:
    tables.write("a,n\nx,-\ny,-\n")
    markers = (("-", Marker(EmptyCell.NONE)),)
    assert told(tables.scan(("a", "n"), of=tables.declare(markers=markers))) == []


def test_one_value_is_enough(tables: Workspace) -> None:
    for cell in ("0", "1 to 3"):
        tables.write(f"a,n\nx,-\ny,{cell}\n")
        markers = (("-", Marker(EmptyCell.NOT_APPLICABLE)), ("1 to 3", Marker(EmptyCell.UNKNOWN)))
        name = f"t{len(cell)}"
        assert told(tables.scan(("a", "n"), of=tables.declare(markers=markers, name=name))) == []
