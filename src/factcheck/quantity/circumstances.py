"""What findings look at beside the verdict: other periods, other readings, small bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import (
    Compound,
    PointsBetween,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    table_terms,
)
from factcheck.model.confidence import levels_of
from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.plan import ObstacleError
from factcheck.model.possible import Circumstances, History
from factcheck.model.spec import EachForm, RankForm
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.cells.sums import notes_on_totals
from factcheck.quantity.cells.totals import asks_for_total, looked_at
from factcheck.quantity.decide.ranges import plain_range, range_of_value
from factcheck.quantity.equations import equations_of
from factcheck.quantity.history import history_of
from factcheck.quantity.levels import with_levels

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.cells.bench import Workbench

_SUMMED = {AggregateFunction.COUNT, AggregateFunction.SUM, AggregateFunction.MEAN}


def circumstances_of(bench: Workbench, bound: BoundReading, account: Account) -> Circumstances:
    """Return what the findings of a reading need to know."""
    measure = bound.targets[0].measure
    if bound.figure is None:
        return Circumstances(
            possible_totals=_possible_totals(bench, bound),
            totals_among_groups=_totals_among_groups(bench, bound),
            unequal_totals=_unequal_totals(bench, bound),
        )
    return Circumstances(
        _history(bench, bound, measure),
        _if_rounded(bench, bound, measure, account),
        _other_reading(measure, account),
        _denominator(measure, account),
        _possible_totals(bench, bound),
        totals_among_groups=_totals_among_groups(bench, bound),
        unequal_totals=_unequal_totals(bench, bound),
    )


def _history(bench: Workbench, bound: BoundReading, measure: Bound) -> History | None:
    """Return the measure at other periods, for a claim with a date."""
    if bound.reading.date is None or any(hides_rows(bench, table) for table, _ in bound.groupings):
        # Other periods than those that claims name are not told apart where rows are hidden.
        return None
    return history_of(measure, bench.tables, lambda each: _evaluated(bench, bound, each))


def hides_rows(bench: Workbench, table: str) -> bool:
    """Whether small numbers of a table are not to be told."""
    return bench.declaration(table).min_cell is not None


def _evaluated(bench: Workbench, bound: BoundReading, measure: Bound) -> Interval | None:
    """Return what the tables alone permit for another measure; ``None`` where they cannot say."""
    other = replace(
        bound,
        targets=(replace(bound.targets[0], measure=measure),),
        relations=(),
        statements=(),
    )
    try:
        result = equations_of(bench, other)
    except ObstacleError:
        return None
    return range_of_value(result.measures.value_of(measure), result.system)


def _if_rounded(
    bench: Workbench, bound: BoundReading, measure: Bound, account: Account
) -> Interval | None:
    """Return the measure if its round number cells were rounded figures.

    Where wide bounds tell already how that lies to what is claimed, these are returned.
    """
    if not any(bench.view(table, grouping).looks_rounded for table, grouping in bound.groupings):
        return None
    result = equations_of(bench, bound, as_rounded=True)
    system = with_levels(result.system, levels_of(account.system.rows))
    if system == account.system:
        return None
    value = result.measures.value_of(measure)
    wide, claimed = plain_range(value, system), bound.targets[0].claimed.default
    if wide is not None and (wide.is_within(claimed) or wide.is_apart_from(claimed)):
        return wide
    return range_of_value(value, system)


def _other_reading(measure: Bound, account: Account) -> tuple[str, Interval] | None:
    """Return a change of shares in points, or a difference in points as a relative change."""
    shares = {UnitKind.SHARE, UnitKind.FACTOR}
    match measure:
        case RelativeChange() if measure.before.unit.kind in shares:
            unit = Unit(UnitKind.POINTS)
            other: Bound = PointsBetween(measure.before, measure.after, unit, measure.text)
        case PointsBetween():
            unit = Unit(UnitKind.RELATIVE_CHANGE)
            other = RelativeChange(measure.before, measure.after, unit, measure.text)
        case _:
            return None
    value = account.range_of(other)
    return None if value is None else (unit.kind.value, value)


def _denominator(measure: Bound, account: Account) -> Interval | None:
    """Return the base of a share, where it is a count."""
    match measure:
        case Compound(operator=Operator.DIVIDE, right=below):
            return account.range_of(below) if below.unit.kind is UnitKind.COUNT else None
        case QuantityTerm(definition=Compound() as inner):
            return _denominator(inner, account)
        case _:
            return None


def _possible_totals(bench: Workbench, bound: BoundReading) -> tuple[tuple[str, str, str], ...]:
    """Return rows that look like totals and were counted together with others."""
    found: dict[tuple[str, str, str], None] = {}
    for target in bound.targets:
        for term in table_terms(target.measure):
            for column, label in _counted_labels(bench, term):
                found[term.table, column, label] = None
    return tuple(found)


def _unequal_totals(bench: Workbench, bound: BoundReading) -> tuple[tuple[str, str], ...]:
    """Return what is remarked of declared totals in the columns that a reading looks at."""
    every = (bench.view(table, grouping) for table, grouping in bound.groupings)
    remarks = ((view.name, remark) for view in every for remark in notes_on_totals(view))
    return tuple(dict.fromkeys(remarks))


def _totals_among_groups(bench: Workbench, bound: BoundReading) -> tuple[tuple[str, str, str], ...]:
    """Return groups that look like the total of the others and that the claim does not name."""
    form = bound.reading.form
    if not isinstance(form, RankForm | EachForm):
        return ()
    by = {column.column for column in form.by}
    groups = form.of if isinstance(form, RankForm) else form.selection.groups
    named = {text.value for group in groups for text in group}
    found: dict[tuple[str, str, str], None] = {}
    for target in bound.targets:
        for term in table_terms(target.measure):
            for column, label in bench.tables[term.table].total_like:
                is_group = column in by and asks_for_total(term.tests, column, label)
                if is_group and label not in named:
                    found[term.table, column, label] = None
    return tuple(found)


def _counted_labels(bench: Workbench, term: TableTerm) -> tuple[tuple[str, str], ...]:
    if term.function not in _SUMMED:
        return ()
    declared = {column for column, _ in bench.declaration(term.table).totals}
    return tuple(
        (column, label)
        for column, label in bench.tables[term.table].total_like
        if column not in declared and not looked_at(term.tests, column)
    )
