"""Calculations with those of other computed columns written out in them.

Where ``share`` is ``women / people`` and ``people`` is ``women + men``, a hidden number of women is
one number in both, which nothing would know of if ``people`` were read as a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.expression import Operator
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
from factcheck.model.row_parts import row_parts, row_results

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.spec import ColumnDeclaration

MOST_PARTS = 200
"""Parts of a calculation after others were written out in it; past this they are read as cells."""


def written_out(columns: Iterable[ColumnDeclaration]) -> dict[str, RowExpression]:
    """Return the calculation of each column; ``columns`` come after those that they use."""
    found: dict[str, RowExpression] = {}
    plain: dict[str, tuple[RowExpression, int]] = {}
    for column in columns:
        assert column.compute is not None
        usable = plain
        if column.empty is not None:
            # What this column's divisions by zero give, those of others do not.
            usable = {name: one for name, one in plain.items() if not _divides(one[0])}
        size = _size(column.compute, usable)
        if size > MOST_PARTS:
            usable, size = {}, _size(column.compute, {})
        found[column.name] = _with(column.compute, usable, is_number=False)
        if _is_plain(column):
            plain[column.name] = found[column.name], size
    return found


def _is_plain(column: ColumnDeclaration) -> bool:
    """Whether a column's cells are the numbers that are calculated, and nothing else."""
    assert column.compute is not None
    is_moved = column.rounded or column.perturbation
    is_changed = column.scale or column.map or column.markers or is_moved
    is_declared = column.empty or column.type
    gives_text = any(isinstance(one, RowText) for one in row_results(column.compute))
    return not (is_changed or is_declared or gives_text)


def _divides(node: RowExpression) -> bool:
    if isinstance(node, RowArithmetic) and node.operator is Operator.DIVIDE:
        return True
    return any(_divides(part) for part in row_parts(node))


def _size(node: RowExpression, plain: Mapping[str, tuple[RowExpression, int]]) -> int:
    """Return how many parts a calculation has once others are written out in it, at most."""
    if isinstance(node, RowColumn) and node.name in plain:
        return plain[node.name][1]
    return 1 + sum(_size(part, plain) for part in row_parts(node))


def _with(
    node: RowExpression, plain: Mapping[str, tuple[RowExpression, int]], *, is_number: bool
) -> RowExpression:
    """Return a calculation with others in it wherever they are calculated with."""
    match node:
        case RowColumn():
            return plain[node.name][0] if is_number and node.name in plain else node
        case RowNumber() | RowText() | RowDatePart():
            return node
        case RowNegated():
            return replace(node, operand=_with(node.operand, plain, is_number=True))
        case RowArithmetic():
            return replace(
                node,
                left=_with(node.left, plain, is_number=True),
                right=_with(node.right, plain, is_number=True),
            )
        case RowIf():
            return replace(
                node,
                then=_with(node.then, plain, is_number=is_number),
                otherwise=_with(node.otherwise, plain, is_number=is_number),
            )
        case _:
            assert_never(node)
