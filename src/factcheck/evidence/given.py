"""A table that the caller passes in, instead of a file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator


class Given(Struct, frozen=True):
    """A table of texts: the names of its columns, and rows with one text a column.

    Raises ``ValueError`` for a row with more or fewer texts than there are columns.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2
    """The number of the first row: the headers are row 1, where they are a row themselves."""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.headers):
                message = f"row {number} has {len(row)} cells for {len(self.headers)} columns"
                raise ValueError(message)

    def chunks(self) -> Iterator[bytes]:
        """Yield the table as CSV in UTF-8, as RFC 4180 has it but with line feeds at line ends.

        A digest of it tells tables apart; quotes stand only where they are needed.
        """
        for row in (self.headers, *self.rows):
            line = io.StringIO()
            csv.writer(line, lineterminator="\n").writerow(row)
            # A text that Unicode does not have is no reason to stop here.
            yield line.getvalue().encode("utf-8", "surrogatepass")


def given_frame(given: Given) -> Frame:
    """Return a table that was passed in, whose rows are numbered from ``first``."""

    def rows() -> Iterator[tuple[int, list[str]]]:
        return ((number, list(row)) for number, row in enumerate(given.rows, given.first))

    return Frame(tuple(header.strip() for header in given.headers), rows, is_printed=False)
