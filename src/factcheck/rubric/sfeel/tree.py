"""Unary tests as a tree: literals, comparisons, intervals, and lists of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import ValueKind


class Value(Struct, frozen=True):
    """A literal: what it is, and where it stands in its text."""

    kind: ValueKind
    found: Fraction | str | bool | None
    """A number, the ordinal of a day, a text, a truth value; ``None`` for null."""
    start: int = 0
    end: int = 0
    is_percent: bool = False
    """Whether it was written with a percent sign: then the number is the share."""


class Relation(Enum):
    """How a value is compared with a literal."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


class Comparison(Struct, frozen=True):
    """The value stands in a relation to a literal; a literal alone is an equality."""

    relation: Relation
    than: Value
    start: int
    end: int


class Range(Struct, frozen=True):
    """The value lies between two literals."""

    lower: Value
    upper: Value
    lower_closed: bool
    upper_closed: bool
    start: int
    end: int


Item = Comparison | Range


class UnaryTests(Struct, frozen=True):
    """A cell of a decision table: one of its items holds, or with ``not`` none does."""

    items: tuple[Item, ...] | None
    """``None`` for ``-``, which holds always."""
    is_negated: bool = False
