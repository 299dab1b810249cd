from __future__ import annotations

import pytest
from expression_helpers import ORIGIN, bare, expression, marked, problem

from factcheck.model.expression import (
    Aggregate,
    Arithmetic,
    Column,
    Name,
    Negated,
    Number,
    Operator,
    Sliced,
)
from factcheck.model.fraction import Fraction
from factcheck.model.render_expression import render_expression


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("a + b * c", "a + (b * c)"),
        ("a * b + c", "(a * b) + c"),
        ("-a * b", "(-a) * b"),
        ("-a + b", "(-a) + b"),
        ("a * -b", "a * (-b)"),
        ("a - -b", "a - (-b)"),
        ("a--b", "a - (-b)"),
        ("-a[x = 1]", "-(a[x = 1])"),
        ("a × b ÷ c − d", "a * b / c - d"),
        ("−a", "-a"),
        ("a\n+\tb", "a + b"),
        ("((a))", "a"),
    ],
)
def test_operators_bind_as_at_school(text: str, grouped: str) -> None:
    assert bare(expression(text)) == bare(expression(grouped))


@pytest.mark.parametrize(
    ("text", "other"),
    [("a - (b - c)", "a - b - c"), ("a / (b * c)", "a / b * c"), ("-(a + b)", "-a + b")],
)
def test_parentheses_matter(text: str, other: str) -> None:
    assert bare(expression(text)) != bare(expression(other))


@pytest.mark.parametrize(
    ("text", "number", "is_share", "written"),
    [
        ("12", Fraction(12), False, "12"),
        ("0.50", Fraction(1, 2), False, "0.50"),
        (".5", Fraction(1, 2), False, ".5"),
        ("1e6", Fraction(10**6), False, "1e6"),
        ("2E-3", Fraction(2, 1000), False, "2E-3"),
        ("10%", Fraction(1, 10), True, "10%"),
        ("12.5 %", Fraction(1, 8), True, "12.5%"),
        ("9" * 100, Fraction(int("9" * 100)), False, "9" * 100),
    ],
)
def test_numbers(text: str, number: Fraction, is_share: bool, written: str) -> None:
    node = expression(text)
    assert isinstance(node, Number)
    assert (node.number, node.is_share, node.text) == (number, is_share, written)


@pytest.mark.parametrize(
    ("text", "pointed_at", "hint"),
    [
        ("9,167 / 2", "9,167", "write 9167"),
        ("largest(9,167, x)", "9,167", "blank after the comma"),
        ("1'234", "1'234", "write 1234"),
        ("12abc", "12abc", "`12abc`"),
        ("12.", "12.", "write 12"),
        ("1.2.3", "1.2.3", "backticks"),
        ("1973..1982", "1973..1982", "column in 1973..1982"),
    ],
)
def test_digits_that_are_no_number(text: str, pointed_at: str, hint: str) -> None:
    found = problem(expression, text)
    assert found.code.slug == "malformed-number"
    assert marked(found, text) == pointed_at
    assert found.hint is not None
    assert hint in found.hint


@pytest.mark.parametrize("text", ["1" * 101, "1e51", "1e-51", "1e51511", "1e" + "9" * 200])
def test_numbers_have_limits(text: str) -> None:
    found = problem(expression, text)
    assert found.code.slug == "malformed-number"
    assert "100 digits" in found.message


def test_two_numbers_with_a_blank_between_are_two_arguments() -> None:
    assert render_expression(expression("largest(9, 167)")) == "largest(9, 167)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("reports", "reports"),
        ("größe_2", "größe_2"),
        ("u\u0308ber", "über"),
        ("_x", "_x"),
        ("`Release Year`", "Release Year"),
        ("`a``b`", "a`b"),
        ("`in`", "in"),
        ("part", "part"),
        ("sum", "sum"),
        ("हिन्दी", "हिन्दी"),
        ("Δ_temp", "Δ_temp"),
    ],
)
def test_names(text: str, name: str) -> None:
    node = expression(text)
    assert isinstance(node, Name)
    assert node.name == name


@pytest.mark.parametrize(
    ("text", "table", "column"),
    [
        ("t.c", "t", "c"),
        ("t.`Release Year`", "t", "Release Year"),
        ("`my table`.c", "my table", "c"),
        ("t.in", "t", "in"),
        ("t.`a.b`", "t", "a.b"),
    ],
)
def test_columns(text: str, table: str, column: str) -> None:
    node = expression(text)
    assert isinstance(node, Column)
    assert (node.table, node.column) == (table, column)


@pytest.mark.parametrize(
    ("text", "pointed_at", "said"),
    [
        ("t.5", "t.5", "backticks: `5`"),
        ("t.", "t.", "table.column"),
        ("t. c", "t. ", "without blanks"),
        ("t .c", "t .", "without blanks"),
        ("a.b.c", "a.b.", "one dot"),
        ("`a", "`", "never closed"),
        ("`a``", "`", "never closed"),
        ("``", "``", "no name"),
        ("` `", "` `", "no name"),
        ("in + 1", "in", "backticks: `in`"),
        ("not a", "not", "backticks: `not`"),
        ("a + and", "and", "comma"),
    ],
)
def test_malformed_names(text: str, pointed_at: str, said: str) -> None:
    found = problem(expression, text)
    assert found.code.slug == "malformed-name"
    assert marked(found, text) == pointed_at
    assert said in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    "text", ["a[x = 1]", "t.c[x = 1]", "sum(t.c)[x = 1]", "(a + b)[x = 1]", "(5)[x = 1]"]
)
def test_slices_stand_behind_any_term(text: str) -> None:
    node = expression(text)
    assert isinstance(node, Sliced)
    assert render_expression(node) == text


def test_slices_of_slices() -> None:
    node = expression("a[x = 1][y = 2]")
    assert isinstance(node, Sliced)
    assert isinstance(node.base, Sliced)
    assert isinstance(node.base.base, Name)


@pytest.mark.parametrize(
    ("text", "pointed_at", "hint"),
    [
        ("a[]", "]", "[year = 2018]"),
        ("a[x = 1", "[", "commas"),
        ("a[x = 1)]", ")", "quotes"),
        ("a[x = 1 or y = 2]", "or", "parentheses"),
        ("5[x = 1]", "[", "behind a name"),
        ("a]", "]", "no bracket is open"),
        ("a)", ")", "no bracket is open"),
        ("(a", "(", None),
        ("(a b)", "b", None),
        ("a b", "b", "`a b`"),
        ("2 b", "b", None),
        ("10 percent", "percent", "10%"),
        ("a ** 2", "**", "a * a"),
        ("a // b", "//", "exact"),
        ("a ^ 2", "^", "a * a"),
        ("a % b", "%", "10%"),
        ("a and b", "and", "comma"),
        ("a is b", "is", "known"),
        ("a == b", "==", "write ="),
        ("a < b", "<", "holds:"),
        ("a = b", "=", "holds:"),
        ("a -> b", "->", "change(a -> b)"),
        ("a, b", ",", "arguments"),
        ("a 'x'", "'", "tests only"),
        ("a +", "+", None),
        ("a + * b", "*", None),
        ("+a", "+", None),
        ("$x", "$", "for_each"),
        ("“x”", "“", None),
        ("", "", None),
        ("  ", " ", None),
    ],
)
def test_what_does_not_fit(text: str, pointed_at: str, hint: str | None) -> None:
    found = problem(expression, text)
    assert found.code.slug in {"expression-syntax", "foreign-operator"}
    assert marked(found, text) == pointed_at
    if hint is None:
        assert found.hint is None
    else:
        assert hint in str(found.hint)


def test_places_are_those_of_the_text() -> None:
    text = " a + sum( t.c )[x = 1] "
    node = expression(text)
    assert isinstance(node, Arithmetic)
    assert node.operator is Operator.ADD
    assert isinstance(node.right, Sliced)
    aggregate = node.right.base
    assert isinstance(aggregate, Aggregate)
    assert node.span == ORIGIN.within_line(1, 22)
    assert node.left.span == ORIGIN.within_line(1, 2)
    assert node.right.span == ORIGIN.within_line(5, 22)
    assert aggregate.span == ORIGIN.within_line(5, 15)
    assert aggregate.of.span == ORIGIN.within_line(10, 13)
    assert node.right.tests[0].span == ORIGIN.within_line(16, 21)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("-", ""), ("abs(", ")"), ("share(", ", b)"), ("a[", "]")],
)
def test_nesting_has_a_limit(opening: str, closing: str) -> None:
    inner = "not " * 51 + "b" if opening == "a[" else "a"
    depth = 1 if opening == "a[" else 51
    found = problem(expression, opening * depth + inner + closing * depth)
    assert found.code.slug == "expression-too-large"
    assert "50 levels" in found.message


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("-", ""), ("abs(", ")")])
def test_fifty_levels_are_read(opening: str, closing: str) -> None:
    node = expression(opening * 50 + "a" + closing * 50)
    text = render_expression(node)
    assert bare(expression(text)) == bare(node)


@pytest.mark.parametrize("text", ["+".join("a" * 102), "a" + "[b]" * 101])
def test_operations_have_a_limit(text: str) -> None:
    found = problem(expression, text)
    assert found.code.slug == "expression-too-large"
    assert "100 operations" in found.message


@pytest.mark.parametrize("text", ["+".join("a" * 101), "a" + "[b]" * 100])
def test_a_hundred_operations_are_read(text: str) -> None:
    node = expression(text)
    assert bare(expression(render_expression(node))) == bare(node)


def test_length_has_a_limit() -> None:
    assert isinstance(expression("a" * 2000), Name)
    found = problem(expression, "a" * 2001)
    assert found.code.slug == "expression-too-large"
    assert "2,001 characters" in found.message


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\u200f"])
def test_characters_that_cannot_be_seen(character: str) -> None:
    text = f"po{character}lice"
    found = problem(expression, text)
    assert found.code.slug == "hidden-character"
    assert marked(found, text) == character
    assert f"U+{ord(character):04X}" in found.message


@pytest.mark.parametrize("character", ["\u200c", "\u200d"])
def test_joiners_stand_in_values_only(character: str) -> None:
    assert isinstance(expression(f"a[b = x{character}y]"), Sliced)
    text = f"`x{character}ü`"
    assert marked(problem(expression, text), text) == character


def test_words_of_mixed_alphabets() -> None:
    found = problem(expression, "а1 + рolice")
    assert found.code.slug == "hidden-character"
    assert "different alphabets" in found.message
    assert isinstance(expression("`β mean`"), Name)


def test_a_negative_operand_keeps_its_sign() -> None:
    node = expression("--a")
    assert isinstance(node, Negated)
    assert isinstance(node.operand, Negated)
