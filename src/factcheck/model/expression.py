"""The tree of an expression as written: nothing is resolved or typed yet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.span import Span, Text


class Operator(Enum):
    """The four operations."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Comparator(Enum):
    """How two numbers, or a column and a value, are compared."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


class Number(Struct, frozen=True, cache_hash=True):
    """A literal number; ``is_share`` for ``10%``."""

    number: Fraction
    is_share: bool
    text: str
    span: Span


class Name(Struct, frozen=True, cache_hash=True):
    """A quantity, a table or, inside a slice, a condition."""

    name: str
    span: Span


class Column(Struct, frozen=True, cache_hash=True):
    """A column of a table; ``table`` is ``None`` where a test names the column alone."""

    table: str | None
    column: str
    span: Span


class Sliced(Struct, frozen=True, cache_hash=True):
    """An expression kept to the rows that pass every test."""

    base: Expression
    tests: tuple[Test, ...]
    span: Span


class Negated(Struct, frozen=True, cache_hash=True):
    """Minus an expression."""

    operand: Expression
    span: Span


class Arithmetic(Struct, frozen=True, cache_hash=True):
    """Two expressions joined by one of the four operations."""

    operator: Operator
    left: Expression
    right: Expression
    span: Span


class AggregateFunction(Enum):
    """Functions that make one number of a table's rows."""

    COUNT = "count"
    SUM = "sum"
    TOTAL = "total"
    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"
    DISTINCT = "distinct"
    QUANTILE = "quantile"
    LAST = "last"
    WEIGHTED_MEAN = "weighted_mean"
    CORRELATION = "correlation"


class Aggregate(Struct, frozen=True, cache_hash=True):
    """``sum(t.c)``, ``count(t)``, ``quantile(t.c, 90%)``, ``last(t.c over year)`` and the like.

    ``of`` is a table (``Name``) or a ``Column``, or either one ``Sliced``.
    """

    function: AggregateFunction
    of: Expression
    span: Span
    second: Expression | None = None
    """The other column of ``weighted_mean`` and ``correlation``, the level of ``quantile``."""
    over: Column | None = None
    """The column that ``last`` goes by."""


class Groups(Struct, frozen=True, cache_hash=True):
    """``groups(t by c, holds …)``: how many groups satisfy a comparison."""

    table: Expression
    by: tuple[Column, ...]
    comparison: Comparison
    span: Span


class Share(Struct, frozen=True, cache_hash=True):
    """``share(base, part)``: the part is an expression, or a test that keeps some of the base.

    A lone name is given as ``Name``; only the declarations tell a quantity from a condition.
    """

    base: Expression
    part: Expression | Test
    span: Span


class PairFunction(Enum):
    """Functions of a before and an after."""

    CHANGE = "change"
    POINTS = "points"


class Pair(Struct, frozen=True, cache_hash=True):
    """``change(a -> b)`` or ``points(a -> b)``."""

    function: PairFunction
    before: Expression
    after: Expression
    span: Span


class Magnitude(Struct, frozen=True, cache_hash=True):
    """``abs(a)``."""

    operand: Expression
    span: Span


class Extreme(Struct, frozen=True, cache_hash=True):
    """``largest(a, b, …)`` or ``smallest(a, b, …)`` of several expressions."""

    is_largest: bool
    operands: tuple[Expression, ...]
    span: Span


Expression = (
    Number
    | Name
    | Column
    | Sliced
    | Negated
    | Arithmetic
    | Aggregate
    | Groups
    | Share
    | Pair
    | Magnitude
    | Extreme
)


class Literal(Struct, frozen=True, cache_hash=True):
    """A value that a column is tested against: text as written, typed later by its column."""

    text: str
    is_quoted: bool
    span: Span


class CompareTest(Struct, frozen=True, cache_hash=True):
    """``column < value``; the value is a literal or another column of the same row."""

    column: Column
    comparator: Comparator
    value: Literal | Column
    span: Span


class AmongTest(Struct, frozen=True, cache_hash=True):
    """``column in (a, b)`` and, where ``negated``, ``column not in (a, b)``."""

    column: Column
    values: tuple[Literal, ...]
    negated: bool
    span: Span


class WithinTest(Struct, frozen=True, cache_hash=True):
    """``column in 1973..1982``, both ends included; or a date column in one month or year.

    ``column in 2019-07`` has the same literal as ``lower`` and ``upper``.
    """

    column: Column
    lower: Literal
    upper: Literal
    negated: bool
    span: Span


class TextFunction(Enum):
    """Ways to look inside a text."""

    CONTAINS = "contains"
    STARTS_WITH = "starts with"


class TextTest(Struct, frozen=True, cache_hash=True):
    """``column contains "…"`` or ``column starts with "…"``."""

    column: Column
    function: TextFunction
    value: Literal
    span: Span


class TopTest(Struct, frozen=True, cache_hash=True):
    """``column in top 10``: the rows whose number ranks 1 to 10, ties included."""

    column: Column
    places: int
    span: Span


class KnownTest(Struct, frozen=True, cache_hash=True):
    """``column known`` and, where ``negated``, ``column unknown``."""

    column: Column
    negated: bool
    span: Span


class TickFunction(Enum):
    """Ways to look at what was ticked."""

    ANY = "has any of"
    """``has "X"`` is this with one label."""
    ALL = "has all of"
    NONE = "has none of"


class TickTest(Struct, frozen=True, cache_hash=True):
    """``saw has "X"``, ``saw has any of (A, B)``, ``saw has none of (A, B)``."""

    column: Column
    function: TickFunction
    labels: tuple[Literal, ...]
    span: Span


class ConditionTest(Struct, frozen=True, cache_hash=True):
    """The name of a condition declared under ``conditions:``."""

    name: str
    span: Span


class NotTest(Struct, frozen=True, cache_hash=True):
    """The opposite of a test."""

    test: Test
    span: Span


class AnyTest(Struct, frozen=True, cache_hash=True):
    """``(a or b)``."""

    tests: tuple[Test, ...]
    span: Span


class AllTest(Struct, frozen=True, cache_hash=True):
    """Several tests, all of which must hold."""

    tests: tuple[Test, ...]
    span: Span


Test = (
    CompareTest
    | AmongTest
    | WithinTest
    | TextTest
    | TopTest
    | KnownTest
    | TickTest
    | ConditionTest
    | NotTest
    | AnyTest
    | AllTest
)


class Comparison(Struct, frozen=True, cache_hash=True):
    """``a < b <= c``: one comparator fewer than there are operands."""

    operands: tuple[Expression, ...]
    comparators: tuple[Comparator, ...]
    span: Span


class PartOf(Struct, frozen=True, cache_hash=True):
    """``a part of b``: what the part counts lies inside what the whole counts."""

    part: Expression
    whole: Expression
    span: Span


class Apart(Struct, frozen=True, cache_hash=True):
    """``apart: [a, b, c]``: no two of them share anything."""

    members: tuple[Expression, ...]
    span: Span


class SameAs(Struct, frozen=True, cache_hash=True):
    """``same: period, of: [a, b]``: a bridge over two declared and different descriptions."""

    aspect: str
    """``period``, ``population``, ``definition`` or ``as_of``."""
    of: tuple[Text, ...]
    span: Span


Relation = Comparison | PartOf | Apart | SameAs
