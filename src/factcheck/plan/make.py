"""The plan of a run: claims bound one by one, then what each table must yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.plan import BoundClaim, Obstacle, Plan
from factcheck.model.problem import ProblemsError
from factcheck.plan.names import names_of
from factcheck.plan.readings import bound_readings
from factcheck.plan.tables import table_plans
from factcheck.plan.wholes import problems_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import OpenedTable
    from factcheck.model.plan import BoundReading
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Claim, Spec
    from factcheck.plan.names import Names


def make_plan(spec: Spec, opened: Iterable[OpenedTable]) -> Plan:
    """Return the plan of a claim file whose tables were opened.

    Raises ``ProblemsError`` with everything that is wrong in the file itself: units that do not
    mix, figures that cannot be read. What is wrong in the data is an obstacle of the readings
    that need it.
    """
    names = names_of(spec, opened)
    problems = list(problems_of_parts(spec, names))
    claims = tuple(_bound_claim(spec, names, claim, problems) for claim in spec.claims)
    if problems:
        raise ProblemsError(dict.fromkeys(problems))
    return Plan(spec, claims, table_plans(spec, _readings(claims)))


def _bound_claim(spec: Spec, names: Names, claim: Claim, problems: list[Problem]) -> BoundClaim:
    if claim.not_checkable is not None:
        obstacle = Obstacle("declared", claim.not_checkable)
        return BoundClaim(claim, obstacle=obstacle)
    readings: list[BoundReading] = []
    for reading in claim.readings:
        try:
            readings.extend(bound_readings(spec, names, claim, reading))
        except ProblemsError as error:
            problems.extend(error.problems)
    parts = tuple(_bound_claim(spec, names, part, problems) for part in claim.parts)
    return BoundClaim(claim, tuple(readings), parts)


def _readings(claims: Iterable[BoundClaim]) -> Iterator[BoundReading]:
    for claim in claims:
        yield from claim.readings
        yield from _readings(claim.parts)
