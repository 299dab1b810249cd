"""Columns of shares with numbers that no share is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, Workspace, column, only_fault
from exact import exact

from factcheck.model.spec import ColumnKind

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine
    from factcheck.model.spec import ColumnDeclaration

SHARE = column("n", kind=ColumnKind.SHARE)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sets", [("k", "n"), ("n", "")])
@pytest.mark.parametrize("cells", [("0.5", "45"), ("0.5", "1.01"), ("45", "45")])
def test_a_share_above_one_is_a_fault(
    tables: Workspace, cells: tuple[str, str], sets: tuple[str, str], engine: Engine
) -> None:
    tables.write("k,n\na,{}\nb,{}\n".format(*cells))
    fault = only_fault(tables.scan(sets, of=tables.declare(SHARE), engine=engine))
    assert (fault.code.code, fault.code.slug) == ("FC272", "share-above-one")
    assert fault.message == (
        f"column 'n' is declared to hold shares, from 0 to 1, and has {cells[1]}"
    )
    assert "add `unit: percent` under `columns: n:`" in (fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("declared", "cells"),
    [
        (SHARE, ("0.5", "1")),
        (SHARE, ("45%", "50%")),
        (column("n", kind=ColumnKind.SHARE, scale=exact("0.01")), ("45", "100")),
        (column("n", kind=ColumnKind.SHARE, unit="percent"), ("45", "120")),
        (column("n", kind=ColumnKind.RATE), ("0.5", "45")),
        (column("n"), ("0.5", "45")),
    ],
)
def test_what_may_be_a_share_or_is_none_is_no_fault(
    tables: Workspace, declared: ColumnDeclaration, cells: tuple[str, str], engine: Engine
) -> None:
    tables.write("k,n\na,{}\nb,{}\n".format(*cells))
    assert tables.scan(("k", "n"), of=tables.declare(declared), engine=engine).faults == ()
