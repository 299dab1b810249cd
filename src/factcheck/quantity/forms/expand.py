"""A reading's form to targets, once the tables have said which groups there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.bound import GroupTally, nodes_of
from factcheck.model.form import (
    BoundEach,
    BoundRank,
    BoundSum,
    BoundTrend,
    groups_of,
    measures_of,
)
from factcheck.quantity.equations import bounds_of
from factcheck.quantity.forms.expanded import Expanded, outside_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundForm
    from factcheck.model.plan import BoundReading, Target
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.forms.field import Field
    from factcheck.quantity.forms.tallies import Tallies


def expanded(bench: Workbench, bound: BoundReading) -> Expanded:
    """Return a reading whose form is targets, and whose numbers of groups are tallies.

    Raises ``ObstacleError`` where the tables do not have what the form asks for.
    """
    columns = _grouped_by(bound)
    if bound.form is None and not columns:
        return Expanded(bound, figure=bound.figure)
    # A figure of no groups, as most claims are, needs nothing of this.
    from factcheck.quantity.forms.tallies import Tallies

    closed = tuple(
        (table, column)
        for table, grouping in bound.groupings
        for column in grouping.dimensions
        if column in columns
    )
    inner = replace(bound, closed=closed)
    tallies = Tallies(bench, inner)
    if bound.form is None:
        found = Expanded(inner, figure=bound.figure)
    else:
        found = _of_form(bench, inner, bound.form, tallies)
    return _with_tallies(found, tallies)


def _grouped_by(bound: BoundReading) -> set[str]:
    """Return the columns that groups of the reading are made by."""
    every = (node for each in bounds_of(bound) for node in nodes_of(each))
    columns = {column for node in every if isinstance(node, GroupTally) for column in node.by}
    groups = None if bound.form is None else groups_of(bound.form)
    return columns | set(() if groups is None else groups.by)


def _of_form(bench: Workbench, bound: BoundReading, form: BoundForm, tallies: Tallies) -> Expanded:
    match form:
        case BoundRank() | BoundTrend() | BoundEach():
            from factcheck.quantity.forms.field import field_of

            measures = measures_of(form)
            field = field_of(bench, bound, form.groups, measures, tallies.expanded)
            return replace(_of_groups(field, form), notes=outside_step(field.outside))
        case BoundSum():
            from factcheck.quantity.forms.adds_up import expanded_sum

            parts = tuple(tallies.expanded(part) for part in form.parts)
            total = tallies.expanded(form.total)
            return expanded_sum(bench, bound, replace(form, parts=parts, total=total))
        case _:
            assert_never(form)


def _of_groups(field: Field, form: BoundRank | BoundTrend | BoundEach) -> Expanded:
    match form:
        case BoundRank():
            from factcheck.quantity.forms.rank import expanded_rank

            return expanded_rank(field, form)
        case BoundTrend():
            from factcheck.quantity.forms.trend import expanded_trend

            return expanded_trend(field, form)
        case BoundEach():
            from factcheck.quantity.forms.each import expanded_each

            return expanded_each(field, form)
        case _:
            assert_never(form)


def _with_tallies(found: Expanded, tallies: Tallies) -> Expanded:
    """Return a reading with every number of groups in it counted."""
    count = tallies.expanded
    targets = tuple(_counted(target, count) for target in found.bound.targets)
    relations = [
        replace(each, left=count(each.left), right=count(each.right))
        for each in found.bound.relations
    ]
    statements = tuple(
        replace(each, measure=count(each.measure)) for each in found.bound.statements
    )
    bound = replace(
        found.bound,
        targets=targets,
        relations=tuple(dict.fromkeys((*relations, *tallies.relations))),
        statements=statements,
        premises=tuple(dict.fromkeys((*found.bound.premises, *tallies.premises))),
    )
    return replace(found, bound=bound, notes=(*found.notes, *tallies.notes))


def _counted(target: Target, count: Callable[[Bound], Bound]) -> Target:
    profiles = target.by_profile
    if profiles is not None:
        strict, default, lenient = (count(each) for each in profiles)
        profiles = (strict, default, lenient)
    return replace(target, measure=count(target.measure), by_profile=profiles)
