"""Scales: what is in the picture, where it is, and the round numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from chart_samples import NUMBERS, REPORTS, SHARE, UNITS, YEAR, sets
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from intervals import interval

from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind
from factcheck.report.charts.letters import ELLIPSIS, cut, lines_of, width_of
from factcheck.report.charts.scale import Scale, levels_of, scale_of, tick_text, ticks_of
from factcheck.report.charts.svg import coordinate

if TYPE_CHECKING:
    from factcheck.model.interval import Interval

AMOUNT = Unit(UnitKind.AMOUNT, "CHF")


def ends(*notations: str, unit: Unit = REPORTS, has_room: bool = True) -> str:
    """Return the ends of a scale for some sets."""
    scale = scale_of(map(interval, notations), unit, 0, 100, has_room=has_room)
    return f"{float(scale.lower):g} to {float(scale.upper):g}"


def ticks(lower: str, upper: str, unit: Unit, most: int = 5, end: int = 400) -> list[str]:
    """Return the labels of a scale."""
    scale = Scale(exact(lower), exact(upper), 0, end)
    return [each.text for each in ticks_of(scale, unit, most, 12, str)]


def test_zero_belongs_to_numbers_that_are_not_far_from_it() -> None:
    assert ends("[2,10]") == "0 to 10.5"
    assert ends("[8,10]") == "7.9 to 10.1"
    assert ends("[-10,-2]") == "-10.5 to 0"
    assert ends("[-10,10]") == "-11 to 11"


def test_shares_end_at_the_whole() -> None:
    assert ends("[0.5,0.8]", unit=SHARE) == "0.475 to 1"
    assert ends("[0,1]", unit=SHARE) == "0 to 1"
    assert ends("[0.1,0.2]", unit=SHARE) == "0 to 0.21"
    assert ends("[0.5,1.5]", unit=SHARE) == "0 to 1.575"
    assert ends("[0.98,inf)", "[0.98,0.98]", unit=SHARE) == "0.49 to 1"
    assert ends("[1,inf)", unit=SHARE) == "0.5 to 1.5"


def test_what_is_claimed_and_found_fills_the_scale() -> None:
    assert ends("[0.8985,0.8995)", "[0.8991,0.8991]", unit=SHARE) == "0.89845 to 0.89955"
    assert ends("[0.9,0.95]", "[0.8985,0.8985]", unit=SHARE) == "0.893425 to 1"


def test_where_a_set_has_no_end_there_is_more_room() -> None:
    assert ends("[4,8]", "[5,inf)") == "0 to 12"
    assert ends("(-inf,8]", "[4,4]") == "2 to 8.2"
    assert ends("(-inf,inf)") == "-1 to 1"
    assert ends("(-inf,-3]", "[-4,-4]") == "-4.5 to -2.95"


def test_one_number_is_in_the_middle() -> None:
    assert ends("[8,8]") == "4 to 12"
    assert ends("[0,0]") == "0 to 1"
    assert ends("[0,0]", unit=SHARE) == "0 to 0.01"
    assert ends("[-8,-8]") == "-12 to -4"
    assert ends("[1,1]", unit=SHARE) == "0.5 to 1"
    assert ends("[3,3]", has_room=False) == "1.5 to 4.5"


def test_without_room_a_scale_ends_where_the_numbers_do() -> None:
    assert ends("[2015,2023]", has_room=False) == "2015 to 2023"


def test_a_number_beyond_the_end_is_at_the_end() -> None:
    scale = Scale(Fraction(0), Fraction(10), 100, 0)
    assert [scale.at(Fraction(each)) for each in (-1, 0, 4, 10, 99)] == [100, 100, 60, 0, 0]


@given(st.lists(sets(), min_size=1, max_size=4), UNITS)
def test_every_end_is_in_the_picture(every: list[Interval], unit: Unit) -> None:
    scale = scale_of(every, unit, 14, 386)
    assert scale.lower < scale.upper
    for end in (end for each in every for end in (each.lower, each.upper) if end is not None):
        assert scale.lower <= end <= scale.upper
        assert 14 <= scale.at(end) <= 386


@given(st.lists(sets(), min_size=1, max_size=4), UNITS)
def test_labels_never_touch_and_are_inside(every: list[Interval], unit: Unit) -> None:
    scale = scale_of(every, unit, 14, 386)
    found = ticks_of(scale, unit, 6, 12, str)
    assert len(found) <= 7
    for each in found:
        assert scale.lower <= each.number <= scale.upper
    for before, after in pairwise(found):
        apart = scale.at(after.number) - scale.at(before.number)
        assert apart >= (width_of(before.text, 12) + width_of(after.text, 12)) / 2
    assert levels_of(scale, unit, 5, str)


def test_round_numbers_are_few_and_whole_for_counts() -> None:
    assert ticks("0", "100", REPORTS) == ["0", "20", "40", "60", "80", "100"]
    assert ticks("0", "3", REPORTS) == ["0", "1", "2", "3"]
    assert ticks("0", "0.5", REPORTS) == ["0", "0.1", "0.2", "0.3", "0.4", "0.5"]
    assert ticks("0", "1", SHARE) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert ticks("0.09", "0.1", SHARE) == ["9 %", "9.2 %", "9.4 %", "9.6 %", "9.8 %", "10 %"]
    assert ticks("-1000000", "2000000", AMOUNT) == ["−1,000,000", "0", "1,000,000", "2,000,000"]


def test_labels_without_room_are_fewer() -> None:
    assert ticks("0", "9000000", AMOUNT, end=100) == ["0"]
    assert ticks("1999999", "9000000", AMOUNT, end=100) == ["5,000,000"]
    assert ticks("28999998.9", "28999999.9", AMOUNT, end=40) == ["28,999,999"]


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1234567", REPORTS, "1,234,567"),
        ("-1500", REPORTS, "−1,500"),
        ("2024", YEAR, "2024"),
        ("20240", YEAR, "20,240"),
        ("0.125", SHARE, "12.5 %"),
        ("0.05", AMOUNT, "0.05"),
        ("1" + "0" * 30, AMOUNT, "10^30"),
        ("-25" + "0" * 30, AMOUNT, "−2.5 × 10^31"),
        ("0." + "0" * 20 + "4", AMOUNT, "4 × 10^−21"),
        ("1" + "0" * 14, AMOUNT, "100,000,000,000,000"),
    ],
)
def test_a_round_number_is_told_in_few_signs(number: str, unit: Unit, text: str) -> None:
    assert tick_text(exact(number), unit) == text


def test_a_place_has_two_decimals_at_most() -> None:
    numbers = ("1", "1.5", "-0.125", "1/3", "0.005", "100", "-2", "0.996")
    assert [coordinate(exact(each)) for each in numbers] == [
        "1", "1.5", "-0.12", "0.33", "0.01", "100", "-2", "1",
    ]  # fmt: skip


@given(NUMBERS)
def test_a_place_is_near_the_number(number: Fraction) -> None:
    assert abs(exact(coordinate(number)) - number) <= Fraction(1, 200)


@given(st.text(max_size=60), st.integers(20, 400))
def test_a_cut_text_fits(text: str, room: int) -> None:
    shown = cut(text, 12, room)
    assert width_of(shown, 12) <= room or len(shown) <= 2
    assert shown == text or shown.endswith(ELLIPSIS)


@given(st.text(max_size=80), st.integers(60, 400), st.integers(1, 4))
def test_lines_fit_and_hold_the_text(text: str, room: int, most: int) -> None:
    lines = lines_of(text, 12, room, most)
    assert len(lines) <= most
    assert all(width_of(line, 12) <= room or len(line) <= 2 for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines):
        assert " ".join(lines) == text


def test_letters_that_are_wide_take_more_room() -> None:
    assert width_of("世", 10) == 11
    assert width_of("\u0301", 10) == 0
    assert width_of("é", 10) == 7
    assert width_of("É", 10) == Fraction(88, 10)
    assert width_of("€", 10) == Fraction(64, 10)
    assert width_of("☃", 10) == 14
    assert width_of("١", 10) == 8
