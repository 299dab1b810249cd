"""Literals in S-FEEL and the canonical values of rubrics, one into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.fraction import Fraction
from factcheck.model.rubric import Literal, ValueKind

if TYPE_CHECKING:
    from factcheck.rubric.sfeel.tree import Value

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal_of(value: Value) -> Literal:
    """Return what a literal of S-FEEL says, in canonical form."""
    return Literal(value.kind, _canonical(value))


def _canonical(value: Value) -> str:
    match value.kind:
        case ValueKind.NUMBER:
            assert isinstance(value.found, Fraction)
            return number_key(value.found)
        case ValueKind.DATE:
            assert isinstance(value.found, Fraction)
            return day_of(int(value.found))
        case ValueKind.BOOLEAN:
            return "true" if value.found else "false"
        case ValueKind.TEXT:
            return str(value.found)
        case ValueKind.NOTHING:
            return ""
        case _:
            assert_never(value.kind)


def show_literal(literal: Literal) -> str:
    """Return a value as S-FEEL writes it."""
    match literal.kind:
        case ValueKind.TEXT:
            return show_text(literal.text)
        case ValueKind.DATE:
            return f'date("{literal.text}")'
        case ValueKind.NOTHING:
            return "null"
        case ValueKind.NUMBER | ValueKind.BOOLEAN:
            return literal.text
        case _:
            assert_never(literal.kind)


def show_text(text: str) -> str:
    """Return a text as S-FEEL writes it, in double quotes."""
    return f'"{text.translate(_ESCAPES)}"'
