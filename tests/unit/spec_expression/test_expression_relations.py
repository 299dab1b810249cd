from __future__ import annotations

import pytest
from expression_helpers import bare, expression, marked, one_test, problem, relation

from factcheck.model.expression import (
    Apart,
    Column,
    Comparator,
    Comparison,
    ConditionTest,
    Name,
    PartOf,
    SameAs,
)
from factcheck.model.span import Span, Text
from factcheck.spec.expression import names_in

SPAN = Span("f", 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("a < b", [Comparator.LESS]),
        ("a<b<=c", [Comparator.LESS, Comparator.AT_MOST]),
        ("a = b + c", [Comparator.EQUAL]),
        ("a ≥ b ≠ c", [Comparator.AT_LEAST, Comparator.UNEQUAL]),
        ("a <-b", [Comparator.LESS]),
    ],
)
def test_comparisons(text: str, comparators: list[Comparator]) -> None:
    node = relation(text)
    assert isinstance(node, Comparison)
    assert list(node.comparators) == comparators
    assert len(node.operands) == len(comparators) + 1


@pytest.mark.parametrize("text", ["a part of b", "part part of of", "a[x = 1] part  of b + c"])
def test_part_of(text: str) -> None:
    node = relation(text)
    assert isinstance(node, PartOf)
    assert isinstance(node.span, Span)


@pytest.mark.parametrize(
    ("text", "pointed_at", "hint"),
    [
        ("a", "a", None),
        ("", "", None),
        ("a <", "<", None),
        ("a part_of b", "part_of", "a part of b"),
        ("a part b", "part", "a part of b"),
        ("a in b", "in", "a part of b"),
        ("a part of b < c", "<", None),
        ("a == b", "==", "write ="),
        ("a <> b", "<>", "write !="),
        ("a < b and b < c", "and", "a < b < c"),
        ("a < b, b < c", ",", "a < b < c"),
        ("a < b c", "c", "`b c`"),
    ],
)
def test_malformed_relations(text: str, pointed_at: str, hint: str | None) -> None:
    found = problem(relation, text)
    assert marked(found, text) == pointed_at
    assert (found.hint is None) if hint is None else (hint in str(found.hint))


def names(node: object) -> list[str]:
    shown = []
    for found in names_in(node):  # type: ignore[arg-type]  # any node of the tree
        match found:
            case Column():
                shown.append(f"{found.table}.{found.column}")
            case Name() | ConditionTest():
                shown.append(found.name)
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", []),
        ("a + -b * t.c", ["a", "b", "t.c"]),
        ("a[x = 1, (p or not q), t.y = u.z]", ["a", "None.x", "p", "q", "t.y"]),
        ("t[a in (1, 2), b in 1..2, c contains d, e in top 3, f known]",
         ["t", "None.a", "None.b", "None.c", "None.e", "None.f"]),
        ("last(t.c over year) / weighted_mean(t.a, t.w)", ["t.c", "None.year", "t.a", "t.w"]),
        ("groups(t by (c, d), holds sum(t.x) > y)", ["t", "None.c", "None.d", "t.x", "y"]),
        ("share(a, b)", ["a", "b"]),
        ("share(a, b, c = 1)", ["a", "b", "None.c"]),
        ("change(a -> b) + abs(c) + largest(d, e)", ["a", "b", "c", "d", "e"]),
    ],
)  # fmt: skip
def test_names_in_expressions(text: str, expected: list[str]) -> None:
    assert names(expression(text)) == expected


def test_names_in_relations() -> None:
    a, b = Name("a", SPAN), Name("b", SPAN)
    assert names(relation("a < b <= c")) == ["a", "b", "c"]
    assert names(relation("a part of b")) == ["a", "b"]
    assert names(Apart((a, b), SPAN)) == ["a", "b"]
    assert names(SameAs("period", (Text("a", SPAN),), SPAN)) == []


def test_names_in_values_are_given_on_request() -> None:
    node = one_test("a = St.Gallen, b = c")
    assert names(node) == ["None.a", "None.b"]
    found = [part.column for part in names_in(node, values=True) if isinstance(part, Column)]
    assert found == ["a", "Gallen", "b"]


def test_relations_and_expressions_share_their_sides() -> None:
    node = relation("sum(t.x) > a + b")
    assert isinstance(node, Comparison)
    assert bare(node.operands[1]) == bare(expression("a + b"))
