"""Answers of ``possible`` where some numbers are known, and its power, against enumeration.

The reference goes through all lists of numbers and rounds means and deviations with ``decimal``;
it knows nothing of intervals, of gaps in sums or of ends of sums of squares.
"""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, localcontext
from itertools import combinations_with_replacement
from random import Random
from typing import TYPE_CHECKING

import pytest
from attainable_questions import mean, scale, share
from exact import exact

from factcheck.model.attainable import Known, Scale
from factcheck.model.fraction import Fraction
from factcheck.quantity.attainable.answer import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.attainable import Answer

DIGITS = 60
SCALES = [
    (scale("0", "3"), 4),
    (scale("1", "7"), 7),
    (scale("-2", "2"), 5),
    (scale("1", "3", items=2), 5),
    (scale("0.25", "1.75", step="0.5"), 4),
]


def known_of(random: Random, numbers: list[Fraction], n: int) -> tuple[Known, ...]:
    """Return some numbers that are known, no more than n."""
    found, left = [], n
    for each in random.sample(numbers, random.randint(0, len(numbers))):
        times = random.choice((0, 0, random.randint(0, left)))
        found.append(Known(each, times, random.random() < 0.8))
        left -= times
    return tuple(found)


def lists(numbers: list[Fraction], n: int, known: tuple[Known, ...]) -> Iterator[list[Fraction]]:
    """Yield all lists in which the numbers that are known are there so often."""
    for each in combinations_with_replacement(numbers, n):
        found = list(each)
        if all(
            found.count(one.number) == one.times
            if one.is_exact
            else found.count(one.number) >= one.times
            for one in known
        ):
            yield found


def variance_of(numbers: list[Fraction]) -> Fraction:
    centre = sum(numbers, Fraction(0)) / len(numbers)
    squares = sum(((each - centre) ** 2 for each in numbers), Fraction(0))
    return squares / (len(numbers) - 1)


def prints_of(number: Decimal, step: str) -> set[Decimal]:
    """Return how a number is printed, halves either way."""
    roundings = (ROUND_HALF_UP, ROUND_HALF_DOWN)
    return (
        {abs(number.quantize(Decimal(step), rounding=each)) for each in roundings}
        if (number == 0)
        else {number.quantize(Decimal(step), rounding=each) for each in roundings}
    )


def decimal_of(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def check_numbers(actual: Answer, every: list[list[Fraction]]) -> None:
    """An example that is shown is one of the lists, or the sum of one of them."""
    if actual.example is None:
        return
    if actual.example.numbers:
        shown = [each for each, times in actual.example.numbers for _ in range(times)]
        assert shown in every
    means = {sum(each, Fraction(0)) / len(each) for each in every}
    assert actual.example.mean in means


@pytest.mark.parametrize("seed", range(25))
def test_means_with_numbers_that_are_known(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    of, places = random.choice(SCALES)
    n, step = random.randint(1, 5), random.choice(("1", "0.1", "0.01"))
    numbers = [of.number(place) for place in range(places)]
    known = known_of(random, numbers, n)
    every = list(lists(numbers, n, known))
    means = {sum(each, Fraction(0)) / n for each in every}
    with localcontext() as context:
        context.prec = DIGITS
        found = {p for each in means for p in prints_of(decimal_of(each), step)}
        ends = [decimal_of(numbers[0]), decimal_of(numbers[-1])]
        first, last = (int(end / Decimal(step)) for end in ends)
        for place in range(first - 2, last + 3):
            text = str(place * Decimal(step))
            actual = answer(mean(text, n, of, known=known))
            assert actual.is_possible is (Decimal(text) in found), (text, n, of, known)
            check_numbers(actual, every)
            if not actual.is_possible:
                check_nearest(actual, means)
                check_certificate(actual, means)


def check_nearest(actual: Answer, means: set[Fraction]) -> None:
    target = actual.question.printed.target
    below = sorted(each for each in means if each < target)[-1:]
    above = sorted(each for each in means if each > target)[:1]
    assert [each.mean for each in actual.nearest] == [*below, *above]


def check_certificate(actual: Answer, means: set[Fraction]) -> None:
    """Between the next sums there is a gap, or else the row contradicts its bounds."""
    if not means:
        assert (actual.gap, actual.refutation) == (None, None)
        return
    assert (actual.gap is None) is not (actual.refutation is None)
    if actual.gap is not None:
        row, gap = actual.row, actual.gap
        assert not any((each - row.constant) / row.multiple in gap for each in means)
        assert gap.lower is not None
        assert gap.upper is not None
        for beside in (gap.lower - 1, gap.upper + 1):
            assert row.constant + row.multiple * beside in means


@pytest.mark.parametrize("seed", range(25))
def test_deviations_with_numbers_that_are_known(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    of, places = random.choice(SCALES)
    n, step = random.randint(2, 5), random.choice(("1", "0.1", "0.01"))
    numbers = [of.number(place) for place in range(places)]
    known = known_of(random, numbers, n)
    every = list(lists(numbers, n, known))
    with localcontext() as context:
        context.prec = DIGITS
        found = {
            (m, d)
            for each in every
            for m in prints_of(decimal_of(sum(each, Fraction(0)) / n), step)
            for d in prints_of(decimal_of(variance_of(each)).sqrt(), step)
        }
        free = lists(numbers, n, ())
        asked = {
            (min(prints_of(decimal_of(sum(each, Fraction(0)) / n), step)), each_d)
            for each in free
            for each_d in prints_of(decimal_of(variance_of(each)).sqrt(), step)
        }
        for m, d in random.sample(sorted(asked), min(len(asked), 40)):
            actual = answer(mean(str(m), n, of, sd=str(d), known=known))
            assert actual.is_possible is ((m, d) in found), (m, d, n, of, known)
            check_numbers(actual, every)


@pytest.mark.parametrize("seed", range(4))
def test_numbers_of_a_scale_with_many_places(seed: int) -> None:
    """All sums with all sums of squares, number by number."""
    random = Random(seed)  # noqa: S311 - no secret
    most, n = random.randint(4, 8), random.randint(8, 24)
    barred = random.sample(range(most + 1), random.randint(1, most - 1))
    places = [place for place in range(most + 1) if place not in barred]
    reached = {(0, 0)}
    for _ in range(n):
        reached = {(s + p, q + p * p) for s, q in reached for p in places}
    known = tuple(Known(Fraction(place), 0, is_exact=True) for place in barred)
    of = Scale(lower=Fraction(0), upper=Fraction(most))
    sums = {total for total, _ in reached}
    by_sum = {total: {q for s, q in reached if s == total} for total in sums}
    for total in random.sample(range(n * most + 1), min(12, n * most)):
        text = f"{float(Fraction(total, n)):.4f}"
        assert answer(mean(text, n, of, known=known)).is_possible is (total in sums)
        ends = by_sum.get(total, {0})
        for squares in {random.randint(0, most**2 * n) for _ in range(4)} | {min(ends), max(ends)}:
            spread = Fraction(squares) - Fraction(total**2, n)
            if spread < 0:
                continue
            sd = f"{(float(spread) / (n - 1)) ** 0.5:.3f}"
            low, high = (
                max(exact(sd) + half, Fraction(0)) for half in (exact("-0.0005"), exact("0.0005"))
            )
            is_there = any(
                low**2 * (n - 1) <= q - Fraction(total**2, n) <= high**2 * (n - 1)
                for q in by_sum.get(total, set())
            )
            actual = answer(mean(text, n, of, sd=sd, known=known))
            assert actual.is_possible is is_there, (total, n, most, barred, sd)


def test_the_power_of_shares_is_the_share_of_impossible_ones() -> None:
    for n in range(1, 16):
        texts = [f"{percent}%" for percent in range(101)]
        actual = [answer(share(text, n)) for text in texts]
        impossible = sum(not each.is_possible for each in actual)
        for each in actual:
            assert each.power is not None
            assert (each.power.impossible, each.power.is_exact) == (Fraction(impossible, 101), True)


@pytest.mark.parametrize("rounding", ["any", "half-even", "floor", "ceiling", "up", "05up"])
def test_the_power_of_means(rounding: str) -> None:
    for n in (3, 8):
        of = scale("1", "4")
        texts = [f"{hundredths / 100:.2f}" for hundredths in range(100, 401)]
        actual = [answer(mean(text, n, of, rounding=rounding)) for text in texts]
        impossible = sum(not each.is_possible for each in actual)
        assert actual[0].power is not None
        assert actual[0].power.impossible == Fraction(impossible, len(texts))


@pytest.mark.parametrize("rounding", ["any", "half-even", "floor", "up", "05up", "down-from-6"])
def test_the_power_on_a_scale_without_end_is_that_of_a_long_stretch(rounding: str) -> None:
    for n, sign in ((3, 1), (8, 1), (12, -1), (16, -1)):
        of = scale("0") if sign > 0 else scale(None, "0")
        texts = [f"{sign * tenths / 10:.1f}" for tenths in range(200, 300)]
        actual = [answer(mean(text, n, of, rounding=rounding)) for text in texts]
        impossible = sum(not each.is_possible for each in actual)
        assert actual[0].power is not None
        assert actual[0].power.impossible == Fraction(impossible, len(texts))
