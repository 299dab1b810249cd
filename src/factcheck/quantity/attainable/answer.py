"""The answer to whether printed figures are possible: an example, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.attainable import Answer, Example
from factcheck.model.certificate import Combination
from factcheck.model.fraction import Fraction
from factcheck.quantity.attainable.deviations import Deviations, squared
from factcheck.quantity.attainable.power import power_of
from factcheck.quantity.attainable.reasons import (
    why_in_gap,
    why_no_deviation,
    why_no_numbers,
    why_no_sum,
)
from factcheck.quantity.attainable.squares import TooManyStepsError
from factcheck.quantity.attainable.sums import (
    admits,
    gap_around,
    mean_of,
    nearest_means,
    nearest_sum,
    row_of,
    solved,
    sums_in,
    sums_of,
)

if TYPE_CHECKING:
    from factcheck.model.attainable import Question, SumRow
    from factcheck.model.interval import Interval
    from factcheck.quantity.attainable.sumsets import Sumset


def answer(question: Question) -> Answer:
    """Return whether a printed mean or share, with its deviation if there is one, is possible.

    Impossible means that no numbers at all print so: each is shown by a certificate over the
    sum, by parity or bounds of the sum of squares, or by an exhausted search.
    """
    reached = sums_of(question)
    row, printed = row_of(question, reached), question.printed
    held = sums_in(row, printed.allowed)
    sums = None if reached is None else reached.within(held)
    plain = Answer(
        question,
        is_possible=sums is not None,
        between=printed.allowed.scaled(question.n),
        sums=sums,
        row=row,
        power=power_of(question, row, reached),
    )
    if reached is None or sums is None:
        return _by_no_sum(plain, reached, held)
    usual = reached.within(sums_in(row, printed.usual))
    if question.deviation is None:
        return _by_mean(plain, reached, usual or sums, is_usual=usual is not None)
    return _by_deviation(plain, Deviations(question, row, reached), sums, usual)


def _by_no_sum(plain: Answer, reached: Sumset | None, held: Interval | None) -> Answer:
    """Answer with why no sum gives the mean; ``held`` is what its ends alone would let through."""
    question, row = plain.question, plain.row
    nearest = nearest_means(row, reached, question.printed.target)
    if reached is None:
        return replace(plain, nearest=nearest, because=why_no_numbers(question))
    if held is None:
        # Whole numbers in an interval: the exact core says the same, with a certificate.
        refutation = solved(row).refutation
        # One row over one whole number needs no tree.
        assert isinstance(refutation, Combination)
        because = why_no_sum(question, row)
        return replace(plain, refutation=refutation, nearest=nearest, because=because)
    gap = gap_around(reached, held)
    because = why_in_gap(question, gap)
    return replace(plain, gap=gap, nearest=nearest, because=because)


def _by_mean(plain: Answer, reached: Sumset, sums: Interval, *, is_usual: bool) -> Answer:
    """Answer with the sum that is nearest to what was printed."""
    row = plain.row
    target = (plain.question.printed.target - row.constant) / row.multiple
    total = nearest_sum(reached, sums, target)
    example = Example(total, mean_of(row, total))
    check_example(plain.question, row, example)
    return replace(plain, example=example, is_usual=is_usual)


def _by_deviation(
    plain: Answer, deviations: Deviations, sums: Interval, usual: Interval | None
) -> Answer:
    """Answer with numbers that have both, in the usual reading if there are any."""
    printed = deviations.deviation
    try:
        found = None if usual is None else deviations.example(usual, printed.usual)
        is_usual = found is not None
        if found is None:
            found = deviations.example(sums, printed.allowed)
    except TooManyStepsError:
        return replace(plain, is_possible=None, steps=deviations.search.steps)
    steps, tried = deviations.search.steps, tuple(deviations.tried)
    if found is not None:
        check_example(plain.question, plain.row, found)
        return replace(plain, example=found, is_usual=is_usual, steps=steps)
    nearest = deviations.nearest(sums, printed.allowed)
    because = why_no_deviation(plain.question, tried, sums)
    return replace(
        plain, is_possible=False, because=because, tried=tried, nearest=nearest, steps=steps
    )


def check_example(question: Question, row: SumRow, example: Example) -> None:
    """Raise ``AssertionError`` unless an example, calculated anew, is what was printed."""
    assert admits(row, example.total)
    if question.deviation is None:
        return
    n, numbers = question.n, example.numbers
    assert sum(times for _, times in numbers) == n
    mean = sum((each * times for each, times in numbers), start=Fraction(0)) / n
    squares = sum(((each - mean) ** 2 * times for each, times in numbers), start=Fraction(0))
    variance = squares / (n if question.divides_by_n else n - 1)
    assert mean == example.mean
    assert variance == example.variance
    assert variance in squared(question.deviation.allowed)
