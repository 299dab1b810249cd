"""A workbook: its bytes, and the rows of one of its sheets as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import opened
from factcheck.evidence.workbook.fault import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.locate import Located
    from factcheck.model.cell_range import CellRange

MAX_BYTES = 2**26


class Workbook(Struct, frozen=True):
    """A workbook's bytes, held in memory."""

    located: Located
    held: bytes

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes."""
        yield self.held


def read_workbook(located: Located) -> Workbook:
    """Return the bytes of a workbook.

    Raises ``ContentError`` for one of more than 64 MiB, ``OSError`` where it cannot be opened,
    ``ChangedError`` where it is another file by now.
    """
    if located.size > MAX_BYTES:
        size = f"{located.size / 2**20:.0f} MiB"
        raise broken(f"it has {size}; the limit is {MAX_BYTES // 2**20} MiB")
    with opened(located) as binary:
        return Workbook(located, binary.read())


def sheet_records(
    workbook: Workbook, sheet: str | None, wanted: CellRange | None = None
) -> Callable[[], Iterator[tuple[int, list[str]]]]:
    """Return what yields each row of a sheet with its number from 1, as often as it is called.

    A row without any text is an empty list. Of a range of cells only these are there, in the rows
    of the sheet that they stand in. Raises ``ContentError`` as ``read_rows`` does, and for a range
    that the sheet does not have.
    """
    # Imported here because most tables are text.
    from factcheck.evidence.workbook.apart import read_apart
    from factcheck.evidence.workbook.within import within

    known: dict[str, str] = {}
    rows: list[list[str]] = []
    with read_apart(workbook.held, workbook.located.suffix, sheet) as found:
        for row in found.rows:
            is_filled = any(cell.strip() for cell in row)
            # Texts that occur again are held once.
            rows.append([known.setdefault(cell, cell) for cell in row] if is_filled else [])
    kept = rows if wanted is None else within(rows, found.first, wanted)
    return lambda: iter(enumerate(kept, start=1))
