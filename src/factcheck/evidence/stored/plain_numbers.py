"""Numbers as programs write them, without exponents."""

from __future__ import annotations

import re

MAX_DIGITS = 100
"""More than any figure of a table needs; past them a text stays as it is, and is no number."""
_WITH_EXPONENT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,9})")


def plain_number(text: str) -> str:
    """Return a number of JSON or of DuckDB without its exponent: ``1.5e3`` is ``1500``.

    Every digit is kept, so that ``1.50e1`` is ``15.0``. One that would have more than 100 digits
    is returned as it is.
    """
    match = _WITH_EXPONENT.fullmatch(text)
    if match is None:
        return text
    sign, whole, decimals, exponent = match[1], match[2], match[3] or "", int(match[4])
    digits = whole + decimals
    point = len(whole) + exponent
    if len(digits) > MAX_DIGITS or abs(point) > MAX_DIGITS:
        return text
    digits = digits.rjust(len(digits) - point + 1, "0") if point < 1 else digits.ljust(point, "0")
    point = max(point, 1)
    plain = digits[:point].lstrip("0") or "0"
    return f"{sign}{plain}.{digits[point:]}" if digits[point:] else sign + plain
