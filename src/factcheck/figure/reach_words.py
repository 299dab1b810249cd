"""How far the sets of a figure reach from its number, in words that can be calculated again."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.figure.depth import Ruler
from factcheck.figure.distances import Basis
from factcheck.model.fraction import Fraction
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import MOST_PLACES, word_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.figure.depth import Measured
    from factcheck.figure.distances import Distance, Distances

_WHOLE = Fraction(1)
_PERCENT = 100


def reach_in_words(
    distances: tuple[Distance, ...], *, in_points: bool, is_short: bool = False
) -> str:
    """Return how far one number or each of two is left: ``10 % of it``.

    ``in_points`` says that their steps are percentage points, ``is_short`` that it was said
    already what the most and the least is.
    """
    first, *others = (_words(each, in_points, is_short) for each in distances)
    if all(other == first for other in others):
        return first
    (second,) = others
    return told("{first} for the first and {second} for the second", first=first, second=second)


def is_in_points(measured: Measured) -> bool:
    """Whether the steps of a number are percentage points."""
    return measured.ruler in {Ruler.PERCENT, Ruler.PART}


def in_other_profiles(reaches: tuple[Distances, ...], *, in_points: bool) -> Iterator[str]:
    """Yield how far the strict and the lenient set reach, where that differs from the default."""
    strict, default, lenient = (tuple(each) for each in zip(*reaches, strict=True))
    if _amounts(strict) != _amounts(default):
        if any(_amounts(strict)):
            yield told("strictly by {reach}", reach=_short(strict, in_points))
        else:
            yield told("strictly exact")
    if _amounts(lenient) != _amounts(default):
        yield told("leniently by {reach}", reach=_short(lenient, in_points))


def _short(distances: tuple[Distance, ...], in_points: bool) -> str:
    return reach_in_words(distances, in_points=in_points, is_short=True)


def _amounts(distances: tuple[Distance, ...]) -> tuple[Fraction, ...]:
    return tuple(each.amount for each in distances)


def _words(distance: Distance, in_points: bool, is_short: bool) -> str:
    match distance.basis:
        case Basis.SHARE:
            share = distance.of * distance.times
            number = word_number(share, Unit(UnitKind.SHARE), places=MOST_PLACES)
            return told("{share} of it", share=number)
        case Basis.CAP | Basis.POINT if is_short:
            return _number(distance.amount, in_points=True)
        case Basis.CAP:
            points = _number(distance.amount, in_points=True)
            return told("{points}, the most for a percentage or fraction", points=points)
        case Basis.POINT:
            points = _number(distance.amount, in_points=True)
            return told("{points}, the least for a fraction", points=points)
        case Basis.WAY:
            return _way(distance)
        case Basis.STEP | Basis.DIGIT | Basis.ZEROS:
            step = _number(distance.of, in_points=in_points)
            return _steps(distance.basis, distance.times, step)
        case Basis.ONE | Basis.FIGURES:
            return _number(distance.amount, in_points=in_points)
        case _:
            assert_never(distance.basis)


def _way(distance: Distance) -> str:
    other = str(distance.of / _PERCENT)
    if distance.times < _WHOLE:
        return told("half the way to {fraction}, the next common fraction", fraction=other)
    return told("the way to {fraction}, the next common fraction", fraction=other)


def _steps(basis: Basis, times: Fraction, step: str) -> str:
    if basis is Basis.STEP:
        if times < _WHOLE:
            return told("half the step it is rounded to ({step})", step=step)
        return told("the step it is rounded to ({step})", step=step)
    if basis is Basis.ZEROS:
        if times < _WHOLE:
            return told("half the step of its last digit that is not 0 ({step})", step=step)
        if times > _WHOLE:
            return told("twice the step of its last digit that is not 0 ({step})", step=step)
        return told("the step of its last digit that is not 0 ({step})", step=step)
    if times < _WHOLE:
        return told("half the step of its last digit ({step})", step=step)
    if times > _WHOLE:
        return told("twice the step of its last digit ({step})", step=step)
    return told("the step of its last digit ({step})", step=step)


def _number(number: Fraction, *, in_points: bool) -> str:
    kind = UnitKind.POINTS if in_points else UnitKind.COUNT
    return word_number(number, Unit(kind), places=MOST_PLACES)
