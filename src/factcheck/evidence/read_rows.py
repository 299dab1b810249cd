"""The rows of a table one by one, each with the group that a scan puts it into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.frame import Frame
from factcheck.evidence.records import numbered
from factcheck.evidence.scan import scan_groups
from factcheck.evidence.source import refuse_changes
from factcheck.model.cell import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.scan import Engine
    from factcheck.evidence.source import Origin
    from factcheck.evidence.table import Plain, Table
    from factcheck.model.behind import Group
    from factcheck.model.cell import GroupingSet, KeyValue
    from factcheck.model.plan import TablePlan


class RowRead(NamedTuple):
    """One row."""

    place: str
    """Where it begins, as it is shown."""
    cells: list[str]
    """One for each column of the table."""


class ReadRows:
    """The rows of one table, read as its scan read them."""

    def __init__(
        self, table: Table, sha256: str, columns: Mapping[str, ReadColumn], *, has_lines: bool
    ) -> None:
        header, rows = table.header, table.rows
        # What was scanned has both.
        assert header is not None
        assert rows is not None
        self.sha256 = sha256
        """Of all bytes of the table."""
        self.names = _names(header.headers, header.names)
        """What every column is called in an expression."""
        self.has_lines = has_lines
        """Whether places are lines of files; else rows of a sheet, or records, from 1."""
        self._table, self._rows = table, rows
        self._positions, self._columns = dict(header.names), columns

    def position(self, column: str) -> int | None:
        """Return where a column stands in a row; ``None`` where no file has it."""
        return self._positions.get(column)

    def rows(self) -> Iterator[RowRead]:
        """Yield every row; raises ``ChangedError`` and ``ContentError`` as the scan does."""
        return (RowRead(str(place), cells) for place, cells in _numbered(self._rows))

    def refuse_changes(self) -> None:
        """Raise ``ChangedError`` where a file is no longer the one that was scanned."""
        refuse_changes(self._table.sources)

    def group_of(self, cells: list[str], grouping: GroupingSet) -> Group | None:
        """Return which group of a grouping set a row is of; ``None`` where it is left out."""
        keys: list[KeyValue] = []
        for name in grouping.dimensions:
            key = self._columns[name].key(cells[self._positions[name]])
            if key is None:
                return None
            keys.append(key)
        marks = (self._mark(name, cells) for name in grouping.measures)
        return tuple(keys), tuple(marks)

    def _mark(self, name: str, cells: list[str]) -> Mark | None:
        amount = self._columns[name].amount(cells[self._positions[name]])
        return amount if isinstance(amount, Mark) else None


def read_rows(plan: TablePlan, table: Table, origin: Origin, engine: Engine) -> ReadRows | None:
    """Return the rows of an opened table; ``None`` where it cannot be read any more.

    Raises ``OSError`` as the scan does.
    """
    scanned = scan_groups(plan, table, engine)
    if scanned.columns is None:
        return None
    return ReadRows(table, scanned.sha256, scanned.columns, has_lines=origin.has_lines)


def _names(headers: tuple[str, ...], names: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Return the first name of each column; its header where it has none."""
    first = {position: name for name, position in reversed(names)}
    return tuple(first.get(position, header) for position, header in enumerate(headers))


def _numbered(rows: Plain | Frame) -> Iterator[tuple[int, list[str]]]:
    return rows.rows() if isinstance(rows, Frame) else numbered(rows.content, rows.shape)
