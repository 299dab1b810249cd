"""Binary fractions that DuckDB adds are the decimals that are printed, or it refuses them."""

from __future__ import annotations

import math
import struct
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.evidence.stored.float_numbers import float_number
from factcheck.evidence.stored.typed import TypedColumn, float_text
from factcheck.evidence.workbook.cell_text import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE, NARROW = TypedColumn("x", "DOUBLE"), TypedColumn("x", "FLOAT")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def answers(
    connection: duckdb.DuckDBPyConnection, numbers: list[float], column: TypedColumn
) -> list[tuple[Decimal | None, str]]:
    """Return what each number is added as, and as what it is printed."""
    query = (
        f"SELECT {float_number('x', is_wide=column is WIDE)}, CAST(x AS VARCHAR) "  # noqa: S608 - our own
        f"FROM (SELECT unnest(?::{column.type}[]) AS x)"
    )
    return connection.execute(query, [numbers]).fetchall()


def of_bits(bits: int) -> float:
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


NEAR = st.integers(-(10**17), 10**17).flatmap(
    lambda digits: st.integers(0, 22).map(lambda places: float(Fraction(digits, 10**places)))
)
"""Numbers of up to 17 digits, with a point anywhere."""
TIES = st.integers(10**14, 10**15 - 1).flatmap(
    lambda digits: st.integers(1, 18).map(lambda places: float(f"{digits}5e-{places}"))
)
"""Numbers whose 16th digit is a 5, which is rounded half to even."""
WIDES = st.one_of(st.integers(0, 2**64 - 1).map(of_bits), NEAR, TIES, st.floats())
NARROWS = st.one_of(
    st.floats(width=32),
    st.floats(min_value=-1e9, max_value=1e9, width=32),
    st.integers(-(10**9), 10**9).map(
        lambda n: float(struct.unpack("<f", struct.pack("<f", n / 1000))[0])
    ),
)
ODD = [0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1e15, 1e-5, 9.99e-6, 999999999999999.9]


@given(st.lists(WIDES, min_size=1, max_size=200))
@example([*ODD, 0.1 + 0.2, 1 / 3, 2 / 3, 123456789012345.5, 0.1234567890123455, 1e14 + 0.5])
def test_a_wide_number_is_added_as_it_is_printed(
    connection: duckdb.DuckDBPyConnection, numbers: list[float]
) -> None:
    for number, (added, text) in zip(numbers, answers(connection, numbers, WIDE), strict=True):
        if added is not None:
            assert Fraction(added) == Fraction(number_text(repr(number)))
            assert Fraction(added) == Fraction(float_text(text, WIDE))


@given(st.lists(NARROWS, min_size=1, max_size=200))
@example(ODD)
def test_a_narrow_number_is_added_as_it_is_printed(
    connection: duckdb.DuckDBPyConnection, numbers: list[float]
) -> None:
    for added, text in answers(connection, numbers, NARROW):
        assert added is None or Fraction(added) == Fraction(float_text(text, NARROW))


@pytest.mark.parametrize("column", [WIDE, NARROW])
def test_numbers_of_usual_sizes_are_added(
    connection: duckdb.DuckDBPyConnection, column: TypedColumn
) -> None:
    usual = [0.0, -0.0, 0.25, -12.5, 2e-5, 1234567.0, 16777216.0]
    found = [added for added, _ in answers(connection, usual, column)]
    assert None not in found


def test_what_is_no_number_or_out_of_reach_is_not_added(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    out = [math.nan, math.inf, -math.inf, 1e15, -1e15, 9.9e-6, 5e-324, 0.1234567890123455]
    assert [added for added, _ in answers(connection, out, WIDE)] == [None] * len(out)


def test_dust_of_the_arithmetic_is_left_out(connection: duckdb.DuckDBPyConnection) -> None:
    ((added, _),) = answers(connection, [0.1 + 0.2], WIDE)
    assert added == Decimal("0.3")


@given(st.lists(NEAR, min_size=1, max_size=50))
def test_sums_are_those_of_the_printed_numbers(
    connection: duckdb.DuckDBPyConnection, numbers: list[float]
) -> None:
    query = (
        f"SELECT sum(v), list(x::VARCHAR) FILTER (v IS NOT NULL) FROM (SELECT x, "  # noqa: S608 - our own
        f"{float_number('x', is_wide=True)} AS v FROM (SELECT unnest(?::DOUBLE[]) AS x))"
    )
    ((total, texts),) = connection.execute(query, [numbers]).fetchall()
    printed = [Fraction(float_text(text, WIDE)) for text in texts or ()]
    assert (total is None and not printed) or Fraction(total) == sum(printed)
