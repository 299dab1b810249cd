"""What assumptions say of the quantities of a reading, at its slices."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import Compound
from factcheck.model.expression import Apart, Comparator, Comparison, Name, Operator, PartOf, SameAs
from factcheck.model.near import quoted
from factcheck.model.plan import BoundRelation, Premise
from factcheck.model.problem import ProblemsError
from factcheck.model.told import told
from factcheck.plan import codes
from factcheck.plan.idle_assumptions import common_whole
from factcheck.plan.names import problem_at
from factcheck.plan.units import same_noun
from factcheck.plan.walk import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.expression import Expression, Test
    from factcheck.model.spec import Assumption
    from factcheck.plan.closure import Closure


def add_assumption(closure: Closure, assumption: Assumption) -> None:
    """Add what an assumption says wherever one of its quantities matters.

    Raises ``ProblemsError`` for units that it may not compare, ``ObstacleError`` for a fault.
    """
    match assumption.relation:
        case SameAs():
            return
        case PartOf(part=part, whole=whole):
            for tests in _relation_slices(closure, (part, whole)):
                _relate(closure, assumption, (part, Comparator.AT_MOST, whole), tests)
        case Comparison(operands=operands, comparators=comparators):
            sums = all(each is Comparator.EQUAL for each in comparators)
            slices = _relation_slices(closure, operands) if sums else iter(((),))
            if not sums and not _touches(closure, operands):
                return
            for tests in slices:
                for left, comparator, right in zip(
                    operands, comparators, operands[1:], strict=False
                ):
                    sides = (left, comparator, right)
                    _relate(closure, assumption, sides, tests, is_sum=sums)
        case Apart(members=members):
            for tests in _relation_slices(closure, members):
                _keep_apart(closure, assumption, members, tests)
        case _:
            assert_never(assumption.relation)


def _relation_slices(
    closure: Closure, operands: tuple[Expression, ...]
) -> Iterator[tuple[Test, ...]]:
    names = _named(closure, operands)
    seen: set[tuple[str, ...]] = set()
    for (name, slices), term in list(closure.terms.items()):
        if name in names and slices not in seen and closure.matters(names, slices):
            seen.add(slices)
            yield term.tests


def _touches(closure: Closure, operands: tuple[Expression, ...]) -> bool:
    names = _named(closure, operands)
    return any(name in names for name, _ in closure.terms)


def _named(closure: Closure, operands: tuple[Expression, ...]) -> tuple[str, ...]:
    names = closure.binder.names
    return tuple(name for operand in operands for name in quantities_in(operand, names))


def _relate(
    closure: Closure,
    assumption: Assumption,
    relation: tuple[Expression, Comparator, Expression],
    tests: tuple[Test, ...],
    *,
    is_sum: bool = True,
) -> None:
    """Add a relation at a slice; what is no sum and no part holds only as it is written."""
    left, comparator, right = relation
    bound_left = closure.binder.bind(left, tests)
    bound_right = closure.binder.bind(right, tests)
    _require_units(assumption, bound_left, bound_right)
    premise = assumed_premise(assumption, closure.said)
    closure.add_relation(
        BoundRelation(
            bound_left,
            comparator,
            bound_right,
            premise,
            assumption.id,
            holds_in_slices=is_sum,
            span=assumption.span,
        )
    )


def assumed_premise(assumption: Assumption, said: frozenset[str]) -> Premise:
    """Return an assumption as a premise, under a name that is no statement's."""
    name = assumption.id
    if name in said:
        name = told("assumption {name}", name=name)
    text = assumption.text
    if assumption.because is not None:
        text = told("{text}, because {reason}", text=text, reason=assumption.because)
    return Premise("assumption", name, text)


def _require_units(assumption: Assumption, left: Bound, right: Bound) -> None:
    if assumption.is_one_for_one or same_noun(left.unit.noun, right.unit.noun):
        return
    message = (
        f"{quoted(left.text)} counts {left.unit.noun} and {quoted(right.text)} counts "
        f"{right.unit.noun}: the assumption needs one_for_one"
    )
    hint = "add 'one_for_one: true' if each of the one is at least one of the other"
    raise ProblemsError((problem_at(codes.UNLIKE_PART, message, assumption.span, hint),))


def _keep_apart(
    closure: Closure,
    assumption: Assumption,
    members: tuple[Expression, ...],
    tests: tuple[Test, ...],
) -> None:
    """Add that things apart from each other add up to no more than a common whole."""
    whole = common_whole(_named(closure, members), closure.binder.names)
    if whole is None:
        return
    bound_whole = closure.binder.bind(Name(whole, assumption.span), tests)
    total: Bound | None = None
    for member in members:
        bound = closure.binder.bind(member, tests)
        total = bound if total is None else added_bounds(total, bound)
    assert total is not None
    premise = assumed_premise(assumption, closure.said)
    closure.add_relation(
        BoundRelation(total, Comparator.AT_MOST, bound_whole, premise, assumption.id)
    )


def added_bounds(left: Bound, right: Bound) -> Bound:
    """Return the sum of two bound expressions, in the unit of the first."""
    return Compound(Operator.ADD, left, right, left.unit, f"{left.text} + {right.text}")
