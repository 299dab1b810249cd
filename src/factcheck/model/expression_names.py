"""The names in a tree, in the order in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.expression import (
    Aggregate,
    AllTest,
    AmongTest,
    AnyTest,
    Apart,
    Arithmetic,
    Column,
    CompareTest,
    Comparison,
    ConditionTest,
    Expression,
    Extreme,
    Groups,
    KnownTest,
    Magnitude,
    Name,
    Negated,
    NotTest,
    Number,
    Pair,
    PartOf,
    Relation,
    SameAs,
    Share,
    Sliced,
    Test,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = Expression | Test | Relation


def names_in(node: Node, *, values: bool = False) -> Iterator[Name | Column | ConditionTest]:
    """Yield every name, column and condition that a tree refers to, in written order.

    A value of the shape ``name.name`` may be a text such as ``St.Gallen``; such columns are
    yielded only with ``values``. ``SameAs`` refers by text and yields nothing.
    """
    match node:
        case Name() | Column() | ConditionTest():
            yield node
        case CompareTest():
            yield node.column
            if values and isinstance(node.value, Column):
                yield node.value
        case AmongTest() | WithinTest() | TextTest() | TopTest() | KnownTest() | TickTest():
            yield node.column
        case _:
            for part in _parts(node):
                yield from names_in(part, values=values)


def _parts(
    node: Number
    | Sliced
    | Negated
    | Arithmetic
    | Aggregate
    | Groups
    | Share
    | Pair
    | Magnitude
    | Extreme
    | NotTest
    | AnyTest
    | AllTest
    | Relation,
) -> tuple[Node, ...]:
    """Return the nodes directly inside one, in written order."""
    match node:
        case Number() | SameAs():
            return ()
        case Sliced():
            return (node.base, *node.tests)
        case Negated() | Magnitude():
            return (node.operand,)
        case Arithmetic():
            return (node.left, node.right)
        case Aggregate():
            return tuple(part for part in (node.of, node.second, node.over) if part is not None)
        case Groups():
            return (node.table, *node.by, node.comparison)
        case Share():
            return (node.base, node.part)
        case Pair():
            return (node.before, node.after)
        case Extreme() | Comparison():
            return node.operands
        case NotTest():
            return (node.test,)
        case AnyTest() | AllTest():
            return node.tests
        case PartOf():
            return (node.part, node.whole)
        case Apart():
            return node.members
        case _:
            assert_never(node)
