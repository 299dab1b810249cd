"""Readings whose evidence is a sample: what is read beside it, and whom the claim is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise
from factcheck.model.problem import Problem, Severity
from factcheck.model.sampling import sampling_of
from factcheck.model.spec import (
    AddsUpForm,
    EachForm,
    EmptyCell,
    FigureForm,
    HoldsForm,
    RankForm,
    TrendForm,
)
from factcheck.model.told import told
from factcheck.model.unit import UnitKind
from factcheck.plan.codes import IDLE_ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import GroupingSet
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading, Target
    from factcheck.model.span import Text
    from factcheck.model.spec import Form, Reading, Spec, TableDeclaration
    from factcheck.plan.names import NamedTable, Names

_HALF = Fraction(1, 2)
_CHANGES = frozenset({UnitKind.RELATIVE_CHANGE, UnitKind.POINTS})
_SHARES = frozenset({UnitKind.SHARE, UnitKind.FACTOR})
_THRESHOLDS = frozenset({"gt", "ge", "lt", "le", "upto", "well_over", "well_under"})
_MAJORITIES = frozenset({"majority", "vast_majority", "almost_all"})


def sampled_dimensions(table: NamedTable, measured: Iterable[str]) -> frozenset[str]:
    """Return the columns without which numbers of a sample cannot be told from each other.

    These are the columns that say how sure a number is, and the key, so that each number stands
    alone. Raises ``ObstacleError`` where such a column does not exist, or leaves out rows.
    """
    declaration = table.declaration
    samplings = [sampling_of(declaration, column) for column in measured]
    declared = [each for each in samplings if each is not None]
    beside = {name for each in declared for name in each.columns}
    if declared and isinstance(declaration.same_sample, str):
        beside.add(declaration.same_sample)
    for name in sorted(beside):
        table.column(name)
        _refuse_inapplicable(declaration, name)
    return frozenset(beside | set(declaration.key)) if declared else frozenset()


def columns_beside(table: TableDeclaration, measured: Iterable[str]) -> frozenset[str]:
    """Return the columns that say how sure numbers of a sample are, which are calculated with."""
    samplings = (sampling_of(table, column) for column in measured)
    return frozenset(name for each in samplings if each is not None for name in each.columns)


def _refuse_inapplicable(table: TableDeclaration, name: str) -> None:
    """Raise ``ObstacleError`` where rows may be left out because a column does not apply."""
    column = next((each for each in table.columns if each.name == name), None)
    meanings = [table.empty, *(marker.meaning for _, marker in table.markers)]
    if column is not None:
        meanings += [column.empty, *(marker.meaning for _, marker in column.markers)]
    if EmptyCell.NOT_APPLICABLE in meanings:
        message = told(
            "cells of column {column} of table {table} may not apply, and numbers of a sample are "
            "never left out for that",
            column=quoted(name),
            table=quoted(table.called),
        )
        hint = told("declare 'empty: unknown' or 'none' for {column}", column=name)
        raise ObstacleError(Obstacle("fault", message, hint=hint))


class Asked(Struct, frozen=True):
    """Whom a reading is about."""

    is_population: bool = False
    premises: tuple[Premise, ...] = ()


def whom_asked(
    reading: Reading,
    targets: tuple[Target, ...],
    groupings: Iterable[tuple[str, GroupingSet]],
    names: Names,
) -> Asked:
    """Return whom a reading is about, with the premise that says so; nothing without a sample.

    Raises ``ObstacleError`` for a sum of parts about the population.
    """
    if not _has_sample(groupings, names):
        return Asked()
    if reading.about is not None:
        name = reading.about.value
        _refuse_sum(reading.form, name)
        text = told("{text}, as declared", text=_READ[name])
        return Asked(name == "population", (Premise("about", _WHOM[name], text),))
    kind, is_population = _usual(reading.form, targets)
    name = "population" if is_population else "sample"
    text = told("{text}, by default for {kind}", text=_READ[name], kind=kind)
    return Asked(is_population, (Premise("about", _WHOM[name], text),))


def _refuse_sum(form: Form, about: str) -> None:
    """Raise ``ObstacleError`` for what is only held against the numbers that are printed."""
    if isinstance(form, AddsUpForm) and about == "population":
        message = told(
            "whether parts add up is a question of the printed numbers, not of the population"
        )
        hint = told("remove 'about: population'")
        raise ObstacleError(Obstacle("missing", message, hint=hint))


_WHOM = {"population": told("population"), "sample": told("sample")}
_READ = {
    "population": told("the claim is read about the population"),
    "sample": told("the claim is read about the sample, whose numbers are taken as printed"),
}


def _has_sample(groupings: Iterable[tuple[str, GroupingSet]], names: Names) -> bool:
    return any(
        sampling_of(names.table(table).declaration, column) is not None
        for table, grouping in groupings
        for column in grouping.measures
    )


def _usual(form: Form, targets: tuple[Target, ...]) -> tuple[str, bool]:
    """Return what kind of claim it is, and whether such are about everybody."""
    match form:
        case HoldsForm():
            return told("comparisons"), True
        case RankForm():
            return told("ranks"), True
        case TrendForm():
            return told("trends"), True
        case EachForm():
            return told("claims about each group"), True
        case AddsUpForm():
            return told("sums"), False
        case FigureForm():
            return _usual_figure(targets[0])
        case _:
            assert_never(form)


def _usual_figure(target: Target) -> tuple[str, bool]:
    unit = target.measure.unit.kind
    if unit in _CHANGES:
        return told("changes"), True
    is_half = unit in _SHARES and _is_majority(target.claimed.default)
    if is_half or target.hedge in _MAJORITIES:
        return told("majorities"), True
    # How many of those asked said something counts the sample, whatever it is compared with.
    if target.hedge in _THRESHOLDS and unit is not UnitKind.COUNT:
        return told("comparisons with a number"), True
    return told("figures"), False


def _is_majority(claimed: Interval) -> bool:
    """Whether a set is everything on one side of a half, which may be in it."""
    lower, upper = claimed.lower, claimed.upper
    is_more = lower == _HALF and (upper is None or upper >= 1)
    return is_more or (upper == _HALF and (lower is None or lower <= 0))


def idle_abouts(spec: Spec, readings: Iterable[BoundReading]) -> Iterator[Problem]:
    """Yield a warning for each ``about`` that no reading it is meant for has a sample for."""
    idle: dict[Text, bool] = {}
    for bound in readings:
        about = bound.reading.about
        if about is not None:
            has_effect = bound.obstacle is not None or any(
                premise.kind == "about" for premise in bound.premises
            )
            idle[about] = idle.get(about, True) and not has_effect
    for about in (each for each, is_idle in idle.items() if is_idle):
        message = (
            f"'about: {about.value}' has no effect: no number that the claim rests on is declared "
            "to be of a sample"
        )
        hint = "say of the column how sure it is, with 'n' or 'margin', or remove 'about'"
        excerpt = spec.lines[about.span.line - 1]
        yield Problem(IDLE_ABOUT, message, about.span, excerpt, hint, Severity.WARNING)
