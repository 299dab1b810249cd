"""Rendering and parsing undo each other, and no text makes the parser fall over."""

from __future__ import annotations

from expression_helpers import NOWHERE, bare, render_relation
from expression_strategies import EXPRESSIONS, TESTS, comparisons
from hypothesis import given
from hypothesis import strategies as st
from strategies import records

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    CompareTest,
    Comparison,
    ConditionTest,
    Expression,
    KnownTest,
    NotTest,
    PartOf,
    Test,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.problem import ProblemsError
from factcheck.model.render_expression import render_expression, render_test
from factcheck.model.span import Span
from factcheck.spec.expression import names_in, parse_expression, parse_relation, parse_test

PARSERS = (parse_expression, parse_test, parse_relation)


@given(EXPRESSIONS)
def test_an_expression_survives_rendering(node: Expression) -> None:
    text = render_expression(node)
    parsed = parse_expression(text, NOWHERE)
    assert bare(parsed) == node
    assert render_expression(parsed) == text
    assert bare(tuple(names_in(parsed))) == tuple(names_in(node))


@given(TESTS)
def test_a_test_survives_rendering(test: Test) -> None:
    text = render_test(test)
    parsed = parse_test(text, NOWHERE)
    assert bare(parsed) == test
    assert render_test(parsed) == text


@given(comparisons(EXPRESSIONS) | records(PartOf, EXPRESSIONS, EXPRESSIONS, st.just(NOWHERE)))
def test_a_relation_survives_rendering(relation: Comparison | PartOf) -> None:
    assert bare(parse_relation(render_relation(relation), NOWHERE)) == relation


def check_every_parser(text: str) -> None:
    """Check that a text is read, and read again from its rendering, or refused with one place."""
    origin = Span("f", 3, 5, 3, 5)
    for parse in PARSERS:
        try:
            node = parse(text, origin)
        except ProblemsError as error:
            (problem,) = error.problems
            assert problem.span is not None
            assert 5 <= problem.span.column <= problem.span.end_column <= 5 + len(text)
        else:
            rendered = _render(node)
            assert bare(parse(rendered, origin)) == bare(node)


def _render(node: Expression | Test | Comparison | PartOf) -> str:
    match node:
        case Comparison() | PartOf():
            return render_relation(node)
        case (
            CompareTest()
            | AmongTest()
            | WithinTest()
            | TextTest()
            | TopTest()
            | KnownTest()
            | TickTest()
            | ConditionTest()
            | NotTest()
            | AnyTest()
            | AllTest()
        ):
            return render_test(node)
        case _:
            return render_expression(node)


_WRITTEN = (
    "a t.c `x y` sum( share( groups( change( largest( ( ) [ ] , = != < <= == -> → + - * / ** 5 "
    "10% .. . not or and in known by over holds part of top 2019-07 \" ' \\ ` % ≤ x.y "
    "has any all none"
)
_PIECES = st.sampled_from(_WRITTEN.split(" "))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    check_every_parser(text)


@given(st.lists(_PIECES, max_size=20), st.sampled_from(["", " "]))
def test_any_sequence_of_pieces_is_read_or_refused(pieces: list[str], blank: str) -> None:
    check_every_parser(blank.join(pieces))


@given(EXPRESSIONS.map(render_expression) | TESTS.map(render_test), st.data())
def test_a_mutated_text_is_read_or_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 3, len(text))))
    inserted = data.draw(st.just("") | _PIECES | st.text(max_size=2))
    check_every_parser(text[:start] + inserted + text[end:])
