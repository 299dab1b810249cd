"""Sums of numbers of which some are left out, against all the sums there are."""

from __future__ import annotations

from random import Random

import pytest
from attainable_questions import known, mean, scale

from factcheck.model.interval import Interval
from factcheck.quantity.attainable.places import Places, known_places, places_left
from factcheck.quantity.attainable.sums import sums_of
from factcheck.quantity.attainable.sumsets import sumset_of


def left(most: int | None, barred: list[int]) -> Places | None:
    out = tuple(known(str(place), 0) for place in barred)
    end = None if most is None else str(most)
    question = mean("3", 20, scale("0", end), known=out)
    return places_left(question, known_places(question))


def all_sums(places: list[int], n: int, most: int) -> set[int]:
    found = {0}
    for _ in range(n):
        found = {total + place for total in found for place in places if total + place <= most}
    return found


@pytest.mark.parametrize("seed", range(40))
def test_sums_are_those_there_are(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(20):
        most, n = random.randint(0, 9), random.randint(0, 9)
        barred = random.sample(range(most + 1), random.randint(0, most + 1))
        for end, last in ((most, most * n), (None, 40)):
            places = [x for x in range(last + 1 if end is None else most + 1) if x not in barred]
            expected = all_sums(places, n, last)
            found = sumset_of(left(end, barred), n)
            actual = set() if found is None else {x for x in range(-2, last + 1) if x in found}
            assert actual == expected, (end, barred, n)
            if found is None:
                continue
            for total in range(-2, last):
                above = [each for each in expected if each >= total]
                below = [each for each in expected if each <= total]
                if above:
                    assert found.at_least(total) == min(above)
                assert found.at_most(total) == max(below, default=None)


@pytest.mark.parametrize("seed", range(10))
def test_squares_lie_between_their_ends(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    most, n = random.randint(1, 7), random.randint(1, 6)
    barred = random.sample(range(most + 1), random.randint(0, most))
    places, found = [x for x in range(most + 1) if x not in barred], left(most, barred)
    assert found is not None
    reached = {(0, 0)}
    for _ in range(n):
        reached = {(s + p, q + p * p) for s, q in reached for p in places}
    for total, squares in reached:
        assert squares in found.squares_between(n, total)


def test_without_an_end_one_number_misses_only_what_is_left_out() -> None:
    one = sums_of(mean("3", 1, known=(known("3", 0), known("4", 0))))
    assert one is not None
    assert (one.at_most(4), one.at_least(3), one.at_least(-7)) == (2, 5, -7)
    assert one.bounds == Interval(None, None)
    two = sums_of(mean("3", 2, known=(known("3", 0),)))
    assert two is not None
    assert 6 in two
    assert two.within(None) is None


def test_places_far_apart_have_a_stride() -> None:
    assert left(8, [1, 2, 3, 5, 6, 7]) == Places(0, 4, 2, has_end=True, holes=())
    assert left(9, [0, 1, 2, 4, 6, 8]) == Places(3, 2, 3, has_end=True, holes=())
    assert left(3, [0, 1, 3]) == Places(2, 1, 0, has_end=True, holes=())
    assert left(1, [0, 1]) is None
