"""Sharp bounds on linear forms and on their quotients.

Method: the exact simplex, and for larger systems a solver with floats whose end is made exact;
for quotients the transformation of Charnes and Cooper (1962). Rows and numbers are shrunk to what
whole numbers can reach, and then taken as real ones: where some must be whole the bounds hold and
need not be sharp.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.check import bound_of
from factcheck.bounds.desk import FORM, answered
from factcheck.bounds.limits import limits_of
from factcheck.bounds.merged import merged
from factcheck.bounds.quotient import by_denominator, lifted, positive_row
from factcheck.bounds.simplex import Optimum, Tableau
from factcheck.bounds.solve import over_reals, tightened, without_whole
from factcheck.bounds.suggest import is_large, top_of
from factcheck.model.certificate import Combination
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import ZERO, Row, System

if TYPE_CHECKING:
    from factcheck.bounds.limits import Limits
    from factcheck.bounds.simplex import Point
    from factcheck.bounds.suggest import Top
    from factcheck.model.linear import Form

_MINUS = Fraction(-1)
_ABOVE_ZERO = Interval.at_least(0, closed=False)


def form_range(system: System, form: Form) -> Interval | None:
    """Return the smallest interval around a form's numbers; ``None`` where there are none.

    Raises ``TooLongError`` where the effort that is allowed is not enough.
    """
    top = largest(system, form)
    if top is None:
        return None
    bottom = largest(system, form.scaled(_MINUS))
    assert bottom is not None, "what has a largest number is possible"
    lower = None if bottom.end is None else -bottom.end
    return Interval(lower, top.end, bottom.is_attained, top.is_attained)


def ratio_range(system: System, numerator: Form, denominator: Form) -> Interval | None:
    """Return the smallest interval around a quotient with a denominator above zero.

    ``None`` where no point has one. Raises ``TooLongError``.
    """
    positive = tightened(system.with_rows((positive_row(denominator),)))
    if isinstance(positive, Combination):
        return None
    return form_range(by_denominator(positive, denominator, _ABOVE_ZERO), lifted(numerator))


@answered(FORM)
def largest(system: System, form: Form) -> Optimum | None:
    """Return the largest number of a form, with its proof; ``None`` where nothing is possible.

    Raises ``TooLongError``.
    """
    narrow = tightened(system)
    limits = None if isinstance(narrow, Combination) else limits_of(narrow)
    if isinstance(narrow, Combination) or limits is None or limits.clash is not None:
        return None
    if is_large(limits):
        real = without_whole(narrow)
        found = _inwards(real, limits, form) or _by_floats(real, limits, form)
        if found is not None:
            return _with_whole(found, system)
    found = Tableau(narrow, limits, merged(limits, form)).largest(form)
    return None if found is None else _with_whole(found, system)


def _with_whole(found: Optimum, system: System) -> Optimum:
    """Return an end with a proof that says whether its rows are those of whole numbers."""
    if found.proof is None or not system.integers:
        return found
    return replace(found, proof=replace(found.proof, is_whole=True))


def _is_proved(real: System, form: Form, found: Optimum) -> bool:
    assert found.proof is not None
    return bound_of(real, form, found.proof) == (found.end, not found.is_attained)


def _inwards(real: System, limits: Limits, form: Form) -> Optimum | None:
    """Return the end that floats find with open ends a little further in; ``None`` for nothing.

    A point near the end that keeps off the open ends is found with it.
    """
    top = top_of(real, limits, form, inward=True)
    if top is None or top.point is None or top.proof is None:
        return None
    bound = bound_of(real, form, top.proof)
    point = next((each for each in top.inner if real.admits(each)), None)
    if bound is None or point is None:
        return None
    end, is_open = bound
    if not is_open:
        return Optimum(end, True, point, top.proof) if form.at(point) == end else None
    is_edge = form.at(top.point) == end and _admits_nearly(real, top.point)
    return Optimum(end, False, point, top.proof) if is_edge else None


def _by_floats(real: System, limits: Limits, form: Form) -> Optimum | None:
    """Return what the floats find, for a system that is possible; ``None`` for nothing."""
    found = _at_closed_ends(real, limits, form)
    if found is None or found.proof is None or _is_proved(real, form, found):
        return found
    return None


def _at_closed_ends(real: System, limits: Limits, form: Form) -> Optimum | None:
    """Return what the floats find with every end in its set, and what open ends leave of it."""
    top = top_of(real, limits, form)
    if top is None:
        return None
    if top.point is not None and real.admits(top.point):
        return Optimum(form.at(top.point), True, top.point, top.proof)
    inside = over_reals(real)
    if inside.point is None:
        return None
    if top.point is None or top.proof is None:
        return Optimum(None, False, inside.point, None)
    if not _admits_nearly(real, top.point):
        return None
    end = form.at(top.point)
    if bound_of(real, form, top.proof) == (end, True):
        return Optimum(end, False, inside.point, top.proof)
    return _at_edge(real, form, top, inside.point)


def _admits_nearly(system: System, point: Point) -> bool:
    """Whether a system would admit a point if every end belonged to its set."""
    return all(_is_between(point[each.name], each.bounds) for each in system.variables) and all(
        _is_between(row.form.at(point), row.allowed) for row in system.rows
    )


def _is_between(number: Fraction, allowed: Interval) -> bool:
    lower, upper = allowed.lower, allowed.upper
    return (lower is None or number >= lower) and (upper is None or number <= upper)


def _at_edge(real: System, form: Form, top: Top, inside: Point) -> Optimum:
    """Return the end of a form that another point may attain, or none."""
    assert top.point is not None
    end, place = form.at(top.point), len(real.rows)
    found = over_reals(real.with_rows((Row("end", form, Interval.at_least(end)),)))
    if found.point is not None:
        return Optimum(form.at(found.point), True, found.point, top.proof)
    assert isinstance(found.refutation, Combination), "numbers that need not be whole"
    # What contradicts the row says, without it, that the form stays under the end.
    times = sum((use.multiple for use in found.refutation.uses if use.of == place), start=ZERO)
    rest = (use for use in found.refutation.uses if use.of != place)
    proof = tuple(replace(use, multiple=use.multiple / times) for use in rest)
    return Optimum(end, False, inside, Combination(proof))
