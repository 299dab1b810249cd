"""The columns that a rubric adds to its table, and the columns that stand behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import GroupingSet
from factcheck.model.rubric import CLASS, COUNTED, SCORE, HitPolicy, NumberDomain, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.rubric import Rubric, RubricInput
    from factcheck.model.spec import TableDeclaration

ADDABLE = (CLASS, COUNTED, SCORE)
"""Every column that some rubric adds."""


def columns_added(rubric: Rubric) -> tuple[str, ...]:
    """Return the columns that a rubric adds: ``class``, also ``counted``, or ``score``.

    None where it says several things of a row, or gives a list, or what is neither a class nor
    a number.
    """
    if len(rubric.outputs) != 1:
        return ()
    if rubric.hit.is_score:
        return (SCORE,) if _gives_numbers(rubric) else ()
    if not rubric.hit.is_single or not rubric.classes:
        return ()
    has_roles = all(each.role is not None for each in rubric.classes)
    return (CLASS, COUNTED) if has_roles else (CLASS,)


def _gives_numbers(rubric: Rubric) -> bool:
    """Whether scores are numbers: how many outcomes there are is one, whatever they are."""
    rules = () if rubric.hit is HitPolicy.NUMBER else rubric.rules
    rules = rules if rubric.otherwise is None else (*rules, rubric.otherwise)
    return all(outcome[0].kind is ValueKind.NUMBER for rule in rules for outcome in rule.outcomes)


def added_among(table: TableDeclaration, columns: Iterable[str]) -> tuple[str, ...]:
    """Return those of some columns of a table that its rubric adds."""
    if table.classified_by is None:
        return ()
    asked = frozenset(columns)
    return tuple(column for column in columns_added(table.classified_by) if column in asked)


def with_inputs(table: TableDeclaration, columns: Iterable[str]) -> frozenset[str]:
    """Return columns of a table, with those that a rubric adds also those that it looks at."""
    found = frozenset(columns)
    rubric = table.classified_by
    return found if rubric is None or not added_among(table, found) else found | {*rubric.columns}


def number_inputs(table: TableDeclaration) -> dict[str, RubricInput]:
    """Return the inputs of a table's rubric that are numbers and no days, by their columns."""
    inputs = () if table.classified_by is None else table.classified_by.inputs
    return {
        each.column: each
        for each in inputs
        if isinstance(each.domain, NumberDomain) and not each.domain.is_date
    }


def asked_of_file(table: TableDeclaration, grouping: GroupingSet) -> GroupingSet:
    """Return a grouping set as the table's file knows it: without what a rubric adds."""
    added = added_among(table, grouping.dimensions)
    if not added:
        return grouping
    kept = tuple(column for column in grouping.dimensions if column not in added)
    return GroupingSet(kept, grouping.measures)
