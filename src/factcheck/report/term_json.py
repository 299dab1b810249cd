"""What the claim file says of readings and of what they rest on, in the report as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from factcheck.model.spec import (
    Assumption,
    Condition,
    QuantityDeclaration,
    Statement,
    TableDeclaration,
)
from factcheck.model.terms import terms_of

if TYPE_CHECKING:
    from msgspec import Struct

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import Declaration

Fields = dict[str, Any]
_OF_RESULT = frozenset({"about", "expect"})


def term_objects(record: Struct) -> list[Fields]:
    """Return what is declared of something, each key with its text."""
    return [{"key": each.key, "text": each.text} for each in terms_of(record)]


def declaration_object(declaration: Declaration) -> Fields:
    """Return a table, quantity, statement, assumption or condition of a claim file."""
    kind, name = _called(declaration)
    return {"kind": kind, "name": name, "terms": term_objects(declaration)}


def dispute_terms(result: DisputeResult) -> list[Fields]:
    """Return what is declared of a dispute, but for what its result has in other fields."""
    terms = [] if result.dispute is None else term_objects(result.dispute)
    return [each for each in terms if each["key"] not in _OF_RESULT]


def _called(declaration: Declaration) -> tuple[str, str]:
    match declaration:
        case TableDeclaration():
            return "table", declaration.name
        case QuantityDeclaration():
            return "quantity", declaration.name
        case Statement():
            return "statement", declaration.id
        case Assumption():
            return "assumption", declaration.id
        case Condition():
            return "condition", declaration.name
        case _:
            assert_never(declaration)
