"""Standard deviations: for each sum the sums of squares that give it, and numbers that have both.

A sum of squares of whole numbers is whole, has the parity of their sum, is least for numbers as
equal as can be and greatest for numbers at the ends of the scale. Where one is left, the numbers
themselves are looked for, since not every sum of squares in between can be had.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.whole import whole_numbers
from factcheck.model.attainable import Example, Miss, Near, TriedSum
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.attainable.places import known_places, places_left
from factcheck.quantity.attainable.squares import Search, TooManyStepsError
from factcheck.quantity.attainable.sums import mean_of, outwards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.attainable import Question, SumRow
    from factcheck.quantity.attainable.squares import Counts
    from factcheck.quantity.attainable.sumsets import Sumset

QUICK_STEPS = 2_000
"""How many steps a pair of sums gets before the others have had their turn.

On top come four for each of the n numbers, of which every one takes a step.
"""
SUM_STEPS = 10
"""How many steps a sum counts for, whether or not numbers are looked for."""
MOST_TRIED = 5
"""How many sums are told of by name."""
MOST_NEAR = 20
"""Past so many possible sums the nearest deviations are not looked for."""
NEAR_STEPS = 50_000


class Deviations:
    """The search for numbers with a printed mean and a printed standard deviation."""

    def __init__(self, question: Question, row: SumRow, reached: Sumset) -> None:
        assert question.deviation is not None
        self.question, self.row, self.deviation = question, row, question.deviation
        self.reached = reached
        self.known = known_places(question)
        self.rest = question.n - self.known.times
        self.places = places_left(question, self.known)
        self.search = Search()
        self.tried: list[TriedSum] = []

    def example(self, sums: Interval, allowed: Interval) -> Example | None:
        """Return numbers whose sum is one of ``sums`` and whose deviation lies in a set.

        Where there are none, ``tried`` says of the first sums why. Raises ``TooManyStepsError``
        where that stays open.
        """
        self.tried, hard = [], []
        totals = self._totals(sums)
        if self._is_out_of_reach(sums, allowed):
            totals = islice(totals, MOST_TRIED)
        for total in totals:
            squares, miss = self._squares(total, allowed)
            if squares is not None:
                found, is_sure = self._numbers(total, squares)
                if found is not None:
                    return found
                miss = Miss.SEARCHED if is_sure else Miss.TOO_LONG
                if not is_sure:
                    hard.append((total, squares))
            if len(self.tried) < MOST_TRIED:
                self.tried.append(self._told(total, allowed, miss))
            if self.search.is_over:
                raise TooManyStepsError
            self.search.steps += SUM_STEPS
        return self._with_patience(hard)

    def _is_out_of_reach(self, sums: Interval, allowed: Interval) -> bool:
        """Whether no sum at all has a deviation so large, or one so small.

        The numbers that are known are what they are. The others vary at least not at all, and at
        most as if all lay at the ends of their places (Bhatia and Davis 2000).
        """
        deviations = squared(allowed).scaled(1 / self._factor)
        assert deviations.lower is not None
        most, least = self._most_varied(sums), self._least_varied(sums)
        is_above = most is not None and deviations.lower > most
        return is_above or (deviations.upper is not None and deviations.upper < least)

    def _most_varied(self, sums: Interval) -> Fraction | None:
        """Return what the squared deviations from the mean add up to at most, for any sum."""
        if self.places is None or self.places.most is None:
            return None
        first, last, n = self.places.origin, self.places.most, self.question.n
        total = _held(Fraction(n * (first + last), 2), sums)
        squares = (first + last) * (total - self.known.total) - self.rest * first * last
        return self.known.squares + squares - total**2 / n

    def _least_varied(self, sums: Interval) -> Fraction:
        """Return what the squared deviations from the mean add up to at the least."""
        known, n = self.known, self.question.n
        if not known.times or not self.rest:
            return Fraction(0)
        # Where the others are all equal to the mean of those that are known.
        total = _held(Fraction(known.total * n, known.times), sums)
        return known.squares + (total - known.total) ** 2 / self.rest - total**2 / n

    def _told(self, total: int, allowed: Interval, miss: Miss) -> TriedSum:
        return TriedSum(total, self._between(total, allowed), self._reach(total), miss)

    def _totals(self, sums: Interval) -> Iterator[int]:
        """Yield the sums, those nearest to the printed mean first.

        On a scale without ends every number can be moved by one, which changes no deviation:
        n sums in a row stand for all others.
        """
        target = (self.question.printed.target - self.row.constant) / self.row.multiple
        found = (total for total in outwards(sums, target) if total in self.reached)
        is_free = self.question.scale.least is None and not self.question.known
        return islice(found, self.question.n) if is_free else found

    def _numbers(self, total: int, squares: Interval) -> tuple[Example | None, bool]:
        """Return numbers for one of these sums of squares, and else whether there are none."""
        is_sure = True
        for each in self._in_order(total, squares):
            try:
                found = self._find(total, each, QUICK_STEPS + 4 * self.question.n)
            except TooManyStepsError:
                if self.search.is_over:
                    return None, False
                is_sure = False
                continue
            if found is not None:
                return self._example(total, each, found), True
        return None, is_sure

    def _with_patience(self, hard: list[tuple[int, Interval]]) -> Example | None:
        """Look again, now to the end, where the first look was cut short."""
        for total, squares in hard:
            for each in self._in_order(total, squares):
                found = self._find(total, each, None)
                if found is not None:
                    return self._example(total, each, found)
        self.tried = [
            replace(each, miss=Miss.SEARCHED) if each.miss is Miss.TOO_LONG else each
            for each in self.tried
        ]
        return None

    def nearest(self, sums: Interval, allowed: Interval) -> tuple[Near, ...]:
        """Return the possible deviations below and above a set that none lies in.

        Of means that the printed one allows; none where there are too many to look through.
        """
        if sums.lower is None or sums.upper is None or sums.upper - sums.lower >= MOST_NEAR:
            return ()
        self.search = Search(NEAR_STEPS)
        below: Near | None = None
        above: Near | None = None
        try:
            for total in self._totals(sums):
                below = _better(below, self._beside(total, allowed, -1), 1)
                above = _better(above, self._beside(total, allowed, 1), -1)
        except TooManyStepsError:
            return ()
        return tuple(each for each in (below, above) if each is not None)

    def _beside(self, total: int, allowed: Interval, side: int) -> Near | None:
        """Return the next possible deviation of a sum on one side of a set."""
        outside = _beyond(self._between(total, allowed), side)
        held = None if outside is None else outside.intersect(self._reach(total))
        whole = None if held is None else whole_numbers(held)
        squares = None if whole is None else self._in_step(whole, total)
        if squares is None:
            return None
        first = squares.lower if side > 0 else squares.upper
        assert first is not None
        each = int(first)
        while Fraction(each) in squares:
            if self._find(total, each, None) is not None:
                return Near(mean_of(self.row, total), total, self._variance(total, each))
            each += self._step * side
        return None

    def _squares(self, total: int, allowed: Interval) -> tuple[Interval | None, Miss]:
        """Return the sums of squares worth a search, or why there is none."""
        whole = whole_numbers(self._between(total, allowed))
        if whole is None:
            return None, Miss.NONE_WHOLE
        reach = self._reach(total)
        held = whole.intersect(reach)
        if held is None:
            is_below = whole.is_apart_from(Interval(reach.lower, None))
            return None, Miss.TOO_SMALL if is_below else Miss.TOO_LARGE
        is_even = _in_step(held, total, 2) is not None
        return self._in_step(held, total), Miss.SEARCHED if is_even else Miss.PARITY

    @property
    def _step(self) -> int:
        """How far the sums of squares lie apart, of numbers with one sum.

        They have the parity of the sum, and of places further apart as much in common.
        """
        return 2 if self.places is None else 2 * self.places.stride**2

    def _in_step(self, squares: Interval, total: int) -> Interval | None:
        """Return between which ends the sums of squares lie; ``None`` where none is left."""
        first = self.known.squares
        if self.places is not None:
            steps = self.places.steps_of(self.rest, total - self.known.total)
            first += self.places.squares_of(self.rest, steps, steps)
        return _in_step(squares, first, self._step)

    def _between(self, total: int, allowed: Interval) -> Interval:
        """Return between what a set of deviations puts the sum of squares, in places."""
        mean_square = Fraction(total**2, self.question.n)
        return squared(allowed).scaled(1 / self._factor).shifted(mean_square)

    def _variance(self, total: int, squares: int) -> Fraction:
        return (squares - Fraction(total**2, self.question.n)) * self._factor

    @property
    def _factor(self) -> Fraction:
        """What a sum of squared deviations in places is multiplied by for the variance."""
        divisor = self.question.n if self.question.divides_by_n else self.question.n - 1
        return self.question.scale.grain**2 / divisor

    def _reach(self, total: int) -> Interval:
        """Return the least and the greatest sum of squares of numbers with a sum."""
        if self.rest == 0:
            return Interval.point(self.known.squares)
        assert self.places is not None
        others = self.places.squares_between(self.rest, total - self.known.total)
        return others.shifted(self.known.squares)

    def _in_order(self, total: int, squares: Interval) -> Iterator[int]:
        """Yield sums of squares, those nearest to the printed deviation first."""
        target = self._between(total, Interval.point(self.deviation.target)).lower
        assert target is not None
        return outwards(squares, target, step=self._step)

    def _find(self, total: int, squares: int, most_steps: int | None) -> Counts | None:
        """Return the numbers that are not known, in places; ``None`` where there are none."""
        total, squares = total - self.known.total, squares - self.known.squares
        if self.places is None:
            # All are known, and their squares have been asked for.
            return {}
        steps = self.places.steps_of(self.rest, total)
        among = (squares - self.places.squares_of(self.rest, steps, 0)) // self.places.stride**2
        found = self.search.find(self.rest, steps, among, self.places.range, most_steps=most_steps)
        if found is None:
            return None
        origin, stride = self.places.origin, self.places.stride
        return {origin + stride * each: times for each, times in found.items()}

    def _example(self, total: int, squares: int, found: Counts) -> Example:
        counts = dict(found)
        for place, times in self.known.counts:
            counts[place] = counts.get(place, 0) + times
        numbers = sorted((self.question.scale.number(p), t) for p, t in counts.items() if t)
        return Example(
            total, mean_of(self.row, total), tuple(numbers), self._variance(total, squares)
        )


def _held(number: Fraction, sums: Interval) -> Fraction:
    """Return the number between two ends that is nearest to another."""
    if sums.lower is not None and number < sums.lower:
        return sums.lower
    return sums.upper if sums.upper is not None and number > sums.upper else number


def squared(deviations: Interval) -> Interval:
    """Return the squares of the numbers of a set that are not below zero; there are some."""
    held = deviations.intersect(Interval.at_least(0))
    assert held is not None
    assert held.lower is not None
    upper = None if held.upper is None else held.upper**2
    return Interval(held.lower**2, upper, held.lower_closed, held.upper_closed)


def _in_step(squares: Interval, first: int, step: int) -> Interval | None:
    """Return a range of whole numbers with ends in step with a number; ``None`` for none."""
    assert squares.lower is not None
    lower = squares.lower + (first - squares.lower) % step
    upper = squares.upper
    if upper is not None:
        upper -= (upper - first) % step
        if upper < lower:
            return None
    return Interval(lower, upper)


def _beyond(interval: Interval, side: int) -> Interval | None:
    """Return the numbers below (-1) or above (1) an interval; ``None`` where it has no end."""
    if side < 0:
        below = _beyond(interval.mirrored(), 1)
        return None if below is None else below.mirrored()
    if interval.upper is None:
        return None
    return Interval.at_least(interval.upper, closed=not interval.upper_closed)


def _better(one: Near | None, other: Near | None, side: int) -> Near | None:
    """Return the nearer of two deviations: the larger (1) or the smaller (-1)."""
    if one is None or other is None:
        return other if one is None else one
    assert one.variance is not None
    assert other.variance is not None
    return other if (other.variance - one.variance) * side > 0 else one
