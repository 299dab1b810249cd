"""What is to be calculated: bound expressions, readings, and what each table must yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.cell import GroupingSet
    from factcheck.model.dispute import BoundDispute
    from factcheck.model.expression import Comparator
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.form import BoundForm
    from factcheck.model.problem import Code, Problem
    from factcheck.model.spec import Claim, Reading, Scope, Spec, TableDeclaration
    from factcheck.model.unit import Unit


class Premise(Struct, frozen=True):
    """Something a verdict rests on besides numbers read from tables."""

    kind: str
    """``assumption``, ``part of``, ``denominator``, ``wording``, ``threshold``, ``bridge``,
    ``groups``, ``rubric``, ``one row``."""
    name: str
    """The assumption's or statement's id, or the relation in words."""
    text: str
    """One sentence for the report."""


class BoundRelation(Struct, frozen=True):
    """``left <= right`` and the like between two bound expressions, and where it comes from."""

    left: Bound
    comparator: Comparator
    right: Bound
    premise: Premise
    assumption: str | None = None
    """The assumption it comes from; ``None`` for a declared ``part_of``."""
    is_aside: bool = False
    """Whether it only bounds what tables leave open of its sides: where they leave nothing
    open, it says nothing of the measure and is not looked at."""
    holds_in_slices: bool = True
    """Whether it also holds between the same slices of both sides."""


class BoundStatement(Struct, frozen=True):
    """A statement's measure lies in its figure's lenient set."""

    id: str
    measure: Bound
    figure: Figure
    source: str | None
    premise: Premise


class Target(Struct, frozen=True):
    """What a reading claims of one number: that it lies in a set."""

    measure: Bound
    claimed: Profiles
    """The sets in the measure's unit; for ``holds`` what the difference must lie in."""
    text: str
    is_negated: bool = False
    """For ``!=``: that it lies outside."""
    is_decisive: bool = True
    """Whether lying inside shows that the claim is true; ``a part of b`` is not shown by
    ``a`` being smaller."""
    by_profile: tuple[Bound, Bound, Bound] | None = None
    """What is measured in the strict, default and lenient profile, where the words of a figure
    decide what is counted; ``measure`` is the second of them."""


class Obstacle(Struct, frozen=True):
    """Why a reading cannot be checked."""

    reason: str
    """``fault`` for something wrong in the data; ``missing``, ``not comparable`` or
    ``declared`` for evidence that does not exist or does not fit."""
    message: str
    code: Code | None = None
    hint: str | None = None
    is_absent: bool = False
    """Whether there is nothing to be measured, as the mean of no numbers, rather than something
    that is not known or wrong."""


class ObstacleError(Exception):
    """One reading cannot be checked, the others can; carries why."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.message)


class BoundReading(Struct, frozen=True):
    """A reading with every name resolved, or the obstacle in its way."""

    reading: Reading
    measure_text: str
    targets: tuple[Target, ...] = ()
    """One for a figure, one a comparator for ``holds``; the claim is true if all are met.

    None for the other forms before the tables were read: ``form`` becomes them."""
    figure: Figure | None = None
    unit: Unit | None = None
    relations: tuple[BoundRelation, ...] = ()
    statements: tuple[BoundStatement, ...] = ()
    premises: tuple[Premise, ...] = ()
    """Bridges and thresholds that the binding itself needed."""
    groupings: tuple[tuple[str, GroupingSet], ...] = ()
    """For each table that is read, the columns that are tested and summed together."""
    columns: tuple[tuple[str, str], ...] = ()
    """Table and column of everything that is read for this reading."""
    scope: Scope | None = None
    is_illustrative: bool = False
    obstacle: Obstacle | None = None
    form: BoundForm | None = None
    """What is claimed of groups, steps or parts; ``None`` for a figure and for ``holds``."""
    words: tuple[Figure, ...] = ()
    """Every figure in words of the claim: ``figure``, a rank's lead, what a trend is within."""
    closed: tuple[tuple[str, str], ...] = ()
    """Table and column of what rows are grouped by: unknown values are among those that occur."""
    reads_printed: bool = False
    """Whether rounded cells are taken as printed, because rounding is allowed for by itself."""
    latest: BoundReading | None = None
    """The same on the latest vintages, for a reading that is judged on earlier ones."""


class BoundClaim(Struct, frozen=True):
    """A claim with its readings or parts bound."""

    claim: Claim
    readings: tuple[BoundReading, ...] = ()
    parts: tuple[BoundClaim, ...] = ()
    obstacle: Obstacle | None = None


class TablePlan(Struct, frozen=True):
    """What one table must yield."""

    declaration: TableDeclaration
    sets: tuple[GroupingSet, ...]
    columns: tuple[str, ...]
    """Every column that is read, the key's included."""
    numeric: tuple[str, ...] = ()
    """Columns that must be numbers: those that are summed or compared by size."""
    key: tuple[str, ...] = ()
    lang: str = "en"


class Plan(Struct, frozen=True):
    """The whole run: claims bound one by one, tables to scan once each."""

    spec: Spec
    claims: tuple[BoundClaim, ...]
    tables: tuple[TablePlan, ...]
    warnings: tuple[Problem, ...] = ()
    """What has no effect, and is most often a slip."""
    disputes: tuple[BoundDispute, ...] = ()
