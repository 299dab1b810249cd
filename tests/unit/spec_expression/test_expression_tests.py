from __future__ import annotations

import pytest
from expression_helpers import ORIGIN, bare, expression, marked, one_test, problem

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    Comparator,
    CompareTest,
    ConditionTest,
    KnownTest,
    Literal,
    NotTest,
    Sliced,
    TextFunction,
    TextTest,
    TopTest,
    WithinTest,
)


@pytest.mark.parametrize(
    ("sign", "comparator"),
    [
        ("=", Comparator.EQUAL),
        ("!=", Comparator.UNEQUAL),
        ("<", Comparator.LESS),
        ("<=", Comparator.AT_MOST),
        (">", Comparator.GREATER),
        (">=", Comparator.AT_LEAST),
        ("≤", Comparator.AT_MOST),
        ("≥", Comparator.AT_LEAST),
        ("≠", Comparator.UNEQUAL),
    ],
)
@pytest.mark.parametrize("blank", ["", " "])
def test_comparators(sign: str, comparator: Comparator, blank: str) -> None:
    node = one_test(f"year{blank}{sign}{blank}2018")
    assert isinstance(node, CompareTest)
    assert node.column.table is None
    assert node.comparator is comparator
    assert isinstance(node.value, Literal)
    assert (node.value.text, node.value.is_quoted) == ("2018", False)


@pytest.mark.parametrize(
    ("written", "value", "is_quoted"),
    [
        ("Trinidad and Tobago", "Trinidad and Tobago", False),
        ("  two  blanks ", "two  blanks", False),
        ("2019-07", "2019-07", False),
        ("-5", "-5", False),
        ("<5", "<5", False),
        ("> 65 %", None, False),
        ("50%", "50%", False),
        ("Müller-Lüdenscheidt", "Müller-Lüdenscheidt", False),
        ("O'Brien", "O'Brien", False),
        ("St. Gallen", "St. Gallen", False),
        ("U.S.", "U.S.", False),
        ("v1.2", "v1.2", False),
        ("$year", "$year", False),
        ("A->B", "A->B", False),
        ("oregon", "oregon", False),
        ("for", "for", False),
        ("AT&T", "AT&T", False),
        ("#1", "#1", False),
        ("...", "...", False),
        ('"a, b"', "a, b", True),
        ("'x) or y'", "x) or y", True),
        ('"say ""hi"""', 'say "hi"', True),
        (r'"say \"hi\""', 'say "hi"', True),
        (r'"C:\system"', r"C:\system", True),
        (r'"C:\\new"', r"C:\new", True),
        (r'"Total\n2020"', "Total\n2020", True),
        (r"'a\tb\rc'", "a\tb\rc", True),
        (r'"zero\u{200B}width"', "zero\u200bwidth", True),
        (r'"\\u{41} \u{41}"', r"\u{41} A", True),
        (r'"\u{0}\u{D800}\u{110000}\u{}"', r"\u{0}\u{D800}\u{110000}\u{}", True),
        (r'"C:\\"', "C:\\", True),
        ("'it''s'", "it's", True),
        (r"'it\'s'", "it's", True),
        ('" "', " ", True),
        ('"St.Gallen"', "St.Gallen", True),
    ],
)
def test_values(written: str, value: str | None, is_quoted: bool) -> None:
    if value is None:
        assert problem(one_test, f"a = {written}").code.slug == "malformed-value"
        return
    node = one_test(f"a = {written}")
    assert isinstance(node, CompareTest)
    assert isinstance(node.value, Literal)
    assert (node.value.text, node.value.is_quoted) == (value, is_quoted)


@pytest.mark.parametrize(
    ("written", "table", "column"),
    [
        ("t.c", "t", "c"),
        ("St.Gallen", "St", "Gallen"),
        ("t.`Release Year`", "t", "Release Year"),
        ("`t, u`.c", "t, u", "c"),
        ("is.gd", "is", "gd"),
    ],
)
def test_values_of_the_shape_of_a_column(written: str, table: str, column: str) -> None:
    node = one_test(f"a = {written}, b")
    assert isinstance(node, AllTest)
    compared = node.tests[0]
    assert isinstance(compared, CompareTest)
    assert bare(compared.value) == bare(Column(table, column, ORIGIN))
    assert compared.value.span == ORIGIN.within_line(4, 4 + len(written))


@pytest.mark.parametrize(
    ("text", "pointed_at", "said"),
    [
        ("a =", "=", "column unknown"),
        ("a = , b", ",", "column unknown"),
        ('a = ""', '""', "column unknown"),
        ("a = or", "or", '"or"'),
        ("(a =or b)", "or", '"or"'),
        ("a = Smith (Jr)", "Smith (Jr", "double quotes"),
        ("a = [x]", "[x", "double quotes"),
        ('a = 5" pipe', '5" pipe', "double quotes"),
        ("a = “x, y”", "“x", "double quotes"),
        ("a = `x`", "`x`", "double quotes"),
        ("a = t.`x` y", "t.`x` y", "double quotes"),
        ("a = /t.`x`", "/t.`x`", "double quotes"),
        ("a = 'x", "'", "'90s"),
        ('a = "x" y', "y", "doubled"),
        ("a = 1 b = 2", "1 b = 2", "joined by a comma"),
        ("a = 1 b>2", "1 b>2", "joined by a comma"),
        ("a = b = c", "b = c", "joined by a comma"),
        ("a = =b", "=b", "joined by a comma"),
        ("year = 1973..1982", "1973..1982", "column in 1973..1982"),
        ("year = 1973 … 1982", "1973 … 1982", "column in 1973..1982"),
        ("year in (1973..1982, 1990)", "1973..1982", "alone"),
        ("year in 1973…1982", "1973…1982", "column in 1973..1982"),
        ("year in 1973..", ".", "column >= 1973"),
        ("year in ..1982", "..", "column >= 1973"),
        ("year in 1...5", "...", "two dots"),
        ("day in 10%..2 t..x", "2 t..x", "two ends"),
        ("year in 1982..1973", "1982..1973", "in 1973..1982"),
        ("share not in 20%..10%", "20%..10%", "in 10%..20%"),
        ("day in 2020-03..2019-12-31", "2020-03..2019-12-31", "smaller end first"),
        ("a in ()", ")", "column in (a, b)"),
        ("a in (b,", ",", "column in (a, b)"),
        ("a in top 0", "top 0", "column in top 10"),
        ("a in top 10%", "top 10%", "column in top 10"),
        ("a in top -5", "top -5", "column in top 10"),
        ("a in top 1234567890", "top 1234567890", "column in top 10"),
        ("a in top 1..5", "top 1..5", "column in top 10"),
    ],
)
def test_malformed_values(text: str, pointed_at: str, said: str) -> None:
    found = problem(one_test, text)
    assert found.code.slug == "malformed-value"
    assert marked(found, text) == pointed_at
    assert said in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "values", "negated"),
    [
        ("a in (b)", ["b"], False),
        ("a in(b, c d, 'e, f')", ["b", "c d", "e, f"], False),
        ("a not in (St.Gallen, b)", ["St.Gallen", "b"], True),
    ],
)
def test_lists(text: str, values: list[str], negated: bool) -> None:
    node = one_test(text)
    assert isinstance(node, AmongTest)
    assert [value.text for value in node.values] == values
    assert node.negated is negated


@pytest.mark.parametrize(
    ("text", "lower", "upper", "negated"),
    [
        ("year in 1973..1982", "1973", "1982", False),
        ("year not in 1 .. 5", "1", "5", True),
        ("x in -1.5..2.5", "-1.5", "2.5", False),
        ("x in .5..1", ".5", "1", False),
        ("d in 2019-07..2020-02", "2019-07", "2020-02", False),
        ('d in "a b".."c, d"', "a b", "c, d", False),
    ],
)
def test_ranges(text: str, lower: str, upper: str, negated: bool) -> None:
    node = one_test(text)
    assert isinstance(node, WithinTest)
    assert (node.lower.text, node.upper.text, node.negated) == (lower, upper, negated)


@pytest.mark.parametrize("value", ["2019-07", "2019", "top secret", "topaz"])
def test_one_value_after_in(value: str) -> None:
    node = one_test(f"d in {value}")
    assert isinstance(node, WithinTest)
    assert node.lower == node.upper
    assert node.lower.text == value


def test_top() -> None:
    node = one_test("a in top 10")
    assert isinstance(node, TopTest)
    assert node.places == 10
    turned = one_test("a not in top 3")
    assert isinstance(turned, NotTest)
    assert isinstance(turned.test, TopTest)
    assert turned.test.places == 3


@pytest.mark.parametrize(
    ("text", "function", "value"),
    [
        ('a contains "x, y"', TextFunction.CONTAINS, "x, y"),
        ("a contains St.Gallen", TextFunction.CONTAINS, "St.Gallen"),
        ("a starts  with 'q'", TextFunction.STARTS_WITH, "q"),
    ],
)
def test_texts(text: str, function: TextFunction, value: str) -> None:
    node = one_test(text)
    assert isinstance(node, TextTest)
    assert (node.function, node.value.text) == (function, value)


@pytest.mark.parametrize(("text", "negated"), [("t.a known", False), ("a unknown", True)])
def test_known(text: str, negated: bool) -> None:
    node = one_test(text)
    assert isinstance(node, KnownTest)
    assert node.negated is negated


def test_conditions_and_their_opposites() -> None:
    assert isinstance(one_test("passed"), ConditionTest)
    assert isinstance(one_test("(passed)"), ConditionTest)
    for text in ("not passed", "not (a or b)", "not a = 1", "not (a, b)"):
        assert isinstance(one_test(text), NotTest)


def test_words_of_the_language_in_backticks_are_names() -> None:
    node = one_test("`in` = 1, `known`, t.not known")
    assert isinstance(node, AllTest)
    compared, condition, known = node.tests
    assert isinstance(compared, CompareTest)
    assert isinstance(condition, ConditionTest)
    assert isinstance(known, KnownTest)
    assert (compared.column.column, condition.name, known.column.column) == ("in", "known", "not")


def test_tests_joined_by_commas_must_all_hold() -> None:
    node = one_test("a = 1, (b = 2 or c), not d")
    assert isinstance(node, AllTest)
    assert [type(test) for test in node.tests] == [CompareTest, AnyTest, NotTest]
    sliced = expression("t[a = 1, b = 2]")
    assert isinstance(sliced, Sliced)
    assert len(sliced.tests) == 2


def test_groups_of_tests_nest() -> None:
    node = one_test("((a = 1, b = 2) or (c = 3 or(d)) or e)")
    assert isinstance(node, AnyTest)
    assert [type(test) for test in node.tests] == [AllTest, AnyTest, ConditionTest]


@pytest.mark.parametrize(
    ("text", "pointed_at", "hint"),
    [
        ("(a = 1, b = 2 or c = 3)", "or", "((a = 1, b = 2) or c = 3)"),
        ("(a or b, c)", ",", "((a = 1, b = 2) or c = 3)"),
        ("a", None, None),
        ("t.a", "a", "operators"),
        ("a + b > 3", "+", "calculated"),
        ("count(t) > 5", "(", "holds:"),
        ("Release Year = 1990", "Year", "`Release Year`"),
        ("a like x", "like", "contains"),
        ("a startswith x", "startswith", "starts with"),
        ("a starts x", "starts", "starts with"),
        ("a between 1 and 5", "between", "1973..1982"),
        ("a not_in (b)", "not_in", "not in"),
        ("a not contains b", "not", "not in"),
        ("a in 2019-07, 2019-08", "2019", "in parentheses"),
        ("", "", "quotes"),
        ("a = 1,", ",", "quotes"),
        ("(a", "(", None),
        ("(a]", "]", None),
        ("a in (b", "(", "in parentheses"),
        ("a in (b]", "]", "in parentheses"),
    ],
)
def test_malformed_tests(text: str, pointed_at: str | None, hint: str | None) -> None:
    if pointed_at is None:
        assert isinstance(one_test(text), ConditionTest)
        return
    found = problem(one_test, text)
    assert found.code.slug in {"malformed-test", "expression-syntax"}
    assert marked(found, text) == pointed_at
    assert (hint or "") in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "pointed_at", "hint"),
    [
        ("a == 1", "==", "write ="),
        ("a <> 1", "<>", "write !="),
        ("a =< 1", "=<", "write <="),
        ("a => 1", "=>", "write >="),
        ("a ! 1", "!", "not"),
        ("a ~ 1", "~", None),
        ("a && b", "&&", "comma"),
        ("a and b", "and", "comma"),
        ("a AND b", "AND", "comma"),
        ("a = 1 && b", "1 && b", "comma"),
        ("a = 1 and b = 2", "1 and b = 2", "comma"),
        ("a = 1 AND b = 2", "1 AND b = 2", "comma"),
        ("a or b", "or", "parentheses"),
        ("a = 1 or b = 2", "or", "parentheses"),
        ("a || b", "||", "parentheses"),
        ("a is known", "is", "column known"),
        ("NOT a", "NOT", "write not"),
        ("a IN (b)", "IN", "write in"),
        ("a in (b or c)", "or", "parentheses"),
    ],
)
def test_operators_of_other_languages(text: str, pointed_at: str, hint: str | None) -> None:
    found = problem(one_test, text)
    assert found.code.slug == "foreign-operator"
    assert marked(found, text) == pointed_at
    assert (hint or "") in (found.hint or "")


def test_an_end_past_all_limits_is_left_to_the_column() -> None:
    assert isinstance(one_test("n in 1..1e99"), WithinTest)
