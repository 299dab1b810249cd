"""A place in a file of the user's as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model.span import Span


def place_object(span: Span | None) -> dict[str, str | int] | None:
    """Return a place, counted from 1, its end exclusive; ``None`` for none."""
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
