"""Medians, quantiles and extremes of numbers and rows that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends
from rubric_helpers import AGES

from factcheck.model.spec import Verdict
from factcheck.quantity.aggregates import outcomes

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
              '<5': 0..4
              '?': unknown
              '-': none
          r:
            type: number
            markers:
              '<5': 0..4
              '?': unknown
              '-': none
    """


def domain(*numbers: object) -> str:
    listed = "".join(f"              - {number}\n" for number in numbers)
    place = "            unit: things\n"
    return TABLE.replace(place, f"{place}            domain:\n{listed}")


@pytest.mark.parametrize(
    ("measure", "rows", "lower", "upper"),
    [
        ("median(t.n)", "x,1,1\nx,<5,1\nx,9,1\n", "1", "4"),
        ("median(t.n)", "x,1,1\nx,?,1\nx,9,1\n", "1", "9"),
        ("median(t.n)", "x,1,1\nx,?,1\n", "1/2", "None"),
        ("median(t.n)", "x,<5,1\nx,<5,1\n", "0", "4"),
        ("median(t.n)", "x,-,1\nx,<5,1\n", "0", "4"),
        ("median(t.n)", "x,at least 3,1\nx,1,1\nx,9,1\n", "3", "9"),
        ("median(t.r)", "x,1,1\nx,1,<5\nx,1,9\n", "1", "4"),
        ("median(t.r)", "x,1,-3\nx,1,?\nx,1,9\n", "-3", "9"),
        ("median(t.n[k = x])", "x,1,1\n,5,1\n,9,1\n", "1", "5"),
        ("median(t.n[k = x])", ",1,1\n,5,1\nx,-,1\n", "1", "5"),
        ("median(t.n[n > 3])", "x,1,1\nx,<5,1\nx,9,1\n", "13/2", "9"),
        ("median(t.n[n > 3, n != 12])", "x,1,1\nx,?,1\nx,9,1\nx,12,1\n", "13/2", "None"),
        ("median(t.r[r > 3])", "x,1,1\nx,1,<5\nx,1,9\n", "6", "9"),
        ("median(t.n[n > 4])", "x,1,1\nx,<5,1\nx,9,1\n", "9", "9"),
        ("quantile(t.n, 90%)", "x,1,1\nx,<5,1\nx,9,1\n", "37/5", "8"),
        ("quantile(t.n[k = x], 0%)", "x,1,1\n,<5,1\nx,9,1\n", "0", "1"),
        ("min(t.n)", "x,3,1\nx,<5,1\n", "0", "3"),
        ("max(t.n)", "x,3,1\nx,<5,1\n", "3", "4"),
        ("max(t.n[k = x])", "x,3,1\n,1,1\n,9,1\n,5,1\n", "3", "9"),
        ("min(t.n[k = x])", "x,3,1\n,1,1\n,9,1\n,5,1\n", "1", "3"),
        ("max(t.n[k = x])", "x,-,1\n,1,1\n,9,1\n,5,1\n", "1", "9"),
        ("max(t.n[k = x])", "x,3,1\n,-,1\n", "3", "3"),
        ("max(t.n[n < 4])", "x,1,1\nx,<5,1\nx,9,1\n", "1", "3"),
        ("median(t.n) - min(t.n)", "x,1,1\nx,<5,1\nx,9,1\n", "0", "3"),
        ("median(t.n[k = x]) - median(t.n[k = y])", "x,1,1\n,5,1\ny,9,1\n", "-8", "-6"),
    ],
)
def test_a_statistic_of_unknown_values_is_bounded(
    files: Files, measure: str, rows: str, lower: str, upper: str
) -> None:
    files.table(f"k,n,r\n{rows}")
    found = files.measure(measure, "5 things", table=TABLE)
    assert ends(found) == (lower, upper), found.explanation


NOT_DECIDED = (Verdict.UNDETERMINED, "evidence does not decide")
NEEDS_BOUNDS = (Verdict.UNDETERMINED, "needs bounds")
REFUTED = (Verdict.REFUTED, None)
HIDDEN = "x,1,1\nx,<5,1\nx,9,1\n"
WIDE = "x,1,1\nx,?,1\nx,900,1\n"
EVEN = "x,1,1\nx,?,1\nx,900,1\nx,3,1\n"
REAL = "x,1,1\nx,1,<5\nx,1,9\n"
OPEN = "x,1,1\n,5,1\n,9,1\n"
ANY = "x,1,1\nx,?,1\nx,9,1\n"
FOUR = "x,1,1\nx,?,1\nx,9,1\nx,12,1\n"
BOTH = "x,1,1\nx,<5,1\nx,9,1\ny,<5,1\n"


@pytest.mark.parametrize(
    ("measure", "rows", "figure", "expected"),
    [
        ("median(t.n)", HIDDEN, "exactly 2.5", REFUTED),
        ("median(t.n)", HIDDEN, "2", NOT_DECIDED),
        ("median(t.n)", WIDE, "5.4", REFUTED),
        ("median(t.n)", WIDE, "5", NOT_DECIDED),
        ("median(t.n)", EVEN, "5.4", REFUTED),
        ("median(t.n)", EVEN, "5.5", NOT_DECIDED),
        ("median(t.r)", REAL, "2.5", NOT_DECIDED),
        ("max(t.n[k = x])", OPEN, "3", REFUTED),
        ("max(t.n[k = x])", OPEN, "5", NOT_DECIDED),
        ("median(t.n[k = x])", OPEN, "4.0", REFUTED),
        ("median(t.n[k = x])", OPEN, "3.0", NOT_DECIDED),
        ("quantile(t.n, 90%)", ANY, "8.33", REFUTED),
        ("quantile(t.n, 90%)", ANY, "8.4", NEEDS_BOUNDS),
        ("median(t.n[n > 3, n != 12])", FOUR, "8.0", NEEDS_BOUNDS),
        ("median(t.n) + sum(t.n)", HIDDEN, "13", REFUTED),
        ("median(t.n) + sum(t.n)", HIDDEN, "14", NOT_DECIDED),
        ("median(t.n) + sum(t.n)", ANY, "14", NEEDS_BOUNDS),
        ("median(t.n[k = x]) - min(t.n[k = y])", BOTH, "2", NOT_DECIDED),
        ("median(t.n) - min(t.n)", HIDDEN, "exactly 2", NOT_DECIDED),
        ("median(t.n) - min(t.n)", HIDDEN, "exactly 4", REFUTED),
    ],
)
def test_a_verdict_rests_on_what_is_really_possible(
    files: Files, measure: str, rows: str, figure: str, expected: tuple[Verdict, str | None]
) -> None:
    files.table(f"k,n,r\n{rows}")
    found = files.measure(measure, figure, table=TABLE)
    assert (found.verdict, found.reason) == expected, found.found


def test_a_domain_of_numbers_bounds_an_unknown_one(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,?,1\nx,9,1\n")
    table = domain(1, 3, 7, 9)
    found = files.measure("median(t.n)", "5 things", table=table)
    assert (ends(found), found.verdict) == (("1", "9"), Verdict.REFUTED)
    found = files.measure("median(t.n)", "7 things", table=table)
    assert found.verdict is Verdict.UNDETERMINED
    found = files.measure("median(t.n) + last(t.n over r)", "7 things", table=table)
    assert "FC245" in (found.explanation or "")


@pytest.mark.parametrize("odd", ["9e999", "some"])
def test_what_is_no_number_of_a_domain_is_left_aside(files: Files, odd: str) -> None:
    files.table("k,n,r\nx,1,1\nx,?,1\n")
    assert ends(files.measure("median(t.n)", "5 things", table=domain(1, 3, odd))) == ("1", "2")


def test_a_scaled_domain_is_no_bound(files: Files) -> None:
    table = domain(1, 3).replace("unit: things\n", "unit: things\n            scale: 2\n")
    files.table("k,n,r\nx,1,1\nx,?,1\n")
    assert ends(files.measure("median(t.n)", "5 things", table=table)) == ("1", "None")


def test_a_domain_beyond_what_is_hidden_is_no_bound(files: Files) -> None:
    files.table("k,n,r\nx,9,1\nx,<5,1\n")
    assert ends(files.measure("median(t.n)", "5 things", table=domain(9, 11))) == ("9/2", "13/2")


def test_without_any_value_there_is_no_median(files: Files) -> None:
    files.table("k,n,r\nx,-,1\ny,1,1\n")
    for measure in ("median(t.n[k = x])", "min(t.n[k = x])", "quantile(t.n[k = x], 10%)"):
        found = files.measure(measure, "5 things", table=TABLE)
        assert found.reason == "missing"
        assert "there is no value" in (found.explanation or "")


def test_a_median_of_rows_that_may_be_missing_has_a_premise(files: Files) -> None:
    files.table("k,n,r\ny,9,1\n,1,1\n,1,1\nx,-,1\n")
    found = files.measure("median(t.n[k = x])", "exactly 1 things", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    assert [each.text for each in found.premises] == ["there is a value for median(t.n[k = x])"]


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [("exactly 2 things", Verdict.REFUTED), ("exactly 1 things", Verdict.UNDETERMINED)],
)
def test_terms_of_the_same_rows_may_be_missing_together(
    files: Files, figure: str, verdict: Verdict
) -> None:
    files.table("k,n,r\ny,9,1\n,1,1\n,3,1\nx,-,1\n")
    measure = "median(t.n[k = x]) - quantile(t.n[k = x], 0%)"
    found = files.measure(measure, figure, table=TABLE)
    assert found.verdict is verdict
    assert found.reason in {None, "evidence does not decide"}


def test_extremes_of_the_same_rows_are_bounded_one_by_one(files: Files) -> None:
    files.table("k,n,r\ny,9,1\n,1,1\n,3,1\nx,-,1\n")
    found = files.measure("max(t.n[k = x]) - min(t.n[k = x])", "exactly 2 things", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "needs bounds")


def test_terms_that_are_the_same_in_every_case_are_known(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,1,1\nx,1,1\n,<5,1\n")
    found = files.measure("median(t.n[k = x]) - quantile(t.n[k = x], 50%)", "0", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_a_number_tested_by_a_test_that_leaves_nothing_belongs_to_no_median(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,at least 3,1\nx,9,1\n")
    found = files.measure("median(t.n[n < 2])", "exactly 1 things", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    found = files.measure("median(t.n[n > 3.2, n < 3.8])", "1 things", table=TABLE)
    assert found.reason == "missing"
    found = files.measure("sum(t.n[n > 3.2, n < 3.8])", "1 things", table=TABLE)
    assert ends(found) == ("0", "0")


def test_a_range_of_whole_numbers_ends_with_a_whole_one(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,<3.5,1\n")
    table = TABLE.replace("'<5': 0..4\n", "'<3.5': 0..3.5\n", 1)
    found = files.measure("sum(t.n[n > 3.2])", "5 things", table=table)
    assert ends(found) == ("0", "0")
    found = files.measure("median(t.n)", "5 things", table=table)
    assert ends(found) == ("1/2", "2")


def test_two_numbers_of_a_row_may_both_be_tested(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,<5,<5\nx,9,9\n")
    found = files.measure("sum(t.n[n > 2, r > 2]) + sum(t.r[n > 2, r > 2])", "20", table=TABLE)
    lower, upper = ends(found)
    assert (lower, upper) == ("18", "26")


def test_a_number_that_no_test_can_tell_apart_is_unbounded(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,?,?\n")
    found = files.measure("sum(t.n[n > t.r])", "at least 1", table=TABLE)
    assert found.verdict is Verdict.UNDETERMINED
    found = files.measure("max(t.n[n known])", "exactly 1", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    files.table("k,n,r\nx,1,1\n,?,1\n")
    found = files.measure("sum(t.n[n unknown, k = x])", "exactly 1", table=TABLE)
    assert ends(found) == ("0", "None")


def test_many_ways_for_one_number_are_not_told_apart(files: Files) -> None:
    numbers = ", ".join(str(number) for number in range(40))
    rows = "".join(f"x,{number},1\n" for number in range(40))
    files.table(f"k,n,r\n{rows}x,?,1\n")
    found = files.measure(f"sum(t.n[n in ({numbers})])", "at least 780", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_several_numbers_of_a_cell_have_a_largest(files: Files) -> None:
    rows = "".join(f",{number},1\n" for number in (2, 4, 6, 8))
    files.table(f"k,n,r\nx,1,1\nx,5,1\n{rows}")
    found = files.measure("max(t.n[k = x])", "exactly 6 things", table=TABLE)
    assert (ends(found), found.reason) == (("5", "8"), "needs bounds")
    found = files.measure("max(t.n[k = x])", "exactly 8 things", table=TABLE)
    assert found.reason == "evidence does not decide"
    found = files.measure("max(t.n[k = x]) - median(t.n[k = x])", "exactly 3", table=TABLE)
    assert found.found is not None


def test_many_undecided_rows_are_bounded_by_their_ends(files: Files) -> None:
    rows = "".join(f",{number},1\n" for number in range(1, 31))
    files.table(f"k,n,r\nx,100,1\n{rows}")
    found = files.measure("median(t.n[k = x])", "exactly 40 things", table=TABLE)
    assert (ends(found), found.verdict) == (("2", "100"), Verdict.UNDETERMINED)
    found = files.measure("median(t.n[k = x])", "exactly 100 things", table=TABLE)
    assert found.reason == "evidence does not decide"
    files.table(f"k,n,r\nx,-,1\n{rows}")
    found = files.measure("median(t.n[k = x])", "exactly 30 things", table=TABLE)
    assert ends(found) == ("1", "30")


def test_terms_of_too_many_rows_are_bounded_one_by_one(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.table("k,n,r\nx,1,1\nx,<5,1\nx,9,1\n")
    monkeypatch.setattr("factcheck.quantity.aggregates.completions.MAX_COMBINATIONS", 2)
    found = files.measure("median(t.n) - min(t.n)", "2 things", table=TABLE)
    assert (ends(found), found.reason) == (("0", "4"), "needs bounds")


def test_many_cases_of_several_terms_are_not_told_one_by_one(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.table("k,n,r\nx,1,1\nx,<5,1\nx,9,1\n")
    monkeypatch.setattr("factcheck.quantity.aggregates.together.MAX_PIECES", 2)
    found = files.measure("median(t.n) - min(t.n)", "2 things", table=TABLE)
    assert found.verdict is Verdict.UNDETERMINED


def test_rows_whose_tests_are_too_many_to_try_are_bounded(files: Files) -> None:
    names = [f"c{number}" for number in range(13)]
    table = (
        "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
        "    columns:\n      n:\n        type: number\n"
    )
    known = ",".join("x" * 13)
    files.table(",".join(["n", *names]) + f"\n1,{known}\n7" + "," * 13 + "\n")
    tests = ", ".join(f"{name} = x" for name in names)
    found = files.measure(f"median(t.n[{tests}])", "exactly 4.0", table=table)
    assert (ends(found), found.reason) == (("1", "4"), "evidence does not decide")
    files.table(",".join(["n", *names]) + f"\n1,{known}\n" + "," * 13 + "\n")
    found = files.measure(f"median(t.n[n > 0, {tests}])", "exactly 4.0", table=table)
    assert found.found is not None


def test_rounded_numbers_have_a_rounded_median(files: Files) -> None:
    table = TABLE.replace("          r:\n", "          r:\n            rounded: 10\n")
    files.table("k,n,r\nx,1,10\nx,1,20\nx,1,30\n")
    found = files.measure("median(t.r)", "20", table=table)
    assert ends(found) == ("15", "25")
    found = files.holds("median(t.r) < 25", table=table)
    assert found.verdict is Verdict.SUPPORTED


def test_a_median_of_texts_is_a_fault(files: Files) -> None:
    files.table("k,n,r\nx,1,1\n")
    found = files.measure("median(t.k)", "5", table=TABLE)
    assert found.reason == "fault"
    assert "holds no numbers: 'x'" in (found.explanation or "")


def test_what_would_decide_is_told(files: Files) -> None:
    files.table("k,n,r\nx,1,1\nx,<5,1\n,9,1\n,7,1\n")
    found = files.measure("median(t.n[k = x])", "3 things", table=TABLE)
    assert found.decides == ("undecided rows of t and n of t[k = x, n = 0 to 4]",)
    files.table("k,n,r\nx,1,1\nx,<5,1\nx,?,1\n")
    found = files.measure("median(t.n)", "3 things", table=TABLE)
    assert found.decides == ("n of 2 rows of t",)


def test_a_figure_in_words_is_a_premise_of_a_median(files: Files) -> None:
    files.table("k,n,r\nx,at least 3,1\nx,4,1\n")
    found = files.measure("median(t.n)", "at least 3.5 things", table=TABLE)
    assert (found.verdict, [each.kind for each in found.premises]) == (
        Verdict.SUPPORTED,
        ["wording"],
    )


@pytest.mark.parametrize(
    ("relation", "rows", "verdict"),
    [
        ("mean(t.n) > median(t.n)", "x,1,1\nx,<5,1\nx,9,1\n", Verdict.SUPPORTED),
        ("mean(t.n) > median(t.n) + 2", "x,1,1\nx,<5,1\nx,9,1\n", Verdict.UNDETERMINED),
        ("mean(t.n) > median(t.n) + 3", "x,1,1\nx,<5,1\nx,9,1\n", Verdict.REFUTED),
        ("mean(t.n[k = x]) = median(t.n[k = x])", ",1,1\n,5,1\nx,-,1\n", Verdict.SUPPORTED),
        (
            "weighted_mean(t.n[k = x], t.r) >= quantile(t.n[k = x], 0%)",
            "x,1,0\n,5,1\nx,2,1\n",
            Verdict.SUPPORTED,
        ),
        (
            "weighted_mean(t.n[k = x], t.r) >= quantile(t.n[k = x], 0%)",
            "x,1,0\n,5,1\n",
            Verdict.SUPPORTED,
        ),
    ],
)
def test_sums_and_averages_go_with_medians(
    files: Files, relation: str, rows: str, verdict: Verdict
) -> None:
    files.table(f"k,n,r\n{rows}")
    found = files.holds(relation, table=TABLE)
    assert found.verdict is verdict
    assert found.reason in {None, "evidence does not decide"}


@pytest.mark.parametrize(
    ("measure", "rows", "figure", "expected"),
    [
        ("median(t.n[k = x]) * count(t[k = x])", OPEN, "exactly 10.0", NOT_DECIDED),
        ("median(t.n[k = x]) * count(t[k = x])", OPEN, "exactly 8.0", REFUTED),
        (
            "correlation(t.n[k = x], t.r) * count(t[k = x])",
            "x,1,1\nx,2,2\nx,3,4\n,9,1\n",
            "3",
            REFUTED,
        ),
    ],
)
def test_counts_go_with_medians(
    files: Files, measure: str, rows: str, figure: str, expected: tuple[Verdict, str | None]
) -> None:
    files.table(f"k,n,r\n{rows}")
    found = files.measure(measure, figure, table=TABLE)
    assert (found.verdict, found.reason) == expected, found.found


def test_a_sum_may_take_a_part_of_a_row_of_open_class(files: Files) -> None:
    files.table("content,age,n\nimage,10–14,30\nimage,3,10\n")
    files.table(AGES, "r.yml")
    table = (
        "evidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n"
        "    columns:\n      n: {unit: things}\n"
    )
    measure = "sum(t.n[class = young]) + max(t.n[class = young])"
    found = files.measure(measure, "exactly 32 things", table=table)
    assert found.verdict is Verdict.UNDETERMINED
    found = files.measure("sum(t.n[class = young])", "exactly 22 things", table=table)
    assert found.verdict is Verdict.UNDETERMINED


def test_what_refutes_is_shown(files: Files) -> None:
    files.table(f"k,n,r\n{OPEN}")
    found = files.measure("max(t.n[k = x])", "3", table=TABLE).found
    assert found is not None
    assert found.text == "1 or 5 to 9"
    found = files.measure("max(t.n[k = x])", "5", table=TABLE).found
    assert found is not None
    assert found.text == "1 to 9"


def test_the_limit_is_the_one_that_is_documented() -> None:
    assert outcomes.MAX_COMBINATIONS == 4096


@pytest.mark.parametrize("rows", ["x,1,1\nx,<5000,1\nx,9,1\n", "x,1,1\nx,<50000000,1\n"])
def test_a_wide_range_is_not_tried_number_by_number(files: Files, rows: str) -> None:
    table = TABLE.replace(
        "'<5': 0..4\n", "'<5000': 0..4999\n              '<50000000': 0..49999999\n", 1
    )
    files.table(f"k,n,r\n{rows}")
    found = files.measure("median(t.n)", "exactly 2.3 things", table=table)
    assert found.verdict is Verdict.REFUTED
