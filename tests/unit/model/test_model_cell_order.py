"""The order of cells: as they come out of a scan, however they were added up."""

from __future__ import annotations

from factcheck.model.cell import Cell, KeyValue, Mark, Missing
from factcheck.model.cell_order import Orders
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnType


def test_numbers_come_by_size_then_texts_then_what_is_not_known() -> None:
    keys: list[KeyValue] = [
        Missing.UNKNOWN,
        Interval.at_least(3),
        "Total",
        "10",
        "-3",
        "1/3",
        "9",
        "10",
    ]
    orders = Orders([ColumnType.NUMBER])
    found = sorted((Cell((key,), 1) for key in keys), key=orders.of)
    assert [cell.key[0] for cell in found[:6]] == ["-3", "1/3", "9", "10", "10", "Total"]
    assert {cell.key[0] for cell in found[6:]} == {Missing.UNKNOWN, Interval.at_least(3)}


def test_texts_come_by_their_letters() -> None:
    orders = Orders([ColumnType.TEXT])
    found = sorted((Cell((key,), 1) for key in ("9", "b", "10")), key=orders.of)
    assert [cell.key[0] for cell in found] == ["10", "9", "b"]


def test_cells_of_one_key_have_numbers_before_marks() -> None:
    mark, empty = (Mark(text, Interval.point(Fraction(1))) for text in ("x", ""))
    cells = [Cell((), 1, (), (each,)) for each in (mark, None, empty)]
    found = sorted(cells, key=Orders([]).of)
    assert [cell.marks[0] for cell in found] == [None, empty, mark]
