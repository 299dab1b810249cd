"""What may be declared a part of what, and totals that nobody declared."""

from __future__ import annotations

import pytest
from plan_files import claim, planned

from factcheck.model.problem import Code, Problem, ProblemsError
from factcheck.plan import codes

TABLES = "evidence:\n  t:\n    file: t.csv\n  u:\n    file: u.csv\n"
PEOPLE = "quantities:\n  people:\n    unit: people\n    measure: count(t)\n"
MONEY = "quantities:\n  money:\n    unit: CHF\n    measure: sum(u.m)\n"
SOME_CLAIM = claim("count(t)", "5")


def problems_with(block: str, text: str = SOME_CLAIM) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        planned(TABLES, block, text)
    return caught.value.problems


def test_a_part_of_another_unit_needs_an_assumption() -> None:
    (problem,) = problems_with(f"{PEOPLE}  jobs:\n    unit: jobs\n    part_of: people\n")
    assert problem.code is codes.UNLIKE_PART
    assert problem.span is not None
    assert problem.hint is not None
    assert "one_for_one" in problem.hint


@pytest.mark.parametrize(("extra", "expected"), [("", 2), ("    nonnegative: true\n", 1)])
def test_a_part_of_an_amount_needs_both_not_to_be_negative(extra: str, expected: int) -> None:
    problems = problems_with(f"{MONEY}  grants:\n    unit: CHF\n    part_of: money\n{extra}")
    found: list[Code] = [problem.code for problem in problems]
    assert found == [codes.MAY_BE_NEGATIVE] * expected


def test_a_part_that_cannot_be_bound_is_told_of_elsewhere() -> None:
    block = "quantities:\n  a:\n    missing: nobody counts it\n  b:\n    part_of: a\n"
    assert planned(TABLES, block, SOME_CLAIM).claims[0].readings[0].obstacle is None


def test_a_total_needs_declared_rows_of_totals() -> None:
    (problem,) = problems_with("", claim("total(t.n)", "5"))
    assert problem.code is codes.NO_TOTALS


def test_a_bare_number_for_a_share_is_answered_with_the_percentage_meant() -> None:
    block = "claims:\n  c:\n    holds: '{}'\n"
    hints = []
    for number in ("0.2", "20"):
        (problem,) = problems_with("", block.format(f"share(t, year = 2018) > {number}"))
        assert problem.code is codes.BARE_NUMBER
        hints.append(problem.hint)
    assert hints == ["write 20% or a fraction such as 1/10"] * 2
