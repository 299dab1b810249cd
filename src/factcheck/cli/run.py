"""``factcheck run``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from factcheck.cli.ahead import getting_ready, without_garbage
from factcheck.cli.cache import remembered
from factcheck.cli.claim_files import claim_files, shown
from factcheck.cli.formats import FormatType, Wanted, wanted_reports
from factcheck.cli.options import as_of_option, language_option, root_option
from factcheck.cli.output import CannotWriteError, output_path
from factcheck.cli.overwriting import refuse_overwriting
from factcheck.cli.problems import WRONG, report_problems
from factcheck.model.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.bounds.desk import Desk
    from factcheck.cli.many import ManyReport
    from factcheck.evidence.cache import Memory
    from factcheck.pipeline import Planned
    from factcheck.report.formats import Look
    from factcheck.together.run import Together


@click.command(
    epilog="""\b
Examples:
  factcheck run claims/swiss.yml
  factcheck run claims/swiss.yml -o reports/swiss.md
  factcheck run claims/swiss.yml --format html=swiss.html --format junit=junit.xml
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
    "formats",
    type=FormatType(),
    multiple=True,
    help=f"How to report, and the file that the report goes to; may be given several times. "
    f"FORMAT is one of {', '.join(FORMATS)}.  [default: by the ending of --output, else terminal]",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    callback=output_path,
    help="Write the report to this file, as a whole or not at all, instead of printing it.",
)
@language_option("The language of reports that somebody reads. Claims are in any language.")
@click.option(
    "--strict",
    is_flag=True,
    help="Fail (exit code 1) on an undetermined claim that no `expect` covers.",
)
@as_of_option()
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
    "--watch", is_flag=True, help="Run again whenever a file that was used changes; Ctrl-C ends it."
)
@root_option()
@click.option(
    "--colour/--no-colour",
    "--color/--no-color",
    default=None,
    help="Colour the terminal report.  [default: on a terminal, unless NO_COLOR is set]",
)
def run(  # noqa: PLR0913, PLR0917 - the options of the command, each by its name
    files: tuple[Path, ...],
    formats: tuple[Wanted, ...],
    output: Path | None,
    language: str,
    strict: bool,
    as_of: str | None,
    locked: bool,
    cache: bool,
    watch: bool,
    root: Path | None,
    colour: bool | None,
) -> None:
    """Give every claim of each FILE a verdict.

    FILE is a claim file in YAML, or a folder: then all claim files in it and below are run. Of
    several files that use the same table it is read once. The report shows for each claim what
    was claimed, what the evidence permits, the calculation in between and what the verdict rests
    on. The format jsonl writes one line for each claim as soon as it is judged.
    """
    from factcheck.report.formats import Look

    reports = wanted_reports(formats, output, sys.stdout)
    asked = Asked(reports, Look(language), strict, as_of, locked, cache, root, colour)
    if not watch:
        sys.exit(_run(files, asked))
    from factcheck.cli.watch import run_watched

    sys.exit(run_watched(files, lambda: _run(files, asked)))


class Asked(NamedTuple):
    """The options of the command."""

    reports: tuple[Wanted, ...]
    look: Look
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

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files that reports go to."""
        return tuple(each.path for each in self.reports if each.path is not None)


def _run(named: tuple[Path, ...], asked: Asked) -> int:
    """Run claim files, write the reports, and return the exit code."""
    with (
        remembered(is_wanted=asked.is_remembered) as memory,
        getting_ready(named[:1], memory),
        without_garbage(),
    ):
        return _run_remembering(named, asked, memory)


def _run_remembering(named: tuple[Path, ...], asked: Asked, memory: Memory | None) -> int:
    from factcheck.cli.many import run_many
    from factcheck.cli.progress import Progress
    from factcheck.model.problem import ProblemsError
    from factcheck.together.find import find_claim_files

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
        _refuse_overwriting(asked.outputs, file)
    _refuse_other_files(asked.outputs)
    is_alone = len(named) == 1 and not named[0].is_dir()
    with Progress() as on_step:

        def how(report: ManyReport) -> Together:
            from factcheck.together.run import Together

            return Together(
                root=asked.root,
                strict=asked.strict,
                as_of=asked.as_of,
                outputs=asked.outputs,
                memory=memory,
                desk=_recorder if report.has("json") else lambda: None,
                on_step=on_step,
                on_claim=report.claim if report.wants_claims else None,
                refusal=lambda path: _refusal(path, asked.root) if asked.locked else None,
            )

        return run_many(
            found,
            asked.reports,
            asked.look,
            asked.colour,
            how,
            before=on_step.wipe,
            is_alone=is_alone,
        )


def _refuse_overwriting(outputs: tuple[Path, ...], file: Path) -> None:
    for output in outputs:
        if output.exists() and file.exists() and output.samefile(file):
            raise CannotWriteError(
                f"{shown(output)} is the claim file itself; name another for the report"
            )


def _refuse_other_files(outputs: tuple[Path, ...]) -> None:
    """Refuse to write over what looks like no report, in whatever format it is."""
    from factcheck.report.recognise import is_report

    for output in outputs:
        refuse_overwriting(output, is_report, "a report")


def _refusal(file: Path, root: Path | None) -> Callable[[Planned], None]:
    """Return what refuses evidence that the lock does not pin, once the tables were scanned."""
    from factcheck.lock.drift import refuse_drift
    from factcheck.lock.stored import NAME

    try:
        return refuse_drift(file, root)
    except OSError as error:
        raise click.UsageError(f"{NAME} cannot be read: {error.strerror}") from error


def _recorder() -> Desk:
    """Return who writes down the answers of searches, which only the report in JSON shows."""
    from factcheck.bounds.answers import Recorder

    return Recorder()
