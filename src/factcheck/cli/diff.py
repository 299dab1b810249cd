"""``factcheck diff``: what changed between two reports, or since a revision."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.options import as_of_option, root_option
from factcheck.cli.output import output_path, terminal_width, wants_colour, write_text
from factcheck.cli.overwriting import refuse_overwriting_others

if TYPE_CHECKING:
    from factcheck.report.changes import Changes

Fields = dict[str, Any]
FORMATS = ("terminal", "markdown", "json")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog="""\b
Examples:
  factcheck diff old.json new.json
  factcheck diff old.json new.json --format markdown -o changes.md
  factcheck diff claims/swiss.yml --since main

\b
Exit codes:
  2  a report, claim file or revision cannot be read
  1  something changed
  0  nothing changed
"""
)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE, required=False, metavar="[NEW]")
@click.option(
    "--since",
    metavar="REV",
    help="Compare the claim file OLD as it was in this git revision with what it is now; both on "
    "the tables and rubrics of the working tree.",
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
    help="Write the changes to this file, as a whole or not at all, instead of printing them.",
)
@as_of_option("With --since: read the vintages of this date, as for `run`.")
@root_option("With --since: the folder that no evidence may lie outside of, as for `run`.")
def diff(
    old: Path,
    new: Path | None,
    since: str | None,
    form: str,
    output: Path | None,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Say what changed from the report OLD to the report NEW.

    Reports are what `factcheck run --format json` printed. First comes what could silence a check:
    claims and readings that are gone, other words of `expect`, `figure`, `under`, `using`,
    `where`, other measures, conditions, statements and declarations of tables. Then verdicts and
    what was found, and the evidence. Claims are told apart by their ids; one that is gone and a
    new one that measures the same are taken to be renamed, and told so.
    """
    if (new is None) == (since is None):
        raise click.UsageError("name two reports, or one claim file with --since")
    if since is None and (as_of or root):
        raise click.UsageError("--as-of and --root go with --since; a report says its own")
    refuse_overwriting_others(output)
    if new is not None:
        sides = (_report(old), _report(new))
        names = (old.as_posix(), new.as_posix())
    else:
        assert since is not None
        sides = _since(old, since, as_of, root)
        names = (f"{since}:{old.as_posix()}", old.as_posix())
    changes = _changes(sides, names)
    write_text(_rendered(changes, form, output), output)
    sys.exit(1 if changes.is_any else 0)


def _report(path: Path) -> Fields:
    """Return a report; raise ``UsageError`` for a file that is none."""
    from factcheck.recheck import NotAReportError, read_report
    from factcheck.report.visible import visible

    try:
        return read_report(path)
    except NotAReportError as error:
        hint = "; a claim file goes with --since" if path.suffix in {".yml", ".yaml"} else ""
        raise click.UsageError(visible(f"{path} cannot be compared: {error}{hint}")) from error
    except OSError as error:
        raise click.UsageError(visible(f"{path} cannot be read: {error.strerror}")) from error


def _changes(sides: tuple[Fields, Fields], names: tuple[str, str]) -> Changes:
    from factcheck.report.changes import changes_between

    try:
        return changes_between(*sides, names)
    except RecursionError as error:
        raise click.UsageError("the reports cannot be compared: they are too deep") from error


def _since(
    path: Path, revision: str, as_of: str | None, root: Path | None
) -> tuple[Fields, Fields]:
    """Return reports on a claim file as it was and as it is, both on the evidence of now."""
    from factcheck.pipeline import read_claim_file
    from factcheck.report.visible import visible
    from factcheck.revisions import NoRevisionError, file_at

    try:
        before = file_at(path, revision)
        now = read_claim_file(path)
    except NoRevisionError as error:
        raise click.UsageError(visible(str(error))) from error
    except OSError as error:
        raise click.UsageError(visible(f"{path} cannot be read: {error.strerror}")) from error
    name = path.as_posix()
    return (
        _made(before, f"{revision}:{name}", path, as_of, root),
        _made(now, name, path, as_of, root),
    )


def _made(text: bytes, name: str, path: Path, as_of: str | None, root: Path | None) -> Fields:
    """Return the report on a text in the place of a claim file; exit with 2 where it is wrong."""
    import json

    from factcheck import report
    from factcheck.cli.progress import Progress
    from factcheck.evidence import find_root
    from factcheck.model.problem import ProblemsError
    from factcheck.pipeline import run_text

    try:
        with Progress() as on_step:
            result = run_text(
                text,
                file=name,
                folder=path.parent,
                root=root or find_root(path),
                as_of=as_of,
                on_step=on_step,
            )
    except ProblemsError as error:
        colour = wants_colour(None, sys.stderr)
        shown = report.render_problems(
            error.problems, colour=colour, width=terminal_width(sys.stderr)
        )
        click.echo(shown, err=True, nl=False, color=colour)
        sys.exit(2)
    found: Fields = json.loads(report.render_json(result))
    return found


def _rendered(changes: Changes, form: str, output: Path | None) -> str:
    from factcheck import report

    stream = None if output is not None else sys.stdout
    colour, width = wants_colour(None, stream), terminal_width(stream)
    return report.render_changes(changes, form, width=width, colour=colour)
