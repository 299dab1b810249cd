"""What is possible in each case, as intervals: one for each question."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.bounds.whole import common_step, whole_numbers
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.truth import Truth
from factcheck.quantity.decide.ranges import truth_within
from factcheck.quantity.decide.settle import range_of_settled
from factcheck.quantity.rational import Joint, Quotient, Tallied, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from factcheck.bounds.reach import Reach
    from factcheck.model.possible import Pieces
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.rational import Value


def range_in(value: Value, claimed: Iterable[Interval], reach: Reach) -> Interval | None:
    """Return bounds on a settled measure, no wider than rows show it to lie by claimed sets.

    A quotient may lie on one side of a number for sure though its own bounds do not show it.
    ``None`` where nothing is possible.
    """
    found = range_of_settled(value, reach)
    if not isinstance(value, Quotient) or value.is_linear:
        return found
    for side in dict.fromkeys(side for each in claimed for side in _sides(each)):
        if found is None:
            break
        if not found.is_within(side) and truth_within(value, side, reach) is Truth.TRUE:
            found = found.intersect(side)
    return found


def _sides(claimed: Interval) -> Iterator[Interval]:
    """Yield the numbers on each side of each end of a set."""
    for end, closed in (
        (claimed.lower, claimed.lower_closed),
        (claimed.upper, not claimed.upper_closed),
    ):
        if end is not None:
            yield Interval.at_least(end, closed=closed)
            yield Interval.at_most(end, closed=not closed)


def merged(pieces: Pieces, claimed: tuple[Interval, ...], step: Fraction | None) -> Pieces:
    """Return pieces of one question in order, joined where that tells as much of claimed sets.

    Pieces that touch are joined, and so are those between which no multiple of ``step`` lies,
    where the measure is always one; but not over a claimed set. Pieces of several questions are
    only told apart.
    """
    distinct = tuple(dict.fromkeys(pieces))
    if any(len(piece) != 1 for piece in distinct):
        return distinct
    joined: list[Interval] = []
    for each in sorted((piece[0] for piece in distinct), key=_by_lower_end):
        if joined and _may_join(joined[-1], each, claimed, step):
            joined[-1] = joined[-1].hull(each)
        else:
            joined.append(each)
    return tuple((each,) for each in joined)


def _may_join(
    one: Interval, other: Interval, claimed: tuple[Interval, ...], step: Fraction | None
) -> bool:
    hull = one.hull(other)
    return _touch(one, other, step) and all(
        each.is_apart_from(hull) or not (each.is_apart_from(one) and each.is_apart_from(other))
        for each in claimed
    )


def step_of(values: tuple[Value, ...], integers: AbstractSet[str]) -> Fraction | None:
    """Return a number of which measures are always whole multiples; ``None`` for no such one."""
    steps = [_step_of(value, integers) for value in values]
    known = [each for each in steps if each is not None]
    return common_step(known) if len(known) == len(steps) else None


def on_steps(pieces: Pieces, questions: tuple[Question, ...], integers: AbstractSet[str]) -> Pieces:
    """Return pieces with the ends that their measures can reach where whole numbers make them up.

    What no whole numbers come to is left out.
    """
    steps = [step_of(question.values, integers) for question in questions]
    reached = (tuple(map(reached_by_steps, piece, steps)) for piece in pieces)
    return tuple(
        tuple(each for each in piece if each is not None) for piece in reached if None not in piece
    )


def reached_by_steps(bounds: Interval, step: Fraction | None) -> Interval | None:
    """Return the smallest interval around the whole multiples of a step in another.

    ``None`` where there is none; the same interval for no step.
    """
    if step is None or step == 0:
        return bounds
    steps = whole_numbers(bounds.scaled(1 / step))
    return None if steps is None else steps.scaled(step)


def _step_of(value: Value, integers: AbstractSet[str]) -> Fraction | None:
    match value:
        case Tallied():
            return Fraction(1)
        case Quotient() if value.is_linear and {n for n, _ in value.numerator.terms} <= integers:
            form = value.numerator
            return common_step((form.constant, *(multiple for _, multiple in form.terms)))
        case Tree(joint=Joint.SUM | Joint.MAGNITUDE | Joint.LARGEST | Joint.SMALLEST):
            return step_of(value.operands, integers)
        case _:
            return None


def _by_lower_end(each: Interval) -> tuple[bool, object, bool]:
    return each.lower is not None, each.lower, not each.lower_closed


def _touch(one: Interval, other: Interval, step: Fraction | None) -> bool:
    """Whether nothing possible lies between two sets, of which the first begins no later."""
    if one.upper is None or other.lower is None or one.upper > other.lower:
        return True
    if step is not None and step > 0:
        return floor(one.upper / step) + 1 >= ceil(other.lower / step)
    return one.upper == other.lower and (one.upper_closed or other.lower_closed)
