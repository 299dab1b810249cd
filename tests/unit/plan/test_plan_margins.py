"""Figures of statements with a margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from plan_files import claim, problems_of, reading_of

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.model.figure import Figure


def said(measure: str, figure: str, margin: str, *more: str) -> str:
    keys = "".join(f"        {line}\n" for line in more)
    return (
        f"    statements:\n      s:\n        measure: {measure}\n        figure: {figure}\n"
        f"        margin: {margin}\n{keys}"
    )


def figure_of(measure: str, figure: str, margin: str) -> Figure:
    (statement,) = reading_of(said(measure, figure, margin), claim(measure, figure)).statements
    return statement.figure


SHARE = "relevant / reports"


@pytest.mark.parametrize(
    ("measure", "figure", "margin", "lower", "upper"),
    [
        (SHARE, "63 percent", "3.1", "0.599", "0.661"),
        (SHARE, "63%", "3 points", "0.6", "0.66"),
        (SHARE, "exactly 63 percent", "3 percentage points", "0.6", "0.66"),
        # Nobody knows that a share is not below zero but who knows what it is a share of.
        (SHARE, "2 percent", "3", "-0.01", "0.05"),
        ("relevant", "9,000", "500", "8500", "9500"),
        ("relevant", "1.2 million", "100,000 reports", "1100000", "1300000"),
        ("relevant", "9,000 reports", "0.5", "8999.5", "9000.5"),
    ],
)
def test_a_figure_with_a_margin_is_its_number_so_much_more_or_less(
    measure: str, figure: str, margin: str, lower: str, upper: str
) -> None:
    found = figure_of(measure, figure, margin)
    expected = Interval(exact(lower), exact(upper))
    profiles = found.profiles
    assert (profiles.strict, profiles.default, profiles.lenient) == (expected,) * 3


def test_what_is_told_has_the_margin_in_it() -> None:
    found = figure_of(SHARE, "63 percent", "3.1")
    assert found.text == "63 percent ± 3.1 points"
    assert found.meaning == "63 percent ± 3.1 points is 59.9 % to 66.1 %"
    assert figure_of("relevant", "9,000 reports", "500").text == "9,000 reports ± 500"


def test_a_factor_and_points_have_margins_of_their_own() -> None:
    factor = figure_of("relevant / cases", "2.7", "0.2")
    assert factor.profiles.default == Interval(exact("2.5"), exact("2.9"))
    points = figure_of("points(relevant / reports -> relevant / reports)", "3 points", "1 points")
    assert points.profiles.default == Interval(exact("2"), exact("4"))


@pytest.mark.parametrize(
    ("measure", "figure", "margin", "message", "hint"),
    [
        (SHARE, "about 63 percent", "3", "number, and 'about 63 percent' is none", "alone"),
        (SHARE, "at least 63 percent", "3", "is about one printed number", "remove 'margin'"),
        (SHARE, "between 57 and 66 percent", "3", "is about one printed number", "alone"),
        (SHARE, "one in five", "3", "has no unit that a margin could be in", "as a percentage"),
        (SHARE, "63 percent", "3 %", "a margin in '%' does not fit", "write 'margin: 3 points'"),
        (SHARE, "63 percent", "3 reports", "a margin in 'reports' does not fit", "3 points"),
        ("relevant", "9,000", "3 points", "a margin in 'points' does not", "'margin: 3 reports'"),
        ("relevant", "1.2 million", "0.1", "much finer than what '1.2 million' shows", "zeros"),
        (SHARE, "63 percent", "1e3", "a margin in 'e3' does not fit", "write 'margin: 1 points'"),
        ("relevant / cases", "2.7", "1 x", "a margin in 'x' does not fit", "write 'margin: 1', in"),
    ],
)
def test_a_margin_that_does_not_fit_its_figure_is_refused(
    measure: str, figure: str, margin: str, message: str, hint: str
) -> None:
    (problem,) = problems_of(said(measure, figure, f"'{margin}'"), claim(measure, figure))
    assert (problem.code.code, problem.code.slug) == ("FC147", "margin-misfit")
    assert message in problem.message
    assert problem.hint is not None
    assert hint in problem.hint
    assert problem.span is not None


def test_the_level_of_a_statement_is_carried_along() -> None:
    text = said(SHARE, "63 percent", "3", "confidence: 95%")
    (statement,) = reading_of(text, claim(SHARE, "63 percent")).statements
    assert statement.confidence == exact("0.95")
    assert statement.premise.text == "“63 percent ± 3 points” said of relevant / reports"
