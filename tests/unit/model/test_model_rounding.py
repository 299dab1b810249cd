"""What prints so, against what rounds so: Python's own rounding, and the definitions of others."""

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
)
from itertools import pairwise
from math import ceil, floor

import pytest
from exact import exact

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import (
    ANY_NEAREST,
    NEAREST,
    Rounding,
    RoundingMode,
    rounding_named,
    rounding_names,
    unrounded,
)

STEP = Fraction(1, 10)
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
WITH_TWO_IMAGES = {RoundingMode.ANY, RoundingMode.CEILING_OR_FLOOR}


def f(text: str) -> Fraction:
    return exact(text)


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("9.5", "0.1", Interval(f("9.45"), f("9.55"), True, False)),
        ("9000", "1000", Interval(f("8500"), f("9500"), True, False)),
        ("-2.7", "0.1", Interval(f("-2.75"), f("-2.65"), False, True)),
        ("0", "1", Interval(f("-0.5"), f("0.5"), False, False)),
        ("0.0", "0.1", Interval(f("-0.05"), f("0.05"), False, False)),
    ],
)
def test_the_numbers_that_print_so(printed: str, unit: str, expected: Interval) -> None:
    assert unrounded(f(printed), f(unit)) == expected


def test_the_sign_of_the_step_does_not_matter() -> None:
    assert unrounded(f("5"), f("-1")) == unrounded(f("5"), f("1"))


def test_the_sets_of_neighbouring_prints_meet_without_overlap() -> None:
    prints = [Fraction(number, 10) for number in range(-30, 31)]
    sets = [unrounded(printed, Fraction(1, 10)) for printed in prints]
    for below, above in pairwise(sets):
        assert below.upper == above.lower
        assert below.upper_closed != above.lower_closed
        assert below.is_apart_from(above)


def named(name: str) -> Rounding:
    found = rounding_named(name)
    assert found is not None
    return found


def prints(number: Fraction, rounding: Rounding) -> set[int]:
    """Return what a number is printed as, in tenths."""
    near = floor(number * 10)
    return {
        each
        for each in range(near - 2, near + 4)
        if number in unrounded(each * STEP, STEP, rounding)
    }


NUMBERS = [Fraction(each, 200) for each in range(-240, 241)]


@pytest.mark.parametrize("name", PYTHONS)
def test_what_prints_so_is_what_python_rounds_so(name: str) -> None:
    for number in NUMBERS:
        decimal = Decimal(number.numerator) / Decimal(number.denominator)
        rounded = decimal.quantize(Decimal("0.1"), rounding=PYTHONS[name])
        assert prints(number, named(name)) == {int(rounded * 10)}


@pytest.mark.parametrize("digit", range(1, 10))
def test_up_and_down_from_a_digit(digit: int) -> None:
    for number in NUMBERS:
        tenths, part = number * 10, 1 - Fraction(digit, 10)
        assert prints(number, named(f"up-from-{digit}")) == {floor(tenths + part)}
        assert prints(number, named(f"down-from-{digit}")) == {ceil(tenths - part)}


@pytest.mark.parametrize(
    ("half", "digit"), [("half-up", "up-from-5"), ("half-down", "down-from-5")]
)
def test_a_half_is_a_five(half: str, digit: str) -> None:
    for each in range(-30, 31):
        printed = each * STEP
        assert unrounded(printed, STEP, named(half)) == unrounded(printed, STEP, named(digit))


def test_any_nearest_one_is_what_some_way_of_rounding_to_the_nearest_prints() -> None:
    nearest = [named(name) for name in rounding_names() if name.startswith("half-")]
    assert len(nearest) == 5
    for number in NUMBERS:
        each = set.union(*(prints(number, rounding) for rounding in nearest))
        assert prints(number, ANY_NEAREST) == each


def test_ceiling_or_floor_is_what_either_prints() -> None:
    for number in NUMBERS:
        either = prints(number, named("ceiling")) | prints(number, named("floor"))
        # A number between two prints is printed as either; one that is a print stays itself.
        assert prints(number, named("ceiling-or-floor")) == either


def test_halves_are_taken_to_go_away_from_zero_where_nothing_is_said() -> None:
    assert unrounded(f("2"), f("1")) == unrounded(f("2"), f("1"), NEAREST)
    assert named("half-away-from-zero") == NEAREST
    assert named("any") == ANY_NEAREST


@pytest.mark.parametrize("name", rounding_names())
def test_names_and_words(name: str) -> None:
    assert named(name).name == name
    assert "{" not in named(name).words
    assert rounding_named(f"{name}-") is None


def test_the_digit_is_part_of_the_name() -> None:
    assert named("up-from-9").words == "up from a 9 on, else down"
    assert [rounding_named(name) for name in ("up-from", "up-from-0", "up-from-10", "")] == [
        None
    ] * 4


@pytest.mark.parametrize("mode", [mode for mode in RoundingMode if mode not in WITH_TWO_IMAGES])
def test_every_number_is_printed_one_way(mode: RoundingMode) -> None:
    for number in NUMBERS:
        assert len(prints(number, Rounding(mode))) == 1
