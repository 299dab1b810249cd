from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from strategies import fractions

from factcheck.model.cell import Cell, ColumnFacts, GroupingSet, TableCells, number_key
from factcheck.model.decimal_text import parse_decimal
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("2018", "2018"),
        ("0", "0"),
        ("-3", "-3"),
        ("1/2", "0.5"),
        ("-1/8", "-0.125"),
        ("1/100", "0.01"),
        ("-1/100", "-0.01"),
        ("12345/100", "123.45"),
        ("7/40", "0.175"),
        ("1/3", "1/3"),
        ("-22/7", "-22/7"),
    ],
)
def test_a_number_has_one_spelling_as_a_key(number: str, expected: str) -> None:
    assert number_key(exact(number)) == expected


@given(fractions())
def test_a_key_is_its_number_again(number: Fraction) -> None:
    key = number_key(number)
    assert exact(key) == number
    assert "/" in key or parse_decimal(key) == number


YEAR, BOTH = GroupingSet(("year",)), GroupingSet(("year", "kind"), ("n",))
TABLE = TableCells(
    name="police",
    path="police.csv",
    sha256="0" * 64,
    rows=2,
    columns=(
        ColumnFacts("year", "Year", ColumnType.NUMBER, ("2018", "2020")),
        ColumnFacts("n", "n", ColumnType.NUMBER),
    ),
    sets=((YEAR, (Cell(("2018",), 1), Cell(("2020",), 1))), (BOTH, ())),
)


def test_facts_are_found_by_the_name_that_expressions_use() -> None:
    facts = TABLE.facts_of("year")
    assert facts is not None
    assert facts.header == "Year"
    assert TABLE.facts_of("Year") is None
