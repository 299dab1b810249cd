"""Columns that are declared as rounded: signs of their numbers, and numbers not rounded so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from evidence_workspace import column, only_cells, only_fault

from factcheck.evidence.off_step import OFF_STEP
from factcheck.model.cell import Measured
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from evidence_workspace import Workspace

ENGINES = pytest.mark.parametrize("engine", ["python", "duckdb"])
TABLE = "a,n\nx,20\nx,0\nx,-10\nx,0\ny,30\n"


@ENGINES
def test_how_many_numbers_are_zero_or_negative_is_counted(
    tables: Workspace, engine: Literal["python", "duckdb"]
) -> None:
    tables.write(TABLE)
    of = tables.declare(column("n", rounded=Fraction(10)))
    cells = tables.scan(("a", "n"), of=of, engine=engine)
    ends = Fraction(-10), Fraction(20)
    assert [cell.measured for cell in only_cells(cells)] == [
        (Measured(4, Fraction(10), *ends, zeros=2, negatives=1),),
        (Measured(1, Fraction(30), Fraction(30), Fraction(30)),),
    ]
    assert cells.faults == ()


@ENGINES
def test_a_number_that_is_no_multiple_of_the_step_is_a_fault(
    tables: Workspace, engine: Literal["python", "duckdb"]
) -> None:
    tables.write('a,n\nx,1000\nx,"9,250"\ny,0\n')
    of = tables.declare(column("n", rounded=Fraction(1000)))
    fault = only_fault(tables.scan(("a", "n"), of=of, engine=engine))
    assert fault.code == OFF_STEP
    assert fault.message == (
        "column 'n' holds numbers that are no multiples of 1000, its `rounded`: '9,250' "
        "(1 cell, at line 3)"
    )
    assert fault.hint is not None
    assert fault.hint.startswith("give the step to which all its numbers were rounded under ")
    assert not fault.spoils_tests


def test_a_step_is_one_of_the_print(tables: Workspace) -> None:
    tables.write("a,n\nx,1.5\nx,12.0\n")
    for step, faults in (("1/2", 0), ("1/4", 0), ("1", 1)):
        of = tables.declare(column("n", rounded=Fraction(*map(int, step.split("/"))), scale=1000))
        assert len(tables.scan(("a", "n"), of=of).faults) == faults


@pytest.mark.parametrize(
    ("said", "is_nonnegative"),
    [({}, True), ({"unit": "people"}, True), ({"unit": "CHF"}, False)],
)
def test_whether_a_column_has_numbers_below_zero(
    tables: Workspace, said: dict[str, str], is_nonnegative: bool
) -> None:
    for text, expected in (("a,n\nx,0\n", is_nonnegative), (TABLE, False)):
        tables.write(text)
        of = tables.declare(column("n", rounded=Fraction(10), **said))
        facts = tables.scan(("a", "n"), of=of).facts_of("n")
        assert facts is not None
        assert facts.is_nonnegative is expected
