"""Our fractions against the standard library's: every operator, comparison, hash and text."""

from __future__ import annotations

import fractions
import operator
from typing import TYPE_CHECKING, Any

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

NUMBERS = st.fractions(max_denominator=10**12)
FINITE = st.floats(allow_nan=False, allow_infinity=False) | st.decimals(
    allow_nan=False, allow_infinity=False, places=6
)
ARITHMETIC: tuple[Callable[[Any, Any], Any], ...] = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.floordiv,
    operator.mod,
    divmod,
)
COMPARISONS = (operator.lt, operator.le, operator.eq, operator.ne, operator.ge, operator.gt)
ALONE: tuple[Callable[[Any], Any], ...] = (
    operator.neg,
    operator.pos,
    abs,
    round,
    int,
    float,
    bool,
    hash,
    str,
    lambda number: round(number, 2),
    lambda number: number.as_integer_ratio(),
    lambda number: number.limit_denominator(1000),
)


@pytest.mark.parametrize("operate", ARITHMETIC)
@given(NUMBERS, NUMBERS | st.integers())
def test_arithmetic_is_the_standard_librarys(
    operate: Callable[[Any, Any], Any],
    a: fractions.Fraction,
    b: fractions.Fraction | int,
) -> None:
    ours = b if isinstance(b, int) else Fraction(b)
    for pair, pair_of_ours in (((a, b), (Fraction(a), ours)), ((b, a), (ours, Fraction(a)))):
        try:
            expected = operate(*pair)
        except ZeroDivisionError:
            with pytest.raises(ZeroDivisionError):
                operate(*pair_of_ours)
        else:
            assert operate(*pair_of_ours) == expected


@given(NUMBERS, NUMBERS | st.integers())
def test_comparisons_are_the_standard_librarys(
    a: fractions.Fraction, b: fractions.Fraction | int
) -> None:
    ours = b if isinstance(b, int) else Fraction(b)
    for compare in COMPARISONS:
        assert compare(Fraction(a), ours) == compare(a, b)
        assert compare(ours, Fraction(a)) == compare(b, a)
        assert compare(Fraction(a), b) == compare(a, b)


@given(NUMBERS)
def test_a_number_alone_is_the_standard_librarys(number: fractions.Fraction) -> None:
    for look in ALONE:
        assert look(Fraction(number)) == look(number)


@given(NUMBERS, st.integers(-6, 6))
def test_powers_are_the_standard_librarys(number: fractions.Fraction, exponent: int) -> None:
    if number or exponent >= 0:
        assert Fraction(number) ** exponent == number**exponent


@given(
    st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(allow_nan=False, allow_infinity=False)
)
def test_floats_and_decimals_are_taken_exactly(number: float | Decimal) -> None:
    assert Fraction(number) == fractions.Fraction(number)


@given(NUMBERS)
def test_texts_are_read_as_the_standard_library_reads_them(number: fractions.Fraction) -> None:
    assert fraction_of(str(number)) == exact(str(number)) == number


@pytest.mark.parametrize("digit", "0123456789")
def test_a_text_of_one_character_leaves_pythons_bytes_alone(digit: str) -> None:
    assert fraction_of(digit) == int(digit)
    assert bytes([0]) == b"\x00"
    assert ord(bytes([0])) == 0
