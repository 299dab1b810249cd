"""``factcheck possible``: whether a printed figure is possible at all."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from factcheck.cli.figure import refused
from factcheck.cli.output import write_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from factcheck.model.attainable import Known, Printed, Question
    from factcheck.model.fraction import Fraction
    from factcheck.model.rounding import Rounding

_MOST = 10**15
_MOST_ITEMS = 10_000
_DIGITS = re.compile(r"[+-]?[0-9]+", re.ASCII).fullmatch
_CODES = {True: 0, False: 1, None: 3}


class _Whole(click.IntRange):
    """A whole number in digits alone: 8, not 8.0 and not 8_0."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - as click has it
        """Return the number; refuse other text, and what is out of range."""
        if isinstance(value, str) and not _DIGITS(value):
            from factcheck.model.near import quoted
            from factcheck.report.visible import visible

            message = f"{quoted(value)} is no whole number; write it in digits alone, such as 8."
            self.fail(visible(message), param, ctx)
        return super().convert(value, param, ctx)


class Typed(TypedDict):
    """What the command line says."""

    text: str
    of: int | None
    mean: bool
    n: int | None
    items: int
    step: Fraction
    lower: Fraction | None
    upper: Fraction | None
    deviation: str | None
    population: bool
    exactly: tuple[Known, ...]
    at_least: tuple[Known, ...]
    rounding: Rounding | None
    lang: str
    locale: str | None
    form: str


def _roundings(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ways of rounding that what is typed can become."""
    from click.shell_completion import CompletionItem

    from factcheck.model.rounding import rounding_named, rounding_names

    known = ((name, rounding_named(name)) for name in rounding_names())
    return [
        CompletionItem(name, help=f"rounded {rounding.words}")
        for name, rounding in known
        if rounding is not None and name.startswith(incomplete.casefold())
    ]


def _rounding(
    context: click.Context, parameter: click.Parameter, typed: str | None
) -> Rounding | None:
    """Return the way of rounding of a name; refuse any other with the nearest ones."""
    if typed is None:
        return None
    from factcheck.model.near import did_you_mean, quoted
    from factcheck.model.rounding import rounding_named, rounding_names
    from factcheck.report.visible import visible

    found = rounding_named(typed)
    if found is None:
        hint = did_you_mean(typed, rounding_names())
        message = visible(f"{quoted(typed)} is no way of rounding; {hint}")
        raise click.BadParameter(message, context, parameter)
    return found


def _number(
    context: click.Context, parameter: click.Parameter, typed: str | None
) -> Fraction | None:
    return None if typed is None else _decimal(context, parameter, typed)


def _decimal(context: click.Context, parameter: click.Parameter, typed: str) -> Fraction:
    """Return the number of a numeral; refuse anything else."""
    from factcheck.model.decimal_text import TooLongError, parse_decimal
    from factcheck.model.near import quoted
    from factcheck.report.visible import visible

    try:
        found = parse_decimal(typed.strip())
    except TooLongError as error:
        raise click.BadParameter(f"{error}.", context, parameter) from error
    if found is None:
        raise click.BadParameter(visible(f"{quoted(typed)} is no number."), context, parameter)
    return found


def _known(
    context: click.Context, parameter: click.Parameter, typed: tuple[str, ...]
) -> tuple[Known, ...]:
    """Return numbers that are known, each written with how often: ``3=12``."""
    from factcheck.model.attainable import Known

    found = []
    for each in typed:
        number, sign, times = each.partition("=")
        how_often = _decimal(context, parameter, times) if sign else None
        if how_often is None or how_often.denominator != 1 or how_often < 0:
            message = "write a number and how often it is there: 3=12."
            raise click.BadParameter(message, context, parameter)
        is_exact = parameter.name == "exactly"
        found.append(Known(_decimal(context, parameter, number), int(how_often), is_exact))
    return tuple(found)


@click.command(
    epilog="""\b
Examples:
  factcheck possible "64%" --of 8
  factcheck possible "two in three" --of 8
  factcheck possible 5.19 --mean --n 28
  factcheck possible 3.44 --mean --n 20 --items 3 --min 1 --max 7
  factcheck possible 5.21 --mean --n 28 --sd 1.6 --min 1 --max 7 --format json

\b
Ways of rounding (MODE):
  any, half-up, half-down, half-even, half-away-from-zero, half-towards-zero,
  up (away from zero), down or truncated (towards zero), ceiling, floor,
  ceiling-or-floor, 05up, up-from-6, down-from-6 (or another digit)

\b
Exit codes:
  0  it is possible; an example is shown
  1  it is impossible; the reason and the nearest possible figures are shown
  2  the command line is wrong, or the figure cannot be read
  3  the search was cut short: not decided
"""
)
@click.argument("text")
@click.option("--of", type=_Whole(1, _MOST), metavar="N", help="TEXT is a share of N.")
@click.option("--mean", is_flag=True, help="TEXT is the mean of numbers; say how many with --n.")
@click.option("--n", type=_Whole(1, _MOST), metavar="N", help="How many numbers.")
@click.option(
    "--items",
    type=_Whole(1, _MOST_ITEMS),
    default=1,
    metavar="K",
    help="Each number is itself the mean of K answers.",
)
@click.option(
    "--step",
    default="1",
    callback=_number,
    metavar="NUMBER",
    help="How far possible answers lie apart; 1, for whole numbers, unless said.",
)
@click.option(
    "--min", "lower", callback=_number, metavar="NUMBER", help="The least possible answer."
)
@click.option(
    "--max", "upper", callback=_number, metavar="NUMBER", help="The greatest possible answer."
)
@click.option("--sd", "deviation", metavar="TEXT", help="The standard deviation printed with it.")
@click.option(
    "--population", is_flag=True, help="The standard deviation divides by n, not by n - 1."
)
@click.option(
    "--exactly",
    multiple=True,
    callback=_known,
    metavar="NUMBER=TIMES",
    help="How often a number is there, known from elsewhere; may be repeated.",
)
@click.option(
    "--at-least",
    multiple=True,
    callback=_known,
    metavar="NUMBER=TIMES",
    help="How often a number is there at the least; may be repeated.",
)
@click.option(
    "--rounding",
    callback=_rounding,
    shell_complete=_roundings,
    metavar="MODE",
    help="How figures in digits were rounded; to the nearest, halves either way (`any`), unless "
    "said.",
)
@click.option("--lang", default="en", show_default=True, help="The language of the words.")
@click.option("--locale", help="The country whose digits are printed, such as de-CH.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
def possible(**typed: Unpack[Typed]) -> None:
    """Say whether a printed figure is possible at all.

    TEXT is a share or a mean as printed, in digits or in words. With whole numbers behind it not
    every figure can be had: of 8, no count gives 64 %. Write `--` before a TEXT that begins with
    a minus sign.
    """
    from factcheck.quantity.attainable.answer import answer
    from factcheck.quantity.attainable.ask import QuestionError
    from factcheck.report import possible_report
    from factcheck.report.visible import visible

    try:
        found = answer(_question(typed))
    except QuestionError as error:
        raise click.UsageError(visible(str(error))) from error
    is_json = typed["form"] == "json"
    write_text(
        possible_report.render_json(found) if is_json else possible_report.render_text(found)
    )
    sys.exit(_CODES[found.is_possible])


def _question(typed: Typed) -> Question:
    """Return what is asked; refuse options that do not go together."""
    from factcheck.model.attainable import Scale
    from factcheck.quantity.attainable.ask import mean_question, share_question

    n = typed["n"]
    if (typed["of"] is None) is not typed["mean"]:
        raise click.UsageError("say either --of N, for a share, or --mean --n N")
    if typed["of"] is not None:
        _refuse_of_shares(typed)
        share, deviation = _read(typed)
        return share_question(
            share, typed["of"], deviation=deviation, divides_by_n=typed["population"]
        )
    if n is None:
        raise click.UsageError("say with --n of how many numbers it is the mean")
    scale = Scale(typed["items"], typed["step"], typed["lower"], typed["upper"])
    mean, deviation = _read(typed)
    return mean_question(
        mean,
        n,
        scale,
        deviation=deviation,
        divides_by_n=typed["population"],
        known=typed["exactly"] + typed["at_least"],
    )


def _refuse_of_shares(typed: Typed) -> None:
    """Refuse what only makes sense of a mean."""
    given = {
        "--n": typed["n"] is not None,
        "--items": typed["items"] != 1,
        "--step": typed["step"] != 1,
        "--min": typed["lower"] is not None,
        "--max": typed["upper"] is not None,
        "--exactly": bool(typed["exactly"]),
        "--at-least": bool(typed["at_least"]),
    }
    wrong = [name for name, is_given in given.items() if is_given]
    if wrong:
        verb = "belongs" if len(wrong) == 1 else "belong"
        raise click.UsageError(f"{', '.join(wrong)} {verb} to --mean, not to --of")


def _read(typed: Typed) -> tuple[Printed, Printed | None]:
    """Return the figure and the deviation that were printed, read."""
    if typed["population"] and typed["deviation"] is None:
        raise click.UsageError("--population says something of --sd, which is missing")
    found = _printed(typed, typed["text"], may_be_negative=typed["mean"])
    deviation = typed["deviation"]
    return found, None if deviation is None else _printed(typed, deviation)


def _printed(typed: Typed, text: str, *, may_be_negative: bool = False) -> Printed:
    """Return a figure, read; end with what is wrong with its words."""
    from factcheck.figure import FigureError, read_figure
    from factcheck.quantity.attainable.ask import printed_of

    try:
        figure = read_figure(text, lang=typed["lang"], locale=typed["locale"], rate_like=True)
    except FigureError as error:
        click.echo(refused(text, error, has_reads=False), err=True)
        sys.exit(2)
    return printed_of(figure, typed["rounding"], may_be_negative=may_be_negative)
