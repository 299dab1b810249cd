"""Sums of columns that are declared as rounded, against all numbers that would be printed so.

The reference tries numbers on a fine grid, rounds each with ``decimal`` and adds them up; it knows
nothing of intervals.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest
from quantity_files import Files

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.interval import Interval

FINE = 20
"""So many grid points there are to a step, so that halves are among them."""
COUNTED = {"people": True, "CHF": False, None: True}
"""Units, and whether what has them is counted: of those nothing is below zero by itself."""


def is_printed_as(number: Fraction, cell: int, step: int) -> bool:
    """Whether a number is rounded to a cell; halves go away from zero."""
    steps = Decimal(number.numerator) / Decimal(number.denominator) / step
    return steps.quantize(Decimal(1), rounding=ROUND_HALF_UP) * step == cell


def numbers_of(cell: int, step: int, *, is_whole: bool, is_nonnegative: bool) -> list[Fraction]:
    grid = (Fraction(cell) + Fraction(step * place, FINE) for place in range(-FINE, FINE + 1))
    return [
        each
        for each in grid
        if is_printed_as(each, cell, step)
        and (each >= 0 or not is_nonnegative)
        and (each.denominator == 1 or not is_whole)
    ]


def check(found: Interval, cells: list[list[Fraction]], step: int) -> None:
    """The ends are the least and the greatest sum, or next to it where they are open."""
    for end, is_closed, reached, side in (
        (found.lower, found.lower_closed, sum(map(min, cells)), 1),
        (found.upper, found.upper_closed, sum(map(max, cells)), -1),
    ):
        assert end is not None
        room = Fraction(step, FINE) * len(cells)
        assert end == reached if is_closed else 0 < (reached - end) * side <= room


@pytest.mark.parametrize("seed", range(40))
def test_sums_of_rounded_cells(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    step, unit = random.choice((10, 20)), random.choice(list(COUNTED))
    least = random.choice((0, 0, -3))
    cells = [step * random.choice((0, random.randint(least, 5))) for _ in range(4)]
    is_nonnegative = COUNTED[unit] and min(cells) >= 0
    possible = [
        numbers_of(cell, step, is_whole=unit == "people", is_nonnegative=is_nonnegative)
        for cell in cells
    ]
    files = Files(tmp_path)
    files.table("k,g,n\n" + "".join(f"{k},x,{cell}\n" for k, cell in enumerate(cells)))
    declared = f"rounded: {step}" + (f", unit: {unit}" if unit else "")
    columns = f"        columns:\n          n: {{{declared}}}\n"
    table = f"    evidence:\n      t:\n        file: t.csv\n{columns}"
    figure = f"7 {unit}" if unit else "7"
    for measure, chosen in (
        ("sum(t.n)", possible),
        ("sum(t.n[k = 1])", possible[1:2]),
        ("sum(t.n[k = 0]) + sum(t.n[k = 1]) + sum(t.n[k = 2])", possible[:3]),
        ("sum(t.n[g = x, k != 3])", possible[:3]),
        ("max(t.n)", [[max(each[place] for each in possible) for place in (0, -1)]]),
    ):
        found = files.measure(measure, figure, table=table).found
        assert found is not None
        check(found.interval, chosen, step)


def test_a_calculation_within_rows_knows_the_same(tmp_path: Path) -> None:
    for unit, ends in (("people", ("0", "8")), ("CHF", ("-10", "10"))):
        files = Files(tmp_path)
        files.table("k,n\na,0\nb,20\n")
        table = (
            "    evidence:\n      t:\n        file: t.csv\n        columns:\n"
            f"          n: {{rounded: 10, unit: {unit}}}\n          m: {{compute: n * 2}}\n"
        )
        found = files.measure("sum(t.m[k = a])", "7", table=table).found
        assert found is not None
        assert (str(found.interval.lower), str(found.interval.upper)) == ends
