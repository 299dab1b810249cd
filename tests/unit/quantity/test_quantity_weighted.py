"""Weighted means: known ones, unknown numbers or weights, undecided rows, and what is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from quantity_files import ends

from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.quantity.codes import NEGATIVE_WEIGHT, NOT_WHOLE

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          k:
            empty: unknown
          n:
            type: number
            unit: things
            markers:
              '<3': 0..2
              '-': none
              '?': unknown
          r:
            type: number
            markers:
              '<3': 0..2
              '?': unknown
          w:
            type: number
            markers:
              '<3': 0..2
              '±': -1..1
              '-': none
              '--': -9..-3
    """


@pytest.mark.parametrize(
    ("rows", "lower", "upper"),
    [
        ("x,1,1,1\nx,4,4,3\n", "13/4", "13/4"),
        ("x,1,1,1\nx,4,4,3\nx,-,9,5\n", "13/4", "13/4"),
        ("x,1,1,1\nx,4,4,3\nx,9,9,-\n", "13/4", "13/4"),
        ("x,1,1,0\nx,4,4,3\n", "4", "4"),
        ("x,<3,1,1\nx,4,4,3\n", "3", "7/2"),
        ("x,1,1,<3\nx,4,4,3\n", "14/5", "4"),
        ("x,1,1,±\nx,4,4,3\n", "13/4", "4"),
        ("x,<3,1,<3\nx,4,4,3\n", "12/5", "4"),
        ("x,<3,1,<3\n", "0", "2"),
        ("x,?,1,1\nx,4,4,3\n", "3", "None"),
        ("x,?,1,<3\nx,4,4,3\n", "12/5", "None"),
        ("x,1,1,1\n,4,4,3\n", "1", "13/4"),
        ("x,1,1,1\n,4,4,3\n,7,7,2\n", "1", "5"),
        ("x,1,1,1\n,<3,4,3\n", "1/4", "7/4"),
        ("x,5,1,1\n,1,4,<3\n", "7/3", "5"),
        ("x,5,1,1\n,<3,4,<3\n", "5/3", "5"),
        ("x,5,1,1\n,-,4,<3\n", "5", "5"),
    ],
)
def test_a_weighted_mean_is_bounded(files: Files, rows: str, lower: str, upper: str) -> None:
    files.table(f"k,n,r,w\n{rows}")
    found = files.measure("weighted_mean(t.n[k = x], t.w)", "3 things", table=TABLE)
    expected = tuple(str(exact(end)) if end != "None" else end for end in (lower, upper))
    assert ends(found) == expected


def test_a_number_that_may_be_anything_leaves_no_bound(files: Files) -> None:
    files.table("k,n,r,w\nx,1,?,<3\nx,4,-4,3\n")
    found = files.measure("weighted_mean(t.r, t.w)", "3", table=TABLE)
    assert ends(found) == ("None", "None")


def test_weights_are_the_same_in_every_term(files: Files) -> None:
    files.table("k,n,r,w\nx,1,1,<3\nx,1,1,3\n")
    found = files.measure("weighted_mean(t.n, t.w) * sum(t.w)", "5 things", table=TABLE)
    assert found.verdict is not Verdict.REFUTED
    found = files.measure("weighted_mean(t.n, t.w)", "exactly 1 things", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("rows", "figure", "verdict", "reason"),
    [
        (
            "x,<3,1,<3\nx,4,4,3\n",
            "exactly 4 things",
            Verdict.UNDETERMINED,
            "evidence does not decide",
        ),
        ("x,1,<3,<3\nx,4,4,3\n", "at most 4", Verdict.SUPPORTED, None),
        (
            ",<3,1,<3\n,4,4,3\nx,1,1,1\n",
            "at least 3 things",
            Verdict.UNDETERMINED,
            "evidence does not decide",
        ),
    ],
)
def test_worlds_of_unknown_products_are_sure(
    files: Files, rows: str, figure: str, verdict: Verdict, reason: str | None
) -> None:
    files.table(f"k,n,r,w\n{rows}")
    column = "r" if reason is None else "n"
    found = files.measure(f"weighted_mean(t.{column}[k = x], t.w)", figure, table=TABLE)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_product_between_whole_ones_is_no_world(files: Files) -> None:
    files.table("k,n,r,w\nx,<3,1,<3\n")
    found = files.measure("weighted_mean(t.n, t.w)", "0.5 things", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "needs bounds")
    found = files.measure("weighted_mean(t.n, t.w)", "exactly 1 things", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "evidence does not decide")
    found = files.measure("weighted_mean(t.r, t.w)", "0.5", table=TABLE)
    assert found.found is not None


@pytest.mark.parametrize("beside", ["sum(t.n)", "last(t.n over r)", "max(t.n)"])
@pytest.mark.parametrize("rows", ["x,<3,1,<3\nx,1,0,1\n", "x,1,0,1\n,<3,1,<3\n"])
def test_a_number_in_a_product_and_alone_is_not_known_to_be_one(
    files: Files, rows: str, beside: str
) -> None:
    files.table(f"k,n,r,w\n{rows}")
    measure = f"weighted_mean(t.n[k = x], t.w) - {beside}"
    found = files.measure(measure, "exactly 1.0 things", table=TABLE)
    assert found.verdict is Verdict.UNDETERMINED or not found.worlds
    assert "true" not in {world.verdict for world in found.worlds}


def test_two_means_of_the_same_products_have_worlds(files: Files) -> None:
    files.table("k,n,r,w\nx,<3,1,<3\ny,1,0,1\n")
    measure = "weighted_mean(t.n, t.w) - weighted_mean(t.n[k = y], t.w)"
    found = files.measure(measure, "at least 0.2 things", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "evidence does not decide")


def test_two_means_of_the_same_undecided_rows_have_the_same_products(files: Files) -> None:
    files.table("k,n,r,w\n,<3,1,<3\nx,1,0,1\ny,1,0,1\n")
    measure = "weighted_mean(t.r[k = x], t.w) - weighted_mean(t.r[k != y], t.w)"
    found = files.measure(measure, "at least -5", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_an_open_set_of_numbers_is_not_reached_at_its_end(files: Files) -> None:
    table = TABLE.replace("          r:\n", "          r:\n            rounded: 10\n")
    files.table("k,n,r,w\nx,1,10,<3\n")
    found = files.holds("weighted_mean(t.r, t.w) = 15", table=table)
    assert found.verdict is not Verdict.SUPPORTED
    assert "true" not in {world.verdict for world in found.worlds}
    found = files.measure("weighted_mean(t.r, t.w)", "at least 10", table=table)
    assert found.reason == "evidence does not decide"


def test_many_undecided_rows_are_weighed_together(files: Files) -> None:
    rows = "".join(f",{number},{number},{number % 3 + 1}\n" for number in range(1, 13))
    files.table(f"k,n,r,w\nx,1,1,1\n{rows}")
    found = files.measure("weighted_mean(t.n[k = x], t.w)", "5 things", table=TABLE)
    lower, upper = ends(found)
    assert exact(lower) == 1
    assert Fraction(29, 4) <= exact(upper) <= 13
    assert found.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("cell", "lower", "upper"),
    [("{n},<3", "0", "100"), ("<3,{n}", "0", "2"), ("1,<3", "1", "1")],
)
def test_very_many_unknown_cells_are_weighed_as_one(
    files: Files, cell: str, lower: str, upper: str
) -> None:
    rows = "".join(f"x,{cell.format(n=n).replace(',', f',{n},')}\n" for n in range(1, 121))
    files.table(f"k,n,r,w\n{rows}x,1,1,1\nx,1,1,2\nx,-,1,2\n")
    found = files.measure("weighted_mean(t.n[r > 0], t.w)", "5 things", table=TABLE)
    low, high = (exact(end) for end in ends(found))
    assert exact(lower) <= low
    assert high <= exact(upper) + 20
    assert found.reason in {None, "needs bounds"}


def test_many_rows_of_one_number_have_it_for_a_mean(files: Files) -> None:
    rows = "".join(f",1,1,{weight}\n" for weight in range(1, 13))
    files.table(f"k,n,r,w\nx,1,1,1\n{rows}")
    found = files.measure("weighted_mean(t.n[k = x], t.w)", "exactly 1 things", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_many_undecided_rows_of_unknown_products_have_no_sure_world(files: Files) -> None:
    rows = "".join(f",{number},?,<3\n" for number in range(1, 13))
    files.table(f"k,n,r,w\nx,1,1,1\n{rows}")
    found = files.measure("weighted_mean(t.r[k = x], t.w)", "5", table=TABLE)
    assert found.reason == "needs bounds"
    rows = "".join(f",<3,{number},{number}\n" for number in range(1, 13))
    files.table(f"k,n,r,w\nx,1,1,1\n{rows},5,5,1\n")
    found = files.measure("weighted_mean(t.n[k = x], t.w)", "1.5 things", table=TABLE)
    assert found.verdict is Verdict.UNDETERMINED


def test_a_number_tested_by_its_own_row_goes_with_its_weight(files: Files) -> None:
    files.table("k,n,r,w\nx,5,1,1\nx,<3,4,<3\n")
    found = files.measure("weighted_mean(t.n[n > 1], t.w)", "4 things", table=TABLE)
    assert ends(found) == ("3", "5")
    found = files.measure("weighted_mean(t.n[w > 1], t.w)", "4 things", table=TABLE)
    assert ends(found) == ("0", "2")


@pytest.mark.parametrize("rows", ["x,1,1,-2\n", ",1,1,-2\nx,1,1,1\n", "x,1,1,--\n"])
def test_a_negative_weight_is_a_fault(files: Files, rows: str) -> None:
    files.table(f"k,n,r,w\n{rows}")
    found = files.measure("weighted_mean(t.n[k = x], t.w)", "3 things", table=TABLE)
    assert found.reason == "fault"
    assert (found.explanation or "").startswith(NEGATIVE_WEIGHT.code)
    assert "is negative" in (found.explanation or "")


@pytest.mark.parametrize("rows", ["x,1,1,0\n", "x,-,1,1\n"])
def test_weights_of_nothing_have_no_mean(files: Files, rows: str) -> None:
    files.table(f"k,n,r,w\n{rows}")
    found = files.measure("weighted_mean(t.n, t.w)", "3 things", table=TABLE)
    assert found.reason == "missing"
    assert "add up to nothing" in (found.explanation or "")


def test_weights_that_may_be_nothing_are_a_premise(files: Files) -> None:
    files.table("k,n,r,w\nx,1,1,<3\n")
    found = files.measure("weighted_mean(t.n, t.w)", "exactly 1 things", table=TABLE)
    assert [premise.kind for premise in found.premises] == ["denominator"]


def test_a_counted_weight_is_whole(files: Files) -> None:
    table = TABLE.replace("          w:\n", "          w:\n            unit: people\n")
    files.table("k,n,r,w\nx,1,1,1.5\n")
    found = files.measure("weighted_mean(t.n, t.w)", "exactly 1 things", table=table)
    assert (found.explanation or "").startswith(NOT_WHOLE.code)


def test_a_figure_in_words_may_be_weighed(files: Files) -> None:
    files.table("k,n,r,w\nx,at least 3,1,1\nx,4,1,1\n")
    found = files.measure("weighted_mean(t.n, t.w)", "at least 3.5 things", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    assert [premise.kind for premise in found.premises] == ["wording"]


def test_numbers_may_be_weighed_with_themselves(files: Files) -> None:
    files.table("k,n,r,w\n,<3,4,3\nx,1,1,1\nx,4,4,3\n")
    measure = "weighted_mean(t.n[k = x], t.n) - median(t.n[k = x])"
    found = files.measure(measure, "1 things", table=TABLE)
    # Without the open row 17/5 - 5/2; with 0, 1 or 2 in it 17/5 - 1, 3 - 1 or 3 - 2.
    lower, upper = ends(found)
    assert exact(str(lower)) <= Fraction(9, 10)
    assert upper == "12/5"
