"""Binary fractions as a database prints them, and as cells of a table have them."""

from __future__ import annotations

import struct
from decimal import Decimal

from factcheck.evidence.remote.store import Kind
from factcheck.evidence.workbook.cell_text import number_text

_NARROW_DIGITS = 9
"""That many tell every binary fraction of 32 bits from all others."""


def float_cell(text: str, kind: Kind) -> str:
    """Return a binary fraction as a cell of Parquet has it, without exponent and zeros at its end.

    A wide one has at most 15 significant digits, a narrow one the fewest that tell it from
    others; ``nan``, ``inf`` and ``-inf`` are no numbers. Databases print them with different
    exponents and, in some of them, more digits than are needed; so it is read and printed anew.
    """
    if not text:
        return ""
    number = float(text)
    if number in (float("inf"), -float("inf")) or number != number:  # noqa: PLR0124 - not a number
        return repr(number)
    if kind is Kind.WIDE:
        return number_text(repr(number))
    shown = format(Decimal(_narrow(number)), "f")
    shown = shown.rstrip("0").removesuffix(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def _narrow(number: float) -> str:
    """Return the fewest digits that are read as the same number of 32 bits."""
    bits = struct.pack("f", number)
    shown = (f"{number:.{digits}e}" for digits in range(_NARROW_DIGITS))
    return next(one for one in shown if struct.pack("f", float(one)) == bits)
