"""What statements speak of, bound; and what is wrong with it in a statement's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.problem import ProblemsError
from factcheck.plan.codes import PART_OUTSIDE
from factcheck.plan.figures import as_claimed

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Statement
    from factcheck.plan.expressions import Binder

HINT = (
    "declare part_of on the quantity, or write a plain quotient, 'part / base', which may exceed "
    "one"
)


def bound_statement(binder: Binder, statement: Statement) -> Bound:
    """Return the measure of a statement, bound.

    Raises ``ProblemsError``; a statement has no ``under`` that could name an assumption.
    """
    try:
        return as_claimed(binder.bind(statement.measure), statement.figure)
    except ProblemsError as error:
        raise ProblemsError(map(_in_its_terms, error.problems)) from error


def _in_its_terms(problem: Problem) -> Problem:
    is_assumable = problem.code is PART_OUTSIDE and "'under'" in (problem.hint or "")
    return replace(problem, hint=HINT) if is_assumable else problem
