"""What the cells of workbooks hold, and archives, for workbooks put together by hand.

Cells are Python values: numbers, texts, truth values, dates, ``None`` for an empty cell and
``Error`` for what a formula gives that goes wrong.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class Error:
    """An error as a cell shows it."""

    text: str


@dataclass(frozen=True)
class Percent:
    """A number that is shown as a percentage: 0.125 as 12.5%."""

    share: float


Cell = float | str | bool | date | datetime | time | Error | Percent | None
Rows = Sequence[Sequence[Cell]]
ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}
"""The numbers that binary workbooks have for errors."""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # Always as of the same moment, so that a workbook is the same each time it is made.
            info = zipfile.ZipInfo(name)
            archive.writestr(info, part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def serial(value: date) -> float:
    """Return a day or moment as spreadsheets count it."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - spreadsheets know no zones
    passed = moment - datetime(1899, 12, 30)  # noqa: DTZ001 - same
    return passed.days + passed.seconds / 86400
