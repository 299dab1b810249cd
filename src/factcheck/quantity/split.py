"""Rows that may belong to a term or not, split into unknown numbers.

Each combination of tests that an unknown value could pass is one unknown number of rows; the
same number stands in every term of a measure, so that a row is never counted in a part and left
out of its whole. The last combination gets what the others leave, so that terms which together
hold all the rows add up to them exactly; it is the one that belongs to no term, if there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.bounds.linear import Form, Row, constant
from factcheck.model.interval import Interval
from factcheck.quantity.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.cell import Cell
    from factcheck.quantity.evidence_view import TableView
    from factcheck.quantity.unknowns import Choice, Unknowns

ZERO = Fraction(0)
MAX_VARIABLES = 8
"""Past this many unknown numbers, cells are split together and not each value by itself."""

Spreads = tuple[tuple[str, Spread], ...]
"""The summed columns in which some rows have values, and what each value can be."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Cells whose rows may belong to the same combinations of terms."""

    name: str
    outcomes: tuple[tuple[bool, ...], ...]
    """For each combination, which of the terms it belongs to; the one of none is last."""
    cells: tuple[Cell, ...]
    spreads: Spreads

    @property
    def rows(self) -> int:
        """How many rows they have together."""
        return sum(cell.rows for cell in self.cells)

    @property
    def is_exact(self) -> bool:
        """Whether its linear rows admit nothing that cannot be."""
        return len(self.outcomes) == 1 or all(spread.is_exact for _, spread in self.spreads)


def grouped(view: TableView, outcomes: dict[int, frozenset[tuple[bool, ...]]]) -> list[Undecided]:
    """Return undecided cells in groups: of one value each where they are few.

    ``outcomes`` are the combinations of terms for each cell by its place.
    """
    fine = _groups(view, outcomes, _spreads)
    variables = sum(len(each.outcomes) - 1 for each in fine)
    return fine if variables <= MAX_VARIABLES else _groups(view, outcomes, _columns)


def _spreads(view: TableView, cell: Cell) -> object:
    return view.spreads_of(cell)


def _columns(view: TableView, cell: Cell) -> object:
    return tuple(column for column, _ in view.spreads_of(cell))


def _groups(
    view: TableView,
    outcomes: dict[int, frozenset[tuple[bool, ...]]],
    kind: Callable[[TableView, Cell], object],
) -> list[Undecided]:
    places: dict[object, list[int]] = {}
    for place, memberships in outcomes.items():
        key = (memberships, kind(view, view.index.cells[place]))
        places.setdefault(key, []).append(place)
    groups = []
    for number, of in enumerate(places.values()):
        cells = tuple(view.index.cells[place] for place in of)
        combinations = tuple(sorted(outcomes[of[0]], reverse=True))
        groups.append(Undecided(f"{view.name}?{number}", combinations, cells, _joint(view, cells)))
    return groups


def _joint(view: TableView, cells: tuple[Cell, ...]) -> Spreads:
    """Return what each value of several cells can be; free where it is so for all alike."""
    every = [dict(view.spreads_of(cell)) for cell in cells]
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
    view: TableView, group: Undecided, unknowns: Unknowns
) -> dict[str | None, list[Form]]:
    """Return, for each combination, its rows (``None``) and its part of each column's sum."""
    label = f"undecided rows of {view.name}"
    rows, reach = Interval.point(group.rows), Interval(ZERO, Fraction(group.rows))
    counts = _shares(group.name, rows, reach, len(group.outcomes), label, unknowns, whole=True)
    split: dict[str | None, list[Form]] = {None: counts}
    for column, spread in group.spreads:
        split[column] = _split_column(view, group, column, spread, counts, unknowns)
    if not group.is_exact:
        unknowns.choices.append(_all_in_one(split))
    return split


def _all_in_one(split: dict[str | None, list[Form]]) -> tuple[Choice, ...]:
    """Return the choices that put all rows into one combination: these worlds are sure."""
    nothing = Interval.point(0)
    return tuple(
        tuple(
            Row("choice", form, nothing)
            for forms in split.values()
            for place, form in enumerate(forms)
            if place != chosen
        )
        for chosen in range(len(split[None]))
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
    label = f"{column} of undecided rows of {view.name}"
    name = f"{group.name}.{column}"
    reach = _reach(total, spread.bounds, group.rows)
    forms = _shares(name, total, reach, len(counts), label, unknowns, whole=whole)
    sure = _summed(view.sure_total_of(cell, column) for cell in group.cells)
    unknowns.narrow(sum(forms, start=Form()), total, sure)
    for form, count in zip(forms, counts, strict=True):
        if lowest is not None:
            unknowns.rows.append(Row(label, form - count.scaled(lowest), Interval.at_least(0)))
        if highest is not None:
            unknowns.rows.append(Row(label, count.scaled(highest) - form, Interval.at_least(0)))
    return forms


def _summed(totals: Iterable[Interval | None]) -> Interval:
    return sum((total for total in totals if total is not None), start=Interval.point(0))


def _reach(total: Interval, spread: Interval, rows: int) -> Interval:
    """Return what the sum over some of the rows can be, given that over all of them."""
    most = _most(total.upper, spread.lower, spread.upper, rows)
    down = spread.mirrored()
    least = _most(None if total.lower is None else -total.lower, down.lower, down.upper, rows)
    lower = None if least is None else -least
    return Interval(
        lower,
        most,
        total.lower_closed or lower != total.lower,
        total.upper_closed or most != total.upper,
    )


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
