"""The plan of a run: claims bound one by one, then what each table must yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.joined_columns import with_real_columns
from factcheck.model.plan import BoundClaim, Obstacle, Plan
from factcheck.model.problem import ProblemsError, Severity
from factcheck.plan.dates import idle_dates
from factcheck.plan.disputes import bound_dispute
from factcheck.plan.idle_assumptions import idle_assumptions
from factcheck.plan.names import names_of
from factcheck.plan.readings import bound_readings
from factcheck.plan.row_units import problems_of_columns
from factcheck.plan.rubrics import idle_meanings, problems_of_rubrics
from factcheck.plan.sampled import idle_abouts
from factcheck.plan.statements import problems_of_statements
from factcheck.plan.tables import table_plans
from factcheck.plan.wholes import problems_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import OpenedTable
    from factcheck.model.dispute import BoundDispute
    from factcheck.model.plan import BoundReading
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Claim, Spec
    from factcheck.plan.names import Names


def make_plan(spec: Spec, opened: Iterable[OpenedTable], as_of: str | None = None) -> Plan:
    """Return the plan of a claim file whose tables were opened.

    ``as_of`` is the date whose vintages are read by claims that name none themselves.

    Raises ``ProblemsError`` with everything that is wrong in the file itself: units that do not
    mix, figures that cannot be read. What is wrong in the data is an obstacle of the readings
    that need it.
    """
    opened = tuple(opened)
    spec = _with_real_columns(spec, opened)
    names = names_of(spec, opened)
    problems = [
        *problems_of_columns(spec),
        *problems_of_rubrics(spec, names),
        *problems_of_parts(spec, names),
        *problems_of_statements(spec, names),
    ]
    bind = _Binding(spec, names, as_of, problems).claim
    claims = tuple(bind(claim) for claim in spec.claims)
    disputes = tuple(_disputes(spec, names, as_of, problems))
    idle = (*idle_dates(spec, _readings(claims)), *idle_assumptions(spec, names))
    problems.extend(each for each in idle if each.severity is Severity.ERROR)
    if problems:
        raise ProblemsError(dict.fromkeys(problems))
    bases = [b for each in disputes if each.basis is not None for b in _with_others(each.basis)]
    tables = table_plans(spec, [*_readings(claims), *bases])
    warnings = (*idle, *idle_abouts(spec, _readings(claims)), *idle_meanings(spec))
    return Plan(spec, claims, tables, warnings, disputes)


def _with_real_columns(spec: Spec, opened: tuple[OpenedTable, ...]) -> Spec:
    """Return a file whose tables say of joined columns what holds for those that came along."""
    by_name = {table.name: table for table in opened}
    tables = tuple(
        with_real_columns(table, by_name[table.name].header, by_name[table.name].joined)
        for table in spec.tables
    )
    return replace(spec, tables=tables)


def _disputes(
    spec: Spec, names: Names, as_of: str | None, problems: list[Problem]
) -> Iterator[BoundDispute]:
    """Yield the disputes of a file, bound; note what is wrong in them."""
    for dispute in spec.disputes:
        try:
            yield bound_dispute(spec, names, dispute, as_of)
        except ProblemsError as error:
            problems.extend(error.problems)


class _Binding(Struct, frozen=True):
    """Binds the claims of a file; gathers what is wrong in it."""

    spec: Spec
    names: Names
    as_of: str | None
    problems: list[Problem]

    def claim(self, claim: Claim) -> BoundClaim:
        if claim.not_checkable is not None:
            obstacle = Obstacle("declared", claim.not_checkable)
            return BoundClaim(claim, obstacle=obstacle)
        if claim.fault is not None:
            fault = claim.fault
            obstacle = Obstacle("fault", fault.message, fault.code, fault.hint, span=fault.span)
            return BoundClaim(claim, obstacle=obstacle)
        readings: list[BoundReading] = []
        for reading in claim.readings:
            try:
                found = bound_readings(self.spec, self.names, claim, reading, self.as_of)
            except ProblemsError as error:
                self.problems.extend(error.problems)
            else:
                readings.extend(found)
        parts = tuple(self.claim(part) for part in claim.parts)
        return BoundClaim(claim, tuple(readings), parts)


def _with_others(reading: BoundReading) -> Iterator[BoundReading]:
    """Yield a reading, and it with all that its tables may connect."""
    yield reading
    if reading.wide is not None:
        yield reading.wide


def _readings(claims: Iterable[BoundClaim]) -> Iterator[BoundReading]:
    for claim in claims:
        for reading in claim.readings:
            yield from _with_others(reading)
            if reading.latest is not None:
                yield from _with_others(reading.latest)
        yield from _readings(claim.parts)
