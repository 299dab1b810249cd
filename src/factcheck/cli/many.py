"""``factcheck run`` on many claim files, or claim by claim."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from factcheck.cli.output import CannotWriteError, opened, terminal_width, wants_colour
from factcheck.cli.problems import INTERRUPTED, WRONG, code_of, report_problems
from factcheck.cli.step_summary import append_summary, for_the_log
from factcheck.model.formats import FORMATS
from factcheck.model.total import Total
from factcheck.report.formats import MissingExtraError
from factcheck.report.many import Whole, pieces_of
from factcheck.together.run import run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from factcheck.cli.formats import Wanted
    from factcheck.cli.output import Sheet
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.report.formats import Look
    from factcheck.report.many import Pieces
    from factcheck.together.find import Found
    from factcheck.together.run import Ran, Together


class Opened(Struct):
    """One report, as far as it is written."""

    wanted: Wanted
    pieces: Pieces
    sheet: Sheet

    @property
    def stands_for_problems(self) -> bool:
        """Whether it says what is wrong with files, so that it is of use without any result."""
        return FORMATS[self.wanted.form].tells_problems


class ManyReport(Struct):
    """The reports of claim files, as far as they are written."""

    reports: tuple[Opened, ...]
    before: Callable[[], None]
    """Is called before anything is printed, so that nothing stands in the way."""
    colour: bool | None
    total: Total = Total()
    has_printed: bool = False
    """Whether somebody has seen a part of one."""

    def has(self, form: str) -> bool:
        """Whether one of them is in this format."""
        return any(each.wanted.form == form for each in self.reports)

    @property
    def wants_claims(self) -> bool:
        """Whether all of them tell claims one by one, so that results need not have them."""
        return all(each.pieces.wants_claims for each in self.reports)

    @property
    def tells_warnings(self) -> bool:
        """Whether warnings stand beside the reports, because none that is printed has them."""
        printed = (each.wanted.form for each in self.reports if each.wanted.path is None)
        return "terminal" not in printed

    def write(self, piece: Callable[[Pieces], str | bytes]) -> None:
        """Write a piece of each report."""
        self.before()
        for each in self.reports:
            self._put(each, piece(each.pieces))

    def _put(self, report: Opened, text: str | bytes) -> None:
        if text and report.wanted.path is None:
            self.has_printed = True
            text = for_the_log(text, report.wanted.form)
        report.sheet.write(text)

    def claim(self, path: Path, claim: ClaimResult) -> None:
        """Write one claim."""
        self.write(lambda pieces: pieces.claim(path.as_posix(), claim))

    def ran(self, ran: Ran) -> None:
        """Write what came of one file."""
        self.before()
        if ran.error is not None:
            self.wrong(ran.path.as_posix(), ran.error.problems, code_of(ran.error))
        result = ran.result
        if result is not None:
            if self.tells_warnings:
                report_problems(result.warnings, self.colour)
            self.total = self.total.with_result(result)
            self._tell_claims(ran.path, result)
            self.write(lambda pieces: pieces.result(ran.path.as_posix(), result))

    def _tell_claims(self, path: Path, result: RunResult) -> None:
        """Write the claims of a result where they are told one by one, and were not yet."""
        for each in self.reports:
            if each.pieces.wants_claims:
                for claim in result.claims:
                    self._put(each, each.pieces.claim(path.as_posix(), claim))

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> None:
        """Tell what is wrong with a file, and write that nothing of it was evaluated."""
        report_problems(problems, self.colour)
        self.total = self.total.with_wrong(exit_code)
        self.write(lambda pieces: pieces.wrong(file, problems, exit_code))

    def end(self) -> None:
        """Write the ends; a file is left as it was where its report would say nothing."""
        total = self.total
        self.write(lambda pieces: pieces.end(total))
        for each in self.reports:
            if each.wanted.form == "github" and isinstance(each.pieces, Whole):
                append_summary(each.pieces.runs(total), each.pieces.look)
            if total.files == total.wrong and not each.stands_for_problems:
                each.sheet.drop()


def run_many(
    found: Found,
    wanted: tuple[Wanted, ...],
    look: Look,
    colour: bool | None,
    how: Callable[[ManyReport], Together],
    *,
    before: Callable[[], None],
    is_alone: bool,
) -> int:
    """Run claim files, write the reports piece by piece, and return the exit code.

    ``how`` is told the reports that are written, and says how the files are run. ``is_alone`` says
    that one file was named and no folder; ``before`` is called before anything is printed.
    """
    report = ManyReport((), before, colour)
    try:
        with ExitStack() as stack:
            report.reports = tuple(
                _opened(each, look, colour, stack, is_alone=is_alone) for each in wanted
            )
            report.write(lambda pieces: pieces.begin())
            for problem in found.problems:
                assert problem.span is not None
                report.wrong(problem.span.file, [problem], WRONG)
            for ran in run_together(found.files, how(report)):
                report.ran(ran)
            report.end()
            return report.total.exit_code
    except KeyboardInterrupt:
        if not report.has_printed:
            raise
        before()
        click.echo("\ninterrupted; the report is not complete", err=True)
        return INTERRUPTED
    except MissingExtraError as error:
        raise CannotWriteError(str(error)) from error
    except OSError as error:
        raise CannotWriteError(f"{_places(wanted)} cannot be written: {error.strerror}") from error


def _opened(
    wanted: Wanted, look: Look, colour: bool | None, stack: ExitStack, *, is_alone: bool
) -> Opened:
    """Return a report that is open.

    A file has colours only where they were asked for, and its lines do not depend on a window.
    """
    stream = sys.stdout if wanted.path is None else None
    own = replace(look, colour=wants_colour(colour, stream), width=terminal_width(stream))
    sheet = stack.enter_context(opened(wanted.path))
    return Opened(wanted, pieces_of(wanted.form, own, is_alone=is_alone), sheet)


def _places(wanted: tuple[Wanted, ...]) -> str:
    files = [f"'{each.path}'" for each in wanted if each.path is not None]
    return " or ".join(files) if files else "the report"
