from __future__ import annotations

import pytest
from exact import exact

from factcheck.model.decimal_text import MAX_DIGITS, MAX_EXPONENT, TooLongError, parse_decimal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("007", "7"),
        ("9,167", "9167"),
        ("1,234,567.50", "1234567.5"),
        ("2.70", "2.7"),
        (".5", "0.5"),
        ("+3", "3"),
        ("-0.50", "-0.5"),
        ("\u22120.50", "-0.5"),
        ("-0", "0"),
        ("1e3", "1000"),
        ("2.5E-3", "0.0025"),
        ("1,000e+2", "100000"),
        ("0.1", "1/10"),
    ],
)
def test_numerals(text: str, expected: str) -> None:
    assert parse_decimal(text) == exact(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "e5",
        "1.",
        "1,23",
        "12,34,567",
        "1234,567",
        ",567",
        "1 000",
        " 1",
        "1\n",
        "1.2.3",
        "--1",
        "1e",
        "0x10",
        "1_000",
        "nan",
        "inf",
        "1/2",
        "50%",
        "\u0661\u0662",
        "\u00b2",
        "\uff11",
    ],
)
def test_anything_else_is_no_numeral(text: str) -> None:
    assert parse_decimal(text) is None


def test_a_typographic_minus_brings_no_foreign_digits_in() -> None:
    assert parse_decimal("\u2212\u0661\u0662") is None


@pytest.mark.parametrize(
    "text", ["9" * MAX_DIGITS, "0." + "0" * (MAX_DIGITS - 1), f"1e{MAX_EXPONENT}"]
)
def test_numerals_up_to_the_limits_are_read(text: str) -> None:
    assert parse_decimal(text) == exact(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * (MAX_DIGITS + 1),
        "0." + "0" * MAX_DIGITS,
        f"1e{MAX_EXPONENT + 1}",
        f"1e-{MAX_EXPONENT + 1}",
        "-1e9999",
        "1e99999",
        "1e" + "9" * 5000,
    ],
)
def test_longer_numerals_are_refused(text: str) -> None:
    with pytest.raises(TooLongError, match="at most 100 digits and an exponent of 50"):
        parse_decimal(text)
