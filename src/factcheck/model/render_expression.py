"""A tree back to the text that parses to it: one canonical spelling per tree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from factcheck.model.expression import (
    Aggregate,
    AllTest,
    AmongTest,
    AnyTest,
    Arithmetic,
    Column,
    CompareTest,
    Comparison,
    ConditionTest,
    Expression,
    Extreme,
    Groups,
    KnownTest,
    Literal,
    Magnitude,
    Name,
    Negated,
    NotTest,
    Number,
    Operator,
    Pair,
    PartOf,
    Share,
    Sliced,
    Test,
    TextTest,
    TickFunction,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.expression_text import (
    column_shape,
    is_plain_value,
    quoted_value,
    top_places,
    written_name,
)

_LIST_WORDS = re.compile(r"(?:any|all|none)\s+of\b|(?:not|no)\b")
_REMEMBERED = 1024
"""Tests whose text is asked for again and again while a claim is worked at."""
_SUM, _PRODUCT, _SIGNED, _PRIMARY = range(4)


def render_expression(node: Expression) -> str:
    """Return the canonical text of an expression; it parses to the same tree."""
    match node:
        case Number():
            return node.text
        case Name():
            return written_name(node.name)
        case Column():
            return _column(node)
        case Sliced():
            return f"{_at_least(node.base, _PRIMARY)}[{_joined(node.tests)}]"
        case Negated():
            return f"-{_at_least(node.operand, _SIGNED)}"
        case Arithmetic():
            return _arithmetic(node)
        case Aggregate() | Groups() | Share() | Pair() | Magnitude() | Extreme():
            return _call(node)
        case _:
            assert_never(node)


def render_relation(relation: Comparison | PartOf) -> str:
    """Return a relation as an expression of the language."""
    match relation:
        case Comparison():
            return _comparison(relation)
        case PartOf(part=part, whole=whole):
            return f"{render_expression(part)} part of {render_expression(whole)}"
        case _:
            assert_never(relation)


@lru_cache(_REMEMBERED)
def render_test(test: Test) -> str:
    """Return the canonical text of a test; several that must all hold are joined by commas."""
    return _joined(test.tests) if isinstance(test, AllTest) else _test(test)


def _arithmetic(node: Arithmetic) -> str:
    level = _level(node)
    left, right = _at_least(node.left, level), _at_least(node.right, level + 1)
    return f"{left} {node.operator.value} {right}"


def _at_least(node: Expression, level: int) -> str:
    """Return the text of a part, in parentheses where it binds less tightly than ``level``."""
    text = render_expression(node)
    return text if _level(node) >= level else f"({text})"


def _level(node: Expression) -> int:
    """Return how tightly an expression holds together."""
    match node:
        case Arithmetic(operator=Operator.ADD | Operator.SUBTRACT):
            return _SUM
        case Arithmetic():
            return _PRODUCT
        # A slice cannot follow a bare number, and a negative one carries a sign.
        case Negated() | Number():
            return _SIGNED
        case _:
            return _PRIMARY


def _call(node: Aggregate | Groups | Share | Pair | Magnitude | Extreme) -> str:
    """Return the text of a function with its arguments."""
    match node:
        case Aggregate():
            return _aggregate(node)
        case Groups():
            return _groups(node)
        case Share():
            return f"share({render_expression(node.base)}, {_part(node.part)})"
        case Pair():
            before, after = render_expression(node.before), render_expression(node.after)
            return f"{node.function.value}({before} -> {after})"
        case Magnitude():
            return f"abs({render_expression(node.operand)})"
        case Extreme():
            name = "largest" if node.is_largest else "smallest"
            return f"{name}({', '.join(map(render_expression, node.operands))})"
        case _:
            assert_never(node)


def _aggregate(node: Aggregate) -> str:
    second = "" if node.second is None else f", {render_expression(node.second)}"
    over = "" if node.over is None else f" over {_column(node.over)}"
    return f"{node.function.value}({render_expression(node.of)}{over}{second})"


def _groups(node: Groups) -> str:
    columns = ", ".join(map(_column, node.by))
    by = columns if len(node.by) == 1 else f"({columns})"
    return f"groups({render_expression(node.table)} by {by}, holds {_comparison(node.comparison)})"


def _part(part: Expression | Test) -> str:
    """Return the second argument of a share, which is an expression or a test."""
    match part:
        case (
            Number()
            | Name()
            | Column()
            | Sliced()
            | Negated()
            | Arithmetic()
            | Aggregate()
            | Groups()
            | Share()
            | Pair()
            | Magnitude()
            | Extreme()
        ):
            return render_expression(part)
        case _:
            return render_test(part)


def _comparison(comparison: Comparison) -> str:
    first, *rest = map(render_expression, comparison.operands)
    pairs = zip(comparison.comparators, rest, strict=True)
    return " ".join([first, *(f"{comparator.value} {text}" for comparator, text in pairs)])


def _column(column: Column) -> str:
    name = written_name(column.column)
    return name if column.table is None else f"{written_name(column.table)}.{name}"


def _joined(tests: tuple[Test, ...]) -> str:
    return ", ".join(map(_test, tests))


def _test(test: Test) -> str:
    """Return the text of one test among others, grouped by parentheses where it has parts."""
    match test:
        case NotTest():
            return f"not {_test(test.test)}"
        case AnyTest():
            return f"({' or '.join(map(_test, test.tests))})"
        case AllTest():
            return f"({_joined(test.tests)})"
        case ConditionTest():
            return written_name(test.name)
        case _:
            return f"{_column(test.column)} {_condition(test)}"


def _condition(
    test: CompareTest | AmongTest | WithinTest | TextTest | TopTest | KnownTest | TickTest,
) -> str:
    """Return what a test asks of its column."""
    match test:
        case CompareTest():
            return f"{test.comparator.value} {_compared(test.value)}"
        case AmongTest():
            return f"{_in(test.negated)} ({', '.join(map(_literal, test.values))})"
        case WithinTest():
            return f"{_in(test.negated)} {_range(test)}"
        case TextTest():
            return f"{test.function.value} {_literal(test.value)}"
        case TopTest():
            return f"in top {test.places}"
        case KnownTest():
            return "unknown" if test.negated else "known"
        case TickTest():
            return _ticked(test)
        case _:
            assert_never(test)


def _ticked(test: TickTest) -> str:
    if test.function is TickFunction.ANY and len(test.labels) == 1:
        (label,) = test.labels
        is_misread = _LIST_WORDS.match(label.text) is not None
        return f"has {quoted_value(label.text) if is_misread else _literal(label)}"
    return f"{test.function.value} ({', '.join(map(_literal, test.labels))})"


def _in(negated: bool) -> str:
    return "not in" if negated else "in"


def _range(test: WithinTest) -> str:
    if test.lower == test.upper:
        return _bound(test.lower)
    lower = _bound(test.lower, is_misread=test.lower.text.endswith("."))
    upper = _bound(test.upper, is_misread=test.upper.text.startswith("."))
    return f"{lower}..{upper}"


def _bound(literal: Literal, *, is_misread: bool = False) -> str:
    """Return a value after ``in``, in quotes where dots or a ``top 10`` would be misread."""
    text = literal.text
    is_misread = is_misread or ".." in text or top_places(text) is not None
    return quoted_value(text) if is_misread else _literal(literal)


def _compared(value: Literal | Column) -> str:
    match value:
        case Column():
            return _column(value)
        case Literal():
            # Plain, such a text would be read as a column.
            is_column = column_shape(value.text) is not None
            return quoted_value(value.text) if is_column else _literal(value)
        case _:
            assert_never(value)


def _literal(literal: Literal) -> str:
    is_plain = not literal.is_quoted and is_plain_value(literal.text)
    return literal.text if is_plain else quoted_value(literal.text)
