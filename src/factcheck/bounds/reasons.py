"""What a formula hangs on: which known conditions settle it, and which it needs to be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.formula import (
    All,
    AnyOf,
    Atom,
    Count,
    holds_at,
    negated,
    plain,
    truth_of,
)
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.formula import Formula
    from factcheck.model.fraction import Fraction


def reason_of(formula: Formula, known: Mapping[Atom, bool]) -> frozenset[Atom]:
    """Return known conditions, few of them, that settle a formula as all of them do."""
    match formula:
        case Atom():
            return frozenset(() if formula.form.is_constant else (plain(formula)[0],))
        case All() | AnyOf():
            ending = Truth.FALSE if isinstance(formula, All) else Truth.TRUE
            ended = [part for part in formula.parts if truth_of(part, known) is ending]
            if ended:
                return min((reason_of(part, known) for part in ended), key=len)
            return _together(formula.parts, known)
        case Count():
            return _together(_needed(formula, known), known)
        case _:
            assert_never(formula)


def _together(parts: tuple[Formula, ...], known: Mapping[Atom, bool]) -> frozenset[Atom]:
    return frozenset().union(*(reason_of(part, known) for part in parts))


def _needed(count: Count, known: Mapping[Atom, bool]) -> tuple[Formula, ...]:
    """Return as few of the parts that are known as settle their count."""
    truths = [truth_of(part, known) for part in count.parts]
    low, high = truths.count(Truth.TRUE), len(truths) - truths.count(Truth.FALSE)
    is_inside = low in count.allowed
    while low > 0 and ((low - 1) in count.allowed) is is_inside:
        low -= 1
    while high < len(truths) and ((high + 1) in count.allowed) is is_inside:
        high += 1
    return (
        *[part for part, each in zip(count.parts, truths, strict=True) if each is Truth.TRUE][:low],
        *[part for part, each in zip(count.parts, truths, strict=True) if each is Truth.FALSE][
            : len(truths) - high
        ],
    )


def forced(formula: Formula, known: Mapping[Atom, bool]) -> Iterator[tuple[Atom, bool]]:
    """Yield conditions that are not known and must be so, or not so, for a formula to be true."""
    if truth_of(formula, known) is not Truth.UNKNOWN:
        return
    match formula:
        case Atom():
            yield plain(formula)
        case All():
            for part in formula.parts:
                yield from forced(part, known)
        case AnyOf():
            left = [part for part in formula.parts if truth_of(part, known) is Truth.UNKNOWN]
            if len(left) == 1:
                yield from forced(left[0], known)
        case Count():
            for part in _forced_parts(formula, known):
                yield from forced(part, known)
        case _:
            assert_never(formula)


def _forced_parts(count: Count, known: Mapping[Atom, bool]) -> Iterator[Formula]:
    """Yield what must be true of a count's parts where all that are open must be alike."""
    truths = [truth_of(part, known) for part in count.parts]
    surely, perhaps = truths.count(Truth.TRUE), truths.count(Truth.UNKNOWN)
    numbers = range(surely, surely + perhaps + 1)
    fitting = [number for number in numbers if (number in count.allowed) is not count.is_negated]
    if fitting not in ([numbers[0]], [numbers[-1]]):
        return
    for part, each in zip(count.parts, truths, strict=True):
        if each is Truth.UNKNOWN:
            yield part if fitting == [numbers[-1]] else negated(part)


def turning_point(
    formula: Formula,
    known: Mapping[Atom, bool],
    world: Mapping[str, Fraction],
) -> Atom:
    """Return an open condition that keeps an open formula from being true in a world.

    The formula is not true in the world, and what is known is so there.
    """
    match formula:
        case Atom():
            return plain(formula)[0]
        case All() | AnyOf():
            wrong = next(
                part
                for part in formula.parts
                if truth_of(part, known) is Truth.UNKNOWN and not holds_at(part, world)
            )
            return turning_point(wrong, known, world)
        case Count():
            return turning_point(_turning_part(formula, known, world), known, world)
        case _:
            assert_never(formula)


def _turning_part(
    count: Count, known: Mapping[Atom, bool], world: Mapping[str, Fraction]
) -> Formula:
    """Return what must become true of an open part, on the shorter way to a count that fits."""
    met = sum(holds_at(part, world) for part in count.parts)
    truths = [truth_of(part, known) for part in count.parts]
    surely, perhaps = truths.count(Truth.TRUE), truths.count(Truth.UNKNOWN)
    numbers = range(surely, surely + perhaps + 1)
    fitting = [number for number in numbers if (number in count.allowed) is not count.is_negated]
    nearest = min(fitting, key=lambda number: abs(number - met))
    # Some open part is of that kind, or the nearest count could not be reached.
    turning = next(
        part
        for part, each in zip(count.parts, truths, strict=True)
        if each is Truth.UNKNOWN and holds_at(part, world) is (nearest < met)
    )
    return turning if nearest > met else negated(turning)
