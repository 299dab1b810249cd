"""The value of one cell of a workbook as the text that a table would print."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import assert_never

_FARTHEST = 40
"""Powers of ten beyond which a number keeps its exponent, so that no text grows without end."""
NO_RESULT = "formula without a result"
"""What stands for a cell that a spreadsheet program has yet to calculate."""
_MINUTE, _HOUR = 60, 3600
_SAFE = Context(prec=15)
"""The digits that a spreadsheet shows at most, and that every typed number keeps in its cell."""

CellValue = int | float | str | bool | time | date | datetime | timedelta


def cell_text(value: CellValue) -> str:
    """Return a value as text: ``9167``, ``0.1``, ``TRUE``, ``2020-12-21``, ``36:00:00``.

    Whole numbers have no ``.0``, others at most 15 significant digits; dates are ISO 8601,
    without a time at midnight.
    """
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return number_text(repr(value))
        case datetime():
            return date_text(value.isoformat())
        case timedelta():
            return _duration_text(value)
        case date() | time():
            return value.isoformat()
        case _:
            assert_never(value)


def percent_text(number: float) -> str:
    """Return a share as the percentage it is shown as: ``12.5%`` for 0.125."""
    share = Decimal(repr(float(number)))
    return f"{number_text(str(share.scaleb(2)))}%" if share.is_finite() else str(share)


def number_text(digits: str) -> str:
    """Return a number without exponent and zeros that say nothing; other text as it is.

    Fractions have at most 15 significant digits: what stands behind them in a binary number, as
    in the 0.30000000000000004 that a sheet has for 0.1 + 0.2, is dust of the arithmetic. Whole
    numbers keep all their digits, because identifiers are numbers too.
    """
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return digits
    if not number.is_finite() or abs(number.adjusted()) >= _FARTHEST:
        return digits
    if number != number.to_integral_value():
        number = _SAFE.plus(number)
    shown = format(number, "f")
    shown = shown.rstrip("0").removesuffix(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def date_text(moment: str) -> str:
    """Return a moment in ISO 8601 as it is, but only its day at midnight."""
    day, _, clock = moment.partition("T")
    return moment if clock.strip("0:.") else day


def _duration_text(value: timedelta) -> str:
    seconds = abs(value) // timedelta(seconds=1)
    fraction = abs(value).microseconds
    minutes = f"{seconds // _HOUR}:{seconds % _HOUR // _MINUTE:02}:{seconds % _MINUTE:02}"
    tail = f".{fraction:06}".rstrip("0") if fraction else ""
    return f"{'-' if value < timedelta(0) else ''}{minutes}{tail}"
