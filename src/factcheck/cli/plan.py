"""``factcheck plan``: what a run would scan its tables for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck.cli.claim_files import claim_file
from factcheck.cli.options import as_of_option, root_option
from factcheck.cli.output import write_text
from factcheck.cli.problems import WRONG, report_problems


@click.command(
    epilog="""\b
Examples:
  factcheck plan claims/swiss.yml
  factcheck plan claims/swiss.yml --format json

\b
Exit codes:
  2  the files or the command line are wrong
  0  otherwise
"""
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), callback=claim_file)
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
@as_of_option("Read the vintages that there were at this date, as for `run`.")
@root_option("The folder that no evidence may lie outside of, as for `run`.")
def plan(file: Path, form: str, as_of: str | None, root: Path | None) -> None:
    """Show what a run of FILE would scan its tables for.

    A table is scanned once, however many claims there are: its rows are grouped by a few sets of
    columns, and what each claim looks at is added up from these groups. For each table: the sets
    of columns that are scanned, about how many groups each has, and the columns of whose numbers
    claims only ask whether they are above or below something. No claim is evaluated.
    """
    from factcheck.evidence import find_root
    from factcheck.model.problem import ProblemsError
    from factcheck.planning import prepare, read_claim_file
    from factcheck.report.plan_report import render_plans, render_plans_json

    try:
        prepared = prepare(
            read_claim_file(file),
            file=file.as_posix(),
            folder=file.parent,
            root=root or find_root(file),
            as_of=as_of,
        )
        with prepared.reader as reader:
            plans = [reader.scan_plan(table) for table in prepared.plan.tables]
    except ProblemsError as error:
        report_problems(error.problems, None)
        sys.exit(WRONG)
    render = render_plans_json if form == "json" else render_plans
    write_text(render(plans, len(prepared.plan.claims)))
