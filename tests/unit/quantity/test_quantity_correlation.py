"""Correlations: exact where they are fractions, enclosed where not, and over unknown numbers."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.quantity.aggregates.correlation import correlation_of, moments_of, units_of

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.quantity.aggregates.correlation import Correlation

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          k:
            empty: unknown
          a:
            type: number
            unit: things
            markers:
              '<3': 0..2
              '-': none
          b:
            type: number
          c:
            type: number
            markers:
              '?': unknown
    """
ROWS = "k,a,b,c\nx,1,2,1\nx,2,3,2\nx,3,5,3\ny,4,4,5\n"

Pairs = list[tuple[Fraction, Fraction]]


def correlated(pairs: Pairs) -> Correlation | None:
    units = units_of(pairs)
    return correlation_of(moments_of([(a, b, 1) for a, b in pairs], units))


def numbers() -> st.SearchStrategy[Fraction]:
    return st.fractions(-50, 50, max_denominator=20).map(Fraction)


@given(st.lists(st.tuples(numbers(), numbers()), min_size=2, max_size=8))
def test_a_correlation_is_what_pandas_computes(pairs: Pairs) -> None:
    found = correlated(pairs)
    frame = pd.DataFrame([(float(a), float(b)) for a, b in pairs])
    assume(frame[0].std() > 0.01 and frame[1].std() > 0.01)
    assert found is not None
    sign = -1 if found.is_negative else 1
    assert sign * sqrt(found.square) == pytest.approx(frame[0].corr(frame[1]), abs=1e-9)


@given(st.lists(st.tuples(numbers(), numbers()), min_size=2, max_size=8))
def test_the_bounds_of_a_correlation_enclose_its_square(pairs: Pairs) -> None:
    found = correlated(pairs)
    assume(found is not None)
    assert found is not None
    bounds = found.bounds
    assert bounds.is_within(Interval(Fraction(-1), Fraction(1)))
    magnitude = bounds.magnitude()
    lower, upper = magnitude.lower, magnitude.upper
    assert lower is not None
    assert upper is not None
    if bounds.is_point:
        assert lower * lower == found.square
    else:
        assert lower * lower < found.square < upper * upper
        assert upper - lower < Fraction(1, 10**40)
        assert not magnitude.lower_closed
        assert not magnitude.upper_closed


@given(st.lists(st.tuples(numbers(), numbers()), min_size=2, max_size=6), st.integers(1, 999))
def test_an_irrational_correlation_is_on_one_side_of_a_printed_one(
    pairs: Pairs, printed: int
) -> None:
    found = correlated(pairs)
    assume(found is not None and found.root is None)
    assert found is not None
    assert Fraction(printed, 1000) not in found.bounds


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [(Fraction(1), Fraction(2))],
        [(Fraction(1), Fraction(2)), (Fraction(1), Fraction(3))],
        [(Fraction(1), Fraction(2)), (Fraction(3), Fraction(2))],
    ],
)
def test_without_variation_there_is_no_correlation(pairs: Pairs) -> None:
    assert correlated(pairs) is None


@pytest.mark.parametrize(
    ("measure", "figure", "verdict", "text"),
    [
        ("correlation(t.a, t.b)", "0.8", Verdict.SUPPORTED, "0.8"),
        ("correlation(t.a, t.b)", "above 0.8", Verdict.REFUTED, "0.8"),
        ("correlation(t.a, t.b) * correlation(t.a, t.b)", "0.64", Verdict.SUPPORTED, "0.64"),
        ("correlation(t.a, t.c)", "above 0.95", Verdict.SUPPORTED, "0.983"),
        ("correlation(t.a, t.c)", "0.98", Verdict.SUPPORTED, "0.983"),
        ("correlation(t.a, t.c)", "1", Verdict.SUPPORTED, "0.983"),
        ("correlation(t.a, t.c)", "1.0", Verdict.SUPPORTED, "0.983"),
        ("correlation(t.a, t.c)", "exactly 1.00", Verdict.REFUTED, "0.983"),
        ("correlation(t.a, t.c) * correlation(t.c, t.a)", "0.966", Verdict.SUPPORTED, "0.966"),
        ("-correlation(t.a, t.c)", "-0.98", Verdict.SUPPORTED, "−0.983"),
        ("correlation(t.a, t.a)", "exactly 1", Verdict.SUPPORTED, "1"),
    ],
)
def test_a_correlation_is_judged_exactly(
    files: Files, measure: str, figure: str, verdict: Verdict, text: str
) -> None:
    files.table(ROWS)
    found = files.measure(measure, figure, table=TABLE)
    assert found.found is not None
    assert (found.verdict, found.found.text) == (verdict, text)


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [
        ("correlation(t.a, t.c) = correlation(t.c, t.a)", Verdict.SUPPORTED),
        ("correlation(t.a, t.c) > correlation(t.a, t.b)", Verdict.SUPPORTED),
        ("correlation(t.a, t.c) * correlation(t.a, t.b) > 0.8", Verdict.REFUTED),
        ("2 * correlation(t.a, t.c) * correlation(t.a, t.c) > 1.93", Verdict.SUPPORTED),
        ("(correlation(t.a, t.c) + 1) * correlation(t.a, t.c) > 1.94", Verdict.SUPPORTED),
    ],
)
def test_correlations_are_compared_exactly(files: Files, relation: str, verdict: Verdict) -> None:
    files.table(ROWS)
    assert files.holds(relation, table=TABLE).verdict is verdict


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("x,1,2,3\n", "fewer than two rows"),
        ("x,1,2,3\nx,-,4,5\n", "fewer than two rows"),
        ("x,1,2,3\nx,1,4,5\n", "the same in every row"),
    ],
)
def test_no_correlation_is_told_why(files: Files, rows: str, words: str) -> None:
    files.table(f"k,a,b,c\n{rows}")
    found = files.measure("correlation(t.a, t.b)", "0.5", table=TABLE)
    assert found.reason == "missing"
    assert words in (found.explanation or "")


def test_an_unknown_number_in_a_range_is_tried(files: Files) -> None:
    files.table("k,a,b,c\nx,<3,1,1\nx,3,2,2\nx,5,4,3\n")
    found = files.measure("correlation(t.a, t.b)", "above 0.9", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_a_row_that_may_belong_is_tried(files: Files) -> None:
    files.table("k,a,b,c\nx,1,1,1\nx,3,2,2\n,5,-9,3\n")
    found = files.measure("correlation(t.a[k = x], t.b)", "exactly 1", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "evidence does not decide")


def test_a_correlation_may_not_exist_with_every_way_to_fill_in(files: Files) -> None:
    files.table("k,a,b,c\nx,1,1,1\nx,<3,2,2\n")
    found = files.measure("correlation(t.a, t.b)", "exactly 1", table=TABLE)
    assert [premise.text for premise in found.premises] == [
        "there is a value for correlation(t.a, t.b)"
    ]
    files.table("k,a,b,c\nx,1,1,1\n,2,2,2\n")
    found = files.measure("correlation(t.a[k = x], t.b)", "exactly 1", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    files.table("k,a,b,c\nx,1,1,1\nx,<3,1,2\n")
    found = files.measure("correlation(t.a, t.b)", "exactly 1", table=TABLE)
    assert found.reason == "missing"


def test_of_any_unknown_number_only_its_limits_are_known(files: Files) -> None:
    files.table("k,a,b,c\nx,1,1,?\nx,2,2,2\n")
    found = files.measure("correlation(t.a, t.c)", "at least -1", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    assert "lies between −1 and 1" in (found.calculation[0].source or "")
    found = files.measure("correlation(t.a, t.c)", "0.9", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "needs bounds")


def test_round_numbers_are_not_taken_for_rounded_ones(files: Files) -> None:
    files.table("k,a,b,c\nx,1,1000,1\nx,2,2000,2\nx,3,4000,3\n")
    found = files.measure("correlation(t.a, t.b)", "above 0.9", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    assert not [each for each in found.findings if each.slug == "rounding-sensitive"]
