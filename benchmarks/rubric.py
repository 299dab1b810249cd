"""Analyse large decision tables, and classify millions of rows, against ``np.select``.

Run it as ``python benchmarks/rubric.py [--quick] [--rows 10000000]`` where the package is
installed. Everything is generated, the same on every machine.

The first part analyses tables of the sizes that Calvanese and others (BPM 2016) report: 3, 5 and 7
columns, some 500, 1,000 and 1,500 rules. Theirs come from decision trees on loans, with 10 % noise,
and are not published; these are leaves of random trees, a tenth of which are moved or widened.
Printed are the time of ``analyse``, which finds gaps, overlaps, and rules that do nothing, and how
many of them there are. A table without noise has neither gap nor overlap, which is checked.

The second part classifies the rows of a CSV file by a rubric, two ways from file to counts:

- ``factcheck``: its own run of a claim file; DuckDB groups the rows into cells, and each cell is
  classified once, exactly;
- pandas: ``read_csv`` with types given, ``np.select`` over the rules, ``value_counts``. The time
  of ``np.select`` with its conditions, on columns in memory, is printed apart.

Both must agree on the number of rows of each class.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import numpy as np
import pandas as pd

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    Numbers,
    Rubric,
    RubricInput,
    RubricTest,
    Rule,
    UnknownPolicy,
    class_outcomes,
    class_output,
)
from factcheck.model.span import Span, Text
from factcheck.pipeline import run_file
from factcheck.rubric.analysis import Analysis, Kind, analyse

COLUMNS, RULES = (3, 5, 7), (500, 1_000, 1_500)
NOISE = 0.1
TOP = 100_000
VALUES = tuple(f"v{number}" for number in range(8))
GRADES = ("A", "B", "C")
PLACE = Span("generated", 1, 1, 1, 2)
LEFT_OVER = "adult"

Range = tuple[int, int]
Leaf = tuple[Range | frozenset[str], ...]
"""What each column is in a leaf: from a number to under another one, or some categories."""


def whole_domain(columns: int) -> Leaf:
    """Return the root of a tree: the first column has categories, as has every third one."""
    return tuple(frozenset(VALUES) if place % 3 == 0 else (0, TOP) for place in range(columns))


def leaves(random: Random, columns: int, number: int) -> list[Leaf]:
    """Return the leaves of a random decision tree."""
    found = [whole_domain(columns)]
    while len(found) < number:
        leaf = found.pop(random.randrange(len(found)))
        found += split(random, leaf) or (leaf,)
    return found


def split(random: Random, leaf: Leaf) -> tuple[Leaf, ...]:
    """Return two halves of a leaf; nothing where the column that was drawn has one value left."""
    place = random.randrange(len(leaf))
    side = leaf[place]
    halves: tuple[Range | frozenset[str], ...]
    if isinstance(side, frozenset):
        some = frozenset(random.sample(sorted(side), random.randrange(len(side))))
        halves = (some, side - some) if some else ()
    else:
        lower, upper = side
        middle = random.randint(lower, upper)
        halves = ((lower, middle), (middle, upper)) if lower < middle < upper else ()
    return tuple((*leaf[:place], half, *leaf[place + 1 :]) for half in halves)


def disturbed(random: Random, leaf: Leaf) -> Leaf:
    """Return a leaf with one side that is another one."""
    place = random.randrange(len(leaf))
    side = leaf[place]
    other: Range | frozenset[str]
    if isinstance(side, frozenset):
        other = frozenset(random.sample(VALUES, random.randint(1, len(VALUES) // 2)))
    else:
        reach = TOP // 20
        lower = max(0, side[0] + random.randint(-reach, reach))
        other = lower, max(lower + 1, min(TOP, side[1] + random.randint(-reach, reach)))
    return (*leaf[:place], other, *leaf[place + 1 :])


def table(columns: int, rules: int, noise: float) -> Rubric:
    """Return a decision table like those of a tree, part of whose leaves are disturbed."""
    random = Random(columns * rules)  # noqa: S311 - nothing secret is made
    tree = leaves(random, columns, rules)
    boxes = [disturbed(random, leaf) if random.random() < noise else leaf for leaf in tree]
    root = whole_domain(columns)
    made = tuple(
        Rule(number, PLACE, tests(box, root), class_outcomes([random.choice(GRADES)]))
        for number, box in enumerate(boxes, start=1)
    )
    inputs = tuple(
        RubricInput(f"c{place}", PLACE, f"c{place}", domain(side))
        for place, side in enumerate(root)
    )
    output = class_output(GRADES)
    return Rubric("generated", HitPolicy.UNIQUE, UnknownPolicy.EITHER, inputs, (output,), made)


def domain(side: Range | frozenset[str]) -> NumberDomain | CategoryDomain:
    """Return the domain of a column of the root."""
    if isinstance(side, frozenset):
        return CategoryDomain(VALUES)
    return NumberDomain(stretch(side))


def tests(box: Leaf, root: Leaf) -> tuple[RubricTest, ...]:
    """Return the tests of a leaf, those that are no whole columns."""
    return tuple(
        RubricTest(f"c{place}", allowed(side), Text("", PLACE))
        for place, (side, whole) in enumerate(zip(box, root, strict=True))
        if side != whole
    )


def allowed(side: Range | frozenset[str]) -> Categories | Numbers:
    """Return a side as a set of values."""
    if isinstance(side, frozenset):
        return Categories(tuple(value for value in VALUES if value in side))
    return Numbers((stretch(side),))


def stretch(side: Range) -> Interval:
    """Return the numbers from one to under another; the last number of all is in."""
    return Interval(Fraction(side[0]), Fraction(side[1]), True, side[1] == TOP)


def analysed(columns: int, rules: int, noise: float) -> tuple[float, Analysis]:
    """Return how long the analysis of a table takes, and what it finds."""
    subject = table(columns, rules, noise)
    begin = perf_counter()
    found = analyse(subject)
    return perf_counter() - begin, found


def number_of(found: Analysis, *kinds: Kind) -> int:
    """Return how many findings there are of some kinds."""
    return sum(each.number for each in found.tallies if each.kind in kinds)


def analyse_all(sizes: tuple[int, ...]) -> None:
    """Print the times of all sizes; fail where a perfect table is not found to be one."""
    print("columns  rules      cells  seconds   gaps  overlaps  do nothing")
    overlaps = tuple(kind for kind in Kind if kind.is_overlap)
    for columns in COLUMNS:
        for rules in sizes:
            clean_seconds, clean = analysed(columns, rules, 0)
            if not clean.is_complete or clean.has_overlaps:
                raise SystemExit("a table without noise is complete and has no overlaps")
            seconds, found = analysed(columns, rules, NOISE)
            if number_of(found, Kind.UNFINISHED):
                raise SystemExit("the analysis was not finished")
            gaps, idle = number_of(found, Kind.GAP), number_of(found, Kind.MASKED, Kind.REDUNDANT)
            print(
                f"{columns:7}  {rules:5}  {float(found.cells):9.1e}  {seconds:7.2f}  {gaps:5}  "
                f"{number_of(found, *overlaps):8}  {idle:10}   without noise {clean_seconds:.2f}"
            )


RUBRIC = """\
rubric: ages
hit_policy: first
inputs:
  age: {type: number, domain: 0..99, integer: true}
  act: {values: [none, nudity, posing, contact, unknown]}
  place: {values: [north, south, east, west]}
classes: [meets, doubtful, other, adult]
rules:
  - {id: R1, when: {age: under 12, act: [posing, contact]}, then: meets}
  - {id: R2, when: {age: 12..15, act: contact}, then: meets}
  - {id: R3, when: {age: under 16, act: unknown, place: not north}, then: doubtful}
  - {id: R4, when: {age: 16..17, act: [posing, contact, unknown]}, then: doubtful}
  - {id: R5, when: {age: under 18}, then: other}
  - {id: R6, otherwise: adult}
"""
CLASSES = ("meets", "doubtful", "other", LEFT_OVER)
ACTS = ("none", "nudity", "posing", "contact", "unknown")
PLACES = ("north", "south", "east", "west")


def write_rows(path: Path, rows: int) -> None:
    """Write a table in which ages, acts and places are drawn, the same every time."""
    drawn = "hash(row) // 7"
    acts, places = (f"[{', '.join(repr(each) for each in names)}]" for names in (ACTS, PLACES))
    query = f"""
        SELECT (({drawn}) % 100)::INTEGER AS age,
               {acts}[1 + (({drawn}) // 100 % {len(ACTS)})::INTEGER] AS act,
               {places}[1 + (({drawn}) // 1000 % {len(PLACES)})::INTEGER] AS place
        FROM range({rows}) AS t(row)
    """  # noqa: S608 - our own words and numbers
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (HEADER, DELIMITER ',')")


def write_claims(folder: Path) -> Path:
    """Write the rubric and a claim about the number of rows of each class."""
    (folder / "rubric.yml").write_text(RUBRIC, encoding="utf-8")
    claims = "\n".join(
        f"  {name}:\n    measure: count(rows[class = {name}])\n    figure: at least 0"
        for name in CLASSES
    )
    path = folder / "claims.yml"
    path.write_text(
        "factcheck: 1\n"
        "evidence:\n  rows: {file: rows.csv, rubric: rubric.yml}\n"
        f"claims:\n{claims}\n",
        encoding="utf-8",
    )
    return path


def by_factcheck(claims: Path) -> dict[str, int]:
    """Return the number of rows of each class as a run finds it."""
    found = {}
    for claim in run_file(claims, root=claims.parent).claims:
        numbers = claim.readings[0].found
        if numbers is None or numbers.interval.lower is None or not numbers.interval.is_point:
            raise SystemExit(f"{claim.id}: no number was found: {claim.explanation}")
        found[claim.id] = int(numbers.interval.lower)
    return found


def by_select(rows: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return for each row the place of its class."""
    age, act, place = rows["age"], rows["act"], rows["place"]
    conditions = [
        (age < 12) & act.isin(["posing", "contact"]),  # noqa: PLR2004 - as the rubric has them
        age.between(12, 15) & (act == "contact"),
        (age < 16) & (act == "unknown") & (place != "north"),  # noqa: PLR2004 - same
        age.between(16, 17) & act.isin(["posing", "contact", "unknown"]),
        age < 18,  # noqa: PLR2004 - same
    ]
    names = ("meets", "meets", "doubtful", "doubtful", "other")
    places = [CLASSES.index(name) for name in names]
    return np.select(conditions, places, default=CLASSES.index(LEFT_OVER))


def by_pandas(path: Path) -> tuple[dict[str, int], float]:
    """Return the number of rows of each class, and the seconds of ``np.select`` alone."""
    rows = pd.read_csv(path, dtype={"age": "int64", "act": "category", "place": "category"})
    begin = perf_counter()
    counts = np.bincount(by_select(rows), minlength=len(CLASSES))
    return dict(zip(CLASSES, map(int, counts), strict=True)), perf_counter() - begin


def classify(rows: int) -> None:
    """Print how long both ways take; fail where they disagree."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_rows(folder / "rows.csv", rows)
        claims = write_claims(folder)
        size = (folder / "rows.csv").stat().st_size / 1e6
        print(f"\n{rows:,} rows, a CSV file of {size:,.0f} MB, to the number of rows of each class")
        begin = perf_counter()
        ours = by_factcheck(claims)
        seconds = perf_counter() - begin
        begin = perf_counter()
        theirs, alone = by_pandas(folder / "rows.csv")
        other = perf_counter() - begin
    print(f"factcheck, run of a claim file              {seconds:7.2f} s")
    print(f"pandas, read_csv and np.select              {other:7.2f} s")
    print(f"        np.select and counting alone        {alone:7.2f} s")
    print(", ".join(f"{name} {number:,}" for name, number in ours.items()))
    if ours != theirs:
        raise SystemExit(f"the counts differ: pandas has {theirs}")
    print(f"The counts agree. pandas takes {other / seconds:.1f} times as long.")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows to classify")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it out")
    options = parser.parse_args()
    analyse_all(RULES[:1] if options.quick else RULES)
    classify(min(options.rows, 200_000) if options.quick else options.rows)


if __name__ == "__main__":
    main()
