"""Walks over expressions as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.expression import (
    Aggregate,
    AllTest,
    AmongTest,
    AnyTest,
    Arithmetic,
    Column,
    CompareTest,
    ConditionTest,
    Extreme,
    Groups,
    KnownTest,
    Magnitude,
    Name,
    Negated,
    NotTest,
    Number,
    Pair,
    Share,
    Sliced,
    TextTest,
    TopTest,
    WithinTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Expression, Test
    from factcheck.plan.names import Names


def inner_of(node: Expression | Test) -> tuple[Expression | Test, ...]:
    """Return what an expression or a test is directly made of, its slices included."""
    match node:
        case Number() | Name() | Column() | ConditionTest():
            return ()
        case Sliced():
            return (node.base, *node.tests)
        case Negated() | Magnitude():
            return (node.operand,)
        case Arithmetic():
            return (node.left, node.right)
        case Aggregate():
            return (node.of, *(each for each in (node.second, node.over) if each is not None))
        case Groups():
            return (node.table, *node.by, *node.comparison.operands)
        case Share():
            return (node.base, node.part)
        case Pair():
            return (node.before, node.after)
        case Extreme():
            return node.operands
        case NotTest():
            return (node.test,)
        case AnyTest() | AllTest():
            return node.tests
        case CompareTest() | AmongTest() | WithinTest() | TextTest() | TopTest() | KnownTest():
            return (node.column,)
        case _:
            assert_never(node)


def nodes_in(node: Expression | Test) -> Iterator[Expression | Test]:
    """Yield a node and everything inside it, outermost first."""
    yield node
    for inner in inner_of(node):
        yield from nodes_in(inner)


def quantities_in(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the quantities that an expression names, in order, each once."""
    found = (each.name for each in nodes_in(node) if isinstance(each, Name))
    return tuple(dict.fromkeys(name for name in found if name in names.quantities))


def tables_in(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the tables that an expression reads, through its quantities as well."""
    found: dict[str, None] = {}
    for each in nodes_in(node):
        if isinstance(each, Column) and each.table in names.tables:
            found[each.table] = None
        if isinstance(each, Name) and each.name in names.tables:
            found[each.name] = None
        if isinstance(each, Name) and each.name in names.quantities:
            inner = names.quantities[each.name].measure
            if inner is not None:
                found.update(dict.fromkeys(tables_in(inner, names)))
    return tuple(found)


def conditions_of(node: Expression, names: Names) -> tuple[str, ...]:
    """Return the conditions that an expression uses in slices or shares, through quantities."""
    found: dict[str, None] = {}
    for each in nodes_in(node):
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
    for each in nodes_in(test):
        if isinstance(each, ConditionTest):
            yield each.name
            for _, definition in names.conditions[each.name].definitions:
                yield from _conditions_in(definition, names)
