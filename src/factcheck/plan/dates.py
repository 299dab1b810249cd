"""Dates of claims that choose nothing: ``as_of`` where no table comes in vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.problem import Problem, Severity
from factcheck.plan.codes import IDLE_DATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.plan import BoundReading
    from factcheck.model.span import Text
    from factcheck.model.spec import Spec


def idle_dates(spec: Spec, readings: Iterable[BoundReading]) -> Iterator[Problem]:
    """Yield a problem for each ``as_of`` that has no effect in any reading it is meant for.

    One date is a warning, because it may be meant for the reader. Several are an error: they
    would give a verdict each on the same numbers.
    """
    scopes = [*(each.scope for each in spec.quantities), *(each.scope for each in spec.statements)]
    if any(scope.as_of is not None for scope in scopes):
        return
    dated = {
        table.name
        for table in spec.tables
        if table.vintage is not None or table.scope.as_of is not None
    }
    idle: dict[tuple[Text, ...], bool] = {}
    for bound in readings:
        dates = bound.reading.as_of
        # Of a reading with an obstacle nobody knows what it would have read.
        has_effect = bound.obstacle is not None or any(t in dated for t, _ in bound.groupings)
        idle[dates] = idle.get(dates, True) and not has_effect
    for dates, is_idle in idle.items():
        if dates and is_idle:
            yield _problem(spec, dates)


def _problem(spec: Spec, dates: tuple[Text, ...]) -> Problem:
    is_one = len(dates) == 1
    shown = " and ".join(quoted(date.value) for date in dates[:2])
    message = f"'as_of' has no effect: no table that the claim reads has vintages, so {shown} "
    message += "chooses nothing" if is_one else "are judged on the same numbers"
    hint = "give the table 'vintages', a file for each date, or remove 'as_of'"
    span = dates[0].span
    excerpt = spec.lines[span.line - 1]
    return Problem(
        IDLE_DATE, message, span, excerpt, hint, Severity.WARNING if is_one else Severity.ERROR
    )
