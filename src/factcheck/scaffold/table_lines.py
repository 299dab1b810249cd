"""One evidence table as the lines of a claim file."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.locate import PACKED, STORES
from factcheck.scaffold.column_lines import column_lines
from factcheck.scaffold.names import is_name, name_for
from factcheck.scaffold.tick_groups import tick_groups, tick_lines
from factcheck.scaffold.yaml_text import is_writable, named, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.guess import Cut
    from factcheck.evidence.profile import ColumnProfile, TableProfile, TotalRow
    from factcheck.model.cell_range import CellRange

_MOST_NAMED = 30
_NAMED_COLUMNS = (*STORES, *(f"{suffix}{PACKED}" for suffix in STORES))
"""Files whose columns no claim file can name anew."""


class Draft(Struct, frozen=True):
    """A table, looked at, and the names that the claim file gives."""

    name: str
    file: str
    """As a path from the claim file."""
    cut: Cut
    sheet: str | None
    """The sheet of a workbook; ``None`` for a text, and where there is only one."""
    is_workbook: bool
    profile: TableProfile
    names: tuple[str | None, ...]
    """What expressions call each column; ``None`` for one that no claim can name."""
    cell_range: CellRange | None = None
    """The cells of the sheet that are the table; ``None`` for all."""

    def name_of(self, header: str) -> str | None:
        """Return what expressions call the column of a header."""
        headers = [column.header for column in self.profile.columns]
        return self.names[headers.index(header)]


def column_names(columns: tuple[ColumnProfile, ...]) -> tuple[str | None, ...]:
    """Return a name for each column: the header where it is one, else one like it."""
    headers = [column.header for column in columns]
    counts = Counter(headers)
    unread = {column.header for column in columns if column.is_unread}
    usable = {
        header
        for header in headers
        if counts[header] == 1 and _is_usable(header) and header not in unread
    }
    taken = {header for header in usable if is_name(header)}
    names: list[str | None] = []
    for place, header in enumerate(headers, 1):
        if header not in usable:
            names.append(None)
        elif is_name(header):
            names.append(header)
        else:
            names.append(name_for(header, taken, otherwise=f"column_{place}"))
            taken.add(names[-1] or "")
    return tuple(names)


def _is_usable(header: str) -> bool:
    return bool(header) and is_writable(header)


def table_lines(draft: Draft) -> Iterator[str]:
    """Yield the lines of a table under ``evidence``, indented by two blanks."""
    yield f"  {scalar(draft.name)}:"
    yield f"    file: {scalar(draft.file)}"
    groups = tick_groups(draft.profile.columns)
    tables = (_cut_lines(draft), _key_lines(draft), _total_lines(draft), tick_lines(groups))
    for line in chain.from_iterable(tables):
        yield f"    {line}"
    ticks = frozenset(place for group in groups for place in group.places)
    yield from column_lines(draft.profile.columns, draft.names, ticks)


def _cut_lines(draft: Draft) -> Iterator[str]:
    """Yield how the file is cut, where that is not the usual way."""
    cut = draft.cut
    if draft.sheet is not None:
        yield f"sheet: {scalar(draft.sheet)}"
    if draft.cell_range is not None:
        yield f"range: {scalar(str(draft.cell_range))}"
    if cut.encoding != "utf-8":
        yield "# The file is not in UTF-8. See whether letters with accents are right in"
        yield f"# {cut.encoding}; the list of encodings is in the reference of tables."
        yield f"encoding: {cut.encoding}"
    usual = "\t" if draft.file.lower().endswith((".tsv", ".tsv.gz")) else ","
    if not draft.is_workbook and cut.delimiter != usual:
        yield f"delimiter: {'tab' if cut.delimiter == chr(9) else scalar(cut.delimiter)}"
    if cut.header_row is not None:
        yield "# What stands above the headers is left out."
        yield f"header_row: {cut.header_row}"
    if cut.header_rows > 1:
        yield "# The second row seems to complete the headers of the first."
        yield f"header_rows: {cut.header_rows}"
    if cut.skip:
        yield "# Notes below the table, counted from its end."
        yield f"skip: [{', '.join(map(str, cut.skip))}]"
    if cut.is_headless:
        yield "# The first row looks like data. If it is, name the columns:"
        yield f"# header: {_all_names(draft)}"
    elif None in draft.names and not draft.file.lower().endswith(_NAMED_COLUMNS):
        yield "# Columns without a name of their own cannot be used. To name all of them instead:"
        yield f"# skip: {(cut.header_row or 1) + cut.header_rows - 1}"
        yield f"# header: {_all_names(draft)}"


def _all_names(draft: Draft) -> str:
    """Return a list of names for all columns, as an example where they are many."""
    known = list(enumerate(draft.names, 1))
    names = [scalar(name or f"column_{place}") for place, name in known[:_MOST_NAMED]]
    return f"[{', '.join(names)}{', …' if len(known) > _MOST_NAMED else ''}]"


def _key_lines(draft: Draft) -> Iterator[str]:
    """Yield the key: one column is taken, a pair is only named."""
    for key in draft.profile.keys:
        names = [draft.name_of(header) for header in key]
        known = [name for name in names if name is not None]
        if len(known) != len(names):
            continue
        if len(known) == 1:
            yield "# One row each. Leave the key out if the rows are records, such as answers:"
            yield "# then a slice without rows counts 0, where now it cannot be checked."
            yield f"key: {scalar(known[0])}"
        else:
            yield "# No two rows agree in these columns; if that is so on purpose:"
            yield f"# key: [{', '.join(map(scalar, known))}]"
        return


def _total_lines(draft: Draft) -> Iterator[str]:
    """Yield rows of totals: the one that adds up is declared, others are only named."""
    for total in draft.profile.totals:
        label = named(total.cells[0][1])
        sure = _sure_cells(draft, total)
        if sure:
            yield f"# The row {label} is the sum of the others, and never added to them."
            yield "totals:"
            yield from (f"  {scalar(name)}: {scalar(text)}" for name, text in sure)
            continue
        cells = [(draft.name_of(header) or "column", text) for header, text in total.cells]
        yield f"# If the row {label} holds totals, never add it to the others:"
        yield "# totals:"
        yield from (f"#   {scalar(name)}: {scalar(text)}" for name, text in cells)


def _sure_cells(draft: Draft, total: TotalRow) -> list[tuple[str, str]]:
    """Return columns and labels of a row that is the sum of the others for sure.

    A column with empty cells needs a declaration of those before it can tell totals from others.
    """
    if not total.is_exact:
        return []
    complete = {column.header for column in draft.profile.columns if not column.empty}
    cells = [(draft.name_of(header), text) for header, text in total.cells if header in complete]
    return [(name, text) for name, text in cells if name is not None]


def totals_declared(draft: Draft) -> frozenset[str]:
    """Return the names of the columns with a label of totals that is declared."""
    cells = (cell for total in draft.profile.totals for cell in _sure_cells(draft, total))
    return frozenset(name for name, _ in cells)
