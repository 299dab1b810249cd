"""What a row may belong to where its unknown values are too many to be tried together.

Then only the answers of its tests are told apart: a test and its opposite never agree, and one
number is smaller than another, equal or larger. What the answers of different tests say of one
another is not looked at, which is valid but wider.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    Comparator,
    CompareTest,
    ConditionTest,
    Literal,
    NotTest,
    TextTest,
    TickTest,
    WithinTest,
)
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.model.told import told
from factcheck.model.truth import AND, NOT, OR, Truth, truth
from factcheck.quantity.cells.totals import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test
    from factcheck.model.leaf_tests import LeafTest
    from factcheck.quantity.cells.evidence_view import TableView

    Question = tuple[object, ...]
    """What an undecided test asks, whichever way round it is written."""
    Answers = frozenset[int]
    """The answers with which a test is true."""

MAX_FREE_TESTS = 4096
"""Answers of tests tried together; past this every undecided term is free."""
MAX_FREE_TERMS = 10
"""Up to this many undecided terms, every combination is written out."""

_NO, _YES = 0, 1
_SMALLER, _EQUAL, _LARGER = 0, 1, 2
_ANSWERS = {
    Comparator.LESS: frozenset({_SMALLER}),
    Comparator.AT_MOST: frozenset({_SMALLER, _EQUAL}),
    Comparator.EQUAL: frozenset({_EQUAL}),
    Comparator.UNEQUAL: frozenset({_SMALLER, _LARGER}),
    Comparator.AT_LEAST: frozenset({_EQUAL, _LARGER}),
    Comparator.GREATER: frozenset({_LARGER}),
}
_MIRRORED = {_SMALLER: _LARGER, _EQUAL: _EQUAL, _LARGER: _SMALLER}


def memberships_by_tests(
    view: TableView, terms: tuple[TableTerm, ...], row: Mapping[str, KeyValue]
) -> frozenset[tuple[bool, ...]]:
    """Return which of the terms an undecided row may belong to, together.

    A term that the row surely belongs to, or surely not, is never open. Raises ``ObstacleError``
    where even that leaves too much.
    """
    asked = {
        question: len(_kinds(view, leaf))
        for term in terms
        for leaf in leaf_tests(term.tests)
        if view.reader.holds(leaf, row) is Truth.UNKNOWN
        for question, _ in [_asked(view, leaf)]
    }
    number = 1
    for kinds in asked.values():
        number *= kinds
        if number > MAX_FREE_TESTS:
            return _free(view, terms, row)
    return frozenset(
        tuple(_belongs(view, term, row, dict(zip(asked, answers, strict=True))) for term in terms)
        for answers in product(*map(range, asked.values()))
    )


def _free(
    view: TableView, terms: Sequence[TableTerm], row: Mapping[str, KeyValue]
) -> frozenset[tuple[bool, ...]]:
    """Return every combination of the terms that are undecided."""
    options = [tuple(_possible(view, term, row)) for term in terms]
    if sum(len(each) > 1 for each in options) > MAX_FREE_TERMS:
        message = told(
            "more than {n} combinations of unknown values would be possible", n=MAX_FREE_TESTS
        )
        raise ObstacleError(Obstacle("missing", message))
    return frozenset(product(*options))


def _possible(view: TableView, term: TableTerm, row: Mapping[str, KeyValue]) -> Iterator[bool]:
    passes = view.reader.all_hold(term.tests, row)
    is_row = is_counted(term, row, view.totals)
    if passes is not Truth.TRUE or not is_row:
        yield False
    if passes is not Truth.FALSE and is_row:
        yield True


def _belongs(
    view: TableView,
    term: TableTerm,
    row: Mapping[str, KeyValue],
    answers: Mapping[Question, int],
) -> bool:
    if not is_counted(term, row, view.totals):
        return False
    return all(_holds(view, test, row, answers) is Truth.TRUE for test in term.tests)


def _holds(
    view: TableView, test: Test, row: Mapping[str, KeyValue], answers: Mapping[Question, int]
) -> Truth:
    """Return whether a row passes a test, given the answers of all that are undecided."""
    match test:
        case NotTest():
            return NOT[_holds(view, test.test, row, answers)]
        case AllTest():
            result = Truth.TRUE
            for each in test.tests:
                result = AND[result, _holds(view, each, row, answers)]
            return result
        case AnyTest():
            result = Truth.FALSE
            for each in test.tests:
                result = OR[result, _holds(view, each, row, answers)]
            return result
        case ConditionTest():  # pragma: no cover - written out when the plan was made
            raise AssertionError(test)
        case _:
            known = view.reader.holds(test, row)
            if known is not Truth.UNKNOWN:
                return known
            question, true = _asked(view, test)
            return truth(answers[question] in true)


def _kinds(view: TableView, test: LeafTest) -> tuple[int, ...]:
    """Return the answers that the question of a test may have."""
    return (_SMALLER, _EQUAL, _LARGER) if _is_comparison(view, test) else (_NO, _YES)


def _is_comparison(view: TableView, test: LeafTest) -> bool:
    """Whether a test compares numbers: of a date, a month may be equal to one of its days."""
    is_number = view.reader.columns[test.column.column].type is ColumnType.NUMBER
    return is_number and isinstance(test, CompareTest)


def _asked(view: TableView, test: LeafTest) -> tuple[Question, Answers]:
    """Return what a test asks, and the answers with which it is true."""
    name = test.column.column
    match test:
        case CompareTest(value=Column(column=other)):
            return _of_columns(view, test, test.comparator, other)
        case CompareTest(value=Literal(text=text)):
            return _of_two(view, test, test.comparator, (name, text))
        case AmongTest(values=values, negated=negated):
            return (name, *(each.text for each in values)), frozenset({_NO if negated else _YES})
        case WithinTest(lower=lower, upper=upper, negated=negated):
            ends = (lower.text, upper.text)
            return (name, "in", ends), frozenset({_NO if negated else _YES})
        case TextTest(function=function, value=value):
            return (name, function, value.text), frozenset({_YES})
        case TickTest(function=function, labels=labels):
            return (name, function, tuple(each.text for each in labels)), frozenset({_YES})
        case _:  # pragma: no cover - ranks and whether something is known are never undecided
            raise AssertionError(test)


def _of_columns(
    view: TableView, test: CompareTest, comparator: Comparator, other: str
) -> tuple[Question, Answers]:
    """Return the question of two columns: the same one whichever of them comes first."""
    name = test.column.column
    question, true = _of_two(view, test, comparator, (name, None, other))
    if not _is_comparison(view, test) or name <= other:
        return question, true
    return (other, None, name), frozenset(_MIRRORED[each] for each in true)


def _of_two(
    view: TableView, test: CompareTest, comparator: Comparator, sides: tuple[object, ...]
) -> tuple[Question, Answers]:
    """Return the question of a comparison; a test and its opposite have the same one."""
    if _is_comparison(view, test):
        return sides, _ANSWERS[comparator]
    pair = _OPPOSITE.get(comparator)
    if pair is None:
        return (*sides, comparator), frozenset({_YES})
    return (*sides, pair), frozenset({_NO})


_OPPOSITE = {
    Comparator.UNEQUAL: Comparator.EQUAL,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.AT_MOST: Comparator.GREATER,
}
