"""What came of the claim files of one command, for formats that have all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.total import Total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult


class Run(Struct, frozen=True):
    """What came of one claim file: its result, or what is wrong with it."""

    file: str
    """Its path as it was named."""
    result: RunResult | None
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file, where there is no result; warnings are the result's."""
    exit_code: int = 0


class Runs(Struct, frozen=True):
    """What came of all claim files, in their order."""

    runs: tuple[Run, ...]
    total: Total = Total()

    @classmethod
    def of(cls, result: RunResult, file: str) -> Runs:
        """Return the runs of one claim file that was evaluated."""
        return cls((Run(file, result, (), result.exit_code),), Total().with_result(result))

    def results(self) -> Iterator[tuple[str, RunResult]]:
        """Yield the file and the result of each that was evaluated."""
        for run in self.runs:
            if run.result is not None:
                yield run.file, run.result
