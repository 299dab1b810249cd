"""What is drawn of a trend: the claimed window among the periods around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.chart import Moment, TrendChart
from factcheck.model.form import Gap
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import ObstacleError
from factcheck.quantity.calculation import Account

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.form import BoundTrend
    from factcheck.quantity.forms.field import Field
    from factcheck.quantity.forms.group import Group
    from factcheck.quantity.forms.periods import Scale

AROUND = 12
"""Periods that are drawn before and after the claimed ones, at most."""
MOST = 10_000
"""A trend over more periods than this is not drawn."""

_Marks = tuple["Sequence[bool | None]", "Interval | None"]
"""Whether each claimed period fits, and where a flat trend has to stay."""


class Window(Struct, frozen=True):
    """The periods of a trend."""

    periods: tuple[Group, ...]
    """The claimed ones."""
    every: tuple[Group, ...]
    """All that there are, in order."""
    scale: Scale


def limit_around(start: Interval | None, gap: Gap, allowed: Interval) -> Interval | None:
    """Return where a flat trend has to stay; ``None`` where its start is not one number.

    Neither is it told of a start that is not above zero, of which there are no percentages.
    """
    if start is None or not start.is_point:
        return None
    number = start.middle
    match gap:
        case Gap.RELATIVE:
            return allowed.scaled(number).shifted(number) if number > 0 else None
        case Gap.POINTS:
            return allowed.scaled(Fraction(1, 100)).shifted(number)
        case Gap.DIFFERENCE:
            return allowed.shifted(number)
        case _:
            assert_never(gap)


def trend_chart(
    field: Field, form: BoundTrend, window: Window, account: Account, marks: _Marks
) -> TrendChart | None:
    """Return a trend's periods with their numbers, still without what they come to.

    ``None`` where there are too many.
    """
    fits, limit = marks
    if len(window.periods) > MOST:
        return None
    claimed = (
        _moment(field, form, window, each, account)
        for each in zip(window.periods, fits, strict=True)
    )
    moments = [*claimed, *_around(field, form, window)]
    ordered = tuple(sorted(moments, key=lambda each: each.place))
    measure = form.measure
    return TrendChart(measure.text, measure.unit, form.direction, "", "", ordered, limit)


def _moment(
    field: Field,
    form: BoundTrend,
    window: Window,
    claimed: tuple[Group, bool | None],
    account: Account,
) -> Moment:
    period, fits = claimed
    found = account.range_of(field.measure(form.measure, period)) or Interval.everything()
    return Moment(period.label, window.scale.at(period.key[0]), found, True, fits)


def _around(field: Field, form: BoundTrend, window: Window) -> Iterator[Moment]:
    """Yield the periods around the claimed ones, as far as tables alone tell their numbers.

    Other periods than those that claims name are not told apart where rows are hidden.
    """
    groups = _groups_around(window)
    hidden = any(field.bench.declaration(table).min_cell is not None for table in field.views)
    if not groups or hidden:
        return
    try:
        members = field.members((form.measure,), groups)
        known = [group for group in members.groups if group.is_sure]
        equations = field.equations(field.measure(form.measure, group) for group in known)
    except ObstacleError:
        return
    account = Account(equations.measures, equations.system, field.bench.tables)
    found = ((group, account.range_of(field.measure(form.measure, group))) for group in known)
    yield from (
        Moment(group.label, window.scale.at(group.key[0]), each, False)
        for group, each in found
        if each is not None
    )


def _groups_around(window: Window) -> tuple[Group, ...]:
    first = window.every.index(window.periods[0])
    last = window.every.index(window.periods[-1])
    before = window.every[max(first - AROUND, 0) : first]
    return (*before, *window.every[last + 1 : last + 1 + AROUND])
