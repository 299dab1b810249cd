"""Every answer of ``possible`` about few small numbers, against all the numbers there are.

The reference knows nothing of intervals: it goes through all lists of numbers, calculates the
mean and the standard deviation of each with ``decimal`` to many digits, and rounds them as
Python does.
"""

from __future__ import annotations

from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    localcontext,
)
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

import pytest
from exact import exact

from factcheck.figure import read_figure
from factcheck.model.attainable import Known, Scale
from factcheck.model.fraction import Fraction
from factcheck.model.rounding import Rounding, rounding_named
from factcheck.quantity.attainable.answer import answer
from factcheck.quantity.attainable.ask import mean_question, printed_of, share_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.attainable import Answer, Printed

PYTHONS = {
    "half-even": ROUND_HALF_EVEN,
    "half-away-from-zero": ROUND_HALF_UP,
    "half-towards-zero": ROUND_HALF_DOWN,
    "up": ROUND_UP,
    "down": ROUND_DOWN,
    "truncated": ROUND_DOWN,
    "ceiling": ROUND_CEILING,
    "floor": ROUND_FLOOR,
    "05up": ROUND_05UP,
}
DIGITS = 60


def named(name: str) -> Rounding:
    found = rounding_named(name)
    assert found is not None
    return found


def printed(text: str, mode: str) -> Printed:
    return printed_of(read_figure(text, rate_like=True), named(mode))


def decimal_of(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def printed_pairs(numbers: tuple[Fraction, ...], step: str, mode: str) -> tuple[Decimal, Decimal]:
    """Return the mean and the standard deviation of a list as they would be printed."""
    n = len(numbers)
    with localcontext() as context:
        context.prec = DIGITS
        mean = sum(numbers, Fraction(0)) / n
        variance = sum(((each - mean) ** 2 for each in numbers), Fraction(0)) / (n - 1)
        return tuple(  # type: ignore[return-value] # of two
            each.quantize(Decimal(step), rounding=PYTHONS[mode])
            for each in (decimal_of(mean), decimal_of(variance).sqrt())
        )


def lists(places: range, n: int, scale: Scale) -> Iterator[tuple[Fraction, ...]]:
    for each in combinations_with_replacement(places, n):
        yield tuple(scale.number(place) for place in each)


SCALES = [
    (Scale(lower=Fraction(0), upper=Fraction(3)), range(4)),
    (Scale(lower=Fraction(1), upper=Fraction(4)), range(4)),
    (Scale(lower=Fraction(-1), upper=Fraction(1)), range(3)),
    (Scale(items=2, lower=Fraction(1), upper=Fraction(3)), range(5)),
    (Scale(step=exact("0.5"), lower=exact("0.25"), upper=exact("1.75")), range(4)),
]


@pytest.mark.parametrize("mode", PYTHONS)
@pytest.mark.parametrize(("scale", "places"), SCALES, ids=str)
def test_means_with_deviations(scale: Scale, places: range, mode: str) -> None:
    for n, step in product((2, 3, 5), ("1", "0.1")):
        found = {printed_pairs(each, step, mode) for each in lists(places, n, scale)}
        means, deviations = {each[0] for each in found}, {each[1] for each in found}
        for mean, deviation in product(_with_neighbours(means, step), sorted(deviations)):
            actual = _asked(mean, deviation, n, scale, mode)
            assert actual.is_possible is ((mean, deviation) in found), (mean, deviation, n)
            _check_example(actual, mean, deviation, step, mode)


def _with_neighbours(means: set[Decimal], step: str) -> list[Decimal]:
    return sorted({each + Decimal(step) * by for each in means for by in (-1, 0, 1)})


def _asked(mean: Decimal, deviation: Decimal, n: int, scale: Scale, mode: str) -> Answer:
    return answer(
        mean_question(printed(str(mean), mode), n, scale, deviation=printed(str(deviation), mode))
    )


def _check_example(actual: Answer, mean: Decimal, deviation: Decimal, step: str, mode: str) -> None:
    if actual.example is None:
        return
    numbers = tuple(each for each, times in actual.example.numbers for _ in range(times))
    assert len(numbers) == actual.question.n
    assert printed_pairs(numbers, step, mode) == (mean, deviation)


def variances_of(numbers: tuple[Fraction, ...]) -> tuple[Fraction, Fraction]:
    """Return the mean and the variance of a list, exactly."""
    n = len(numbers)
    mean = sum(numbers, Fraction(0)) / n
    return mean, sum(((each - mean) ** 2 for each in numbers), Fraction(0)) / (n - 1)


@pytest.mark.parametrize(("scale", "places"), SCALES, ids=str)
def test_the_nearest_figures_are_the_nearest_ones(scale: Scale, places: range) -> None:
    mode, n = "half-even", 4
    every = {variances_of(each) for each in lists(places, n, scale)}
    for mean, deviation in product(range(-10, 45), range(0, 160, 7)):
        asked = Decimal(mean) / 10, Decimal(deviation) / 100
        actual = _asked(*asked, n, scale, mode)
        if actual.is_possible:
            continue
        sets = actual.question.printed.allowed, actual.question.deviation
        found = sorted({v for m, v in every if m in sets[0]})
        if found:
            assert sets[1] is not None
            target = sets[1].target ** 2
            below = [each for each in found if each < target][-1:]
            expected = below + [each for each in found if each > target][:1]
            assert [each.variance for each in actual.nearest] == expected
        else:
            middle = sets[0].middle
            means = sorted({m for m, _ in every})
            expected = [m for m in means if m < middle][-1:] + [m for m in means if m > middle][:1]
            assert [each.mean for each in actual.nearest] == expected


@pytest.mark.parametrize("mode", PYTHONS)
def test_shares(mode: str) -> None:
    for n in range(1, 25):
        shares = [Decimal(count) / n for count in range(n + 1)]
        found = {each.quantize(Decimal("0.01"), rounding=PYTHONS[mode]) for each in shares}
        for percent in range(103):
            actual = answer(share_question(printed(f"{percent}%", mode), n))
            assert actual.is_possible is (Decimal(percent) / 100 in found), (percent, n)


def test_numbers_that_are_known() -> None:
    scale, n = Scale(lower=Fraction(0), upper=Fraction(4)), 4
    for known in product(range(3), repeat=2):
        one = (Known(Fraction(1), known[0], is_exact=True),)
        both = (*one, Known(Fraction(3), known[1], is_exact=False))
        found = {
            printed_pairs(each, "0.1", "half-even")
            for each in lists(range(5), n, scale)
            if each.count(Fraction(1)) == known[0] and each.count(Fraction(3)) >= known[1]
        }
        every = {printed_pairs(each, "0.1", "half-even") for each in lists(range(5), n, scale)}
        for mean, deviation in sorted(every):
            question = mean_question(
                printed(str(mean), "half-even"),
                n,
                scale,
                deviation=printed(str(deviation), "half-even"),
                known=both,
            )
            assert answer(question).is_possible is ((mean, deviation) in found)
