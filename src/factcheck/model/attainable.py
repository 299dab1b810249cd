"""Whether a printed mean, share or standard deviation is possible at all: question and answer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.model.certificate import Combination
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit


class Printed(Struct, frozen=True):
    """A printed number, read."""

    text: str
    allowed: Interval
    """Every number that may have been printed so; nothing outside it counts as possible."""
    usual: Interval
    """What the default reading allows: a number outside it is possible by leave only."""
    target: Fraction
    """The number itself, or one in the middle of what the words allow."""
    unit: Unit
    read_as: str
    """How the words became ``allowed``, in words."""
    step: Fraction | None = None
    """The smallest step that the print shows; ``None`` for words that were no rounded number."""
    rounding: str | None = None
    """The name of the way of rounding; ``None`` for words that were no rounded number."""


class Scale(Struct, frozen=True):
    """Which numbers each of the n can be."""

    items: int = 1
    """Each number is the mean of so many answers."""
    step: Fraction = Fraction(1)
    """How far the possible answers lie apart; above zero."""
    lower: Fraction | None = None
    upper: Fraction | None = None

    @property
    def grain(self) -> Fraction:
        """How far each number lies from the next; negative where they are counted from above."""
        is_downwards = self.lower is None and self.upper is not None
        return (-self.step if is_downwards else self.step) / self.items

    @property
    def origin(self) -> Fraction:
        """The number from which they are counted: an end of the scale, else zero."""
        if self.lower is not None:
            return self.lower
        return Fraction(0) if self.upper is None else self.upper

    @property
    def least(self) -> int | None:
        """The smallest place on the scale, in grains from its origin; ``None`` for no end."""
        return None if self.lower is None and self.upper is None else 0

    @property
    def most(self) -> int | None:
        """The largest place on the scale, in grains from its origin; ``None`` for no end."""
        if self.lower is None or self.upper is None:
            return None
        return int((self.upper - self.lower) / self.grain)

    def place(self, number: Fraction) -> Fraction:
        """Return where a number lies, in grains from the origin; whole for numbers of the scale."""
        return (number - self.origin) / self.grain

    def number(self, place: Fraction | int) -> Fraction:
        """Return the number at a place."""
        return self.origin + self.grain * place


class Known(Struct, frozen=True):
    """How often one number is known to be among the n."""

    number: Fraction
    times: int
    is_exact: bool
    """Whether it is there no more often than that."""


class Question(Struct, frozen=True):
    """What is asked of n numbers: their mean (or share), and perhaps their standard deviation."""

    printed: Printed
    n: int
    scale: Scale = Scale()
    is_share: bool = False
    """Whether it is a share of n things; the numbers are then 0 and 1."""
    deviation: Printed | None = None
    divides_by_n: bool = False
    """Whether the standard deviation divides by n instead of n - 1."""
    known: tuple[Known, ...] = ()


class Miss(Enum):
    """Why a sum of the n numbers leaves the printed standard deviation impossible."""

    NONE_WHOLE = "no whole number there"
    PARITY = "wrong parity"
    TOO_SMALL = "below the least"
    TOO_LARGE = "above the most"
    SEARCHED = "no such numbers"
    TOO_LONG = "not decided"


class TriedSum(Struct, frozen=True):
    """One possible sum of the n numbers and why it does not give the standard deviation.

    Sums and sums of squares are of places on the scale, in grains from its origin.
    """

    total: int
    squares: Interval
    """Between what the printed standard deviation puts the sum of squares."""
    reach: Interval
    """Between what the sums of squares of such numbers lie."""
    miss: Miss


class Example(Struct, frozen=True):
    """Numbers that print so."""

    total: int
    """The count of a share, or the sum of the places."""
    mean: Fraction
    numbers: tuple[tuple[Fraction, int], ...] = ()
    """Each number and how often it is there, in order; only where a deviation was asked for."""
    variance: Fraction | None = None


class Near(Struct, frozen=True):
    """A possible figure next to an impossible one."""

    mean: Fraction
    total: int
    variance: Fraction | None = None
    """Only where the deviation is what is impossible."""


class Power(Struct, frozen=True):
    """How many figures printed like one, for so many numbers, would be impossible."""

    impossible: Fraction
    """The share of them."""
    is_exact: bool
    """Whether they were counted; else it is about so many."""
    grim_ratio: Fraction
    """One, less the possible means to each figure: what R's scrutiny calls so.

    Where ways of rounding leave a mean printed in two ways, it is not the share; below zero there
    are more means than figures.
    """


class SumRow(Struct, frozen=True):
    """One row over one whole number: ``constant + multiple * name`` lies in ``allowed``."""

    name: str
    bounds: Interval
    constant: Fraction
    multiple: Fraction
    allowed: Interval


class Answer(Struct, frozen=True):
    """Whether it is possible, and what shows it."""

    question: Question
    is_possible: bool | None
    """``None`` where the search was cut short."""
    between: Interval
    """Between what the printed mean puts the sum of the n numbers; the count of a share."""
    sums: Interval | None
    """The sums that are possible there, counted in places; ``None`` where there is none."""
    row: SumRow
    """What was asked of the sum."""
    because: tuple[str, ...] = ()
    """Why it is impossible, a line each."""
    example: Example | None = None
    is_usual: bool = True
    """Whether it is possible in the default reading too."""
    nearest: tuple[Near, ...] = ()
    """The next possible figure below and above, where there is one."""
    refutation: Combination | None = None
    """Why no sum gives the mean: multiples of the ends of ``row`` (place 0) and of its bounds."""
    tried: tuple[TriedSum, ...] = ()
    """Why each possible sum misses the deviation; the first few of them."""
    steps: int = 0
    """How many steps the search for numbers took."""
    gap: Interval | None = None
    """Whole numbers around what was printed that are no sums of numbers besides those known."""
    power: Power | None = None
    """How much such a question can tell; ``None`` for words."""
