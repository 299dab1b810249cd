"""What a member says as linear rows: one or several ways in which it can be true."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, assert_never

from factcheck.bounds.quotient import positive_row
from factcheck.model.formula import All, AnyOf, Atom, Count, negated
from factcheck.model.interval import Interval
from factcheck.model.linear import Row
from factcheck.quantity.decide.formulas import NotLinearError, inside_of, not_zero
from factcheck.quantity.decide.ranges import signed
from factcheck.quantity.rational import Quotient, denominators_of
from factcheck.quantity.rows import outside_of, rows_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.reach import Reach
    from factcheck.model.formula import Formula
    from factcheck.model.linear import Form
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.question import Question

MAX_BRANCHES = 128
"""In so many ways a member may be true; one that may in more is refused."""

_Case = tuple[Atom, ...]


def branches_of(question: Question, profile: int, label: str, reach: Reach) -> Branches:
    """Return the ways in which a target is met, each as rows with this label.

    Worlds in which its measure has no value are in none of them. Raises ``NotLinearError`` for
    a measure that linear rows cannot tell of, or only in too many ways.
    """
    value, claimed = question.value_in(profile), question.set_in(profile)
    is_negated = question.target.is_negated
    if isinstance(value, Quotient):
        sets = outside_of(claimed) if is_negated else (claimed,)
        return tuple(
            (*rows_within(side, each, label), *more)
            for side, more in sides_of(value, reach, label)
            for each in sets
        )
    inside = inside_of(value, claimed)
    defined = tuple(not_zero(form) for form in denominators_of(value))
    cases = _cases(All((*defined, negated(inside) if is_negated else inside)))
    return tuple(tuple(Row(label, a.form, a.row.allowed) for a in case) for case in cases)


def sides_of(
    value: Quotient, reach: Reach, label: str
) -> Iterator[tuple[Quotient, tuple[Row, ...]]]:
    """Yield a quotient with a positive denominator for each sign that this one can have.

    Beside each stand the rows that keep everything else it divides by from being zero.
    """
    for side in signed(value, reach):
        for more in product(*(_signs(form, reach, label) for form in value.nonzero)):
            yield side, tuple(more)


def _signs(form: Form, reach: Reach, label: str) -> tuple[Row, ...]:
    """Return the rows of which one holds where a form is not zero."""
    above = Row(label, form, positive_row(form).allowed)
    under = Row(label, form, above.allowed.mirrored())
    bounds = reach.of(form) or Interval.point(0)
    return tuple(row for row in (above, under) if not bounds.is_apart_from(row.allowed))


def nonzero_branches(form: Form, reach: Reach, label: str) -> Branches:
    """Return the ways in which a form is not zero, as rows with this label."""
    return tuple((row,) for row in _signs(form, reach, label))


def _cases(formula: Formula) -> tuple[_Case, ...]:
    """Return the conjunctions of which one holds just where a formula is true."""
    match formula:
        case Atom():
            return ((formula,),)
        case All(parts):
            return _all_of(parts)
        case AnyOf(parts):
            return _limited(tuple(case for part in parts for case in _cases(part)))
        case Count():
            return _counted(formula)
        case _:
            assert_never(formula)


def _all_of(parts: tuple[Formula, ...]) -> tuple[_Case, ...]:
    cases: tuple[_Case, ...] = ((),)
    for part in parts:
        more = _cases(part)
        if len(cases) * len(more) > MAX_BRANCHES:
            raise NotLinearError
        cases = tuple((*one, *other) for one in cases for other in more)
    return cases


def _counted(count: Count) -> tuple[_Case, ...]:
    """Return the cases of a count: which parts are true, one by one."""
    if 2 ** len(count.parts) > MAX_BRANCHES:
        raise NotLinearError
    found: list[_Case] = []
    for truths in product((True, False), repeat=len(count.parts)):
        if (sum(truths) in count.allowed) is not count.is_negated:
            chosen = zip(count.parts, truths, strict=True)
            sides = tuple(part if is_true else negated(part) for part, is_true in chosen)
            found.extend(_all_of(sides))
    return _limited(tuple(found))


def _limited(cases: tuple[_Case, ...]) -> tuple[_Case, ...]:
    if len(cases) > MAX_BRANCHES:
        raise NotLinearError
    return cases
