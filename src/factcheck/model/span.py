"""Places in a user's file."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of one file; lines and columns count from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def within_line(self, start: int, end: int) -> Span:
        """Return the stretch from ``start`` to ``end`` characters after this one's beginning."""
        return Span(self.file, self.line, self.column + start, self.line, self.column + end)


class Text(Struct, frozen=True):
    """A scalar of the claim file, as written, and where it stands."""

    value: str
    span: Span

    def __str__(self) -> str:
        return self.value
