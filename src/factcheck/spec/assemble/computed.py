"""Computed columns that cannot be meant so: calculated from themselves, or a hundredfold share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Operator
from factcheck.model.near import quoted
from factcheck.model.row_expression import RowArithmetic, RowIf, RowNegated, RowNumber
from factcheck.model.row_parts import row_columns
from factcheck.model.unit import is_percent
from factcheck.spec.assemble.unused import circles
from factcheck.spec.codes import HUNDREDFOLD
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.row_expression import RowExpression
    from factcheck.model.spec import TableDeclaration

_HUNDRED = 100


def computed_problems(
    tables: Iterable[TableDeclaration], lines: Sequence[str]
) -> Iterator[Problem]:
    """Yield what is wrong with the computed columns of tables; vintages share theirs."""
    for table in {table.called: table for table in tables}.values():
        computed = [(column, column.compute) for column in table.columns if column.compute]
        uses = {column.name: {each.name for each in row_columns(node)} for column, node in computed}
        spans = {column.name: column.span for column, _ in computed}
        yield from circles(uses, spans, lines, "is calculated from itself")
        for column, node in computed:
            if is_percent(column.unit) and _is_hundredfold(node):
                message = f"the percentages of {quoted(column.name)} are multiplied by 100"
                hint = "a share is a percentage already: write women / total, without the 100"
                yield problem_at(HUNDREDFOLD, message, node.span, lines, hint=hint)


def _is_hundredfold(node: RowExpression) -> bool:
    """Whether a calculation as a whole is something times 100."""
    match node:
        case RowNumber():
            return node.number == _HUNDRED
        case RowArithmetic(operator=Operator.MULTIPLY):
            return _is_hundredfold(node.left) or _is_hundredfold(node.right)
        case RowArithmetic(operator=Operator.DIVIDE):
            return _is_hundredfold(node.left)
        case RowNegated():
            return _is_hundredfold(node.operand)
        case RowIf():
            return _is_hundredfold(node.then) or _is_hundredfold(node.otherwise)
        case _:
            return False
