"""What the columns of a table hold: facts for somebody who writes the table's declaration."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.column import is_date
from factcheck.evidence.frame import BATCH
from factcheck.evidence.totals import is_total_label
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.frame import Frame

_MOST_DISTINCT = 100_000
"""Distinct texts of a column that are held; beyond, they are counted and forgotten."""
_MOST_SHOWN = 60
_MOST_KEYS = 8
"""Columns that are tried as parts of a key, the first ones that could be."""
_EARLY = 2
"""Columns in which whole numbers name rows."""
_YEAR_ALONE = 4
_PLACE = re.compile(r"#|no\.?|nr\.?|rank\w*|pos\.?|position|place", re.IGNORECASE)
_PADDED = re.compile(r"0[0-9]+")


class ColumnProfile(Struct, frozen=True):
    """One column: how many of its cells are of which kind."""

    header: str
    rows: int
    empty: int
    numbers: int
    percents: int
    """Of the numbers, those printed with a percent sign."""
    padded: int
    """Of the numbers, those with a leading zero, as codes have."""
    dates: int
    """Days and months as ISO 8601 writes them; years alone are numbers."""
    lowest: Fraction | None
    """Of the numbers as printed; ``None`` where there are none."""
    highest: Fraction | None
    is_whole: bool
    """Whether every number is a whole one."""
    others: tuple[tuple[str, int], ...]
    """Texts that are neither, with their cells, the most frequent first; 60 at most."""
    values: tuple[tuple[str, int], ...]
    """Any texts but the empty one, likewise."""
    distinct: int | None
    """How many different texts that are not empty; ``None`` where too many to tell."""
    totals: tuple[str, ...] = ()
    """Those of the texts that are words for a total."""
    is_unread: bool = False
    """Whether its cells are no single values, so that none of them was read."""

    @property
    def told(self) -> int:
        """How many cells are not empty."""
        return self.rows - self.empty

    @property
    def is_number(self) -> bool:
        """Whether every cell that is not empty is a number."""
        return 0 < self.numbers == self.told

    @property
    def is_date(self) -> bool:
        """Whether every cell that is not empty is a day or a month."""
        return 0 < self.dates == self.told


class TotalRow(Struct, frozen=True):
    """A row, or several alike, that calls itself a total of the others."""

    cells: tuple[tuple[str, str], ...]
    """The headers of the columns that say so, with what they say; at least one."""
    is_exact: bool
    """Whether it is the only such row and its numbers are the sums of the others."""


class TableProfile(Struct, frozen=True):
    """A table: its columns, and what belongs to several of them."""

    rows: int
    columns: tuple[ColumnProfile, ...]
    keys: tuple[tuple[str, ...], ...]
    """Columns, or pairs of them, that tell every row from the others; the likeliest first."""
    totals: tuple[TotalRow, ...]


@dataclass(slots=True)
class _Tally:
    """The cells of one column, gathered."""

    texts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    totals: set[str] = field(default_factory=set)
    lowest: Fraction | None = None
    highest: Fraction | None = None
    is_whole: bool = True
    is_complete: bool = True

    def add(self, texts: Iterable[str]) -> None:
        self.texts.update(map(str.strip, texts))
        if len(self.texts) > _MOST_DISTINCT:
            self.is_complete = False
            self.fold()
            self.texts.clear()

    def fold(self) -> None:
        """Count what the texts held are."""
        for text, cells in self.texts.items():
            kind, number = _kind_of(text)
            self.kinds[kind] += cells
            if number is not None:
                self._fold_number(number)
            if kind == "other" and len(self.others) < _MOST_DISTINCT:
                self.others[text] += cells
            if kind == "other" and is_total_label(text):
                self.totals.add(text)
            if number is not None and _PADDED.fullmatch(text):
                self.kinds["padded"] += cells

    def _fold_number(self, number: Fraction) -> None:
        self.lowest = number if self.lowest is None else min(self.lowest, number)
        self.highest = number if self.highest is None else max(self.highest, number)
        self.is_whole &= number.denominator == 1

    def frozen(self, header: str, rows: int) -> ColumnProfile:
        self.fold()
        values = Counter({text: cells for text, cells in self.texts.items() if text})
        return ColumnProfile(
            header=header,
            rows=rows,
            empty=self.kinds["empty"],
            numbers=self.kinds["number"] + self.kinds["percent"],
            percents=self.kinds["percent"],
            padded=self.kinds["padded"],
            dates=self.kinds["date"],
            lowest=self.lowest,
            highest=self.highest,
            is_whole=self.is_whole,
            others=_most_frequent(self.others),
            values=_most_frequent(values) if self.is_complete else (),
            distinct=len(values) if self.is_complete else None,
            totals=tuple(sorted(self.totals)),
        )


def profile(frame: Frame) -> TableProfile:
    """Return what the columns of a table hold, from at most three looks at its rows."""
    tallies = [_Tally() for _ in frame.headers]
    rows = 0
    every = frame.rows()
    while batch := [cells for _, cells in islice(every, BATCH)]:
        rows += len(batch)
        for tally, texts in zip(tallies, zip(*batch, strict=True), strict=True):
            tally.add(texts)
    pairs = zip(frame.headers, tallies, strict=True)
    unread = {fault.column for fault in frame.faults}
    columns = tuple(
        replace(tally.frozen(header, rows), is_unread=header in unread) for header, tally in pairs
    )
    return TableProfile(rows, columns, _keys(frame, columns), _totals(frame, columns))


def _kind_of(text: str) -> tuple[str, Fraction | None]:
    """Return whether a text is empty, a number, a percentage, a date or something else."""
    if not text:
        return "empty", None
    is_percent = text.endswith("%")
    try:
        number = parse_decimal(text[:-1].rstrip() if is_percent else text)
    except TooLongError:
        return "other", None
    if number is not None:
        return ("percent" if is_percent else "number"), number
    return ("date" if len(text) > _YEAR_ALONE and is_date(text) else "other"), None


def _most_frequent(texts: Counter[str]) -> tuple[tuple[str, int], ...]:
    ordered = sorted(texts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ordered[:_MOST_SHOWN])


def _keys(frame: Frame, columns: tuple[ColumnProfile, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the single columns that tell rows apart, else the pairs that do.

    Places in a ranking come last: they name a row only until the numbers change.
    """
    rows = columns[0].rows if columns else 0
    if rows == 0:
        return ()
    counts = Counter(column.header for column in columns)
    candidates = [
        column
        for place, column in enumerate(columns)
        if counts[column.header] == 1 and _may_be_key(column, is_early=place < _EARLY)
    ]
    candidates.sort(key=lambda column: _PLACE.fullmatch(column.header) is not None)
    single = [(column.header,) for column in candidates if column.distinct == rows]
    if single:
        return tuple(single)
    return _pairs(frame, [column.header for column in candidates[:_MOST_KEYS]])


def _may_be_key(column: ColumnProfile, *, is_early: bool) -> bool:
    """Whether a column has a value in every row, and one that could name it.

    Numbers name rows as whole ones in the first columns; elsewhere they measure something.
    """
    if not column.header or column.empty or column.distinct is None or column.distinct == 1:
        return False
    if 2 * column.numbers < column.told:
        return True
    # Beside the numbers only the label of a row of totals may stand.
    others = {text for text, _ in column.others}
    return is_early and column.is_whole and not column.percents and others <= {*column.totals}


def _pairs(frame: Frame, headers: list[str]) -> tuple[tuple[str, ...], ...]:
    places = {header: frame.headers.index(header) for header in headers}
    left = {pair: set[tuple[str, str]]() for pair in combinations(headers, 2)}
    for _, cells in frame.rows():
        if not left:
            break
        for pair in list(left):
            found = (cells[places[pair[0]]].strip(), cells[places[pair[1]]].strip())
            if found in left[pair] or len(left[pair]) >= _MOST_DISTINCT:
                del left[pair]
            else:
                left[pair].add(found)
    return tuple(left)


def _totals(frame: Frame, columns: tuple[ColumnProfile, ...]) -> tuple[TotalRow, ...]:
    """Return the rows with a cell that is a word for a total, each kind once."""
    labelled = [place for place, column in enumerate(columns) if column.header and column.totals]
    if not labelled:
        return ()
    totals: list[list[str]] = []
    sums = [_Sum() if column.is_number else None for column in columns]
    for _, row in frame.rows():
        cells = [cell.strip() for cell in row]
        if any(is_total_label(cells[place]) for place in labelled):
            totals.append(cells)
        else:
            _add_numbers(sums, cells)
    is_exact = len(totals) == 1 and _adds_up(totals[0], sums)
    signs = dict.fromkeys(_signature(cells, columns, labelled) for cells in totals)
    return tuple(TotalRow(sign, is_exact) for sign in signs)


@dataclass(slots=True)
class _Sum:
    """The numbers of one column, but for those of totals, added up."""

    number: Fraction = Fraction()


def _add_numbers(sums: list[_Sum | None], cells: list[str]) -> None:
    for one, cell in zip(sums, cells, strict=True):
        if one is not None:
            one.number += _kind_of(cell)[1] or 0


def _signature(
    cells: list[str], columns: tuple[ColumnProfile, ...], labelled: list[int]
) -> tuple[tuple[str, str], ...]:
    found = [place for place in labelled if is_total_label(cells[place])]
    return tuple((columns[place].header, cells[place]) for place in found)


def _adds_up(total: list[str], sums: list[_Sum | None]) -> bool:
    """Whether the numbers of a row are the sums of the other rows, in every column of numbers."""
    found = [
        _kind_of(cell)[1] == one.number
        for cell, one in zip(total, sums, strict=True)
        if one is not None
    ]
    return bool(found) and all(found)
