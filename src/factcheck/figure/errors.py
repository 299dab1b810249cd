"""The one exception of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model.problem import Code


HALF_RANGE = (
    "write both numbers, 'between 20 and 30 percent' or '20 to 30', or 'at least 20', 'at most 30' "
    "where there is one"
)


class FigureError(Exception):
    """A figure's words cannot be read; the spec turns this into a problem with its place.

    ``start`` and ``end`` are offsets in the text of the figure.
    """

    def __init__(
        self, code: Code, message: str, start: int, end: int, *, hint: str | None = None
    ) -> None:
        self.code = code
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint
        super().__init__(message)
