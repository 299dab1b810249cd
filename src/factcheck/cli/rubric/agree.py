"""``factcheck rubric agree``: how far two people's codes of the same units agree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from factcheck.cli.figure import refused
from factcheck.cli.output import output_path, write_text
from factcheck.cli.overwriting import refuse_overwriting_others
from factcheck.cli.rubric.files import read_rubric, report_problems

if TYPE_CHECKING:
    from factcheck.evidence.coded import Codes
    from factcheck.model.agreement import Agreement
    from factcheck.model.figure import Figure

_MOST_TABLES = 2


class _Typed(TypedDict):
    """What was typed on the command line."""

    tables: tuple[Path, ...]
    unit: str
    column: str | None
    coders: str | None
    count: str | None
    of: str | None
    figure: str | None
    rubric: Path | None
    delimiter: str | None
    encoding: str | None
    sheet: str | None
    lang: str
    locale: str | None
    form: str
    output: Path | None


@click.command(
    epilog="""\b
Examples:
  factcheck rubric agree ann.csv ben.csv --unit case --class label
  factcheck rubric agree codes.csv --unit case --coders ann,ben
  factcheck rubric agree codes.csv --unit case --coders ann,ben --count reports
  factcheck rubric agree codes.csv --unit case --coders ann,ben --rubric rule.yml \\
    --of meets --figure "at least 63 percent"

\b
Exit codes:
  2  the command line or the files are wrong
  1  the figure is refuted
  0  otherwise
"""
)
@click.argument(
    "tables",
    metavar="TABLE [TABLE]",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--unit", required=True, metavar="COLUMN", help="The column that tells units apart.")
@click.option("--class", "column", metavar="COLUMN", help="The column of the codes in both tables.")
@click.option("--coders", metavar="A,B", help="The two columns of codes in one table.")
@click.option("--count", metavar="COLUMN", help="How many cases a unit stands for, for the shares.")
@click.option("--of", metavar="CLASS", help="The class whose share is shown, and --figure is of.")
@click.option("--figure", metavar="TEXT", help="A published share, judged by what is possible.")
@click.option(
    "--rubric",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The rubric by which they coded: its classes are all that there are.",
)
@click.option("--delimiter", metavar="SIGN", help="What separates cells, if not a comma (.csv).")
@click.option("--encoding", metavar="NAME", help="How characters are written, if not utf-8.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.")
@click.option("--lang", default="en", show_default=True, help="The language of the figure.")
@click.option("--locale", help="The country whose digits the figure has, such as de-CH.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "markdown", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=output_path,
    help="Write to this file instead.",
)
def agree(**typed: Unpack[_Typed]) -> None:
    """Compare the codes that two people gave the same units.

    The codes stand in one column (--class) of two tables, or in two columns (--coders) of one.
    Cohen's kappa and Krippendorff's alpha say how far they agree beyond chance. For each class the
    share is shown that it has if every disagreement goes against it, and if all go for it: a
    disagreement is between the two classes that were given. Units that one of the two did not code
    are named and left out.
    """
    from msgspec.structs import replace

    from factcheck.cli.rubric.coefficients import coefficients_of
    from factcheck.model.spec import Verdict
    from factcheck.report import agreement_report
    from factcheck.rubric.agreement import check_share

    refuse_overwriting_others(typed["output"])
    of, figure = typed["of"], _figure(typed)
    found = _compared(typed)
    if of is not None:
        _require_class(of, found)
    checked = None if figure is None or of is None else check_share(found, of, figure)
    found = replace(found, coefficients=coefficients_of(found.pairs))
    render = {
        "terminal": agreement_report.render_text,
        "markdown": agreement_report.render_markdown,
        "json": agreement_report.render_json,
    }[typed["form"]]
    write_text(render(found, of, checked), typed["output"])
    sys.exit(1 if checked is not None and checked.verdict is Verdict.REFUTED else 0)


def _figure(typed: _Typed) -> Figure | None:
    """Return the figure, read; end with what is wrong with its words."""
    from factcheck.figure import FigureError, read_figure
    from factcheck.model.unit import UnitKind

    text = typed["figure"]
    if text is None:
        return None
    if typed["of"] is None:
        raise click.UsageError("say with --of CLASS which class the figure is a share of")
    try:
        found = read_figure(text, lang=typed["lang"], locale=typed["locale"], rate_like=True)
    except FigureError as error:
        click.echo(refused(text, error, has_reads=False), err=True)
        sys.exit(2)
    if found.unit.kind is not UnitKind.SHARE:
        raise click.UsageError(
            f"--figure is read as {_a(str(found.unit.kind.value))}; write a share, such as "
            f"'63 percent' or 'two in three'"
        )
    return found


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _compared(typed: _Typed) -> Agreement:
    """Return the codes compared; end with what is wrong with their tables."""
    from factcheck.evidence.coded import Asked, read_coders
    from factcheck.evidence.look import Known
    from factcheck.model.problem import ProblemsError
    from factcheck.rubric.agreement import NothingSharedError, compare

    tables = _tables(typed)
    rubric = None if typed["rubric"] is None else read_rubric(typed["rubric"])
    classes = None if rubric is None else rubric.class_names
    known = Known(typed["delimiter"], typed["encoding"], sheet=typed["sheet"])
    asked = Asked(typed["unit"], typed["count"], classes, known)
    try:
        first, second = read_coders(tables, asked)
        return compare(first, second, classes=classes, is_weighted=typed["count"] is not None)
    except ProblemsError as error:
        report_problems(error.problems)
        raise SystemExit(2) from error
    except NothingSharedError as error:
        raise click.UsageError(
            "no unit was coded by both, or those that were stand for nothing"
        ) from error


def _tables(typed: _Typed) -> tuple[Codes, ...]:
    """Return which columns of which files have codes; refuse options that do not go together."""
    from factcheck.evidence.coded import Codes

    files, column, coders = typed["tables"], typed["column"], typed["coders"]
    if len(files) > _MOST_TABLES:
        raise click.UsageError("name two tables, or one with both people's codes")
    if len(files) == _MOST_TABLES:
        if column is None or coders is not None:
            raise click.UsageError(
                "say with --class which column of both tables has the codes; --coders is for one "
                "table"
            )
        if files[0].samefile(files[1]):
            raise click.UsageError("both tables are the same file")
        named = zip(files, _names(*files), strict=True)
        return tuple(Codes(file, ((name, column),)) for file, name in named)
    first, comma, second = (coders or "").partition(",")
    first, second = first.strip(), second.strip()
    if column is not None or not (comma and first and second) or first == second:
        raise click.UsageError(
            "say with --coders A,B which two columns of the table have the codes; --class is for "
            "two tables"
        )
    return (Codes(files[0], ((first, first), (second, second))),)


def _names(first: Path, second: Path) -> tuple[str, str]:
    """Return what to call the people behind two tables: the files' names, where these differ."""
    if first.stem != second.stem:
        return first.stem, second.stem
    return first.as_posix(), second.as_posix()


def _require_class(name: str, found: Agreement) -> None:
    from factcheck.model.near import did_you_mean, quoted
    from factcheck.report.visible import visible

    if name not in found.classes:
        hint = did_you_mean(name, found.classes)
        raise click.UsageError(visible(f"no unit was coded as {quoted(name)}; {hint}"))
