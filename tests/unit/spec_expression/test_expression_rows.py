from __future__ import annotations

import pytest
from expression_helpers import ORIGIN, bare, marked, problem

from factcheck.model.fraction import Fraction
from factcheck.model.render_row import render_row
from factcheck.model.row_expression import RowExpression, RowNumber
from factcheck.model.row_parts import row_columns
from factcheck.model.text_pattern import TextPattern
from factcheck.spec.expression import parse_pattern, parse_row_expression


def row(text: str) -> RowExpression:
    return parse_row_expression(text, ORIGIN)


def pattern(text: str) -> TextPattern:
    return parse_pattern(text, ORIGIN)


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("STARS - RATING", "STARS - RATING"),
        ("a+b*c", "a + b * c"),
        ("(a + b) × c ÷ d", "(a + b) * c / d"),
        ("a - (b - c)", "a - (b - c)"),
        ("--a", "--a"),
        ("−(a + b)", "-(a + b)"),
        ("`two words` / 10%", "`two words` / 10%"),
        ("if(x = a, 1, 0)", "if(x = a, 1, 0)"),
        ("if((x = a, y > 3), 'p', \"q\")", 'if((x = a, y > 3), "p", "q")'),
        ("if((x = a or not y known), n, if(z in 1..3, 2, 3))", None),
        ("year(d) * 12 + month(`the day`)", "year(d) * 12 + month(`the day`)"),
        ('if(saw has any of (A, "B, C"), 1, 0)', None),
        ("if(a > t.b, a, b)", None),
        ('"only a text"', '"only a text"'),
        ("if + year", "if + year"),
    ],
)
def test_calculations_are_read(text: str, rendered: str | None) -> None:
    assert render_row(row(text)) == (text if rendered is None else rendered)
    assert bare(row(render_row(row(text)))) == bare(row(text))


def test_a_percentage_is_a_share() -> None:
    node = row("10%")
    assert isinstance(node, RowNumber)
    assert node.number == Fraction(1, 10)


def test_the_columns_of_a_calculation_are_those_of_its_tests_too() -> None:
    node = row("if(x = a or_b, year(d), c) + -e")
    assert [column.name for column in row_columns(node)] == ["x", "d", "c", "e"]


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("sum(t.c)", "sum", "sees one row at a time"),
        ("avg(a)", "avg", "no function 'avg'"),
        ("iff(a = 1, 2, 3)", "iff", "no function 'iff'"),
        ("t.c + 1", "t.c", "named alone"),
        ("if(t.c = 1, 1, 0)", "t.c", "named alone"),
        ("a[x = 1]", "[", "no slices"),
        ("if(passed, 1, 0)", "passed", "is no test"),
        ("if(not (passed or x = 1), 1, 0)", "passed", "is no test"),
        ("if(x in top 3, 1, 2)", "x in top 3", "ranks all rows"),
        ("'a' + 1", "'a'", "text 'a'"),
        ("1 * if(x = 1, 'a', b)", "'a'", "text 'a'"),
        ("-'a'", "'a'", "text 'a'"),
        ("year(a + 1)", "a + 1", "a column of dates"),
        ("a ** 2", "**", "'**'"),
        ("a > b", ">", "'>'"),
        ("if(a > 1, 2)", ")", "too few arguments"),
        ("if(a > 1, 2, 3, 4)", ",", "too many arguments"),
        ("if()", ")", "an argument is missing"),
        ("if(a = 1, , 2)", ",", "an argument is missing"),
        ("if(a = 1, b = 2, 3, 4)", "=", "a comma"),
        ("year(d, e)", ",", "too many arguments"),
        ("year(d", "(", "never closed"),
        ("(a + b", "(", "never closed"),
        ("a +", "+", "ends where"),
        ("'open", "'", "never closed"),
        ("''", "''", "empty text"),
        ("a b", "b", "'b'"),
        ("9,167 + a", "9,167", "digits only"),
        ("known", "known", "word of the language"),
    ],
)
def test_what_is_no_calculation_is_told_at_its_place(text: str, place: str, told: str) -> None:
    found = problem(row, text)
    assert marked(found, text) == place
    assert told in found.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("sum(t.c)", "a claim's measure may use sum(t.c); the columns of a row are added with +"),
        ("iff(a = 1, 2, 3)", "did you mean 'if'?"),
        ("avg(a)", "functions: if, year, month"),
        ("t.`odd one` + 1", "write `odd one`"),
        ("if(a = 1, b = 2, 3, 4)", "several tests stand in parentheses"),
        ("a > b", "a comparison belongs into an if"),
        ("if(a + b > 5, 1, 0)", "what is calculated is computed as a column first"),
    ],
)
def test_hints_show_what_to_write(text: str, hint: str) -> None:
    assert hint in (problem(row, text).hint or "")


def test_limits_are_those_of_expressions() -> None:
    assert problem(row, "a" * 2_001).code.code == "FC058"
    assert problem(row, "(" * 51 + "a" + ")" * 51).code.code == "FC058"
    assert problem(row, " + ".join(["a"] * 102)).code.code == "FC058"
    assert problem(row, "a\u200b").code.code == "FC059"


def test_patterns_are_read() -> None:
    assert pattern(" {home}  -  { away }!") == TextPattern(("home", "away"), ("", " - ", "!"))


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("{a}{b}", "{b}", "nothing stands between"),
        ("a - b", "a - b", "no part in braces"),
        ("{a - b", "{", "no partner"),
        ("{a} - b}", "}", "no partner"),
        ("{a} - {}", "{}", "no name"),
        ("{a} - {a}", "{a}", "two parts are called 'a'"),
        (" ".join(f"{{p{n}}}" for n in range(11)), None, "at most 10 parts"),
    ],
)
def test_unclear_patterns_are_told_at_their_place(text: str, place: str | None, told: str) -> None:
    found = problem(pattern, text)
    assert found.code.code == "FC073"
    assert marked(found, text) == (text if place is None else place)
    assert told in found.message
