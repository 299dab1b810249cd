"""A dispute's members over the unknown numbers, and everything that is known of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.reach import reach_of
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told
from factcheck.quantity.codes import NOT_LINEAR, ZERO_DENOMINATOR
from factcheck.quantity.decide.formulas import NotLinearError
from factcheck.quantity.decide.question import question_of
from factcheck.quantity.decide.ranges import zero_divisors
from factcheck.quantity.disputes.branches import branches_of, nonzero_branches
from factcheck.quantity.disputes.cover import Cover, cover
from factcheck.quantity.equations import equations_of
from factcheck.quantity.forms.expand import expanded
from factcheck.quantity.rational import Quotient, denominators_of
from factcheck.quantity.rows import at_level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from factcheck.bounds.reach import Reach
    from factcheck.model.dispute import BoundDispute, BoundMember
    from factcheck.model.linear import Form, System
    from factcheck.model.plan import BoundReading, Target
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.equations import Equations

DENOMINATOR = "denominator"
"""What the rows are called that keep denominators from being zero where no member does."""


class Asked(Struct, frozen=True):
    """A member and what it says of the unknown numbers."""

    member: BoundMember
    questions: tuple[Question, ...]

    @property
    def divisors(self) -> tuple[Form, ...]:
        """What its measures divide by."""
        return tuple(form for each in self.questions for form in denominators_of(each.value))


class Arena(Struct, frozen=True):
    """Where the members of a dispute meet."""

    basis: BoundReading
    equations: Equations
    asked: tuple[Asked, ...]
    terms: Quotient | None
    """What a condition is looked for in."""
    terms_target: Target | None

    def cover(self, profile: int, system: System, without: Collection[str] = ()) -> Cover | None:
        """Return the ways in which all members are true, but for some, by their names.

        ``None`` where nothing is possible before any member speaks.
        """
        reach = reach_of(system)
        if reach is None:
            return None
        members = [each for each in self.asked if each.member.name not in without]
        choices = [
            *self.equations.measures.unknowns.alternatives,
            *(
                _branches(question, profile, each.member, reach)
                for each in members
                for question in each.questions
            ),
            *self._defined(members, reach),
        ]
        return self._covered(system, choices)

    def _covered(self, system: System, choices: list[Branches]) -> Cover:
        try:
            return cover(system, choices)
        except NotLinearError:
            message = told("the members can be true together in more ways than are looked at")
            raise ObstacleError(Obstacle("declared", message, NOT_LINEAR)) from None

    def free_cover(self, system: System) -> Cover | None:
        """Return the ways in which everything has a value, whatever the members say of it."""
        return self.cover(0, system, without=[each.member.name for each in self.asked])

    def _defined(self, members: list[Asked], reach: Reach) -> Iterator[Branches]:
        """Yield that whatever somebody divides by is not zero, unless a member's rows say so."""
        said = {form for each in members for form in each.divisors}
        others = dict.fromkeys(form for each in self.asked for form in each.divisors)
        if self.terms is not None:
            others |= dict.fromkeys(denominators_of(self.terms))
        for form in others:
            if form not in said:
                yield nonzero_branches(form, reach, DENOMINATOR)


def _branches(question: Question, profile: int, member: BoundMember, reach: Reach) -> Branches:
    try:
        found = branches_of(question, profile, member.label, reach)
        return tuple(at_level(rows, member.confidence) for rows in found)
    except NotLinearError:
        raise _not_linear(question.target.text) from None


def _not_linear(text: str) -> ObstacleError:
    message = told(
        "{measure} is no sum and no single quotient of unknown numbers", measure=quoted(text)
    )
    return ObstacleError(Obstacle("declared", message, NOT_LINEAR))


def arena_of(bench: Workbench, bound: BoundDispute) -> Arena:
    """Return the members over the unknown numbers.

    Raises ``ObstacleError`` for what keeps one of them from being calculated.
    """
    assert bound.basis is not None
    basis = expanded(bench, bound.basis).bound
    equations = equations_of(bench, basis)
    targets = iter(basis.targets)
    asked = tuple(
        Asked(member, tuple(question_of(next(targets), equations.measures) for _ in member.targets))
        for member in bound.members
    )
    target = next(targets, None)
    terms = None if target is None else equations.measures.value_of(target.measure)
    if target is not None and not isinstance(terms, Quotient):
        raise _not_linear(target.text)
    _require_denominators(equations.system, asked)
    sought = terms if isinstance(terms, Quotient) else None
    return Arena(basis, equations, asked, sought, target)


def _require_denominators(system: System, asked: tuple[Asked, ...]) -> None:
    """Raise ``ObstacleError`` where a member's denominator is known to be zero."""
    for question in (question for each in asked for question in each.questions):
        if any(zero_divisors(question.value, system).values()):
            measure = quoted(question.target.text)
            message = told("the denominator of {measure} is zero", measure=measure)
            raise ObstacleError(Obstacle("missing", message, ZERO_DENOMINATOR))
