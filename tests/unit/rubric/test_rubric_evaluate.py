"""Which classes a row may have, and which rows cannot be classified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubric_helpers import AGES, rubric_of

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    NumberDomain,
    Numbers,
)
from factcheck.rubric import (
    NoRuleError,
    SeveralRulesError,
    TooManyError,
    classes_of,
    cut,
    everything_in,
    inside,
    numbers_in,
    union_of,
)
from factcheck.rubric.sets import complement_of, example_of, whole_in

if TYPE_CHECKING:
    from factcheck.model.rubric import ValueSet

ANYTHING = NumberDomain(Interval.everything())
WHOLE = NumberDomain(Interval.everything(), is_integer=True)


def classes(text: str, **cells: str | ValueSet | None) -> tuple[str, ...]:
    """Return the classes of a row: a cell is words for a number, a set, or no value."""
    rubric = rubric_of(text)
    values: dict[str, ValueSet | None] = {}
    for each in rubric.inputs:
        cell = cells[each.name]
        if not isinstance(cell, str):
            values[each.name] = cell
        elif cell == "unknown":
            values[each.name] = everything_in(each.domain)
        elif isinstance(each.domain, NumberDomain):
            values[each.name] = inside(numbers_in(cell, each.domain), each.domain)
        else:
            values[each.name] = Categories((cell,))
    return classes_of(cut(rubric), values)


@pytest.mark.parametrize(
    ("content", "age", "expected"),
    [
        ("image", "11", ("young",)),
        ("image", "12", ("other",)),
        ("text", "11", ("other",)),
        ("image", "10–14", ("young", "other")),
        ("text", "10–14", ("other",)),
        ("image", "12–14", ("other",)),
        ("image", "5 to 9", ("young",)),
        ("image", "65+", ("other",)),
        ("image", "under 5", ("young",)),
        ("image", "unknown", ("young", "other")),
        ("text", "unknown", ("other",)),
        ("unknown", "unknown", ("young", "other")),
        ("unknown", "20", ("other",)),
    ],
)
def test_a_row_has_every_class_that_follows_from_what_it_may_be(
    content: str, age: str, expected: tuple[str, ...]
) -> None:
    assert classes(AGES, content=content, age=age) == expected


def test_what_has_no_value_matches_only_rules_that_do_not_test_it() -> None:
    assert classes(AGES, content="image", age=None) == ("other",)
    negated = AGES.replace("under 12", "not 12")
    assert classes(negated, content="image", age=None) == ("other",)


NO_MATCH = AGES.replace("rubric: ages", "rubric: ages\n    unknown: no match")


@pytest.mark.parametrize(
    ("age", "expected"), [("unknown", "other"), ("10–14", "other"), ("under 10", "young")]
)
def test_an_undecided_test_may_count_as_no_match(age: str, expected: str) -> None:
    assert classes(NO_MATCH, content="image", age=age) == (expected,)


RANGES = """\
    rubric: ages
    inputs:
      age: {type: number}
    classes: [a, b, c]
    rules:
      - {when: {age: under 10}, then: a}
      - {when: {age: 10..14}, then: b}
      - {when: {age: 15 or more}, then: c}
    """


def test_an_observed_gap_is_an_error_with_a_witness() -> None:
    assert classes(RANGES, age="14") == ("b",)
    with pytest.raises(NoRuleError) as gap:
        classes(RANGES, age="10 to 20")
    assert gap.value.witness == (("age", "14.5"),)
    whole = RANGES.replace("{type: number}", "{type: number, integer: true}")
    assert classes(whole, age="10 to 20") == ("b", "c")
    assert classes(whole, age="unknown") == ("a", "b", "c")


@pytest.mark.parametrize(("age", "witness"), [("12", "12"), ("10–12", "12"), ("unknown", "12")])
def test_two_matching_rules_are_an_error_under_unique(age: str, witness: str) -> None:
    text = RANGES.replace("15 or more", "12 or more")
    with pytest.raises(SeveralRulesError) as overlap:
        classes(text, age=age)
    assert [rule.number for rule in overlap.value.rules] == [2, 3]
    assert overlap.value.witness == (("age", witness),)


def test_the_first_matching_rule_decides_under_first() -> None:
    text = RANGES.replace("15 or more", "12 or more").replace(
        "rubric: ages", "rubric: ages\n    hit_policy: first"
    )
    assert classes(text, age="12") == ("b",)
    assert classes(text, age="12 to 20") == ("b", "c")


def test_a_domain_limits_what_an_unknown_value_may_be() -> None:
    text = """\
        rubric: ages
        inputs:
          age: {domain: 10..12, integer: true}
          size: {domain: 0..5}
        classes: [a, b]
        rules:
          - {when: {age: under 12}, then: a}
          - {when: {age: 12 or more}, then: b}
        """
    assert classes(text, age="unknown", size="unknown") == ("a", "b")
    assert classes(text, age="under 12", size="3") == ("a",)
    assert classes(text, age="over 11", size=None) == ("b",)


def test_a_rule_may_leave_the_class_open() -> None:
    text = RANGES.replace("then: b", "then: b or c")
    assert classes(text, age="12") == ("b", "c")
    assert classes(text.replace("b or c", "[a, c]"), age="12") == ("a", "c")


def test_percentages_are_shown_as_such() -> None:
    text = """\
        rubric: ages
        inputs:
          rate: {type: number, unit: percent}
        classes: [low, high]
        rules:
          - {when: {rate: under 10%}, then: low}
          - {when: {rate: over 10%}, then: high}
        """
    assert classes(text, rate="5%") == ("low",)
    with pytest.raises(NoRuleError) as gap:
        classes(text, rate="0%..50%")
    assert gap.value.witness == (("rate", "10%"),)


def test_too_many_combinations_are_not_tried() -> None:
    names = [f"x{place}" for place in range(8)]
    inputs = "".join(f"  {name}: {{type: number}}\n" for name in names)
    rules = "".join(
        f"  - {{when: {{{name}: {number}}}, then: a}}\n" for name in names for number in range(8)
    )
    text = f"rubric: ages\nhit_policy: first\ninputs:\n{inputs}classes: [a, b]\nrules:\n{rules}"
    rubric = rubric_of(text + "  - otherwise: b\n")
    unknown = {each.name: everything_in(each.domain) for each in rubric.inputs}
    with pytest.raises(TooManyError):
        classes_of(cut(rubric), unknown)


# Sets


def test_a_union_joins_what_touches() -> None:
    half = Interval(Fraction(1), Fraction(2), True, False)
    assert union_of([Interval.point(2), half]).intervals == (Interval(Fraction(1), Fraction(2)),)
    apart = union_of([half, Interval(Fraction(2), Fraction(3), False, True)])
    assert len(apart.intervals) == 2


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval.everything(), 0),
        (Interval.at_most(5), 5),
        (Interval.at_most(5, closed=False), 4),
        (Interval.at_most(Fraction(11, 2)), 5),
        (Interval.at_least(5), 5),
        (Interval.at_least(5, closed=False), 6),
        (Interval(Fraction(1, 3), Fraction(2, 3)), None),
        (Interval(Fraction(1), Fraction(2), False, False), None),
    ],
)
def test_a_whole_number_of_an_interval(interval: Interval, whole: int | None) -> None:
    assert whole_in(interval) == whole
    assert example_of(interval) in interval


def test_nothing_of_a_set_may_lie_in_a_domain() -> None:
    assert inside(Categories(("a",)), CategoryDomain(("b", "c"))) is None
    between = Numbers((Interval(Fraction(1), Fraction(2), False, False),))
    assert inside(between, WHOLE) is None
    assert inside(between, ANYTHING) == between


ENDS = st.none() | st.integers(0, 6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lower, upper = draw(ENDS), draw(ENDS)
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    if lower is not None and lower == upper:
        return Interval.point(lower)
    return Interval(_end(lower), _end(upper), draw(st.booleans()), draw(st.booleans()))


def _end(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


GRID = [Fraction(number, 4) for number in range(-4, 32)]


@given(st.lists(intervals(), max_size=5))
def test_unions_and_complements_agree_with_their_members(found: list[Interval]) -> None:
    union = union_of(found)
    complement = complement_of(union)
    for number in GRID:
        is_in = any(number in each for each in found)
        assert any(number in each for each in union.intervals) == is_in
        assert any(number in each for each in complement.intervals) != is_in
    assert complement_of(complement) == union
