"""Rounded numbers that tests look at: what each may have been, and not what is printed."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.written_numbers import is_number_key, number_of_key
from factcheck.model.cell import Rounded
from factcheck.model.fraction import Fraction
from factcheck.model.spec import ColumnKind, ColumnType
from factcheck.model.unit import is_percent
from factcheck.quantity.cells.spread import Rounding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.filter.printed import Printed
    from factcheck.model.cell import Cell, ColumnFacts, GroupingSet, KeyValue
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

_COUNTED = {None, ColumnKind.COUNT, ColumnKind.STOCK}


def step_of(declared: ColumnDeclaration | None, facts: ColumnFacts | None) -> Fraction | None:
    """Return the declared step of a column's numbers in its unit; ``None`` for none."""
    if declared is None or declared.rounded is None or facts is None:
        return None
    factor = declared.scale if declared.scale is not None else Fraction(1)
    is_share = is_percent(declared.unit) or facts.has_percent_signs
    return declared.rounded * (factor / 100 if is_share else factor)


def counts_things(declared: ColumnDeclaration | None) -> bool:
    """Whether the claim file gives a column a unit that is counted."""
    from factcheck.figure import measure_named

    if declared is None or declared.unit is None or declared.kind not in _COUNTED:
        return False
    return not is_percent(declared.unit) and measure_named(declared.unit) is None


def rounded_columns(
    declaration: TableDeclaration, columns: dict[str, ColumnFacts], grouping: GroupingSet
) -> tuple[str, ...]:
    """Return the columns whose numbers tests do not take as they are printed.

    Keys name rows, whatever is said of their numbers.
    """
    declared = {each.name: each for each in declaration.columns}
    return tuple(
        name
        for name in grouping.dimensions
        if name in columns
        and columns[name].type is ColumnType.NUMBER
        and name not in declaration.key
        and (
            columns[name].noise is not None
            or step_of(declared.get(name), columns[name]) is not None
        )
    )


def with_rounded(
    declaration: TableDeclaration,
    columns: dict[str, ColumnFacts],
    grouping: GroupingSet,
    cells: tuple[Cell, ...],
    names: Iterable[str],
) -> tuple[tuple[Cell, ...], dict[str, Printed]]:
    """Return cells with what the numbers of some columns may have been in their keys, and these."""
    declared = {each.name: each for each in declaration.columns}
    places = {grouping.dimensions.index(name): name for name in names}
    found: dict[str, Printed] = {}
    for place, name in places.items():
        keys = dict.fromkeys(cell.key[place] for cell in cells)
        texts = [key for key in keys if isinstance(key, str) and is_number_key(key)]
        found[name] = {key: _rounded(key, declared.get(name), columns[name]) for key in texts}

    def opened(place: int, value: KeyValue) -> KeyValue:
        if place not in places or not isinstance(value, str):
            return value
        return found[places[place]].get(value, value)

    made = tuple(
        replace(cell, key=tuple(opened(place, value) for place, value in enumerate(cell.key)))
        for cell in cells
    )
    return made, found


def rounding_of(
    number: Fraction, declared: ColumnDeclaration | None, facts: ColumnFacts
) -> Rounding:
    """Return how a printed number of a column was rounded, and moved by noise before."""
    return Rounding(
        step_of(declared, facts),
        number.denominator == 1 and counts_things(declared),
        facts.is_nonnegative and number >= 0,
        None if declared is None else declared.rounding,
        facts.noise,
    )


def _rounded(key: str, declared: ColumnDeclaration | None, facts: ColumnFacts) -> Rounded:
    number = number_of_key(key)
    rounding = rounding_of(number, declared, facts)
    # What a table says of noise holds for years too where nobody said that they are none.
    is_name = declared is None or declared.says_nothing
    return Rounded.of(rounding.around(number), key, is_name=is_name)


def is_clear_cut(counted: dict[str, int], rounded: Printed, places: int) -> bool:
    """Whether the rows of the first places by a column are the same however it was rounded.

    ``counted`` says how many rows have each printed number; ties share a place.
    """
    every = [(rounded[key], rows) for key, rows in counted.items() if key in rounded]
    lowest = _Ends.of((_lowest(key), rows) for key, rows in every)
    highest = _Ends.of(((_highest(key)[0], 0), rows) for key, rows in every)
    printed = _Ends.of((_printed(key), rows) for key, rows in every)
    for key, _ in every:
        # A number that is not known exactly is perhaps above its own least one.
        perhaps = highest.above((_lowest(key)[0], 0)) - (0 if key.is_point else 1)
        is_in = printed.above(_printed(key)) < places
        if perhaps >= places if is_in else lowest.above(_highest(key)) < places:
            return False
    return True


_End = tuple[Fraction, int]
"""A number, and whether the set ends there, just before it (-1) or begins just behind it (1)."""


class _Ends(Struct, frozen=True):
    """Some ends in order, and how many rows come before each."""

    ends: list[_End]
    before: list[int]

    @classmethod
    def of(cls, rows: Iterable[tuple[_End, int]]) -> _Ends:
        """Return ends with their rows in order."""
        ordered = sorted(rows)
        return cls([end for end, _ in ordered], [0, *accumulate(n for _, n in ordered)])

    def above(self, end: _End) -> int:
        """Return how many rows come behind an end."""
        return self.before[-1] - self.before[bisect_right(self.ends, end)]


def _lowest(key: Rounded) -> _End:
    assert key.lower is not None
    return key.lower, 0 if key.lower_closed else 1


def _highest(key: Rounded) -> _End:
    assert key.upper is not None
    return key.upper, 0 if key.upper_closed else -1


def _printed(key: Rounded) -> _End:
    return number_of_key(key.text), 0
