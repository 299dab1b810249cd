"""Parts and totals: what rounding can reconcile, and what it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.bound import Constant
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.cells.printed import EXACT, moved_by, step_of_cells, step_of_written

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
COUNT, AMOUNT, SHARE = (Unit(kind) for kind in (UnitKind.COUNT, UnitKind.AMOUNT, UnitKind.SHARE))
NO_TABLE = "evidence:\n  t:\n    file: t.csv\n"


def sums(files: Files, parts: str, total: str, *, table: str = NO_TABLE) -> Assessment:
    """Return what a claim comes to whose parts make a total."""
    listed = "".join(f"\n- '{part}'" for part in parts.split(" | "))
    return files.form(f"parts:{listed}\ntotal: '{total}'", table=table)


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("k,n\na,1\n")


@pytest.mark.parametrize(
    ("parts", "total", "verdict"),
    [
        ("41% | 33% | 26%", "100%", S),
        ("41% | 33% | 25%", "100%", S),
        # Three halves of a point are 1.5; two points cannot be explained.
        ("41% | 33% | 24%", "100%", R),
        ("41.0% | 33.3% | 25.6%", "100%", S),
        ("41.0% | 33.3% | 25.5%", "100%", R),
        ("33% | 33% | 33%", "100%", S),
        ("50% | 51%", "100%", S),
        # Numbers that round to 50 and 49 are below 50.5 and 49.5: they never make 100.
        ("50% | 49%", "100%", R),
        ("12.4 | 13.1", "25.6", S),
        ("12.4 | 13.1", "25.7", R),
        ("12 | 13", "26", S),
        ("12 | 13", "27", R),
        ("12000 | 13000", "25500", S),
        ("12 | 13", "25", S),
    ],
)
def test_written_numbers_are_rounded_at_their_last_digit(
    files: Files, parts: str, total: str, verdict: Verdict
) -> None:
    assert sums(files, parts, total).verdict is verdict


def test_what_rounding_explains_is_told(files: Files) -> None:
    judged = sums(files, "41% | 33% | 25%", "100%")
    assert judged.explanation == (
        "consistent within rounding: the parts add up to 1 point less than the total"
    )
    assert judged.claimed is not None
    assert judged.found is not None
    assert judged.found.text == "sum 99 %"
    assert judged.claimed.text == "100 % (as printed; with rounding more than 98.5 % to 101.5 %)"
    assert [(step.text, step.value) for step in judged.calculation] == [
        ("41%", "41 %"),
        ("33%", "33 %"),
        ("25%", "25 %"),
        ("sum of the parts", "99 %"),
        ("total: 100%", "100 %"),
        ("total − sum", "1 point"),
        ("what rounding explains", "−1.5 points to under 1.5 points"),
    ]
    refuted = sums(files, "41% | 33% | 28%", "100%")
    assert refuted.explanation == (
        "the parts add up to 2 points more than the total, and rounding explains −1.5 points to "
        "under 1.5 points"
    )
    assert sums(files, "41% | 33% | 26%", "100%").explanation is None


PARTIES = """\
    evidence:
      t:
        file: t.csv
        columns:
          pct:
            unit: percent
          n:
            unit: votes
          m:
            unit: CHF
          k:
            unit: votes
            scale: 1000
    """


@pytest.mark.parametrize(
    ("rows", "total", "verdict"),
    [
        ("a,41,1,1,1\nb,33,1,1,1\nc,25,1,1,1", "100%", S),
        ("a,41,1,1,1\nb,33,1,1,1\nc,24,1,1,1", "100%", R),
        # One decimal in one cell is one in all: 41.0 is not 41.
        ("a,41.0,1,1,1\nb,33.3,1,1,1\nc,25.2,1,1,1", "100%", R),
        ("a,41.0,1,1,1\nb,33.3,1,1,1\nc,25.6,1,1,1", "100%", S),
        # Equal cells are several rounded numbers.
        ("a,33,1,1,1\nb,33,1,1,1\nc,33,1,1,1", "100%", S),
    ],
)
def test_percentages_of_a_table_are_rounded_as_they_are_printed(
    files: Files, rows: str, total: str, verdict: Verdict
) -> None:
    files.table(f"party,pct,n,m,k\n{rows}\n")
    assert sums(files, "sum(t.pct) | 0", total, table=PARTIES).verdict is verdict
    cells = "t.pct[party = a] | t.pct[party = b] | t.pct[party = c]"
    assert sums(files, cells, total, table=PARTIES).verdict is verdict


def test_counts_are_exact_and_amounts_are_rounded(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,12,12,12\nb,1,13,13,13\nall,1,26,26,26\n")
    for column, verdict in (("n", R), ("m", S), ("k", S)):
        parts = f"t.{column}[party = a] | t.{column}[party = b]"
        assert sums(files, parts, f"t.{column}[party = all]", table=PARTIES).verdict is verdict
    # Beside counts of a table, a written count is no rounded number.
    assert sums(files, "t.n[party = a] | 13", "26", table=PARTIES).verdict is R
    assert sums(files, "t.m[party = a] | 13", "26", table=PARTIES).verdict is S
    assert sums(files, "count(t) | 0", "3", table=PARTIES).verdict is S


def test_round_counts_may_be_rounded(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,1200,0,0\nb,1,1300,0,0\nall,1,2600,0,0\n")
    parts = "t.n[party = a] | t.n[party = b]"
    assert sums(files, parts, "t.n[party = all]", table=PARTIES).verdict is S
    exact = PARTIES.replace(
        "            unit: votes\n          m:",
        "            unit: votes\n            exact: true\n          m:",
    )
    assert sums(files, parts, "t.n[party = all]", table=exact).verdict is R


def test_declared_rounding_explains_a_difference(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,10,0,0\nb,1,15,0,0\nall,1,35,0,0\n")
    rounded = PARTIES.replace(
        "            unit: votes\n          m:",
        "            unit: votes\n            rounded: 5\n          m:",
    )
    parts = "t.n[party = a] | t.n[party = b]"
    judged = sums(files, parts, "t.n[party = all]", table=rounded)
    assert judged.verdict is R
    assert sums(files, f"{parts} | 4", "t.n[party = all]", table=rounded).verdict is S
    assert sums(files, parts, "t.n[party = all]", table=PARTIES).verdict is R


def test_a_cell_in_parts_and_total_is_one_number(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,0,12,0\nb,1,0,13,0\nc,1,0,1,0\n")
    # What is left out is printed as 1, which is at least 0.5, however the others were rounded.
    parts = "t.m[party = a] | t.m[party = b]"
    assert sums(files, parts, "sum(t.m)", table=PARTIES).verdict is R
    assert sums(files, "sum(t.m) | 0", "sum(t.m)", table=PARTIES).verdict is S
    # Twice a number is wrong by twice as much.
    assert sums(files, "2 * t.m[party = b] | t.m[party = c]", "28", table=PARTIES).verdict is S
    assert sums(files, "t.m[party = b] * 2 | 0", "27", table=PARTIES).verdict is S
    assert sums(files, "t.m[party = b] / 2 | 0", "7.5", table=PARTIES).verdict is R
    assert sums(files, "-t.m[party = b] | 26 - t.m[party = b]", "0", table=PARTIES).verdict is S


def test_quantities_are_looked_into_and_quotients_taken_as_calculated(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,0,12,0\nb,1,0,13,0\n")
    world = (
        PARTIES.rstrip(" ")
        + "    quantities:\n      money:\n        unit: CHF\n        measure: sum(t.m)\n"
    )
    assert sums(files, "money | 0", "26", table=world).verdict is S
    assert sums(files, "mean(t.m) | 0", "12.5", table=world).verdict is S
    assert sums(files, "mean(t.m) | 0", "13.5", table=world).verdict is R


def test_hidden_numbers_leave_a_sum_open(files: Files) -> None:
    files.table("party,pct,n,m,k\na,1,12,0,0\nb,1,<5,0,0\nall,1,14,0,0\n")
    hidden = PARTIES.replace(
        "            unit: votes\n          m:",
        "            unit: votes\n            markers:\n"
        '              "<5": suppressed 0..4\n          m:',
    )
    parts = "t.n[party = a] | t.n[party = b]"
    judged = sums(files, parts, "t.n[party = all]", table=hidden)
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "sum 12 to 16"
    assert judged.explanation is None
    assert {world.measure for world in judged.worlds} >= {"a difference of 0"}
    assert sums(files, parts, "20", table=hidden).verdict is R


def test_parts_of_unlike_units_are_refused(files: Files) -> None:
    from factcheck.model.problem import ProblemsError

    files.table("party,pct,n,m,k\na,1,12,0,0\n")
    with pytest.raises(ProblemsError, match="do not mix"):
        sums(files, "sum(t.n) | sum(t.pct)", "sum(t.n)", table=PARTIES)


def written(text: str, unit: Unit, *, is_counted: bool = False) -> Fraction | None:
    number = exact(text.removesuffix("%").replace(",", "") or 0)
    number = number / 100 if text.endswith("%") else number
    return step_of_written(Constant(number, unit, text), is_counted=is_counted)


def test_the_step_of_a_written_number() -> None:
    assert written("33.30%", SHARE) == Fraction(1, 10_000)
    assert written("12.5", AMOUNT) == Fraction(1, 10)
    assert written("0", SHARE) is None
    assert written("12", COUNT) == 1
    assert written("12", COUNT, is_counted=True) is None
    assert written("1,200", COUNT, is_counted=True) == 100
    assert step_of_written(Constant(Fraction(1, 3), SHARE, "1/3"), is_counted=False) is None
    assert step_of_written(Constant(Fraction(1), SHARE, "%"), is_counted=False) is None
    long = "9" * 101
    assert step_of_written(Constant(exact(long), COUNT, long), is_counted=False) is None


def test_calculated_cells_are_not_rounded() -> None:
    numbers = [Fraction(1, 3), Fraction(1, 2)]
    assert step_of_cells(None, numbers, is_percent=False, is_counted=False) is None
    assert step_of_cells(None, [], is_percent=True, is_counted=False) == Fraction(1, 100)
    assert moved_by(Fraction(3), None) == EXACT


@given(st.integers(-500, 500), st.integers(1, 50))
def test_a_printed_number_lies_above_by_less_than_half_a_step(true: int, step: int) -> None:
    number = Fraction(true, 7)
    scaled = abs(number) / step
    printed = (scaled + Fraction(1, 2)).__floor__() * step * (1 if number >= 0 else -1)
    assert printed - number in moved_by(Fraction(printed), Fraction(step))
    assert Interval(Fraction(-step, 2), Fraction(step, 2)).hull(
        moved_by(Fraction(printed), Fraction(step))
    ) == Interval(Fraction(-step, 2), Fraction(step, 2))
