"""What a measure says of the figure that is claimed of it."""

from __future__ import annotations

import pytest
from plan_files import claim, problems_of, unit_of

LOST = "lost 10"


@pytest.mark.parametrize(
    "measure",
    [
        "count(t)",
        "sum(t.n)",
        "reports",
        "relevant",
        "reports + 5",
        "reports + cases",
        "largest(reports, cases)",
        "abs(reports - cases)",
    ],
)
def test_a_change_is_not_claimed_of_a_count(measure: str) -> None:
    (problem,) = problems_of(claim(measure, LOST))
    assert problem.code.slug == "figure-unit"
    assert "no change" in problem.message
    assert problem.hint is not None
    assert "change(a -> b)" in problem.hint


@pytest.mark.parametrize(
    "measure",
    [
        "reports - cases",
        "-reports",
        "reports + (cases - reports)",
        "largest(reports - cases, 5)",
        "money",
        "mean(t.rate)",
    ],
)
def test_a_change_may_be_claimed_of_a_difference_or_an_amount(measure: str) -> None:
    assert unit_of(measure, LOST).kind.value in {"count", "amount"}


def test_nothing_may_be_lost_of_a_count() -> None:
    assert unit_of("count(t)", "lost 0").kind.value == "count"


@pytest.mark.parametrize("measure", ["t.year[n = 5]", "mean(t.year)"])
def test_a_percentage_of_an_undeclared_column_asks_for_its_unit(measure: str) -> None:
    (problem,) = problems_of(claim(measure, "12%"))
    assert problem.hint is not None
    assert problem.hint.startswith("declare 'unit: percent' on the column 'year'")


def test_a_percentage_that_only_reads_makes_readable_gets_the_usual_hint() -> None:
    (problem,) = problems_of(claim("t.year[n = 5]", "{text: a nasty 12%, reads: exact}"))
    assert "unit: percent" not in str(problem.hint)


@pytest.mark.parametrize(
    ("measure", "figure"),
    [("sum(t.n)", "12%"), ("reports", "12%"), ("count(t)", LOST), ("min(t.year)", "five crore")],
)
def test_other_mismatches_do_not(measure: str, figure: str) -> None:
    (problem,) = problems_of(claim(measure, figure))
    assert "unit: percent" not in str(problem.hint)
