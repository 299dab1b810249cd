"""A rubric: a decision table that puts each row of a table into one class."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span, Text
    from factcheck.model.spec import Source

CLASS = "class"
"""The column that a rubric adds to a table."""

COUNTED = "counted"
"""The column that a rubric adds whose classes have roles: whether a row counts, yes or no."""

SCORE = "score"
"""The column that a rubric adds whose rules give scores."""


class HitPolicy(Enum):
    """What a table gives where several rules match one row: the hit policies of DMN."""

    UNIQUE = "unique"
    """It is an error."""
    ANY = "any"
    """Their outcome; that they give different ones is an error."""
    PRIORITY = "priority"
    """The outcome that stands first in the list of outputs."""
    FIRST = "first"
    """The rule that stands first decides."""
    SUM = "collect +"
    """The sum of their scores."""
    MINIMUM = "collect <"
    MAXIMUM = "collect >"
    NUMBER = "collect #"
    """How many different outcomes they give."""
    COLLECT = "collect"
    """All of their outcomes, in any order."""
    RULE_ORDER = "rule order"
    """All of their outcomes, in the order of the rules."""
    OUTPUT_ORDER = "output order"
    """All of their outcomes, in the order of the list of outputs."""

    @property
    def is_single(self) -> bool:
        """Whether one rule, or several that agree, decide."""
        return self in _SINGLE

    @property
    def is_score(self) -> bool:
        """Whether the table gives one number that is calculated from those of its rules."""
        return self in _SCORES


_SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST})
_SCORES = frozenset({HitPolicy.SUM, HitPolicy.MINIMUM, HitPolicy.MAXIMUM, HitPolicy.NUMBER})


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
    is_date: bool = False
    """Whether its numbers are days, counted as ``datetime.date.toordinal`` does."""


class CategoryDomain(Struct, frozen=True):
    """The categories that an input may be, in the order in which they are declared."""

    values: tuple[str, ...]
    is_boolean: bool = False
    """Whether they are ``true`` and ``false``."""
    is_open: bool = False
    """Whether the input may be any text: the values are those that some rule tests, and
    ``OTHER`` stands for all the rest."""


OTHER = "\x00other"
"""Stands, last among the values of an open domain, for every text that no rule tests."""

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
    label: str | None = None
    """What reports call it, if not by its name."""
    is_expression: bool = False
    """Whether its name is an expression that nobody evaluates: such a rubric can be analysed
    only."""


class RubricTest(Struct, frozen=True):
    """An input lies in a set of values."""

    input: str
    allowed: ValueSet
    text: Text
    """As written."""
    holds_without: bool = False
    """Whether it holds as well where the input has no value, DMN's null."""


class ValueKind(Enum):
    """What kind of value an output has."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    NOTHING = "nothing"
    """DMN's null."""


class Literal(Struct, frozen=True):
    """One value of an output, in canonical form, so that equal values are equal objects.

    Numbers are as ``number_key`` prints them, truth values ``true`` and ``false``, dates as
    ISO 8601 has them, and nothing is the empty text.
    """

    kind: ValueKind
    text: str
    is_expression: bool = False
    """Whether the text is an expression that nobody evaluates, equal only to the same text: such
    a rubric can be analysed only."""


class Output(Struct, frozen=True):
    """One thing that a decision table says of a row."""

    name: str
    values: tuple[Literal, ...] = ()
    """What it may be, the most important first; empty where nobody says."""


Outcome = tuple[Literal, ...]
"""What a rule says of a row: one value for each output."""


class Role(Enum):
    """How the rows of a class count where a definition is asked for."""

    COUNTED = "counted"
    NOT_COUNTED = "not counted"
    EITHER = "either"
    """The definition leaves it open."""


class RubricClass(Struct, frozen=True):
    """One of the classes into which a rubric puts rows."""

    name: str
    label: str | None = None
    """What reports call it, if not by its name."""
    role: Role | None = None
    rating: Fraction | None = None
    """The number that a house gives a label of its scale."""


class Rule(Struct, frozen=True):
    """One row of the decision table: where all tests hold, it gives its outcome."""

    number: int
    """Its place in the file, from 1."""
    span: Span
    tests: tuple[RubricTest, ...]
    """At most one for each input; one without a test may be anything."""
    outcomes: tuple[Outcome, ...]
    """The outcome; several where the rule itself leaves open which of them."""
    because: str | None = None
    id: str | None = None
    """What the file calls it."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The class that it gives, or several, where the first output is the class."""
        return tuple(outcome[0].text for outcome in self.outcomes)

    @property
    def called(self) -> str:
        """What messages call it: its id, or its place."""
        return f"rule {self.number}" if self.id is None else f"rule {self.id}"


class Rubric(Struct, frozen=True):
    """A decision table, read from a file of its own."""

    file: str
    """As shown: relative to the project root."""
    hit: HitPolicy
    unknown: UnknownPolicy
    inputs: tuple[RubricInput, ...]
    outputs: tuple[Output, ...]
    """One, the class or the score, but for tables that classify no rows."""
    rules: tuple[Rule, ...]
    otherwise: Rule | None = None
    """What decides where none of the rules matches; it has no tests."""
    classes: tuple[RubricClass, ...] = ()
    """In the order in which they are declared; none where the outputs are no classes."""
    name: str | None = None
    title: str | None = None
    about: str | None = None
    version: str | None = None
    """Which edition of the definition it is, in its authors' words."""
    author: str | None = None
    sources: tuple[Source, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes, in the order in which they are declared."""
        return tuple(each.name for each in self.classes)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it looks at."""
        return tuple(each.column for each in self.inputs)


def class_output(names: Iterable[str]) -> Output:
    """Return the output that is the class of a row, one of these."""
    return Output(CLASS, tuple(Literal(ValueKind.TEXT, name) for name in names))


def class_outcomes(names: Iterable[str]) -> tuple[Outcome, ...]:
    """Return the outcomes of a rule that gives a class, or leaves open which of several."""
    return tuple((Literal(ValueKind.TEXT, name),) for name in names)
