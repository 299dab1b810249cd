"""From the rows that a database answers to the groups of a scan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from factcheck.evidence.duckdb_engine import TooMuchError
from factcheck.evidence.raw import RawGroup, RawNumbers, RawScan, cut_text
from factcheck.evidence.remote.floats import float_cell
from factcheck.evidence.remote.query import (
    DECLARED,
    SEPARATOR,
    columns_of,
    cut_columns,
    measures_of,
    names_of,
)
from factcheck.evidence.totals import total_labels
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.evidence.raw import RawRequest, RawSet
    from factcheck.evidence.remote.store import Kind

    Found = Iterable[tuple[Any, ...]]
    Row = dict[str, Any]

MOST_GROUPS = 5_000_000
_NUMBERS = 4
"""Of a measure: count, sum, least and largest."""


def raw_scan(found: Found, request: RawRequest, floats: dict[int, Kind]) -> RawScan:
    """Return the groups that the answer to a grouping query has.

    ``floats`` are the columns of binary fractions, whose texts are read once more. Several groups
    may have the same texts then. Raises ``TooMuchError`` for more than five million groups.
    """
    names = names_of(request)
    sets: dict[frozenset[str], list[int]] = {}
    for place, grouping in enumerate(request.sets):
        sets.setdefault(frozenset(columns_of(grouping, request)), []).append(place)
    rows = 0
    labels: list[tuple[str, int]] = []
    groups: tuple[list[RawGroup], ...] = tuple([] for _ in request.sets)
    for number, answer in enumerate(found):
        if number >= MOST_GROUPS:
            raise TooMuchError
        pairs = zip(names, answer, strict=False)
        grouped = frozenset(name for name, is_left_out in pairs if not is_left_out)
        row = _named(request, names, answer[len(names) :])
        if not grouped:
            rows = row["rows"]
        elif grouped == {"totals"}:
            labels.append((row["totals"], row["rows"]))
        if row["rows"]:
            for place in sets.get(grouped, ()):
                groups[place].append(_group(request.sets[place], row, request, floats))
    return RawScan(rows, tuple(map(tuple, groups)), _totals(labels))


def _named(request: RawRequest, names: Sequence[str], values: Sequence[Any]) -> Row:
    row = dict(zip(names, values, strict=False))
    row["rows"], *numbers = values[len(names) :]
    measures = measures_of(request)
    for place, column in enumerate(measures):
        row[f"v{column}"] = numbers[_NUMBERS * place : _NUMBERS * (place + 1)]
    for column, least in zip(
        cut_columns(request), numbers[_NUMBERS * len(measures) :], strict=True
    ):
        row[f"w{column}"] = least
    return row


def _group(grouping: RawSet, row: Row, request: RawRequest, floats: dict[int, Kind]) -> RawGroup:
    texts = tuple(_text(row, column, request, floats) for column in grouping.dimensions)
    measures = tuple(_measure(row, column, floats) for column in grouping.measures)
    return RawGroup(texts, measures, row["rows"])


def _text(row: Row, column: int, request: RawRequest, floats: dict[int, Kind]) -> str:
    text = row[f"t{column}"] if f"t{column}" in row else row[f"c{column}"]
    if text is None:
        least = Fraction(row[f"w{column}"])
        return cut_text(least, request.form_of(column), request.special_of(column))
    return float_cell(text, floats[column]) if column in floats else str(text)


def _measure(row: Row, column: int, floats: dict[int, Kind]) -> RawNumbers | str:
    mark = row[f"k{column}"]
    if mark is not None:
        return float_cell(mark, floats[column]) if column in floats else str(mark)
    rows, total, least, largest = row[f"v{column}"]
    return RawNumbers(rows, Fraction(total), Fraction(least), Fraction(largest))


def _totals(combinations: Sequence[tuple[str, int]]) -> frozenset[tuple[int, str]]:
    """Return column and label where other rows have something else in the column."""
    looked_at = [(joined, rows) for joined, rows in combinations if joined != DECLARED]
    every = sum(rows for _, rows in looked_at)
    pairs: set[tuple[int, str]] = set()
    labelled: Counter[int] = Counter()
    for joined, rows in looked_at:
        parts = [part.partition("=") for part in joined.split(SEPARATOR) if part]
        found = {(int(c), label) for c, _, text in parts for label in total_labels([text])}
        pairs |= found
        labelled.update({column: rows for column, _ in found})
    return frozenset(pair for pair in pairs if labelled[pair[0]] < every)
