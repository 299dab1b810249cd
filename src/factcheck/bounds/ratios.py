"""Bounds on a quotient by trying numbers that it cannot pass.

A quotient of positive denominator is at most ``r`` exactly where the numerator less ``r`` times
the denominator is at most zero, and that is a linear form. Where a part lies inside its base
row by row, the ratio of a variable's multiples shows it: such a share is at most 1. Where it is
said to lie inside its base, the row that says so gives the ratio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.propagate import range_of
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form, Row

MAX_RATIOS = 24
"""So many different ratios are tried, the ones nearest to zero first."""


def capped(
    found: Interval,
    numerator: Form,
    denominator: Form,
    box: Mapping[str, Interval],
    rows: tuple[Row, ...],
) -> Interval | None:
    """Return bounds on a quotient, cut at ratios that it does not pass.

    ``found`` are bounds already known, ``box`` and ``rows`` keep the denominator positive.
    ``None`` where that leaves nothing.
    """
    bounds = found
    for ratio in _ratios(numerator, denominator, rows):
        if ratio not in bounds:
            continue
        beyond = range_of(numerator - denominator.scaled(ratio), box, rows)
        within = None if beyond is None else bounds.intersect(_side(ratio, beyond))
        if within is None:
            return None
        bounds = within
    return bounds


def _side(ratio: Fraction, beyond: Interval) -> Interval:
    """Return where a quotient lies, given what it has beyond a ratio, times its denominator."""
    if beyond.upper is not None and beyond.upper <= 0:
        return Interval.at_most(ratio, closed=beyond.upper == 0 and beyond.upper_closed)
    if beyond.lower is not None and beyond.lower >= 0:
        return Interval.at_least(ratio, closed=beyond.lower == 0 and beyond.lower_closed)
    return Interval.everything()


def _ratios(numerator: Form, denominator: Form, rows: tuple[Row, ...]) -> list[Fraction]:
    """Return the ratios of the multiples of each variable, of the constants, and of rows."""
    above, below = dict(numerator.terms), dict(denominator.terms)
    found = {above.get(name, 0) / of for name, of in below.items()}
    found |= {ratio for row in rows for ratio in _of_row(above, below, row)}
    if denominator.constant != 0:
        found.add(numerator.constant / denominator.constant)
    return sorted(found, key=lambda ratio: (abs(ratio), ratio))[:MAX_RATIOS]


def _of_row(
    above: Mapping[str, Fraction], below: Mapping[str, Fraction], row: Row
) -> Iterator[Fraction]:
    """Yield the ratio at which a row speaks of the numerator less so often the denominator."""
    names = {name for name, _ in row.form.terms}
    if names != above.keys() | below.keys():
        return
    apart = [(n, m) for n, m in row.form.terms if n not in below]
    under = [(n, m) for n, m in row.form.terms if n not in above]
    for (one, of_one), (other, of_other) in zip(apart, under, strict=False):
        yield -above[one] * of_other / (below[other] * of_one)
