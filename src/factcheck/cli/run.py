"""``factcheck run``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.dates import date_or_none
from factcheck.cli.output import (
    CannotWriteError,
    output_path,
    terminal_width,
    wants_colour,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.bounds.desk import Desk
    from factcheck.model.problem import Problem, ProblemsError
    from factcheck.model.result import RunResult
    from factcheck.pipeline import Planned

FORMATS = ("terminal", "markdown", "json")
WRONG, DRIFTED = 2, 3
"""The exit codes where nothing was evaluated."""


def _claim_file(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """Check that a claim file is there; raise ``BadParameter`` with the files most like it."""
    if path == Path("-"):
        message = "standard input is not read: paths in a claim file start at it; name a file."
    elif path.is_dir():
        message = f"{_shown(path)} is a folder; name one claim file{_inside(path)}."
    elif not path.exists():
        message = f"there is no file {_shown(path)}{_beside(path)}"
    else:
        return path
    raise click.BadParameter(message, context, parameter)


def _shown(path: Path) -> str:
    from factcheck.model.near import quoted
    from factcheck.report.visible import visible

    return visible(quoted(path.as_posix()))


def _claim_files(folder: Path) -> list[str]:
    """Return the names of a folder's claim files; none where it cannot be looked into."""
    try:
        return sorted(each.name for each in folder.iterdir() if each.suffix in {".yml", ".yaml"})
    except OSError:
        return []


def _inside(folder: Path) -> str:
    from factcheck.model.near import listed
    from factcheck.report.visible import visible

    names = _claim_files(folder)
    return visible(f", such as {listed(names)}") if names else ""


def _beside(path: Path) -> str:
    from factcheck.model.near import did_you_mean
    from factcheck.report.visible import visible

    if not path.parent.is_dir():
        return f", and no folder {_shown(path.parent)}."
    hint = did_you_mean(path.name, _claim_files(path.parent))
    return "." if hint is None else visible(f"; {hint}")


@click.command(
    epilog="""\b
Examples:
  factcheck run claims/swiss.yml
  factcheck run claims/swiss.yml --format markdown -o reports/swiss.md
  factcheck run claims/swiss.yml --strict --format json

\b
Exit codes, the first that fits:
  2  the files or the command line are wrong; nothing was evaluated
  1  a claim is not as expected: refuted, or not what its `expect` says;
     or a dispute: incompatible, or not what its `expect` says
  3  a claim could not be evaluated and that was not expected, or none was decided;
     or with --locked: a file is not the one that factcheck.lock pins
  0  every claim is as expected
"""
)
@click.argument("file", type=click.Path(path_type=Path), callback=_claim_file)
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
    file: Path,
    form: str,
    output: Path | None,
    strict: bool,
    as_of: str | None,
    locked: bool,
    root: Path | None,
    colour: bool | None,
) -> None:
    """Give every claim of FILE a verdict.

    FILE is a claim file in YAML. The report shows for each claim what was claimed, what the
    evidence permits, the calculation in between and what the verdict rests on.
    """
    from factcheck.cli.progress import Progress
    from factcheck.model.problem import ProblemsError
    from factcheck.pipeline import run_file

    if output is not None and output.exists() and output.samefile(file):
        raise CannotWriteError(
            f"{_shown(output)} is the claim file itself; name another for the report"
        )
    try:
        on_planned = _refusal(file, root, output) if locked else None
        with Progress() as on_step:
            result = run_file(
                file,
                root=root,
                strict=strict,
                as_of=as_of,
                output=output,
                desk=_recorder() if form == "json" else None,
                on_step=on_step,
                on_planned=on_planned,
            )
    except ProblemsError as error:
        if form == "json" and output is None:
            _print_problems_json(error.problems)
        _report_problems(error.problems, colour)
        sys.exit(_code_of(error))
    except OSError as error:
        raise click.UsageError(f"{_shown(file)} cannot be read: {error.strerror}") from error
    if form != "terminal":
        _report_problems(result.warnings, colour)
    write_text(_rendered(result, form, output, colour), output)
    sys.exit(result.exit_code)


def _refusal(file: Path, root: Path | None, output: Path | None) -> Callable[[Planned], None]:
    """Return what refuses evidence that the lock does not pin, once the tables were scanned."""
    from factcheck.lock.drift import refuse_drift
    from factcheck.lock.stored import NAME, place_of

    path, _ = place_of(file, root)
    if output is not None and output.resolve() == path:
        raise CannotWriteError(f"{_shown(output)} is the lock itself; name another for the report")
    try:
        return refuse_drift(file, root)
    except OSError as error:
        raise click.UsageError(f"{NAME} cannot be read: {error.strerror}") from error


def _code_of(error: ProblemsError) -> int:
    """Return 3 where the evidence is not what is pinned, 2 where the user's files are wrong."""
    from factcheck.lock.drift import DriftError

    return DRIFTED if isinstance(error, DriftError) else WRONG


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


def _report_problems(problems: Sequence[Problem], colour: bool | None) -> None:
    """Print problems or warnings beside the report, so that it stays whole."""
    from factcheck import report

    is_coloured = wants_colour(colour, sys.stderr)
    text = report.render_problems(problems, colour=is_coloured, width=terminal_width())
    click.echo(text, err=True, nl=False, color=is_coloured)
