"""``factcheck figure``: how words about a number are read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypedDict

import click

from factcheck.cli.output import write_text

if TYPE_CHECKING:
    from typing import Unpack

    from factcheck.figure import FigureError


class _Typed(TypedDict):
    """What was typed on the command line."""

    text: str
    lang: str
    locale: str | None
    reads: str | None
    to: str | None
    unit: str | None
    form: str


@click.command(
    epilog="""\b
Examples:
  factcheck figure "just under ten percent"
  factcheck figure "around 9,000" --to 1000
  factcheck figure "up 4%" --unit points --format json
  factcheck figure "knapp zehn Prozent" --lang de
  factcheck figure "rund 9’000" --lang de --locale de-CH
"""
)
@click.argument("text")
@click.option("--lang", default="en", show_default=True, help="The language of the words.")
@click.option("--locale", help="The country whose digits are printed, such as de-CH.")
@click.option("--reads", help="The hedge class to use, whatever the words say.")
@click.option("--to", help="The precision the figure was rounded to, such as 1000.")
@click.option("--unit", help="`points` where a percent sign means percentage points.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
def figure(**typed: Unpack[_Typed]) -> None:
    """Show what the words of a figure allow.

    TEXT is a figure as printed. It is read in three profiles, each inside the next: strict,
    default (by which claims are judged) and lenient.
    """
    from factcheck.figure import FigureError, read_figure
    from factcheck.figure.doubtful import refuse_doubtful
    from factcheck.report import figure_report

    text = typed["text"]
    try:
        found = read_figure(
            text,
            lang=typed["lang"],
            locale=typed["locale"],
            reads=typed["reads"],
            to=typed["to"],
            unit=typed["unit"],
        )
        # Of a bare number only the measure, which is not known here, says what it counts.
        is_count = found.unit.noun is not None
        refuse_doubtful(text, found, lang=typed["lang"], locale=typed["locale"], is_count=is_count)
    except FigureError as error:
        click.echo(refused(text, error, has_reads=True), err=True)
        sys.exit(2)
    render = figure_report.render_json if typed["form"] == "json" else figure_report.render_text
    write_text(render(found))


def refused(text: str, error: FigureError, *, has_reads: bool) -> str:
    """Return a problem as `run` prints it, with the words in question marked, if there are any.

    ``has_reads`` says that the command has the option `--reads`.
    """
    from factcheck.report.figure_report import hint_without_keys
    from factcheck.report.visible import cells, visible

    lines = [f"error {error.code.code} {error.code.slug}: {visible(error.message)}"]
    if error.end > error.start:
        before, marked = visible(text[: error.start]), visible(text[error.start : error.end])
        lines += [f"  {visible(text)}", f"  {' ' * cells(before)}{'^' * cells(marked)}"]
    if error.hint:
        reads = "`--reads`" if has_reads else None
        hint = hint_without_keys(error.hint, reads, "`--locale {}`")
        lines.append(f"  hint: {visible(hint)}")
    lines.append(f"`factcheck explain {error.code.code}` tells more.")
    return "\n".join(lines)
