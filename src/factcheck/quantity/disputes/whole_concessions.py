"""What a member would have to say where only whole numbers forbid what it does say.

Method: below what is claimed, the largest number that is possible is found as for a condition on
a count; above, the smallest. A quotient is a count of parts of its denominator, so it is looked
for at each denominator there may be, as long as these are few.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.optimum import form_range
from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.whole import common_step
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row
from factcheck.quantity.disputes.condition import CONDITION
from factcheck.quantity.disputes.sets import hull_of
from factcheck.quantity.disputes.whole import goes_in_steps, top_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.linear import Form, System
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.rational import Quotient

MAX_DENOMINATORS = 40
"""At so many denominators a quotient is looked for."""

_MINUS = Fraction(-1)


def nearest_whole(
    arena: Arena, profile: int, system: System, name: str, value: Quotient, claimed: Interval
) -> tuple[Fraction, ...]:
    """Return the possible numbers nearest to a claimed set, on each side of it, nearest first.

    ``name`` is the member's, which is left out. None where all others leave none. Raises
    ``TooLongError`` where it takes too long, and where more is unknown than whole numbers.
    """
    sides = _Sides(arena, profile, system, name)
    counts = tuple(sides.counts_in(value))
    below = _highest(sides, counts, claimed)
    mirrored = tuple((form.scaled(_MINUS), rows) for form, rows in counts)
    above = _highest(sides, mirrored, claimed.mirrored())
    found = [] if below is None else [(_distance(claimed, below), below)]
    if above is not None:
        found.append((_distance(claimed, -above), -above))
    return tuple(number for _, number in sorted(found))


def _distance(claimed: Interval, number: Fraction) -> Fraction:
    ends = (claimed.lower, claimed.upper)
    return min(abs(end - number) for end in ends if end is not None)


_Counts = tuple[tuple["Form", tuple[Row, ...]], ...]
"""Forms that go in steps, each with the rows under which it is the measure."""


def _highest(sides: _Sides, counts: _Counts, claimed: Interval) -> Fraction | None:
    """Return the largest possible number below a set; ``None`` for no such one."""
    if claimed.lower is None:
        return None
    highest = None
    for form, rows in counts:
        between = Interval(highest, claimed.lower, False, not claimed.lower_closed)
        found = sides.top(form, (*rows, Row(CONDITION, form, between)))
        highest = highest if found is None else found
    return highest


class _Sides(Struct, frozen=True):
    """Everything but one member."""

    arena: Arena
    profile: int
    system: System
    name: str

    def top(self, form: Form, rows: tuple[Row, ...]) -> Fraction | None:
        """Return the largest number of a form under some rows; ``None`` where they leave none."""
        system = self.system.with_rows(rows)
        cover = self.arena.cover(self.profile, system, without=(self.name,))
        if cover is None or cover.is_impossible:
            return None
        top = top_of(form, cover)
        return None if top is None else top.number

    def counts_in(self, value: Quotient) -> Iterator[tuple[Form, tuple[Row, ...]]]:
        """Yield a measure as counts: itself, or the parts of each denominator it may have."""
        above, below = value.numerator, value.denominator
        if not goes_in_steps(above, self.system):
            raise TooLongError
        if value.is_linear:
            yield above, ()
            return
        for number in self._denominators(below):
            yield above.scaled(1 / number), (Row(CONDITION, below, Interval.point(number)),)

    def _denominators(self, form: Form) -> Iterator[Fraction]:
        """Yield what a denominator that goes in steps may be; raise where that is too much."""
        cover = self.arena.cover(self.profile, self.system, without=(self.name,))
        assert cover is not None, "the others leave something"
        ranges = (form_range(way.system, form) for way in cover.ways)
        found = hull_of(tuple(each for each in ranges if each is not None))
        if found.lower is None or found.upper is None:
            raise TooLongError
        step = common_step((form.constant, *(multiple for _, multiple in form.terms)))
        numbers = range(ceil(found.lower / step), floor(found.upper / step) + 1)
        if not goes_in_steps(form, self.system) or len(numbers) > MAX_DENOMINATORS:
            raise TooLongError
        yield from (step * number for number in numbers if number)
