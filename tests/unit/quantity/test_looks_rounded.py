"""Which columns look rounded: throughout, or not at all."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.model.cell import Cell, Measured
from factcheck.quantity.cells.spread import finest_step, looks_rounded


def cells(*numbers: str) -> list[Cell]:
    return [
        Cell((), 1, (Measured(1, exact(number), exact(number), exact(number)),))
        for number in numbers
    ]


@pytest.mark.parametrize(
    ("numbers", "step", "is_rounded"),
    [
        (("9000", "12000"), "1000", True),
        (("9000", "9012"), "1", False),
        (("9000", "0"), "1000", True),
        (("12.5", "9"), "0.1", True),
        (("12", "7"), "1", False),
        (("0",), None, False),
        ((), None, False),
    ],
)
def test_beside_a_number_that_is_exact_none_is_rounded(
    numbers: tuple[str, ...], step: str | None, is_rounded: bool
) -> None:
    finest = finest_step(cells(*numbers), 0)
    assert finest == (None if step is None else exact(step))
    assert looks_rounded(cells(*numbers), 0) is is_rounded


def test_several_rows_are_no_single_number() -> None:
    total = Measured(2, exact("9000"), exact("4000"), exact("5000"))
    assert not looks_rounded([Cell((), 2, (total,))], 0)
