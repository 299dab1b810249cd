"""Disputes against code that shares nothing with them.

Over the reals the exact answer comes from the corners of a polytope, found by solving every three
tight conditions; in whole numbers from every point of a small grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.pipeline import run_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.dispute_result import ConditionResult, DisputeResult
    from factcheck.model.interval import Interval

Vector = tuple[Fraction, Fraction, Fraction]

NAMES = "abc"
"""Three parts of one whole ``w``; ``c`` is a part of ``b``."""
WORDS = {
    "at least": (1, False),
    "more than": (1, True),
    "at most": (-1, False),
    "less than": (-1, True),
}
"""Which side of the number is claimed, and whether the number itself is left out."""


@dataclass(frozen=True)
class Side:
    """A member: one part over another, or over the whole, is at least so many percent."""

    part: str
    base: str
    words: str
    percent: int

    @property
    def measure(self) -> str:
        return f"{self.part} / {self.base}"

    def condition(self) -> tuple[Vector, Fraction, bool]:
        """Return ``multiples * (a, b, c) + constant``, at least zero or above it, with ``w`` 1."""
        sign, is_strict = WORDS[self.words]
        share = Fraction(self.percent, 100)
        multiples = [Fraction(0)] * 3
        multiples[NAMES.index(self.part)] += sign
        constant = Fraction(0)
        if self.base == "w":
            constant = -sign * share
        else:
            multiples[NAMES.index(self.base)] -= sign * share
        return (multiples[0], multiples[1], multiples[2]), constant, is_strict

    def holds(self, world: dict[str, int]) -> bool:
        if world[self.base] == 0:
            return False
        number = Fraction(world[self.part], world[self.base])
        limit = Fraction(self.percent, 100)
        return {
            "at least": number >= limit,
            "more than": number > limit,
            "at most": number <= limit,
            "less than": number < limit,
        }[self.words]


@st.composite
def sides(draw: st.DrawFn) -> Side:
    part = draw(st.sampled_from(NAMES))
    base = draw(st.sampled_from([name for name in "wwb" if name != part]))
    # 0 and 100 percent say what is so anyway, in words that the figures refuse for a share.
    percent = draw(st.sampled_from((5, 10, 20, 30, 45, 60, 63, 80, 95)))
    return Side(part, base, draw(st.sampled_from(tuple(WORDS))), percent)


ASSUMPTIONS = {"none": None, "c-in-a": "c part of a", "a-small": "a <= b", "sum": "a = b - c"}


def claim_file(members: list[Side], assumed: str, terms: str, whole: int | None) -> str:
    """Return a file with one dispute; with ``whole`` a statement says how many there are."""
    lines = ["factcheck: 1", "quantities:", "  w: {is: everything, unit: things}"]
    lines += [f"  {name}: {{is: a part, unit: things, part_of: {whole_of}}}" for name, whole_of in
              (("a", "w"), ("b", "w"), ("c", "b"))]  # fmt: skip
    lines += ["statements:"]
    for number, side in enumerate(members):
        lines += [f"  s{number}:", f"    measure: {side.measure}"]
        lines += ["    figure:", f"      text: {side.words} {side.percent}%"]
    if whole is not None:
        lines += ["  size:", "    measure: w", f"    figure: {{text: '{whole}', reads: exact}}"]
    relation = ASSUMPTIONS[assumed]
    lines += ["assumptions:", "  x:", f"    holds: {relation or 'a <= w'}"]
    lines += ["claims:", "  k: {not_checkable: only the dispute is asked}", "disputes:", "  d:"]
    lines += [f"    between: [{', '.join(f's{n}' for n in range(len(members)))}]"]
    lines += ["    under: x", f"    in_terms_of: {terms}"]
    lines += [] if whole is None else ["    using: size"]
    return "\n".join(lines) + "\n"


def dispute(members: list[Side], assumed: str, terms: str, whole: int | None) -> DisputeResult:
    text = claim_file(members, assumed, terms, whole).encode()
    found = run_text(text, file="d.yml", folder=Path(), root=Path())
    (only,) = found.disputes
    assert only.reason in {None, "whole numbers"}, only.explanation
    return only


# The reals: the whole is one, and everything is a share of it.

Condition = tuple[Vector, Fraction, bool]
_O, _I = Fraction(0), Fraction(1)


def known(assumed: str) -> list[Condition]:
    """Return the parts, and what is assumed."""
    parts = [
        ((_I, _O, _O), _O, False), ((-_I, _O, _O), _I, False), ((_O, -_I, _O), _I, False),
        ((_O, _O, _I), _O, False), ((_O, _I, -_I), _O, False),
    ]  # fmt: skip
    more: dict[str, list[Condition]] = {
        "none": [],
        "c-in-a": [((_I, _O, -_I), _O, False)],
        "a-small": [((-_I, _I, _O), _O, False)],
        "sum": [((_I, -_I, _I), _O, False), ((-_I, _I, -_I), _O, False)],
    }
    return [*parts, *more[assumed]]


def at(condition: Condition, point: Vector) -> Fraction:
    multiples, constant, _ = condition
    return sum((m * x for m, x in zip(multiples, point, strict=True)), start=constant)


def corner(three: tuple[Condition, ...]) -> Vector | None:
    """Return where three conditions are tight, by Cramer's rule; ``None`` for no one point."""
    rows = [multiples for multiples, _, _ in three]
    right = [-constant for _, constant, _ in three]
    below = determinant(rows)
    if below == 0:
        return None
    found = []
    for place in range(3):
        columns = [
            tuple(right[n] if k == place else row[k] for k in range(3))
            for n, row in enumerate(rows)
        ]
        found.append(determinant(columns) / below)
    return found[0], found[1], found[2]


def determinant(rows: Sequence[tuple[Fraction, ...]]) -> Fraction:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def corners(conditions: list[Condition]) -> list[Vector]:
    """Return the corners of what conditions allow, with every end taken as closed."""
    found = {corner(three) for three in combinations(conditions, 3)}
    points = [point for point in found if point is not None]
    return [point for point in points if all(at(each, point) >= 0 for each in conditions)]


def has_inside(points: list[Vector], conditions: list[Condition]) -> bool:
    """Whether some mixture of corners satisfies strict conditions too; their middle does if any."""
    if not points:
        return False
    middle = tuple(sum((p[k] for p in points), start=_O) / len(points) for k in range(3))
    return all(at(each, (middle[0], middle[1], middle[2])) > 0 for each in conditions if each[2])


def range_of_b(conditions: list[Condition]) -> tuple[Fraction, bool, Fraction, bool] | None:
    """Return the ends of ``b`` and whether they are attained; ``None`` for nothing possible."""
    points = corners(conditions)
    if not has_inside(points, conditions):
        return None
    lower, upper = min(p[1] for p in points), max(p[1] for p in points)
    closed = [has_inside([p for p in points if p[1] == end], conditions) for end in (lower, upper)]
    return lower, closed[0], upper, closed[1]


def named(members: list[Side]) -> list[Condition]:
    """Return that what is divided by is not zero."""
    return [((_O, _I, _O), _O, True)] if any(side.base == "b" for side in members) else []


def expected_ends(members: list[Side], assumed: str) -> tuple[str, tuple[object, ...] | None]:
    base = [*known(assumed), *named(members)]
    free = range_of_b(base)
    left = range_of_b([*base, *(side.condition() for side in members)])
    if free is None:
        return "conflicting", None
    if left is None:
        return "incompatible", None
    lower = left[:2] if left[:2] != free[:2] else (None, False)
    upper = left[2:] if left[2:] != free[2:] else (None, False)
    ends = (*lower, *upper)
    return ("compatible" if ends == (None, False, None, False) else "compatible only if"), ends


def ends_of(interval: Interval) -> tuple[object, ...]:
    lower = None if interval.lower is None else Fraction(str(interval.lower))
    upper = None if interval.upper is None else Fraction(str(interval.upper))
    return lower, interval.lower_closed, upper, interval.upper_closed


FLAGSHIP = [Side("a", "w", "less than", 10), Side("c", "b", "at least", 63)]
members_of = st.lists(sides(), min_size=2, max_size=3, unique=True)


@given(members_of, st.sampled_from(tuple(ASSUMPTIONS)))
@example(FLAGSHIP, "c-in-a")
@example([*FLAGSHIP, Side("b", "w", "at least", 20)], "c-in-a")
def test_conditions_over_the_reals_are_those_of_the_corners(
    members: list[Side], assumed: str
) -> None:
    verdict, ends = expected_ends(members, assumed)
    found = dispute(members, assumed, "b / w", None)
    assert found.verdict.value == verdict
    if verdict == "compatible only if":
        assert found.condition is not None
        (only,) = found.condition.sets
        assert ends_of(only.interval) == ends
    else:
        assert found.condition is None
    assert found.integer_condition is None


# Whole numbers: so few things that every world can be looked at.


def worlds(whole: int, assumed: str) -> Iterator[dict[str, int]]:
    for a, b, c in product(range(whole + 1), repeat=3):
        is_so = {"none": True, "c-in-a": c <= a, "a-small": a <= b, "sum": a == b - c}[assumed]
        if c <= b and is_so:
            yield {"a": a, "b": b, "c": c, "w": whole}


@given(members_of, st.sampled_from(tuple(ASSUMPTIONS)), st.integers(1, 9))
@example(FLAGSHIP, "c-in-a", 9)
def test_conditions_in_whole_numbers_are_those_of_the_grid(
    members: list[Side], assumed: str, whole: int
) -> None:
    defined = [
        world for world in worlds(whole, assumed) if all(world[each.base] for each in members)
    ]
    met = [world for world in defined if all(each.holds(world) for each in members)]
    found = dispute(members, assumed, "b / w", whole)
    if not defined or not met:
        assert found.verdict.value == ("incompatible" if defined else "conflicting")
        return
    assert found.verdict.value in {"compatible", "compatible only if"}
    assert found.world is not None
    shown = {name: int(number.replace(",", "")) for name, number in found.world.numbers}
    assert {**shown, "w": whole} in met
    numbers, free = [w["b"] for w in met], [w["b"] for w in defined]
    for is_upper, best in ((True, max), (False, min)):
        expected = best(numbers) if best(numbers) != best(free) else None
        assert end_in_counts(found, whole, best(free), is_upper=is_upper) == expected


def end_in_counts(found: DisputeResult, whole: int, free: int, *, is_upper: bool) -> int | None:
    """Return the end that both conditions together leave to ``b``; ``None`` where it stays."""
    ends = [
        *closest(found.condition, whole, is_upper=is_upper),
        *closest(found.integer_condition, 1, is_upper=is_upper),
    ]
    if not ends:
        return None
    end = min(ends) if is_upper else max(ends)
    return None if (end >= free if is_upper else end <= free) else end


def closest(condition: ConditionResult | None, scale: int, *, is_upper: bool) -> list[int]:
    """Return the last whole number inside a condition's end, none where it has no such end."""
    if condition is None:
        return []
    interval = condition.numbers.interval
    end, is_closed = (
        (interval.upper, interval.upper_closed)
        if is_upper
        else (interval.lower, interval.lower_closed)
    )
    if end is None:
        return []
    number = Fraction(str(end)) * scale
    inside = number.__floor__() if is_upper else number.__ceil__()
    if inside == number and not is_closed:
        inside += -1 if is_upper else 1
    return [inside]
