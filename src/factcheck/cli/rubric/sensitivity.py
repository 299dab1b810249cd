"""``factcheck rubric sensitivity``: how claims hang on the rules of their rubrics."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck.cli.options import root_option
from factcheck.cli.output import output_path, wants_colour, write_text
from factcheck.cli.overwriting import refuse_overwriting_others
from factcheck.cli.rubric.files import report_problems

_FORMATS = ("terminal", "markdown", "json", "csv")


@click.command(
    short_help="Show what claims hang on in a definition.",
    epilog="""\b
Examples:
  factcheck rubric sensitivity claims/rubric-example.yml
  factcheck rubric sensitivity claims/rubric-example.yml --claim at-least-63
  factcheck rubric sensitivity claims/rubric-example.yml --format csv -o series.csv

\b
Exit codes:
  2  the files are wrong, or no claim uses a rubric
  0  otherwise
""",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--claim", metavar="ID", help="Only this claim.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="terminal",
    show_default=True,
    help="A table, a memo, everything, or a series that a chart can be drawn from.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=output_path,
    help="Write to this file instead.",
)
@root_option("The folder that no evidence may lie outside of, as for `run`.")
@click.option(
    "--most",
    type=click.IntRange(1, 1_000_000),
    default=2_000,
    show_default=True,
    help="How many sets of changes are tried for each claim.",
)
def sensitivity(
    file: Path, claim: str | None, form: str, output: Path | None, root: Path | None, most: int
) -> None:
    """Show how each claim of FILE moves when rules of its rubric give other classes.

    FILE is a claim file. For every claim that looks at the classes of a rubric, each rule is
    given every other class in turn, then everything that the rules leave open is resolved one
    way and the other: a conservative definition against a broad one. The last line tells the
    fewest rules that must change for another verdict.
    """
    from factcheck.cli.progress import Progress
    from factcheck.evidence import find_root
    from factcheck.model.problem import ProblemsError
    from factcheck.pipeline import plan_text, read_claim_file
    from factcheck.report import sensitivity_report
    from factcheck.sensitivity import NoRubricError, sensitivity_of

    refuse_overwriting_others(output)
    try:
        with Progress() as on_step:
            planned = plan_text(
                read_claim_file(file),
                file=file.as_posix(),
                folder=file.parent,
                root=root or find_root(file),
                outputs=(output,) if output else (),
                on_step=on_step,
            )
            found = sensitivity_of(planned, only=claim, most_tried=most, on_step=on_step)
    except ProblemsError as error:
        report_problems(error.problems)
        sys.exit(2)
    except NoRubricError as error:
        of = "No claim" if claim is None else f"No claim '{claim}'"
        raise click.UsageError(f"{of} of {file} looks at the classes of a rubric.") from error
    if form == "terminal":
        colour = wants_colour(None, sys.stdout if output is None else None)
        text = sensitivity_report.render_text(found, colour=colour)
    else:
        text = sensitivity_report.FORMATS[form](found)
    write_text(text, output)
