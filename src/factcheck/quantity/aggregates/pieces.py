"""Sets of numbers that come in several pieces: what a median or a last value can be."""

from __future__ import annotations

from math import ceil, floor, lcm
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, constant
from factcheck.model.told import told
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.model.linear import Form
    from factcheck.quantity.aggregates.gathered import Named
    from factcheck.quantity.unknowns import Choice, Unknowns

_Any = TypeVar("_Any")
ZERO, ONE = Fraction(0), Fraction(1)
MAX_PIECES = 128
"""Past this many pieces only the interval around all of them is kept."""


class Piece(Struct, frozen=True):
    """An interval of numbers, or those of them that are multiples of a step."""

    bounds: Interval
    step: Fraction | None = None
    """``None`` where every number of the interval is meant."""
    is_full: bool = True
    """Whether all of them are possible; else only the ends that belong to the interval."""

    def most_points(self) -> int | None:
        """Return how many numbers it has; ``None`` for endlessly many."""
        if self.bounds.is_point:
            return 1
        lower, upper = self.bounds.lower, self.bounds.upper
        if self.step is None or lower is None or upper is None:
            return None
        return floor(upper / self.step) - ceil(lower / self.step) + 1

    def points(self) -> Iterator[Interval]:
        """Yield its numbers one by one, of which there are not endlessly many."""
        lower, upper = self.bounds.lower, self.bounds.upper
        assert lower is not None
        assert upper is not None
        if lower == upper or self.step is None:
            yield self.bounds
            return
        for multiple in range(ceil(lower / self.step), floor(upper / self.step) + 1):
            if multiple * self.step in self.bounds:
                yield Interval.point(multiple * self.step)


def hull_of(pieces: Iterable[Piece]) -> Interval:
    """Return the smallest interval around pieces, of which there is at least one."""
    first, *others = (piece.bounds for piece in pieces)
    for other in others:
        first = first.hull(other)
    return first


def cover_of(pieces: tuple[Piece, ...]) -> tuple[Interval, ...]:
    """Return intervals in which everything possible lies, apart from each other, in order.

    Steps become single numbers where these are few. Past ``MAX_PIECES`` it is one interval.
    """
    merged = _merged(bounds for piece in pieces for bounds in _expanded(piece, pieces))
    return merged if len(merged) <= MAX_PIECES else (hull_of(pieces),)


def _expanded(piece: Piece, pieces: tuple[Piece, ...]) -> Iterator[Interval]:
    number = piece.most_points()
    if number is None or number * len(pieces) > MAX_PIECES * MAX_PIECES or number > MAX_PIECES:
        yield piece.bounds
    else:
        yield from piece.points()


def _merged(sets: Iterable[Interval]) -> tuple[Interval, ...]:
    ordered = sorted(dict.fromkeys(sets), key=_by_lower)
    merged: list[Interval] = []
    for each in ordered:
        if merged and _touch(merged[-1], each):
            merged[-1] = merged[-1].hull(each)
        else:
            merged.append(each)
    return tuple(merged)


def _by_lower(bounds: Interval) -> tuple[bool, Fraction, bool]:
    lower = bounds.lower
    return lower is not None, Fraction(0) if lower is None else lower, not bounds.lower_closed


def _touch(one: Interval, other: Interval) -> bool:
    """Whether no number lies between two sets, of which the other begins no lower."""
    if one.upper is None or other.lower is None or other.lower < one.upper:
        return True
    return other.lower == one.upper and (one.upper_closed or other.lower_closed)


def sure_of(pieces: tuple[Piece, ...]) -> tuple[Interval, ...]:
    """Return intervals of which every number is possible, a few where there are many."""
    every = (bounds for piece in pieces for bounds in _sure(piece))
    return a_few(list(dict.fromkeys(every)))


def a_few(of: Sequence[_Any]) -> tuple[_Any, ...]:
    """Return up to ``MAX_PIECES`` of some things, spread over them, with the first and last."""
    if len(of) <= MAX_PIECES:
        return tuple(of)
    part = Fraction(len(of) - 1, MAX_PIECES - 1)
    return tuple(of[floor(part * number)] for number in range(MAX_PIECES))


def _sure(piece: Piece) -> Iterator[Interval]:
    if piece.step is None and piece.is_full:
        yield piece.bounds
        return
    number = piece.most_points()
    if piece.is_full and number is not None and number <= MAX_PIECES:
        yield from piece.points()
        return
    ends = (
        (piece.bounds.lower, piece.bounds.lower_closed),
        (piece.bounds.upper, piece.bounds.upper_closed),
    )
    for end, is_closed in ends:
        if end is not None and is_closed:
            yield Interval.point(end)


class Outcome(Struct, frozen=True):
    """What a number can be that hangs on something unknown."""

    pieces: tuple[Piece, ...]
    """At least one."""
    may_be_absent: bool = False
    """Whether there may be no such number: no row, or no value in any row."""


def noted(unknowns: Unknowns, named: Named, outcome: Outcome, *, is_alone: bool) -> Quotient:
    """Return a number that lies in one of some pieces, as a new unknown number.

    ``is_alone`` tells that it hangs on nothing that another unknown number of the reading hangs
    on; else it is not known which numbers of both go together. A number that may be absent is
    divided by another, which is then zero, and one where there is a number.
    """
    number = number_in(unknowns, named, outcome)
    _note_pieces(unknowns, number, outcome, is_alone=is_alone)
    return number


def number_in(
    unknowns: Unknowns, named: Named, outcome: Outcome, beside: Named | None = None
) -> Quotient:
    """Return a number as a new unknown one in the interval around its pieces, and no more.

    ``beside`` is another number that is absent exactly where this one is.
    """
    form = _number(unknowns, named, outcome.pieces)
    if not outcome.may_be_absent:
        return Quotient(form)
    first = named if beside is None else beside
    exists = unknowns.add(f"{first.name} exists", Interval(ZERO, ONE), first.label, is_integer=True)
    unknowns.existing[exists] = told("there is a value for {measure}", measure=first.name)
    return Quotient(form, exists)


def _number(unknowns: Unknowns, named: Named, pieces: tuple[Piece, ...]) -> Form:
    hull = hull_of(pieces)
    if hull.is_point:
        assert hull.lower is not None
        return constant(hull.lower)
    steps = [piece.step for piece in pieces if not piece.bounds.is_point]
    steps += [_step_of(piece) for piece in pieces if piece.bounds.is_point]
    is_whole = None not in steps
    scale = lcm(*(step.denominator for step in steps if step is not None)) if is_whole else 1
    form = unknowns.add(named.name, hull.scaled(scale), named.label, is_integer=is_whole)
    return form.scaled(Fraction(1, scale))


def _step_of(piece: Piece) -> Fraction | None:
    """Return a step that a single number is a multiple of, unless it is too small to help."""
    number = piece.bounds.lower
    assert number is not None
    return Fraction(1, number.denominator) if number.denominator <= MAX_PIECES else None


def note_cover(unknowns: Unknowns, number: Quotient, outcome: Outcome) -> None:
    """Say in which pieces a number lies, or that there is none, where these are several."""
    form = number.numerator
    there, absent = _there(number), _absent(number)
    cover = () if form.is_constant else cover_of(outcome.pieces)
    cases = tuple((Row("choice", form, each), *there) for each in cover) or (there,)
    if len(cases) + len(absent) > 1:
        unknowns.alternatives.append((*cases, *absent))


def _there(number: Quotient) -> Choice:
    if number.denominator.is_constant:
        return ()
    return (Row("choice", number.denominator, Interval.point(1)),)


def _absent(number: Quotient) -> tuple[Choice, ...]:
    if number.denominator.is_constant:
        return ()
    return ((Row("choice", number.denominator, Interval.point(0)),),)


def _note_pieces(unknowns: Unknowns, number: Quotient, outcome: Outcome, *, is_alone: bool) -> None:
    note_cover(unknowns, number, outcome)
    form, there, absent = number.numerator, _there(number), _absent(number)
    if form.is_constant and not absent:
        return
    if not is_alone:
        unknowns.choices.append(())
    elif len(outcome.pieces) > 1 or not outcome.pieces[0].is_full:
        sets = () if form.is_constant else sure_of(outcome.pieces)
        sure = tuple((Row("choice", form, each), *there) for each in sets) or (there,)
        unknowns.choices.append((*sure, *absent))
