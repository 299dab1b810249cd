"""Checks of "more than" and "at least": far past the bound, or exactly on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import verdict_samples as samples
from msgspec.structs import replace

from factcheck.figure import read_figure
from factcheck.model.bound import ExtremeOf, QuantityTerm, TableTerm
from factcheck.model.expression import AggregateFunction
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.verdict.checks import at_least_for_exact, understated
from factcheck.verdict.next_grain import Side, is_past_next_grain, open_side

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.unit import Unit


def understatements(words: str, found: Interval, unit: Unit = samples.COUNT) -> list[str]:
    return samples.messages(understated, samples.reading(words, unit, found=found))


def test_a_lower_bound_far_below_understates() -> None:
    assert understatements("more than 82 million", samples.number("112860753")) == [
        (
            "'more than 82 million' is true but understates the number: 112,860,753 was found, "
            "which also reaches the next step, 83,000,000"
        )
    ]


@pytest.mark.parametrize(
    ("words", "found", "unit"),
    [
        ("more than 82 million", "83000000", samples.COUNT),
        ("at least 63 percent", "0.64", samples.SHARE),
        ("well over 9,000", "10000", samples.COUNT),
        ("at least 12", "13", samples.COUNT),
        ("more than half", "0.6", samples.SHARE),
        ("more than 1.5 times as many", "1.6", samples.FACTOR),
        ("fell by more than 58%", "-0.59", samples.RELATIVE_CHANGE),
    ],
)
def test_a_lower_bound_a_grain_below_understates(words: str, found: str, unit: Unit) -> None:
    (message,) = understatements(words, samples.number(found), unit)
    assert "understates" in message


@pytest.mark.parametrize(
    ("words", "found", "unit"),
    [
        ("more than 82 million", "82999999", samples.COUNT),
        ("over 29 million", "29397681", samples.COUNT),
        ("at least 63 percent", "0.6399", samples.SHARE),
        ("well over 9,000", "9999", samples.COUNT),
        ("fell by more than 58%", "-0.589", samples.RELATIVE_CHANGE),
        ("around 9,000", "20000", samples.COUNT),
        ("9,000", "20000", samples.COUNT),
        ("more than 82 million", "12", samples.COUNT),
        ("the vast majority", "0.99", samples.SHARE),
        ("more than doubled", "9", samples.FACTOR),
        ("more than 11", "12", samples.COUNT),
    ],
)
def test_a_bound_that_is_near_or_no_bound_does_not(words: str, found: str, unit: Unit) -> None:
    assert understatements(words, samples.number(found), unit) == []


@pytest.mark.parametrize(
    ("words", "found", "unit"),
    [
        ("fewer than 9,000", "8000", samples.COUNT),
        ("at most 12 percent", "0.11", samples.SHARE),
        ("up to 500 reports", "0", samples.COUNT),
        ("well under 9,000", "7900", samples.COUNT),
        ("fell by less than 58%", "-0.57", samples.RELATIVE_CHANGE),
    ],
)
def test_an_upper_bound_a_grain_above_overstates(words: str, found: str, unit: Unit) -> None:
    (message,) = understatements(words, samples.number(found), unit)
    assert "overstates" in message


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fewer than 9,000", "8001"),
        ("at most 12", "12"),
        ("under 9,000", "-7"),
        ("fewer than 5", "4"),
    ],
)
def test_an_upper_bound_that_is_near_or_missed_does_not(words: str, found: str) -> None:
    assert understatements(words, samples.number(found)) == []


def test_everything_permitted_must_lie_past_the_next_grain() -> None:
    inside = Interval(Fraction(83_000_000), Fraction(90_000_000), False)
    assert len(understatements("more than 82 million", inside)) == 1
    reaching = Interval(Fraction(82_900_000), Fraction(90_000_000))
    assert understatements("more than 82 million", reaching) == []
    assert understatements("fewer than 9,000", Interval.at_least(0)) == []


def test_the_set_and_not_the_word_says_which_side_is_open() -> None:
    rising = read_figure("more than -5%", expects=samples.RELATIVE_CHANGE)
    assert open_side(rising, rising.profiles.default) is Side.ABOVE
    falling = read_figure("fell by more than 5%", expects=samples.RELATIVE_CHANGE)
    assert open_side(falling, falling.profiles.default) is Side.BELOW
    halved = read_figure("more than halved", expects=samples.FACTOR)
    assert open_side(halved, halved.profiles.default) is Side.BELOW
    assert not is_past_next_grain(samples.number("0"), halved, halved.profiles.default)


def test_a_single_number_is_open_to_no_side() -> None:
    nothing = read_figure("up to 0 reports", expects=samples.COUNT)
    assert nothing.profiles.default.is_point
    assert open_side(nothing, nothing.profiles.default) is None
    around = read_figure("more than 5", expects=samples.COUNT)
    assert open_side(around, Interval(Fraction(4), Fraction(6))) is None


def at_leasts(words: str, found: Interval | None, unit: Unit = samples.COUNT) -> list[str]:
    return samples.messages(at_least_for_exact, samples.reading(words, unit, found=found))


def test_at_least_beside_exactly_that_number_is_found() -> None:
    assert at_leasts("at least 612 reports", samples.number("612")) == [
        (
            "'at least 612 reports' suggests that the number is not known and may be larger, but "
            "the evidence gives exactly 612"
        )
    ]
    assert len(at_leasts("no fewer than 63 percent", samples.number("0.63"), samples.SHARE)) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("at least 612 reports", samples.number("613")),
        ("at least 612 reports", Interval.at_least(612)),
        ("at least 612 reports", Interval(Fraction(612), Fraction(613))),
        ("more than 612 reports", samples.number("612")),
        ("612 reports", samples.number("612")),
        ("at least 612 reports", None),
    ],
)
def test_at_least_beside_anything_else_is_not(words: str, found: Interval | None) -> None:
    assert at_leasts(words, found) == []


def test_at_least_of_an_extreme_number_speaks_of_all_the_others() -> None:
    possible = samples.reading("at least 5", found=samples.number("5"))
    target = possible.bound.targets[0]
    sum_of = target.measure
    assert isinstance(sum_of, TableTerm)
    smallest = replace(sum_of, function=AggregateFunction.MIN)
    quantity = QuantityTerm("q", (), (), None, sum_of.unit, "q", is_count=True, is_nonnegative=True)
    measures: list[tuple[Bound, bool]] = [
        (sum_of, False),
        (smallest, True),
        (replace(smallest, function=AggregateFunction.MAX), True),
        (ExtremeOf(is_largest=False, operands=(sum_of,), unit=sum_of.unit, text="x"), True),
        (replace(quantity, definition=smallest), True),
        (replace(quantity, definition=sum_of), False),
        (quantity, False),
    ]
    for measure, is_extreme in measures:
        bound = replace(possible.bound, targets=(replace(target, measure=measure),))
        found = samples.messages(at_least_for_exact, replace(possible, bound=bound))
        assert bool(found) is not is_extreme
