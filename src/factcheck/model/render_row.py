"""A calculation within a row back to the text that parses to it."""

from __future__ import annotations

from typing import assert_never

from factcheck.model.expression import AllTest, Operator
from factcheck.model.expression_text import quoted_value, written_name
from factcheck.model.render_expression import render_test
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

_SUM, _PRODUCT, _SIGNED = range(3)


def render_row(node: RowExpression) -> str:
    """Return the canonical text of a calculation; it parses to the same tree."""
    match node:
        case RowNumber():
            return node.text
        case RowText():
            return quoted_value(node.text)
        case RowColumn():
            return written_name(node.name)
        case RowNegated():
            return f"-{_at_least(node.operand, _SIGNED)}"
        case RowArithmetic():
            level = _level(node)
            left, right = _at_least(node.left, level), _at_least(node.right, level + 1)
            return f"{left} {node.operator.value} {right}"
        case RowIf():
            return f"if({_test(node)}, {render_row(node.then)}, {render_row(node.otherwise)})"
        case RowDatePart():
            return f"{node.part.value}({render_row(node.operand)})"
        case _:
            assert_never(node)


def _at_least(node: RowExpression, level: int) -> str:
    """Return the text of a part, in parentheses where it binds less tightly than ``level``."""
    text = render_row(node)
    return text if _level(node) >= level else f"({text})"


def _level(node: RowExpression) -> int:
    """Return how tightly a calculation holds together."""
    match node:
        case RowArithmetic(operator=Operator.ADD | Operator.SUBTRACT):
            return _SUM
        case RowArithmetic():
            return _PRODUCT
        case _:
            return _SIGNED


def _test(node: RowIf) -> str:
    """Return the test; several that must all hold stand in parentheses, as commas follow."""
    text = render_test(node.test)
    return f"({text})" if isinstance(node.test, AllTest) else text
