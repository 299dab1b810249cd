"""What whole numbers alone add to the condition of a dispute.

Method: that a count is at least ``k`` is the harder the larger ``k`` is, so the largest possible
count is found by halving. Of its two neighbours the one is possible with a point, and the other
and all beyond it are impossible with a certificate of "at least".
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.optimum import form_range
from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.whole import common_step
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row
from factcheck.quantity.disputes.condition import CONDITION, Excluded
from factcheck.quantity.disputes.points import solution_of

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import System
    from factcheck.quantity.disputes.cover import Cover


class Top(Struct, frozen=True):
    """The largest number of a form that goes in steps, and why no larger one is possible."""

    number: Fraction
    beyond: tuple[Excluded, ...]

    def mirrored(self) -> Top:
        """Return the smallest number of minus the form."""
        beyond = (Excluded(e.interval.mirrored(), e.rows, e.refutation) for e in self.beyond)
        return Top(-self.number, tuple(beyond))


def goes_in_steps(form: Form, system: System) -> bool:
    """Whether a form is made of whole numbers alone, and of one at least."""
    integers = system.integers
    return bool(form.terms) and all(name in integers for name, _ in form.terms)


def top_of(form: Form, cover: Cover) -> Top | None:
    """Return the largest number of a form in the ways of a cover; ``None`` where it has no end.

    There is at least one way. Raises ``TooLongError`` where that cannot be certified.
    """
    step = common_step(multiple for _, multiple in form.terms)
    tops = []
    for way in cover.ways:
        bounds = form_range(way.system, form)
        if bounds is None or bounds.upper is None:
            return None
        most = form.constant + floor((bounds.upper - form.constant) / step) * step
        if way.point is None:
            raise TooLongError
        tops.append(_largest(_Steps(form, step, way.system), most, form.at(way.point)))
    number = max(tops)
    return Top(number, beyond(form, number + step, cover))


class _Steps(Struct, frozen=True):
    """A form over whole numbers, the steps it goes in, and what is known of the numbers."""

    form: Form
    step: Fraction
    system: System

    def reaches(self, number: Fraction) -> Fraction | None:
        """Return a number of the form that is possible and no smaller; ``None`` for none."""
        row = Row(CONDITION, self.form, Interval.at_least(number))
        found = solution_of(self.system.with_rows((row,)))
        if found.point is not None:
            return self.form.at(found.point)
        if found.refutation is None:
            raise TooLongError
        return None


def _largest(steps: _Steps, most: Fraction, lowest: Fraction) -> Fraction:
    """Return the largest possible number: not above ``most`` and not below ``lowest``."""
    beyond, tried, gap = most + steps.step, most, steps.step
    found = steps.reaches(tried)
    while found is None:
        beyond, tried, gap = tried, max(lowest, most - gap), gap * 2
        found = steps.reaches(tried)
    while beyond - found > steps.step:
        middle = found + ceil((beyond - found) / steps.step / 2) * steps.step
        higher = steps.reaches(middle)
        found, beyond = (found, middle) if higher is None else (higher, beyond)
    return found


def beyond(form: Form, number: Fraction, cover: Cover) -> tuple[Excluded, ...]:
    """Return why a form is nowhere at least a number, in each way of a cover.

    Raises ``TooLongError`` where that cannot be certified.
    """
    found = []
    allowed = Interval.at_least(number)
    for way in cover.ways:
        added = (*way.rows, Row(CONDITION, form, allowed))
        refutation = solution_of(cover.system.with_rows(added)).refutation
        if refutation is None:
            raise TooLongError
        found.append(Excluded(allowed, added, refutation))
    return tuple(found)
