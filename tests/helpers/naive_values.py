"""A brute-force engine for aggregates that need every value: small tables, completed in every way.

Nothing here shares code with the package. Where a number is irrational, it is a pair of its sign
and its square, which are compared exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import floor, isqrt
from typing import TYPE_CHECKING

from exact import exact

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.interval import Interval

Row = dict[str, "Fraction | str | None"]
"""A completed row; ``None`` for a cell that is none."""

UNKNOWN_TEXTS = ("a", "b", "c", "d", "e", "f")
RANGES = {"<3": (0, 2), "0-3": (0, 3), "2-3": (2, 3)}
"""What stands in a cell of hidden numbers, and the first and last of them."""
DATES = (
    *("2018-12-31", "2019-05-01", "2020-02-29", "2020-03-01", "2020-03-02", "2020-03-03"),
    *("2020-03-04", "2021-01-01", "2021-01-02"),
)


@dataclass(frozen=True)
class Check:
    """A test as the language writes it, and what it means."""

    text: str
    columns: frozenset[str]
    holds: Callable[[Row], bool]


@dataclass(frozen=True)
class Term:
    """An aggregate as the language writes it."""

    function: str
    column: str
    checks: tuple[Check, ...] = ()
    second: str | None = None
    level: Fraction | None = None

    @property
    def text(self) -> str:
        tests = ", ".join(check.text for check in self.checks)
        named = "t" if self.function == "count" else f"t.{self.column}"
        inner = f"{named}{f'[{tests}]' if tests else ''}"
        match self.function:
            case "quantile":
                assert self.level is not None
                return f"quantile({inner}, {float(self.level * 100):g}%)"
            case "last":
                return f"last({inner} over {self.second})"
            case "weighted_mean" | "correlation":
                return f"{self.function}({inner}, t.{self.second})"
            case _:
                return f"{self.function}({inner})"

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it looks at."""
        own = {self.column, *(() if self.second is None else (self.second,))}
        return frozenset(own).union(*(check.columns for check in self.checks))


@dataclass(frozen=True)
class Root:
    """A square root with a sign."""

    is_negative: bool
    square: Fraction

    @property
    def exact(self) -> Fraction | None:
        """The number, where it is a fraction."""
        top, below = isqrt(self.square.numerator), isqrt(self.square.denominator)
        root = Fraction(top, below)
        if root * root != self.square:
            return None
        return -root if self.is_negative else root

    def is_in(self, interval: Interval) -> bool:
        """Whether the number is in an interval."""
        lower, upper = interval.lower, interval.upper
        is_above = lower is None or self._sign_less(lower) >= (not interval.lower_closed)
        is_below = upper is None or self._sign_less(upper) <= -(not interval.upper_closed)
        return is_above and is_below

    def _sign_less(self, number: Fraction) -> int:
        """Return the sign of the root less a fraction."""
        mine = -self.square if self.is_negative else self.square
        other = -(number * number) if number < 0 else number * number
        return (mine > other) - (mine < other)


Number = Fraction | Root


@dataclass(frozen=True)
class Table:
    """A table as printed."""

    rows: tuple[dict[str, str], ...]

    def possible(self, column: str, printed: str) -> tuple[Fraction | str | None, ...]:
        """Return what one printed cell may stand for."""
        if printed == "-":
            return (None,)
        if column == "g":
            return UNKNOWN_TEXTS if printed == "" else (printed,)
        if column == "d":
            return DATES if printed == "" else (printed,)
        if printed in RANGES:
            first, last = RANGES[printed]
            return tuple(Fraction(n) for n in range(first, last + 1))
        return (exact(printed),)

    def count(self, columns: frozenset[str]) -> int:
        """Return how many ways there are to complete some columns."""
        number = 1
        for row in self.rows:
            for column in columns:
                number *= len(self.possible(column, row[column]))
        return number

    def completions(self, columns: frozenset[str]) -> Iterator[tuple[Row, ...]]:
        """Yield every way to complete some columns."""
        names = [(i, c) for i, row in enumerate(self.rows) for c in sorted(columns)]
        for values in product(*(self.possible(c, self.rows[i][c]) for i, c in names)):
            rows: tuple[Row, ...] = tuple({} for _ in self.rows)
            for (i, c), value in zip(names, values, strict=True):
                rows[i][c] = value
            yield rows


def value_of(term: Term, rows: tuple[Row, ...]) -> Number | None:
    """Return a term in one completion; ``None`` where there is no such number."""
    chosen = [row for row in rows if all(check.holds(row) for check in term.checks)]
    if term.function == "count":
        return Fraction(len(chosen))
    if term.function == "distinct":
        return Fraction(len({row[term.column] for row in chosen} - {None}))
    if term.function in {"weighted_mean", "correlation"}:
        return _of_pairs(term, chosen)
    if term.function == "last":
        return _last(term, chosen)
    numbers = sorted(n for row in chosen if isinstance(n := row[term.column], Fraction))
    if term.function == "sum":
        return sum(numbers, start=Fraction(0))
    if not numbers:
        return None
    match term.function:
        case "mean":
            return sum(numbers, start=Fraction(0)) / len(numbers)
        case "min":
            return numbers[0]
        case "max":
            return numbers[-1]
        case "median":
            return _quantile(numbers, Fraction(1, 2))
        case _:
            assert term.level is not None
            return _quantile(numbers, term.level)


def _quantile(numbers: list[Fraction], level: Fraction) -> Fraction:
    place = (len(numbers) - 1) * level
    below, part = floor(place), place % 1
    above = numbers[below + 1] if part else Fraction(0)
    return numbers[below] * (1 - part) + above * part


def _of_pairs(term: Term, rows: list[Row]) -> Number | None:
    assert term.second is not None
    pairs = [
        (a, b)
        for row in rows
        if isinstance(a := row[term.column], Fraction)
        and isinstance(b := row[term.second], Fraction)
    ]
    if term.function == "weighted_mean":
        weights = sum((b for _, b in pairs), start=Fraction(0))
        return sum((a * b for a, b in pairs), start=Fraction(0)) / weights if weights else None
    if len(pairs) < 2:
        return None
    zero = Fraction(0)
    mean_a = sum((a for a, _ in pairs), start=zero) / len(pairs)
    mean_b = sum((b for _, b in pairs), start=zero) / len(pairs)
    covariance = sum(((a - mean_a) * (b - mean_b) for a, b in pairs), start=zero)
    spread_a = sum(((a - mean_a) * (a - mean_a) for a, _ in pairs), start=zero)
    spread_b = sum(((b - mean_b) * (b - mean_b) for _, b in pairs), start=zero)
    spread = spread_a * spread_b
    return Root(covariance < 0, covariance * covariance / spread) if spread else None


def _last(term: Term, rows: list[Row]) -> Fraction | None:
    assert term.second is not None
    dated = [row for row in rows if row[term.second] is not None]
    if not dated:
        return None
    latest = max(row[term.second] for row in dated)  # type: ignore[type-var]  # all of one type
    (row, *others) = [row for row in dated if row[term.second] == latest]
    number = row[term.column]
    return number if isinstance(number, Fraction) and not others else None
