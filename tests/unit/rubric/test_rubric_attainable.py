"""The scores that a rubric can give, against what it gives to every row there could be."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from exact import exact
from rubric_helpers import rubric_of

from factcheck.model.interval import Interval
from factcheck.model.rubric import Categories, Numbers
from factcheck.rubric import attainable, cut, scores_of

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction

POINTS = """\
    rubric: points
    hit_policy: {hit}
    unknown: {unknown}
    inputs:
      a: {{domain: 0..5, integer: true}}
      b: {{values: [x, y]}}
      c: {{values: [x, y]}}
    rules:
      - {{when: {{a: under 2}}, then: 2}}
      - {{when: {{a: 4..5, b: x}}, then: -1}}
      - {{when: {{b: not x}}, then: 0.5}}
      - {{when: {{a: "null"}}, then: 7}}
      {last}
    """


@pytest.mark.parametrize("hit", ["collect +", "collect <", "collect >", "'collect #'"])
@pytest.mark.parametrize("last", ["", "- {otherwise: 9}"])
def test_what_every_row_gives_is_all_that_can_be_given(hit: str, last: str) -> None:
    table = cut(rubric_of(POINTS.format(hit=hit, unknown="either", last=last)))
    numbers = [*(Numbers((Interval.point(exact(str(n))),)) for n in range(6)), None]
    labels = [Categories(("x",)), Categories(("y",)), None]
    given: set[Fraction | None] = set()
    for a, b in product(numbers, labels):
        given.update(scores_of(table, {"a": a, "b": b, "c": None}))
    assert attainable(table) == given - {None}


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        # What is undecided does not match, whichever of the tests it is.
        ("collect +", {"0", "2", "-1", "0.5", "7"}),
        ("collect <", {"2", "-1", "0.5", "7"}),
        ("'collect #'", {"0", "1", "2", "3", "4"}),
    ],
)
def test_undecided_tests_that_match_nothing_leave_any_rules(hit: str, expected: set[str]) -> None:
    table = cut(rubric_of(POINTS.format(hit=hit, unknown="no match", last="")))
    found = attainable(table)
    assert {*map(exact, expected)} <= found
    otherwise = cut(rubric_of(POINTS.format(hit=hit, unknown="no match", last="- {otherwise: 9}")))
    assert exact("9") in attainable(otherwise)


def of_many(number: int, score: str) -> frozenset[object]:
    """Return the scores of a rubric with so many inputs, each with a rule that gives points."""
    inputs = "".join(f"  x{n}: {{type: number}}\n" for n in range(number))
    rules = "".join(
        f"  - {{when: {{x{n}: over 0}}, then: {score.format(2**n)}}}\n" for n in range(number)
    )
    text = f"rubric: r\nhit_policy: collect +\ninputs:\n{inputs}rules:\n{rules}"
    return frozenset(attainable(cut(rubric_of(text))))


def test_of_many_inputs_any_rules_may_be_those_that_match() -> None:
    assert of_many(8, "{}") == {exact(str(n)) for n in range(256)}


def test_too_many_scores_are_not_listed() -> None:
    assert of_many(16, "{}") == frozenset()
    assert of_many(16, "1") == {exact(str(n)) for n in range(17)}
