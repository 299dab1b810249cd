"""Dates on the command line."""

from __future__ import annotations

import click


def date_or_none(
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
