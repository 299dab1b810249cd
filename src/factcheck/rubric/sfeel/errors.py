"""What is wrong with a text in S-FEEL, and where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.rubric.errors import WordsError

if TYPE_CHECKING:
    from factcheck.model.problem import Code


class SFeelError(WordsError):
    """A text in S-FEEL cannot be read; ``start`` and ``end`` are the characters in question."""

    def __init__(
        self, code: Code, message: str, start: int, end: int, hint: str | None = None
    ) -> None:
        super().__init__(code, message, hint)
        self.start = start
        self.end = end
