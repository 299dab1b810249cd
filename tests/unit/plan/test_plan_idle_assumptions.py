"""Assumptions that bound nothing are warned of, with their place."""

from __future__ import annotations

import pytest
from plan_files import WORLD, claim, planned

from factcheck.model.problem import Severity


def warned(*assumptions: str) -> list[str]:
    lines = "".join(f"  {each}\n" for each in assumptions)
    plan = planned(WORLD, f"assumptions:\n{lines}", claim("relevant", "5"))
    assert all(each.severity is Severity.WARNING for each in plan.warnings)
    assert all(each.span is not None for each in plan.warnings)
    assert {each.code.slug for each in plan.warnings} <= {"idle-assumption"}
    return [each.message for each in plan.warnings]


@pytest.mark.parametrize(
    "assumption",
    [
        "a: {holds: relevant <= reports}",
        "a: {holds: 2 * relevant = reports}",
        "a: {holds: graphic part of relevant}",
        "a: {apart: [graphic, relevant]}",
        "a: {apart: [graphic, 2 * reports]}",
        "a: {same: definition, of: [graphic, relevant]}",
    ],
)
def test_what_may_bound_something_is_fine(assumption: str) -> None:
    assert warned(assumption) == []


def test_what_names_no_quantity_is_warned_of() -> None:
    says_nothing = "names no quantity, so that it bounds nothing and no claim is another with it"
    assert warned("a: {holds: 3 < 2}", "b: {holds: sum(t.n) < 2}") == [
        f"the assumption 'a' {says_nothing}",
        f"the assumption 'b' {says_nothing}",
    ]


def test_what_is_apart_without_a_common_whole_is_warned_of() -> None:
    (message,) = warned("a: {apart: [graphic, cases]}")
    assert message == (
        "the assumption 'a' bounds nothing: 'graphic' and 'cases' have no common whole"
    )
    (message,) = warned("a: {apart: [sum(t.n), count(t)]}")
    assert "what it keeps apart have no common whole" in message
