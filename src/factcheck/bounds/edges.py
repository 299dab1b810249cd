"""What shows that an end of a form is the least one where no numbers attain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.solve import over_reals, tightened, without_whole
from factcheck.model.certificate import Combination
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, constant

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Refutation
    from factcheck.model.linear import Form


def edge_of(system: System, form: Form, end: Fraction | None) -> Point | None:
    """Return numbers at an end that satisfy the rows if every end belongs to its set.

    Without an end, a direction in which the form grows and no row is left. Numbers that must be
    whole are as if they were real. ``None`` where the effort was not enough.
    """
    narrow = tightened(system)
    assert isinstance(narrow, System), "what has an end is possible"
    if end is None:
        rate = form - constant(form.constant)
        return _point(_mapped(narrow, _along), Row("edge", rate, Interval.point(1)))
    return _point(_mapped(narrow, _closed), Row("edge", form, Interval.point(end)))


def why_nothing(system: System) -> Refutation | None:
    """Return why a form has no numbers at all, which need not be whole; as when it was asked."""
    narrow = tightened(system)
    if isinstance(narrow, Combination):
        return narrow
    return over_reals(narrow, is_whole=bool(system.integers)).refutation


def _point(system: System, row: Row) -> Point | None:
    try:
        return over_reals(without_whole(system.with_rows((row,)))).point
    except TooLongError:
        return None


def _mapped(system: System, change: Callable[[Row], Row]) -> System:
    variables = tuple(
        replace(each, bounds=change(Row(each.name, constant(0), each.bounds)).allowed)
        for each in system.variables
    )
    return System(variables, tuple(change(row) for row in system.rows))


def _closed(row: Row) -> Row:
    return replace(row, allowed=Interval(row.allowed.lower, row.allowed.upper))


def _along(row: Row) -> Row:
    """Return what a direction must satisfy for nothing to leave a row that goes on in it."""
    zero = Fraction(0)
    lower = None if row.allowed.lower is None else zero
    upper = None if row.allowed.upper is None else zero
    return replace(row, form=row.form - constant(row.form.constant), allowed=Interval(lower, upper))
