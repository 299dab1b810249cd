"""The engine in plain Python: starts at once, so it is the one for small tables."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.raw import DECIMALS, PLAIN, RawGroup, RawNumbers, RawScan
from factcheck.evidence.totals import TotalSearch
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.evidence.raw import RawRequest, RawSet

_IS_PLAIN = re.compile(PLAIN).fullmatch
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
    for batch in batches:
        rows += len(batch)
        columns = list(zip(*batch, strict=True))
        typed = {
            column: _texts(columns[column])
            if column in request.texts
            else _typed(columns[column], request.special_of(column))
            for column in measures
        }
        for one in grouped:
            one.add(columns, typed, len(batch))
        totals.add(columns)
    return RawScan(rows, tuple(one.groups() for one in grouped), totals.found())


def _typed(texts: tuple[str, ...], special: frozenset[str]) -> _Typed:
    known = {text: _plain(text, special) for text in set(texts)}
    marks = [text if known[text] is None else None for text in texts]
    return _Typed([known[text] for text in texts], marks)


def _texts(texts: tuple[str, ...]) -> _Typed:
    return _Typed([None] * len(texts), [*texts])


def _plain(text: str, special: frozenset[str]) -> int | None:
    """Return a plain number in units of the last decimal; ``None`` for any other text."""
    if not _IS_PLAIN(text):
        return None
    digits = text.strip()
    if digits in special:
        return None
    whole, _, decimals = digits.replace(",", "").partition(".")
    return int(whole + decimals.ljust(DECIMALS, "0"))
