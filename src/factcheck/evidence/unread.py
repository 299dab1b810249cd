"""Columns whose cells were not read, in tables that are reshaped.

Where such a column stays a column, whatever uses it is told so. Where its cells become part of
others, their absence would look like empty cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence.content import ContentError
from factcheck.evidence.shape.tick import takes
from factcheck.evidence.stored.codes import BROKEN_STORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.cell import Fault
    from factcheck.model.spec import TableDeclaration


def unread_columns(frame: Frame) -> dict[str, Fault]:
    """Return the fault of each column whose cells were not read, by its header."""
    faults = (fault for fault in frame.faults if fault.code is BROKEN_STORE)
    return {fault.column: fault for fault in faults if fault.column is not None}


def refuse_unread(frame: Frame, shaped: Frame, declaration: TableDeclaration) -> None:
    """Raise ``ContentError`` where a column that was not read is taken up into others.

    ``frame`` is the table before it was ``shaped``, which may have made columns of it.
    """
    unread = unread_columns(frame)
    if unread:
        _refuse([*shaped.gone, *_taken(frame, declaration)], unread)


def refuse_unread_key(
    frame: Frame, partner: TableDeclaration, declaration: TableDeclaration
) -> None:
    """Raise ``ContentError`` where rows of a joined table would be found by such a column."""
    assert declaration.join is not None
    headers = _headers(partner)
    theirs = [headers.get(name, name) for _, name in declaration.join.on]
    _refuse(theirs, unread_columns(frame))


def _refuse(taken: list[str], unread: dict[str, Fault]) -> None:
    fault = next((unread[header] for header in taken if header in unread), None)
    if fault is not None:
        raise ContentError(replace(fault, column=None))


def _taken(frame: Frame, declaration: TableDeclaration) -> Iterator[str]:
    """Yield the headers of columns that are taken apart, ticked, or that find partners."""
    headers = _headers(declaration)
    yield from (headers[one.name] for one in declaration.columns if one.parse is not None)
    for _, pattern in declaration.ticks:
        yield from (header for header in frame.headers if header and takes(pattern, header))
    if declaration.join is not None:
        yield from (headers.get(name, name) for name, _ in declaration.join.on)


def _headers(declaration: TableDeclaration) -> dict[str, str]:
    return {column.name: column.header.strip() for column in declaration.columns}
