"""Units of bound expressions: what may be added, compared and divided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.row_expression import DatePart, RowDatePart
from factcheck.model.spec import ColumnKind
from factcheck.model.unit import Unit, UnitKind, is_percent

if TYPE_CHECKING:
    from factcheck.model.spec import ColumnDeclaration, QuantityDeclaration

SHARE = Unit(UnitKind.SHARE)
FACTOR = Unit(UnitKind.FACTOR)
RELATIVE_CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
COUNT = Unit(UnitKind.COUNT)

IN_POINTS = frozenset({UnitKind.SHARE, UnitKind.FACTOR, UnitKind.RELATIVE_CHANGE})
"""Kinds of numbers printed as percentages, the difference of two of which is in points."""

AVERAGES = frozenset(
    {
        AggregateFunction.MEAN,
        AggregateFunction.MEDIAN,
        AggregateFunction.QUANTILE,
        AggregateFunction.WEIGHTED_MEAN,
    }
)
"""Aggregates that lie between the numbers they are made of, so that they need not be whole."""

_PLAIN = frozenset({UnitKind.COUNT, UnitKind.AMOUNT})
_YEAR = re.compile(r".*(?:year|jahr|année|annee|anno|año)", re.IGNORECASE)
"""Names of columns that most often hold years, as ``Release Year`` and ``birth_year``."""
_RATES = {ColumnKind.RATE, ColumnKind.INDEX, ColumnKind.MEDIAN, ColumnKind.CHANGE}


def is_measure(noun: str) -> bool:
    """Whether a noun is a currency or a measure, so that its numbers are amounts."""
    from factcheck.figure import measure_named

    return measure_named(noun) is not None


def column_unit(column: ColumnDeclaration | None) -> Unit:
    """Return the unit of one number of a column."""
    if column is None:
        return COUNT
    if column.kind is ColumnKind.CHANGE:
        return RELATIVE_CHANGE
    if column.kind is ColumnKind.SHARE or is_percent(column.unit):
        return SHARE
    is_amount = column.kind is not None and column.kind not in {ColumnKind.COUNT, ColumnKind.STOCK}
    if is_amount or (column.unit is not None and is_measure(column.unit)):
        return Unit(UnitKind.AMOUNT, column.unit)
    return Unit(UnitKind.COUNT, column.unit)


def year_unit(column: ColumnDeclaration | None, name: str, unit: Unit) -> Unit:
    """Return the unit of a number that is a value of a column: of years, a year.

    Nobody has to declare that: it only decides how the number is printed.
    """
    header = name if column is None else column.header
    compute = None if column is None else column.compute
    is_dated = isinstance(compute, RowDatePart) and compute.part is DatePart.YEAR
    is_named = any(_YEAR.fullmatch(each) for each in (name, header))
    if unit.noun is not None or unit.kind not in _PLAIN or not (is_dated or is_named):
        return unit
    return Unit(unit.kind, is_year=True)


def is_rate(column: ColumnDeclaration | None) -> bool:
    """Whether a column's numbers never add up."""
    return column is not None and column.kind in _RATES


def aggregate_unit(function: AggregateFunction | None, unit: Unit) -> Unit:
    """Return the unit of an aggregate over a column of this unit."""
    if function in {AggregateFunction.COUNT, AggregateFunction.DISTINCT}:
        return COUNT
    if function is AggregateFunction.CORRELATION:
        return FACTOR
    if function in AVERAGES and unit.kind is UnitKind.COUNT:
        return Unit(UnitKind.AMOUNT, unit.noun)
    return unit


def quantity_unit(quantity: QuantityDeclaration, measured: Unit | None) -> Unit:
    """Return a quantity's unit: as declared, else as its measure's."""
    if quantity.unit is None:
        return COUNT if measured is None else measured
    if is_percent(quantity.unit):
        is_change = measured is not None and measured.kind is UnitKind.RELATIVE_CHANGE
        return RELATIVE_CHANGE if is_change else SHARE
    if quantity.is_amount or is_measure(quantity.unit):
        return Unit(UnitKind.AMOUNT, quantity.unit)
    if measured is not None and measured.kind is not UnitKind.COUNT:
        return Unit(measured.kind, quantity.unit if measured.kind is UnitKind.AMOUNT else None)
    return Unit(UnitKind.COUNT, quantity.unit)


def are_alike(left: Unit, right: Unit) -> bool:
    """Whether two numbers may be added or compared: also a count with an average of counts."""
    if {left.kind, right.kind} == {UnitKind.COUNT, UnitKind.AMOUNT}:
        return left.noun == right.noun or bool(
            left.noun and right.noun and same_noun(left.noun, right.noun)
        )
    if left.kind is not right.kind:
        return False
    if left.kind is UnitKind.AMOUNT and left.noun and right.noun:
        return same_noun(left.noun, right.noun)
    return True


def same_noun(left: str | None, right: str | None) -> bool:
    """Whether two nouns name the same thing counted or measured; one missing is no difference."""
    return (
        left is None
        or right is None
        or _singular(left) == _singular(right)
        or _is_same_measure(left, right)
    )


def _is_same_measure(left: str, right: str) -> bool:
    """Whether both are words for one currency or measure, as *t* and *tonnes* are."""
    from factcheck.figure import measure_named

    name = measure_named(left)
    return name is not None and name == measure_named(right)


def _singular(noun: str) -> str:
    folded = noun.casefold()
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def joined_unit(left: Unit, right: Unit) -> Unit:
    """Return the unit of a sum or difference of two alike numbers."""
    same = same_noun(left.noun, right.noun)
    kind = UnitKind.AMOUNT if right.kind is UnitKind.AMOUNT else left.kind
    return Unit(kind, (left.noun or right.noun) if same else None)


def product_unit(operator: Operator, left: Unit, right: Unit, *, is_share: bool) -> Unit:
    """Return the unit of a product or quotient of two numbers that are no constants."""
    if operator is Operator.DIVIDE:
        return SHARE if is_share else FACTOR
    plain = {UnitKind.SHARE, UnitKind.FACTOR, UnitKind.RELATIVE_CHANGE}
    if left.kind in plain:
        return right
    if right.kind in plain:
        return left
    return Unit(UnitKind.AMOUNT)


def described(unit: Unit) -> str:
    """Return a unit as messages tell it: *a count of reports*, *an amount in CHF*."""
    noun = f" of {unit.noun}" if unit.noun and unit.kind is UnitKind.COUNT else ""
    currency = f" in {unit.noun}" if unit.noun and unit.kind is UnitKind.AMOUNT else ""
    article = "an" if unit.kind is UnitKind.AMOUNT else "a"
    name = "number of percentage points" if unit.kind is UnitKind.POINTS else unit.kind.value
    return f"{article} {name}{noun}{currency}"
