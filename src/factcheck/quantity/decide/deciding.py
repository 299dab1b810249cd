"""Which of an unknown number's values would decide a claim, were it published.

For each number: where it can lie at all, where it can lie while the claim is true, and where while
the claim is false. What only one side leaves decides. Of several whole numbers the ends may be
wider than what can be reached; then fewer values are said to decide, never more.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.bounds.lone import lone_range
from factcheck.bounds.propagate import range_of
from factcheck.bounds.whole import whole_numbers
from factcheck.model.formula import All, AnyOf, Atom, Count, holds_at
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import variable
from factcheck.model.told import told
from factcheck.model.wording import word_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.propagate import Box
    from factcheck.model.certificate import Certificate
    from factcheck.model.formula import Formula
    from factcheck.model.linear import Form, System, Variable
    from factcheck.model.unit import Unit

MAX_NUMBERS = 8
"""So many unknown numbers are looked at."""
MAX_CASES = 12
"""Into so many cases a claim may fall, each of which is linear."""
MAX_SIZE = 60
"""In systems of more rows and numbers than this no values are told."""

Sets = tuple[Interval, ...]


class Deciding(Struct, frozen=True):
    """What publishing a number would do to a claim."""

    supporting: Sets
    """Its values with which the claim would be true in every world."""
    refuting: Sets
    undecided: Sets
    possible: Sets

    @property
    def decides_alone(self) -> bool:
        """Whether each of its values would decide the claim."""
        return not self.undecided

    @property
    def decides_some(self) -> bool:
        """Whether any of its values would decide the claim."""
        return bool(self.supporting or self.refuting)

    @property
    def open_share(self) -> Fraction:
        """How large a part of its range would leave the claim open, from 0 to 1."""
        left, whole = _length(self.undecided), _length(self.possible)
        if left is None:
            return Fraction(1)
        return left / whole if whole else Fraction(0)


def deciding(
    certificate: Certificate,
    system: System,
    number: Variable,
    range_in: Callable[[System, Form], Interval | None],
    *,
    is_hedged: bool,
) -> Deciding | None:
    """Return what a number's values would decide; ``None`` where it is not told.

    A hedged claim is refuted only where it is false as its words can be read generously.
    ``range_in`` gives bounds on a form, ``None`` where a system has no world.
    """
    if len(system.variables) + len(system.rows) > MAX_SIZE:
        return None
    formulas = {(each.profile, each.is_true): each.formula for each in certificate.answers}
    lenient = "lenient" if is_hedged else "default"
    wanted = (("default", True), ("default", False), (lenient, True))
    found: dict[Formula, Sets] = {}
    for key in wanted:
        if formulas[key] in found:
            continue
        sets = _where(formulas[key], system, number, range_in)
        if sets is None:
            return None
        found[formulas[key]] = sets
    true, false, generously_true = (found[formulas[key]] for key in wanted)
    possible = _joined((*true, *false), is_whole=number.is_integer)
    supporting = _without(possible, false, number)
    refuting = _without(possible, generously_true, number)
    decided = (*supporting, *refuting)
    return Deciding(supporting, refuting, _without(possible, decided, number), possible)


def _where(
    formula: Formula,
    system: System,
    number: Variable,
    range_in: Callable[[System, Form], Interval | None],
) -> Sets | None:
    """Return where a number can lie while a formula is true; ``None`` where it is not told."""
    cases = _cases(formula, {each.name: each.bounds for each in system.variables})
    if cases is None:
        return None
    found = []
    for case in cases:
        rows = tuple(atom.row for atom in case)
        if len(system.variables) == 1:
            inside = lone_range(system, rows)
        else:
            inside = range_in(system.with_rows(rows), variable(number.name))
        if inside is not None and number.is_integer:
            inside = whole_numbers(inside)
        if inside is not None:
            found.append(inside)
    return tuple(found)


_Case = tuple[Atom, ...]


def _cases(formula: Formula, box: Box) -> tuple[_Case, ...] | None:
    """Return linear cases of which one is so where a formula is true; ``None`` for too many."""
    match formula:
        case Atom():
            if formula.form.is_constant:
                return ((),) if holds_at(formula, {}) else ()
            reached = range_of(formula.form, box)
            is_out = reached is not None and reached.is_apart_from(formula.row.allowed)
            return () if is_out else ((formula,),)
        case All():
            cases: tuple[_Case, ...] = ((),)
            for part in formula.parts:
                inner = _cases(part, box)
                if inner is None or len(cases) * len(inner) > MAX_CASES:
                    return None
                cases = tuple((*one, *other) for one, other in product(cases, inner))
            return cases
        case AnyOf():
            every: tuple[_Case, ...] = ()
            for part in formula.parts:
                inner = _cases(part, box)
                if inner is None or len(every) + len(inner) > MAX_CASES:
                    return None
                every += inner
            return every
        case Count():
            return None
        case _:
            assert_never(formula)


def _joined(sets: Iterable[Interval], *, is_whole: bool) -> Sets:
    """Return sets in order, those that meet or follow on each other made one."""
    ordered = sorted(sets, key=_begin)
    joined: list[Interval] = []
    for each in ordered:
        if joined and _meet(joined[-1], each, is_whole=is_whole):
            joined[-1] = joined[-1].hull(each)
        else:
            joined.append(each)
    return tuple(joined)


def _begin(each: Interval) -> tuple[bool, Fraction, bool]:
    return each.lower is not None, each.lower or Fraction(0), not each.lower_closed


def _meet(one: Interval, other: Interval, *, is_whole: bool) -> bool:
    """Whether nothing lies between two sets, of which the first begins no later."""
    if one.upper is None or other.lower is None:
        return True
    if is_whole:
        return one.upper + 1 >= other.lower
    if one.upper == other.lower:
        return one.upper_closed or other.lower_closed
    return one.upper > other.lower


def _without(sets: Sets, taken: Iterable[Interval], number: Variable) -> Sets:
    """Return what is left of sets without others."""
    left = list(sets)
    for each in taken:
        cut = (one.intersect(side) for one in left for side in _beside(each))
        left = [rest for rest in cut if rest is not None]
    whole = [whole_numbers(each) if number.is_integer else each for each in left]
    return _joined((each for each in whole if each is not None), is_whole=number.is_integer)


def _beside(taken: Interval) -> Sets:
    """Return the numbers below a set and those above it."""
    sides = []
    if taken.lower is not None:
        sides.append(Interval.at_most(taken.lower, closed=not taken.lower_closed))
    if taken.upper is not None:
        sides.append(Interval.at_least(taken.upper, closed=not taken.upper_closed))
    return tuple(sides)


def _length(sets: Sets) -> Fraction | None:
    """Return how long sets are together, a single number as one; ``None`` for without end."""
    total = Fraction(0)
    for each in sets:
        if each.lower is None or each.upper is None:
            return None
        total += each.upper - each.lower + 1
    return total


def in_words(found: Deciding, unit: Unit) -> str:
    """Return what a number's values would decide: ``826 to 916 would support the claim, …``."""
    if not found.decides_some:
        return told("not by itself")
    text = _decided(found, unit)
    if not found.undecided:
        return text
    values = word_sets(found.undecided, unit)
    return told("{text}; {values} would leave it open", text=text, values=values)


def _decided(found: Deciding, unit: Unit) -> str:
    supporting, refuting = (
        word_sets(sets, unit) if sets else "" for sets in (found.supporting, found.refuting)
    )
    if not refuting:
        return told("{values} would support the claim", values=supporting)
    if not supporting:
        return told("{values} would refute the claim", values=refuting)
    return told(
        "{values} would support the claim, {others} would refute it",
        values=supporting,
        others=refuting,
    )
