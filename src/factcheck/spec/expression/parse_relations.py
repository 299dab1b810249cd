"""Relations between numbers: comparisons, chains of them, and ``part of``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Comparison, Expression, PartOf
from factcheck.model.near import quoted
from factcheck.spec.expression.codes import FOREIGN_OPERATOR, SYNTAX
from factcheck.spec.expression.parse_tests import at_comparator, take_comparator

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.spec.expression.cursor import Cursor

_EXPECTED = "a comparison (= != < <= > >=)"


def parse_relation_at(cursor: Cursor, parse: Callable[[Cursor], Expression]) -> Comparison | PartOf:
    """Return the relation that comes next; ``parse`` reads its sides.

    Raises a problem where there is a number alone.
    """
    start = cursor.here
    first = parse(cursor)
    relation: Comparison | PartOf
    if cursor.take_word("part", "of"):
        relation = PartOf(first, parse(cursor), cursor.span(start))
    else:
        relation = _comparison(cursor, parse, first, start)
    _check_alone(cursor)
    return relation


def _check_alone(cursor: Cursor) -> None:
    """Raise a problem where another relation seems to be joined on."""
    token = cursor.token()
    if token in {",", "and", "AND", "&", "&&"}:
        message = f"found {quoted(token)} where the relation should end"
        hint = "a chain is written a < b < c; several relations are claims of their own"
        place = cursor.here
        raise cursor.error(FOREIGN_OPERATOR, message, place, place + len(token), hint=hint)


def parse_comparison(cursor: Cursor, parse: Callable[[Cursor], Expression]) -> Comparison:
    """Return the comparison or chain of them that comes next."""
    start = cursor.here
    return _comparison(cursor, parse, parse(cursor), start)


def _comparison(
    cursor: Cursor, parse: Callable[[Cursor], Expression], first: Expression, start: int
) -> Comparison:
    operands, comparators = [first], []
    while at_comparator(cursor):
        comparators.append(take_comparator(cursor))
        operands.append(parse(cursor))
    if not comparators:
        raise cursor.unexpected(_EXPECTED, code=SYNTAX, hint=_hint(cursor))
    return Comparison(tuple(operands), tuple(comparators), cursor.span(start))


_PART_WORDS = frozenset(
    {"part", "part_of", "Part", "partof", "within", "of", "in", "are", "belong"}
)


def _hint(cursor: Cursor) -> str | None:
    is_near = cursor.word() in _PART_WORDS
    return "a relation of part and whole is written: a part of b" if is_near else None
