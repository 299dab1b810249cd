"""How the columns of a table fit what its package says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence.content import ContentError
from factcheck.evidence.package.codes import UNLIKE_SCHEMA
from factcheck.evidence.package.schema import unlike
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.model.table_declaration import TableDeclaration

_HINT = "correct the descriptor, or say with `fieldsMatch` how the columns fit its fields"


def refuse_unlike(headers: tuple[str, ...], declaration: TableDeclaration) -> None:
    """Raise ``ContentError`` where the columns of a table are not those of its schema."""
    package = declaration.package
    if package is None or not package.fields:
        return
    why = unlike(headers, package.fields, package.match)
    if why is not None:
        message = f"{package.place}: {why}"
        raise ContentError(Fault(UNLIKE_SCHEMA, message, hint=_HINT))


def as_described(frame: Frame, declaration: TableDeclaration) -> Frame:
    """Return the table of a package before it is reshaped, with the faults of unread columns.

    Raises ``ContentError`` as ``refuse_unlike`` does.
    """
    package = declaration.package
    assert package is not None
    refuse_unlike(frame.headers, declaration)
    told, headers = {fault.column for fault in frame.faults}, frozenset(frame.headers)
    faults = tuple(
        fault for fault in package.faults if fault.column in headers and fault.column not in told
    )
    return replace(frame, faults=(*frame.faults, *faults))
