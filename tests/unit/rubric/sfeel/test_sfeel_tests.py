"""Unary tests of S-FEEL: the sets they name, what holds for null, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.dates import day_of, ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    Literal,
    NumberDomain,
    Numbers,
    ValueKind,
)
from factcheck.rubric import WordsError, union_of
from factcheck.rubric.sfeel import (
    SFeelError,
    holds,
    parse_literal,
    parse_literals,
    show_tests,
    texts_in,
    unary_tests_in,
)
from factcheck.rubric.sfeel.literal import literal_of, show_literal
from factcheck.rubric.sfeel.show import tidied

if TYPE_CHECKING:
    from factcheck.model.rubric import Domain

NUMBER = NumberDomain(Interval.everything())
SHARE = NumberDomain(Interval.everything(), is_percent=True)
DAY = NumberDomain(Interval.everything(), is_integer=True, is_date=True)
TRUTH = CategoryDomain(("true", "false"), is_boolean=True)
LETTERS = CategoryDomain(("a", "b", "c", 'say "d"'))
OPEN = CategoryDomain(("a", "b", OTHER), is_open=True)


def numbers(*intervals: Interval) -> Numbers:
    return union_of(intervals)


def between(lower: int, upper: int, left: bool = True, right: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), left, right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", numbers(Interval.point(12))),
        ("-1.50", numbers(Interval.point(exact("-1.5")))),
        ("+.5", numbers(Interval.point(exact("0.5")))),
        ("1e3", numbers(Interval.point(1000))),
        ("= 12", numbers(Interval.point(12))),
        ("< 5", numbers(Interval.at_most(5, closed=False))),
        ("<=5", numbers(Interval.at_most(5))),
        (">5", numbers(Interval.at_least(5, closed=False))),
        (">= 5", numbers(Interval.at_least(5))),
        ("[1..5]", numbers(between(1, 5))),
        ("[1..5)", numbers(between(1, 5, right=False))),
        ("[1..5[", numbers(between(1, 5, right=False))),
        ("(1..5]", numbers(between(1, 5, left=False))),
        ("]1..5]", numbers(between(1, 5, left=False))),
        (
            "1, 3, > 5",
            numbers(Interval.point(1), Interval.point(3), Interval.at_least(5, closed=False)),
        ),
        ("not(5)", numbers(Interval.at_most(5, closed=False), Interval.at_least(5, closed=False))),
        ("not(< 0, >= 3)", numbers(between(0, 3, right=False))),
        ("not([1..null))", numbers(Interval.at_most(1, closed=False))),
        ("not([null..1])", numbers(Interval.at_least(1, closed=False))),
        ("[1..null]", None),
        ("< null", None),
        ("not(< null)", None),
        ("null", None),
        ("not(< 0, >= 0)", None),
        ("-", numbers(Interval.everything())),
        ("not(null)", numbers(Interval.everything())),
        ("not([2..null], [null..1])", numbers(between(1, 2, left=False, right=False))),
    ],
)
def test_a_set_of_numbers(text: str, expected: Numbers | None) -> None:
    assert unary_tests_in(text, NUMBER).allowed == expected


def test_shares_have_a_percent_sign() -> None:
    assert unary_tests_in("> 12.5%", SHARE).allowed == numbers(
        Interval.at_least(exact("1/8"), closed=False)
    )
    assert unary_tests_in("0", SHARE).allowed == numbers(Interval.point(0))


@pytest.mark.parametrize(
    "text",
    [
        'date("2019-01-31")',
        '@"2019-01-31"',
        'date ( "2019-01-31" )',
        "date(2019, 1, 31)",
        "date(2019,01,31)",
        'date(date and time("2019-01-31"))',
        'date(date and time("2019-01-31T00:00:00"))',
        'date(date and time("2019-01-31T23:59:59.25Z"))',
        'date( date and  time("2019-01-31T12:00:00-14:00") )',
    ],
)
def test_a_day(text: str) -> None:
    day = Fraction(ordinal_of("2019-01-31"))
    assert unary_tests_in(text, DAY).allowed == numbers(Interval.point(day))
    assert unary_tests_in(f"< {text}", DAY).allowed == numbers(Interval.at_most(day, closed=False))


@pytest.mark.parametrize(
    ("text", "domain", "expected"),
    [
        ('"a"', LETTERS, ("a",)),
        ('"c", "a"', LETTERS, ("a", "c")),
        ('"say \\"d\\""', LETTERS, ('say "d"',)),
        ('"\\u0061"', LETTERS, ("a",)),
        ('not("a")', LETTERS, ("b", "c", 'say "d"')),
        ('< "b"', LETTERS, ("a",)),
        ('("a".."c"]', LETTERS, ("b", "c")),
        ('> "zzz"', LETTERS, None),
        ("null", LETTERS, None),
        ("< null", OPEN, None),
        ("-", LETTERS, LETTERS.values),
        ("true", TRUTH, ("true",)),
        ("not(true)", TRUTH, ("false",)),
        ("true, false", TRUTH, ("true", "false")),
        ("not(null)", TRUTH, ("true", "false")),
        ('"a"', OPEN, ("a",)),
        ('not("a")', OPEN, ("b", OTHER)),
    ],
)
def test_a_set_of_categories(
    text: str, domain: CategoryDomain, expected: tuple[str, ...] | None
) -> None:
    allowed = unary_tests_in(text, domain).allowed
    assert allowed == (None if expected is None else Categories(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", False),
        ("null", True),
        ("5, null", True),
        ("not(5)", True),
        ("not(null)", False),
        ("not(< 5)", False),
        ("not(5, < 3)", False),
        ("< 5", False),
        ("[1..5]", False),
        ("-", True),
    ],
)
def test_where_there_is_no_value(text: str, expected: bool) -> None:
    """An equality with null is true or false, as the standard says; null has no order."""
    assert unary_tests_in(text, NUMBER).holds_without is expected


@pytest.mark.parametrize(
    ("text", "domain", "code", "start", "end", "said"),
    [
        ("", NUMBER, "FC300", 0, 0, "the entry is empty"),
        ("12..15", NUMBER, "FC300", 0, 4, "has no brackets"),
        ("[12..", NUMBER, "FC300", 5, 5, "ends too early; expected a literal"),
        ("[12", NUMBER, "FC300", 3, 3, "expected '..'"),
        ("[12..15", NUMBER, "FC300", 7, 7, "a bracket that closes"),
        ("[12,15]", NUMBER, "FC300", 3, 4, "expected '..'"),
        ("1 2", NUMBER, "FC300", 2, 3, "expected a comma or the end"),
        ("1,", NUMBER, "FC300", 2, 2, "ends too early"),
        ("not(1", NUMBER, "FC300", 5, 5, "')' that closes"),
        ("not(1) 2", NUMBER, "FC300", 7, 8, "a comma or the end"),
        ("[5..1]", NUMBER, "FC300", 0, 6, "holds no value"),
        ("(5..5]", NUMBER, "FC300", 0, 6, "holds no value"),
        ('["c".."a"]', LETTERS, "FC300", 0, 10, "holds no value"),
        ("!= 47", NUMBER, "FC300", 0, 5, "did you mean to write 'not(47)'?"),
        ("1, <> 47", NUMBER, "FC300", 3, 8, "did you mean to write 'not(47)'?"),
        ("? != 47", NUMBER, "FC330", 0, 1, "did you mean to write 'not(47)'?"),
        ("? = 47", NUMBER, "FC330", 0, 1, "did you mean to write '47'?"),
        ("? < 47", NUMBER, "FC330", 0, 1, "did you mean to write '< 47'?"),
        ("? + 47", NUMBER, "FC330", 0, 1, "write a number"),
        ("1 + 1", NUMBER, "FC330", 0, 3, "calculates"),
        ("> other", NUMBER, "FC330", 2, 7, "'other' is a name"),
        ("Last Date of Work", NUMBER, "FC330", 0, 17, "'Last Date of Work' is a name"),
        ("> a.b.c, 5", NUMBER, "FC330", 2, 7, "'a.b.c' is a path"),
        ("true.x", NUMBER, "FC330", 0, 6, "is a path"),
        ("date(2019, 2, 29)", DAY, "FC300", 0, 16, "'2019-02-29' is no day of the calendar"),
        ("date(2019.5, 2, 1)", DAY, "FC300", 0, 17, "'2019.5-2-1' is no day of the calendar"),
        ("date(10000, 2, 1)", DAY, "FC300", 0, 16, "'10000-2-1' is no day of the calendar"),
        ("date(0, 1, 1)", DAY, "FC300", 0, 12, "'0000-01-01' is no day of the calendar"),
        ('date(2019, "1", 1)', DAY, "FC330", 0, 5, "'date' is a function"),
        ('"date"(2019, 1, 1)', DAY, "FC330", 6, 7, "'(' begins another expression"),
        (
            'date(date and time("2019-01-31T24:00:00"))',
            DAY,
            "FC330",
            0,
            40,
            "is a time or a duration",
        ),
        ('date(date and time("2019-02-30T12:00:00Z"))', DAY, "FC300", 0, 41, "no day of the"),
        ("date(2019)", DAY, "FC330", 0, 5, "'date' is a function"),
        ('date and time("x")', DAY, "FC330", 0, 14, "'date and time' is a function"),
        ('@"PT3H"', DAY, "FC330", 0, 7, "is a time or a duration"),
        ('date("2019-01-01T00:00:00")', DAY, "FC330", 0, 26, "is a time or a duration"),
        ('date("2019-02-30")', DAY, "FC300", 0, 17, "no day of the calendar"),
        ('date("2019-02")', DAY, "FC300", 0, 14, "no day of the calendar"),
        ('date("0000-01-01")', DAY, "FC300", 0, 17, "no day of the calendar"),
        ("{a: 1}", NUMBER, "FC330", 0, 1, "a context"),
        ("-x", NUMBER, "FC330", 0, 1, "a calculation"),
        ("@5", NUMBER, "FC330", 0, 1, "a literal of FEEL"),
        ("[[1..2]]", NUMBER, "FC330", 1, 2, "begins another expression"),
        ("“a”", LETTERS, "FC300", 0, 1, "straight double quotes"),
        ("§", LETTERS, "FC300", 0, 1, "means nothing in S-FEEL"),
        ('"a', LETTERS, "FC300", 0, 2, "are not closed"),
        ('"\\q"', LETTERS, "FC300", 1, 3, "no escape of FEEL"),
        ('"\\UFFFFFF"', LETTERS, "FC300", 1, 9, "is no character"),
        ('"\\u0000other"', OPEN, "FC300", 1, 7, "is no character"),
        ('"\\ud83d"', LETTERS, "FC300", 1, 7, "half of a character"),
        ('"a"', NUMBER, "FC331", 0, 3, "numbers stand without quotes"),
        ("5", LETTERS, "FC331", 0, 1, 'a text stands in double quotes: "5"'),
        ('"2019-01-01"', DAY, "FC331", 0, 12, 'write date("2019-01-31")'),
        ('"true"', TRUTH, "FC331", 0, 6, "without quotes"),
        ("< true", TRUTH, "FC331", 0, 6, "have no order"),
        ('< "a"', OPEN, "FC331", 0, 5, "may be any text"),
        ('"z"', LETTERS, "FC301", 0, 3, "'z' is not in the domain"),
        ('"z"', OPEN, "FC301", 0, 3, "'z' is not in the domain"),
        ("5%", NUMBER, "FC300", 0, 2, "no shares"),
        ("5", SHARE, "FC300", 0, 1, "write '5%'"),
        (f"1{'0' * 120}", NUMBER, "FC300", 0, 121, "at most 100 digits"),
        ("1" * 20_001, NUMBER, "FC307", 20_000, 20_001, "the limit is 20,000"),
        (",".join("1" for _ in range(1_001)), NUMBER, "FC307", 2_001, 2_001, "more than 1,000"),
    ],
)
def test_what_is_refused_and_where(
    text: str, domain: Domain, code: str, start: int, end: int, said: str
) -> None:
    with pytest.raises(SFeelError) as caught:
        unary_tests_in(text, domain)
    error = caught.value
    assert isinstance(error, WordsError)
    assert (error.code.code, error.start, error.end) == (code, start, end)
    assert said in f"{error.message} | {error.hint}"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("1", "1", True),
        ('"a"', "1", None),
        ('"a", 1', "1", True),
        ("< true", "true", None),
        ("!= null", "5", True),
        ("null", "null", True),
        ("[0..null]", "-1", False),
        ("[0..null]", "1", None),
        ("not(null)", "null", False),
        ("-", "null", True),
        ('< date("2019-01-02")', '@"2019-01-01"', True),
        ('"\\ud83d\\ude00"', '"😀"', True),
        ('"a\\tb"', '"a\\u0009b"', True),
    ],
)
def test_values_in_three_valued_logic(text: str, value: str, expected: bool | None) -> None:
    assert holds(text, value) is expected


ENDS = st.sampled_from(["-1", "0", "1", "1.5", "null"])
ITEMS = st.one_of(
    ENDS,
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">=", "="]), ENDS),
    st.builds(
        "{}{}..{}{}".format,
        st.sampled_from("[(]"),
        st.sampled_from(["-1", "0", "null"]),
        st.sampled_from(["1", "1.5", "null"]),
        st.sampled_from("])["),
    ),
)
TESTS = st.builds(
    lambda items, negated: f"not({', '.join(items)})" if negated else ", ".join(items),
    st.lists(ITEMS, min_size=1, max_size=4),
    st.booleans(),
)


@given(TESTS, st.sampled_from(["-2", "-1", "-0.5", "0", "0.5", "1", "1.25", "1.5", "2"]))
def test_the_set_is_where_the_tests_hold(text: str, value: str) -> None:
    found = unary_tests_in(text, NUMBER)
    intervals = found.allowed.intervals if isinstance(found.allowed, Numbers) else ()
    assert any(exact(value) in each for each in intervals) is (holds(text, value) is True)
    assert found.holds_without is (holds(text, "null") is True)


TEXT_ENDS = st.sampled_from(['"a"', '"b"', '"bb"', '"c"', "null"])
TEXT_ITEMS = st.one_of(
    st.sampled_from(['"a"', '"b"', '"c"', "null"]),
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), TEXT_ENDS),
    st.builds(
        "{}{}..{}{}".format,
        st.sampled_from("[("),
        st.sampled_from(['"a"', '"aa"', "null"]),
        st.sampled_from(['"b"', '"c"', "null"]),
        st.sampled_from("])"),
    ),
)


@given(st.lists(TEXT_ITEMS, min_size=1, max_size=4), st.booleans())
def test_the_categories_are_those_for_which_the_tests_hold(items: list[str], negated: bool) -> None:
    text = f"not({', '.join(items)})" if negated else ", ".join(items)
    domain = CategoryDomain(("c", "a", "b"))
    found = unary_tests_in(text, domain).allowed
    expected = tuple(value for value in domain.values if holds(text, f'"{value}"') is True)
    assert found == (Categories(expected) if expected else None)


@given(TESTS)
def test_what_is_shown_reads_back(text: str) -> None:
    found = unary_tests_in(text, NUMBER)
    allowed = found.allowed or Numbers(())
    shown = show_tests(allowed, NUMBER, holds_without=found.holds_without)
    assert unary_tests_in(shown, NUMBER)[:2] == found[:2]
    assert unary_tests_in(tidied(text), NUMBER) == found


@pytest.mark.parametrize(
    ("allowed", "domain", "without", "expected"),
    [
        (Numbers(()), NUMBER, True, "null"),
        (Numbers(()), NUMBER, False, "< null"),
        (Categories(()), TRUTH, False, "< null"),
        (numbers(between(1, 5, right=False)), NUMBER, False, "[1..5)"),
        (numbers(between(1, 5, left=False)), NUMBER, True, "(1..5], null"),
        (numbers(Interval.at_most(exact("0.125"))), SHARE, False, "<= 12.5%"),
        (numbers(Interval.point(ordinal_of("2019-01-31"))), DAY, False, 'date("2019-01-31")'),
        (numbers(Interval.everything()), NUMBER, True, "-"),
        (Categories(("a", 'say "d"')), LETTERS, False, '"a", "say \\"d\\""'),
        (Categories(()), LETTERS, True, "null"),
        (Categories(("true",)), TRUTH, False, "true"),
        (Categories(LETTERS.values), LETTERS, True, "-"),
        (Categories(LETTERS.values), LETTERS, False, "not(null)"),
        (Categories(("b", OTHER)), OPEN, True, 'not("a")'),
        (Categories(("b", OTHER)), OPEN, False, 'not("a", null)'),
    ],
)
def test_sets_are_shown_as_s_feel(
    allowed: Numbers | Categories, domain: Domain, without: bool, expected: str
) -> None:
    assert show_tests(allowed, domain, holds_without=without) == expected


def test_the_texts_of_tests() -> None:
    assert texts_in('not("b", "a", "b", null)') == ("b", "a")
    assert texts_in("-") == ()


def test_spaces_are_tidied() -> None:
    assert tidied(' not ( "a" ,"b",>=5 , date( "2019-01-31" ) ) ') == (
        'not("a", "b", >= 5, date("2019-01-31"))'
    )
    assert tidied("Last  Date") == "Last Date"


@pytest.mark.parametrize(
    ("text", "kind", "canonical", "shown"),
    [
        ("1.50", ValueKind.NUMBER, "1.5", "1.5"),
        ('"a\\"b"', ValueKind.TEXT, 'a"b', '"a\\"b"'),
        ("true", ValueKind.BOOLEAN, "true", "true"),
        ("false", ValueKind.BOOLEAN, "false", "false"),
        ('@"2019-01-31"', ValueKind.DATE, "2019-01-31", 'date("2019-01-31")'),
        ("null", ValueKind.NOTHING, "", "null"),
    ],
)
def test_literals(text: str, kind: ValueKind, canonical: str, shown: str) -> None:
    found = literal_of(parse_literal(text))
    assert found == Literal(kind, canonical)
    assert show_literal(found) == shown
    assert literal_of(parse_literal(shown)) == found


def test_lists_of_literals() -> None:
    assert [literal_of(each).text for each in parse_literals('"a", 1, null')] == ["a", "1", ""]
    with pytest.raises(SFeelError, match="expected a comma or the end"):
        parse_literals('"a" "b"')
    with pytest.raises(SFeelError, match="a comma or the end"):
        parse_literal("1, 2")


@given(st.integers(1, 3_652_059))
def test_days_are_shown_as_they_are_read(ordinal: int) -> None:
    day = day_of(ordinal)
    found = unary_tests_in(f'date("{day}")', DAY).allowed
    assert found == numbers(Interval.point(ordinal))


def test_a_list_within_not_is_told_apart() -> None:
    assert unary_tests_in("not(1, 2)", NUMBER).is_negated
    assert not unary_tests_in("1, 2", NUMBER).is_negated
