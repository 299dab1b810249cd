"""``factcheck check``: whether the reports that are kept are what would be written today."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from factcheck.cli.cache import remembered
from factcheck.cli.claim_files import claim_files, shown
from factcheck.cli.options import as_of_option, root_option
from factcheck.cli.output import CannotWriteError, opened, wants_colour, write_text
from factcheck.cli.problems import WRONG, report_problems

if TYPE_CHECKING:
    from factcheck.bounds.desk import Desk
    from factcheck.kept.made import Made
    from factcheck.kept.places import Keeper

DEFAULT = Path("claims")
DIFFERENT = 1


@click.command(
    epilog="""\b
Examples:
  factcheck check
  factcheck check claims/swiss.yml
  factcheck check --write

\b
Exit codes:
  2  a claim file, its evidence or the command line is wrong; nothing was compared or written
  1  a report is not what would be written today, or not there
  0  every report is; with --write: is now
"""
)
@click.argument(
    "files",
    metavar="[FILE]...",
    nargs=-1,
    type=click.Path(path_type=Path),
    callback=claim_files,
)
@click.option("--write", is_flag=True, help="Write the reports anew, where they differ.")
@click.option(
    "--strict",
    is_flag=True,
    help="As for `run`: undetermined claims that no `expect` covers are not as expected.",
)
@as_of_option("As for `run`: read the vintages that there were at this date.")
@click.option(
    "--cache/--no-cache",
    default=True,
    help="As for `run`: read no table twice.  [default: --cache]",
)
@root_option(
    "The folder that nothing may lie outside of, as for `run`; reports name files from it."
)
@click.option(
    "--colour/--no-colour",
    "--color/--no-color",
    default=None,
    help="Colour the differences.  [default: on a terminal, unless NO_COLOR is set]",
)
def check(
    files: tuple[Path, ...],
    write: bool,
    strict: bool,
    as_of: str | None,
    cache: bool,
    root: Path | None,
    colour: bool | None,
) -> None:
    """Compare the reports that are kept with those of today.

    A claim file lists under `reports:` the files in which reports of it are kept, such as
    `../reports/swiss.md`. FILE is a claim file, or a folder of them; without any it is the folder
    `claims`. What differs is shown, line by line where the report is text. A verdict that is not
    as expected is no difference: that is what `factcheck run` looks for.
    """
    from factcheck.model.problem import ProblemsError

    try:
        sys.exit(_check(files or (_default(),), Asked(write, strict, as_of, cache, root, colour)))
    except ProblemsError as error:
        report_problems(error.problems, colour)
        sys.exit(WRONG)


class Asked(NamedTuple):
    """The options of the command."""

    write: bool
    strict: bool
    as_of: str | None
    cache: bool
    root: Path | None
    colour: bool | None


def _default() -> Path:
    if not DEFAULT.is_dir():
        raise click.UsageError(f"there is no folder '{DEFAULT}' here; name a claim file or folder.")
    return DEFAULT


def _check(named: tuple[Path, ...], asked: Asked) -> int:
    """Compare the reports of claim files, tell of them or write them; return the exit code."""
    from factcheck.kept.places import keepers
    from factcheck.model.problem import ProblemsError
    from factcheck.report.github import without_commands
    from factcheck.together.find import find_claim_files

    found = find_claim_files(named)
    if found.problems:
        raise ProblemsError(found.problems)
    every = keepers(found.files, asked.root)
    keeping = [each for each in every if each.reports]
    if not keeping:
        raise click.UsageError(_nothing(named, len(every)))
    made = _made(keeping, asked)
    changed = [each for each in made if not each.is_current]
    if asked.write:
        _write(changed)
    told = [_line(each, asked) for each in made]
    # The name of a report may look like a command to what runs this in CI.
    write_text(
        without_commands("".join(told)) + _summary(made, changed, len(every) - len(keeping), asked)
    )
    return DIFFERENT if changed and not asked.write else 0


def _nothing(named: tuple[Path, ...], files: int) -> str:
    from factcheck.report.wording import listed

    places = listed([shown(each) for each in named])
    if not files:
        return f"there is no claim file in {places}."
    return (
        f"no report is kept of {places}: list them in the claim file, "
        "such as `reports: [../reports/claims.md]`."
    )


def _made(keeping: list[Keeper], asked: Asked) -> tuple[Made, ...]:
    from factcheck.cli.progress import Progress
    from factcheck.kept.made import made_reports
    from factcheck.report.formats import MissingExtraError
    from factcheck.together.run import Together

    has_json = any(each.report.form == "json" for keeper in keeping for each in keeper.reports)
    try:
        with remembered(is_wanted=asked.cache) as memory, Progress() as on_step:
            how = Together(
                strict=asked.strict,
                as_of=asked.as_of,
                memory=memory,
                desk=_recorder if has_json else lambda: None,
                on_step=on_step,
            )
            return made_reports(keeping, how)
    except MissingExtraError as error:
        raise CannotWriteError(str(error)) from error


def _recorder() -> Desk:
    """Return who writes down the answers of searches, which only a report in JSON shows."""
    from factcheck.bounds.answers import Recorder

    return Recorder()


def _write(changed: list[Made]) -> None:
    """Write the reports that differ, each as a whole; none where one of them may not be."""
    from factcheck.kept.places import refuse_other_files

    refuse_other_files((each.kept, each.old) for each in changed)
    for each in changed:
        try:
            each.kept.path.parent.mkdir(parents=True, exist_ok=True)
            with opened(each.kept.path) as sheet:
                sheet.write(each.new)
        except OSError as error:
            place = shown(Path(each.kept.shown))
            raise CannotWriteError(f"{place} cannot be written: {error.strerror}") from error


def _line(made: Made, asked: Asked) -> str:
    """Return what is told of one report; its difference where it is not written."""
    from factcheck.model.formats import FORMATS
    from factcheck.report.kept_difference import binary_difference, render_text_difference
    from factcheck.report.visible import visible

    name = visible(made.kept.shown)
    if made.is_current:
        return f"{name}: as it has to be\n"
    if asked.write:
        return f"{name}: written\n"
    if made.old is None:
        return f"{name}: not there\n"
    if FORMATS[made.kept.report.form].is_binary:
        return f"{name}: differs; {binary_difference(made.old, made.new)}\n"
    colour = wants_colour(asked.colour, sys.stdout)
    return f"{name}: differs\n{render_text_difference(name, made.old, made.new, colour=colour)}"


def _summary(made: tuple[Made, ...], changed: list[Made], without: int, asked: Asked) -> str:
    from factcheck.report.wording import counted

    number = f"{len(changed):,}" if changed else "none"
    told = f"{counted(len(made), 'report')} compared, {number} "
    if asked.write:
        told += "written"
    else:
        told += "differ" if len(changed) > 1 else "differs"
        told += "; `factcheck check --write` writes anew" if changed else ""
    if without:
        told += f". {counted(without, 'claim file')} without `reports`"
    return f"{told}.\n"
