"""A table between cutting and everything after: its headers, and its rows as texts."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol, Self

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.content import ContentError
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.made import Made
    from factcheck.evidence.raw import RawRequest, RawScan
    from factcheck.evidence.sizes import Sizes
    from factcheck.model.cell import Fault

BATCH = 20_000
SAME_NAMES = (
    "rename one of them in the file, or leave the header out with `skip` and name all columns with "
    "`header`"
)
"""What to do about two columns of one name."""


class Frame(Struct, frozen=True):
    """A table as texts: its headers, and its rows each time they are asked for."""

    headers: tuple[str, ...]
    """One for each column, without blanks around; empty where a column has no name."""
    rows: Callable[[], Iterator[tuple[int, list[str]]]]
    """Yields each row with the place (line, or row of a sheet, from 1) where it begins, one cell
    a header; raises ``ContentError`` where the table cannot be read on."""
    made: tuple[tuple[str, Made], ...] = ()
    """The headers of columns that stand in no file, and how they came about."""
    gone: tuple[str, ...] = ()
    """Headers of the file that were taken up into other columns; a declaration of such a column
    is no mistake."""
    faults: tuple[Fault, ...] = ()
    """What spoils single columns that were made."""
    header_line: int | None = None
    """Where the header begins in the file; ``None`` where it has none, or several files have."""
    notes: tuple[str, ...] = ()
    """What was found out of columns that others are made of, for the report."""
    is_printed: bool = True
    """Whether numbers stand there as somebody printed them, not as a program keeps them."""

    def told_of(self, what: str) -> Frame:
        """Return the same table, whose rows say what a fault is of."""

        def rows() -> Iterator[tuple[int, list[str]]]:
            with renamed_faults(what):
                yield from self.rows()

        return replace(self, rows=rows)


class Grouper(Protocol):
    """What groups the rows of a table where they lie, so that only groups come back."""

    def scan(self, request: RawRequest) -> RawScan:
        """Return the groups of one scan.

        Columns are called by their position among the headers of the frame. Raises
        ``RefusedError`` where the rows have to be read one by one instead, ``TooMuchError`` where
        the groups need more memory than allowed, ``ContentError`` where the table cannot be
        read, ``ChangedError`` where it is another one by now.
        """
        ...


class GroupedFrame(Frame, frozen=True):
    """Rows of which nothing is left out and nothing changed, so that a store may group them."""

    grouper: Grouper | None = None
    is_ordered: bool = True
    """Whether the places of rows say where they stand, and are the same each time."""
    sizes: Callable[[tuple[int, ...]], Sizes] | None = None
    """Tells how large the table is, and about how many values columns at some places have."""


def grouped(
    frame: Frame,
    grouper: Grouper,
    *,
    is_ordered: bool = True,
    sizes: Callable[[tuple[int, ...]], Sizes] | None = None,
) -> GroupedFrame:
    """Return a frame whose rows a store can group as they stand there."""
    return GroupedFrame(
        frame.headers,
        frame.rows,
        faults=frame.faults,
        is_printed=False,
        grouper=grouper,
        is_ordered=is_ordered,
        sizes=sizes,
    )


@contextmanager
def renamed_faults(what: str) -> Iterator[None]:
    """Put what a fault is of before its message."""
    try:
        yield
    except ContentError as error:
        fault = replace(error.fault, message=f"{what}: {error.fault.message}")
        raise ContentError(fault) from error


class Place(int):
    """Where a row begins in a table of several files; printed with the file."""

    file: str

    def __new__(cls, line: int, file: str) -> Self:
        """Return the place of a line, from 1, in a file named as the report shows it."""
        place = super().__new__(cls, line)
        place.file = file
        return place

    def __str__(self) -> str:
        """Return ``3 of 'marvel.csv'``, which reads well after ``line``."""
        return f"{int(self)} of {quoted(self.file)}"


def batches_of(frame: Frame) -> Iterator[list[list[str]]]:
    """Yield the rows of a frame in lists of at most 20,000."""
    rows = (cells for _, cells in frame.rows())
    while batch := list(islice(rows, BATCH)):
        yield batch
