"""Parsing in one line, and trees without their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

from factcheck.model.expression import PartOf
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.render_expression import render_expression
from factcheck.model.span import Span
from factcheck.spec.expression import parse_expression, parse_relation, parse_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.expression import Comparison, Expression, Test

ORIGIN = Span("claims.yml", 7, 11, 7, 11)
NOWHERE = Span("", 0, 0, 0, 0)


def bare(node: Any) -> Any:  # noqa: ANN401  # walks over records of every kind
    """Return a tree with every place blanked out."""
    if isinstance(node, Span):
        return NOWHERE
    if isinstance(node, tuple):
        return tuple(bare(part) for part in node)
    if isinstance(node, Struct):
        values = {name: bare(getattr(node, name)) for name in node.__struct_fields__}
        return type(node)(**values)
    return node


def expression(text: str) -> Expression:
    return parse_expression(text, ORIGIN)


def one_test(text: str) -> Test:
    return parse_test(text, ORIGIN)


def relation(text: str) -> Comparison | PartOf:
    return parse_relation(text, ORIGIN)


def problem(parse: Callable[[str], object], text: str) -> Problem:
    """Return the one problem of a text, after checking that its place lies inside it."""
    with pytest.raises(ProblemsError) as caught:
        parse(text)
    (found,) = caught.value.problems
    assert found.span is not None
    assert found.span.line == found.span.end_line == ORIGIN.line
    assert ORIGIN.column <= found.span.column <= found.span.end_column
    assert found.span.end_column <= ORIGIN.column + len(text)
    return found


def marked(found: Problem, text: str) -> str:
    """Return the stretch of the text that a problem points at."""
    assert found.span is not None
    return text[found.span.column - ORIGIN.column : found.span.end_column - ORIGIN.column]


def render_relation(relation: Comparison | PartOf) -> str:
    """Return a relation as text."""
    if isinstance(relation, PartOf):
        return f"{render_expression(relation.part)} part of {render_expression(relation.whole)}"
    first, *rest = map(render_expression, relation.operands)
    pairs = zip(relation.comparators, rest, strict=True)
    return " ".join([first, *(f"{comparator.value} {text}" for comparator, text in pairs)])
