"""Options that several commands have, each in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.model.formats import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def root_option(
    about: str = "The folder that no evidence may lie outside of.  [default: the nearest folder "
    "with a .git or .factcheck-root, else the file's]",
) -> Option:
    """Return ``--root``, a folder that exists."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--root", type=folder, help=about)


def as_of_option(
    about: str = "Read the vintages that there were at this date (2012, 2012-07 or 2012-07-31), in "
    "claims that name no date themselves.",
) -> Option:
    """Return ``--as-of``, a year, month or day."""
    return click.option("--as-of", callback=_date_or_none, metavar="DATE", help=about)


def language_option(about: str) -> Option:
    """Return ``--report-lang``, one of the languages of reports."""
    return click.option(
        "--report-lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=SOURCE,
        show_default=True,
        help=about,
    )


def _date_or_none(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> str | None:
    """Check that a date is one; raise ``BadParameter`` for anything else."""
    from factcheck.model.dates import is_date
    from factcheck.model.near import quoted
    from factcheck.report.visible import visible

    if text is None or is_date(text):
        return text
    message = f"{quoted(text)} is no year, month or day, such as 2012, 2012-07 or 2012-07-31."
    raise click.BadParameter(visible(message), context, parameter)
