"""Cells of a coarser grouping from those of a finer one that was scanned.

A table is scanned for few grouping sets; a reading looks at the columns it tests and no others,
so that a claim costs what it selects, and what is found does not depend on other claims.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from factcheck.filter.written_numbers import is_number_key, number_of_key
from factcheck.model.cell import Cell, Measured, number_key
from factcheck.model.cell_order import Orders
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.model.cell import Cut, GroupingSet, KeyValue, Mark, TableCells
    from factcheck.model.fraction import Fraction

Group = tuple[tuple["KeyValue", ...], tuple["Mark | None", ...], bool]
Known = dict["GroupingSet", tuple[Cell, ...]]
"""The cells of grouping sets: those that were scanned, and those that were added up from them."""


def set_for(table: TableCells, wanted: GroupingSet, known: Known) -> GroupingSet:
    """Return the set whose cells are those of a wanted one, with the cuts that its columns have.

    ``known`` are the sets that were scanned or rolled up before; a new one is rolled up from the
    smallest of them that has it, and added. Raises ``LookupError`` where none tells enough: a sum
    of others would be a wrong answer.
    """
    if not known:
        known.update(table.sets)
    asked = _asked(table, wanted)
    if asked in known:
        return asked
    homes = [each for each in known if each.has_parts_of(asked)]
    if not homes:
        message = f"table {table.name!r} was not scanned for {wanted}"
        raise LookupError(message)
    home = min(homes, key=lambda each: _remoteness(each, asked, known))
    own = dict(home.cuts)
    # A column that no set cuts in the end is told apart in all of them.
    made = replace(asked, cuts=tuple((name, of) for name, of in asked.cuts if name in own))
    if made not in known:
        cells = _rolled_up(_coarser(known[home], home, made), home, wanted)
        known[made] = _in_order(table, made, cells) if table.asked else cells
    return made


def _in_order(
    table: TableCells, grouping: GroupingSet, cells: tuple[Cell, ...]
) -> tuple[Cell, ...]:
    """Return cells in the order that they would have if they had been scanned."""
    types = {facts.name: facts.type for facts in table.columns}
    # One that the table lacks has no values.
    orders = Orders([types.get(name, ColumnType.TEXT) for name in grouping.dimensions])
    return tuple(sorted(cells, key=orders.of))


def _coarser(cells: tuple[Cell, ...], home: GroupingSet, made: GroupingSet) -> tuple[Cell, ...]:
    """Return cells whose numbers are told apart only by the cuts of another set."""
    own = dict(home.cuts)
    for name, cuts in made.cuts:
        if cuts != own[name]:
            place = home.dimensions.index(name)
            least = _least({cell.key[place] for cell in cells}, cuts)
            cells = tuple(_with_key(cell, place, least) for cell in cells)
    return cells


def _with_key(cell: Cell, place: int, least: Mapping[KeyValue, str]) -> Cell:
    key = cell.key
    stands = least.get(key[place])
    return cell if stands is None else replace(cell, key=(*key[:place], stands, *key[place + 1 :]))


def _least(keys: Iterable[KeyValue], cuts: tuple[Cut, ...]) -> dict[KeyValue, str]:
    """Return for each key that is a number the least one between the same two cuts."""
    # A number that a cut begins with has passed it.
    marks = [(cut.at, 0 if cut.begins else 1) for cut in cuts]
    numbers = {
        key: number_of_key(key) for key in keys if isinstance(key, str) and is_number_key(key)
    }
    stretches = {key: bisect_left(marks, (number, 1)) for key, number in numbers.items()}
    least: dict[int, Fraction] = {}
    for key, stretch in stretches.items():
        least[stretch] = min(numbers[key], least.get(stretch, numbers[key]))
    return {key: number_key(least[stretch]) for key, stretch in stretches.items()}


def _remoteness(home: GroupingSet, asked: GroupingSet, known: Known) -> tuple[bool, int, int]:
    """Return what is least for the set that another is best made of.

    One of the same columns comes first: others may lack rows, which a column does not apply to.
    """
    return home.dimensions != asked.dimensions, len(known[home]), len(home.dimensions)


def _asked(table: TableCells, wanted: GroupingSet) -> GroupingSet:
    """Return a set with what is asked of its columns; of one nobody announced that is all."""
    alike = (
        each
        for each in table.asked
        if (each.dimensions, each.measures) == (wanted.dimensions, wanted.measures)
    )
    return next(alike, wanted)


def _rolled_up(cells: tuple[Cell, ...], home: GroupingSet, wanted: GroupingSet) -> tuple[Cell, ...]:
    key_of = _picker([home.dimensions.index(name) for name in wanted.dimensions])
    measures = [home.measures.index(name) for name in wanted.measures]
    marks_of = _picker(measures)
    groups: dict[Group, list[Cell]] = {}
    for cell in cells:
        group = (key_of(cell.key), marks_of(cell.marks), cell.is_hidden)
        members = groups.get(group)
        if members is None:
            groups[group] = [cell]
        else:
            members.append(cell)
    return tuple(
        Cell(
            key,
            sum([cell.rows for cell in members]),
            tuple([joined([cell.measured[place] for cell in members]) for place in measures]),
            marks,
            is_hidden,
        )
        for (key, marks, is_hidden), members in groups.items()
    )


def _picker(places: list[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what takes the values at some places out of a tuple, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    # Of one place that gives no tuple; a slice does, also of none.
    start = places[0] if places else 0
    return itemgetter(slice(start, start + len(places)))


def joined(parts: list[Measured]) -> Measured:
    """Return the numbers of several cells together."""
    if len(parts) == 1:
        return parts[0]
    lows = [part.minimum for part in parts if part.minimum is not None]
    highs = [part.maximum for part in parts if part.maximum is not None]
    total = parts[0].total
    for part in parts[1:]:
        total += part.total
    return Measured(
        sum(part.rows for part in parts),
        total,
        min(lows, default=None),
        max(highs, default=None),
        sum(part.zeros for part in parts),
        sum(part.negatives for part in parts),
    )
