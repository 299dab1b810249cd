"""``factcheck run``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from factcheck.cli.cache import remembered
from factcheck.cli.claim_files import claim_files, shown
from factcheck.cli.dates import date_or_none
from factcheck.cli.output import (
    CannotWriteError,
    output_path,
    terminal_width,
    wants_colour,
    write_text,
)
from factcheck.cli.problems import WRONG, code_of, report_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.bounds.desk import Desk
    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.pipeline import Planned

FORMATS = ("terminal", "markdown", "json", "jsonl")


@click.command(
    epilog="""\b
Examples:
  factcheck run claims/swiss.yml
  factcheck run claims/swiss.yml --format markdown -o reports/swiss.md
  factcheck run claims/swiss.yml --strict --format json
  factcheck run claims/
  factcheck run claims/ --format jsonl -o reports/all.jsonl

\b
Exit codes, the first that fits, and that of any of several files:
  2  the files or the command line are wrong; nothing of them was evaluated
  1  a claim is not as expected: refuted, or not what its `expect` says;
     or a dispute: incompatible, or not what its `expect` says
  3  a claim could not be evaluated and that was not expected, or none was decided;
     or with --locked: a file is not the one that factcheck.lock pins
  0  every claim is as expected
"""
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    callback=claim_files,
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    callback=output_path,
    help="Write the report to this file, as a whole or not at all, instead of printing it.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail (exit code 1) on an undetermined claim that no `expect` covers.",
)
@click.option(
    "--as-of",
    callback=date_or_none,
    metavar="DATE",
    help="Read the vintages that there were at this date (2012, 2012-07 or 2012-07-31), in claims "
    "that name no date themselves.",
)
@click.option(
    "--locked",
    is_flag=True,
    help="Evaluate nothing unless all evidence is what factcheck.lock pins (exit code 3).",
)
@click.option(
    "--cache/--no-cache",
    default=True,
    help="Remember what was found in tables, and read nothing of those that earlier runs have "
    "seen; never with --locked.  [default: --cache]",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that no evidence may lie outside of.  [default: the nearest folder with "
    "a .git or .factcheck-root, else the file's]",
)
@click.option(
    "--colour/--no-colour",
    "--color/--no-color",
    default=None,
    help="Colour the terminal report.  [default: on a terminal, unless NO_COLOR is set]",
)
def run(  # noqa: PLR0913, PLR0917 - the options of the command, each by its name
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    strict: bool,
    as_of: str | None,
    locked: bool,
    cache: bool,
    root: Path | None,
    colour: bool | None,
) -> None:
    """Give every claim of each FILE a verdict.

    FILE is a claim file in YAML, or a folder: then all claim files in it and below are run. Of
    several files that use the same table it is read once. The report shows for each claim what
    was claimed, what the evidence permits, the calculation in between and what the verdict rests
    on. The format jsonl writes one line for each claim as soon as it is judged.
    """
    asked = Asked(form, output, strict, as_of, locked, cache, root, colour)
    is_alone = len(files) == 1 and not files[0].is_dir()
    if is_alone and form != "jsonl":
        sys.exit(_run_one(files[0], asked))
    sys.exit(_run_many(files, asked, is_alone=is_alone))


class Asked(NamedTuple):
    """The options of the command."""

    form: str
    output: Path | None
    strict: bool
    as_of: str | None
    locked: bool
    cache: bool
    root: Path | None
    colour: bool | None

    @property
    def is_remembered(self) -> bool:
        """Whether tables that earlier runs have seen need not be read; pinned ones are."""
        return self.cache and not self.locked


def _run_one(file: Path, asked: Asked) -> int:
    """Run one claim file, write the report, and return the exit code."""
    from factcheck.cli.progress import Progress
    from factcheck.model.problem import ProblemsError
    from factcheck.pipeline import run_file

    form, output, colour = asked.form, asked.output, asked.colour
    _refuse_overwriting(output, file)
    try:
        on_planned = _refusal(file, asked.root, output) if asked.locked else None
        with remembered(is_wanted=asked.is_remembered) as memory, Progress() as on_step:
            result = run_file(
                file,
                root=asked.root,
                strict=asked.strict,
                as_of=asked.as_of,
                output=output,
                desk=_recorder() if form == "json" else None,
                memory=memory,
                on_step=on_step,
                on_planned=on_planned,
            )
    except ProblemsError as error:
        if form == "json" and output is None:
            _print_problems_json(error.problems)
        report_problems(error.problems, colour)
        return code_of(error)
    except OSError as error:
        raise click.UsageError(f"{shown(file)} cannot be read: {error.strerror}") from error
    if form != "terminal":
        report_problems(result.warnings, colour)
    write_text(_rendered(result, form, output, colour), output)
    return result.exit_code


def _run_many(named: tuple[Path, ...], asked: Asked, *, is_alone: bool) -> int:
    """Run many claim files, or one claim by claim, and return the exit code."""
    from factcheck.cli.many import ManyReport, run_many
    from factcheck.cli.progress import Progress
    from factcheck.model.problem import ProblemsError
    from factcheck.together.find import find_claim_files
    from factcheck.together.run import Together

    try:
        found = find_claim_files(named)
    except ProblemsError as error:
        report_problems(error.problems, asked.colour)
        return WRONG
    if not found.files and not found.problems:
        from factcheck.report.wording import listed

        folders = listed([shown(each) for each in named])
        raise click.UsageError(f"there is no claim file in {folders}.")
    for file in found.files:
        _refuse_overwriting(asked.output, file)
    with remembered(is_wanted=asked.is_remembered) as memory, Progress() as on_step:

        def how(report: ManyReport) -> Together:
            return Together(
                root=asked.root,
                strict=asked.strict,
                as_of=asked.as_of,
                output=asked.output,
                memory=memory,
                desk=_recorder if asked.form == "json" else lambda: None,
                on_step=on_step,
                on_claim=report.claim if report.pieces.wants_claims else None,
                refusal=lambda path: (
                    _refusal(path, asked.root, asked.output) if asked.locked else None
                ),
            )

        return run_many(
            found,
            asked.form,
            asked.output,
            asked.colour,
            how,
            before=on_step.wipe,
            is_alone=is_alone,
        )


def _refuse_overwriting(output: Path | None, file: Path) -> None:
    if output is not None and output.exists() and file.exists() and output.samefile(file):
        raise CannotWriteError(
            f"{shown(output)} is the claim file itself; name another for the report"
        )


def _refusal(file: Path, root: Path | None, output: Path | None) -> Callable[[Planned], None]:
    """Return what refuses evidence that the lock does not pin, once the tables were scanned."""
    from factcheck.lock.drift import refuse_drift
    from factcheck.lock.stored import NAME, place_of

    path, _ = place_of(file, root)
    if output is not None and output.resolve() == path:
        raise CannotWriteError(f"{shown(output)} is the lock itself; name another for the report")
    try:
        return refuse_drift(file, root)
    except OSError as error:
        raise click.UsageError(f"{NAME} cannot be read: {error.strerror}") from error


def _recorder() -> Desk:
    """Return who writes down the answers of searches, which only the report in JSON shows."""
    from factcheck.bounds.answers import Recorder

    return Recorder()


def _rendered(result: RunResult, form: str, output: Path | None, colour: bool | None) -> str:
    from factcheck import report

    if form != "terminal":
        return report.render(result, form)
    stream = sys.stdout if output is None else None
    return report.render_terminal(
        result, width=terminal_width(), colour=wants_colour(colour, stream)
    )


def _print_problems_json(problems: Sequence[Problem]) -> None:
    from factcheck import report

    write_text(report.render_problems_json(problems))
