"""Why printed figures are impossible, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.attainable import Miss
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set
from factcheck.quantity.attainable.sums import sums_in

if TYPE_CHECKING:
    from factcheck.model.attainable import Question, Scale, SumRow, TriedSum

_NUMBER = Unit(UnitKind.AMOUNT)


def why_no_sum(question: Question, row: SumRow) -> tuple[str, ...]:
    """Return why no sum of the numbers gives a printed mean or share."""
    scale, n, allowed = question.scale, question.n, question.printed.allowed
    ends = Interval(scale.lower, scale.upper)
    if allowed.is_apart_from(ends):
        whose = "a share" if question.is_share else "the mean of numbers on this scale"
        unit = question.printed.unit
        return (f"{whose} is {word_set(ends, unit)}",)
    begins = _times(question)
    if sums_in(replace(row, bounds=Interval.everything()), allowed) is not None:
        # Only what is known of single numbers can have moved the ends further in.
        known = word_set(_as_numbers(row.bounds, scale, n), _NUMBER)
        return (f"{begins}, but with the numbers that are known it is {known}",)
    return (f"{begins}, and no {_steps(scale, n)} lies there",)


def why_no_numbers(question: Question) -> tuple[str, ...]:
    """Return why there are no such numbers, whatever was printed."""
    known = sum(each.times for each in question.known)
    which = f"{question.n - known:,} of the {question.n:,} numbers" if known else "the numbers"
    return (f"what is known leaves no number of the scale for {which}",)


def why_in_gap(question: Question, gap: Interval) -> tuple[str, ...]:
    """Return why no sum gives what was printed, where there are sums below it and above it."""
    assert gap.lower is not None
    assert gap.upper is not None
    around = Interval(gap.lower - 1, gap.upper + 1, False, False)
    sums = _as_numbers(around, question.scale, question.n)
    assert sums.lower is not None
    assert sums.upper is not None
    told = [word_number(each, _NUMBER) for each in (sums.lower, sums.upper)]
    begins = _times(question)
    return (
        f"{begins}, but with the numbers that are known no sum lies between {' and '.join(told)}",
    )


def _times(question: Question) -> str:
    """Return between what the printed figure puts the sum: ``8 times that is 5.08 to 5.16``."""
    allowed = question.printed.allowed.scaled(question.n)
    return f"{question.n:,} times that is {word_set(allowed, _NUMBER)}"


def _as_numbers(places: Interval, scale: Scale, n: int) -> Interval:
    """Return sums of the numbers themselves, from sums of their places."""
    return places.scaled(scale.grain).shifted(scale.origin * n)


def _steps(scale: Scale, n: int) -> str:
    """Return what sums of the numbers are: ``whole number``, ``multiple of 1/3``."""
    grain, start = abs(scale.grain), scale.origin * n
    if (start / grain).denominator == 1:
        return "whole number" if grain == 1 else f"multiple of {grain}"
    return f"number in steps of {grain} from {start}"


def why_no_deviation(
    question: Question, tried: tuple[TriedSum, ...], sums: Interval
) -> tuple[str, ...]:
    """Return why no numbers with a possible sum have a printed standard deviation."""
    lines = [_told(question, each) for each in tried]
    is_cut = sums.lower is None or sums.upper is None or sums.upper - sums.lower >= len(tried)
    if is_cut:
        lines.append("and so on for every other sum that the mean allows")
    return (*_counted(question.scale), *lines)


def _counted(scale: Scale) -> tuple[str, ...]:
    """Return how the numbers are counted, where they are not taken as they are."""
    if scale.origin == 0 and scale.grain == 1:
        return ()
    way = "down" if scale.grain < 0 else "up"
    return (f"numbers are counted in steps of {abs(scale.grain)} {way} from {scale.origin}",)


def _told(question: Question, tried: TriedSum) -> str:
    between, n = word_set(tried.squares, _NUMBER), question.n
    begins = f"sum {tried.total:,}: the squares must add up to {between}"
    match tried.miss:
        case Miss.NONE_WHOLE:
            return f"{begins}, and no whole number lies there"
        case Miss.PARITY:
            parity = "odd" if tried.total % 2 else "even"
            return f"{begins} and to an {parity} number, as the sum is; none lies there"
        case Miss.TOO_SMALL:
            assert tried.reach.lower is not None
            return f"{begins}, but those of {n:,} such numbers add up to {_end(tried, 0)} or more"
        case Miss.TOO_LARGE:
            return f"{begins}, but those of {n:,} such numbers add up to {_end(tried, 1)} or less"
        case Miss.SEARCHED | Miss.TOO_LONG:
            return f"{begins}; no {n:,} such numbers have both, as a search of all of them shows"
        case _:
            assert_never(tried.miss)


def _end(tried: TriedSum, end: int) -> str:
    number = (tried.reach.lower, tried.reach.upper)[end]
    return f"{int(number or Fraction(0)):,}"
