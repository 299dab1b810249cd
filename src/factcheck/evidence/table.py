"""A table before its scan: its sources at hand and its header read, or the faults in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.content import (
    ChangedError,
    Content,
    ContentError,
    fingerprint,
    read_content,
)
from factcheck.evidence.header import make_header, read_first_row
from factcheck.evidence.locate import STORES, WORKBOOKS
from factcheck.evidence.package.beside import Beside
from factcheck.evidence.stored import Stored
from factcheck.evidence.workbook import read_workbook
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.evidence.header import Header
    from factcheck.evidence.locate import Located
    from factcheck.evidence.records import Shape
    from factcheck.evidence.source import Origin, Source

CHANGED = Fault(codes.CHANGED, "the file changed while it was read", hint="run again")


class Plain(Struct, frozen=True):
    """A text of which nothing is left out and nothing changed, so that both engines can read it."""

    content: Content
    shape: Shape
    line: int
    """Where the first row that is not blank begins."""


class Table(Struct, frozen=True):
    """A table that was opened."""

    shown: str
    """Its files as the report shows them."""
    sources: tuple[Source | Beside, ...]
    """What the digest is of; nothing where one of them cannot be read at all."""
    header: Header | None
    """``None`` where it has none; then there are no rows either."""
    rows: Plain | Frame | None
    faults: tuple[Fault, ...]


def open_table(origin: Origin, lang: str) -> Table:
    """Return a table with its header; raises ``OSError`` where a file cannot be read.

    ``lang`` is the language of figures in words that cells may hold.
    """
    try:
        sources = _read_sources(origin)
    except ChangedError:
        return Table(origin.shown, (), None, None, (CHANGED,))
    except ContentError as error:
        return Table(origin.shown, (), None, None, (error.fault,))
    try:
        with_rows = tuple(one for one in sources if not isinstance(one, Beside))
        headers, rows = _headers(origin, with_rows, lang)
    except ContentError as error:
        return Table(origin.shown, sources, None, None, (error.fault,))
    except ChangedError:
        return Table(origin.shown, (), None, None, (CHANGED,))
    frame = None if isinstance(rows, Plain) else rows
    header = make_header(headers, origin.declaration, frame)
    return Table(origin.shown, sources, header, rows, header.faults)


def _read_sources(origin: Origin) -> tuple[Source | Beside, ...]:
    """Return the sources of a table, then those of the table that is joined."""
    own: list[Source] = [one for one in (origin.given, origin.remote) if one is not None]
    encoding = origin.declaration.encoding
    for file in origin.files:
        try:
            own.append(_read_source(file, origin))
        except LookupError as error:
            message = f"there is no encoding {quoted(encoding)}"
            raise ContentError(Fault(codes.WRONG_ENCODING, message)) from error
        except ContentError as error:
            is_alone = len(origin.files) == 1 and origin.joined is None
            told = "" if is_alone else f"{quoted(file.shown)}: "
            fault = replace(error.fault, message=told + error.fault.message)
            raise ContentError(fault) from error
    if origin.partitions is not None:
        # They are values of the table, so that the digest is of them too.
        own.append(origin.partitions)
    return (*origin.beside, *own, *(() if origin.joined is None else _read_sources(origin.joined)))


def _read_source(file: Located, origin: Origin) -> Source:
    if file.suffix in STORES:
        relation = origin.declaration.relation
        return Stored(file, None if relation is None else relation.value)
    if file.suffix in WORKBOOKS:
        return read_workbook(file)
    content = read_content(file, origin.declaration.encoding)
    # Many small files are not small together.
    return content if origin.pattern is None else replace(content, held=None)


def _headers(
    origin: Origin, sources: tuple[Source, ...], lang: str
) -> tuple[tuple[str, ...], Plain | Frame]:
    if not origin.is_plain:
        # Imported here because most tables are plain.
        from factcheck.evidence.assemble import frame_of
        from factcheck.evidence.groupers import with_grouper

        frame = frame_of(origin, iter(sources), lang)
        return frame.headers, with_grouper(origin, frame)
    (content,) = sources
    assert isinstance(content, Content)
    try:
        first = read_first_row(content, origin.declaration)
    except UnicodeDecodeError as error:
        fault = fingerprint(content).fault
        assert fault is not None
        raise ContentError(fault) from error
    if origin.declaration.package is not None:
        from factcheck.evidence.package.described import refuse_unlike

        refuse_unlike(first.headers, origin.declaration)
    return first.headers, Plain(content, first.shape, first.line)
