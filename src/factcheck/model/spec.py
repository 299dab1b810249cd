"""The claim file as frozen records: every reference resolved to a name, every place kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from factcheck.model.expression import Comparison, Expression, PartOf, Relation, Test
    from factcheck.model.interval import Interval
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span, Text


class Verdict(Enum):
    """The relation between what was claimed and what the evidence permits."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    CONFLICTING = "conflicting"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number is about; ``None`` where nothing was declared."""

    period: Text | None = None
    population: Text | None = None
    definition: Text | None = None
    as_of: Text | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who published something, where and when."""

    id: str
    span: Span
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    archived: str | None = None
    published: str | None = None
    accessed: str | None = None


class EmptyCell(Enum):
    """What an empty cell of a column means."""

    UNKNOWN = "unknown"
    NONE = "none"
    ZERO = "0"
    NOT_APPLICABLE = "not applicable"


class ColumnKind(Enum):
    """What kind of number a column holds, where that limits what may be done with it."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    STOCK = "stock"
    RATE = "rate"
    INDEX = "index"
    MEDIAN = "median"


class ColumnType(Enum):
    """How a column's cells are read."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ColumnDeclaration:
    """What the claim file says of one column."""

    name: str
    """The name that expressions use."""
    span: Span
    header: str
    """The header in the file; the name itself unless ``from`` says otherwise."""
    unit: str | None = None
    scale: Fraction | None = None
    kind: ColumnKind | None = None
    over: str | None = None
    """The column along which a stock is never summed."""
    type: ColumnType | None = None
    map: tuple[tuple[str, str], ...] = ()
    """Labels: cell text to the value that expressions use."""
    domain: tuple[str, ...] = ()
    rounded: Fraction | None = None
    empty: EmptyCell | None = None
    markers: tuple[tuple[str, Marker], ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker such as ``:`` or ``<5`` stands for."""

    meaning: EmptyCell | Interval
    """An interval for a suppressed number, with its range."""


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """One evidence table."""

    name: str
    span: Span
    file: Text
    source: str | None = None
    key: tuple[str, ...] = ()
    scope: Scope = Scope()
    is_illustrative: bool = False
    delimiter: str | None = None
    encoding: str = "utf-8"
    header: tuple[str, ...] | None = None
    """Names for a file without a header row."""
    totals: tuple[tuple[str, str], ...] = ()
    """Column and label of the rows that are totals."""
    columns: tuple[ColumnDeclaration, ...] = ()
    empty: EmptyCell | None = None
    """What empty cells mean in every column that does not say it itself."""
    markers: tuple[tuple[str, Marker], ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityDeclaration:
    """A named number that claims speak of."""

    name: str
    span: Span
    description: str | None = None
    unit: str | None = None
    is_amount: bool = False
    is_nonnegative: bool = False
    measure: Expression | None = None
    measure_text: str | None = None
    part_of: Text | None = None
    missing: str | None = None
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class FigureText:
    """The words of a figure and how the checker reads them."""

    text: Text
    lang: str
    means: Text | None = None
    """The checker's own threshold for vague words."""
    reads: Text | None = None
    """The hedge class to use whatever the words say."""
    to: Text | None = None
    """The precision the figure was rounded to."""
    unit: Text | None = None
    """``points`` where a percent sign means percentage points."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of quantities, taken as evidence."""

    id: str
    span: Span
    measure: Expression
    measure_text: str
    figure: FigureText
    source: str | None
    scope: Scope
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A bridge that nobody published; it holds only where ``under`` names it."""

    id: str
    span: Span
    relation: Relation
    text: str
    """The relation as written."""
    because: str | None = None
    is_one_for_one: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Named tests; several definitions give a verdict for each."""

    name: str
    span: Span
    definitions: tuple[tuple[str | None, Test], ...]
    """Pairs of the definition's name and its test; one pair with ``None`` for a plain one."""


@dataclass(frozen=True, slots=True)
class FigureForm:
    """The measure lies in the figure's set."""

    measure: Expression
    measure_text: str
    figure: FigureText


@dataclass(frozen=True, slots=True)
class HoldsForm:
    """The comparison is true."""

    relation: Comparison | PartOf
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim, with everything needed to judge it."""

    name: str | None
    """``None`` for the only reading of a claim without ``readings``."""
    span: Span
    form: FigureForm | HoldsForm
    scope: Scope
    under: tuple[Text, ...] = ()
    using: tuple[Text, ...] | None = None
    """Tables, statements and sources; ``None`` for all evidence; ``each source`` as one text."""
    date: Text | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A published statement about numbers."""

    id: str
    span: Span
    """The place of the claim's key."""
    form: str
    """``figure``, ``holds``, ``parts``, or ``none`` for a claim that only says why not."""
    readings: tuple[Reading, ...] = ()
    parts: tuple[Claim, ...] = ()
    title: str | None = None
    quote: Text | None = None
    speaker: str | None = None
    source: str | None = None
    date: Text | None = None
    note: str | None = None
    expect: Verdict | None = None
    not_checkable: str | None = None
    """Why the claim's author says that it cannot be checked."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A claim file, checked as far as it can be without its evidence."""

    file: str
    language: int
    title: str | None
    about: str | None
    lang: str
    sources: tuple[Source, ...]
    tables: tuple[TableDeclaration, ...]
    quantities: tuple[QuantityDeclaration, ...]
    statements: tuple[Statement, ...]
    assumptions: tuple[Assumption, ...]
    conditions: tuple[Condition, ...]
    claims: tuple[Claim, ...]
    lines: tuple[str, ...]
    """The lines of the file, for excerpts."""
    warnings: tuple[Problem, ...] = ()
