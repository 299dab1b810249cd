"""From the rows of a file to a frame: what is left out, which rows are headers, which are data."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.frame import Frame
from factcheck.evidence.records import is_blank, length_fault
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.spec import TableDeclaration

    Records = Iterator[tuple[int, list[str]]]
    """Every row of a file, blank ones too, with the place where it begins."""
    Numbered = Iterator[tuple[int, int, list[str]]]
    """The rows that are kept: number from 1, place and cells."""

MAX_COLUMNS = 10_000
_BETWEEN = " - "


def cut(records: Callable[[], Records], declaration: TableDeclaration) -> Frame:
    """Return the table that a declaration makes of a file's rows.

    Rows are numbered from 1 with blank ones. Those of ``skip`` are left out first; then come the
    headers, at ``header_row`` or in the first row that is not blank, over ``header_rows`` rows;
    what follows is data. Raises ``ContentError`` where the header is not there.
    """
    skipped = frozenset(declaration.skip)
    if declaration.header is not None:
        return _named(records, skipped, declaration.header)
    top = _top(kept_rows(records(), skipped), declaration)
    if not top:
        raise ContentError(_no_header(records, declaration))
    width = len(top[0][2])
    for _, place, row in top[1:]:
        if len(row) != width:
            raise ContentError(length_fault(place, row, width))
    refuse_width(width)
    headers = joined_headers([row for _, _, row in top])
    return Frame(
        headers,
        lambda: _data(kept_rows(records(), skipped), top[-1][0], width),
        header_line=top[0][1],
    )


def _named(
    records: Callable[[], Records], skipped: frozenset[int], names: tuple[str, ...]
) -> Frame:
    """Return a table without a header row, whose first row fits the names."""
    headers = tuple(name.strip() for name in names)
    first = next(kept_rows(records(), skipped), None)
    if first is not None and len(first[2]) != len(headers):
        raise ContentError(unlike_names(first[1], len(first[2]), len(headers)))
    refuse_width(len(headers))
    return Frame(headers, lambda: _data(kept_rows(records(), skipped), 0, len(headers)))


def kept_rows(records: Records, skipped: frozenset[int]) -> Numbered:
    """Yield the rows that are neither blank nor skipped.

    A negative number is counted from the last row that is not blank; only as many rows as such a
    number reaches back are held. Raises ``ContentError`` at the end for a number beyond the rows.
    """
    reach = max((-number for number in skipped if number < 0), default=0)
    held: deque[tuple[int, int, list[str]]] = deque()
    number = last = 0
    for last, (place, row) in enumerate(records, start=1):
        if is_blank(row):
            continue
        number = last
        while held and held[0][0] <= number - reach:
            yield held.popleft()
        if number in skipped:
            continue
        if reach:
            held.append((number, place, row))
        else:
            yield number, place, row
    yield from (one for one in held if one[0] - number - 1 not in skipped)
    _refuse_beyond(skipped, number, last)


def _refuse_beyond(skipped: frozenset[int], number: int, last: int) -> None:
    """Raise ``ContentError`` for rows to be skipped that an else usable table does not have.

    ``number`` is the last row that is not blank, ``last`` the last one of all.
    """
    beyond = sorted(one for one in skipped if one > last or -one > number)
    if not beyond or not number:
        return
    count = last if beyond[0] > 0 else number
    rows = "row" if count == 1 else "rows"
    message = f"`skip` names row {beyond[0]}, but the table has {count} {rows}"
    hint = "rows are counted from 1, blank ones too, and negative numbers from the last row"
    raise ContentError(Fault(codes.SKIP_PLACE, message, hint=hint))


def _top(rows: Numbered, declaration: TableDeclaration) -> list[tuple[int, int, list[str]]]:
    """Return the rows of the header; fewer, or none, where the file has no more."""
    wanted = declaration.header_row
    if wanted is not None:
        rows = (one for one in rows if one[0] >= wanted)
    top = list(islice(rows, declaration.header_rows))
    is_there = wanted is None or (top and top[0][0] == wanted)
    return top if is_there and len(top) == declaration.header_rows else []


def _no_header(records: Callable[[], Records], declaration: TableDeclaration) -> Fault:
    wanted, count = declaration.header_row, declaration.header_rows
    kept = (number for number, _, _ in kept_rows(records(), frozenset(declaration.skip)))
    first = next(kept, None)
    hint = "`header_row` counts the rows from 1, blank ones too"
    if first is None:
        return Fault(codes.NO_HEADER, "the table is empty: it has no header row")
    if wanted is None or wanted == first or wanted in kept:
        message = f"`header_rows` is {count}, but the table ends before"
        return Fault(codes.HEADER_PLACE, message, hint="count the rows that hold headers")
    above, below = _around(kept_rows(records(), frozenset()), wanted)
    if below is None:
        message = f"`header_row` is {wanted}, but the last row of the table is {above}"
    elif below > wanted:
        message = f"`header_row` is {wanted}, but that row is blank; the next one is {below}"
    else:
        message = f"row {wanted} is left out by `skip`, so it is no header"
        hint = "take it out of `skip`, or correct `header_row`"
    return Fault(codes.HEADER_PLACE, message, hint=hint)


def _around(rows: Numbered, wanted: int) -> tuple[int | None, int | None]:
    """Return the last number above a row, and the first from it on."""
    above = None
    for number, _, _ in rows:
        if number >= wanted:
            return above, number
        above = number
    return above, None


def joined_headers(rows: list[list[str]]) -> tuple[str, ...]:
    """Return one header a column from headers over several rows: ``question - answer``.

    A blank cell repeats its left neighbour, but for the lowest row, where it adds nothing.
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    levels = [_repeated(row) for row in cells[:-1]]
    columns = zip(*levels, cells[-1], strict=True)
    return tuple(_BETWEEN.join(filter(None, column)) for column in columns)


def _repeated(row: list[str]) -> list[str]:
    last = ""
    filled = []
    for cell in row:
        last = cell or last
        filled.append(last)
    return filled


def _data(rows: Numbered, header: int, width: int) -> Iterator[tuple[int, list[str]]]:
    for number, place, row in rows:
        if number <= header:
            continue
        if len(row) != width:
            raise ContentError(length_fault(place, row, width))
        yield place, row


def refuse_width(columns: int) -> None:
    """Raise ``ContentError`` for more columns than the limit."""
    if columns > MAX_COLUMNS:
        message = f"the table has {columns:,} columns; the limit is {MAX_COLUMNS:,}"
        raise ContentError(Fault(codes.TOO_MANY_COLUMNS, message))


def unlike_names(line: int, cells: int, names: int) -> Fault:
    """Return the fault of a first row that has more or fewer cells than there are names."""
    return Fault(
        codes.WRONG_LENGTH,
        f"line {line} has {cells} cells, but `header` gives {names} names",
        hint="`header` names every column in order; check the delimiter too",
    )
