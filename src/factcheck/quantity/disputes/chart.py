"""What is drawn of a dispute: the numbers for which it is none, and the curves that show why.

Method: what a member's number can be at a given place is a linear program whose right-hand side
moves with the place. So its lower end is a convex function of the place and its upper end a
concave one (Dantzig and Thapa 1997), both made of straight pieces. Such a function that has the
middle of its ends in the middle is straight in between, which makes the pieces exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.optimum import form_range
from factcheck.bounds.quotient import by_denominator, lifted, positive_row
from factcheck.bounds.reach import reach_of
from factcheck.bounds.simplex import TooLongError
from factcheck.model.chart import ConditionChart, Curve
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System
from factcheck.model.plan import ObstacleError
from factcheck.model.wording import word_set, worded_unit
from factcheck.quantity.disputes.branches import sides_of
from factcheck.quantity.disputes.points import relaxed
from factcheck.quantity.disputes.sets import hull_of
from factcheck.quantity.disputes.straight import TooManyPiecesError, straight_pieces
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.linear import Form
    from factcheck.quantity.disputes.arena import Arena, Asked
    from factcheck.quantity.disputes.cover import Cover
    from factcheck.quantity.disputes.outlook import Looked

MOST_CURVES = 2
MOST_VARIABLES = 40
"""Where there are more unknown numbers, the curves would take longer than the verdict."""
_ABOVE_ZERO = Interval.at_least(0, closed=False)
_DEFAULT = 1
_PLACE = "place"


def condition_chart(arena: Arena, system: System, usual: Looked) -> ConditionChart | None:
    """Return where the members are compatible; ``None`` where that is not known.

    ``usual`` is what was found with their words read as usual. The condition in words is added
    by the verdict.
    """
    target = arena.terms_target
    if target is None or not usual.left:
        return None
    curves: list[Curve] = []
    if len(system.variables) <= MOST_VARIABLES:
        for asked in arena.asked:
            if len(curves) < MOST_CURVES:
                curves += _curves(arena, system, asked)
    return ConditionChart(
        target.text,
        target.measure.unit,
        hull_of(usual.possible),
        usual.left,
        "",
        curves=tuple(curves),
    )


def _curves(arena: Arena, system: System, asked: Asked) -> Iterator[Curve]:
    """Yield the curve of a member, where it is exact and not the same everywhere."""
    if asked.member.figure is None or len(asked.questions) > 1:
        return
    try:
        joint = arena.cover(_DEFAULT, system, without=(asked.member.name,))
        plane = None if joint is None else _plane(arena, asked, joint)
        ends = None if plane is None else _ends(*plane)
    except (ObstacleError, TooLongError, TooManyPiecesError):
        # The verdict does not need it.
        return
    if ends is not None:
        yield _curve(asked, *ends)


def _plane(arena: Arena, asked: Asked, joint: Cover) -> tuple[System, Form, Form] | None:
    """Return a system with the place and the member's number as linear forms over it.

    ``None`` where there is none: for quotients of unlike denominators, and where the members can
    be true in several ways, so that the ends need not be convex.
    """
    value = asked.questions[0].value_in(_DEFAULT)
    reach = reach_of(joint.system)
    if len(joint.ways) != 1 or reach is None or not isinstance(value, Quotient):
        return None
    assert arena.terms is not None
    sides = [tuple(sides_of(each, reach, _PLACE)) for each in (arena.terms, value)]
    found = [each[0][0] for each in sides if len(each) == 1 and not each[0][1]]
    if len(found) != len(sides) or found[0].denominator != found[1].denominator:
        return None
    place, form = found
    real = relaxed(joint.ways[0].system)
    if place.is_linear:
        return _closed(real), place.numerator, form.numerator
    # Divided by the denominator that both have, both are linear (Charnes and Cooper 1962).
    positive = real.with_rows((positive_row(place.denominator),))
    divided = by_denominator(positive, place.denominator, _ABOVE_ZERO)
    return _closed(divided), lifted(place.numerator), lifted(form.numerator)


_Points = tuple[tuple[Fraction, Fraction], ...]


def _ends(system: System, place: Form, form: Form) -> tuple[_Points, _Points] | None:
    """Return the points between which the ends of a form run straight, along another form.

    ``None`` where neither end moves, or the places have no end. Raises ``TooLongError`` and
    ``TooManyPiecesError``.
    """
    places = form_range(system, place)
    if places is None or places.lower is None or places.upper is None or places.is_point:
        return None
    found: dict[Fraction, Interval] = {}

    def at(number: Fraction) -> Interval:
        if number not in found:
            there = system.with_rows((Row(_PLACE, place, Interval.point(number)),))
            range_there = form_range(there, form)
            assert range_there is not None, "between two places there is one as well"
            found[number] = range_there
        return found[number]

    span = places.lower, places.upper
    lower = straight_pieces(lambda number: at(number).lower, *span)
    upper = straight_pieces(lambda number: at(number).upper, *span)
    moves = any(len({number for _, number in points}) > 1 for points in (lower, upper))
    return (lower, upper) if moves else None


def _curve(asked: Asked, lower: _Points, upper: _Points) -> Curve:
    target, member = asked.questions[0].target, asked.member
    unit = worded_unit(target.measure.unit, member.figure)
    claimed = asked.questions[0].set_in(_DEFAULT)
    words = word_set(claimed, unit)
    return Curve(member.name, member.measure_text, unit, claimed, words, lower, upper)


def _closed(system: System) -> System:
    """Return a system in which every end belongs to its set."""
    variables = tuple(replace(each, bounds=_with_ends(each.bounds)) for each in system.variables)
    return System(
        variables, tuple(replace(each, allowed=_with_ends(each.allowed)) for each in system.rows)
    )


def _with_ends(interval: Interval) -> Interval:
    return Interval(interval.lower, interval.upper)
