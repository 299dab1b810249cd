"""Tests on rounded and perturbed columns, against every table that would be printed so.

The reference writes out numbers that a cell may have been, all whole ones or those of a grid, by
rounding each forwards, and counts and adds up row by row; it knows nothing of intervals or of open
rows.
"""

from __future__ import annotations

from itertools import product
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from quantity_files import Files, claim

from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Number = int | Fraction
    Row = dict[str, Number]
    Passes = Callable[[Row], bool]

CASES = 100
STEP = 5
OPERATORS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class Way(NamedTuple):
    """How the numbers of a column were changed, as declared, and what may have been printed."""

    declared: str
    printed: Callable[[Number], set[int]]


def nearest(number: Number) -> set[int]:
    size = floor(abs(Fraction(number)) / STEP + Fraction(1, 2)) * STEP
    return {size if number >= 0 else -size}


def either(number: Number) -> set[int]:
    return {floor(Fraction(number) / STEP) * STEP, ceil(Fraction(number) / STEP) * STEP}


def up(number: Number) -> set[int]:
    return {max(either(number), key=abs)}


def down(number: Number) -> set[int]:
    return {min(either(number), key=abs)}


def moved(noise: int) -> Callable[[Number], set[int]]:
    def printed(number: Number) -> set[int]:
        return {*range(ceil(number - noise), floor(number + noise) + 1)}

    return printed


def moved_and_rounded(number: Number) -> set[int]:
    return {each for n in moved(1)(number) for each in nearest(n)}


WAYS = (
    Way("rounded: 5", nearest),
    Way("rounded: {to: 5, mode: random}", either),
    Way("rounded: {to: 5, mode: up}", up),
    Way("rounded: {to: 5, mode: down}", down),
    Way("perturbation: 1", moved(1)),
    Way("perturbation: 2", moved(2)),
    Way("rounded: 5, perturbation: 1", moved_and_rounded),
)


def may_be(cell: int, way: Way, *, is_whole: bool) -> list[Number]:
    """Return numbers that may be printed so: all whole ones from 0, or those of a grid."""
    fine = 1 if is_whole else 2
    grid = (Fraction(cell) + Fraction(place, fine) for place in range(-8 * fine, 8 * fine + 1))
    kept = [n for n in grid if cell in way.printed(n) and (n >= 0 or not is_whole)]
    return [int(n) for n in kept] if is_whole else list(kept)


def a_test(random: Random, met: list[Number]) -> tuple[str, Passes]:
    """Return one test with what it means; equality only asks for numbers that may be."""
    low, high = sorted(random.randint(0, 25) for _ in range(2))
    sign = random.choice(list(OPERATORS))
    number = random.choice(met)
    compare = OPERATORS[sign]
    few = sorted({random.choice(met) for _ in range(2)})
    listed = ", ".join(str(float(each)) for each in few)
    return random.choice(
        (
            (f"n {sign} {float(number)}", lambda row: compare(row["n"], number)),
            (f"n >= {low}", lambda row: row["n"] >= low),
            (f"n in {low}..{high}", lambda row: low <= row["n"] <= high),
            (f"n in ({listed})", lambda row: row["n"] in few),
            (f"not n < {high}", lambda row: row["n"] >= high),
            (f"(n < {low} or n > {high})", lambda row: not low <= row["n"] <= high),
            (f"n > {low}, n <= {high}", lambda row: low < row["n"] <= high),
            (f"(n > {high} or g = 0)", lambda row: row["n"] > high or row["g"] == 0),
            ("n >= t.v", lambda row: row["n"] >= row["v"]),
        )
    )


def measures(
    first: tuple[str, Passes], second: tuple[str, Passes]
) -> dict[str, Callable[[list[Row]], Fraction | None]]:
    """Return measures with what they are in one table; ``None`` where they have no value."""
    (one, passes), (other, passes_other) = first, second

    def of(rows: list[Row], column: str) -> list[Number]:
        return [row[column] for row in rows if passes(row)]

    def mean(found: list[Number]) -> Fraction | None:
        return Fraction(sum(found), len(found)) if found else None

    return {
        f"count(t[{one}])": lambda rows: Fraction(len(of(rows, "n"))),
        f"sum(t.v[{one}])": lambda rows: Fraction(sum(of(rows, "v"))),
        f"sum(t.n[{one}])": lambda rows: Fraction(sum(of(rows, "n"))),
        f"share(count(t), {one})": lambda rows: Fraction(len(of(rows, "n")), len(rows)),
        f"count(t[{one}]) - count(t[{other}])": lambda rows: Fraction(
            len(of(rows, "n")) - sum(map(passes_other, rows))
        ),
        f"sum(t.n[{one}]) - sum(t.n[{other}])": lambda rows: Fraction(
            sum(of(rows, "n")) - sum(row["n"] for row in rows if passes_other(row))
        ),
        f"mean(t.n[{one}])": lambda rows: mean(of(rows, "n")),
        f"max(t.n[{one}])": lambda rows: Fraction(max(of(rows, "n"), default=-99)),
        f"distinct(t.n[{one}])": lambda rows: Fraction(len({*of(rows, "n")})),
        "sum(t.c)": lambda rows: Fraction(len(of(rows, "n"))),
        f"groups(t by g, holds count(t[{one}]) > 0)": lambda rows: Fraction(len({*of(rows, "g")})),
        f"groups(t by n, holds count(t[{one}]) > 0)": lambda rows: Fraction(
            len({*of(rows, "printed")})
        ),
    }


SHARP = ("count(t[", "sum(t.")
"""How measures begin that are found exactly, not only surely, where they have one term."""


@pytest.mark.parametrize("seed", range(CASES))
def test_no_true_table_contradicts(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    way = random.choice(WAYS)
    step = STEP if "rounded" in way.declared else 1
    unit = random.choice(("people", "people", "CHF"))
    is_whole = unit == "people"
    number = random.randint(3, 4) if is_whole else 2
    few = [step * random.randint(0, 20 // step) for _ in range(3)]
    cells = [random.choice(few) for _ in range(number)]
    # A group that does not occur would be a fault.
    beside = [(min(place, random.randint(0, 1)), random.randint(0, 20)) for place in range(number)]
    possible = [may_be(cell, way, is_whole=is_whole) for cell in cells]
    met = sorted({n for each in possible for n in each})
    first, second = a_test(random, met), a_test(random, met)
    tables = [
        [
            {"n": n, "g": g, "v": v, "printed": cell}
            for n, (g, v), cell in zip(numbers, beside, cells, strict=True)
        ]
        for numbers in product(*possible)
    ]
    files = Files(tmp_path)
    rows = zip(cells, beside, strict=True)
    files.table("k,g,n,v\n" + "".join(f"{k},{g},{n},{v}\n" for k, (n, (g, v)) in enumerate(rows)))
    condition = f"({first[0]})" if ", " in first[0] and first[0][0] != "(" else first[0]
    table = (
        "    evidence:\n      t:\n        file: t.csv\n        columns:\n"
        f"          n: {{unit: {unit}, {way.declared}}}\n"
        f"          v: {{unit: {unit}}}\n"
        f"          c: {{compute: 'if({condition}, 1, 0)'}}\n"
    )
    told = measures(first, second)
    reached = {
        name: {found for rows in tables if (found := value(rows)) is not None}
        for name, value in told.items()
    }
    figures = {name: a_figure(random, name, reached[name]) for name in told}
    texts = (
        claim(measure, figures[measure][0], name=f"c{place}").removeprefix(
            "claims:\n" if place else ""
        )
        for place, measure in enumerate(told)
    )
    claims = files.claims(table, *texts)
    for place, measure in enumerate(told):
        (reading,) = claims[f"c{place}"].readings
        every, least = reached[measure], figures[measure][1]
        if reading.found is None:
            assert measure[:4] in {"mean", "max("}, (measure, reading.explanation)
            continue
        within = reading.found.interval
        values = {each for each in every if each > -99}
        assert all(each in within for each in values), (measure, within)
        if is_whole and measure.startswith(SHARP) and " - " not in measure:
            assert (within.lower, within.upper) == (min(every), max(every)), measure
        # A supported claim holds in every table, a refuted one in none.
        if reading.verdict is Verdict.SUPPORTED:
            assert all(each >= least for each in values), measure
        if reading.verdict is Verdict.REFUTED:
            assert all(each < least for each in values), measure


def a_figure(random: Random, measure: str, every: set[Fraction]) -> tuple[str, Fraction]:
    """Return some least number near what may be, as text and exactly."""
    size = 100 if measure.startswith("share") else 1
    least = floor(random.choice(sorted(every or {Fraction(1)})) * size) + random.randint(0, 1)
    return f"at least {least}{'%' if size == 100 else ''}", Fraction(least, size)
