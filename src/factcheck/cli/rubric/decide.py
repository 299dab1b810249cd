"""``factcheck rubric decide``: what a decision table says of one row."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import write_text
from factcheck.cli.rubric.files import RUBRIC
from factcheck.cli.rubric.refusals import refuse
from factcheck.cli.rubric.tables import DECISION, IMPORTED, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.rubric import Rubric
    from factcheck.rubric.decide import Known


@click.command(
    short_help="Show what a rubric says of one row.",
    name="decide",
    epilog="""\b
Examples:
  factcheck rubric decide children.yml age=12 act=posing
  factcheck rubric decide approval.dmn "Age=19" RiskCategory=Low isAffordable=true
  factcheck rubric decide children.yml age=null act=posing --format json

\b
Exit codes:
  2  the command line or the rubric is wrong
  1  no rule matches, or several that may not
  0  otherwise
""",
)
@RUBRIC
@click.argument("values", metavar="[NAME=VALUE]...", nargs=-1)
@DECISION
@IMPORTED
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
def decide(
    file: Path,
    values: tuple[str, ...],
    decision: str | None,
    imported: tuple[Path, ...],
    form: str,
) -> None:
    """Show what a decision table says of one row, and which of its rules match.

    FILE is a rubric, or a DMN model. Each input has one value: a number, a category, a day such
    as 2019-01-31, true or false, or null where it has none.
    """
    from factcheck.report import decision_report
    from factcheck.rubric.decide import decide as decide_row
    from factcheck.rubric.errors import SeveralRulesError, WordsError

    rubric = read_table(file, decision, imported)
    known = _known(rubric, values)
    try:
        found = decide_row(rubric, known)
    except SeveralRulesError as error:
        click.echo(decision_report.conflict(rubric, error.rules), err=True)
        sys.exit(1)
    except WordsError as error:
        raise refuse(error) from error
    is_json = form == "json"
    render = decision_report.render_json if is_json else decision_report.render_text
    write_text(render(rubric, found))
    if not found.outcomes and not found.is_list:
        sys.exit(1)


def _known(rubric: Rubric, typed: tuple[str, ...]) -> dict[str, Known]:
    """Return the value of every input."""
    from factcheck.model.near import did_you_mean, listed, quoted
    from factcheck.report.visible import visible
    from factcheck.rubric.decide import known_value
    from factcheck.rubric.errors import WordsError

    inputs = {each.name: each for each in rubric.inputs}
    known: dict[str, Known] = {}
    for each in typed:
        # Names may hold the sign too: the longest one that the rubric has is meant.
        places = [place for place, sign in enumerate(each) if sign == "="]
        names = [each[:place].strip() for place in reversed(places)]
        name = next((name for name in names if name in inputs), None)
        if name is None:
            if not names:
                raise click.UsageError(visible(f"{quoted(each)} is no NAME=VALUE"))
            hint = did_you_mean(names[-1], inputs)
            raise click.UsageError(visible(f"there is no input {quoted(names[-1])}; {hint}"))
        if name in known:
            raise click.UsageError(visible(f"the input {quoted(name)} has two values"))
        value = each[each.index("=", len(name)) + 1 :]
        try:
            known[name] = known_value(value, inputs[name])
        except WordsError as error:
            raise refuse(error) from error
    missing = [name for name in inputs if name not in known]
    if missing:
        message = f"no value is given for {listed(missing)}; write {missing[0]}=null for none"
        raise click.UsageError(visible(message))
    return known
