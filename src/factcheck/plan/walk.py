"""What an expression as written refers to, through the definitions of quantities as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Column, ConditionTest, Name
from factcheck.model.expression_names import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Expression, Test
    from factcheck.plan.names import Names


def quantities_in(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the quantities that an expression names, in order, each once."""
    found = (each.name for each in names_in(node) if isinstance(each, Name))
    return tuple(dict.fromkeys(name for name in found if name in names.quantities))


def tables_read_by(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the tables that an expression reads itself, those of its quantities left aside."""
    found = (each.table if isinstance(each, Column) else each.name for each in names_in(node))
    return tuple(dict.fromkeys(table for table in found if table in names.tables))


def tables_in(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the tables that an expression reads, through its quantities as well."""
    found: dict[str, None] = {}
    for each in names_in(node):
        if isinstance(each, Column) and each.table in names.tables:
            found[each.table] = None
        if isinstance(each, Name) and each.name in names.tables:
            found[each.name] = None
        if isinstance(each, Name) and each.name in names.quantities:
            inner = names.quantities[each.name].measure
            if inner is not None:
                found.update(dict.fromkeys(tables_in(inner, names)))
    return tuple(found)


def conditions_of(node: Expression | Test, names: Names) -> tuple[str, ...]:
    """Return the conditions that a tree uses in slices or shares, through quantities."""
    found: dict[str, None] = {}
    for each in names_in(node):
        if isinstance(each, ConditionTest) or (
            isinstance(each, Name) and each.name in names.conditions
        ):
            found[each.name] = None
            for _, definition in names.conditions[each.name].definitions:
                found.update(dict.fromkeys(_conditions_in(definition, names)))
        elif isinstance(each, Name) and each.name in names.quantities:
            inner = names.quantities[each.name].measure
            if inner is not None:
                found.update(dict.fromkeys(conditions_of(inner, names)))
    return tuple(found)


def _conditions_in(test: Test, names: Names) -> Iterator[str]:
    for each in names_in(test):
        if isinstance(each, ConditionTest):
            yield each.name
            for _, definition in names.conditions[each.name].definitions:
                yield from _conditions_in(definition, names)
