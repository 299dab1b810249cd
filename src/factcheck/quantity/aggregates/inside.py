"""What an unknown number can be where its row belongs to a term that tests the number itself."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from factcheck.bounds.whole import whole_numbers
from factcheck.model.cell import Rounded, is_unknown, number_key
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of
from factcheck.model.spec import ColumnType
from factcheck.quantity.aggregates.outcomes import (
    compared_with,
    completed_rows,
    keys_beside,
    marks_of,
    memberships_of,
    outcomes_of,
    tests_beside,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import TableTerm
    from factcheck.model.fraction import Fraction
    from factcheck.quantity.cells.evidence_view import TableView

    Members = tuple[bool, ...]
    """Which of some terms a row belongs to."""
    Numbers = tuple[tuple[str, Interval], ...]
    """What the numbers of a row are, in columns where that decides what it belongs to."""
    Way = tuple[Members, Numbers]
    """One way in which an undecided row may belong to some terms."""

MAX_WAYS = 64
"""Past this many ways, numbers are not told apart by what they let a row belong to."""


def ways_of(
    view: TableView, terms: tuple[TableTerm, ...], place: int, columns: Iterable[str]
) -> tuple[Way, ...]:
    """Return in which ways a row of an undecided cell may belong to terms, in order.

    Where a term tests an unknown number of one of ``columns``, which it also sums, each way has
    the numbers that go with it.
    """
    perhaps = [column for column in columns if _is_narrowed(view, terms, place, column)]
    narrowed = _apart(terms, perhaps)
    found = _boxes(view, terms, place, narrowed) if narrowed else None
    if found is None:
        return tuple((m, ()) for m in sorted(outcomes_of(view, terms, place), reverse=True))
    ways = [
        (members, numbers)
        for members in sorted(found, reverse=True)
        for numbers in _joined_boxes(narrowed, found[members])
    ]
    kept = [(m, inside) for m, n in ways if (inside := _within(view, place, n)) is not None]
    return tuple(kept)


def numbers_inside(
    view: TableView, term: TableTerm, place: int, column: str
) -> tuple[Interval, ...] | None:
    """Return what the number of an undecided cell's rows can be where they belong to a term.

    The sets are in order, with numbers between them that keep a row out. ``None`` where the
    number is known, or the term does not look at it, or there is too much to try: then belonging
    says nothing of it.
    """
    if not _is_narrowed(view, (term,), place, column):
        return None
    found = _boxes(view, (term,), place, [column])
    if found is None:
        return None
    boxes = _joined_boxes([column], found.get((True,), []))
    inside = (_within(view, place, box) for box in boxes)
    return tuple(box[0][1] for box in inside if box is not None)


def _is_narrowed(view: TableView, terms: tuple[TableTerm, ...], place: int, column: str) -> bool:
    """Whether a number is unknown and decides itself what its row belongs to."""
    value = view.index.rows[place].get(column)
    if value is None or not is_unknown(value):
        return False
    if isinstance(value, Rounded):
        if view.is_as_printed:
            # What is added is printed then, and what the test looks at is not.
            return False
    elif view.domain_of(column):
        return False
    is_number = view.reader.columns[column].type is ColumnType.NUMBER
    return is_number and any(column in columns_of(term.tests) for term in terms)


def _apart(terms: tuple[TableTerm, ...], columns: list[str]) -> list[str]:
    """Return the columns that are not compared with others of them.

    What two unknown numbers are to each other hangs on more than the sets they lie in.
    """
    return [
        column
        for column in columns
        if not any(each != column and each in columns for each in compared_with(terms, column))
    ]


def _boxes(
    view: TableView, terms: tuple[TableTerm, ...], place: int, columns: list[str]
) -> dict[Members, list[Numbers]] | None:
    """Return the sets of numbers with which a row belongs to each combination of terms.

    ``None`` where they are too many to be tried.
    """
    tried: dict[str, dict[str, Interval]] = {}
    row = view.index.rows[place]
    for column in columns:
        compared = (each for each in compared_with(terms, column) if each != column)
        beside = [key for each in compared for key in keys_beside(view, each, row, {})]
        regions = _regions(marks_of(view, tests_beside(terms, column), None, beside))
        tried[column] = {number_key(region.middle): region for region in regions}
    rows = completed_rows(view, terms, place, {c: tuple(keys) for c, keys in tried.items()})
    if rows is None:
        return None
    found: dict[Members, dict[Numbers, None]] = {}
    for each in rows:
        box = tuple((column, tried[column][str(each[column])]) for column in columns)
        found.setdefault(memberships_of(view, terms, each), {})[box] = None
    if sum(map(len, found.values())) > MAX_WAYS:
        return None
    order = list(product(*(each.values() for each in tried.values())))
    places = {box: place for place, box in enumerate(order)}
    return {
        members: sorted(boxes, key=lambda box: places[tuple(region for _, region in box)])
        for members, boxes in found.items()
    }


def _regions(marks: list[Fraction]) -> list[Interval]:
    """Return the marks and the sets between, below and above them, in order."""
    if not marks:
        return [Interval.everything()]
    regions = [Interval.at_most(marks[0], closed=False)]
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        regions += [Interval.point(mark), Interval(mark, after, False, False)]
    return regions


def _joined_boxes(columns: list[str], boxes: list[Numbers]) -> list[Numbers]:
    """Return the sets of one column joined where none lies between them; others as they are."""
    if len(columns) > 1:
        return boxes
    joined: list[Interval] = []
    for ((_, region),) in boxes:
        last = joined[-1] if joined else None
        if last is not None and last.upper == region.lower and _has_end(last, region):
            joined[-1] = last.hull(region)
        else:
            joined.append(region)
    return [((columns[0], each),) for each in joined]


def _has_end(one: Interval, other: Interval) -> bool:
    """Whether the number where one set ends and the other begins is in one of them."""
    return one.upper_closed or other.lower_closed


def _within(view: TableView, place: int, numbers: Numbers) -> Numbers | None:
    """Return numbers kept to what a cell's unknown ones can be; ``None`` for nothing."""
    kept = []
    for column, region in numbers:
        inside = region.intersect(_possible(view, place, column))
        if inside is not None and view.is_declared_count(column):
            inside = whole_numbers(inside)
        if inside is None:
            return None
        kept.append((column, inside))
    return tuple(kept)


def _possible(view: TableView, place: int, column: str) -> Interval:
    """Return what an unknown number of a cell can be, whatever is tested."""
    if column in view.measures:
        spread = view.spread_of(view.index.cells[place], column)
        return Interval.everything() if spread is None else spread.bounds
    key = view.index.rows[place][column]
    return key if isinstance(key, Interval) else Interval.everything()
