"""Calculations within a row: rendering undoes parsing, and no text breaks the parser."""

from __future__ import annotations

from expression_helpers import NOWHERE, bare
from expression_strategies import NAMES, NUMERALS, TESTS, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from strategies import records

from factcheck.model.expression import Column, ConditionTest, Number, Operator, Test, TopTest
from factcheck.model.expression_names import names_in
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.problem import ProblemsError
from factcheck.model.render_row import render_row
from factcheck.model.row_expression import (
    DatePart,
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowExpression,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)
from factcheck.model.row_parts import row_columns
from factcheck.model.span import Span
from factcheck.spec.expression import parse_row_expression


def _is_of_a_row(test: Test) -> bool:
    names = tuple(names_in(test))
    if any(isinstance(name, ConditionTest) for name in names):
        return False
    is_alone = all(isinstance(name, Column) and name.table is None for name in names)
    return is_alone and not any(isinstance(leaf, TopTest) for leaf in leaf_tests((test,)))


def _number(number: Number) -> RowNumber:
    return RowNumber(number.number, number.text, NOWHERE)


ROW_TESTS = TESTS.filter(_is_of_a_row)
ROW_COLUMNS = records(RowColumn, NAMES, st.just(NOWHERE))
LEAVES: st.SearchStrategy[RowExpression] = st.one_of(
    NUMERALS.map(_number),
    ROW_COLUMNS,
    records(RowDatePart, st.sampled_from(DatePart), ROW_COLUMNS, st.just(NOWHERE)),
)


def _larger(parts: st.SearchStrategy[RowExpression]) -> st.SearchStrategy[RowExpression]:
    return st.one_of(
        records(RowNegated, parts, st.just(NOWHERE)),
        records(RowArithmetic, st.sampled_from(Operator), parts, parts, st.just(NOWHERE)),
        records(RowIf, ROW_TESTS, parts, parts, st.just(NOWHERE)),
    )


NUMBERS = st.recursive(LEAVES, _larger, max_leaves=6)
ROW_TEXTS = records(RowText, TEXTS, st.just(NOWHERE))
ROWS = st.one_of(
    NUMBERS,
    ROW_TEXTS,
    records(RowIf, ROW_TESTS, NUMBERS | ROW_TEXTS, ROW_TEXTS, st.just(NOWHERE)),
)


@given(ROWS)
def test_a_calculation_survives_rendering(node: RowExpression) -> None:
    text = render_row(node)
    parsed = parse_row_expression(text, NOWHERE)
    assert bare(parsed) == node
    assert render_row(parsed) == text
    assert bare(tuple(row_columns(parsed))) == tuple(row_columns(node))


_WRITTEN = (
    "a `x y` if( year( month( sum( t.c ( ) [ ] , = != < + - * / ** 5 10% 1,000 \"x\" 'y' or not "
    "has known in -> % ≤"
)
_PIECES = st.sampled_from(_WRITTEN.split(" "))


@given(st.text(max_size=40) | st.lists(_PIECES, max_size=15).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    _check(text)


@given(ROWS.map(render_row), st.data())
def test_a_mutated_text_is_read_or_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 3, len(text))))
    inserted = data.draw(st.just("") | _PIECES | st.text(max_size=2))
    _check(text[:start] + inserted + text[end:])


def _check(text: str) -> None:
    origin = Span("f", 3, 5, 3, 5)
    try:
        node = parse_row_expression(text, origin)
    except ProblemsError as error:
        (problem,) = error.problems
        assert problem.span is not None
        assert 5 <= problem.span.column <= problem.span.end_column <= 5 + len(text)
    else:
        assert bare(parse_row_expression(render_row(node), origin)) == bare(node)
