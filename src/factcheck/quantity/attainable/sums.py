"""Means and shares: the whole sums that give them, as one row over one whole number."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.solve import solve
from factcheck.bounds.whole import whole_numbers
from factcheck.model.attainable import Near, SumRow
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable
from factcheck.quantity.attainable.places import known_places, places_left
from factcheck.quantity.attainable.sumsets import sumset_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.solve import Solution
    from factcheck.model.attainable import Question, Scale
    from factcheck.quantity.attainable.sumsets import Sumset

_PRINTED = "printed"


def row_of(question: Question, reached: Sumset | None) -> SumRow:
    """Return the row that a printed mean or share is: the sum over n lies where it was printed.

    ``reached`` are the sums that the numbers can have; ``None`` where there are no such numbers.
    """
    scale = question.scale
    return SumRow(
        "count" if question.is_share else "sum",
        _bounds(scale, question.n) if reached is None else reached.bounds,
        scale.origin,
        scale.grain / question.n,
        question.printed.allowed,
    )


def _bounds(scale: Scale, n: int) -> Interval:
    """Return what the scale alone leaves to the sum, in places."""
    lower, upper = (None if end is None else Fraction(end * n) for end in (scale.least, scale.most))
    return Interval(lower, upper)


def sums_of(question: Question) -> Sumset | None:
    """Return the sums that the numbers can have, in places; ``None`` for no such numbers."""
    known = known_places(question)
    rest = sumset_of(places_left(question, known), question.n - known.times)
    return None if rest is None else replace(rest, origin=rest.origin + known.total)


def solved(row: SumRow) -> Solution:
    """Return a sum that a row allows, or the certificate that there is none."""
    return solve(_system(row))


def admits(row: SumRow, total: int) -> bool:
    """Whether a sum satisfies a row and its bounds exactly."""
    return _system(row).admits({row.name: Fraction(total)})


def _system(row: SumRow) -> System:
    form = Form(row.constant, ((row.name, row.multiple),))
    whole = Variable(row.name, row.bounds, is_integer=True)
    return System((whole,), (Row(_PRINTED, form, row.allowed),))


def sums_in(row: SumRow, allowed: Interval) -> Interval | None:
    """Return the smallest and the largest whole sum whose mean lies in a set; ``None`` for none."""
    reached = allowed.shifted(-row.constant).scaled(1 / row.multiple).intersect(row.bounds)
    return None if reached is None else whole_numbers(reached)


def mean_of(row: SumRow, total: int) -> Fraction:
    """Return the mean that a sum gives."""
    return row.constant + row.multiple * total


def outwards(sums: Interval, target: Fraction, step: int = 1) -> Iterator[int]:
    """Yield whole numbers between two ends, in steps, those nearest to a target first.

    The ends are whole, and the first of them (or else the second) is in step.
    """
    start = _in_step(sums, target, step)
    below, above = start, start + step
    while True:
        has_below = below in sums
        has_above = above in sums
        if has_below and (not has_above or target - below <= above - target):
            yield below
            below -= step
        elif has_above:
            yield above
            above += step
        else:
            return


def _in_step(sums: Interval, target: Fraction, step: int) -> int:
    """Return the number in step that is nearest to the target from below, or the lowest."""
    if sums.lower is not None:
        first = int(sums.lower)
        highest = target if sums.upper is None else min(target, sums.upper)
        return first + max(0, floor((highest - first) / step)) * step
    last = floor(target) if sums.upper is None else int(sums.upper)
    return last - max(0, ceil((last - target) / step)) * step


def nearest_sum(reached: Sumset, sums: Interval, target: Fraction) -> int:
    """Return the sum that is nearest to a target, of those between two of them."""
    place = floor(target)
    found = (reached.at_most(place), reached.at_least(place + 1), sums.lower, sums.upper)
    inside = [int(each) for each in found if each is not None and int(each) in sums]
    return min(inside, key=lambda each: (abs(each - target), each))


def gap_around(reached: Sumset, missed: Interval) -> Interval:
    """Return the whole numbers around others, all of them no sums, up to the next sums."""
    assert missed.lower is not None
    lower, upper = reached.at_most(int(missed.lower)), reached.at_least(int(missed.lower))
    # Within the smallest and the largest of the sums there is one on each side.
    assert lower is not None
    assert upper is not None
    return Interval(Fraction(lower + 1), Fraction(upper - 1))


def nearest_means(row: SumRow, reached: Sumset | None, target: Fraction) -> tuple[Near, ...]:
    """Return the possible means next to an impossible one: below it and above it."""
    place = floor((target - row.constant) / row.multiple)
    totals = () if reached is None else (reached.at_most(place), reached.at_least(place + 1))
    found = [Near(mean_of(row, total), total) for total in totals if total is not None]
    return tuple(sorted(found, key=lambda near: near.mean))
