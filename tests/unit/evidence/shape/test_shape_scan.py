"""Reshaped tables scanned: what the cells of columns that were made come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, Workspace, column, markers, only_cells
from msgspec.structs import replace
from shape_helpers import computed, parsed

from factcheck.evidence import EvidenceReader
from factcheck.evidence.cell_codes import CODE
from factcheck.model.cell import TICK, GroupingSet, Mark, Measured, PartlyTicked
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import ColumnType, EmptyCell, Join, Stack, Unpivot

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


HIDDEN = markers(**{"<5": Interval(Fraction(1), Fraction(4))})


def test_computed_columns_are_measured_and_tested(workspace: Workspace) -> None:
    workspace.write("a,b\n1,3\n<5,3\n7,2\n")
    declaration = workspace.declare(
        column("a", markers=HIDDEN), computed("c", "a / b"), computed("g", 'if(b = 3, "x", "y")')
    )
    third = Fraction(1, 3)
    numbers, hidden, other = only_cells(workspace.scan(("g", "c"), of=declaration))
    assert (numbers.key, numbers.measured[0].total) == (("x",), third)
    assert hidden.marks == (Mark("0.33 to 1.33", Interval(third, 4 * third)),)
    assert (other.key, other.measured[0].total) == (("y",), Fraction(7, 2))
    cells = workspace.scan(("c", ""), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [
        ("1/3",),
        ("3.5",),
        (Interval(third, 4 * third),),
    ]
    facts = cells.facts_of("c")
    assert facts is not None
    assert (facts.type, facts.values) == (ColumnType.NUMBER, ("1/3", "3.5"))


def test_ticks_are_keys(workspace: Workspace) -> None:
    workspace.write("saw A,saw B\nfilm,1\n,1\n,\n?,1\n")
    declaration = workspace.declare(
        ticks=(("saw", "saw *"),), markers=markers(**{"?": EmptyCell.UNKNOWN})
    )
    cells = workspace.scan(("saw", ""), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [
        ("",),
        (TICK.join("AB"),),
        ("B",),
        (PartlyTicked(("B",), ("A",)),),
    ]
    facts = cells.facts_of("saw")
    assert facts is not None
    assert facts.ticks == ("A", "B")
    assert facts.tick_aliases == (("film", "A"),)
    assert cells.faults == ()


@pytest.mark.parametrize(
    ("made", "told"),
    [("saw", "which holds what was ticked"), ("g", "which is calculated as texts")],
)
def test_nothing_is_calculated_with_texts_that_were_made(
    workspace: Workspace, made: str, told: str
) -> None:
    workspace.write("saw 1,saw 2\n1,1\n")
    declaration = workspace.declare(
        computed("g", 'if(`saw 1` = 1, "1", "2")'), ticks=(("saw", "saw *"),)
    )
    (fault,) = workspace.scan(("", made), of=declaration).faults
    assert fault.code.slug == "not-declared-a-number"
    assert told in fault.message


def test_a_computed_column_declared_as_text_is_no_number(workspace: Workspace) -> None:
    workspace.write("d\n2020\n")
    declaration = workspace.declare(computed("y", "year(d)", type=ColumnType.TEXT))
    (fault,) = workspace.scan(("", "y"), of=declaration).faults
    assert "declared as `text`" in fault.message


def test_everything_together_in_its_order(workspace: Workspace) -> None:
    workspace.write("day,home,away,2019,2020,note\n1,A,B,*3-1*,0-0,x\n,C,A,2-2,1-0,\n", "games.csv")
    workspace.write("club,people\nA,10\nB,20\nC,40\n", "clubs.csv")
    clubs = workspace.declare(file="clubs.csv")
    declaration = workspace.declare(
        parsed("score", "{x}-{y}", ignore=("*",)),
        computed("won", "if(side = home, x - y, y - x)"),
        computed("per", "won / people"),
        file="games.csv",
        fill_down=("day",),
        unpivot=Unpivot(("2019..2020",), "year", "score", SPAN),
        stack=Stack((("club", ("home", "away")),), "side", SPAN),
        join=Join(Text("clubs", SPAN), (("club", "club"),), None, SPAN),
    )
    every = (replace(clubs, name="clubs"), declaration)
    plan = TablePlan(
        declaration, (GroupingSet(("club",), ("per",)),), ("club", "per"), ("per",), ()
    )
    with EvidenceReader(workspace.folder, workspace.folder, declared=every) as reader:
        opened = reader.open(declaration)
        cells = reader.scan(plan)
    assert opened.faults == ()
    assert opened.header == (
        "day", "note", "year", "score", "side", "club", "x", "y", "people", "won", "per"
    )  # fmt: skip
    found = {cell.key: cell.measured[0] for cell in only_cells(cells)}
    assert cells.rows == 8
    assert found["A",] == Measured(4, Fraction(2 + 0 + 0 - 1, 10), Fraction(-1, 10), Fraction(1, 5))


def test_cells_of_a_file_are_no_codes(workspace: Workspace) -> None:
    workspace.write(f"g,n\n{CODE}u,1\n{CODE}=1/3,2\n")
    plain = only_cells(workspace.scan(("g", "")))
    shaped = workspace.declare(computed("c", "g"), computed("m", "n + 1"))
    for cells in (plain, only_cells(workspace.scan(("c", ""), of=shaped))):
        assert [cell.key for cell in cells] == [(f"{CODE}=1/3",), (f"{CODE}u",)]
