"""Whether every statement can be read, also one that no claim rests on yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Name, PartOf
from factcheck.model.plan import ObstacleError
from factcheck.model.problem import ProblemsError
from factcheck.plan.expressions import Binder
from factcheck.plan.figures import read_claimed
from factcheck.plan.parts import PartKnowledge
from factcheck.plan.said import bound_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Problem
    from factcheck.model.spec import Spec
    from factcheck.plan.names import Names


def problems_of_statements(spec: Spec, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with the measures and figures of statements.

    A claim looks only at those that are connected with it, so that a figure nobody can read would
    otherwise be no evidence, in silence.
    """
    binder = Binder(names, PartKnowledge(frozenset(_pairs(spec))))
    for statement in spec.statements:
        try:
            read_claimed(statement.figure, bound_statement(binder, statement))
        except ProblemsError as error:
            yield from error.problems
        except ObstacleError:
            # Told by the claims that need it.
            continue


def _pairs(spec: Spec) -> Iterator[tuple[str, str]]:
    """Yield what is part of what, declared or assumed anywhere in the file."""
    for quantity in spec.quantities:
        if quantity.part_of is not None:
            yield quantity.name, quantity.part_of.value
    for assumption in spec.assumptions:
        match assumption.relation:
            case PartOf(part=Name(name=part), whole=Name(name=whole)):
                yield part, whole
            case _:
                continue
