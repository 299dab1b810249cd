"""Rows that may belong to a term or not, split into unknown numbers.

Each combination of tests that an unknown value could pass is one unknown number of rows; the
same number stands in every term of a measure, so that a row is never counted in a part and left
out of its whole. The last combination gets what the others leave, so that terms which together
hold all the rows add up to them exactly; it is the one that belongs to no term, if there is one.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, constant
from factcheck.model.rubric import CLASS, COUNTED
from factcheck.model.told import told, told_digits
from factcheck.quantity.cells.class_worlds import is_open, open_columns
from factcheck.quantity.cells.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from factcheck.model.cell import Cell
    from factcheck.quantity.aggregates.inside import Way
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.unknowns import Choice, Unknowns

ZERO = Fraction(0)
MAX_VARIABLES = 8
"""Past this many unknown numbers, cells are split together and not each value by itself."""

Spreads = tuple[tuple[str, Spread], ...]
"""The summed columns in which some rows have values, and what each value can be."""


class Uses(Struct, frozen=True):
    """What is made of undecided rows whose class a rubric leaves open."""

    divided: frozenset[str] = frozenset()
    """Columns that are summed: what a row counts may be of several classes."""
    only_divided: frozenset[str] = frozenset()
    """Those of them that nothing else looks at."""
    has_whole_rows: bool = False
    """Whether something counts the rows as well, or averages over them."""


class Undecided(Struct, frozen=True):
    """Cells whose rows may belong to the same combinations of terms."""

    name: str
    ways: tuple[Way, ...]
    """For each way, which of the terms a row belongs to; that of none is last."""
    cells: tuple[Cell, ...]
    spreads: Spreads
    label: str
    """What they are called where it is told what would decide a claim."""
    has_open_class: bool = False
    """Whether a rubric leaves the class of each of its rows open."""

    @property
    def rows(self) -> int:
        """How many rows they have together."""
        return sum(cell.rows for cell in self.cells)

    def bounds_of(self, column: str, way: int) -> Interval:
        """Return what each number of a column can be in one way."""
        narrower = dict(self.ways[way][1])
        return narrower.get(column, dict(self.spreads)[column].bounds)


def grouped(
    view: TableView, ways: Mapping[int, tuple[Way, ...]], columns: frozenset[str]
) -> list[Undecided]:
    """Return undecided cells in groups: of one value each where they are few.

    ``ways`` are those in which each cell's rows may belong to terms, by its place; ``columns``
    are those that the terms sum.
    """
    spreads = {place: _spreads(view, place, columns) for place in ways}
    fine = _groups(view, ways, spreads, spreads)
    variables = sum(len(each.ways) - 1 for each in fine)
    if variables <= MAX_VARIABLES:
        return fine
    valued = {place: tuple(column for column, _ in each) for place, each in spreads.items()}
    return _groups(view, ways, spreads, valued)


def _spreads(view: TableView, place: int, columns: frozenset[str]) -> Spreads:
    every = view.spreads_of(view.index.cells[place])
    return tuple((column, spread) for column, spread in every if column in columns)


def _groups(
    view: TableView,
    ways: Mapping[int, tuple[Way, ...]],
    spreads: Mapping[int, Spreads],
    kinds: Mapping[int, object],
) -> list[Undecided]:
    """Return cells in groups of one kind that may belong to terms in the same ways."""
    places: dict[object, list[int]] = {}
    for place, each in ways.items():
        places.setdefault((each, kinds[place]), []).append(place)
    label = _label(view, ways)
    groups = []
    for number, of in enumerate(places.values()):
        cells = tuple(view.index.cells[place] for place in of)
        joint = _joint([dict(spreads[place]) for place in of])
        name = f"{view.name}?{number}"
        has_open = all(is_open(view, place) for place in of)
        groups.append(Undecided(name, ways[of[0]], cells, joint, label(of), has_open))
    return groups


def _label(view: TableView, ways: Iterable[int]) -> Callable[[Iterable[int]], str]:
    """Return what words undecided rows; where their class is open, how many such there are."""
    cells = view.index.cells
    open_ = [place for place in ways if is_open(view, place)]
    number = sum(cells[place].rows for place in open_)
    columns = {column for place in open_ for column in open_columns(view, place)}

    def label(places: Iterable[int]) -> str:
        if all(view.index.cells[place].is_hidden for place in places):
            return told("rows of {table} that `min_cell` hides", table=view.name)
        if all(is_open(view, place) for place in places):
            return _open_rows(view.name, columns, told_digits(f"{number:,}"))
        return told("undecided rows of {table}", table=view.name)

    return label


def _open_rows(table: str, columns: Collection[str], number: str) -> str:
    """Return of how many rows a rubric leaves something open, and what."""
    parts = {"table": table, "number": number}
    if CLASS in columns:
        return told("rows of {table} whose class the rubric leaves open: {number}", **parts)
    if COUNTED in columns:
        return told("rows of {table} that the rubric may count or not: {number}", **parts)
    return told("rows of {table} whose score the rubric leaves open: {number}", **parts)


def _joint(every: Sequence[Mapping[str, Spread]]) -> Spreads:
    """Return what each value of several cells can be; free where it is so for all alike."""
    joint = []
    for column in every[0]:
        spreads = [each[column] for each in every]
        bounds = spreads[0].bounds
        for other in spreads[1:]:
            bounds = bounds.hull(other.bounds)
        is_free = all(each.is_free and each.bounds == bounds for each in spreads)
        joint.append((column, Spread(bounds, is_free)))
    return tuple(joint)


def split_rows(
    view: TableView, group: Undecided, unknowns: Unknowns, uses: Uses
) -> dict[str | None, list[Form]]:
    """Return, for each way, its rows (``None``) and its part of each column's sum.

    Of a column whose rows may be divided, the parts stand under ``parts_of(column)``.
    """
    label = group.label
    rows, reach = Interval.point(group.rows), Interval(ZERO, Fraction(group.rows))
    counts = _shares(group.name, rows, reach, len(group.ways), label, unknowns, whole=True)
    split: dict[str | None, list[Form]] = {None: counts}
    for column, spread in group.spreads:
        if column in uses.divided:
            split[parts_of(column)] = _divided_column(view, group, column, spread, unknowns)
        if column not in uses.only_divided:
            split[column] = _split_column(view, group, column, spread, counts, unknowns)
    if not _is_exact(group, uses):
        choices = range(len(group.ways))
        unknowns.choices.append(tuple(_all_in_one(group, split, way) for way in choices))
    return split


def parts_of(column: str) -> str:
    """Return the name under which the parts of a column's divided rows stand."""
    return f"{column}÷"


def _is_exact(group: Undecided, uses: Uses) -> bool:
    """Whether the linear rows of a group admit nothing that cannot be."""
    spreads = dict(group.spreads)
    divided = [spreads[column] for column in uses.divided if column in spreads]
    if divided and (uses.has_whole_rows or uses.divided != uses.only_divided):
        return False
    undivided = (s for column, s in spreads.items() if column not in uses.only_divided)
    return all(s.is_exact for s in undivided) and all(map(_has_one_sign, divided))


def _has_one_sign(spread: Spread) -> bool:
    """Whether no two numbers of a set have opposite signs."""
    lower, upper = spread.bounds.lower, spread.bounds.upper
    return (lower is not None and lower >= 0) or (upper is not None and upper <= 0)


def _all_in_one(group: Undecided, split: dict[str | None, list[Form]], chosen: int) -> Choice:
    """Return the choice that puts all rows into one way: its worlds are sure."""
    nothing = Interval.point(0)
    others = (
        Row("choice", form, nothing)
        for forms in split.values()
        for way, form in enumerate(forms)
        if way != chosen
    )
    strict = (
        Row("choice", split[column][chosen], bounds.scaled(group.rows))
        for column, _ in group.spreads
        if column in split and not _is_closed(bounds := group.bounds_of(column, chosen))
    )
    return (*others, *strict)


def _is_closed(bounds: Interval) -> bool:
    """Whether the ends that a set has belong to it."""
    return (bounds.lower is None or bounds.lower_closed) and (
        bounds.upper is None or bounds.upper_closed
    )


def _shares(
    name: str,
    total: Interval,
    reach: Interval,
    number: int,
    label: str,
    unknowns: Unknowns,
    *,
    whole: bool,
) -> list[Form]:
    """Return parts of a total: each unknown but the last, which is what the others leave."""
    rest = _total_form(name, total, label, unknowns, whole=whole)
    forms = []
    for place in range(number - 1):
        forms.append(unknowns.add(f"{name}.{place}", reach, label, is_integer=whole))
        rest -= forms[-1]
    if forms:
        unknowns.rows.append(Row(label, rest, reach))
    return [*forms, rest]


def _total_form(name: str, total: Interval, label: str, unknowns: Unknowns, *, whole: bool) -> Form:
    if total.is_point:
        assert total.lower is not None
        return constant(total.lower)
    return unknowns.add(f"{name}.total", total, label, is_integer=whole)


def _split_column(
    view: TableView,
    group: Undecided,
    column: str,
    spread: Spread,
    counts: list[Form],
    unknowns: Unknowns,
) -> list[Form]:
    """Split the sum of a column like its rows, within its smallest and largest number."""
    lowest, highest = spread.bounds.lower, spread.bounds.upper
    if lowest is not None and lowest == highest:
        return [count.scaled(lowest) for count in counts]
    total = _summed(view.total_of(cell, column) for cell in group.cells)
    whole = all(view.is_whole(cell, column) for cell in group.cells)
    label = told("{column} of {rows}", column=column, rows=group.label)
    name = f"{group.name}.{column}"
    reach = _reach(total, spread.bounds, group.rows)
    forms = _shares(name, total, reach, len(counts), label, unknowns, whole=whole)
    for way, (form, count) in enumerate(zip(forms, counts, strict=True)):
        bounds = group.bounds_of(column, way)
        if bounds.lower is not None:
            row = Row(label, form - count.scaled(bounds.lower), Interval.at_least(0))
            unknowns.rows.append(row)
        if bounds.upper is not None:
            row = Row(label, count.scaled(bounds.upper) - form, Interval.at_least(0))
            unknowns.rows.append(row)
    return forms


def _divided_column(
    view: TableView, group: Undecided, column: str, spread: Spread, unknowns: Unknowns
) -> list[Form]:
    """Split the sum of a column freely: each row gives each way nothing, all, or a part.

    A row that stands for 30 people of 10 to 14 years may have any number of them under 12.
    """
    nothing = Interval.point(0)
    total = _summed(view.total_of(cell, column) for cell in group.cells)
    reach = spread.bounds.hull(nothing).scaled(group.rows)
    if _has_one_sign(spread):
        reach = total.hull(nothing)
    whole = all(view.is_whole(cell, column) for cell in group.cells)
    name = f"{group.name}.{parts_of(column)}"
    return _shares(name, total, reach, len(group.ways), group.label, unknowns, whole=whole)


def _summed(totals: Iterable[Interval | None]) -> Interval:
    return sum((total for total in totals if total is not None), start=Interval.point(0))


def _reach(total: Interval, spread: Interval, rows: int) -> Interval:
    """Return what the sum over some of the rows can be, given that over all of them."""
    most = _most(total.upper, spread.lower, spread.upper, rows)
    down = spread.mirrored()
    least = _most(None if total.lower is None else -total.lower, down.lower, down.upper, rows)
    lower = None if least is None else -least
    found = Interval(
        lower,
        most,
        total.lower_closed or lower != total.lower,
        total.upper_closed or most != total.upper,
    )
    # No row at all adds up to nothing, also where all of them cannot.
    return found.hull(Interval.point(0))


def _most(
    total: Fraction | None, lowest: Fraction | None, highest: Fraction | None, rows: int
) -> Fraction | None:
    """Return the largest sum over some rows: each at most ``highest``, the others not too little.

    With ``n`` rows it is at most ``n * highest``, and at most the total less the least that the
    other rows add up to. The lower of these two lines is highest where they meet, or at an
    end. ``None`` where it is unbounded.
    """
    if total is None or lowest is None or highest is None:
        return None
    if lowest == highest:
        return max(ZERO, rows * highest)
    meeting = (total - rows * lowest) / (highest - lowest)
    ends = {0, rows, floor(meeting), ceil(meeting)}
    counts = {number for number in ends if 0 <= number <= rows}
    return max(min(n * highest, total - (rows - n) * lowest) for n in counts)
