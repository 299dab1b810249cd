"""What a reader is told beside the numbers: the calculation, counts, other readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import claim, ends

if TYPE_CHECKING:
    from quantity_files import Files

WORLD = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: reports
          p:
            unit: percent
    quantities:
      ratio:
        measure: sum(t.n[k = a]) / sum(t.n)
      sum_of_two:
        measure: sum(t.n[k = a]) + sum(t.n[k = b])
    """

COUNTED = """\
    evidence:
      t:
        file: t.csv
    """
PERCENT = """\
    evidence:
      t:
        file: t.csv
        columns:
          p:
            unit: percent
    """


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("year,k,n,p\n2018,a,100,10\n2018,b,300,20\n2019,a,153,30\n2019,b,250,40\n")


def test_a_quantity_shows_what_it_is_calculated_from(files: Files) -> None:
    found = files.one(WORLD, claim("sum_of_two", "803"))
    assert found.calculation[-1].text.startswith("sum_of_two = ")
    assert found.calculation[-1].value == "803 reports"


def test_a_quotient_behind_a_quantity_has_its_counts(files: Files) -> None:
    found = files.one(WORLD, claim("ratio", "a third"))
    assert found.counts is not None
    assert found.counts.numerator is not None
    assert found.counts.denominator is not None
    assert (found.counts.numerator.text, found.counts.denominator.text) == ("253", "803")
    assert found.counts.rows == 4


def test_a_change_is_no_quotient_and_counts_the_rows_of_both_ends(files: Files) -> None:
    found = files.one(
        WORLD, claim("change(sum(t.n[year = 2018]) -> sum(t.n[year = 2019]))", "up 1%")
    )
    assert found.counts is not None
    assert (found.counts.numerator, found.counts.rows) == (None, 4)


@pytest.mark.parametrize(
    ("function", "figure", "is_mixed_up"),
    [
        ("change", "up 20%", True),
        ("points", "20 points", False),
    ],
)
def test_percent_and_points_are_told_apart(
    files: Files, function: str, figure: str, *, is_mixed_up: bool
) -> None:
    measure = f"{function}(mean(t.p[year = 2018]) -> mean(t.p[year = 2019]))"
    slugs = [finding.slug for finding in files.one(WORLD, claim(measure, figure)).findings]
    assert ("percent-or-points" in slugs) == is_mixed_up


@pytest.mark.parametrize(
    ("measure", "figure", "is_sensitive"),
    [
        ("sum(t.n[year = 2018, k = a])", "exactly 100", True),
        ("sum(t.n[year = 2018])", "at least 300", False),
        ("sum(t.n[k = a, year = 2019])", "exactly 150", True),
        ("count(t)", "4", False),
        ("share(sum(t.n[year = 2018]), k = a)", "exactly 25%", True),
        ("abs(sum(t.n[year = 2018, k = a]))", "exactly 100", True),
        ("median(t.n)", "200", True),
        ("change(sum(t.n[k = a]) - 250 -> sum(t.n))", "half", False),
    ],
)
def test_round_cells_may_be_rounded(
    files: Files, measure: str, figure: str, *, is_sensitive: bool
) -> None:
    if measure.startswith("change"):
        figure = "up 50%"
    files.table("year,k,n,p\n2018,a,100,10\n2018,b,300,20\n2019,a,150,30\n2019,b,250,40\n")
    found = files.one(WORLD, claim(measure, figure))
    slugs = [finding.slug for finding in found.findings]
    assert ("rounding-sensitive" in slugs) == is_sensitive


def test_beside_a_number_printed_to_the_unit_none_is_rounded(files: Files) -> None:
    found = files.one(WORLD, claim("sum(t.n[year = 2018, k = a])", "exactly 100"))
    assert "rounding-sensitive" not in [finding.slug for finding in found.findings]


def test_beside_hundreds_a_thousand_is_rounded_to_hundreds(files: Files) -> None:
    files.table("year,k,n,p\n2018,a,10000,10\n2018,b,300,20\n")
    found = files.one(WORLD, claim("sum(t.n[year = 2018, k = a])", "9,960 to 10,040"))
    assert "rounding-sensitive" in [finding.slug for finding in found.findings]
    found = files.one(WORLD, claim("sum(t.n[year = 2018, k = a])", "9,950 to 10,050"))
    assert "rounding-sensitive" not in [finding.slug for finding in found.findings]


def test_a_column_of_nothing_but_zeros_is_exact(files: Files) -> None:
    files.table("k,n,m\na,1000,0\nb,2000,0\n")
    measure = "sum(t.n[k = a]) + sum(t.m[k = a])"
    found = files.form(f"measure: {measure}\nfigure: exactly 1000", table=COUNTED)
    assert "rounding-sensitive" in [finding.slug for finding in found.findings]


def test_decimals_are_read_as_rounded_too(files: Files) -> None:
    files.table("n\n1.5\n-2.25\n0\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    found = files.one(table, claim("sum(t.n)", "exactly -0.75"))
    assert ends(found) == ("-3/4", "-3/4")


def test_another_column_looked_at_has_no_other_period(files: Files) -> None:
    for measure in (
        "sum(t.n[k = a])",
        "sum(t.n[year > 2017])",
        "sum(t.n[year = 2018]) - sum(t.n[year = 2019])",
    ):
        found = files.one(WORLD, claim(measure, "5", "date: 2021-01"))
        assert "stale" not in [finding.slug for finding in found.findings]


def test_a_period_without_the_rows_is_left_out_of_the_history(files: Files) -> None:
    files.table("year,k,n,p\n2018,a,100,10\n2019,a,900,20\n")
    found = files.one(WORLD, claim("t.n[year = 2018, k = a]", "100 reports", "date: 2021-01"))
    assert "stale" in [finding.slug for finding in found.findings]
    files.table("year,k,n,p\n2018,a,100,10\n2019,b,900,20\n")
    found = files.one(WORLD, claim("t.n[year = 2018, k = a]", "100 reports", "date: 2021-01"))
    assert "stale" not in [finding.slug for finding in found.findings]


def test_rows_that_look_like_totals_are_told(files: Files) -> None:
    files.table("k,n\na,1\nTotal,1\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    for measure, is_told in (
        ("sum(t.n)", True),
        ("sum(t.n[k = a])", False),
        ("sum(t.n[not k = a])", False),
        ("max(t.n)", False),
    ):
        found = files.one(table, claim(measure, "5"))
        slugs = [finding.slug for finding in found.findings]
        assert ("possible-total-row" in slugs) == is_told


@pytest.mark.parametrize(
    ("rows", "keys", "value"),
    [
        # Compared sides differ visibly, and differ by points.
        ("a,0.57\nb,0.5704", "holds: t.p[k = a] < t.p[k = b]", "0.5704 % − 0.57 %"),
        # So does a measure from what is claimed of it.
        ("a,9.999\nb,1", "measure: t.p[k = a]\nfigure: under 10 percent", "9.999 %"),
        # A group from what is claimed of each, and from the group before it.
        ("a,9.999\nb,10", "measure: t.p\nby: k\nfigure: under 10 percent\nin: all", "10 %"),
        ("a,9.999\nb,10", "measure: t.p\nby: k\nof: b\nplace: 1", "9.999 %"),
        # A period from the one before it.
        (
            "1,0.57\n2,0.5704",
            "measure: t.p\nover: k\nfrom: 1\nto: 2\ndirection: rising",
            "0.5704 %",
        ),
    ],
)
def test_numbers_have_the_digits_that_the_verdict_hangs_on(
    files: Files, rows: str, keys: str, value: str
) -> None:
    files.table(f"k,p\n{rows}\n")
    steps = files.form(keys, table=PERCENT).calculation
    assert any(value in f"{step.text} = {step.value}" for step in steps)


@pytest.mark.parametrize(
    "keys", ["holds: t.p[k = a] < t.p[k = b]", "holds: t.p < 9%\nby: k\nin: all"]
)
def test_percentages_that_are_compared_differ_by_points(files: Files, keys: str) -> None:
    files.table("k,p\na,1\nb,4\n")
    found = files.form(keys, table=PERCENT)
    assert found.calculation[-1].value.split(" (")[0] in {"3 points", "5 points"}
    if found.found is not None and found.found.text.startswith("difference"):
        assert found.found.text == "difference 3 points"
        assert ends(found) == ("3", "3")


@pytest.mark.parametrize(
    ("comparison", "text"),
    [
        ("sum(t.n) = sum(t.n[k = a]) + sum(t.n[k = b])", "− (sum(t.n[k = a]) + sum(t.n[k = b]))"),
        ("sum(t.n) > -5", "− (-5)"),
        ("sum(t.n) > sum(t.n[k = a])", "− sum(t.n[k = a])"),
        ("sum(t.n) > 2 * sum(t.n[k = a])", "− 2 * sum(t.n[k = a])"),
    ],
)
def test_what_is_taken_away_stands_in_parentheses_where_signs_could_be_misread(
    files: Files, comparison: str, text: str
) -> None:
    found = files.one(WORLD, f"claims:\n  c:\n    holds: {comparison}\n")
    assert text in found.calculation[-1].text
