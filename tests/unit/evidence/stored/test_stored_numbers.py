"""Numbers without exponents, compared with exact arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.stored.plain_numbers import MAX_DIGITS, plain_number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("9167", "9167"),
        ("9.50", "9.50"),
        ("1.5e3", "1500"),
        ("1.50E1", "15.0"),
        ("1.50e2", "150"),
        ("-1.5e-3", "-0.0015"),
        ("0e0", "0"),
        ("0.0e0", "0.0"),
        ("0e5", "0"),
        ("-0.00e1", "-0.0"),
        ("12e-2", "0.12"),
        ("1e+99", "1" + "0" * 99),
        ("1e100", "1e100"),
        ("1e400", "1e400"),
        ("1e-400", "1e-400"),
        ("1e99999999999999999999", "1e99999999999999999999"),
        ("1" * 101 + "e0", "1" * 101 + "e0"),
        ("nan", "nan"),
        ("", ""),
    ],
)
def test_exponents_are_written_out(text: str, plain: str) -> None:
    assert plain_number(text) == plain


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?[eE][+-]?[0-9]{1,3}", fullmatch=True))
def test_the_number_stays_the_same(text: str) -> None:
    plain = plain_number(text)
    assert Decimal(plain) == Decimal(text)
    assert plain == text or ("e" not in plain.lower() and len(plain) < 3 * MAX_DIGITS)
    if plain != text:
        assert not plain.lstrip("-").startswith(("00", "."))
