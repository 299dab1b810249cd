"""``factcheck run`` on many claim files, or claim by claim."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from factcheck.cli.output import CannotWriteError, opened, terminal_width, wants_colour
from factcheck.cli.problems import INTERRUPTED, WRONG, code_of, report_problems
from factcheck.model.total import Total
from factcheck.together.run import run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from factcheck.cli.output import Sheet
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult
    from factcheck.report.many import Pieces
    from factcheck.together.find import Found
    from factcheck.together.run import Ran, Together


class ManyReport(Struct):
    """The report of many claim files, as far as it is written."""

    pieces: Pieces
    sheet: Sheet
    before: Callable[[], None]
    """Is called before anything is printed, so that nothing stands in the way."""
    colour: bool | None
    tells_warnings: bool
    """Whether warnings stand beside the report, because it has none in itself."""
    total: Total = Total()

    def claim(self, path: Path, claim: ClaimResult) -> None:
        """Write one claim."""
        self._write(self.pieces.claim(path.as_posix(), claim))

    def _write(self, piece: str) -> None:
        self.before()
        self.sheet.write(piece)

    def ran(self, ran: Ran) -> None:
        """Write what came of one file."""
        self.before()
        if ran.error is not None:
            self.wrong(ran.path.as_posix(), ran.error.problems, code_of(ran.error))
        if ran.result is not None:
            if self.tells_warnings:
                report_problems(ran.result.warnings, self.colour)
            self.total = self.total.with_result(ran.result)
            self._write(self.pieces.result(ran.path.as_posix(), ran.result))

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> None:
        """Tell what is wrong with a file, and write that nothing of it was evaluated."""
        report_problems(problems, self.colour)
        self.total = self.total.with_wrong(exit_code)
        self._write(self.pieces.wrong(file, problems, exit_code))


def run_many(
    found: Found,
    form: str,
    output: Path | None,
    colour: bool | None,
    how: Callable[[ManyReport], Together],
    *,
    before: Callable[[], None],
    is_alone: bool,
) -> int:
    """Run claim files, write the report piece by piece, and return the exit code.

    ``how`` is told the report that is written, and says how the files are run. ``is_alone`` says
    that one file was named and no folder; ``before`` is called before anything is printed.
    """
    stream = sys.stdout if output is None else None
    pieces = _pieces(form, wants_colour(colour, stream), is_alone=is_alone)
    try:
        with opened(output) as sheet:
            report = ManyReport(pieces, sheet, before, colour, form != "terminal")
            sheet.write(pieces.begin())
            for problem in found.problems:
                assert problem.span is not None
                report.wrong(problem.span.file, [problem], WRONG)
            for ran in run_together(found.files, how(report)):
                report.ran(ran)
            total = report.total
            sheet.write(pieces.end(total))
            if total.files == total.wrong:
                sheet.drop()
    except KeyboardInterrupt:
        if output is not None:
            raise
        before()
        click.echo("\ninterrupted; the report is not complete", err=True)
        return INTERRUPTED
    except OSError as error:
        place = "the report" if output is None else f"'{output}'"
        raise CannotWriteError(f"{place} cannot be written: {error.strerror}") from error
    return total.exit_code


def _pieces(form: str, is_coloured: bool, *, is_alone: bool) -> Pieces:
    from factcheck.report import many

    if form == "jsonl":
        return many.JsonLines(has_total=not is_alone)
    if form == "json":
        return many.Json()
    if form == "markdown":
        return many.Markdown()
    return many.Terminal(width=terminal_width(), colour=is_coloured)
