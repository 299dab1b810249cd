"""Means and shares: the whole sums that give them, as one row over one whole number."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.bounds.solve import solve
from factcheck.bounds.whole import whole_numbers
from factcheck.model.attainable import Near, SumRow
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.solve import Solution
    from factcheck.model.attainable import Question

_PRINTED = "printed"


def row_of(question: Question) -> SumRow:
    """Return the row that a printed mean or share is: the sum over n lies where it was printed."""
    scale = question.scale
    return SumRow(
        "count" if question.is_share else "sum",
        _bounds(question),
        scale.origin,
        scale.grain / question.n,
        question.printed.allowed,
    )


def _bounds(question: Question) -> Interval:
    """Return what the scale and the numbers that are known leave to the sum, in places."""
    scale = question.scale
    known = sum(scale.place(each.number) * each.times for each in question.known)
    rest = question.n - sum(each.times for each in question.known)
    # Where every number is known there is no end left to miss.
    least = None if scale.least is None and rest else (scale.least or 0) * rest + known
    most = None if scale.most is None and rest else (scale.most or 0) * rest + known
    return Interval(
        None if least is None else Fraction(least), None if most is None else Fraction(most)
    )


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


def nearest_means(row: SumRow, target: Fraction) -> tuple[Near, ...]:
    """Return the possible means next to an impossible one: below it and above it."""
    place = (target - row.constant) / row.multiple
    found = []
    for total in (floor(place), floor(place) + 1):
        held = _held(total, row.bounds)
        found.append(Near(mean_of(row, held), held))
    kept = tuple(dict.fromkeys(found))
    return tuple(sorted(kept, key=lambda near: near.mean))


def _held(total: int, bounds: Interval) -> int:
    """Return the whole number within some bounds that is nearest to another."""
    if bounds.lower is not None and total < bounds.lower:
        return int(bounds.lower)
    return int(bounds.upper) if bounds.upper is not None and total > bounds.upper else total


def blind_share(question: Question) -> Fraction | None:
    """Return the share of figures printed like this that no sum gives; ``None`` for words.

    With so many numbers that every print can be had it is zero: the check is blind then.
    """
    step = question.printed.step
    if step is None:
        return None
    return max(Fraction(0), 1 - question.n * step / abs(question.scale.grain))
