"""The formats that a command line asks for, and where each report goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from factcheck.cli.output import is_terminal, obstacle_to
from factcheck.model.formats import FORMATS, every_suffix, format_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

DEFAULT = "terminal"


class Wanted(NamedTuple):
    """One report: its format and the file that it goes to; ``None`` for printing it."""

    form: str
    path: Path | None = None


class FormatType(click.ParamType[Wanted]):
    """``FORMAT`` or ``FORMAT=FILE``."""

    name = "FORMAT[=FILE]"

    def convert(
        self,
        value: str | Wanted,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Wanted:
        """Return the format, whose name has to be one of ``FORMATS``, and the file."""
        if isinstance(value, Wanted):
            return value
        name, sign, path = value.partition("=")
        if name not in FORMATS:
            self.fail(_unknown(name), param, ctx)
        if not sign or path == "-":
            return Wanted(name)
        if not path:
            self.fail(f"no file stands behind '{name}='.", param, ctx)
        obstacle = obstacle_to(Path(path))
        if obstacle:
            self.fail(obstacle, param, ctx)
        return Wanted(name, Path(path))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names of formats that begin so."""
        del ctx, param
        return [
            CompletionItem(each.name, help=each.about)
            for each in FORMATS.values()
            if each.name.startswith(incomplete)
        ]


def _unknown(name: str) -> str:
    from factcheck.model.near import did_you_mean, quoted
    from factcheck.report.visible import visible

    hint = did_you_mean(name, list(FORMATS))
    known = ", ".join(FORMATS)
    told = f"there is no format {quoted(name)}" + (f"; {hint}" if hint else "")
    return visible(f"{told}; the formats are {known}.")


def wanted_reports(
    formats: Sequence[Wanted], output: Path | None, stream: TextIO | None
) -> tuple[Wanted, ...]:
    """Return every report with the file that it goes to.

    ``output`` is the file behind ``-o``, for the one format that names none; where no format is
    named at all, its ending says which. Raises ``click.UsageError`` where that is the ending of no
    report, two reports would go to the same place, or bytes to a terminal.
    """
    if not formats:
        formats = [Wanted(_by_ending(output))]
    placed = [each for each in formats if each.path is not None]
    loose = [each for each in formats if each.path is None]
    if len(loose) > 1:
        names = " and ".join(f"'{each.form}'" for each in loose)
        raise click.UsageError(
            f"only one report can be printed, not {names}; "
            f"give the others a file: --format {loose[-1].form}=FILE."
        )
    if output is not None and not loose:
        raise click.UsageError("every format has its file already; leave out --output.")
    reports = [Wanted(loose[0].form, output), *placed] if loose else placed
    _refuse_twice(reports)
    for each in reports:
        if each.path is None and FORMATS[each.form].is_binary and is_terminal(stream):
            raise click.UsageError(
                f"a terminal cannot show {each.form}; name a file: --format {each.form}=FILE."
            )
    return tuple(reports)


def _by_ending(output: Path | None) -> str:
    """Return the format that the ending of a file asks for; one without any takes text.

    A device or a pipe may be called anything.
    """
    if output is None:
        return DEFAULT
    form = format_of(output.name)
    if form is not None:
        return form
    if not output.suffix or (output.exists() and not output.is_file()):
        return DEFAULT
    raise click.UsageError(_unknown_ending(output))


def _unknown_ending(output: Path) -> str:
    from factcheck.model.near import nearest, quoted
    from factcheck.report.visible import visible

    close = nearest(output.suffix, every_suffix(), most=1)
    meant = f"; did you mean {quoted(close[0])}?" if close else "."
    return visible(
        f"the ending {quoted(output.suffix)} of {quoted(output.name)} asks for no format{meant} "
        f"Known are {', '.join(every_suffix())}; under any other name, the format is named: "
        "--format FORMAT."
    )


def _refuse_twice(reports: Sequence[Wanted]) -> None:
    seen: set[Path] = set()
    for each in reports:
        if each.path is not None:
            place = each.path.resolve()
            if place in seen:
                raise click.UsageError(f"two reports would be written to '{each.path}'.")
            seen.add(place)
