"""Claims about few numbers in small ranges, and a naive engine that tries all of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from factcheck.model.bound import (
    Absolute,
    BoundCondition,
    Compound,
    Constant,
    ExtremeOf,
    QuantityTerm,
    Tally,
)
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.decide.permitted import permitted_by
from factcheck.quantity.decide.question import question_of
from factcheck.quantity.measures import Measures
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.plan import Target
    from factcheck.model.possible import Permitted

World = dict[str, Fraction]

COUNT = Unit(UnitKind.COUNT)
NAMES = ("a", "b", "c", "d")
LARGEST = 6
ABOVE_ZERO = Interval.at_least(0, closed=False)


def unknown(name: str) -> QuantityTerm:
    """Return an unknown whole number as an expression."""
    return QuantityTerm(name, (), (), None, COUNT, name, is_count=True, is_nonnegative=False)


def number(of: Fraction | int) -> Constant:
    """Return a written number as an expression."""
    return Constant(Fraction(of), COUNT, str(of))


def joined(left: Bound, operator: Operator, right: Bound) -> Compound:
    """Return two expressions joined."""
    return Compound(operator, left, right, COUNT, f"({left.text} {operator.value} {right.text})")


def minus(left: Bound, right: Bound) -> Compound:
    """Return a difference."""
    return joined(left, Operator.SUBTRACT, right)


def tally(*cases: tuple[BoundCondition, ...], start: int = 0) -> Tally:
    """Return how many cases are true."""
    return Tally(cases, COUNT, "tally", start)


def place_of(group: str, groups: tuple[str, ...]) -> Tally:
    """Return the place of an unknown number among others, the largest first."""
    others = (unknown(each) for each in groups if each != group)
    mine = unknown(group)
    return tally(*((BoundCondition(minus(other, mine), ABOVE_ZERO),) for other in others), start=1)


# The naive engine: written out here and not asked of the program, whose mistakes it must not share.


def value_in(bound: Bound, world: World) -> Fraction | None:
    """Return what an expression is in a world; ``None`` where it divides by zero."""
    match bound:
        case Constant():
            return bound.number
        case QuantityTerm():
            return world[bound.name]
        case Absolute():
            inner = value_in(bound.operand, world)
            return None if inner is None else max(inner, -inner)
        case ExtremeOf():
            found = [value_in(each, world) for each in bound.operands]
            known = sorted(each for each in found if each is not None)
            if len(known) < len(found):
                return None
            return known[-1 if bound.is_largest else 0]
        case Tally():
            true = [all(holds(each, world) for each in case) for case in bound.cases]
            return Fraction(bound.start + true.count(True))
        case Compound():
            return _compound(bound, world)
        case _:
            raise AssertionError(bound)


def _compound(bound: Compound, world: World) -> Fraction | None:
    left, right = value_in(bound.left, world), value_in(bound.right, world)
    if left is None or right is None:
        return None
    match bound.operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            return left / right if right else None


def holds(condition: BoundCondition, world: World) -> bool:
    """Whether a condition is true in a world: never where its measure has no value."""
    found = value_in(condition.measure, world)
    return found is not None and lies(found, condition.allowed) != condition.is_negated


def lies(found: Fraction, allowed: Interval) -> bool:
    """Whether a number lies in a set."""
    lower, upper = allowed.lower, allowed.upper
    above = lower is None or found > lower or (found == lower and allowed.lower_closed)
    below = upper is None or found < upper or (found == upper and allowed.upper_closed)
    return above and below


@dataclass(frozen=True)
class Puzzle:
    """Unknown numbers, what is known of them, and what is claimed."""

    ranges: tuple[tuple[int, int], ...]
    rows: tuple[tuple[tuple[int, ...], int, int], ...]
    """Multiples of the numbers, and between which numbers their sum lies."""
    targets: tuple[Target, ...]
    is_whole: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the unknown numbers."""
        return NAMES[: len(self.ranges)]

    @property
    def ways(self) -> int:
        """In how many ways whole numbers can be chosen, whatever the rows say."""
        return prod(high - low + 1 for low, high in self.ranges)

    def worlds(self) -> Iterator[World]:
        """Yield every way to choose whole numbers; of others those that are whole or halves."""
        step = 1 if self.is_whole else 2
        choices = (range(step * low, step * high + 1) for low, high in self.ranges)
        for numbers in product(*choices):
            world = {
                name: Fraction(each, step) for name, each in zip(self.names, numbers, strict=True)
            }
            if self.admits(world):
                yield world

    def admits(self, world: World) -> bool:
        """Whether a world agrees with everything that is known."""
        numbers = [world[name] for name in self.names]
        pairs = zip(numbers, self.ranges, strict=True)
        sums = (
            (sum(m * n for m, n in zip(multiples, numbers, strict=True)), low, high)
            for multiples, low, high in self.rows
        )
        return (
            all(low <= each <= high for each, (low, high) in pairs)
            and all(low <= found <= high for found, low, high in sums)
            and not (self.is_whole and any(each.denominator > 1 for each in numbers))
        )

    def system(self) -> System:
        """Return the same as a system of the program."""
        variables = tuple(
            Variable(name, Interval(Fraction(low), Fraction(high)), self.is_whole)
            for name, (low, high) in zip(self.names, self.ranges, strict=True)
        )
        rows = tuple(
            Row(f"row {place}", self._form(multiples), Interval(Fraction(low), Fraction(high)))
            for place, (multiples, low, high) in enumerate(self.rows)
        )
        return System(variables, rows)

    def _form(self, multiples: tuple[int, ...]) -> Form:
        pairs = zip(self.names, multiples, strict=True)
        return Form(terms=tuple((name, Fraction(each)) for name, each in pairs if each))

    def permitted(self) -> Permitted:
        """Return what the program finds; its worlds show every number."""
        measures_of = Measures({}, Unknowns())
        questions = tuple(question_of(target, measures_of) for target in self.targets)
        named = dict.fromkeys(self.names, COUNT)
        return permitted_by(self.system(), questions, named, lambda system: (system,))

    def values(self, world: World, profile: int) -> list[Fraction] | None:
        """Return what the targets measure in a world; ``None`` where one has no value."""
        found = [value_in(measured(target, profile), world) for target in self.targets]
        known = [each for each in found if each is not None]
        return known if len(known) == len(found) else None

    def is_true(self, world: World, profile: int) -> bool | None:
        """Whether all targets are met in a world.

        ``None`` where one has no value, in whatever profile: such a world is left out.
        """
        if any(self.values(world, each) is None for each in range(3)):
            return None
        return all(
            lies(each, claimed(target, profile)) != target.is_negated
            for each, target in zip(self.values(world, profile) or (), self.targets, strict=True)
        )


def measured(target: Target, profile: int) -> Bound:
    """Return what a target measures in a profile."""
    return target.measure if target.by_profile is None else target.by_profile[profile]


def claimed(target: Target, profile: int) -> Interval:
    """Return what a target claims in a profile."""
    return (target.claimed.strict, target.claimed.default, target.claimed.lenient)[profile]
