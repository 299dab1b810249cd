"""What a calculation within a row is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.expression import Column
from factcheck.model.expression_names import names_in
from factcheck.model.row_expression import (
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowExpression,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def row_parts(node: RowExpression) -> tuple[RowExpression, ...]:
    """Return the calculations directly inside one, in written order."""
    match node:
        case RowNumber() | RowText() | RowColumn():
            return ()
        case RowNegated() | RowDatePart():
            return (node.operand,)
        case RowArithmetic():
            return (node.left, node.right)
        case RowIf():
            return (node.then, node.otherwise)
        case _:
            assert_never(node)


def row_columns(node: RowExpression) -> Iterator[RowColumn]:
    """Yield the columns of a calculation in written order, also those that its tests look at.

    A value of the shape ``name.name`` may be a text such as ``St.Gallen``; it is not yielded.
    """
    if isinstance(node, RowColumn):
        yield node
    if isinstance(node, RowIf):
        for name in names_in(node.test):
            assert isinstance(name, Column)
            yield RowColumn(name.column, name.span)
    for part in row_parts(node):
        yield from row_columns(part)


def row_results(node: RowExpression) -> Iterator[RowExpression]:
    """Yield what a calculation may give as a whole: itself, or what stands in its ``if``."""
    if isinstance(node, RowIf):
        yield from row_results(node.then)
        yield from row_results(node.otherwise)
    else:
        yield node
