"""Unary tests over the domain of an input: the set of values for which they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    NumberDomain,
    Numbers,
    ValueKind,
)
from factcheck.rubric.codes import OUTSIDE_DOMAIN, UNREADABLE_TEST
from factcheck.rubric.sets import complement_of, union_of
from factcheck.rubric.sfeel.codes import WRONG_KIND
from factcheck.rubric.sfeel.errors import SFeelError
from factcheck.rubric.sfeel.holds import value_passes
from factcheck.rubric.sfeel.parse import did_you_mean_not, parse_unary_tests
from factcheck.rubric.sfeel.tree import Comparison, Range, Relation, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Domain, ValueSet
    from factcheck.rubric.sfeel.tree import Item, UnaryTests

_KINDS = {
    ValueKind.NUMBER: "a number",
    ValueKind.TEXT: "a text",
    ValueKind.BOOLEAN: "true or false",
    ValueKind.DATE: "a date",
    ValueKind.NOTHING: "null",
}
_NULL = Value(ValueKind.NOTHING, None)


class Tested(NamedTuple):
    """What a test lets through."""

    allowed: ValueSet | None
    """The values for which it holds; ``None`` where there are none. Numbers may lie outside of
    the domain, as they do for tests in words."""
    holds_without: bool
    """Whether it holds where the input has no value, DMN's null."""
    is_negated: bool = False
    """Whether it is written as a list within ``not``."""


def unary_tests_in(text: str, domain: Domain) -> Tested:
    """Return the values for which S-FEEL's unary tests hold, of an input with this domain.

    ``-`` holds for every value of the domain and without one. Texts have the order of their code
    points. Raises ``SFeelError``, a ``WordsError`` that knows the characters in question, where a
    text is no unary tests, compares with another kind of value, or names a category that the
    domain does not have.
    """
    tests = parse_unary_tests(text)
    reader = _Reader(text, domain)
    for item in tests.items or ():
        reader.check(item)
    allowed = _numbers(tests) if isinstance(domain, NumberDomain) else _categories(tests, domain)
    return Tested(allowed, value_passes(tests, _NULL) is True, tests.is_negated)


def texts_in(text: str) -> tuple[str, ...]:
    """Return the texts that unary tests compare with, each once, as they come.

    They are the values of an input that may be any text, but for the rest. Raises ``SFeelError``
    where a text is no unary tests.
    """
    values = (each for item in parse_unary_tests(text).items or () for each in ends_of(item))
    texts = (each.found for each in values if each.kind is ValueKind.TEXT)
    return tuple(dict.fromkeys(each for each in texts if isinstance(each, str)))


def ends_of(item: Item) -> tuple[Value, ...]:
    """Return the literals of an item."""
    return (item.than,) if isinstance(item, Comparison) else (item.lower, item.upper)


def kind_of(domain: Domain) -> ValueKind:
    """Return the kind of the values of a domain."""
    match domain:
        case NumberDomain():
            return ValueKind.DATE if domain.is_date else ValueKind.NUMBER
        case CategoryDomain():
            return ValueKind.BOOLEAN if domain.is_boolean else ValueKind.TEXT
        case _:
            assert_never(domain)


class _Reader:
    """Checks the items of one text against a domain."""

    def __init__(self, text: str, domain: Domain) -> None:
        self._text = text
        self._domain = domain
        self._kind = kind_of(domain)

    def check(self, item: Item) -> None:
        """Raise ``SFeelError`` for an item that has no place in a cell of this input."""
        self._refuse_unequal(item)
        for value in ends_of(item):
            self._check_kind(value)
        if isinstance(item, Range):
            self._check_order(item)
        is_order = isinstance(item, Range) or item.relation is not Relation.EQUAL
        if is_order and any(each.kind is not ValueKind.NOTHING for each in ends_of(item)):
            self._refuse_order(item)
        elif not is_order and isinstance(self._domain, CategoryDomain):
            self._check_known(ends_of(item)[0], self._domain)

    def _refuse_unequal(self, item: Item) -> None:
        if isinstance(item, Comparison) and item.relation is Relation.UNEQUAL:
            written = self._text[item.than.start : item.than.end]
            message = f"{quoted(self._text[item.start : item.end])} is no test of S-FEEL"
            hint = did_you_mean_not(written)
            raise SFeelError(UNREADABLE_TEST, message, item.start, item.end, hint)

    def _check_kind(self, value: Value) -> None:
        if value.kind is ValueKind.NOTHING:
            return
        shown = quoted(self._text[value.start : value.end])
        if value.kind is not self._kind:
            message = f"{shown} is {_KINDS[value.kind]}; the input is {_KINDS[self._kind]}"
            raise SFeelError(WRONG_KIND, message, value.start, value.end, self._spelling(value))
        if isinstance(self._domain, NumberDomain):
            is_share = self._domain.is_percent
            if value.is_percent and not is_share:
                message = f"{shown} has a percent sign, but the input's numbers are no shares"
                hint = "declare 'unit: percent' for the input"
                raise SFeelError(UNREADABLE_TEST, message, value.start, value.end, hint)
            if is_share and not value.is_percent and value.found != 0:
                message = f"the input's numbers are shares, and {shown} has no percent sign"
                hint = f"write '{shown[1:-1]}%'"
                raise SFeelError(UNREADABLE_TEST, message, value.start, value.end, hint)

    def _spelling(self, value: Value) -> str:
        written = self._text[value.start : value.end]
        match self._kind:
            case ValueKind.TEXT:
                return f'a text stands in double quotes: "{written}"'
            case ValueKind.DATE:
                return 'write date("2019-01-31")'
            case ValueKind.BOOLEAN:
                return "write true or false, without quotes"
            case _:
                return "numbers stand without quotes: 12"

    def _check_order(self, item: Range) -> None:
        lower, upper = item.lower.found, item.upper.found
        if isinstance(lower, str) and isinstance(upper, str):
            is_turned = lower > upper
        elif isinstance(lower, Fraction) and isinstance(upper, Fraction):
            is_turned = is_empty(lower, upper, item.lower_closed, item.upper_closed)
        else:
            return
        if is_turned:
            message = f"{quoted(self._text[item.start : item.end])} holds no value"
            hint = "the smaller end stands first"
            raise SFeelError(UNREADABLE_TEST, message, item.start, item.end, hint)

    def _refuse_order(self, item: Item) -> None:
        if not isinstance(self._domain, CategoryDomain):
            return
        shown = quoted(self._text[item.start : item.end])
        if self._domain.is_boolean:
            message = f"{shown} compares by size, and true and false have no order"
            raise SFeelError(WRONG_KIND, message, item.start, item.end, "write true or false")
        if self._domain.is_open:
            message = f"{shown} compares texts by their order, and the input may be any text"
            hint = "list the values that the input may have"
            raise SFeelError(WRONG_KIND, message, item.start, item.end, hint)

    def _check_known(self, value: Value, domain: CategoryDomain) -> None:
        if domain.is_boolean or value.kind is ValueKind.NOTHING:
            return
        assert isinstance(value.found, str)
        if value.found in domain.values:
            return
        known = [each for each in domain.values if each != OTHER]
        message = f"{quoted(value.found)} is not in the domain"
        hint = did_you_mean(value.found, known)
        raise SFeelError(OUTSIDE_DOMAIN, message, value.start, value.end, hint)


def _categories(tests: UnaryTests, domain: CategoryDomain) -> Categories | None:
    named = None if tests.items is None or tests.is_negated else _named(tests.items)
    if named is not None:
        known = tuple(each for each in domain.values if each in named)
        return Categories(known) if known else None
    ordered = sorted(domain.values)
    if tests.items is None:
        kept = frozenset(ordered)
    elif tests.is_negated:
        # What holds is all for which every item is false, neither true nor null.
        kept = frozenset(ordered) - _held(tests.items, ordered, is_null_true=True)
    else:
        kept = _held(tests.items, ordered, is_null_true=False)
    return Categories(tuple(each for each in domain.values if each in kept)) if kept else None


def _named(items: tuple[Item, ...]) -> frozenset[str] | None:
    """Return the values that plain items name, null apart; ``None`` where one is no plain value."""
    found = []
    for item in items:
        if isinstance(item, Range) or item.relation is not Relation.EQUAL:
            return None
        if item.than.kind is not ValueKind.NOTHING:
            found.append(_text(item.than))
    return frozenset(found)


def _text(value: Value) -> str:
    """Return a text, or a truth value as a category."""
    return value.found if isinstance(value.found, str) else "true" if value.found else "false"


def _held(items: tuple[Item, ...], ordered: list[str], *, is_null_true: bool) -> frozenset[str]:
    """Return the values for which some item holds; with ``is_null_true``, or is null.

    Each item holds for a stretch of the values in their order, so that many items on many values
    take no longer than both one after the other.
    """
    switched = [0] * (len(ordered) + 1)
    for item in items:
        start, end = _stretch(item, ordered, is_null_true=is_null_true)
        if start < end:
            switched[start] += 1
            switched[end] -= 1
    pairs = zip(ordered, accumulate(switched), strict=False)
    return frozenset(value for value, count in pairs if count)


def _stretch(item: Item, ordered: list[str], *, is_null_true: bool) -> tuple[int, int]:
    """Return the first and the last place, exclusive, of the values for which an item holds."""
    if isinstance(item, Range):
        above = Relation.AT_LEAST if item.lower_closed else Relation.GREATER
        below = Relation.AT_MOST if item.upper_closed else Relation.LESS
        ends = ((above, item.lower), (below, item.upper))
        parts = [_side(*end, ordered, is_null_true=is_null_true) for end in ends]
        return max(start for start, _ in parts), min(end for _, end in parts)
    return _side(item.relation, item.than, ordered, is_null_true=is_null_true)


def _side(
    relation: Relation, than: Value, ordered: list[str], *, is_null_true: bool
) -> tuple[int, int]:
    """Return the stretch of the values in a relation to a literal."""
    every = len(ordered)
    if than.kind is ValueKind.NOTHING:
        # Nothing is equal to null but null itself, and nothing has an order to it.
        is_order = relation is not Relation.EQUAL
        return (0, every) if is_order and is_null_true else (0, 0)
    text = _text(than)
    before, after = bisect_left(ordered, text), bisect_right(ordered, text)
    match relation:
        case Relation.EQUAL:
            return before, after
        case Relation.LESS:
            return 0, before
        case Relation.AT_MOST:
            return 0, after
        case Relation.GREATER:
            return after, every
        case _:
            assert relation is Relation.AT_LEAST, relation
            return before, every


def _numbers(tests: UnaryTests) -> Numbers | None:
    if tests.items is None:
        return Numbers((Interval.everything(),))
    if tests.is_negated:
        # What holds is all for which every item is false, neither true nor null.
        found = complement_of(union_of(_sets(tests.items, is_null_true=True)))
    else:
        found = union_of(_sets(tests.items, is_null_true=False))
    return found if found.intervals else None


def _sets(items: tuple[Item, ...], *, is_null_true: bool) -> Iterator[Interval]:
    """Yield the numbers for which each item holds; with ``is_null_true``, or is null."""
    for item in items:
        found = _set(item, is_null_true=is_null_true)
        if found is not None:
            yield found


def _set(item: Item, *, is_null_true: bool) -> Interval | None:
    if isinstance(item, Range):
        below = _ray(Relation.AT_LEAST if item.lower_closed else Relation.GREATER, item.lower)
        above = _ray(Relation.AT_MOST if item.upper_closed else Relation.LESS, item.upper)
        if not is_null_true and (below is None or above is None):
            return None
        everything = Interval.everything()
        return (below or everything).intersect(above or everything)
    if item.relation is Relation.EQUAL:
        number = item.than.found
        return Interval.point(number) if isinstance(number, Fraction) else None
    found = _ray(item.relation, item.than)
    return Interval.everything() if found is None and is_null_true else found


def _ray(relation: Relation, than: Value) -> Interval | None:
    """Return the numbers in a relation to a literal; ``None`` for null, which has no order."""
    number = than.found
    if not isinstance(number, Fraction):
        return None
    is_closed = relation in {Relation.AT_LEAST, Relation.AT_MOST}
    if relation in {Relation.AT_LEAST, Relation.GREATER}:
        return Interval.at_least(number, closed=is_closed)
    return Interval.at_most(number, closed=is_closed)
