"""From the sources of a table to one frame: each is cut, they are put together and reshaped."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.content import Content, ContentError, fingerprint
from factcheck.evidence.cut import cut
from factcheck.evidence.delimiter import delimiter_of, refuse_one_column, with_delimiter
from factcheck.evidence.emptiness import require_rows
from factcheck.evidence.frame import renamed_faults
from factcheck.evidence.given import Given, given_frame
from factcheck.evidence.locate import PARQUET
from factcheck.evidence.records import records_of
from factcheck.evidence.remote.source import RemoteTable, remote_frame
from factcheck.evidence.stored import Stored, stored_frame
from factcheck.evidence.union import Part, union
from factcheck.evidence.workbook import Workbook, sheet_records
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.source import Origin, Source
    from factcheck.model.spec import TableDeclaration


def frame_of(origin: Origin, sources: Iterator[Source], lang: str) -> Frame:
    """Return a table as its declaration says: cut, put together, joined and reshaped.

    ``sources`` are those of its files in order, then those of the table that is joined. Raises
    ``ContentError`` where one cannot be cut, and where files of one table differ in shape.
    """
    # Imported here because most tables need no reshaping.
    from factcheck.evidence.shape import shaped
    from factcheck.evidence.unread import refuse_unread, refuse_unread_key

    declaration = origin.declaration
    own = list(islice(sources, len(origin.files) or 1))
    frame = _part(own[0], declaration) if len(own) == 1 and not origin.is_many else None
    if origin.is_many:
        frame = _many(origin, own)
        # The values of the partitions come after the files.
        list(islice(sources, 0 if origin.partitions is None else 1))
    if declaration.adds is not None and origin.given is None:
        frame = _united(own, declaration, declaration.adds)
    assert frame is not None
    if declaration.package is not None:
        from factcheck.evidence.package.described import as_described

        frame = as_described(frame, declaration)
    if origin.joined is None:
        made = shaped(frame, declaration, lang=lang)
        refuse_unread(frame, made, declaration)
        return made
    partner = origin.joined.declaration
    what = f"table {quoted(partner.called)}, which is joined"
    with renamed_faults(what):
        joined = frame_of(origin.joined, sources, lang).told_of(what)
        refuse_unread_key(joined, partner, declaration)
    require_rows(joined, partner)
    made = shaped(frame, declaration, joined, partner, lang=lang)
    refuse_unread(frame, made, declaration)
    return made


def _part(source: Source, declaration: TableDeclaration) -> Frame:
    match source:
        case Given():
            return given_frame(source)
        case Workbook():
            return replace(_sheet_frame(source, declaration), is_printed=False)
        case Stored():
            return stored_frame(source)
        case RemoteTable():
            return remote_frame(source)
        case Content():
            return _text_frame(source, declaration)
        case _:
            assert_never(source)


def _sheet_frame(workbook: Workbook, declaration: TableDeclaration) -> Frame:
    wanted, header = declaration.cell_range, declaration.header_row
    if wanted is not None and header is not None and not wanted.has_row(header):
        # Refused before where the claim file says both; a package may say where the header is.
        message = f"`header_row` is {header}, and that row lies outside of the range {wanted}"
        hint = f"declare `header_row: {wanted.first_row}`, or let the range begin there"
        raise ContentError(Fault(codes.HEADER_PLACE, message, hint=hint))
    return cut(sheet_records(workbook, declaration.sheet, wanted), declaration)


def _text_frame(content: Content, declaration: TableDeclaration) -> Frame:
    _refuse_sheet(content, declaration)
    delimiter = delimiter_of(declaration, content.located.suffix)

    def records() -> Iterator[tuple[int, list[str]]]:
        try:
            yield from records_of(content, delimiter)
        except UnicodeDecodeError:
            fault = fingerprint(content).fault
            assert fault is not None
            raise ContentError(fault) from None

    try:
        frame = cut(records, declaration)
    except ContentError as error:
        is_at_top = declaration.header_row is None and not declaration.skip
        if is_at_top and error.fault.code is codes.BROKEN_QUOTES:
            raise with_delimiter(error, content, delimiter) from error
        raise
    if declaration.header is None:
        refuse_one_column(frame.headers, delimiter)
    if declaration.layout is None:
        return frame
    from factcheck.evidence.sdmx import sdmx_frame

    return sdmx_frame(frame, declaration)


def _refuse_sheet(content: Content, declaration: TableDeclaration) -> None:
    """Raise ``ContentError`` for a text that is declared to have sheets, or cells with letters."""
    if declaration.sheet is None and declaration.cell_range is None:
        return
    said = {"sheet": declaration.sheet, "range": declaration.cell_range}
    told = " and ".join(f"`{key}`" for key, value in said.items() if value is not None)
    message = f"{quoted(content.located.shown)} is a text, which has no sheets"
    raise ContentError(Fault(codes.WRONG_SHEET, message, hint=f"remove {told}"))


def _many(origin: Origin, sources: Sequence[Source]) -> Frame:
    """Return the files that are parts of one table, with the columns that their folders are."""
    from factcheck.evidence.stored.many import Member, many_frame, many_parquet, with_partitions

    if origin.files[0].suffix == PARQUET:
        frame = many_parquet(origin.files)
    else:
        pairs = zip(origin.files, sources, strict=True)
        parts = ((file, partial(_part, source, origin.declaration)) for file, source in pairs)
        frame = many_frame([Member(file.shown, part) for file, part in parts])
    if origin.partitions is None:
        return frame
    return with_partitions(frame, origin.files, origin.partitions)


def _united(sources: Sequence[Source], declaration: TableDeclaration, adds: str) -> Frame:
    """Return tables of one shape as one, with the column that has the label of each."""
    parts = []
    for (label, _), source in zip(declaration.files, sources, strict=True):
        assert isinstance(source, Content | Workbook | Stored)
        shown = source.located.shown
        with renamed_faults(quoted(shown)):
            frame = _part(source, declaration).told_of(quoted(shown))
        require_rows(frame, declaration, file=shown)
        parts.append(Part(label, shown, frame))
    return union(parts, adds)
