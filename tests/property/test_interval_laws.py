"""Laws of sets of numbers."""

from __future__ import annotations

import pytest
from exact import exact
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import decimals, fractions, intervals, intervals_with_member, members

from factcheck.model.decimal_text import parse_decimal
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded

Pair = tuple[Interval, Fraction]
ANY = intervals()
ANY_WITH_MEMBER = intervals_with_member()


@given(ANY_WITH_MEMBER)
def test_generated_members_are_members(pair: Pair) -> None:
    interval, number = pair
    assert number in interval


@given(ANY_WITH_MEMBER, ANY_WITH_MEMBER)
def test_any_point_inside_the_operands_maps_inside_the_result(a: Pair, b: Pair) -> None:
    assert a[1] + b[1] in a[0] + b[0]
    assert a[1] - b[1] in a[0] - b[0]
    assert a[1] * b[1] in a[0] * b[0]


@given(ANY_WITH_MEMBER, ANY_WITH_MEMBER)
def test_quotients_of_members_lie_in_the_quotient(a: Pair, b: Pair) -> None:
    assume(b[1] != 0)
    assert 1 / b[1] in b[0].reciprocal()
    assert a[1] / b[1] in a[0] / b[0]


@given(ANY_WITH_MEMBER, fractions())
def test_one_operand_maps_members_inside(pair: Pair, number: Fraction) -> None:
    interval, member = pair
    assert -member in interval.mirrored()
    assert member * number in interval.scaled(number)
    assert member + number in interval.shifted(number)
    assert abs(member) in interval.magnitude()


@given(ANY, fractions())
def test_scaling_and_shifting_are_arithmetic_with_a_point(interval: Interval, by: Fraction) -> None:
    assert interval.scaled(by) == interval * Interval.point(by)
    assert interval.shifted(by) == interval + Interval.point(by)


@given(ANY, ANY)
def test_addition_and_multiplication_commute(a: Interval, b: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a


@given(ANY, ANY, ANY)
def test_addition_and_multiplication_are_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)


@given(ANY)
def test_mirroring_and_reciprocals_undo_themselves(interval: Interval) -> None:
    assert interval.mirrored().mirrored() == interval
    if 0 not in interval:
        assert interval.is_within(interval.reciprocal().reciprocal())


@given(ANY, ANY, fractions())
def test_a_number_is_in_the_intersection_when_it_is_in_both(
    a: Interval, b: Interval, number: Fraction
) -> None:
    both = a.intersect(b)
    assert (number in a and number in b) == (both is not None and number in both)
    assert a.is_apart_from(b) == (both is None)
    assert a.is_within(b) == (both == a)


@given(ANY, ANY, st.data())
def test_the_hull_holds_both_and_nothing_holds_both_more_tightly(
    a: Interval, b: Interval, data: st.DataObject
) -> None:
    hull = a.hull(b)
    assert a.is_within(hull)
    assert b.is_within(hull)
    number = data.draw(members(hull))
    beside = [Interval.at_least(number, closed=False), Interval.at_most(number, closed=False)]
    assert not any(a.is_within(half) and b.is_within(half) for half in beside)


@given(ANY, ANY, ANY)
def test_intersection_and_hull_are_set_operations(a: Interval, b: Interval, c: Interval) -> None:
    assert a.intersect(a) == a == a.hull(a)
    assert a.intersect(b) == b.intersect(a)
    assert a.hull(b) == b.hull(a)
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    assert a.intersect(a.hull(b)) == a


@given(ANY, ANY, ANY)
def test_being_within_is_an_order(a: Interval, b: Interval, c: Interval) -> None:
    assert a.is_within(a)
    assert (a == b) == (a.is_within(b) and b.is_within(a))
    if a.is_within(b) and b.is_within(c):
        assert a.is_within(c)


@given(ANY, ANY)
def test_a_set_within_another_is_never_apart_from_it(a: Interval, b: Interval) -> None:
    assert not (a.is_within(b) and a.is_apart_from(b))


@given(ANY, ANY, ANY)
def test_more_evidence_never_widens(a: Interval, b: Interval, c: Interval) -> None:
    known = a.intersect(b)
    assume(known is not None)
    assert known is not None
    assert (known + c).is_within(a + c)
    assert (known * c).is_within(a * c)


@given(ANY)
def test_equal_sets_are_equal_objects(interval: Interval) -> None:
    again = Interval(interval.lower, interval.upper, interval.lower_closed, interval.upper_closed)
    assert again == interval
    assert hash(again) == hash(interval)
    assert interval.middle in interval


@given(fractions(), fractions())
def test_two_ends_the_wrong_way_round_are_refused(a: Fraction, b: Fraction) -> None:
    assume(a != b)
    with pytest.raises(ValueError, match="holds no number"):
        Interval(max(a, b), min(a, b))


@given(fractions(), st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(1000)]))
def test_a_number_lies_in_the_set_it_is_rounded_to(number: Fraction, unit: Fraction) -> None:
    printed = _rounded(number, unit)
    assert number in unrounded(printed, unit)
    assert printed in unrounded(printed, unit)
    assert number not in unrounded(printed + unit, unit)
    assert number not in unrounded(printed - unit, unit)


def _rounded(number: Fraction, unit: Fraction) -> Fraction:
    """Round to a step, halves away from zero, as people do on paper."""
    steps = (abs(number) / unit + Fraction(1, 2)) // 1
    return steps * unit if number >= 0 else -steps * unit


@given(decimals())
def test_parsing_a_printed_decimal_gives_its_number(text: str) -> None:
    assert parse_decimal(text) == exact(text)


@given(st.integers(-(10**15), 10**15))
def test_grouped_thousands_give_the_same_number(number: int) -> None:
    assert parse_decimal(f"{number:,}") == number
