"""Numbers with a sum and a sum of squares, against all the lists of numbers there are."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from factcheck.quantity.attainable.squares import (
    Range,
    Search,
    TooManyStepsError,
    least_squares,
    most_squares,
)

RANGES = [
    Range(0, 3),
    Range(-2, 2),
    Range(1, 1),
    Range(-3, -1),
    Range(0, 5, frozenset({0})),
    Range(0, 5, frozenset({1, 3})),
    Range(0, 2, frozenset({1})),
]


def pair_of(numbers: tuple[int, ...]) -> tuple[int, int]:
    return sum(numbers), sum(each**2 for each in numbers)


@pytest.mark.parametrize("among", RANGES, ids=str)
@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5])
def test_numbers_are_found_where_there_are_some(n: int, among: Range) -> None:
    assert among.least is not None
    assert among.most is not None
    usable = [each for each in range(among.least, among.most + 1) if each not in among.barred]
    every = {pair_of(each) for each in combinations_with_replacement(usable, n)}
    for total in range(n * among.least - 1, n * among.most + 2):
        for squares in range(n * max(among.least**2, among.most**2) + 2):
            found = Search().find(n, total, squares, among)
            assert (found is not None) is ((total, squares) in every)
            if found is not None:
                numbers = tuple(each for each, times in found.items() for _ in range(times))
                assert (len(numbers), pair_of(numbers)) == (n, (total, squares))
                assert set(numbers) <= set(usable)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_ranges_without_ends(n: int) -> None:
    both = {pair_of(each) for each in combinations_with_replacement(range(-7, 8), n)}
    upper = {pair_of(each) for each in combinations_with_replacement(range(8), n)}
    for total in range(-5, 6):
        for squares in range(40):
            is_there = (total, squares) in both
            assert (Search().find(n, total, squares, Range()) is not None) is is_there
            is_above = (total, squares) in upper
            assert (Search().find(n, total, squares, Range(0)) is not None) is is_above


@pytest.mark.parametrize("n", [1, 2, 4])
def test_least_and_most_squares_are_those_of_some_numbers(n: int) -> None:
    every = [pair_of(each) for each in combinations_with_replacement(range(4), n)]
    for total in range(3 * n + 1):
        squares = [each for others, each in every if others == total]
        assert least_squares(n, total) == min(squares)
        assert most_squares(total, 3) == max(squares)


def test_nothing_has_no_squares() -> None:
    assert least_squares(0, 0) == most_squares(0, 0) == 0


def test_the_search_ends_where_it_may_take_no_more_steps() -> None:
    search = Search(5)
    with pytest.raises(TooManyStepsError):
        search.find(3, 10**6, 10**13, Range())
    assert search.is_over
    with pytest.raises(TooManyStepsError):
        search.find(0, 0, 0, Range())


def test_one_question_may_get_less_than_is_left() -> None:
    search = Search(1000)
    with pytest.raises(TooManyStepsError):
        search.find(3, 10**6, 10**13, Range(), most_steps=5)
    assert (search.steps, search.is_over) == (5, False)
    assert search.find(2, 1, 1, Range()) == {0: 1, 1: 1}


def test_many_numbers_are_found_in_as_many_steps() -> None:
    search = Search()
    found = search.find(10_000, 50_000, 300_000, Range(0, 10))
    assert found is not None
    assert sum(found.values()) == 10_000
    assert search.steps <= 10_001
