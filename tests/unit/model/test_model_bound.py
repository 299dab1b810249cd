"""Walking through and changing bound expressions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from factcheck.model.bound import (
    Absolute,
    Bound,
    BoundCondition,
    Compound,
    Constant,
    ExtremeOf,
    GroupTally,
    Negative,
    PointsBetween,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    Tally,
    nodes_of,
    operands_of,
    quantity_terms,
    table_terms,
    with_table_terms,
)
from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind

UNIT = Unit(UnitKind.COUNT, "reports")
ONE = Constant(Fraction(1), UNIT, "1")


def column(name: str) -> TableTerm:
    return TableTerm("t", AggregateFunction.SUM, name, (), UNIT, f"sum(t.{name})")


def quantity(name: str, definition: Bound | None) -> QuantityTerm:
    return QuantityTerm(
        name,
        tests=(),
        slice=(),
        definition=definition,
        unit=UNIT,
        text=name,
        is_count=True,
        is_nonnegative=True,
    )


A, B, C = column("a"), column("b"), column("c")
UNKNOWN = quantity("unknown", None)
KNOWN = quantity("known", A)


def _condition(measure: Bound) -> BoundCondition:
    return BoundCondition(measure, Interval.at_least(0))


# Each kind of node with what it is directly made of.
NODES: list[tuple[Bound, tuple[Bound, ...]]] = [
    (ONE, ()),
    (A, ()),
    (UNKNOWN, ()),
    (KNOWN, (A,)),
    (Compound(Operator.ADD, A, B, UNIT, "a + b"), (A, B)),
    (Negative(A, UNIT, "-a"), (A,)),
    (Absolute(A, UNIT, "abs(a)"), (A,)),
    (RelativeChange(A, B, UNIT, "change(a -> b)"), (A, B)),
    (PointsBetween(A, B, UNIT, "points(a -> b)"), (A, B)),
    (ExtremeOf(True, (A, B, C), UNIT, "largest(a, b, c)"), (A, B, C)),
    (Tally(((_condition(A), _condition(B)), (_condition(C),)), UNIT, "groups"), (A, B, C)),
    (GroupTally("t", ("g",), (), (_condition(A), _condition(B)), UNIT, "groups(…)"), (A, B)),
]
EACH = pytest.mark.parametrize(
    ("node", "parts"), NODES, ids=[type(node).__name__ for node, _ in NODES]
)


def test_every_kind_of_node_is_tried() -> None:
    assert {type(node) for node, _ in NODES} == set(Bound.__args__)


@EACH
def test_a_node_is_made_of_its_operands(node: Bound, parts: tuple[Bound, ...]) -> None:
    assert operands_of(node) == parts
    assert list(nodes_of(node)) == [node, *parts]


@EACH
def test_changing_every_table_term_changes_them_in_place(
    node: Bound, parts: tuple[Bound, ...]
) -> None:
    changed = with_table_terms(node, lambda term: replace(term, table="other"))
    assert type(changed) is type(node)
    assert len(operands_of(changed)) == len(parts)
    assert {term.table for term in table_terms(changed)} <= {"other"}
    back = with_table_terms(changed, lambda term: replace(term, table="t"))
    assert back == node


def test_nodes_come_outermost_first() -> None:
    inner = Compound(Operator.DIVIDE, KNOWN, UNKNOWN, UNIT, "known / unknown")
    outer = Negative(inner, UNIT, "-(known / unknown)")
    assert list(nodes_of(outer)) == [outer, inner, KNOWN, A, UNKNOWN]
    assert list(table_terms(outer)) == [A]
    assert list(quantity_terms(outer)) == [KNOWN, UNKNOWN]
