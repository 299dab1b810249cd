"""A brute-force engine: small tables completed in every way, measures evaluated naively.

Nothing here shares code with the package. A row is a mapping from column to a value, a number,
``NONE`` or ``DROPPED``; a completion has no unknown left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from exact import exact

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NONE = object()
"""A cell that matches nothing."""
DROPPED = object()
"""A cell that does not apply: whoever looks at it loses the row."""
UNKNOWN = object()

Row = dict[str, object]
Predicate = "Callable[[Row, Row], bool]"

TEXTS = ("a", "b", "ab")
OTHER = "zz"
COMPLETED = (
    *("a", "b", "ab", "ba", OTHER, "za", "zb", "zab", "zba"),
    *("az", "azb", "azab", "bz", "bza", "bzab", "abz"),
)
"""What an unknown text may be: one for every way to begin with and to hold what is tested for;
but never the label of a row of totals."""


@dataclass(frozen=True)
class Check:
    """A test as the language writes it, and what it means."""

    text: str
    columns: frozenset[str]
    holds: Callable[[Row, Row], bool]
    """Of a completed row and the row as printed."""
    names_total: bool = False


@dataclass(frozen=True)
class Term:
    """An aggregate as the language writes it, and what it means."""

    function: str
    column: str | None
    checks: tuple[Check, ...]

    @property
    def text(self) -> str:
        inner = "t" if self.column is None else f"t.{self.column}"
        tests = ", ".join(check.text for check in self.checks)
        return f"{self.function}({inner}{f'[{tests}]' if tests else ''})"

    @property
    def columns(self) -> frozenset[str]:
        return frozenset().union(*(check.columns for check in self.checks))


@dataclass(frozen=True)
class Measure:
    """An expression over terms."""

    text: str
    terms: tuple[Term, ...]
    joined: Callable[[list[Fraction]], Fraction | None]
    kind: str
    is_sharp: bool = False
    """Whether bounds of it are promised to be attained."""


@dataclass(frozen=True)
class Table:
    """A table as printed, and what its cells may be."""

    rows: tuple[dict[str, str], ...]
    empties: dict[str, str] = field(default_factory=dict)
    rounded: int | None = None
    has_totals: bool = False
    domain: tuple[str, ...] = ()

    def possible(self, column: str, printed: str) -> tuple[object, ...]:
        """Return what one printed cell may stand for."""
        if column == "n":
            return self._number(printed)
        if printed == "":
            return self._gap(column)
        return (exact(printed) if column == "d" else printed,)

    def _gap(self, column: str) -> tuple[object, ...]:
        match self.empties[column]:
            case "none":
                return (NONE,)
            case "not applicable":
                return (DROPPED,)
            case _ if column == "d":
                return tuple(Fraction(n, 2) for n in range(14))
            case _:
                return COMPLETED

    def _number(self, printed: str) -> tuple[object, ...]:
        if printed == "<5":
            return tuple(Fraction(n) for n in range(5))
        if printed == "" and self.empties["n"] == "unknown":
            return (Fraction(0), Fraction(3), Fraction(1000))
        if printed == "" and self.empties["n"] != "0":
            return (DROPPED if self.empties["n"] == "not applicable" else NONE,)
        number = exact(printed or 0)
        if self.rounded is None:
            return (number,)
        half = Fraction(self.rounded, 2)
        first = max(Fraction(0), number - half)
        reach = (Fraction(n) for n in range(int(first), int(number + half) + 1))
        return tuple(n for n in reach if first <= n < number + half)

    def printed(self) -> tuple[Row, ...]:
        """Return the rows with ``UNKNOWN`` where a cell is not known."""
        return tuple(
            {c: p[0] if len(p := self.possible(c, v)) == 1 else UNKNOWN for c, v in row.items()}
            for row in self.rows
        )

    def completions(self, columns: frozenset[str]) -> Iterator[tuple[Row, ...]]:
        """Yield every way to complete some columns of the table."""
        names = [(i, c) for i, row in enumerate(self.rows) for c in row if c in columns]
        for values in product(*(self.possible(c, self.rows[i][c]) for i, c in names)):
            rows: tuple[Row, ...] = tuple({} for _ in self.rows)
            for (i, c), value in zip(names, values, strict=True):
                rows[i][c] = value
            yield rows

    def count_completions(self, columns: frozenset[str]) -> int:
        """Return how many ways there are."""
        number = 1
        for row in self.rows:
            for column, text in row.items():
                if column in columns:
                    number *= len(self.possible(column, text))
        return number


def looked_at(table: Table, measure: Measure) -> frozenset[str]:
    """Return the columns whose cells decide which rows a measure has."""
    tested = frozenset().union(*(term.columns for term in measure.terms))
    return tested | ({"g"} if table.has_totals else set())


def values_of(table: Table, measure: Measure) -> Iterator[Fraction | None]:
    """Yield the measure in every completion; ``None`` where it does not exist."""
    tested = looked_at(table, measure)
    summed = {term.column for term in measure.terms if term.column is not None}
    printed = table.printed()
    for rows in table.completions(tested | summed):
        kept = [
            (row, was)
            for row, was in zip(rows, printed, strict=True)
            if all(row[column] is not DROPPED for column in tested | summed)
        ]
        numbers = [_aggregated(table, term, kept) for term in measure.terms]
        yield None if None in numbers else measure.joined(numbers)  # type: ignore[arg-type]


def _aggregated(table: Table, term: Term, rows: list[tuple[Row, Row]]) -> Fraction | None:
    selected = [
        row
        for row, was in rows
        if (not table.has_totals or row["g"] != "Total" or any(c.names_total for c in term.checks))
        and all(check.holds(row, was) for check in term.checks)
    ]
    if term.function == "count":
        return Fraction(len(selected))
    numbers = [row[term.column] for row in selected]  # type: ignore[index]
    known = [number for number in numbers if isinstance(number, Fraction)]
    if term.function == "sum":
        return sum(known, start=Fraction(0))
    if not known:
        return None
    match term.function:
        case "mean":
            return sum(known, start=Fraction(0)) / len(known)
        case "min":
            return min(known)
        case _:
            return max(known)
