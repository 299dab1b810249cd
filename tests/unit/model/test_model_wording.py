from __future__ import annotations

import pytest
from exact import exact
from hypothesis import given
from strategies import fractions, intervals

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import (
    difference_of,
    with_noun,
    word_distance,
    word_number,
    word_set,
    word_sets,
)

COUNT = Unit(UnitKind.COUNT, "reports")
SHARE = Unit(UnitKind.SHARE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
BARE = Unit(UnitKind.AMOUNT)


def f(text: str) -> Fraction:
    return exact(text)


def between(lower: str, upper: str, ends: str = "[]") -> Interval:
    return Interval(f(lower), f(upper), ends[0] == "[", ends[1] == "]")


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("9167", COUNT, "9,167"),
        ("0", COUNT, "0"),
        ("-1234567", COUNT, "−1,234,567"),
        ("1166/7852", SHARE, "14.85 %"),
        ("0.1", SHARE, "10 %"),
        ("-1/3", CHANGE, "−33.33 %"),
        ("5/2", POINTS, "2.5 points"),
        ("1", POINTS, "1 point"),
        ("-1", POINTS, "−1 point"),
        ("2/3", FACTOR, "0.667"),
        ("1234.5", BARE, "1,234.5"),
        ("0.995", BARE, "1"),
        ("0.005", BARE, "0.01"),
        ("-0.005", BARE, "−0.01"),
        ("0.0000123", BARE, "0.00001"),
        ("1e-20", BARE, "under 10^−12"),
        ("-1e-20", BARE, "over −10^−12"),
    ],
)
def test_numbers_in_digits(number: str, unit: Unit, expected: str) -> None:
    assert word_number(f(number), unit) == expected


@given(fractions(largest=10**6))
def test_a_printed_number_is_the_nearest_or_keeps_its_sign(number: Fraction) -> None:
    printed = f(word_number(number, BARE).replace(",", "").replace("−", "-"))
    assert abs(printed - number) <= Fraction(1, 200)
    assert (printed < 0, printed == 0) == (number < 0, number == 0)


@pytest.mark.parametrize(
    ("interval", "unit", "expected"),
    [
        (Interval.everything(), COUNT, "any number"),
        (Interval.point(9167), COUNT, "9,167"),
        (Interval.at_least(f("0.63")), SHARE, "at least 63 %"),
        (Interval.at_least(29_000_000, closed=False), COUNT, "more than 29,000,000"),
        (Interval.at_most(5), COUNT, "at most 5"),
        (Interval.at_most(5, closed=False), COUNT, "less than 5"),
        (between("0.09", "0.1", "[)"), SHARE, "9 % to under 10 %"),
        (between("8500", "9500"), COUNT, "8,500 to 9,500"),
        (between("0.5", "1", "(]"), SHARE, "more than 50 % to 100 %"),
        (between("1", "2", "()"), FACTOR, "more than 1 to under 2"),
    ],
)
def test_sets_in_words(interval: Interval, unit: Unit, expected: str) -> None:
    assert word_set(interval, unit) == expected


def test_ends_that_are_close_are_printed_with_enough_decimals_to_differ() -> None:
    close = between("0.123456", "0.123457")
    assert word_set(close, BARE) == "0.123456 to 0.123457"


def test_ends_closer_than_any_print_are_still_printed() -> None:
    close = Interval(f("1"), 1 + Fraction(1, 10**30))
    assert word_set(close, BARE) == "1 to 1"


def test_an_open_set_around_one_number_is_printed_as_that() -> None:
    root = Interval(Fraction(98, 100), Fraction(98, 100) + Fraction(1, 10**30), False, False)
    assert word_set(root, BARE) == "0.98"
    assert word_set(Interval(f("1"), f("2"), False, False), BARE) == "more than 1 to under 2"
    half_open = Interval(f("1"), 1 + Fraction(1, 10**30), False, True)
    assert word_set(half_open, BARE) == "more than 1 to 1"


def test_sets_of_which_one_is_meant_are_listed() -> None:
    numbers = [Interval.point(number) for number in (1, 5, 9, 12, 13, 17)]
    assert word_sets(numbers[:1], BARE) == "1"
    assert word_sets(numbers[:2], BARE) == "1 or 5"
    assert word_sets([*numbers[:2], between("7", "9")], BARE) == "1, 5 or 7 to 9"
    assert word_sets(numbers, BARE) == "1 to 17, but not every number between"


@pytest.mark.parametrize(
    ("found", "claimed", "unit", "expected"),
    [
        (between("0.5659", "0.5659"), between("0.5655", "0.5665", "[)"), BARE, "0.566"),
        (between("0.5659", "0.5659"), between("0.5665", "0.5675", "[)"), BARE, "0.566"),
        (between("0.5659", "0.5659"), between("0.566", "0.5675", "[)"), BARE, "0.5659"),
        (between("0.09999", "0.09999"), between("0.09", "0.1", "[)"), SHARE, "9.999 %"),
        (between("0.1", "0.1"), between("0.09", "0.1", "[)"), SHARE, "10 %"),
        (between("0.02", "0.09999"), between("0.1", "0.2"), SHARE, "2 % to 9.999 %"),
        (between("0.4", "0.5"), between("1/3", "1"), SHARE, "40 % to 50 %"),
        (between("0.33333", "0.33333"), between("1/3", "1"), SHARE, "33.333 %"),
        (between("1166/7852", "1166/7852"), Interval.everything(), SHARE, "14.85 %"),
        (between("1e-20", "1e-20"), between("0", "1", "(]"), BARE, "under 10^−12"),
        (Interval.point(1 + f("1e-20")), between("1", "2"), BARE, "just over 1"),
        (Interval.point(1 - f("1e-20")), between("1", "2"), BARE, "just under 1"),
        (Interval(1 + f("1e-20"), f("5")), between("1", "2"), BARE, "just over 1 to 5"),
    ],
)
def test_digits_show_on_which_side_of_a_claim_a_number_lies(
    found: Interval, claimed: Interval, unit: Unit, expected: str
) -> None:
    assert word_set(found, unit, beside=claimed) == expected


def test_a_claimed_end_without_end_is_printed_as_finely_as_it_takes() -> None:
    third, near = between("1/3", "1"), between("0.33333333", "0.33333333")
    assert word_set(third, SHARE, beside=between("0.5", "0.6")) == "33.33 % to 100 %"
    assert word_set(third, SHARE, beside=near) == "33.3333333 % to 100 %"
    assert word_set(near, SHARE, beside=third) == "33.333333 %"


def test_sets_of_which_one_is_meant_are_printed_as_finely_too() -> None:
    sets = [Interval.point(f("0.001")), Interval.point(f("0.9999"))]
    assert word_sets(sets, BARE, beside=Interval.point(1)) == "0.001 or 0.9999"


def _numbers(words: str) -> list[Fraction]:
    kept = (word.replace(",", "").replace("−", "-") for word in words.split())
    return [f(word) for word in kept if word.lstrip("-")[:1].isdigit()]


@given(intervals(), intervals())
def test_no_printed_number_crosses_an_end_of_what_it_is_read_beside(
    claimed: Interval, found: Interval
) -> None:
    words = [word_set(claimed, BARE, beside=found), word_set(found, BARE, beside=claimed)]
    if any("just" in each or "^" in each for each in words):
        return
    printed, beside = _numbers(words[1]), _numbers(words[0])
    mine, theirs = (
        [end for end in dict.fromkeys((each.lower, each.upper)) if end is not None]
        for each in (found, claimed)
    )
    for shown, number in zip(printed, mine, strict=True):
        for other, mark in zip(beside, theirs, strict=True):
            assert (shown < other, shown == other) == (number < mark, number == mark)


@given(intervals())
def test_two_different_ends_are_never_printed_alike(interval: Interval) -> None:
    words = word_set(interval, BARE).split(" to ")
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("claimed", "found", "unit", "expected"),
    [
        (between("0.09", "0.1", "[)"), between("0.5", "0.6"), SHARE, "40 points too low"),
        (between("0.7", "0.8"), Interval.point(f("0.6515")), SHARE, "4.85 points too high"),
        (between("9", "10", "[)"), Interval.point(10), COUNT, "just too low"),
        (between("9", "10"), Interval.point(8), COUNT, "1 too high"),
        (between("0.09", "0.1"), Interval.point(f("0.11")), SHARE, "1 point too low"),
        (between("0.1", "0.2"), Interval.point(f("0.09999")), SHARE, "0.001 points too high"),
        (between("9", "10", "(]"), Interval.point(9), COUNT, "just too high"),
        (Interval.point(9167), Interval.point(9000), COUNT, "167 reports too high"),
        (Interval.point(1), Interval.point(3), POINTS, "2 points too low"),
        (Interval.point(1), Interval.point(3), Unit(UnitKind.FACTOR, "times"), "2 too low"),
        (Interval.point(1), Interval.point(3), BARE, "2 too low"),
        (between("1", "3"), between("3", "4"), COUNT, None),
        (Interval.everything(), Interval.point(0), COUNT, None),
    ],
)
def test_how_far_a_claim_is_off(
    claimed: Interval, found: Interval, unit: Unit, expected: str | None
) -> None:
    assert word_distance(claimed, found, unit) == expected


def test_a_gap_too_small_to_print_is_bounded() -> None:
    just_above = Interval.point(1 + Fraction(1, 10**20))
    assert word_distance(Interval.point(1), just_above, BARE) == "less than 10^−12 too low"


@given(intervals(), intervals())
def test_a_distance_is_told_just_where_the_sets_do_not_meet(a: Interval, b: Interval) -> None:
    distance = word_distance(a, b, COUNT)
    assert (distance is not None) == a.is_apart_from(b)
    back = word_distance(b, a, COUNT)
    if distance is not None and back is not None:
        assert distance.endswith("too low") == back.endswith("too high")


def test_a_difference_of_percentages_is_told_in_points() -> None:
    assert word_set(*difference_of(Interval.point(f("-0.275")), SHARE)) == "−27.5 points"
    assert word_set(*difference_of(Interval.point(f("0.01")), CHANGE)) == "1 point"
    assert difference_of(Interval.point(5), COUNT) == (Interval.point(5), COUNT)


def test_one_thing_stands_without_its_noun_in_the_plural() -> None:
    assert with_noun("9,167", COUNT) == "9,167 reports"
    assert with_noun("1", COUNT) == "1"
    assert with_noun("−1", COUNT) == "−1"
    assert with_noun("1", Unit(UnitKind.AMOUNT, "CHF")) == "1 CHF"
    assert with_noun("0.5", SHARE) == "0.5"


@pytest.mark.parametrize(
    ("number", "words"),
    [("1919", "1919"), ("1919.5", "1919.5"), ("-1753", "−1753"), ("12000", "12,000")],
)
def test_the_digits_of_a_year_are_not_grouped(number: str, words: str) -> None:
    year = Unit(UnitKind.AMOUNT, is_year=True)
    assert word_number(exact(number), year) == words
    assert word_set(Interval.point(exact(number)), year) == words


def fall(lower: str, upper: str) -> Interval:
    return Interval(f(lower), f(upper))


@pytest.mark.parametrize(
    ("claimed", "found", "unit", "words"),
    [
        (fall("-0.31", "-0.29"), fall("-0.18", "-0.18"), CHANGE, "11 points too large, as a fall"),
        (
            fall("-0.105", "-0.095"),
            fall("-0.18", "-0.18"),
            CHANGE,
            "7.5 points too small, as a fall",
        ),
        (fall("-3", "-2"), fall("-5", "-4"), POINTS, "1 point too small, as a fall"),
        (fall("-0.31", "-0.29"), fall("0.05", "0.05"), CHANGE, "34 points too low"),
        (fall("0.29", "0.31"), fall("-0.05", "-0.05"), CHANGE, "34 points too high"),
        (fall("-31", "-29"), fall("-18", "-18"), COUNT, "11 reports too low"),
    ],
)
def test_of_two_falls_one_is_too_large(
    claimed: Interval, found: Interval, unit: Unit, words: str
) -> None:
    assert word_distance(claimed, found, unit) == words


def test_falls_that_touch_are_just_apart() -> None:
    claimed = Interval(f("-0.3"), f("-0.2"), upper_closed=False)
    assert word_distance(claimed, fall("-0.2", "-0.1"), CHANGE) == "just too large a fall"
    below = Interval(f("-0.4"), f("-0.3"), upper_closed=False)
    assert word_distance(fall("-0.3", "-0.2"), below, CHANGE) == "just too small a fall"
    no_end = Interval.at_most(f("-0.5"))
    assert word_distance(fall("-0.3", "-0.2"), no_end, CHANGE) == "20 points too small, as a fall"
