"""Columns that were rounded in other ways than to the nearest, or moved by noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.cell import Measured
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import EITHER_MULTIPLE, rounding_named, unrounded_cell
from factcheck.pipeline import run_file
from factcheck.quantity.cells.printed import EXACT, moved_by
from factcheck.quantity.cells.spread import Rounding

if TYPE_CHECKING:
    from quantity_files import Files

HEAD = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    key: region
{table}    columns:
      n:
        unit: people
{column}claims:
  c:
    measure: {measure}
    figure: {figure}
"""


def found(
    files: Files, column: str = "", *, measure: str = "sum(t.n)", table: str = "", figure: str = "5"
) -> tuple[str, tuple[str, ...]]:
    path = files.folder / "claims.yml"
    said = HEAD.format(table=table, column=column, measure=measure, figure=figure)
    path.write_text(said, encoding="utf-8")
    result = run_file(path, root=files.folder)
    (only,) = result.claims
    return only.verdict.value, result.evidence[0].notes


def rounded(mode: str, to: int = 5) -> str:
    return f"        rounded: {{to: {to}, mode: {mode}}}\n"


@pytest.mark.parametrize(
    ("column", "figure", "verdict"),
    [
        (rounded("random"), "41 to 49", "supported"),
        (rounded("random"), "42 to 49", "undetermined"),
        (rounded("random", 3), "43 to 47", "supported"),
        (rounded("random", 3), "44 to 47", "undetermined"),
        (rounded("nearest"), "43 to 47", "supported"),
        (rounded("nearest"), "44 to 47", "undetermined"),
        (rounded("down"), "45 to 49", "supported"),
        (rounded("down"), "45 to 48", "undetermined"),
        (rounded("up"), "41 to 45", "supported"),
        ("        perturbation: 3\n", "42 to 48", "supported"),
        ("        perturbation: 3\n", "43 to 48", "undetermined"),
        (rounded("nearest") + "        perturbation: 3\n", "40 to 50", "supported"),
        (rounded("nearest") + "        perturbation: 3\n", "41 to 50", "undetermined"),
    ],
)
def test_one_cell_may_be_what_was_printed_so(
    files: Files, column: str, figure: str, verdict: str
) -> None:
    files.table("region,n\nA,45\n")
    assert found(files, column, measure="t.n[region = A]", figure=figure)[0] == verdict


def test_a_count_is_never_below_zero(files: Files) -> None:
    files.table("region,n\nA,1\nB,0\n")
    noise = "        perturbation: 3\n"
    assert found(files, noise, measure="t.n[region = A]", figure="0 to 4")[0] == "supported"
    assert found(files, noise, figure="0 to 7")[0] == "supported"
    assert found(files, noise, figure="1 to 7")[0] == "undetermined"


def test_noise_of_a_table_holds_for_its_counts(files: Files) -> None:
    files.table("region,n\nA,45\nB,20\n")
    table = "    perturbation: 3\n"
    assert found(files, table=table, figure="59 to 71")[0] == "supported"
    assert found(files, table=table, figure="60 to 71")[0] == "undetermined"
    amounts = "        kind: amount\n"
    assert found(files, amounts, table=table, figure="65")[0] == "supported"
    own = "        perturbation: 1\n"
    assert found(files, own, table=table, figure="63 to 67")[0] == "supported"


def test_perturbed_totals_are_not_held_against_their_parts(files: Files) -> None:
    files.table("region,n\nA,45\nB,20\nTotal,90\n")
    totals = "    totals: {region: Total}\n"
    _, told = found(files, table=totals)
    assert len(told) == 1
    _, untold = found(files, "        perturbation: 3\n", table=totals)
    assert untold == ()


def test_parts_of_perturbed_counts_add_up_within_the_noise(files: Files) -> None:
    files.table("region,n\nA,45\nB,20\nC,70\n")
    body = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    key: region\n    columns:\n"
        "      n:\n        unit: people\n{noise}claims:\n  c:\n    parts: ['t.n[region = A]', "
        "'t.n[region = B]']\n    total: t.n[region = C]\n"
    )
    path = files.folder / "claims.yml"
    for noise, verdict in [("", "refuted"), ("        perturbation: 2\n", "supported")]:
        path.write_text(body.format(noise=noise), encoding="utf-8")
        assert run_file(path, root=files.folder).claims[0].verdict.value == verdict


def test_a_calculation_with_perturbed_numbers_has_their_noise(files: Files) -> None:
    files.table("region,n,m\nA,45,5\n")
    column = "        perturbation: 3\n      d:\n        compute: n - m\n        unit: people\n"
    assert found(files, column, measure="sum(t.d)", figure="37 to 43")[0] == "supported"
    assert found(files, column, measure="sum(t.d)", figure="38 to 43")[0] == "undetermined"


def test_a_number_that_is_no_multiple_of_the_step_is_a_fault(files: Files) -> None:
    files.table("region,n\nA,45\nB,7\n")
    verdict, _ = found(files, rounded("random"))
    assert verdict == "not checkable"


@pytest.mark.parametrize("mode", ["random", "nearest", "half-even", "up", "05up", "down-from-6"])
def test_a_sum_is_no_narrower_than_its_numbers(mode: str) -> None:
    way = EITHER_MULTIPLE if mode == "random" else rounding_named(mode)
    for noise in (None, Fraction(2)):
        rule = Rounding(Fraction(5), True, True, way, noise)
        for first in range(0, 60, 5):
            for second in range(0, 60, 5):
                ends = sorted((Fraction(first), Fraction(second)))
                zeros = (first == 0) + (second == 0)
                measured = Measured(2, Fraction(first + second), ends[0], ends[1], zeros, 0)
                exact = rule.around(ends[0]) + rule.around(ends[1])
                assert exact.is_within(rule.total(measured))


def test_noise_alone_moves_a_number_both_ways() -> None:
    assert moved_by(Fraction(9), None) == EXACT
    assert moved_by(Fraction(9), None, noise=Fraction(3)) == Interval(Fraction(-3), Fraction(3))
    around = unrounded_cell(Fraction(1), None, is_nonnegative=True, noise=Fraction(3))
    assert around == Interval(Fraction(0), Fraction(4))
