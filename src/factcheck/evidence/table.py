"""A table before its scan: its content at hand and its header read, or the faults in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ChangedError, ContentError, fingerprint, read_content
from factcheck.evidence.header import read_header
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.evidence.content import Content
    from factcheck.evidence.header import Header
    from factcheck.evidence.locate import Located
    from factcheck.model.spec import TableDeclaration

CHANGED = Fault(codes.CHANGED, "the file changed while it was read", hint="run again")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was opened."""

    located: Located
    content: Content | None
    """``None`` where it cannot be read as text at all."""
    header: Header | None
    """``None`` where it has none."""
    faults: tuple[Fault, ...]


def open_table(declaration: TableDeclaration, located: Located) -> Table:
    """Return a located table with its header; raises ``OSError`` where it cannot be read."""
    try:
        content = read_content(located, declaration.encoding)
    except ChangedError:
        return Table(located, None, None, (CHANGED,))
    except LookupError:
        message = f"there is no encoding {quoted(declaration.encoding)}"
        return Table(located, None, None, (Fault(codes.WRONG_ENCODING, message),))
    return _with_header(declaration, content)


def _with_header(declaration: TableDeclaration, content: Content) -> Table:
    located = content.located
    try:
        header = read_header(content, declaration)
    except ContentError as error:
        return Table(located, content, None, (error.fault,))
    except ChangedError:
        return Table(located, None, None, (CHANGED,))
    except UnicodeDecodeError:
        fault = fingerprint(content).fault
        assert fault is not None
        return Table(located, content, None, (fault,))
    return Table(located, content, header, header.faults)
