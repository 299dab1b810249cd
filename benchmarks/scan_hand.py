"""What somebody would write by hand instead: DuckDB queries on the table of ``scan.py``.

As a program it is the hand-written process that is measured: it starts Python, imports ``duckdb``,
opens the table, runs the statements given on its input as JSON, and prints their answers and how
long they alone took.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from scan_claims import Question, Test

CATEGORICAL = ("region", "kind", "sex", "year", "outcome")
SUMS = "count(*) AS n, sum(cases) AS cases, sum(amount) AS amount"
Sums = dict[str, Fraction]


def opened(path: str) -> str:
    """Return the statement that calls a file of Parquet ``records``."""
    return f"CREATE VIEW records AS FROM read_parquet('{path}')"


def narrow() -> str:
    """Return the GROUP BY of the categorical columns alone."""
    return _table("cells", ", ".join(CATEGORICAL))


def widest(asked: Sequence[Question]) -> str:
    """Return the single widest GROUP BY: the columns tested, and the truth of every threshold."""
    used = {test.column for question in asked for test in _tests(question)}
    columns = (column for column in CATEGORICAL if column in used)
    truths = (f"CASE WHEN {test} THEN 1 ELSE 0 END AS {_name(test)}" for test in thresholds(asked))
    return _table("cells", ", ".join((*columns, *truths)))


def of_places(asked: Sequence[Question]) -> str | None:
    """Return the second GROUP BY, of the places that are asked for; ``None`` where none is."""
    named = ", ".join(f"'{place}'" for place in places_of(asked))
    return _table("places", "place, outcome", f"WHERE place IN ({named})") if named else None


def _table(name: str, columns: str, where: str = "") -> str:
    return f"CREATE TEMP TABLE {name} AS SELECT {columns}, {SUMS} FROM records {where} GROUP BY ALL"  # noqa: S608 # own


def thresholds(asked: Iterable[Question]) -> list[str]:
    """Return all thresholds that the questions test, each once."""
    return sorted(
        {test.column for question in asked for test in _tests(question) if not test.value}
    )


def places_of(asked: Iterable[Question]) -> list[str]:
    """Return all places that the questions name, each once."""
    named = (test for question in asked for test in _tests(question))
    return sorted({test.value for test in named if test.column == "place"})


def _tests(question: Question) -> tuple[Test, ...]:
    return question.tests if question.part is None else (*question.tests, question.part)


def _name(threshold: str) -> str:
    """Return a threshold as the name of a column."""
    return f'"{threshold}"'


class Cells:
    """The groups that the widest GROUP BY yields, and a question's answer from them."""

    def __init__(self, table: str, asked: Sequence[Question]) -> None:
        self._connection = duckdb.connect()
        self._rolled: dict[tuple[str, ...], dict[tuple[str, ...], Sums]] = {}
        for statement in (opened(table), widest(asked), of_places(asked)):
            if statement is not None:
                self._connection.execute(statement)

    def answer(self, question: Question) -> tuple[Fraction, Fraction, int]:
        """Return numerator, denominator and rows of a question."""
        counted = "n" if question.counted == "rows" else question.counted
        whole = self._sums(question.tests)
        part = whole if question.part is None else self._sums((*question.tests, question.part))
        divisor = {"value": Fraction(1), "mean": whole["n"], "share": whole[counted]}
        return part[counted], divisor[question.asks], int(whole["n"])

    def print_of_all(self) -> list[int]:
        """Return groups, rows, cases, and squares of rows, which other groups would not have."""
        query = "SELECT count(*), sum(n), sum(cases), sum(n * n) FROM cells"
        return [int(number) for number in self._connection.execute(query).fetchone() or ()]

    def _sums(self, tests: tuple[Test, ...]) -> Sums:
        """Return what the rows add up to that pass the tests."""
        ordered = sorted(tests, key=lambda test: test.column)
        columns = tuple(test.column if test.value else _name(test.column) for test in ordered)
        if columns not in self._rolled:
            self._rolled[columns] = self._roll(columns)
        nothing = dict.fromkeys(("n", "cases", "amount"), Fraction(0))
        return self._rolled[columns].get(tuple(test.value or "1" for test in ordered), nothing)

    def _roll(self, columns: tuple[str, ...]) -> dict[tuple[str, ...], Sums]:
        """Add the groups up for every combination of the values of some columns."""
        table = "places" if "place" in columns else "cells"
        keys = "".join(f"CAST({column} AS VARCHAR), " for column in columns)
        found = self._connection.execute(
            f"SELECT {keys}sum(n), sum(cases), sum(amount) FROM {table} "  # noqa: S608 # own
            + (f"GROUP BY {keys.rstrip(', ')}" if columns else "")
        ).fetchall()
        width = len(columns)
        names = ("n", "cases", "amount")
        return {
            tuple(row[:width]): dict(zip(names, map(Fraction, row[width:]), strict=True))
            for row in found
        }


def run_statements(path: str, statements: Sequence[str]) -> tuple[float, list[list[str]]]:
    """Run statements on a table; return how long they took, and the first row of each answer."""
    with duckdb.connect() as connection:
        connection.execute(opened(path))
        begin = perf_counter()
        rows = [connection.execute(statement).fetchone() or () for statement in statements]
        elapsed = perf_counter() - begin
    return elapsed, [[_printed(value) for value in row] for row in rows]


def _printed(value: int | Decimal | None) -> str:
    """Return a number so that it is read back exactly; the sum of no rows is none."""
    return "0" if value is None else str(value)


def main() -> None:
    """Run the statements on the input."""
    seconds, answers = run_statements(sys.argv[1], json.load(sys.stdin))
    json.dump({"seconds": seconds, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
