"""The engine in plain Python: starts at once, so it is the one for small tables."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.doubts import Doubts
from factcheck.evidence.raw import DECIMALS, RawGroup, RawNumbers, RawScan
from factcheck.evidence.totals import TotalSearch
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.evidence.raw import PlainForm, RawRequest, RawSet

_ONE = 10**DECIMALS


class _Typed(NamedTuple):
    """A measure column of one batch: numbers in units of the last decimal, and the other texts."""

    numbers: list[int | None]
    marks: list[str | None]


class _Sums:
    """Running sums of one measure in units of the last decimal."""

    __slots__ = ("maximum", "minimum", "rows", "total")

    def __init__(self, number: int) -> None:
        self.rows = self.total = 0
        self.minimum = self.maximum = number

    def add(self, number: int) -> None:
        self.rows += 1
        self.total += number
        if number < self.minimum:
            self.minimum = number
        elif number > self.maximum:
            self.maximum = number

    def frozen(self) -> RawNumbers:
        return RawNumbers(
            self.rows,
            Fraction(self.total, _ONE),
            Fraction(self.minimum, _ONE),
            Fraction(self.maximum, _ONE),
        )


class _Grouped:
    """The groups of one set, gathered batch by batch."""

    def __init__(self, grouping: RawSet) -> None:
        self.grouping = grouping
        # Keyed by the texts of the dimensions, then those of the measures that are no numbers.
        self.rows: Counter[tuple[str | None, ...]] = Counter()
        self.sums: dict[tuple[str | None, ...], list[_Sums | None]] = {}

    def add(self, columns: Sequence[tuple[str, ...]], typed: dict[int, _Typed], rows: int) -> None:
        """Count the rows of a batch that agree in every text, and sum their numbers."""
        dimensions = [columns[column] for column in self.grouping.dimensions]
        measures = [typed[column] for column in self.grouping.measures]
        keyed = [*dimensions, *(measure.marks for measure in measures)]
        keys = list(zip(*keyed, strict=True)) if keyed else [()] * rows
        self.rows.update(keys)
        numbers = zip(*(measure.numbers for measure in measures), strict=True)
        for key, row in zip(keys, numbers, strict=False):
            sums = self.sums.get(key)
            if sums is None:
                sums = [None if number is None else _Sums(number) for number in row]
                self.sums[key] = sums
            for one, number in zip(sums, row, strict=True):
                if one is not None and number is not None:
                    one.add(number)

    def groups(self) -> tuple[RawGroup, ...]:
        return tuple(self._group(key, rows) for key, rows in self.rows.items())

    def _group(self, key: tuple[str | None, ...], rows: int) -> RawGroup:
        split = len(self.grouping.dimensions)
        texts = tuple(text or "" for text in key[:split])
        sums = self.sums.get(key, ())
        measures = tuple(
            one.frozen() if one is not None else mark or ""
            for one, mark in zip(sums, key[split:], strict=True)
        )
        return RawGroup(texts, measures, rows)


def scan(batches: Iterable[list[list[str]]], request: RawRequest) -> RawScan:
    """Return the groups of a table, taken batch by batch; groups by where they first occur.

    A batch is a list of rows, a row a list of cells. Raises what the batches raise.
    """
    rows = 0
    grouped = [_Grouped(grouping) for grouping in request.sets]
    measures = sorted({column for grouping in request.sets for column in grouping.measures})
    totals = TotalSearch(request)
    doubts = _Doubts(request)
    for batch in batches:
        rows += len(batch)
        columns = list(zip(*batch, strict=True))
        typed = {
            column: _texts(columns[column])
            if column in request.texts
            else _typed(columns[column], request.special_of(column), request.form_of(column))
            for column in measures
        }
        doubts.add(columns, typed)
        for one in grouped:
            one.add(columns, typed, len(batch))
        totals.add(columns)
    return RawScan(rows, tuple(one.groups() for one in grouped), totals.found(), doubts.found())


class _Doubts:
    """Looks in columns of plain numbers whether all their signs can be read in two ways."""

    def __init__(self, request: RawRequest) -> None:
        self._columns = {column: Doubts() for column in request.doubted}

    def add(self, columns: Sequence[tuple[str, ...]], typed: dict[int, _Typed]) -> None:
        for column, doubts in self._columns.items():
            for text, mark in set(zip(columns[column], typed[column].marks, strict=True)):
                if mark is None:
                    doubts.add(text)

    def found(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        found = ((column, doubts.examples) for column, doubts in sorted(self._columns.items()))
        return tuple((column, examples) for column, examples in found if examples is not None)


def _typed(texts: tuple[str, ...], special: frozenset[str], form: PlainForm) -> _Typed:
    is_plain = re.compile(form.pattern).fullmatch
    drop = str.maketrans("", "", form.groups)
    known: dict[str, int | None] = {}
    for text in set(texts):
        is_number = is_plain(text) and text.strip() not in special
        known[text] = _units(text.strip().translate(drop), form) if is_number else None
    marks = [text if known[text] is None else None for text in texts]
    return _Typed([known[text] for text in texts], marks)


def _texts(texts: tuple[str, ...]) -> _Typed:
    return _Typed([None] * len(texts), [*texts])


def _units(digits: str, form: PlainForm) -> int:
    """Return a plain number without signs of groups in units of the last decimal."""
    whole, _, decimals = digits.partition(form.decimal)
    return int(whole + decimals.ljust(DECIMALS, "0"))
