"""Generated claims about few numbers in small ranges."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from naive_cases import (
    ABOVE_ZERO,
    COUNT,
    LARGEST,
    NAMES,
    Puzzle,
    joined,
    minus,
    number,
    place_of,
    tally,
    unknown,
)

from factcheck.model.bound import Absolute, BoundCondition, ExtremeOf, Tally
from factcheck.model.expression import Operator
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import Target

if TYPE_CHECKING:
    from factcheck.model.bound import Bound


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
