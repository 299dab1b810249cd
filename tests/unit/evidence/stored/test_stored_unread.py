"""Columns of lists never become empty cells of something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import SPAN, Workspace, column, only_cells, only_fault
from shape_helpers import computed

from factcheck.evidence import EvidenceReader
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell, Join, Unpivot

if TYPE_CHECKING:
    from factcheck.model.cell import OpenedTable
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

ROWS = [{"k": "a", "y1": 1, "y2": [2], "n": 5}, {"k": "b", "y1": 3, "y2": 4, "n": 6}]
NO_VALUE: dict[str, Any] = {"empty": EmptyCell.NONE}


def declared(tables: Workspace, *columns: ColumnDeclaration, **said: Any) -> TableDeclaration:  # noqa: ANN401 - any field of the record
    tables.write(json.dumps(ROWS), "t.json")
    return tables.declare(*columns, file="t.json", **said)


def refused(opened: OpenedTable) -> None:
    fault = only_fault(opened)
    assert (fault.code, fault.column) == (BROKEN_STORE, None)
    assert "'y2' holds lists" in fault.message


def test_turned_columns(tables: Workspace) -> None:
    turned = Unpivot(("y1", "y2"), "year", "v", SPAN)
    refused(tables.open(declared(tables, column("v", **NO_VALUE), unpivot=turned)))
    kept = Unpivot(("y1", "n"), "year", "v", SPAN)
    of = declared(tables, unpivot=kept)
    assert [one.column for one in tables.open(of).faults] == ["y2"]
    assert only_cells(tables.scan(("", "v"), of=of))[0].measured[0].total == 15


def test_taken_apart(tables: Workspace) -> None:
    taken = column("y2", parse=Text("{a} - {b}", SPAN), **NO_VALUE)
    refused(tables.open(declared(tables, taken)))


def test_ticks(tables: Workspace) -> None:
    refused(tables.open(declared(tables, ticks=(("saw", "y*"),), empty=EmptyCell.NONE)))


def test_computed_columns_have_its_fault(tables: Workspace) -> None:
    of = declared(tables, computed("c", "n + y2"), column("y2", **NO_VALUE))
    faults = tables.scan(("", "c"), of=of).faults
    assert {one.code for one in faults} == {BROKEN_STORE}
    assert "c" in {one.column for one in faults}


@pytest.mark.parametrize(("mine", "theirs"), [("y2", "k"), ("k", "y2")])
def test_joins(tables: Workspace, mine: str, theirs: str) -> None:
    tables.write(json.dumps(ROWS), "o.json")
    other = tables.declare(name="o", file="o.json", key=(theirs,))
    join = Join(Text("o", SPAN), ((mine, theirs),), "drop", SPAN)
    of = declared(tables, join=join)
    with EvidenceReader(tables.folder, tables.folder, declared=(of, other)) as reader:
        refused(reader.open(of))


def test_a_joined_column_keeps_its_fault(tables: Workspace) -> None:
    tables.write('[{"k": "a", "v": [1]}, {"k": "b", "v": 2}]', "o.json")
    tables.write("k,n\na,1\nb,2\n")
    other = tables.declare(column("v", **NO_VALUE), name="o", file="o.json", key=("k",))
    of = tables.declare(join=Join(Text("o", SPAN), (("k", "k"),), None, SPAN))
    with EvidenceReader(tables.folder, tables.folder, declared=(of, other)) as reader:
        faults = reader.scan(TablePlan(of, (), ("v",), ("v",), ())).faults
    assert [(one.code, one.column) for one in faults] == [(BROKEN_STORE, "v")]


def test_several_files(tables: Workspace) -> None:
    tables.write('[{"K": "a", "v": 1}]', "one.json")
    tables.write('[{"v": [2], "k": "b"}]', "two.json")
    tables.write('[{"v": {"x": 2}, "k": "b"}]', "three.json")
    files = tuple((name, Text(f"{name}.json", SPAN)) for name in ("one", "two", "three"))
    of = tables.declare(column("v", **NO_VALUE), file=None, files=files, adds="of")
    (fault,) = tables.open(of).faults
    assert (fault.code, fault.column) == (BROKEN_STORE, "v")
    assert fault.message.startswith("'two.json': column 'v' holds lists, as in record 1")
