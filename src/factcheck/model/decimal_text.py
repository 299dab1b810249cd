"""Decimal numerals as exact fractions, within the limits that hostile input must not pass."""

from __future__ import annotations

import re
from fractions import Fraction as StandardFraction

from factcheck.model.fraction import Fraction

MAX_DIGITS = 100
MAX_EXPONENT = 50

_PLAIN = re.compile(
    r"(?P<sign>[+\-\u2212]?)(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?P<fraction>\.\d+)?"
    r"(?:[eE](?P<exponent>[+\-]?\d+))?",
    re.ASCII,
)


class TooLongError(ValueError):
    """A numeral has more digits, or a larger exponent, than any published figure."""


def fraction_of(text: str) -> Fraction:
    """Return the number of a text such as ``12``, ``-0.5`` or ``1/3``, as programs print it.

    Raises ``ValueError`` where the text is no number, ``ZeroDivisionError`` for ``1/0``.
    """
    return Fraction(StandardFraction(text))


def parse_decimal(text: str) -> Fraction | None:
    """Return the exact number of an English numeral such as ``9,167`` or ``-0.50``.

    Returns ``None`` for anything else. Raises ``TooLongError`` past 100 digits or an exponent
    of 50.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or not (match["whole"] or match["fraction"]):
        return None
    whole = (match["whole"] or "0").replace(",", "")
    decimals = (match["fraction"] or ".")[1:]
    written = match["exponent"] or "0"
    is_long = max(len(whole) + len(decimals), len(written)) > MAX_DIGITS
    exponent = 0 if is_long else int(written)
    if is_long or abs(exponent) > MAX_EXPONENT:
        raise TooLongError(
            f"a number has at most {MAX_DIGITS} digits and an exponent of {MAX_EXPONENT}"
        )
    number = Fraction(int(whole + decimals), 10 ** len(decimals)) * Fraction(10) ** exponent
    return -number if match["sign"] in {"-", "\u2212"} else number
