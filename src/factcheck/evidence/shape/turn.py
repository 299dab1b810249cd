"""Columns turned into rows: ``unpivot`` and ``stack``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.cut import MAX_COLUMNS
from factcheck.evidence.shape.names import Columns
from factcheck.model.cell import Fault
from factcheck.model.near import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration

_WHOLE = r"[+-]?[0-9]{1,9}"
_RANGE = re.compile(rf"\s*({_WHOLE})\s*\.\.\s*({_WHOLE})\s*")


class _Turned(Struct, frozen=True):
    """What one row becomes: new columns, and for each new row where its cells come from."""

    names: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    """Fixed texts, then positions; together one for each of the names."""


def unpivoted(frame: Frame, declaration: TableDeclaration) -> Frame:
    """Return a frame with a row for each column of ``unpivot``: its header and its cell.

    The other columns repeat. Raises ``ContentError`` where a column is not there.
    """
    unpivot = declaration.unpivot
    if unpivot is None:
        return frame
    columns = Columns(frame, declaration)
    places = [place for name in unpivot.columns for place in _places(columns, name)]
    _refuse_twice(places, frame, "unpivot")
    rows = tuple(((frame.headers[place],), (place,)) for place in places)
    return _turned(columns, _Turned((unpivot.into, unpivot.value), rows), "unpivot")


def stacked(frame: Frame, declaration: TableDeclaration) -> Frame:
    """Return a frame with a row for each place in the lists of ``stack``.

    The other columns repeat. Raises ``ContentError`` where a column is not there.
    """
    stack = declaration.stack
    if stack is None:
        return frame
    columns = Columns(frame, declaration)
    lists = [[columns.position(name, "stack") for name in names] for _, names in stack.lists]
    for each in lists:
        _refuse_twice(each, frame, "stack")
    sides = [(frame.headers[place],) if stack.side else () for place in lists[0]]
    rows = tuple(zip(sides, zip(*lists, strict=True), strict=True))
    new = (*((stack.side,) if stack.side else ()), *(name for name, _ in stack.lists))
    return _turned(columns, _Turned(new, rows), "stack")


def _places(columns: Columns, name: str) -> list[int]:
    """Return the column of a name, or all whose headers are numbers in a range."""
    match = _RANGE.fullmatch(name)
    if match is None or columns.header(name) in columns.positions:
        return [columns.position(name, "unpivot")]
    lower, upper = int(match[1]), int(match[2])
    if not lower <= upper < lower + MAX_COLUMNS:
        message = f"`unpivot`: {quoted(name)} is no range of at most {MAX_COLUMNS:,} numbers"
        raise ContentError(Fault(codes.UNKNOWN_COLUMN, message))
    wanted = [str(number) for number in range(lower, upper + 1)]
    missing = [header for header in wanted if header not in columns.positions]
    if missing:
        has = listed(columns.positions)
        message = f"`unpivot` of {quoted(name)}: there is no column {listed(missing)}; it has {has}"
        hint = "list the columns that there are: `columns: [2017, 2019]`"
        raise ContentError(Fault(codes.UNKNOWN_COLUMN, message, hint=hint))
    return [columns.position_of(header, "unpivot") for header in wanted]


def _refuse_twice(places: list[int], frame: Frame, key: str) -> None:
    seen: set[int] = set()
    for place in places:
        if place in seen:
            message = f"`{key}` lists column {quoted(frame.headers[place])} twice"
            raise ContentError(Fault(codes.DUPLICATE_HEADER, message, hint="remove it once"))
        seen.add(place)


def _turned(columns: Columns, turned: _Turned, key: str) -> Frame:
    frame = columns.frame
    taken = {place for _, places in turned.rows for place in places}
    kept = [place for place in range(len(frame.headers)) if place not in taken]
    headers = tuple(frame.headers[place] for place in kept)
    columns.require_new(turned.names, key, kept=headers)

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            same = [row[place] for place in kept]
            for texts, places in turned.rows:
                yield line, [*same, *texts, *(row[place] for place in places)]

    gone = tuple(frame.headers[place] for place in sorted(taken))
    return replace(frame, headers=(*headers, *turned.names), rows=rows, gone=(*frame.gone, *gone))
