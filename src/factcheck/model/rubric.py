"""A rubric: a decision table that puts each row of a table into one class."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span, Text
    from factcheck.model.spec import Source

CLASS = "class"
"""The column that a rubric adds to a table."""


class HitPolicy(Enum):
    """What happens where several rules match one row."""

    UNIQUE = "unique"
    """It is an error."""
    FIRST = "first"
    """The rule that stands first decides."""


class UnknownPolicy(Enum):
    """What becomes of a test that cannot be decided."""

    EITHER = "either"
    """It may hold or not: the row may have any class that follows from either."""
    NO_MATCH = "no match"
    """It does not match, as in DMN."""


class Numbers(Struct, frozen=True):
    """A set of numbers: the union of intervals."""

    intervals: tuple[Interval, ...]
    """Sorted, and no two of them touch."""


class Categories(Struct, frozen=True):
    """A set of categories."""

    values: tuple[str, ...]
    """In the order of the domain."""


ValueSet = Numbers | Categories


class NumberDomain(Struct, frozen=True):
    """The numbers that an input may be."""

    within: Interval
    is_integer: bool = False
    is_percent: bool = False
    """Whether its numbers are shares, written with a percent sign."""
    unit: str | None = None
    """A word that may stand beside its numbers and means nothing more."""


class CategoryDomain(Struct, frozen=True):
    """The categories that an input may be, in the order in which they are declared."""

    values: tuple[str, ...]


Domain = NumberDomain | CategoryDomain


class RubricInput(Struct, frozen=True):
    """What the rules look at: one column of the table."""

    name: str
    """What the rules call it."""
    span: Span
    column: str
    """What expressions call the column; the name itself unless ``from`` says otherwise."""
    domain: Domain
    meanings: tuple[tuple[str, ValueSet], ...] = ()
    """Labels of the table that leave open which value it is, and the values it may be."""


class RubricTest(Struct, frozen=True):
    """An input lies in a set of values."""

    input: str
    allowed: ValueSet
    text: Text
    """As written."""


class Rule(Struct, frozen=True):
    """One row of the decision table: where all tests hold, it gives the class."""

    number: int
    """Its place in the file, from 1."""
    span: Span
    tests: tuple[RubricTest, ...]
    """At most one for each input; one without a test may be anything."""
    classes: tuple[str, ...]
    """The class; several where the rule itself leaves open which of them."""
    because: str | None = None


class Rubric(Struct, frozen=True):
    """A decision table, read from a file of its own."""

    file: str
    """As shown: relative to the project root."""
    hit: HitPolicy
    unknown: UnknownPolicy
    inputs: tuple[RubricInput, ...]
    classes: tuple[str, ...]
    """In the order in which they are declared; at least two."""
    rules: tuple[Rule, ...]
    otherwise: Rule | None = None
    """What decides where none of the rules matches; it has no tests."""
    title: str | None = None
    about: str | None = None
    source: Source | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it looks at."""
        return tuple(each.column for each in self.inputs)
