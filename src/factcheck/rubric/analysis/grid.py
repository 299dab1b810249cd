"""A decision table as boxes on a grid: which classes of values each rule allows.

The pieces of a domain in which the same rules hold are one class, wherever they lie, since no
rule tells them apart. A set of classes is a number with one bit for each; so is a set of rules.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from operator import and_, or_
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.rubric import OTHER
from factcheck.rubric.analysis.index import runs_of
from factcheck.rubric.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Rubric, RubricInput
    from factcheck.rubric.pieces import CutInput, Piece

Box = tuple[int, ...]
"""For each input the set of classes that it may be in; none of them is empty."""


class Axis(Struct, frozen=True):
    """One input and the classes of its values."""

    input: RubricInput
    pieces: tuple[Piece, ...]
    """In the order of the domain."""
    class_of: tuple[int, ...]
    """For each piece the place of its class."""
    classes: int
    """How many there are, in the order of their first pieces."""
    has_effect: bool
    """Whether some rule tells two values apart."""
    held: tuple[int, ...]
    """For each class the rules that allow it, one bit a rule."""
    starts: tuple[int, ...]
    """For each class the place of its first piece, and the number of all pieces; empty where some
    class has pieces apart from each other."""

    @property
    def whole(self) -> int:
        """The set of all classes."""
        return (1 << self.classes) - 1

    def runs(self, mask: int) -> list[tuple[Piece, Piece]]:
        """Return the first and the last of pieces in a row whose classes are in a set."""
        if self.starts:
            ends = ((self.starts[first], self.starts[stop] - 1) for first, stop in runs_of(mask))
            return [(self.pieces[first], self.pieces[last]) for first, last in ends]
        # To look at one sign of a text is faster than to shift a number of thousands of bits.
        bits = f"{mask:0{self.classes}b}"[::-1]
        found: list[tuple[Piece, Piece]] = []
        is_running = False
        for piece, place in zip(self.pieces, self.class_of, strict=True):
            is_in = bits[place] == "1"
            if is_in and is_running:
                found[-1] = (found[-1][0], piece)
            elif is_in:
                found.append((piece, piece))
            is_running = is_in
        return found


class Grid(Struct, frozen=True):
    """The rules of a table as boxes."""

    rubric: Rubric
    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]
    """One for each rule; a side is 0 where a rule matches no value of the domain."""

    @property
    def whole(self) -> Box:
        """The box of all values."""
        return tuple(axis.whole for axis in self.axes)

    @property
    def cells(self) -> int:
        """How many boxes of one class each there are."""
        return prod(axis.classes for axis in self.axes)

    @property
    def living(self) -> tuple[int, ...]:
        """The places of the rules that match something."""
        return tuple(place for place, box in enumerate(self.boxes) if all(box))


def grid_of(rubric: Rubric) -> Grid:
    """Return the rules of a rubric as boxes on the grid that their tests make."""
    axes, columns = [], []
    for each in cut(rubric).inputs:
        axis, sides = _axis(each, len(rubric.rules))
        axes.append(axis)
        columns.append(sides)
    boxes = tuple(zip(*columns, strict=True)) if columns else ((),) * len(rubric.rules)
    return Grid(rubric, tuple(axes), boxes)


def _axis(of: CutInput, rules: int) -> tuple[Axis, list[int]]:
    """Return the classes of an input, and which of them each rule allows."""
    # What stands for all texts that no rule names is a class of its own.
    keys = [(piece.rules, piece.values == OTHER) for piece in of.pieces]
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    held = [key[0] for key in places]
    class_of = tuple(places[key] for key in keys)
    starts = _starts(class_of)
    has_effect = len(set(held)) > 1
    axis = Axis(of.input, of.pieces, class_of, len(held), has_effect, tuple(held), starts)
    if not rules:
        return axis, []
    # A matrix of bits: a row of text for each class, last first, read by its columns.
    rows = [format(each, f"0{rules}b") for each in held]
    sides = [int("".join(column), 2) for column in zip(*reversed(rows), strict=True)]
    return axis, list(reversed(sides))


def _starts(class_of: tuple[int, ...]) -> tuple[int, ...]:
    """Return the first piece of each class and the end, if the pieces of each are in a row."""
    if any(left > right for left, right in pairwise(class_of)):
        return ()
    first = {place: piece for piece, place in reversed(list(enumerate(class_of)))}
    return (*(first[place] for place in sorted(first)), len(class_of))


def bits_of(number: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def meet(left: Box, right: Box) -> Box:
    """Return what lies in both boxes, which share something."""
    return tuple(map(and_, left, right))


def lies_within(inner: Box, outer: Box) -> bool:
    """Whether every cell of a box is in another."""
    return tuple(map(or_, inner, outer)) == outer
