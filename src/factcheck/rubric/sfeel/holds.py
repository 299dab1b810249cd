"""Whether unary tests hold for one value, in DMN's logic of three values.

An equality with null is true or false; null and values of different kinds have no order, and
values of different kinds are neither equal nor unequal: these comparisons give ``None``.
"""

from __future__ import annotations

from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from factcheck.model.rubric import ValueKind
from factcheck.rubric.sfeel.parse import parse_literal, parse_unary_tests
from factcheck.rubric.sfeel.tree import Comparison, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.rubric.sfeel.tree import Item, UnaryTests, Value

_ORDERED = {ValueKind.NUMBER, ValueKind.TEXT, ValueKind.DATE}
_ORDERS: dict[Relation, Callable[[Any, Any], bool]] = {
    Relation.LESS: lt,
    Relation.AT_MOST: le,
    Relation.GREATER: gt,
    Relation.AT_LEAST: ge,
}


def holds(text: str, value: str) -> bool | None:
    """Return whether unary tests hold for a literal; ``None`` is FEEL's null.

    Both are texts in S-FEEL. Raises ``SFeelError`` where one of them cannot be read.
    """
    return value_passes(parse_unary_tests(text), parse_literal(value))


def value_passes(tests: UnaryTests, value: Value) -> bool | None:
    """Return whether unary tests hold for a value; ``None`` is FEEL's null."""
    if tests.items is None:
        return True
    found = _any(_passes(item, value) for item in tests.items)
    return _not(found) if tests.is_negated else found


def _passes(item: Item, value: Value) -> bool | None:
    if isinstance(item, Comparison):
        return _compared(item.relation, value, item.than)
    above = Relation.AT_LEAST if item.lower_closed else Relation.GREATER
    below = Relation.AT_MOST if item.upper_closed else Relation.LESS
    ends = (_compared(above, value, item.lower), _compared(below, value, item.upper))
    return _not(_any(_not(end) for end in ends))


def _compared(relation: Relation, value: Value, than: Value) -> bool | None:
    if relation is Relation.EQUAL:
        return _equal(value, than)
    if relation is Relation.UNEQUAL:
        return _not(_equal(value, than))
    if value.kind is not than.kind or value.kind not in _ORDERED:
        return None
    return _ORDERS[relation](value.found, than.found)


def _equal(value: Value, than: Value) -> bool | None:
    if ValueKind.NOTHING in {value.kind, than.kind}:
        return value.kind is than.kind
    return value.found == than.found if value.kind is than.kind else None


def _any(found: Iterable[bool | None]) -> bool | None:
    every = set(found)
    if True in every:
        return True
    return None if None in every else False


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found
