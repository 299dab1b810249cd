"""Check a thousand claims in one process, and ask the same with one query for each claim.

Run it as ``python benchmarks/many_claims.py [--rows 2000000] [--claims 1000]`` where the package
is installed. The tables are generated, the same on every machine. Measured in one run:

- ``factcheck run FILE --format json`` as a process, from start to end;
- (a) one DuckDB query for each claim directly on the CSV file, on a sample, scaled;
- (b) one DuckDB query for each claim on a table that is loaded already, all of them.

Every numerator and denominator that ``factcheck`` prints is compared with the queries' answers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from factcheck.model.decimal_text import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
SMALL_ROWS = 20
SAMPLE = 20
GOAL = 50
# Refuted claims are to be expected among made-up ones.
RAN_WELL = {0, 1}
HEADER = "region,kind,sex,outcome,cases"
OUTCOMES = ("yes", "no", "open")
SEXES = ("f", "m")
Answers = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many regions and kinds a table has; every pair of them occurs."""

    regions: int
    kinds: int


LARGE, SMALL = Shape(20, 10), Shape(5, 4)


@dataclass(frozen=True, slots=True)
class Question:
    """One claim: the share of an outcome among the rows, or cases, that pass the tests."""

    quantity: str
    """``people``, which counts rows, or ``incidents``, which adds up ``cases``."""
    tests: tuple[tuple[str, str], ...]
    outcome: str
    percent: int

    @property
    def measure(self) -> str:
        """The question as an expression of a claim file."""
        tests = ", ".join(f"{column} = {value}" for column, value in self.tests)
        base = f"{self.quantity}[{tests}]" if tests else self.quantity
        return f"share({base}, outcome = {self.outcome})"

    def query(self, table: str) -> str:
        """Return the question as a query that gives numerator and denominator."""
        counted = "1" if self.quantity == "people" else "CAST(cases AS BIGINT)"
        tests = " AND ".join(f"{column} = '{value}'" for column, value in self.tests) or "true"
        part = f"CASE WHEN outcome = '{self.outcome}' THEN {counted} ELSE 0 END"
        return f"SELECT sum({part}), sum({counted}) FROM {table} WHERE {tests}"  # noqa: S608 # own


def random_numbers(seed: int) -> Iterator[int]:
    """Yield the same numbers below 2 to the 31 on every machine and in every version."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def write_table(path: Path, rows: int, shape: Shape) -> None:
    """Write a table in which regions and kinds take turns and the rest is random."""
    draw = random_numbers(seed=20201221)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{HEADER}\n")
        for row in range(rows):
            number = next(draw)
            region, kind = row % shape.regions, row // shape.regions % shape.kinds
            sex, outcome = SEXES[number % 2], OUTCOMES[number // 2 % 3]
            file.write(f"r{region},k{kind},{sex},{outcome},{number // 6 % 9 + 1}\n")


def questions(claims: int, shape: Shape) -> list[Question]:
    """Return different questions as far as the shape has them, half of them about sums."""
    draw = random_numbers(seed=63)
    return [_question(number, next(draw), shape) for number in range(claims)]


def _question(number: int, drawn: int, shape: Shape) -> Question:
    region = ("region", f"r{drawn % shape.regions}")
    kind = ("kind", f"k{drawn // 97 % shape.kinds}")
    # The small table holds each pair of region and kind once, so no further test is put to it.
    sex = (("sex", SEXES[drawn // 13 % 2]),) if shape is LARGE else ()
    slices = ((), (region,), (kind,), (region, kind), (*sex, kind), (region, kind, *sex))
    return Question(
        quantity="people" if number % 2 else "incidents",
        tests=slices[number // 2 % len(slices)],
        outcome=OUTCOMES[drawn // 7 % 3],
        percent=20 + drawn // 11 % 30,
    )


def write_claims(path: Path, asked: list[Question]) -> None:
    """Write the claim file that asks all questions of the table ``table.csv`` beside it."""
    head = """\
factcheck: 1
title: Many claims on one table
evidence:
  records:
    file: table.csv
quantities:
  people:
    is: people in the table
    unit: people
    measure: count(records)
  incidents:
    is: cases in the table
    unit: cases
    measure: sum(records.cases)
claims:
"""
    claims = (
        f"  c{number}:\n    measure: {question.measure}\n"
        f"    figure: at least {question.percent} percent\n"
        for number, question in enumerate(asked)
    )
    path.write_text(head + "".join(claims), encoding="utf-8")


def run_factcheck(folder: Path) -> tuple[float, list[object]]:
    """Return the time of one run and the ``counts`` of its claims."""
    begin = perf_counter()
    command = (FACTCHECK, "run", "claims.yml", "--format", "json")
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    elapsed = perf_counter() - begin
    if done.returncode not in RAN_WELL:
        sys.exit(f"factcheck exited with {done.returncode}:\n{done.stderr or done.stdout[:2000]}")
    return elapsed, [claim["counts"] for claim in json.loads(done.stdout)["claims"]]


def ask(connection: duckdb.DuckDBPyConnection, asked: list[Question], table: str) -> Answers:
    """Return numerator and denominator of every question, one query each."""
    rows = (connection.execute(question.query(table)).fetchone() for question in asked)
    return [(int(row[0] or 0), int(row[1] or 0)) for row in rows if row is not None]


def agreeing(counts: list[object], answers: Answers) -> int:
    """Return for how many claims both numbers are the same."""
    return sum(
        _number(found, "numerator") == numerator and _number(found, "denominator") == denominator
        for found, (numerator, denominator) in zip(counts, answers, strict=True)
    )


def _number(counts: object, name: str) -> object:
    """Return one of the printed counts as a number; ``None`` where it is no single number."""
    printed = counts.get(name) if isinstance(counts, dict) else None
    return None if printed is None else parse_decimal(str(printed))


@dataclass(frozen=True, slots=True)
class QueryTimes:
    """What one query for each claim costs, in seconds, and its answers."""

    on_file: float
    """Scaled from a sample to all questions."""
    loading: float
    on_table: float
    answers: Answers


def time_queries(csv: Path, asked: list[Question]) -> QueryTimes:
    """Ask every question by a query of its own, on the file and on a loaded table."""
    source = f"read_csv('{csv}', all_varchar = true)"
    # An odd step, for questions about rows and about sums take turns.
    sample = asked[:: max(1, (len(asked) // SAMPLE - 1) | 1)][:SAMPLE]
    with duckdb.connect() as connection:
        on_sample, _ = _timed(connection, sample, source)
        begin = perf_counter()
        connection.execute(f"CREATE TABLE loaded AS FROM {source}")
        loading = perf_counter() - begin
        on_table, answers = _timed(connection, asked, "loaded")
    return QueryTimes(on_sample * len(asked) / len(sample), loading, on_table, answers)


def _timed(
    connection: duckdb.DuckDBPyConnection, asked: list[Question], table: str
) -> tuple[float, Answers]:
    begin = perf_counter()
    answers = ask(connection, asked, table)
    return perf_counter() - begin, answers


def compare(rows: int, claims: int, shape: Shape) -> float:
    """Generate one table and its claims, measure, print, and return how many times (a) takes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        asked = questions(claims, shape)
        write_table(folder / "table.csv", rows, shape)
        write_claims(folder / "claims.yml", asked)
        elapsed, counts = run_factcheck(folder)
        times = time_queries(folder / "table.csv", asked)
    print(f"\n{rows:,} rows, {claims:,} claims")
    print(f"  factcheck run                   {elapsed:8.2f} s")
    for label, seconds, note in (
        (
            "(a) a query each, on the CSV",
            times.on_file,
            f"scaled from {min(SAMPLE, claims)} queries",
        ),
        ("(b) a query each, loaded table", times.on_table, f"and {times.loading:.2f} s to load it"),
    ):
        print(f"  {label:<30} {seconds:9.2f} s, {seconds / elapsed:6.1f} times as long ({note})")
    agree = agreeing(counts, times.answers)
    print(f"  answers agree for {agree:,} of {claims:,}{'' if agree == claims else ': WRONG'}")
    return times.on_file / elapsed


def main() -> None:
    """Compare on a large table and on a small one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows of the large table")
    parser.add_argument("--claims", type=int, default=1_000, help="claims on each table")
    chosen = parser.parse_args()
    compare(SMALL_ROWS, chosen.claims, SMALL)
    ratio = compare(chosen.rows, chosen.claims, LARGE)
    said = "met" if ratio >= GOAL else "MISSED"
    print(f"  goal: at least {GOAL} times faster than (a) on the large table: {said}")


if __name__ == "__main__":
    main()
