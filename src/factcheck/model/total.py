"""What the runs of many claim files come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.result import RunResult

NOTHING_DECIDED = 3
ORDER = (2, 1, NOTHING_DECIDED, 0)
"""The exit codes, of which the first that some file has is that of all."""


class Total(Struct, frozen=True):
    """Counts over claim files."""

    files: int = 0
    wrong: int = 0
    """Files of which nothing was evaluated."""
    declared: int = 0
    evaluated: int = 0
    decided: int = 0
    unexpected: int = 0
    """Claims and disputes that are not as expected."""
    exit_code: int = 0
    undecided: int = 0
    """Files that were evaluated, as expected, and in which nothing was decided."""

    def with_result(self, result: RunResult) -> Total:
        """Return the total with one more file that was evaluated."""
        return Total(
            self.files + 1,
            self.wrong,
            self.declared + result.declared,
            self.evaluated + result.evaluated,
            self.decided + result.decided,
            self.unexpected + result.unexpected,
            first_of(self.exit_code, result.exit_code),
            self.undecided + (result.exit_code == NOTHING_DECIDED and not result.unexpected),
        )

    def with_wrong(self, exit_code: int) -> Total:
        """Return the total with one more file of which nothing was evaluated."""
        return Total(
            self.files + 1,
            self.wrong + 1,
            self.declared,
            self.evaluated,
            self.decided,
            self.unexpected,
            first_of(self.exit_code, exit_code),
            self.undecided,
        )


def first_of(*codes: int) -> int:
    """Return the exit code that stands first in the order 2, 1, 3, 0."""
    return min(codes, key=ORDER.index)
