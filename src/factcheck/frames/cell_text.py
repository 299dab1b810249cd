"""One value of a DataFrame as the text that a table would print."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING

from factcheck.evidence.workbook.cell_text import number_text

if TYPE_CHECKING:
    from collections.abc import Callable

_FARTHEST = 40
"""Powers of ten beyond which a number keeps its exponent, so that no text grows without end."""
_HINT = "turn it into numbers, dates or text first"


def text_maker() -> Callable[[object], str]:
    """Return a function from one value to its text; loads pandas.

    It returns the empty text for a missing value, and raises ``TypeError`` for an object that is
    no value of a table, ``ValueError`` for a number that is infinite.
    """
    import pandas as pd

    absent = (None, pd.NA, pd.NaT)

    def text_of(value: object) -> str:
        if isinstance(value, str):
            return str(value)
        if any(value is one for one in absent):
            return ""
        if isinstance(value, pd.Period):
            return str(value)
        # A truth value of numpy's is no bool of Python's.
        return str(bool(value)) if pd.api.types.is_bool(value) else _plain_text(value)

    return text_of


def python_text(value: object) -> str:
    """Return the text of one value as Python has it; needs no pandas.

    Raises as the function that ``text_maker`` returns.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value)
        case _:
            return _plain_text(value)


def _plain_text(value: object) -> str:
    match value:
        case Integral():
            return str(int(value))
        case Decimal():
            return _decimal_text(value)
        case float():
            return _float_text(value)
        case Real() if not hasattr(value, "numerator"):
            # A float of another width; its own shortest text, not that of a wider one.
            return _shortest_text(value)
        case datetime():
            # A time of pandas may have nanoseconds, which its time of day leaves out.
            is_midnight = value.time() == time.min and not getattr(value, "nanosecond", 0)
            return value.date().isoformat() if is_midnight else value.isoformat()
        case date():
            return value.isoformat()
        case _:
            kind = type(value)
            raise TypeError(f"a {kind.__module__}.{kind.__qualname__} is no value; {_HINT}")


def _decimal_text(value: Decimal) -> str:
    """Return a decimal number with all its digits: trailing zeros are information."""
    if value.is_nan():
        return ""
    if value.is_infinite():
        raise ValueError(f"an infinite number is no value; {_HINT}")
    return format(value, "f") if abs(value.adjusted()) < _FARTHEST else str(value)


def _float_text(value: float) -> str:
    """Return a number as a cell of a workbook that holds it is read: without binary dust."""
    text = _shortest_text(value)
    return number_text(text) if text else ""


def _shortest_text(value: object) -> str:
    """Return the shortest text that reads back as the same number, whole ones without ``.0``."""
    text = _decimal_text(Decimal(str(value)))
    is_fraction = "." in text and "E" not in text
    shown = text.rstrip("0").removesuffix(".") if is_fraction else text
    return "0" if shown == "-0" else shown
