"""The table and the claims of ``scan.py``: generated, the same whenever they are asked for.

The table has five categorical columns (20, 10, 2, 20 and 3 values), ``place`` with one value for
every hundred rows but at most 200,000, and two numeric columns: ``cases``, whole numbers from 1 to
9, and ``amount``, a decimal number from 0 to 9,999.99. All are drawn evenly and independently,
from DuckDB's hash of the row's number.

The claims are one list, so that the first hundred of a thousand are the hundred. No two ask the
same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ROWS_OF_A_PLACE, MOST_PLACES = 100, 200_000
# More memory than this is never taken to write a table of any size.
WRITING: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": "2"}

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "region": tuple(f"r{number}" for number in range(20)),
    "kind": tuple(f"k{number}" for number in range(10)),
    "sex": ("f", "m"),
    "year": tuple(str(year) for year in range(2000, 2020)),
    "outcome": ("yes", "no", "open"),
}
# Every threshold with the share of rows that pass it: fifty in all.
THRESHOLDS: Mapping[str, Fraction] = {"cases >= 5": Fraction(5, 9)} | {
    f"amount > {limit}": Fraction(999_999 - 100 * limit, 1_000_000)
    for limit in range(200, 9801, 200)
}
# What one row adds to a sum, on average.
AVERAGES = {"rows": Fraction(1), "cases": Fraction(5), "amount": Fraction(999_999, 200)}
QUANTITIES = {"rows": "people", "cases": "incidents", "amount": "spent"}
# Of twenty claims in turn: what they ask. A share of rows is asked nine times.
TURNS = (
    *("share", "count", "threshold", "share", "sum", "share", "mean", "share", "count", "place"),
    *("share", "share of cases", "share", "count", "threshold"),
    *("share", "sum", "share", "mean of cases", "share"),
)

HEAD = """\
factcheck: 1
title: Claims on one large table
evidence:
  records:
    file: {file}
    columns:
      amount:
        unit: CHF
"""
# Each quantity as the claim file declares it, by what it counts.
DECLARED = {
    "rows": """\
  people:
    is: people in the table
    unit: people
    measure: count(records)
""",
    "cases": """\
  incidents:
    is: cases in the table
    unit: cases
    measure: sum(records.cases)
""",
    "amount": """\
  spent:
    is: what was spent
    unit: CHF
    measure: sum(records.amount)
""",
}


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a slice, such as ``region = r3`` or ``amount > 5000``."""

    column: str
    """The column, or the whole test where it is a threshold."""
    value: str
    """The value asked for; empty for a threshold."""

    @property
    def written(self) -> str:
        """The test as a claim file writes it."""
        return f"{self.column} = {self.value}" if self.value else self.column

    @property
    def sql(self) -> str:
        """The test as a condition in SQL."""
        if not self.value:
            return self.column
        return f"{self.column} = " + (self.value if self.column == "year" else f"'{self.value}'")


@dataclass(frozen=True, slots=True)
class Question:
    """What one claim asks of the table: a count or sum, a mean, or a share of one of them."""

    asks: str
    """``value``, ``mean`` or ``share``."""
    counted: str
    """``rows``, or the column that is added up."""
    tests: tuple[Test, ...]
    part: Test | None = None
    """Of a share: what is tested within the slice."""

    @property
    def measure(self) -> str:
        """The question as an expression of a claim file."""
        tests = ", ".join(test.written for test in self.tests)
        sliced = f"[{tests}]" if tests else ""
        if self.asks == "mean":
            return f"mean(records.{self.counted}{sliced})"
        base = f"{QUANTITIES[self.counted]}{sliced}"
        return base if self.part is None else f"share({base}, {self.part.written})"

    @property
    def query(self) -> str:
        """The question as SQL on a table ``records``: numerator, denominator, rows."""
        amount = "1" if self.counted == "rows" else self.counted
        where = " AND ".join(test.sql for test in self.tests) or "true"
        part = (
            amount if self.part is None else f"CASE WHEN {self.part.sql} THEN {amount} ELSE 0 END"
        )
        whole = {"value": "1", "mean": "count(*)", "share": f"sum({amount})"}[self.asks]
        return f"SELECT sum({part}), {whole}, count(*) FROM records WHERE {where}"  # noqa: S608 # own

    def figure(self, rows: int, high: bool) -> str:
        """Return a figure a tenth above what is to be expected, or a tenth below."""
        factor = Fraction(11 if high else 9, 10)
        if self.part is not None:
            return f"at least {float(100 * factor * _chance(self.part, rows)):.1f} percent"
        expected = AVERAGES[self.counted] * factor
        if self.asks == "mean":
            return (
                f"at least CHF {float(expected):.2f}"
                if self.counted == "amount"
                else (f"at least {float(expected):.1f}")
            )
        for test in self.tests:
            expected *= _chance(test, rows)
        return f"at least {'CHF ' * (self.counted == 'amount')}{max(1, round(expected * rows))}"


def _chance(test: Test, rows: int) -> Fraction:
    """Return the share of rows that are to be expected to pass a test."""
    if not test.value:
        return THRESHOLDS[test.column]
    return Fraction(1, places(rows) if test.column == "place" else len(CATEGORIES[test.column]))


def places(rows: int) -> int:
    """Return how many places a table of so many rows has."""
    return max(1, min(MOST_PLACES, rows // ROWS_OF_A_PLACE))


def write_table(path: Path, rows: int, first: int = 0) -> None:
    """Write a table as Parquet, row group by row group; ``first`` makes it another table."""
    with duckdb.connect(config=WRITING) as connection:
        connection.execute(
            f"""COPY (SELECT
            'r' || hash(i * 7 + 1) % 20 AS region, 'k' || hash(i * 7 + 2) % 10 AS kind,
            ['f', 'm'][1 + (hash(i * 7 + 3) % 2)::INT] AS sex,
            (2000 + hash(i * 7 + 4) % 20)::INT AS year,
            ['yes', 'no', 'open'][1 + (hash(i * 7 + 5) % 3)::INT] AS outcome,
            'm' || hash(i * 7 + 6) % {places(rows)} AS place,
            (hash(i * 7 + 8) % 9 + 1)::INT AS cases,
            ((hash(i * 7 + 9) % 1000000) / 100.0)::DECIMAL(12, 2) AS amount
            FROM range({first}, {first + rows}) numbers(i)) TO '{path}' (FORMAT parquet)"""  # noqa: S608 # own
        )


def questions(claims: int, rows: int, thresholds: int = len(THRESHOLDS)) -> list[Question]:
    """Return so many different questions, with at most so many different thresholds."""
    draw = _random_numbers(seed=20201221)
    asked: dict[Question, None] = {}
    while len(asked) < claims:
        asked[_question(TURNS[len(asked) % len(TURNS)], draw, rows, thresholds)] = None
    return list(asked)


def _question(turn: str, draw: Iterator[int], rows: int, thresholds: int) -> Question:
    # A share needs a slice and a part of it.
    tests = _slice(draw, 2 if turn.startswith("share") or not thresholds else 1)
    match turn:
        case "count" | "sum":
            counted = "rows" if turn == "count" else ("cases", "amount")[next(draw) % 2]
            return Question("value", counted, tests)
        case "mean" | "mean of cases":
            return Question("mean", "amount" if turn == "mean" else "cases", tests)
        case "place":
            return _of_a_place(draw, rows)
        case "threshold" if thresholds:
            passed = Test(tuple(THRESHOLDS)[next(draw) % thresholds], "")
            tests = tuple(test for test in tests if test.column in {"region", "kind"})
            if next(draw) % 2:
                return Question("share", "rows", tests, passed)
            return Question("value", ("rows", "cases")[next(draw) % 2], (*tests, passed))
        case _:
            # The last test of the slice becomes the part.
            counted = "cases" if turn == "share of cases" else "rows"
            return Question("share", counted, tests[:-1], tests[-1])


def _slice(draw: Iterator[int], least: int) -> tuple[Test, ...]:
    """Draw so many columns or more, at most three, and a value of each."""
    left, tests = list(CATEGORIES), []
    for _ in range(least + next(draw) % (4 - least)):
        column = left.pop(next(draw) % len(left))
        tests.append(Test(column, CATEGORIES[column][next(draw) % len(CATEGORIES[column])]))
    return tuple(tests)


def _of_a_place(draw: Iterator[int], rows: int) -> Question:
    place = Test("place", f"m{next(draw) % places(rows)}")
    if next(draw) % 2:
        return Question("value", "rows", (place,))
    return Question("share", "rows", (place,), Test("outcome", "yes"))


def _random_numbers(seed: int) -> Iterator[int]:
    """Yield the same numbers below 2 to the 31 on every machine and in every version."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def claims_text(asked: Sequence[Question], rows: int, file: str = "table.parquet") -> str:
    """Return the claim file that asks the questions; in every second one the figure is too high."""
    claims = (
        f"  c{number}:\n    measure: {question.measure}\n"
        f"    figure: {question.figure(rows, high=number % 2 == 1)}\n"
        for number, question in enumerate(asked)
    )
    used = {question.counted for question in asked if question.asks != "mean"}
    declared = "".join(text for counted, text in DECLARED.items() if counted in used)
    return f"{HEAD.format(file=file)}quantities:\n{declared}claims:\n{''.join(claims)}"
