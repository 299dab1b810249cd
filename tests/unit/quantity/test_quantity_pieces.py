"""Numbers that come in pieces: what covers them, which of them are sure, how they are noted."""

from __future__ import annotations

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.quantity.aggregates.gathered import Named
from factcheck.quantity.aggregates.pieces import (
    MAX_PIECES,
    Outcome,
    Piece,
    a_few,
    cover_of,
    hull_of,
    noted,
    sure_of,
)
from factcheck.quantity.rational import Quotient
from factcheck.quantity.unknowns import Unknowns

ONE, HALF = Fraction(1), Fraction(1, 2)
NAME = Named("median", "some rows")


def between(lower: int | Fraction, upper: int | Fraction, *, closed: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), closed, closed)


def at(*numbers: int | Fraction) -> tuple[Interval, ...]:
    return tuple(Interval.point(number) for number in numbers)


@pytest.mark.parametrize(
    ("pieces", "cover"),
    [
        ((Piece(between(0, 2), ONE),), at(0, 1, 2)),
        ((Piece(between(0, 1), HALF),), at(0, HALF, 1)),
        ((Piece(between(0, 2)),), (between(0, 2),)),
        ((Piece(between(0, 2)), Piece(between(1, 3))), (between(0, 3),)),
        (
            (Piece(between(0, 2)), Piece(between(2, 3, closed=False))),
            (Interval(Fraction(0), Fraction(3), True, False),),
        ),
        (
            (Piece(between(2, 3, closed=False)), Piece(between(0, 2, closed=False))),
            (between(0, 2, closed=False), between(2, 3, closed=False)),
        ),
        (
            (Piece(between(4, 4)), Piece(between(0, 1)), Piece(between(4, 4))),
            (
                between(0, 1),
                between(4, 4),
            ),
        ),
        (
            (Piece(Interval.at_least(1), ONE), Piece(between(0, 0))),
            (
                between(0, 0),
                Interval.at_least(1),
            ),
        ),
        ((Piece(Interval.everything()), Piece(between(0, 0))), (Interval.everything(),)),
        ((Piece(between(0, 1000), ONE),), (between(0, 1000),)),
        ((Piece(between(0, 2, closed=False), ONE),), at(1)),
    ],
)
def test_pieces_are_covered_by_sets_that_are_apart(
    pieces: tuple[Piece, ...], cover: tuple[Interval, ...]
) -> None:
    assert cover_of(pieces) == cover


def test_too_many_pieces_are_covered_by_their_hull() -> None:
    pieces = tuple(Piece(between(2 * n, 2 * n)) for n in range(MAX_PIECES + 1))
    assert cover_of(pieces) == (between(0, 2 * MAX_PIECES),)
    assert hull_of(pieces) == between(0, 2 * MAX_PIECES)
    assert len(sure_of(pieces)) == MAX_PIECES


@pytest.mark.parametrize(
    ("piece", "sure"),
    [
        (Piece(between(0, 2)), (between(0, 2),)),
        (Piece(between(0, 2), ONE), at(0, 1, 2)),
        (Piece(between(0, 2), ONE, is_full=False), at(0, 2)),
        (Piece(between(0, 2), is_full=False), at(0, 2)),
        (Piece(between(0, 2, closed=False), is_full=False), ()),
        (Piece(Interval.at_least(1), is_full=False), at(1)),
        (Piece(between(0, 1000), ONE), at(0, 1000)),
    ],
)
def test_of_a_piece_only_what_is_surely_possible_is_sure(
    piece: Piece, sure: tuple[Interval, ...]
) -> None:
    assert sure_of((piece,)) == sure


def test_a_few_things_are_spread_over_all() -> None:
    assert a_few(list(range(5))) == (0, 1, 2, 3, 4)
    chosen = a_few(list(range(1000)))
    assert (len(chosen), chosen[0], chosen[-1]) == (MAX_PIECES, 0, 999)


def test_a_single_number_is_no_unknown() -> None:
    unknowns = Unknowns()
    number = noted(unknowns, NAME, Outcome((Piece(between(3, 3)),)), is_alone=False)
    assert number == Quotient(constant(3))
    assert not unknowns.variables
    assert not unknowns.choices


def test_steps_are_whole_numbers_of_a_smaller_unit() -> None:
    unknowns = Unknowns()
    pieces = (Piece(between(1, 4), HALF), Piece(between(2, 2)))
    number = noted(unknowns, NAME, Outcome(pieces), is_alone=True)
    variable = unknowns.variables["median"]
    assert (variable.bounds, variable.is_integer) == (between(2, 8), True)
    assert number.numerator.at({"median": Fraction(3)}) == Fraction(3, 2)


def test_numbers_of_tiny_parts_need_not_be_whole() -> None:
    unknowns = Unknowns()
    pieces = (Piece(at(Fraction(1, 1009))[0]), Piece(between(2, 2)))
    noted(unknowns, NAME, Outcome(pieces), is_alone=True)
    assert not unknowns.variables["median"].is_integer


def test_one_full_piece_needs_no_choice() -> None:
    unknowns = Unknowns()
    noted(unknowns, NAME, Outcome((Piece(between(1, 4)),)), is_alone=True)
    assert not unknowns.choices
    assert not unknowns.alternatives


def test_what_hangs_together_with_others_has_no_sure_world() -> None:
    unknowns = Unknowns()
    noted(unknowns, NAME, Outcome((Piece(between(1, 4)),)), is_alone=False)
    assert unknowns.choices == [()]


def test_a_number_that_may_be_absent_is_divided_by_whether_it_is_there() -> None:
    unknowns = Unknowns()
    outcome = Outcome((Piece(between(3, 3)),), may_be_absent=True)
    number = noted(unknowns, NAME, outcome, is_alone=True)
    assert number.numerator == constant(3)
    assert number.denominator.terms == (("median exists", Fraction(1)),)
    assert unknowns.existing == {number.denominator: "there is a value for median"}
    assert len(unknowns.alternatives[0]) == 2
    assert not unknowns.choices
