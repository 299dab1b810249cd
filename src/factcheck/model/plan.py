"""What is to be calculated: bound expressions, readings, and what each table must yield."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from factcheck.model.cell import GroupingSet
    from factcheck.model.expression import AggregateFunction, Comparator, Operator, Test
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.problem import Code
    from factcheck.model.spec import Claim, Reading, Scope, Spec, TableDeclaration
    from factcheck.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in an expression."""

    number: Fraction
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class TableTerm:
    """One aggregate of one table's rows, or one cell of it."""

    table: str
    function: AggregateFunction | None
    """``None`` for the one cell that the tests select."""
    column: str | None
    """``None`` for ``count``."""
    tests: tuple[Test, ...]
    """Conditions written out and columns without a table; all must hold."""
    grouping: GroupingSet
    """The grouping set of the plan that holds its cells."""
    unit: Unit
    text: str
    level: Fraction | None = None
    """The level of a quantile, 0 to 1."""


@dataclass(frozen=True, slots=True)
class QuantityTerm:
    """A named quantity at one slice."""

    name: str
    tests: tuple[Test, ...]
    slice: tuple[str, ...]
    """The tests as canonical text, sorted: two terms with equal name and slice are one number."""
    definition: Bound | None
    """What it is calculated from; ``None`` where no table gives it."""
    unit: Unit
    text: str
    is_count: bool
    """Whether it is a whole number."""
    is_nonnegative: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """Two bound expressions joined by an operation."""

    operator: Operator
    left: Bound
    right: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus a bound expression."""

    operand: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class RelativeChange:
    """The change from one number to another as a share of the first."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class PointsBetween:
    """The difference of two shares in percentage points."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Absolute:
    """The absolute of a bound expression."""

    operand: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class ExtremeOf:
    """The largest or smallest of several bound expressions."""

    is_largest: bool
    operands: tuple[Bound, ...]
    unit: Unit
    text: str


Bound = (
    Constant
    | TableTerm
    | QuantityTerm
    | Compound
    | Negative
    | RelativeChange
    | PointsBetween
    | Absolute
    | ExtremeOf
)


@dataclass(frozen=True, slots=True)
class Premise:
    """Something a verdict rests on besides numbers read from tables."""

    kind: str
    """``assumption``, ``part of``, ``denominator``, ``wording``, ``threshold``, ``bridge``."""
    name: str
    """The assumption's or statement's id, or the relation in words."""
    text: str
    """One sentence for the report."""


@dataclass(frozen=True, slots=True)
class BoundRelation:
    """``left <= right`` and the like between two bound expressions, and where it comes from."""

    left: Bound
    comparator: Comparator
    right: Bound
    premise: Premise
    assumption: str | None = None
    """The assumption it comes from; ``None`` for a declared ``part_of``."""


@dataclass(frozen=True, slots=True)
class BoundStatement:
    """A statement's measure lies in its figure's lenient set."""

    id: str
    measure: Bound
    figure: Figure
    source: str | None
    premise: Premise


@dataclass(frozen=True, slots=True)
class BoundComparison:
    """The comparison that a ``holds`` claim makes: one comparator fewer than operands."""

    operands: tuple[Bound, ...]
    comparators: tuple[Comparator, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a reading cannot be checked."""

    reason: str
    """``fault`` for something wrong in the data; ``missing``, ``not comparable`` or
    ``declared`` for evidence that does not exist or does not fit."""
    message: str
    code: Code | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class BoundReading:
    """A reading with every name resolved, or the obstacle in its way."""

    reading: Reading
    measure_text: str
    measure: Bound | None = None
    comparison: BoundComparison | None = None
    figure: Figure | None = None
    claimed: Profiles | None = None
    """The figure's sets in the measure's unit; for ``holds`` what the difference must be in."""
    unit: Unit | None = None
    relations: tuple[BoundRelation, ...] = ()
    statements: tuple[BoundStatement, ...] = ()
    premises: tuple[Premise, ...] = ()
    """Bridges and thresholds that the binding itself needed."""
    tables: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Table and column of everything that is read for this reading."""
    scope: Scope | None = None
    is_illustrative: bool = False
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class BoundClaim:
    """A claim with its readings or parts bound."""

    claim: Claim
    readings: tuple[BoundReading, ...] = ()
    parts: tuple[BoundClaim, ...] = ()
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What one table must yield."""

    declaration: TableDeclaration
    sets: tuple[GroupingSet, ...]
    columns: tuple[str, ...]
    """Every column that is read, the key's included."""
    numeric: tuple[str, ...] = ()
    """Columns that must be numbers: those that are summed or compared by size."""
    key: tuple[str, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole run: claims bound one by one, tables to scan once each."""

    spec: Spec
    claims: tuple[BoundClaim, ...]
    tables: tuple[TablePlan, ...]
