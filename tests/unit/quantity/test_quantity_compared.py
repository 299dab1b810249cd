"""Unknown numbers that rows compare with each other: every row is one row in all terms."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from exact import exact
from quantity_files import ends

from factcheck.model.fraction import Fraction
from factcheck.quantity.aggregates import free_tests, outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quantity_files import Files

    Row = tuple[Fraction, ...]

TABLE = """\
    evidence:
      g:
        file: t.csv
        empty: unknown
        columns:
          a: {type: number}
          b: {type: number}
          c: {type: number}
          d: {type: date}
          e: {type: date}
    """
MEASURES: dict[str, Callable[[Sequence[Row]], Fraction]] = {
    "count(g[a > g.b]) / count(g)": lambda rows: Fraction(
        sum(r[0] > r[1] for r in rows), len(rows)
    ),
    "count(g[a <= g.b]) + count(g[b < g.a])": lambda rows: Fraction(len(rows)),
    "count(g[a > g.b]) + count(g[not (a > g.b)])": lambda rows: Fraction(len(rows)),
    "count(g[a > g.b]) + count(g[a = g.b]) + count(g[b > g.a])": lambda rows: Fraction(len(rows)),
    "count(g[a > g.b]) - count(g[b > g.c])": lambda rows: Fraction(
        sum((r[0] > r[1]) - (r[1] > r[2]) for r in rows)
    ),
    "count(g[a > g.b, b > g.c, c > 3])": lambda rows: Fraction(
        sum(r[0] > r[1] > r[2] > 3 for r in rows)
    ),
    "count(g[a > 3, a != g.b]) - count(g[a < 4, c > 2])": lambda rows: Fraction(
        sum((r[0] > 3 and r[0] != r[1]) - (r[0] < 4 and r[2] > 2) for r in rows)
    ),
}


def rows_of(seed: int) -> list[list[str]]:
    """Return a table of up to 20 rows, of which three lack numbers at most."""
    random = Random(seed)  # noqa: S311 - it makes tables, not secrets
    rows = [[str(random.randrange(8)) for _ in range(3)] for _ in range(random.randrange(5, 21))]
    for row in random.sample(rows, 2):
        row[random.randrange(3)] = ""
    random.choice(rows)[:2] = ["", ""]
    return rows


def completed(rows: list[list[str]]) -> list[list[Row]]:
    """Return, for each row, all that it may be: numbers on all sides of those that are told."""
    tried = [Fraction(n, 4) for n in range(-4, 41)]
    return [list(product(*([exact(cell)] if cell else tried for cell in row))) for row in rows]


def bounds(rows: list[list[str]], value: Callable[[Sequence[Row]], Fraction]) -> tuple[str, str]:
    """Return the least and the largest value: rows add up, so that each is taken by itself."""
    lows, highs = Fraction(0), Fraction(0)
    is_share = value is MEASURES["count(g[a > g.b]) / count(g)"]
    for options in completed(rows):
        each = {value([option]) for option in options}
        lows += min(each)
        highs += max(each)
    number = len(rows) if is_share else 1
    return str(lows / number), str(highs / number)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_found_is_what_rows_can_be(files: Files, measure: str, seed: int) -> None:
    rows = rows_of(seed)
    lines = "".join(f"{','.join(row)},2020,2020\n" for row in rows)
    files.table(f"a,b,c,d,e\n{lines}")
    figure = "50%" if "/" in measure else "5"
    assert ends(files.measure(measure, figure, table=TABLE)) == bounds(rows, MEASURES[measure])


KNOWN = "1,2,3,2020-01-05,2020-01-07\n" * 11


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("count(g[a > g.b]) + count(g[a <= g.b])", ("12", "12")),
        ("count(g[a > g.b]) + count(g[b > g.a]) + count(g[b = g.a])", ("12", "12")),
        ("count(g[not (a > 5)]) + count(g[a > 5])", ("12", "12")),
        ("count(g[b in (2)]) + count(g[b not in (2)])", ("12", "12")),
        ("count(g[a in 1..2]) + count(g[a not in 1..2])", ("12", "12")),
        ("count(g[d < g.e]) + count(g[d >= g.e])", ("12", "12")),
        ("count(g[d = g.e]) + count(g[d != g.e])", ("12", "12")),
        ("count(g[(a > 5 or b > 5)]) + count(g[a <= 5, b <= 5])", ("12", "12")),
        ("count(g[a != g.b, c = 3])", ("11", "12")),
        ("count(g[a > 5, c = 4])", ("0", "0")),
    ],
)
@pytest.mark.parametrize("most", [4096, 1])
def test_a_row_is_in_a_test_or_its_opposite(
    files: Files, monkeypatch: pytest.MonkeyPatch, measure: str, found: tuple[str, str], most: int
) -> None:
    monkeypatch.setattr(outcomes, "MAX_COMBINATIONS", most)
    files.table(
        f"a,b,c,d,e\n{KNOWN},,3,,\n" + ("" if "c = 4" not in measure else "1,1,4,2020,2020\n")
    )
    assert ends(files.measure(measure, "12", table=TABLE)) == found


def test_free_terms_are_still_those_that_are_undecided(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "MAX_COMBINATIONS", 1)
    monkeypatch.setattr(free_tests, "MAX_FREE_TESTS", 2)
    files.table(f"a,b,c,d,e\n{KNOWN},,3,,\n")
    measure = "count(g[a > g.b]) + count(g[c = 3]) + count(g[c > 3])"
    assert ends(files.measure(measure, "12", table=TABLE)) == ("12", "13")
    monkeypatch.setattr(free_tests, "MAX_FREE_TERMS", 0)
    judged = files.measure(measure, "12", table=TABLE)
    assert judged.explanation is not None
    assert "combinations of unknown values would be possible" in judged.explanation


def test_sums_of_two_numbers_that_are_compared_are_not_tied_too_closely(files: Files) -> None:
    files.table("a,b,c,d,e\n1,2,3,2020,2020\n,,3,2020,2020\n")
    table = TABLE.replace("a: {type: number}", "a: {type: number, domain: [1, 2, 9]}")
    measure = "sum(g.a[a > g.b]) - sum(g.b[a > g.b])"
    assert files.measure(measure, "5", table=table).verdict.value == "undetermined"
    judged = files.measure("sum(g.a[a > g.b]) + sum(g.b[a > g.b])", "5", table=TABLE)
    assert judged.verdict.value == "undetermined"


MORE = """\
    evidence:
      g:
        file: t.csv
        empty: unknown
        columns:
          a: {type: number, markers: {"<5": 1..4}}
          b: {type: number}
        ticks: {saw: "saw: *"}
        markers: {"?": unknown}
        totals: {town: Total}
    """
MORE_ROWS = "town,a,b,saw: A,saw: B\nx,7,1,yes,no\n,,,?,no\ny,<5,,no,no\nTotal,,,yes,\n"


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ('count(g[town contains "x"]) + count(g[not town contains "x"])', ("3", "3")),
        ('count(g[not (a > 5, town contains "x")])', ("1", "2")),
        (
            'count(g[(a > 5 or town contains "x")]) + count(g[a <= 5, not town contains "x"])',
            ("3", "3"),
        ),
        (
            'count(g[(a > 5 or saw has "A")]) + count(g[a <= 5, not saw has "A"])',
            ("3", "3"),
        ),
        ("count(g[(a > 5 or town = Total)])", ("2", "3")),
    ],
)
@pytest.mark.parametrize("most", [4096, 2])
def test_texts_ticks_and_totals_too(
    files: Files, monkeypatch: pytest.MonkeyPatch, measure: str, found: tuple[str, str], most: int
) -> None:
    monkeypatch.setattr(outcomes, "MAX_COMBINATIONS", most)
    files.table(MORE_ROWS)
    assert ends(files.measure(measure, "3", table=MORE)) == found


@pytest.mark.parametrize("most", [4096, 2])
def test_a_row_of_totals_is_counted_only_where_it_is_named(
    files: Files, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(outcomes, "MAX_COMBINATIONS", most)
    files.table(MORE_ROWS.replace("\n,,,?", "\nz,,,?"))
    measure = "count(g[town = Total, (a > 5 or b > 5)]) + count(g[(a > 5 or b > 5)])"
    assert ends(files.measure(measure, "3", table=MORE)) == ("1", "4")


def test_a_hidden_number_is_compared_with_an_unknown_one(files: Files) -> None:
    files.table("town,a,b,saw: A,saw: B\nx,<5,,yes,no\ny,7,1,no,no\n")
    measure = "count(g[a > g.b, b > 3]) + count(g[a <= g.b])"
    table = MORE.replace("        totals: {town: Total}\n", "")
    judged = files.measure(measure, "3", table=table)
    assert ends(judged) == ("0", "1")
    only = "count(g[b >= g.a, b < 1])"
    assert ends(files.measure(only, "3", table=table)) == ("0", "0")
