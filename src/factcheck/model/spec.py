"""The claim file as frozen records: every reference resolved to a name, every place kept."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.scope import NO_SCOPE, Scope
from factcheck.model.table_declaration import (
    ColumnDeclaration,
    ColumnKind,
    ColumnType,
    EmptyCell,
    Join,
    Marker,
    Stack,
    TableDeclaration,
    Unpivot,
)

if TYPE_CHECKING:
    from factcheck.model.dispute import Dispute
    from factcheck.model.expression import (
        Column,
        Comparison,
        Expression,
        PartOf,
        Relation,
        Test,
    )
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span, Text


__all__ = [
    "LANGUAGE",
    "AddsUpForm",
    "Assumption",
    "Claim",
    "ColumnDeclaration",
    "ColumnKind",
    "ColumnType",
    "Condition",
    "Direction",
    "EachForm",
    "EmptyCell",
    "FigureForm",
    "FigureText",
    "Form",
    "HoldsForm",
    "Join",
    "KeptReport",
    "Marker",
    "Place",
    "Publisher",
    "Quantifier",
    "QuantityDeclaration",
    "RankForm",
    "Reading",
    "Scope",
    "Selection",
    "Source",
    "Spec",
    "Stack",
    "Statement",
    "TableDeclaration",
    "Template",
    "TrendForm",
    "Unpivot",
    "Verdict",
]

LANGUAGE = 1
"""The version of the language of claim files."""


class Verdict(Enum):
    """The relation between what was claimed and what the evidence permits."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    CONFLICTING = "conflicting"
    NOT_CHECKABLE = "not checkable"


class Source(Struct, frozen=True):
    """Who published something, where and when."""

    id: str
    span: Span
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    archived: str | None = None
    published: str | None = None
    accessed: str | None = None


class QuantityDeclaration(Struct, frozen=True):
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
    scope: Scope = NO_SCOPE


class FigureText(Struct, frozen=True):
    """The words of a figure and how the checker reads them."""

    text: Text
    lang: str
    """The language of the words, perhaps with a country, whose digits they then have: ``de-CH``."""
    means: Text | None = None
    """The checker's own threshold for vague words."""
    reads: Text | None = None
    """The hedge class to use whatever the words say."""
    to: Text | None = None
    """The precision the figure was rounded to."""
    unit: Text | None = None
    """``points`` where a percent sign means percentage points."""
    margin: Text | None = None
    """How far from the printed number the true one may be to either side, in the figure's unit."""
    locale: str | None = None
    """Whose digits it has, where that is not the language's."""


class Statement(Struct, frozen=True):
    """What a source says of quantities, taken as evidence."""

    id: str
    span: Span
    measure: Expression
    measure_text: str
    figure: FigureText
    source: str | None
    scope: Scope
    quote: str | None = None
    confidence: Fraction | None = None
    """The level at which it holds, between 0 and 1; ``None`` where it is certain."""


class Assumption(Struct, frozen=True):
    """A bridge that nobody published; it holds only where ``under`` names it."""

    id: str
    span: Span
    relation: Relation
    text: str
    """The relation as written."""
    because: str | None = None
    is_one_for_one: bool = False


class Condition(Struct, frozen=True):
    """Named tests; several definitions give a verdict for each."""

    name: str
    span: Span
    definitions: tuple[tuple[str | None, Test], ...]
    """Pairs of the definition's name and its test; one pair with ``None`` for a plain one."""


class FigureForm(Struct, frozen=True):
    """The measure lies in the figure's set."""

    measure: Expression
    measure_text: str
    figure: FigureText


class HoldsForm(Struct, frozen=True):
    """The comparison is true."""

    relation: Comparison | PartOf
    text: str


class Place(Struct, frozen=True):
    """Places in a ranking: ``1``, ``1..3``, ``top 3``, ``last``, ``not in top 10``."""

    first: int
    last: int
    text: Text
    is_from_end: bool = False
    """Whether places are counted from the other end of the ranking."""
    is_negated: bool = False


class RankForm(Struct, frozen=True):
    """Each of the groups has one of the places."""

    measure: Expression
    measure_text: str
    by: tuple[Column, ...]
    of: tuple[tuple[Text, ...], ...]
    """The groups, each with a value for every column of ``by``."""
    place: Place
    is_highest: bool = True
    """Whether place 1 is the highest number; else the lowest."""
    is_unique: bool = False
    """Whether sole place is demanded."""
    lead: FigureText | None = None
    """By how much the group leads over the next one."""
    among: tuple[Test, ...] = ()


class Direction(Enum):
    """Where a trend goes."""

    RISING = "rising"
    FALLING = "falling"
    FLAT = "flat"


class TrendForm(Struct, frozen=True):
    """The measure goes one way at each step of a column."""

    measure: Expression
    measure_text: str
    over: Column
    start: Text | None
    """``from``; ``None`` for the first value of the table."""
    end: Text | None
    direction: Direction
    within: FigureText | None = None
    """For ``flat``: how far from the start the measure may be."""


class Quantifier(Enum):
    """How many groups must satisfy an ``each`` claim."""

    ALL = "all"
    NONE = "none"
    COUNT = "count"
    """As many as ``count`` holds."""
    THESE = "these"
    """The listed ones and no others."""


class Selection(Struct, frozen=True):
    """Which groups must satisfy an ``each`` claim."""

    quantifier: Quantifier
    text: str
    span: Span
    count: Interval | None = None
    groups: tuple[tuple[Text, ...], ...] = ()
    """The listed groups, each with a value for every column of ``by``."""


class EachForm(Struct, frozen=True):
    """So many groups satisfy a comparison, or have a measure in the figure's set."""

    by: tuple[Column, ...]
    inner: FigureForm | HoldsForm
    selection: Selection
    of: int | None = None
    """How many groups there are said to be."""
    among: tuple[Test, ...] = ()


class AddsUpForm(Struct, frozen=True):
    """The parts make the total, as far as rounding lets them."""

    parts: tuple[tuple[Expression, str], ...]
    total: Expression
    total_text: str


Form = FigureForm | HoldsForm | RankForm | TrendForm | EachForm | AddsUpForm


class Reading(Struct, frozen=True):
    """One way to read a claim, with everything needed to judge it."""

    name: str | None
    """``None`` for the only reading of a claim without ``readings``."""
    span: Span
    form: Form
    scope: Scope
    under: tuple[Text, ...] = ()
    using: tuple[Text, ...] | None = None
    """Tables, statements and sources; ``None`` for all evidence; ``each source`` as one text."""
    date: Text | None = None
    note: str | None = None
    where: tuple[Test, ...] = ()
    """Tests that every term from a table is kept to; those of ``except`` are among them, turned
    round."""
    unfiltered: tuple[str, ...] = ()
    """Tables whose terms ``where`` leaves alone where they lack a column."""
    as_of: tuple[Text, ...] = ()
    """The dates whose vintages are judged; several make several readings."""
    about: Text | None = None
    """``sample`` or ``population``; ``None`` where the claim's kind decides it."""


class Claim(Struct, frozen=True):
    """A published statement about numbers."""

    id: str
    span: Span
    """The place of the claim's key."""
    form: str
    """``figure``, ``holds``, ``rank``, ``trend``, ``each``, ``adds up``, ``parts``, or ``none``
    for a claim that only says why not."""
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
    fault: Problem | None = None
    """What is wrong with the table whose rows claims should have been made of."""
    are_parts_readings: bool = False
    """Whether ``parts`` are several ways to read a claim of parts: each has the name of its
    reading for an id and is of form ``parts`` itself, and the claim goes by them as by readings."""


class Template(Struct, frozen=True):
    """A claim that is repeated for the rows of a table, which have to be read first."""

    id: str
    """The claim's id, and for a part the ids above it: ``claim/part``."""
    span: Span
    table: Text
    columns: tuple[Text, ...]


class Publisher(Struct, frozen=True):
    """Who publishes the fact-check, and where."""

    name: str
    url: str
    logo: str | None = None
    page: str | None = None
    """The address of the page on which the fact-check stands."""
    published: str | None = None


class KeptReport(Struct, frozen=True):
    """A report that is kept beside the claims."""

    file: Text
    """As the claim file names it."""
    form: str
    """The format, one of those that runs are reported in."""
    language: str


class Spec(Struct, frozen=True):
    """A claim file, checked as far as it can be without its evidence."""

    file: str
    language: int
    title: str | None
    about: str | None
    lang: str
    """The language of the figures' words."""
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
    templates: tuple[Template, ...] = ()
    """Claims that are still to be made, of rows that ``with_rows`` takes."""
    disputes: tuple[Dispute, ...] = ()
    scale: Text | None = None
    """The file of the house's own labels for verdicts."""
    reports: tuple[KeptReport, ...] = ()
    publisher: Publisher | None = None
