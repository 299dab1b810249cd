"""Which formats of cells show a number as a percentage."""

from __future__ import annotations

import re

_BUILT_IN = frozenset({9, 10})
"""The numbers of the formats ``0%`` and ``0.00%``, which no workbook writes out."""
# Literal text, a colour or condition, and signs that only take room.
_NO_SIGN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')


def is_percent_format(number: int, codes: dict[int, str]) -> bool:
    """Whether a format, by its number, shows 0.125 as ``12.5%``.

    ``codes`` has the formats that the workbook writes out. A percent sign in quotes is text that
    stands behind the number and does not change it.
    """
    if number not in codes:
        return number in _BUILT_IN
    first, _, _ = _NO_SIGN.sub("", codes[number]).partition(";")
    return "%" in first
