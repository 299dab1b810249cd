"""Claims about few whole numbers in small ranges, and a naive engine that tries all of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from factcheck.bounds.linear import Form, Row, System, Variable
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
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval
from factcheck.model.plan import Target
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.measures import Measures
from factcheck.quantity.permitted import permitted_by
from factcheck.quantity.question import question_of
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
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


# Strategies


@st.composite
def sets(draw: st.DrawFn, lowest: int = 0, highest: int = LARGEST) -> Interval:
    """Return sets with whole ends, or none."""
    ends = sorted(draw(st.lists(st.integers(lowest, highest), min_size=2, max_size=2)))
    lower, upper = Fraction(ends[0]), Fraction(ends[1])
    kind = draw(st.sampled_from(("both", "lower", "upper", "open", "point")))
    if kind == "lower":
        return Interval.at_least(lower, closed=draw(st.booleans()))
    if kind == "upper":
        return Interval.at_most(upper, closed=draw(st.booleans()))
    if kind == "open" and lower < upper:
        return Interval(lower, upper, False, draw(st.booleans()))
    return Interval.point(lower) if kind == "point" else Interval(lower, upper)


@st.composite
def profiles(draw: st.DrawFn, lowest: int = 0, highest: int = LARGEST) -> Profiles:
    """Return three nested sets, often the same."""
    strict = draw(sets(lowest, highest))
    if draw(st.booleans()):
        return Profiles(strict, strict, strict)
    default = strict.hull(draw(sets(lowest, highest)))
    return Profiles(strict, default, default.hull(draw(sets(lowest, highest))))


@st.composite
def linear(draw: st.DrawFn, names: tuple[str, ...]) -> Bound:
    """Return an unknown number, or a sum or difference of few."""
    first: Bound = unknown(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(0, 1))):
        operator = draw(st.sampled_from((Operator.ADD, Operator.SUBTRACT)))
        other: Bound = unknown(draw(st.sampled_from(names)))
        if draw(st.integers(0, 3)) == 0:
            other = number(draw(st.integers(0, 3)))
        first = joined(first, operator, other)
    return first


@st.composite
def measures(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> Bound:
    """Return expressions with magnitudes, extremes, quotients and tallies in them."""
    kinds = ["linear", "linear", "quotient"]
    if depth:
        kinds += ["abs", "extreme", "tally", "sum", "product"]
    match draw(st.sampled_from(kinds)):
        case "linear":
            return draw(linear(names))
        case "quotient":
            return joined(draw(linear(names)), Operator.DIVIDE, draw(linear(names)))
        case "abs":
            inner = draw(measures(names, depth - 1))
            return Absolute(inner, COUNT, f"abs({inner.text})")
        case "extreme":
            operands = tuple(draw(st.lists(measures(names, depth - 1), min_size=2, max_size=3)))
            text = ", ".join(each.text for each in operands)
            return ExtremeOf(draw(st.booleans()), operands, COUNT, f"extreme({text})")
        case "tally":
            return draw(tallies(names, depth - 1))
        case "product":
            operator = draw(st.sampled_from((Operator.MULTIPLY, Operator.DIVIDE)))
            left, right = draw(measures(names, depth - 1)), draw(measures(names, depth - 1))
            return joined(left, operator, right)
        case _:
            operator = draw(st.sampled_from((Operator.ADD, Operator.SUBTRACT)))
            left, right = draw(measures(names, depth - 1)), draw(measures(names, depth - 1))
            return joined(left, operator, right)


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...], depth: int = 0) -> BoundCondition:
    """Return conditions on measures."""
    return BoundCondition(
        draw(measures(names, depth)), draw(sets(-2, LARGEST)), draw(st.booleans())
    )


@st.composite
def tallies(draw: st.DrawFn, names: tuple[str, ...], depth: int = 0) -> Tally:
    """Return tallies of cases with one or two conditions each."""
    case = st.lists(conditions(names, depth), min_size=1, max_size=2).map(tuple)
    cases = draw(st.lists(case, min_size=1, max_size=3))
    return tally(*cases, start=draw(st.integers(0, 1)))


@st.composite
def puzzles(draw: st.DrawFn, *, has_rows: bool = True, is_whole: bool = True) -> Puzzle:
    """Return puzzles of one or two targets of any kind over two to four numbers."""
    names = NAMES[: draw(st.integers(2, 4))]
    targets = draw(st.lists(_targets(names), min_size=1, max_size=2))
    return draw(_puzzles_of(tuple(targets), len(names), has_rows=has_rows, is_whole=is_whole))


@st.composite
def _puzzles_of(
    draw: st.DrawFn,
    targets: tuple[Target, ...],
    number_of: int,
    *,
    has_rows: bool = True,
    is_whole: bool = True,
) -> Puzzle:
    span = LARGEST if number_of < 4 else 4
    if not is_whole:
        span = 3
    ends = st.lists(st.integers(0, span), min_size=2, max_size=2).map(sorted)
    drawn = draw(st.lists(ends, min_size=number_of, max_size=number_of))
    rows = draw(st.lists(_rows(number_of, span), max_size=2)) if has_rows else []
    ranges = tuple((low, high) for low, high in drawn)
    return Puzzle(ranges, tuple(rows), targets, is_whole)


@st.composite
def _rows(draw: st.DrawFn, number_of: int, span: int) -> tuple[tuple[int, ...], int, int]:
    """Return rows: often the total of all numbers."""
    multiples = (1,) * number_of
    if draw(st.booleans()):
        each = st.integers(-1, 2)
        multiples = tuple(draw(st.lists(each, min_size=number_of, max_size=number_of)))
    low, high = sorted(draw(st.lists(st.integers(0, 2 * span), min_size=2, max_size=2)))
    return multiples, low, low if draw(st.booleans()) else high


@st.composite
def _targets(draw: st.DrawFn, names: tuple[str, ...]) -> Target:
    wanted = draw(profiles(-1, LARGEST))
    if draw(st.integers(0, 3)) == 0:
        each = tuple(draw(tallies(names)) for _ in range(3))
        return Target(each[1], wanted, "t", draw(st.booleans()), True, (each[0], each[1], each[2]))
    return Target(draw(measures(names)), wanted, "t", draw(st.booleans()))


def _same(wanted: Interval) -> Profiles:
    return Profiles(wanted, wanted, wanted)


@st.composite
def ranks(draw: st.DrawFn, *, has_rows: bool = True) -> Puzzle:
    """Return claims about the places of one or two groups, and about the lead of the first."""
    groups = NAMES[: draw(st.integers(3, 4))]
    asked = draw(st.lists(st.sampled_from(groups), min_size=1, max_size=2, unique=True))
    targets = [
        Target(place_of(each, groups), _same(draw(sets(1, len(groups)))), each, draw(st.booleans()))
        for each in asked
    ]
    if draw(st.booleans()):
        others = tuple(unknown(each) for each in groups if each != asked[0])
        highest = ExtremeOf(True, others, COUNT, "the largest of the others")
        lead = minus(unknown(asked[0]), highest)
        targets.append(Target(lead, draw(profiles()), "lead"))
    return draw(_puzzles_of(tuple(targets), len(groups), has_rows=has_rows))


@st.composite
def trends(draw: st.DrawFn, *, has_rows: bool = True) -> Puzzle:
    """Return claims that numbers rise or fall from each to the next."""
    steps = NAMES[: draw(st.integers(3, 4))]
    wanted = _same(draw(st.sampled_from((ABOVE_ZERO, ABOVE_ZERO.mirrored()))))
    targets = tuple(
        Target(minus(unknown(after), unknown(before)), wanted, f"{before} to {after}")
        for before, after in pairwise(steps)
    )
    return draw(_puzzles_of(targets, len(steps), has_rows=has_rows))


@st.composite
def eaches(draw: st.DrawFn, *, has_rows: bool = True) -> Puzzle:
    """Return claims about how many numbers lie in a set, of those that exist."""
    groups = NAMES[: draw(st.integers(3, 4))]
    asked = draw(profiles())
    is_sure = draw(st.booleans())
    counted = tuple(
        tally(*((_exists(each, is_sure=is_sure), _lies(each, wanted)) for each in groups))
        for wanted in (asked.strict, asked.default, asked.lenient)
    )
    strict, default, lenient = counted
    number_of = _same(draw(sets(0, len(groups))))
    negated = draw(st.booleans())
    target = Target(default, number_of, "each", negated, True, (strict, default, lenient))
    return draw(_puzzles_of((target,), len(groups), has_rows=has_rows))


def _exists(name: str, *, is_sure: bool) -> BoundCondition:
    return BoundCondition(number(1) if is_sure else unknown(name), ABOVE_ZERO)


def _lies(name: str, wanted: Interval) -> BoundCondition:
    return BoundCondition(unknown(name), wanted)
