"""Sharp bounds on a quotient of linear forms, over the real numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.optimum import form_range, ratio_range
from factcheck.bounds.simplex import TooLongError
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.model.linear import Form, System
    from factcheck.quantity.rational import Quotient

_MINUS = Fraction(-1)


def range_of_quotient(value: Quotient, system: System) -> Interval | None:
    """Return the smallest interval around a quotient; ``None`` where it has no value.

    Also ``None`` where the effort was not enough. Numbers that must be whole are taken as real.
    """
    try:
        return _range(value, system)
    except TooLongError:
        return None


def range_of_form(system: System, form: Form) -> Interval | None:
    """Return bounds on a form; ``None`` where the system has no world.

    Every number where the effort was not enough.
    """
    try:
        return form_range(system, form)
    except TooLongError:
        return Interval.everything()


def _range(value: Quotient, system: System) -> Interval | None:
    if value.is_linear:
        return form_range(system, value.numerator)
    found = None
    for sign in (Fraction(1), _MINUS):
        numerator, denominator = value.numerator.scaled(sign), value.denominator.scaled(sign)
        side = ratio_range(system, numerator, denominator)
        if side is not None:
            found = side if found is None else found.hull(side)
    return found
