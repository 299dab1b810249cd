from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.shape.values import (
    Form,
    Numeric,
    added,
    divided,
    either,
    multiplied,
    possible_of,
    scaled,
    unknown,
    words_of,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import EmptyCell


def between(lower: int, upper: int, place: str, *words: str) -> Form:
    return unknown(Interval(Fraction(lower), Fraction(upper)), words, place)


A, B = between(10, 20, "a", "around 15"), between(30, 40, "b")
ONE = Fraction(1)


def ends(value: Numeric) -> tuple[Fraction | None, Fraction | None]:
    possible = possible_of(value)
    return possible.lower, possible.upper


def test_an_unknown_number_is_one_number() -> None:
    assert added(A, scaled(A, Fraction(-1))) == 0
    assert added(A, A) == scaled(A, Fraction(2))
    assert divided(A, A) == 1
    assert divided(scaled(A, Fraction(3)), scaled(A, Fraction(2))) == Fraction(3, 2)
    assert scaled(A, Fraction(0)) == 0


def test_two_unknown_numbers_are_two() -> None:
    here, there = unknown(Interval.everything()), unknown(Interval.everything())
    assert added(here, scaled(there, Fraction(-1))) != 0


def test_a_share_of_unknown_numbers_is_sharp() -> None:
    assert ends(divided(A, added(A, B))) == (Fraction(1, 5), Fraction(2, 5))
    assert ends(divided(B, added(A, B))) == (Fraction(3, 5), Fraction(4, 5))
    assert ends(divided(ONE, A)) == (Fraction(1, 20), Fraction(1, 10))


def test_a_quotient_without_ends_to_try_is_sound() -> None:
    open_ended = unknown(Interval.at_least(1), place="c")
    assert possible_of(divided(open_ended, added(open_ended, ONE))) == Interval.at_least(
        0, closed=False
    )


def test_a_divisor_that_comes_near_zero_is_sound() -> None:
    small = unknown(Interval(Fraction(0), Fraction(5), lower_closed=False), place="c")
    assert possible_of(divided(ONE, small)) == Interval.at_least(Fraction(1, 5))


def test_a_quotient_that_neither_rises_nor_falls_is_sound() -> None:
    # a / (a + b + c) falls with b where a is positive and rises where it is negative.
    around = between(-1, 1, "a")
    quotient = divided(around, added(added(between(2, 3, "b"), around), Fraction(1)))
    assert ends(quotient) == (Fraction(-1, 2), Fraction(1, 2))


def test_what_may_be_divided_by_zero_may_be_anything() -> None:
    assert possible_of(divided(ONE, between(-1, 1, "c"))) == Interval.everything()
    assert possible_of(divided(A, unknown(Interval.at_least(0)))) == Interval.everything()
    with pytest.raises(ZeroDivisionError):
        divided(A, Fraction(0))


def test_words_are_carried_along() -> None:
    assert words_of(added(A, B)) == ("around 15",)
    assert words_of(multiplied(A, A)) == ("around 15",)
    assert words_of(divided(B, A)) == ("around 15",)
    assert words_of(ONE) == ()
    hull = either(A, ONE)
    assert isinstance(hull, Form)
    assert words_of(hull) == ("around 15",)


def test_one_of_two_values_is_anything_between() -> None:
    assert either("a", "a") == "a"
    assert either("a", "b") is EmptyCell.UNKNOWN
    assert either(EmptyCell.NONE, EmptyCell.NONE) is EmptyCell.NONE
    assert either(EmptyCell.NONE, ONE) is EmptyCell.UNKNOWN
    assert either(ONE, "a") is EmptyCell.UNKNOWN
    assert either(ONE, ONE) == 1
    found = either(ONE, Fraction(3))
    assert isinstance(found, Form)
    assert ends(found) == (Fraction(1), Fraction(3))
    assert either(A, A) is A


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> tuple[object, ...]:
    """Return a calculation over a, b and c, the first two unknown."""
    kind = draw(st.sampled_from("abcn" if depth == 0 else "abcn+-*/+-*/"))
    if kind in "abc":
        return (kind,)
    if kind == "n":
        return ("n", Fraction(draw(st.integers(-3, 3))))
    return kind, draw(trees(depth - 1)), draw(trees(depth - 1))


def calculated(tree: tuple[object, ...], cells: dict[str, Numeric]) -> Numeric:
    kind = tree[0]
    if kind == "n":
        assert isinstance(tree[1], Fraction)
        return tree[1]
    if kind in cells:
        return cells[str(kind)]
    left, right = (calculated(part, cells) for part in tree[1:])  # type: ignore[arg-type]
    match kind:
        case "+":
            return added(left, right)
        case "-":
            return added(left, scaled(right, Fraction(-1)))
        case "*":
            return multiplied(left, right)
        case _:
            return divided(left, right)


def is_linear(tree: tuple[object, ...]) -> bool:
    """Whether nothing is divided, and only numbers are multiplied with."""
    if tree[0] in {"a", "b", "c", "n"}:
        return True
    if tree[0] == "/" or (tree[0] == "*" and "n" not in {part[0] for part in tree[1:]}):  # type: ignore[index]
        return False
    return all(is_linear(part) for part in tree[1:])  # type: ignore[arg-type]


@given(trees(), st.integers(-3, 3), st.integers(0, 3), st.integers(-3, 3), st.integers(0, 3))
def test_every_possible_value_is_found(
    tree: tuple[object, ...], a: int, a_width: int, b: int, b_width: int
) -> None:
    cells: dict[str, Numeric] = {
        "a": between(a, a + a_width, "a"),
        "b": between(b, b + b_width, "b"),
        "c": Fraction(2),
    }
    try:
        found = possible_of(calculated(tree, cells))
    except ZeroDivisionError:
        return
    values = []
    for first, second in product(range(a, a + a_width + 1), range(b, b + b_width + 1)):
        world: dict[str, Numeric] = {"a": Fraction(first), "b": Fraction(second), "c": Fraction(2)}
        try:
            value = calculated(tree, world)
        except ZeroDivisionError:
            # In this world there is no value.
            continue
        assert isinstance(value, Fraction)
        assert value in found
        values.append(value)
    if is_linear(tree):
        assert (min(values), max(values)) == (found.lower, found.upper)


@given(st.integers(1, 4), st.integers(0, 4), st.integers(1, 4), st.integers(0, 4))
def test_shares_of_two_unknown_counts_are_sharp(a: int, more: int, b: int, others: int) -> None:
    women, men = between(a, a + more, "a"), between(b, b + others, "b")
    possible = product(range(a, a + more + 1), range(b, b + others + 1))
    values = [Fraction(w, w + m) for w, m in possible]
    assert ends(divided(women, added(women, men))) == (min(values), max(values))
