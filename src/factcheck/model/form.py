"""Forms of claims with every name resolved.

What they ask of each group of rows is known only when the tables have been read; then they
become targets.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.model.bound import Bound, BoundCondition
    from factcheck.model.expression import Test
    from factcheck.model.figure import Figure
    from factcheck.model.span import Text
    from factcheck.model.spec import Direction, Place, Selection

    Conditions = tuple[BoundCondition, ...]
    """All must be true."""


class Groups(Struct, frozen=True):
    """The groups that rows form: one for each combination of values of some columns."""

    by: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Test, ...]], ...]
    """The tables whose rows say which groups there are, and what such a row must pass."""


class Gap(Enum):
    """How far apart two numbers are, in one of three ways."""

    RELATIVE = "relative"
    """The change from one to the other as a share of the first."""
    POINTS = "points"
    """The difference of two shares in percentage points."""
    DIFFERENCE = "difference"
    """The difference in the numbers' own unit."""


class BoundGap(Struct, frozen=True):
    """A figure that says how far apart two numbers are."""

    figure: Figure
    gap: Gap


class BoundRank(Struct, frozen=True):
    """Each of some groups has one of the places, in the order of a measure."""

    measure: Bound
    """Of all rows; each group's is this at its slice. So it is in every form."""
    groups: Groups
    of: tuple[tuple[Text, ...], ...]
    place: Place
    is_highest: bool = True
    is_unique: bool = False
    lead: BoundGap | None = None


class BoundTrend(Struct, frozen=True):
    """A measure goes one way at each step of a column."""

    measure: Bound
    groups: Groups
    """Of the one column that the trend goes over."""
    start: Text | None
    end: Text | None
    direction: Direction
    within: BoundGap | None = None


class BoundEach(Struct, frozen=True):
    """So many groups satisfy conditions."""

    groups: Groups
    conditions: tuple[Conditions, Conditions, Conditions]
    """What a group must satisfy in the strict, default and lenient profile."""
    selection: Selection
    of: int | None = None
    is_decisive: bool = True
    """Whether the conditions show what is claimed; see ``Target``."""
    is_of_chosen: bool = False
    """Whether ``among`` chose some of the groups."""


class BoundSum(Struct, frozen=True):
    """Parts make a total, as far as rounding lets them."""

    parts: tuple[Bound, ...]
    total: Bound


BoundForm = BoundRank | BoundTrend | BoundEach | BoundSum


def groups_of(form: BoundForm) -> Groups | None:
    """Return the groups that a form asks about; ``None`` for a sum."""
    return None if isinstance(form, BoundSum) else form.groups


def measures_of(form: BoundForm) -> tuple[Bound, ...]:
    """Return every bound expression of a form."""
    match form:
        case BoundRank() | BoundTrend():
            return (form.measure,)
        case BoundEach():
            return tuple(dict.fromkeys(each.measure for each in form.conditions[1]))
        case BoundSum():
            return (*form.parts, form.total)
        case _:
            assert_never(form)


def with_measures(
    form: BoundForm, change: Callable[[Bound], Bound], tables: Mapping[str, str]
) -> BoundForm:
    """Return a form with every bound expression changed, and tables called by other names."""
    match form:
        case BoundRank() | BoundTrend():
            return replace(
                form, measure=change(form.measure), groups=_with_tables(form.groups, tables)
            )
        case BoundEach():
            strict, default, lenient = (_changed(each, change) for each in form.conditions)
            groups = _with_tables(form.groups, tables)
            return replace(form, groups=groups, conditions=(strict, default, lenient))
        case BoundSum():
            parts = tuple(change(part) for part in form.parts)
            return replace(form, parts=parts, total=change(form.total))
        case _:
            assert_never(form)


def _with_tables(groups: Groups, tables: Mapping[str, str]) -> Groups:
    return replace(groups, rows=tuple((tables[table], tests) for table, tests in groups.rows))


def _changed(conditions: Conditions, change: Callable[[Bound], Bound]) -> Conditions:
    return tuple(replace(each, measure=change(each.measure)) for each in conditions)
