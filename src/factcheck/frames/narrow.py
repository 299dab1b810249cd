"""Values that Python's own types are too wide or too narrow for: short floats, nanoseconds."""

from __future__ import annotations

from math import isfinite
from struct import pack, unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORMATS = {16: ("e", 5), 32: ("f", 9)}
"""By the bits of a float: how it is packed, and the digits that always tell it from others."""


def as_floats(values: Iterable[float | None], bits: int) -> Iterator[float | None]:
    """Yield numbers that had 16 or 32 bits as the float with the same shortest text.

    A short float that is 0.1 as far as it goes is 0.10000000149 as one of Python's.
    """
    return (value if value is None else _as_printed(value, bits) for value in values)


def as_nanoseconds(counts: Iterable[int | None], zone: str | None) -> Iterator[object]:
    """Yield nanoseconds since 1970 as times, in a time zone or in none."""
    import pandas as pd

    for count in counts:
        if count is None:
            yield None
        elif zone is None:
            yield pd.Timestamp(count, unit="ns")
        else:
            yield pd.Timestamp(count, unit="ns", tz="UTC").tz_convert(zone)


def _as_printed(value: float, bits: int) -> float:
    if not isfinite(value):
        return value
    code, most = _FORMATS[bits]
    shorter = (float(f"{value:.{digits}g}") for digits in range(1, most))
    return next((each for each in shorter if _narrowed(each, code) == value), value)


def _narrowed(value: float, code: str) -> float | None:
    """Return a number as a shorter float holds it; ``None`` where it is too large for it."""
    try:
        (found,) = unpack(code, pack(code, value))
    except OverflowError:
        return None
    return float(found)
