"""Verdicts on tallies, ranks, trends, extremes and magnitudes against every possible world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from case_strategies import eaches, puzzles, ranks, trends
from hypothesis import event, given, note
from hypothesis import strategies as st

from factcheck.model.standing import Standing, standing_of
from factcheck.quantity.decide.cases import MAX_TRIED

if TYPE_CHECKING:
    from naive_cases import Puzzle

    from factcheck.model.possible import CheckedWorld, Permitted, Pieces

PROFILES = range(3)


def standing_by_trying(puzzle: Puzzle, profile: int) -> Standing | None:
    truths = {puzzle.is_true(world, profile) for world in puzzle.worlds()} - {None}
    if not truths:
        return None
    if len(truths) == 2:
        return Standing.BOTH
    return Standing.INSIDE if True in truths else Standing.APART


def check_world(puzzle: Puzzle, world: CheckedWorld | None, profile: int, *, is_true: bool) -> None:
    """A world must satisfy everything that is known, and show what it is said to show."""
    if world is None:
        return
    numbers = {name: number for name, number, _ in world.numbers}
    assert puzzle.admits(numbers)
    assert puzzle.is_true(numbers, profile) is is_true
    values = puzzle.values(numbers, profile)
    assert values is not None
    assert world.measure in values


def check_worlds(puzzle: Puzzle, permitted: Permitted) -> None:
    for profile in PROFILES:
        check_world(puzzle, permitted.true_worlds[profile], profile, is_true=True)
        check_world(puzzle, permitted.false_worlds[profile], profile, is_true=False)


def pieces_of(permitted: Permitted, profile: int) -> Pieces:
    if permitted.by_profile is not None:
        return permitted.by_profile[profile]
    return permitted.pieces or (permitted.found,)


def check_bounds(puzzle: Puzzle, permitted: Permitted) -> None:
    """Every world lies in some piece, and in the hull of the default profile's."""
    for world in puzzle.worlds():
        if puzzle.is_true(world, 1) is None:
            continue
        for profile in PROFILES:
            values = puzzle.values(world, profile) or []
            assert any(
                all(value in found for value, found in zip(values, piece, strict=True))
                for piece in pieces_of(permitted, profile)
            )
        default = puzzle.values(world, 1) or []
        assert all(v in found for v, found in zip(default, permitted.found, strict=True))


def check_verdicts(puzzle: Puzzle, permitted: Permitted) -> None:
    """A verdict is that of trying all worlds, or open where there are too many of them."""
    for profile in PROFILES:
        expected = standing_by_trying(puzzle, profile)
        actual = standing_of(puzzle.targets, permitted, profile)
        note(f"profile {profile}: {actual}, by trying {expected}")
        if expected is None:
            assert actual is not Standing.BOTH
            continue
        event(f"{expected.value}: {'open' if actual is Standing.UNCLEAR else 'decided'}")
        if actual is not Standing.UNCLEAR or puzzle.ways <= MAX_TRIED:
            assert actual is expected


def check(puzzle: Puzzle) -> None:
    permitted = puzzle.permitted()
    note(str(permitted))
    if not permitted.found:
        assert all(standing_by_trying(puzzle, profile) is None for profile in PROFILES)
        return
    check_worlds(puzzle, permitted)
    check_bounds(puzzle, permitted)
    check_verdicts(puzzle, permitted)


@given(puzzles())
def test_measures_of_every_kind(puzzle: Puzzle) -> None:
    check(puzzle)


@given(puzzles(has_rows=False))
def test_measures_of_every_kind_over_independent_numbers(puzzle: Puzzle) -> None:
    check(puzzle)


@given(st.booleans().flatmap(lambda has_rows: ranks(has_rows=has_rows)))
def test_places_and_leads(puzzle: Puzzle) -> None:
    check(puzzle)


@given(st.booleans().flatmap(lambda has_rows: trends(has_rows=has_rows)))
def test_trends(puzzle: Puzzle) -> None:
    check(puzzle)


@given(st.booleans().flatmap(lambda has_rows: eaches(has_rows=has_rows)))
def test_how_many_satisfy_a_condition(puzzle: Puzzle) -> None:
    check(puzzle)


@given(st.booleans().flatmap(lambda has_rows: puzzles(has_rows=has_rows, is_whole=False)))
def test_numbers_that_need_not_be_whole(puzzle: Puzzle) -> None:
    """Not every world can be tried: none of those that are may contradict."""
    permitted = puzzle.permitted()
    note(str(permitted))
    if not permitted.found:
        assert standing_by_trying(puzzle, 1) is None
        return
    check_worlds(puzzle, permitted)
    check_bounds(puzzle, permitted)
    for profile in PROFILES:
        tried = standing_by_trying(puzzle, profile)
        if tried is not None:
            actual = standing_of(puzzle.targets, permitted, profile)
            assert actual in {tried, Standing.BOTH, Standing.UNCLEAR}
