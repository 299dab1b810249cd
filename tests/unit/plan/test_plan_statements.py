"""Statements that cannot be read are told, whether a claim looks at them or not."""

from __future__ import annotations

import pytest
from plan_files import WORLD, claim, planned, problems_of

UNRELATED = claim("count(u)", "5")


@pytest.mark.parametrize(
    ("statement", "slug"),
    [
        ("measure: relevant, figure: many", "figure-without-number"),
        ("measure: relevant / reports, figure: 5 reports", "figure-needs-percent"),
        ("measure: relevant + money, figure: 5", "units-do-not-mix"),
    ],
)
def test_a_statement_that_no_claim_needs_is_read_too(statement: str, slug: str) -> None:
    (problem,) = problems_of(f"statements:\n  s: {{{statement}}}\n", UNRELATED)
    assert problem.code.slug == slug


def test_what_is_assumed_to_be_a_part_may_be_one_in_a_statement() -> None:
    assumptions = (
        "assumptions:\n  a: {holds: cases part of reports, one_for_one: true}\n"
        "  b: {holds: cases < reports}\n"
    )
    statement = "statements:\n  s: {measure: 'share(reports, cases)', figure: 5%}\n"
    assert len(planned(WORLD, assumptions, statement, UNRELATED).claims) == 1
    (problem,) = problems_of(statement, UNRELATED)
    assert problem.code.slug == "part-not-known-inside"
    # A statement has no 'under' that could name an assumption.
    assert problem.hint == (
        "declare part_of on the quantity, or write a plain quotient, 'part / base', which may "
        "exceed one"
    )
    (problem,) = problems_of(claim("share(reports, cases)", "5%"))
    assert problem.hint == "declare part_of on the quantity, or name an assumption under 'under'"
    column = "statements:\n  s: {measure: 'share(t.n, cases)', figure: 5%}\n"
    (problem,) = problems_of(column, UNRELATED)
    assert problem.hint is not None
    assert "alone is one cell" in problem.hint


def test_a_statement_on_a_column_that_is_not_there_is_told_by_its_claims() -> None:
    statement = "statements:\n  s: {measure: 'sum(t.nn)', figure: 5}\n"
    assert len(planned(WORLD, statement, UNRELATED).claims) == 1
