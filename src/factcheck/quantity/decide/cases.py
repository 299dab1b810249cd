"""Possible worlds split into cases in which tallies, magnitudes and extremes are simple numbers.

Method: branching on what is undecided, each branch a linear row that propagation then works with
(Davis, Logemann and Loveland 1962, with bounds for clauses). A branch that propagation proves
impossible is dropped; what the rows of the others decide, is put in. Effort is counted in
branches, never in seconds.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import combinations
from math import floor
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.interval import Interval
from factcheck.model.linear import Row, variable
from factcheck.quantity.decide.alternatives import narrowed_by
from factcheck.quantity.decide.ranges import divisors_of, signed
from factcheck.quantity.decide.settle import settled
from factcheck.quantity.rational import (
    Joint,
    Quotient,
    Tallied,
    Tree,
    added,
    forms_of,
    negated,
)
from factcheck.quantity.rows import outside_of, rows_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from factcheck.bounds.reach import Reach
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.rational import Condition, Value

MAX_TRIED = 512
"""How many ways to choose whole numbers are tried one by one, where rows cannot tell."""
MAX_CASES = 64
"""How many cases are told apart to bound measures; a question about them may split further."""
MAX_BRANCHES = 512
"""How many cases may be split off on the way."""

_CASE = "case"
NOT_BELOW_ZERO = Interval.at_least(0)


class Case(Struct, frozen=True):
    """Some of the possible worlds, and what some measures are in them."""

    reach: Reach
    values: tuple[Value, ...]
    alternatives: tuple[Branches, ...] = ()
    """Of each, one branch holds in every world; those of which more than one is left."""


def cases_of(
    values: tuple[Value, ...], start: Reach, alternatives: tuple[Branches, ...] = ()
) -> tuple[Case, ...]:
    """Return cases that cover every possible world; none where nothing is possible.

    In each of them every tally is a number, every magnitude and extreme one of its operands, as
    far as linear rows can tell them apart and ``MAX_CASES`` allows.
    """
    first = Case(start, tuple(settled(value, start) for value in values), alternatives)
    waiting = deque(_cases(first, (start,)))
    done: list[Case] = []
    left = MAX_BRANCHES
    while waiting and left > 0 and len(waiting) + len(done) < MAX_CASES:
        case = waiting.popleft()
        branches = branches_of_any(case.values, case.reach)
        if branches is None:
            done.append(case)
        else:
            parts = split(case, branches)
            left -= max(1, len(parts))
            waiting.extend(parts)
    return (*done, *waiting)


def split(case: Case, branches: Branches) -> tuple[Case, ...]:
    """Return those branches of a case that propagation does not prove impossible."""
    return _cases(case, (case.reach.narrowed(rows) for rows in branches))


def split_by_number(case: Case, name: str, numbers: Iterable[Fraction]) -> tuple[Case, ...]:
    """Return what is left of a case where an unknown number is one of some: not every world."""
    return _cases(case, (case.reach.fixed(name, number) for number in numbers))


def _cases(case: Case, reaches: Iterable[Reach | None]) -> tuple[Case, ...]:
    """Return a case in narrower reaches, with everything put in that their rows decide."""
    cases = []
    for each in reaches:
        narrowed = None if each is None else narrowed_by(each, case.alternatives)
        if narrowed is not None:
            reach, alternatives = narrowed
            change = case.reach.change_to(reach)
            values = tuple(settled(value, reach, change) for value in case.values)
            cases.append(Case(reach, values, alternatives))
    return tuple(cases)


def branches_of_any(values: Iterable[Value], reach: Reach) -> Branches | None:
    """Return the branches of the first measure that has any."""
    found = (branches_of(value, reach) for value in values)
    return next((each for each in found if each is not None), None)


def branches_of(value: Value, reach: Reach) -> Branches | None:
    """Return how to tell cases of a settled measure apart; ``None`` where rows cannot."""
    match value:
        case Quotient():
            sides = signed(value, reach)
            return None if len(sides) < 2 else _by_zero(value.denominator)[1:]  # noqa: PLR2004
        case Tallied():
            conditions = (each for case in value.cases for each in case)
            found = (_of_condition(each, reach) for each in conditions)
            return next((each for each in found if each is not None), None)
        case Tree(joint=Joint.MAGNITUDE, operands=(Quotient() as inner,)):
            return branches_of(inner, reach) or _by_sign(inner, reach)
        case Tree(joint=Joint.LARGEST | Joint.SMALLEST):
            differences = (added(a, negated(b)) for a, b in combinations(value.operands, 2))
            linear = (each for each in differences if isinstance(each, Quotient))
            found = (branches_of(each, reach) or _by_sign(each, reach) for each in linear)
            return next(found, None) or branches_of_any(value.operands, reach)
        case Tree():
            return branches_of_any(value.operands, reach)
        case _:
            assert_never(value)


def _of_condition(condition: Condition, reach: Reach) -> Branches | None:
    """Tell apart whether a condition's measure has a value, and then whether it is met."""
    for form in divisors_of(condition):
        bounds = reach.of(form)
        if bounds is not None and 0 in bounds:
            return _by_zero(form)
    if isinstance(condition.measure, Quotient):
        return within_or_not(condition.measure, condition.allowed, reach)
    return branches_of(condition.measure, reach)


def _by_zero(form: Form) -> Branches:
    above = Interval.at_least(0, closed=False)
    return tuple(
        (Row(_CASE, form, allowed),) for allowed in (Interval.point(0), above, above.mirrored())
    )


def _by_sign(value: Quotient, reach: Reach) -> Branches:
    return within_or_not(value, NOT_BELOW_ZERO, reach)


def within_or_not(value: Quotient, allowed: Interval, reach: Reach) -> Branches:
    """Tell apart whether a quotient lies in a set, below it or above it.

    Worlds in which its denominator is zero are in none of the branches.
    """
    sides = (allowed, *outside_of(allowed))
    return tuple(rows_within(each, side, _CASE) for each in signed(value, reach) for side in sides)


def finer(case: Case, names: Collection[str]) -> Branches | None:
    """Return branches that decide more of some unknown numbers than measures ask for.

    The alternatives that speak of them come first; then their range is halved, where they are
    whole numbers and trying them all comes to an end. ``None`` where neither is so.
    """
    for each in case.alternatives:
        if any(name in names for rows in each for row in rows for name, _ in row.form.terms):
            return each
    ways, first = 1, ""
    for name in names:
        bounds = case.reach.box[name]
        if bounds.is_point:
            continue
        if name not in case.reach.integers or bounds.lower is None or bounds.upper is None:
            return None
        ways *= int(bounds.upper - bounds.lower) + 1
        first = first or name
        if ways > MAX_TRIED:
            return None
    if not first:
        return None
    middle = floor(case.reach.box[first].middle)
    halves = (Interval.at_most(middle), Interval.at_least(middle + 1))
    return tuple((Row(_CASE, variable(first), half),) for half in halves)


def unknown_numbers(values: Iterable[Value], reach: Reach) -> list[str]:
    """Return the unknown numbers in some measures, those first that occur most often."""
    forms = (form for value in values for form in forms_of(value))
    found = Counter(name for form in forms for name, _ in form.terms)
    return [name for name, _ in found.most_common() if not reach.box[name].is_point]
