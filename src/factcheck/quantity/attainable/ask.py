"""Figures to questions: which numbers a printed mean, share or deviation may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.attainable import Printed, Question, Scale
from factcheck.model.cell import number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.rounding import ANY_NEAREST, NEAREST, unrounded
from factcheck.model.unit import UnitKind

if TYPE_CHECKING:
    from factcheck.model.attainable import Known
    from factcheck.model.figure import Figure
    from factcheck.model.rounding import Rounding

MAX_NUMBERS = 10_000
"""How many numbers a question about a standard deviation may be about."""
MAX_KNOWN = 100
"""Of how many numbers it may be said how often they are there."""
_ZERO, _ONE = Fraction(0), Fraction(1)
_ENDLESS_BELOW = frozenset({"lt", "le", "well_under"})
_DIFFERENCES = frozenset({UnitKind.RELATIVE_CHANGE})
_SHARES = frozenset({UnitKind.SHARE, UnitKind.FACTOR})


class QuestionError(ValueError):
    """What was asked makes no sense; the message says what does."""


def printed_of(
    figure: Figure, rounding: Rounding | None = None, *, may_be_negative: bool = False
) -> Printed:
    """Return what a figure allows, for the question whether it is possible at all.

    A number in digits may have been rounded to the nearest either way, unless ``rounding`` says
    how. Words that widen it enter with their lenient set: what lies outside that is impossible.
    Figures are read as if nothing was below zero; ``may_be_negative`` takes that back for words
    that leave the lower end open.

    Raises ``QuestionError`` where words are asked to have been rounded.
    """
    number = _rounded_number(figure)
    if number is not None:
        return _rounded(figure, *number, rounding)
    if rounding is not None:
        raise QuestionError(
            f"{quoted(figure.text)} is no number that was rounded at its last digit, so that a "
            f"way of rounding says nothing of it"
        )
    usual = figure.profiles.default
    allowed = usual if figure.is_bare else figure.profiles.lenient
    if may_be_negative:
        usual, allowed = _open_below(usual, figure), _open_below(allowed, figure)
    value = figure.value
    target = value if value is not None and value in allowed else allowed.middle
    return Printed(figure.text, allowed, usual, target, figure.unit, figure.rule)


def _rounded(figure: Figure, value: Fraction, step: Fraction, rounding: Rounding | None) -> Printed:
    known = ANY_NEAREST if rounding is None else rounding
    allowed = unrounded(value, step, known)
    usual = unrounded(value, step, NEAREST) if rounding is None else allowed
    read_as = f"rounded {known.words}"
    return Printed(figure.text, allowed, usual, value, figure.unit, read_as, step, known.name)


def _rounded_number(figure: Figure) -> tuple[Fraction, Fraction] | None:
    """Return the number and the step of a figure that was printed in digits; ``None`` for words.

    Its set is then what rounds to it. Of zero counted things only the upper half is, as no count
    is negative; a mean may be.
    """
    usual, value, step = figure.profiles.default, figure.value, figure.quantum
    if not figure.is_bare or value is None or step is None:
        return None
    nearest = unrounded(value, step, ANY_NEAREST)
    has_lower = usual.lower == nearest.lower or (value == 0 == usual.lower)
    return (value, step) if has_lower and usual.upper == nearest.upper else None


def _open_below(allowed: Interval, figure: Figure) -> Interval:
    if allowed.lower != 0 or figure.hedge not in _ENDLESS_BELOW:
        return allowed
    return Interval(None, allowed.upper, False, allowed.upper_closed)


def share_question(
    share: Printed, n: int, *, deviation: Printed | None = None, divides_by_n: bool = False
) -> Question:
    """Return the question whether a share can be that of so many things among n.

    Raises ``QuestionError`` for what is no share.
    """
    is_decimal = share.unit.kind is UnitKind.COUNT and share.step is not None and share.step < 1
    if not (share.unit.kind in _SHARES or is_decimal):
        raise QuestionError(
            f"{quoted(share.text)} is no share of {n}; write 64%, 0.64 or two in three, or ask "
            f"of a mean with --mean"
        )
    scale = Scale(lower=_ZERO, upper=_ONE)
    return _checked(Question(share, n, scale, True, deviation, divides_by_n))


def mean_question(
    mean: Printed,
    n: int,
    scale: Scale,
    *,
    deviation: Printed | None = None,
    divides_by_n: bool = False,
    known: tuple[Known, ...] = (),
) -> Question:
    """Return the question whether a mean (and a standard deviation) can be that of n numbers.

    Raises ``QuestionError`` for a scale without such numbers, and numbers that are not on it.
    """
    _check_scale(scale)
    if len(known) > MAX_KNOWN:
        raise QuestionError(
            f"of at most {MAX_KNOWN} numbers it can be said how often they are there, not of "
            f"{len(known):,}"
        )
    for each in known:
        _check_known(each, scale)
    if len({each.number for each in known}) < len(known):
        raise QuestionError("a number is named twice among those that are known")
    if sum(each.times for each in known) > n:
        raise QuestionError(f"more numbers are known than there are: {n}")
    return _checked(
        Question(mean, n, scale, deviation=deviation, divides_by_n=divides_by_n, known=known)
    )


def _check_scale(scale: Scale) -> None:
    if scale.step <= 0:
        raise QuestionError("a step is above zero")
    if scale.lower is None or scale.upper is None:
        return
    if scale.lower > scale.upper:
        raise QuestionError("the scale's least number is above its greatest")
    if ((scale.upper - scale.lower) / scale.step).denominator != 1:
        raise QuestionError(
            "the steps of the scale do not lead from its least number to its greatest; say how "
            "far its numbers lie apart with --step"
        )


def _check_known(known: Known, scale: Scale) -> None:
    place = scale.place(known.number)
    is_below = scale.least is not None and place < scale.least
    is_above = scale.most is not None and place > scale.most
    if place.denominator != 1 or is_below or is_above:
        raise QuestionError(f"{number_key(known.number)} is no number of the scale")


def _checked(question: Question) -> Question:
    printed, deviation = question.printed, question.deviation
    for each in (printed, deviation):
        if each is not None and each.unit.kind in _DIFFERENCES:
            raise QuestionError(f"{quoted(each.text)} is a change, not a number of its own")
    if deviation is None:
        return question
    if question.n > MAX_NUMBERS:
        raise QuestionError(
            f"a standard deviation is judged for at most {MAX_NUMBERS:,} numbers, not "
            f"{question.n:,}"
        )
    if question.n == 1 and not question.divides_by_n:
        raise QuestionError("one number has no standard deviation that divides by n - 1")
    _check_units(printed, deviation)
    return replace(question, deviation=_from_zero(deviation))


def _check_units(printed: Printed, deviation: Printed) -> None:
    """Refuse a deviation in another unit: a 5 beside 64 % may be 5 % or 500 %."""
    units = printed.unit, deviation.unit
    are_same = len({unit.kind is UnitKind.SHARE for unit in units}) == 1
    nouns = {unit.noun for unit in units if unit.kind is UnitKind.AMOUNT and unit.noun}
    if not are_same or len(nouns) > 1:
        raise QuestionError(
            f"{quoted(printed.text)} and its standard deviation {quoted(deviation.text)} are in "
            f"different units; write both in the same"
        )


def _from_zero(deviation: Printed) -> Printed:
    """Return a deviation without numbers below zero, which are none; refuse one of such alone."""
    positive = Interval.at_least(0)
    allowed, usual = deviation.allowed.intersect(positive), deviation.usual.intersect(positive)
    if allowed is None or usual is None:
        raise QuestionError(f"a standard deviation is never below zero: {quoted(deviation.text)}")
    return replace(deviation, allowed=allowed, usual=usual)
