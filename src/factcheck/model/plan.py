"""What is to be calculated: bound expressions, readings, and what each table must yield."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.cell import GroupingSet
    from factcheck.model.dispute import BoundDispute
    from factcheck.model.expression import Comparator
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.form import BoundForm
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Code, Problem
    from factcheck.model.span import Span
    from factcheck.model.spec import Claim, Reading, Scope, Spec, TableDeclaration
    from factcheck.model.unit import Unit


class Premise(Struct, frozen=True):
    """Something a verdict rests on besides numbers read from tables."""

    kind: str
    """``assumption``, ``part of``, ``denominator``, ``wording``, ``threshold``, ``bridge``,
    ``groups``, ``rubric``, ``one row``, ``confidence``, ``about``."""
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
    span: Span | None = None
    """Where the assumption stands that it comes from."""


class BoundStatement(Struct, frozen=True):
    """A statement's measure lies in its figure's lenient set."""

    id: str
    measure: Bound
    figure: Figure
    source: str | None
    premise: Premise
    confidence: Fraction | None = None
    """The level at which it holds, between 0 and 1; ``None`` where it is certain."""
    is_aside: bool = False
    """Whether it is of quantities that only tables connect with the measure, as for relations."""
    span: Span | None = None
    """Where it stands in the claim file."""


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
    hedge: str | None = None
    """The class of a figure's words, as named in the table of hedge classes."""


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
    span: Span | None = None
    """Where in the claim file the expression or declaration stands that met it."""


class ObstacleError(Exception):
    """One reading cannot be checked, the others can; carries why."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.message)


@contextmanager
def met_at(span: Span) -> Iterator[None]:
    """Give an obstacle that is met here its place, unless something nearer has told one."""
    try:
        yield
    except ObstacleError as error:
        error.obstacle = placed(error.obstacle, span)
        raise


def placed(obstacle: Obstacle, span: Span) -> Obstacle:
    """Return an obstacle with a place, its own where it has one."""
    return obstacle if obstacle.span is not None else replace(obstacle, span=span)


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
    is_about_population: bool = False
    """Whether numbers of a sample are taken for what they say of everybody."""
    latest: BoundReading | None = None
    """The same on the latest vintages, for a reading that is judged on earlier ones."""
    wide: BoundReading | None = None
    """The same with all that is connected where a table leaves its numbers open; ``None`` where
    that is nothing more."""


class BoundClaim(Struct, frozen=True):
    """A claim with its readings or parts bound."""

    claim: Claim
    readings: tuple[BoundReading, ...] = ()
    parts: tuple[BoundClaim, ...] = ()
    obstacle: Obstacle | None = None


Named = tuple[tuple[str, tuple[str, ...]], ...]
"""Columns, each with values that claims name."""


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
    compared: tuple[str, ...] = ()
    """Columns whose sizes tests compare: what looks like numbers in them is read as such."""
    wanted: tuple[GroupingSet, ...] = ()
    """Every set that a reading looks at, also those whose cells are sums of another's; none where
    each has to be scanned for itself."""
    named: Named = ()
    """Columns of whose values is asked only whether they are those that are named."""
    folded: Named = ()
    """Those of them of whose other values one may stand for all, since they have so many."""
    has_base: bool = False
    """Whether it costs less to group by the columns of all sets first, and then by these."""


class Plan(Struct, frozen=True):
    """The whole run: claims bound one by one, tables to scan once each."""

    spec: Spec
    claims: tuple[BoundClaim, ...]
    tables: tuple[TablePlan, ...]
    warnings: tuple[Problem, ...] = ()
    """What has no effect, and is most often a slip."""
    disputes: tuple[BoundDispute, ...] = ()
