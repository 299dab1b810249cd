"""What is given to the YAML parser: the lines of a file, some of them mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.span import Span
from factcheck.spec.document.kind import CLAIM_FILE

if TYPE_CHECKING:
    from factcheck.spec.document.kind import FileKind
    from factcheck.spec.document.marks import Mark


class Repair(Struct, frozen=True):
    """A line that YAML cannot read, written as its author seems to have meant it.

    A repair lets reading go on past a fault that is already reported, to find the next ones.
    """

    line: int
    """Counted from 0, like ``Mark.line``."""
    text: str
    shifts: tuple[tuple[int, int], ...] = ()
    """From which column of the mended line on everything stands how many columns too far right."""
    doubtful: int | None = None
    """The column of a stand-in for a value whose meaning is open."""


class Source(Struct, frozen=True):
    """A file on its way through the YAML parser."""

    file: str
    original: tuple[str, ...]
    lines: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    kind: FileKind = CLAIM_FILE

    def mended(self, repair: Repair) -> Source:
        """Return the file with one line replaced."""
        lines = (*self.lines[: repair.line], repair.text, *self.lines[repair.line + 1 :])
        return replace(self, lines=lines, repairs=(*self.repairs, repair))

    def repair_of(self, line: int) -> Repair | None:
        """Return how a line, counted from 0, was mended."""
        return next((repair for repair in self.repairs if repair.line == line), None)

    def is_doubtful(self, mark: Mark) -> bool:
        """Return whether a stand-in begins at this place."""
        repair = self.repair_of(mark.line)
        return repair is not None and repair.doubtful == mark.column

    def span(self, start: Mark, end: Mark) -> Span:
        """Return the stretch of the original file between two marks."""
        line, column = self._place(start)
        end_line, end_column = self._place(end)
        return Span(self.file, line, column, end_line, end_column)

    def place(self, line: int, column: int, length: int = 1) -> Span:
        """Return a stretch of one line, both counted from 0."""
        first = self._original_column(line, column) + 1
        return Span(self.file, line + 1, first, line + 1, first + length)

    def _place(self, mark: Mark) -> tuple[int, int]:
        return mark.line + 1, self._original_column(mark.line, mark.column) + 1

    def _original_column(self, line: int, column: int) -> int:
        repair = self.repair_of(line) if self.repairs else None
        if repair is None:
            return column
        moved = column - sum(by for start, by in repair.shifts if column >= start)
        return min(moved, len(self.original[line]))

    def line(self, number: int) -> str:
        """Return a line counted from 0, empty past the end."""
        return self.lines[number] if number < len(self.lines) else ""
