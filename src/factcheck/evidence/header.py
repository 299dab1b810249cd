"""The columns of a table: from its header row, and from what the claim file says of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.records import Shape, first_record, records_of
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from factcheck.evidence.content import Content
    from factcheck.model.spec import TableDeclaration

MAX_COLUMNS = 10_000
_USUAL = {",": "','", ";": "';'", "\t": "tab", "|": "'|'"}


@dataclass(frozen=True, slots=True)
class Header:
    """A table's columns."""

    shape: Shape
    line: int
    """Where the first row that is not blank begins."""
    headers: tuple[str, ...]
    """As they stand in the file, one a column."""
    names: tuple[tuple[str, int], ...]
    """What expressions may call them and their position; a column may have several names."""
    faults: tuple[Fault, ...]
    """Of single columns; of the whole table where what is declared of it does not fit."""

    def position(self, name: str) -> int | None:
        """Return where a column stands, or ``None`` where there is none of that name."""
        return dict(self.names).get(name)


def delimiter_of(declaration: TableDeclaration, suffix: str) -> str:
    """Return the declared delimiter, else a comma, or a tab for ``.tsv``."""
    if declaration.delimiter is None:
        return "\t" if suffix == ".tsv" else ","
    return "\t" if declaration.delimiter in {"tab", "\\t"} else declaration.delimiter


def read_header(content: Content, declaration: TableDeclaration) -> Header:
    """Return the columns of a table; raises ``ContentError`` where they cannot be told."""
    delimiter = delimiter_of(declaration, content.located.suffix)
    line, first = _first(content, declaration, delimiter)
    if len(first) > MAX_COLUMNS:
        message = f"the table has {len(first):,} columns; the limit is {MAX_COLUMNS:,}"
        raise ContentError(Fault(codes.TOO_MANY_COLUMNS, message))
    headers = tuple(text.strip() for text in declaration.header or first)
    if len(headers) != len(first):
        raise ContentError(_unlike_names(line, len(first), len(headers)))
    names = _names(headers, declaration)
    faults = (*_unnamed(headers), *_repeated(headers, names), *_absent(headers, names, declaration))
    shape = Shape(delimiter, len(headers), declaration.header is None)
    return Header(shape, line, headers, names, faults)


def _first(
    content: Content, declaration: TableDeclaration, delimiter: str
) -> tuple[int, list[str]]:
    try:
        found = first_record(records_of(content, delimiter))
    except ContentError as error:
        raise _with_delimiter(error, content, delimiter) from error
    if found is None and declaration.header is not None:
        return 1, list(declaration.header)
    if found is None:
        raise ContentError(Fault(codes.NO_HEADER, "the table is empty: it has no header row"))
    line, row = found
    others = _other_delimiters(row[0], delimiter) if len(row) == 1 else ()
    if others:
        raise ContentError(_one_column(row[0], delimiter, others))
    return line, row


def _with_delimiter(error: ContentError, content: Content, delimiter: str) -> ContentError:
    """Return the error of a first row, or a better one where another delimiter explains it."""
    first = next(iter(content.lines()), "")
    others = _other_delimiters(first, delimiter)
    if delimiter in first or not others:
        return error
    return ContentError(_one_column(first.strip(), delimiter, others))


def _other_delimiters(text: str, delimiter: str) -> tuple[str, ...]:
    """Return the usual delimiters in a text, the most frequent first."""
    counts = Counter(letter for letter in text if letter in _USUAL and letter != delimiter)
    return tuple(letter for letter, _ in counts.most_common())


def _one_column(text: str, delimiter: str, others: tuple[str, ...]) -> Fault:
    likely = _USUAL[others[0]]
    used = _USUAL.get(delimiter, quoted(delimiter))
    return Fault(
        codes.ONE_COLUMN,
        f"one column: read with the delimiter {used}, the first row is the single cell "
        f"{quoted(text)}; is the delimiter {likely}?",
        hint=f"declare `delimiter: {likely}`",
    )


def _unlike_names(line: int, cells: int, names: int) -> Fault:
    return Fault(
        codes.WRONG_LENGTH,
        f"line {line} has {cells} cells, but `header` gives {names} names",
        hint="`header` names every column in order; check the delimiter too",
    )


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


def _repeated(headers: tuple[str, ...], names: tuple[tuple[str, int], ...]) -> tuple[Fault, ...]:
    counts = Counter(headers)
    return tuple(
        Fault(
            codes.DUPLICATE_HEADER,
            f"{counts[headers[place]]} columns are called {quoted(headers[place])}",
            column=name,
            hint="rename one of them in the file",
        )
        for name, place in names
        if counts[headers[place]] > 1
    )


def _absent(
    headers: tuple[str, ...], names: tuple[tuple[str, int], ...], declaration: TableDeclaration
) -> tuple[Fault, ...]:
    """Return a fault of the whole table for each column named in its declaration that it lacks.

    Nobody can tell which column a misspelt declaration was meant for: its unit, its markers or
    the check of the key would be dropped in silence, whatever column a claim uses.
    """
    known = [header for header in headers if header]
    declared = [column.header for column in declaration.columns]
    over = [column.over for column in declaration.columns if column.over is not None]
    keys = [name for name in (*declaration.key, *over) if name not in dict(names)]
    absent = [header for header in declared if header.strip() not in headers]
    own = {column.name for column in declaration.columns}
    wanted = dict.fromkeys([*absent, *(name for name in keys if name not in own)])
    return tuple(replace(absent_fault(each, each, known), column=None) for each in wanted)


def absent_fault(name: str, header: str, known: list[str]) -> Fault:
    """Return the fault of a column that the file does not have."""
    message = f"the table has no column {quoted(header)}; its header has {listed(known)}"
    hint = did_you_mean(header, known)
    return Fault(codes.UNKNOWN_COLUMN, message, column=name, hint=hint)
