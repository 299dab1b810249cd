"""Frames in one line, declarations of tables, and what shaping makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import SPAN, column

from factcheck.evidence.content import ContentError
from factcheck.evidence.frame import Frame
from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape import shaped
from factcheck.model.span import Span, Text
from factcheck.model.spec import ColumnDeclaration, TableDeclaration
from factcheck.spec.expression import parse_row_expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.cell_meaning import Meaning
    from factcheck.model.cell import Fault

NOWHERE = Span("claims.yml", 1, 1, 1, 1)


class Row(list[str]):
    """A list that can be watched: whether anything still holds it."""

    def __hash__(self) -> int:  # type: ignore[override]  # told apart by identity
        """Return what tells one row from another, whatever its cells."""
        return id(self)


@dataclass
class Given:
    """Rows that count how often they are read."""

    headers: tuple[str, ...]
    cells: Sequence[Sequence[str]]
    read: int = field(default=0)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows, the first on line 2."""
        self.read += 1
        for line, row in enumerate(self.cells, start=2):
            assert len(row) == len(self.headers)
            yield line, Row(row)

    @property
    def frame(self) -> Frame:
        """The rows as a frame."""
        return Frame(self.headers, self.rows)


def given(headers: str, *rows: str) -> Given:
    """Return rows from lines of cells with commas between."""
    return Given(tuple(headers.split(",")), [row.split(",") for row in rows])


def declare(*columns: ColumnDeclaration, **said: Any) -> TableDeclaration:  # noqa: ANN401 - any field of the record
    """Return the declaration of a table ``t``."""
    name = said.pop("name", "t")
    return TableDeclaration(name, SPAN, Text("t.csv", SPAN), columns=columns, **said)


def computed(name: str, text: str, **said: Any) -> ColumnDeclaration:  # noqa: ANN401 - same
    """Return a computed column."""
    return column(name, compute=parse_row_expression(text, NOWHERE), compute_text=text, **said)


def parsed(name: str, pattern: str, **said: Any) -> ColumnDeclaration:  # noqa: ANN401 - same
    """Return a column whose texts are taken apart."""
    return column(name, parse=Text(pattern, SPAN), **said)


def table(frame: Frame) -> dict[str, list[str]]:
    """Return the columns of a frame by header."""
    rows = [row for _, row in frame.rows()]
    return {header: [row[place] for row in rows] for place, header in enumerate(frame.headers)}


def lines(frame: Frame) -> list[int]:
    """Return where the rows of a frame begin."""
    return [line for line, _ in frame.rows()]


def meanings(frame: Frame, declaration: TableDeclaration, name: str) -> list[Meaning]:
    """Return what the cells of a column of a shaped frame mean."""
    rules = Rules(declaration, name, "en", dict(frame.made).get(name))
    return [rules.meaning(cell) for cell in table(frame)[name]]


def numbers(frame: Frame, declaration: TableDeclaration, name: str) -> list[Any]:
    """Return the numbers of a column, or the gap or set that stands instead of one."""
    found = meanings(frame, declaration, name)
    return [one.gap if one.number is None else one.number for one in found]


def fault_of(
    frame: Frame,
    declaration: TableDeclaration,
    joined: Frame | None = None,
    partner: TableDeclaration | None = None,
) -> Fault:
    """Return the fault that makes it impossible to shape a table or to read its rows."""
    with pytest.raises(ContentError) as caught:
        list(shaped(frame, declaration, joined, partner).rows())
    return caught.value.fault
