"""Cells set right where they stand: mark-up taken out, empty ones filled from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence.content import ContentError
from factcheck.evidence.shape.codes import NOTHING_ABOVE
from factcheck.evidence.shape.names import Columns
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration


def without_marks(
    frame: Frame, declaration: TableDeclaration, *, before: tuple[str, ...] = ()
) -> Frame:
    """Return a frame without the mark-up that its columns declare under ``ignore``.

    Every occurrence is taken out, then blanks at the ends. Columns of ``before`` are left alone:
    theirs is out already.
    """
    columns = Columns(frame, declaration)
    marks = [
        (columns.positions[column.header.strip()], column.ignore)
        for column in declaration.columns
        if column.ignore and column.header.strip() in columns.positions
    ]
    marks = [(place, each) for place, each in marks if frame.headers[place] not in before]
    if not marks:
        return frame

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            cells = list(row)
            for place, ignored in marks:
                for mark in ignored:
                    cells[place] = cells[place].replace(mark, "")
                cells[place] = cells[place].strip()
            yield line, cells

    return replace(frame, rows=rows)


def filled_down(frame: Frame, declaration: TableDeclaration) -> Frame:
    """Return a frame in which empty cells repeat the one above, in columns of ``fill_down``.

    Its rows raise ``ContentError`` where the first cell of a column is empty.
    """
    if not declaration.fill_down:
        return frame
    columns = Columns(frame, declaration)
    places = [columns.position(name, "fill_down") for name in declaration.fill_down]

    def rows() -> Iterator[tuple[int, list[str]]]:
        above: dict[int, str] = {}
        for line, row in frame.rows():
            cells = list(row)
            for place in places:
                if cells[place].strip():
                    above[place] = cells[place]
                elif place in above:
                    cells[place] = above[place]
                else:
                    raise ContentError(_first_is_empty(line, frame.headers[place]))
            yield line, cells

    return replace(frame, rows=rows)


def _first_is_empty(line: int, header: str) -> Fault:
    return Fault(
        NOTHING_ABOVE,
        f"line {line}: the first cell of column {quoted(header)} is empty, and there is none above "
        "that it could repeat",
        hint="correct the cell, or take the column out of `fill_down`",
    )
