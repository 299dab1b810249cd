"""Tests: what keeps a row of a table, in slices, conditions and filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    CompareTest,
    ConditionTest,
    KnownTest,
    NotTest,
    Test,
    TextFunction,
    TextTest,
    TickFunction,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.expression_text import top_places, value_end
from factcheck.model.near import nearest, quoted
from factcheck.spec.expression.codes import FOREIGN_OPERATOR, TEST, VALUE
from factcheck.spec.expression.parse_references import begins_reference, parse_reference
from factcheck.spec.expression.parse_values import parse_literal, parse_value
from factcheck.spec.expression.words import COMPARATORS, FOREIGN, TEST_SYNONYMS

if TYPE_CHECKING:
    from factcheck.model.expression import Comparator, Literal
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor

_COMPARING = re.compile(r"[=<>!≤≥≠~]+")
_STOPS = frozenset({"", ",", ")", "]", "or"})
_SEVERAL_VALUES = (
    "a value that holds a comma stands in quotes, several values in parentheses: column in (a, b)"
)
_LIST = "a list has one or more values: column in (a, b)"
_RANGE = "a range has both ends, column in 1973..1982; with one end write: column >= 1973"
_OPERATORS = "operators: = != < <= > >=, in, not in, contains, starts with, has, known, unknown"
_TICKED = "labels that were ticked: saw has A, saw has any of (A, B), all of (…), none of (…)"
_TICK_FUNCTIONS = {
    "any": TickFunction.ANY,
    "all": TickFunction.ALL,
    "none": TickFunction.NONE,
}
_WORDS = re.compile(r"((?:[ \t]+[^\W\d]\w*)+)\s*(?:[=<>≤≥≠]|!=)")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_YEARS_WITH_DASH = re.compile(r"([0-9]{4}) ?[-–—] ?([0-9]{4})")
_MOST_PLACES = 9
"""Digits of the number after ``top``."""


def parse_all(cursor: Cursor) -> tuple[Test, ...]:
    """Return the tests, joined by commas, that come next."""
    tests = [parse_one(cursor)]
    while cursor.take(","):
        tests.append(parse_one(cursor))
    return tuple(tests)


def joined(cursor: Cursor, tests: tuple[Test, ...], start: int) -> Test:
    """Return tests that must all hold as one; ``start`` is where the first begins."""
    return tests[0] if len(tests) == 1 else AllTest(tests, cursor.span(start))


def parse_one(cursor: Cursor) -> Test:
    """Return the test that comes next."""
    start = cursor.here
    if cursor.take("("):
        with cursor.nested(start):
            return _grouped(cursor, start)
    if cursor.word() == "not":
        return _turned_round(cursor, start)
    if not begins_reference(cursor):
        raise cursor.unexpected("the column of a test", code=TEST, hint=_SEVERAL_VALUES)
    return _asked(cursor, start)


def _turned_round(cursor: Cursor, start: int) -> NotTest:
    cursor.take_word("not")
    with cursor.nested(start):
        test = parse_one(cursor)
    return NotTest(test, cursor.span(start))


def _grouped(cursor: Cursor, start: int) -> Test:
    """Return the tests in parentheses, which are joined by ``or`` or by commas, not by both."""
    tests, signs = [parse_one(cursor)], set[str]()
    while sign := _take_joint(cursor):
        signs.add(sign)
        if len(signs) > 1:
            message = "found commas and 'or' between the same parentheses"
            hint = "group what belongs together: ((a = 1, b = 2) or c = 3)"
            raise cursor.error(
                TEST, message, cursor.position - len(sign), cursor.position, hint=hint
            )
        tests.append(parse_one(cursor))
    cursor.close(start, ")", "'or', a comma")
    if not signs:
        return tests[0]
    kind = AnyTest if signs == {"or"} else AllTest
    return kind(tuple(tests), cursor.span(start))


def _take_joint(cursor: Cursor) -> str:
    if cursor.take(","):
        return ","
    return "or" if cursor.take_word("or") else ""


def _asked(cursor: Cursor, start: int) -> Test:
    """Return the test of a column, or the condition, whose name comes next."""
    reference = parse_reference(cursor)
    if isinstance(reference, Column):
        return _test_of(cursor, reference, start)
    if cursor.token() in _STOPS:
        return ConditionTest(reference.name, cursor.span(start))
    return _test_of(cursor, Column(None, reference.name, reference.span), start)


def _test_of(cursor: Cursor, column: Column, start: int) -> Test:
    if at_comparator(cursor):
        comparator = take_comparator(cursor)
        return CompareTest(column, comparator, parse_value(cursor), cursor.span(start))
    if cursor.take_word("not", "in"):
        return _in(cursor, column, start, negated=True)
    if cursor.take_word("in"):
        return _in(cursor, column, start, negated=False)
    if cursor.take_word("contains"):
        return _text_test(cursor, column, TextFunction.CONTAINS, start)
    if cursor.take_word("starts", "with"):
        return _text_test(cursor, column, TextFunction.STARTS_WITH, start)
    if cursor.take_word("has"):
        return _ticked(cursor, column, start)
    return _known(cursor, column, start)


def at_comparator(cursor: Cursor) -> bool:
    """Return whether a comparator, ours or another language's, comes next."""
    return _COMPARING.match(cursor.text, cursor.here) is not None


def take_comparator(cursor: Cursor) -> Comparator:
    """Step over the comparator that comes next and return it.

    Raises a problem for one of another language, such as ``==``.
    """
    match = _COMPARING.match(cursor.text, cursor.here)
    sign = "" if match is None else match[0]
    if sign not in COMPARATORS:
        raise cursor.unexpected("one of = != < <= > >=", code=FOREIGN_OPERATOR)
    cursor.take(sign)
    return COMPARATORS[sign]


def _text_test(cursor: Cursor, column: Column, function: TextFunction, start: int) -> TextTest:
    return TextTest(column, function, parse_literal(cursor), cursor.span(start))


def _ticked(cursor: Cursor, column: Column, start: int) -> TickTest:
    """Return what follows ``has``: one label, or a list of them after ``any of`` and the like."""
    for word, function in _TICK_FUNCTIONS.items():
        if cursor.take_word(word, "of"):
            opening = cursor.here
            if not cursor.take("("):
                raise cursor.unexpected("'(' and the labels", code=TEST, hint=_TICKED)
            labels = _listed_values(cursor, opening)
            return TickTest(column, function, labels, cursor.span(start))
    if cursor.word() in {"not", "no"}:
        hint = "write: saw has none of (A, B)"
        raise cursor.unexpected("a label", code=TEST, hint=hint)
    label = parse_literal(cursor, hint=_TICKED)
    return TickTest(column, TickFunction.ANY, (label,), cursor.span(start))


def _known(cursor: Cursor, column: Column, start: int) -> KnownTest:
    if cursor.take_word("known"):
        return KnownTest(column, negated=False, span=cursor.span(start))
    if cursor.take_word("unknown"):
        return KnownTest(column, negated=True, span=cursor.span(start))
    raise _no_operator(cursor, column, start)


def _in(cursor: Cursor, column: Column, start: int, *, negated: bool) -> Test:
    """Return what follows ``in``: a list, ``top 10``, a range or a single value."""
    opening = cursor.here
    if cursor.take("("):
        values = _listed_values(cursor, opening)
        return AmongTest(column, values, negated, cursor.span(start))
    places = _take_top(cursor)
    if places is not None:
        top = TopTest(column, places, cursor.span(start))
        return NotTest(top, top.span) if negated else top
    lower = parse_literal(cursor, in_range=True, hint=_RANGE)
    upper = _upper(cursor) if cursor.take("..") else lower
    _check_dots(cursor, lower, upper, opening)
    _check_order(cursor, lower, upper, opening)
    return WithinTest(column, lower, upper, negated, cursor.span(start))


def _listed_values(cursor: Cursor, opening: int) -> tuple[Literal, ...]:
    values = [parse_literal(cursor, hint=_LIST)]
    while cursor.take(","):
        values.append(parse_literal(cursor, hint=_LIST))
    if cursor.word() == "or":
        raise cursor.unexpected("a comma or ')'", code=TEST, hint="in (a, b) is already a or b")
    cursor.close(opening, ")", "a comma", hint=_SEVERAL_VALUES)
    return tuple(values)


def _take_top(cursor: Cursor) -> int | None:
    start = cursor.here
    value = cursor.text[start : value_end(cursor.text, start)].rstrip()
    places = top_places(value)
    if places is None:
        return None
    is_number = places.isascii() and places.isdecimal() and len(places) <= _MOST_PLACES
    if not is_number or int(places) == 0:
        message = f"found {quoted(value)}; 'in top' is followed by a whole number from 1"
        raise cursor.error(VALUE, message, start, start + len(value), hint="column in top 10")
    cursor.position = start + len(value)
    return int(places)


def _upper(cursor: Cursor) -> Literal:
    """Return the upper end of a range, behind its two dots."""
    if cursor.text.startswith(".", cursor.position):
        message = "a range has two dots, and found three"
        raise cursor.error(VALUE, message, cursor.position - 2, cursor.position + 1, hint=_RANGE)
    start = cursor.here
    upper = parse_literal(cursor, hint=_RANGE)
    if not upper.is_quoted and ".." in upper.text:
        message = f"a range has two ends, and {quoted(upper.text)} has another two dots in it"
        raise cursor.error(VALUE, message, start, cursor.position, hint=_RANGE)
    return upper


def _check_dots(cursor: Cursor, lower: Literal, upper: Literal, start: int) -> None:
    """Raise a problem for two years with a dash, which are a text and no range."""
    years = _YEARS_WITH_DASH.fullmatch(lower.text)
    if years is None or upper is not lower or lower.is_quoted:
        return
    message = f"{quoted(lower.text)} is a single value; a range has two dots"
    hint = f"write in {years[1]}..{years[2]}; for a text, column = {lower.text}"
    raise cursor.error(VALUE, message, start, cursor.position, hint=hint)


def _check_order(cursor: Cursor, lower: Literal, upper: Literal, start: int) -> None:
    """Raise a problem for a range that nothing lies in, because its ends are exchanged."""
    if not _is_reversed(lower.text, upper.text):
        return
    message = f"the range runs from {quoted(lower.text)} down to {quoted(upper.text)}"
    hint = f"write the smaller end first: in {upper.text}..{lower.text}"
    raise cursor.error(VALUE, message, start, cursor.position, hint=hint)


def _is_reversed(lower: str, upper: str) -> bool:
    """Whether two ends are dates or numbers, the first past the second."""
    if _DATE.fullmatch(lower) and _DATE.fullmatch(upper):
        common = min(len(lower), len(upper))
        return lower[:common] > upper[:common]
    ends = (_number(lower), _number(upper))
    return ends[0] is not None and ends[1] is not None and ends[0] > ends[1]


def _number(text: str) -> Fraction | None:
    try:
        return parse_decimal(text.removesuffix("%").rstrip())
    except TooLongError:
        return None


def _no_operator(cursor: Cursor, column: Column, start: int) -> ProblemsError:
    """Return the problem that no operator follows a column, with what may have been meant."""
    if column.table is None and column.column in {"NOT", "AND", "OR"}:
        message = f"found {quoted(column.column)} where a test should stand"
        hint = FOREIGN[column.column]
        return cursor.error(FOREIGN_OPERATOR, message, start, cursor.position, hint=hint)
    expected = f"an operator after the column {quoted(cursor.text[start : cursor.position])}"
    return cursor.unexpected(expected, code=TEST, hint=_meant(cursor, start))


def _meant(cursor: Cursor, start: int) -> str:
    words = _WORDS.match(cursor.text, cursor.position)
    if words is not None:
        name = cursor.text[start : words.end(1)]
        return f"a name of several words stands in backticks: `{name}`"
    close = nearest(cursor.word(), TEST_SYNONYMS, most=1)
    if close:
        return f"did you mean {quoted(TEST_SYNONYMS[close[0]])}?"
    if cursor.token() in {"+", "-", "−", "*", "/"}:
        return "a test has one column on its left; what is calculated is computed as a column first"
    if cursor.next_is("("):
        return "a test begins with a column; numbers are compared under holds:"
    return _OPERATORS
