"""The columns of a table: from its header, and from what the claim file says of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.cut import refuse_width, unlike_names
from factcheck.evidence.delimiter import delimiter_of, refuse_one_column, with_delimiter
from factcheck.evidence.frame import SAME_NAMES
from factcheck.evidence.records import Shape, first_record, records_of
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from factcheck.evidence.content import Content
    from factcheck.evidence.frame import Frame
    from factcheck.evidence.made import Made
    from factcheck.model.spec import TableDeclaration


class Header(Struct, frozen=True):
    """A table's columns."""

    headers: tuple[str, ...]
    """As they stand in the file, one a column."""
    names: tuple[tuple[str, int], ...]
    """What expressions may call them and their position; a column may have several names."""
    faults: tuple[Fault, ...]
    """Of single columns; of the whole table where what is declared of it does not fit."""
    made: tuple[tuple[str, Made], ...] = ()
    """The headers of columns that stand in no file, and how they came about."""

    def made_at(self, position: int) -> Made | None:
        """Return how a column came about; ``None`` for one of a file."""
        return dict(self.made).get(self.headers[position])

    def position(self, name: str) -> int | None:
        """Return where a column stands, or ``None`` where there is none of that name."""
        return dict(self.names).get(name)


class FirstRow(Struct, frozen=True):
    """The headers of a text, and how it is cut."""

    headers: tuple[str, ...]
    shape: Shape
    line: int
    """Where the first row that is not blank begins."""


def read_first_row(content: Content, declaration: TableDeclaration) -> FirstRow:
    """Return the headers of a text; raises ``ContentError`` where they cannot be told."""
    delimiter = delimiter_of(declaration, content.located.suffix)
    line, first = _first(content, declaration, delimiter)
    refuse_width(len(first))
    headers = tuple(text.strip() for text in declaration.header or first)
    if len(headers) != len(first):
        raise ContentError(unlike_names(line, len(first), len(headers)))
    return FirstRow(headers, Shape(delimiter, len(headers), declaration.header is None), line)


def make_header(
    headers: tuple[str, ...], declaration: TableDeclaration, frame: Frame | None = None
) -> Header:
    """Return the columns of a table, with the faults of what is declared of them.

    ``frame`` is the table where it was reshaped, and knows which columns it made.
    """
    names = _names(headers, declaration)
    gone = () if frame is None else frame.gone
    faults = (
        *_unnamed(headers),
        *_repeated(headers, names),
        *_absent(headers, names, declaration, gone),
        *(() if frame is None else _named(frame.faults, headers, names)),
    )
    return Header(headers, names, faults, () if frame is None else frame.made)


def _first(
    content: Content, declaration: TableDeclaration, delimiter: str
) -> tuple[int, list[str]]:
    try:
        found = first_record(records_of(content, delimiter))
    except ContentError as error:
        raise with_delimiter(error, content, delimiter) from error
    if found is None and declaration.header is not None:
        return 1, list(declaration.header)
    if found is None:
        raise ContentError(Fault(codes.NO_HEADER, "the table is empty: it has no header row"))
    refuse_one_column(found[1], delimiter)
    return found


def _names(headers: tuple[str, ...], declaration: TableDeclaration) -> tuple[tuple[str, int], ...]:
    """Return the declared names, then the headers that no declared name hides."""
    positions = {header: place for place, header in reversed(list(enumerate(headers))) if header}
    declared = {column.name: column.header.strip() for column in declaration.columns}
    named = [(name, positions[header]) for name, header in declared.items() if header in positions]
    own = [(header, place) for header, place in positions.items() if header not in declared]
    return (*named, *sorted(own, key=lambda pair: pair[1]))


def _unnamed(headers: tuple[str, ...]) -> tuple[Fault, ...]:
    places = [str(position + 1) for position, header in enumerate(headers) if not header]
    if not places:
        return ()
    which = f"column {places[0]} has" if len(places) == 1 else f"{len(places)} columns have"
    # No claim can name such a column, so the fault spoils none.
    return (Fault(codes.EMPTY_HEADER, f"{which} no name in the header", column=""),)


def _named(
    faults: tuple[Fault, ...], headers: tuple[str, ...], names: tuple[tuple[str, int], ...]
) -> tuple[Fault, ...]:
    """Return faults of columns under every name that expressions may call them."""
    return tuple(
        replace(fault, column=name)
        for fault in faults
        for name, place in names
        if headers[place] == fault.column
    )


def _repeated(headers: tuple[str, ...], names: tuple[tuple[str, int], ...]) -> tuple[Fault, ...]:
    counts = Counter(headers)
    return tuple(
        Fault(
            codes.DUPLICATE_HEADER,
            f"{counts[headers[place]]} columns are called {quoted(headers[place])}",
            column=name,
            hint=SAME_NAMES,
        )
        for name, place in names
        if counts[headers[place]] > 1
    )


def _absent(
    headers: tuple[str, ...],
    names: tuple[tuple[str, int], ...],
    declaration: TableDeclaration,
    gone: tuple[str, ...],
) -> tuple[Fault, ...]:
    """Return a fault of the whole table for each column named in its declaration that it lacks.

    Nobody can tell which column a misspelt declaration was meant for: its unit, its markers or
    the check of the key would be dropped in silence, whatever column a claim uses.
    """
    known = [header for header in headers if header]
    # How the fields of a package have to fit its table was looked at before.
    declared = [column.header for column in declaration.columns if not column.is_described]
    over = [column.over for column in declaration.columns if column.over is not None]
    keys = [name for name in (*declaration.key, *over) if name not in dict(names)]
    absent = [header for header in declared if header.strip() not in {*headers, *gone}]
    own = {column.name for column in declaration.columns}
    wanted = dict.fromkeys([*absent, *(name for name in keys if name not in own)])
    faults = tuple(replace(absent_fault(each, each, known), column=None) for each in wanted)
    if 2 * len(known) > len(headers):
        return faults
    # A title above the table looks like a header in which most columns have no name.
    also = "if the names stand in another row, declare `header_row`"
    return tuple(replace(each, hint=_both(each.hint, also)) for each in faults)


def _both(hint: str | None, also: str) -> str:
    return also if hint is None else f"{hint}; {also}"


def absent_fault(name: str, header: str, known: list[str]) -> Fault:
    """Return the fault of a column that the file does not have."""
    message = f"the table has no column {quoted(header)}; its header has {listed(known)}"
    hint = did_you_mean(header, known)
    if any(each.startswith(f"{header}:") for each in known):
        hint = _both(hint, "if the file is SDMX-CSV, declare `layout: sdmx-csv`")
    return Fault(codes.UNKNOWN_COLUMN, message, column=name, hint=hint)
