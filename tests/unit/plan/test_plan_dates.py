"""``as_of`` where there is nothing to choose."""

from __future__ import annotations

import pytest
from plan_files import planned

from factcheck.model.problem import ProblemsError, Severity

PLAIN = "evidence:\n  t: {file: t.csv}\n"
DATED = "evidence:\n  t: {file: t.csv, as_of: 2020}\n"
OTHER = "evidence:\n  t: {file: t.csv}\n  u: {file: u.csv, as_of: 2020}\n"


def claims(*lines: str) -> str:
    return "claims:\n" + "".join(f"  {line}\n" for line in lines)


PARTS = """\
claims:
  c:
    as_of: 2020
    parts:
      one: {measure: count(t), figure: 5}
      two: {measure: count(u), figure: 5}
"""
ONE = "c: {measure: count(t), figure: 5, as_of: 2020}"


def test_a_date_that_chooses_nothing_is_a_warning() -> None:
    (warning,) = planned(PLAIN, claims(ONE)).warnings
    assert (warning.code.slug, warning.severity) == ("idle-date", Severity.WARNING)
    assert "'2020' chooses nothing" in warning.message
    assert warning.span is not None
    assert warning.excerpt is not None
    assert warning.excerpt[warning.span.column - 1 :].startswith("2020")
    assert len(planned(OTHER, claims(ONE, "d: {measure: count(u), figure: 5}")).warnings) == 1


def test_several_dates_that_choose_nothing_are_an_error() -> None:
    with pytest.raises(ProblemsError) as caught:
        planned(PLAIN, claims("c: {measure: count(t), figure: 5, as_of: [2020, 2021]}"))
    (problem,) = caught.value.problems
    assert problem.severity is Severity.ERROR
    assert "'2020' and '2021' are judged on the same numbers" in problem.message


@pytest.mark.parametrize(
    "blocks",
    [
        (DATED, claims(ONE)),
        (PLAIN, claims("c: {measure: count(t), figure: 5}")),
        (PLAIN, "quantities:\n  q: {measure: count(t), as_of: 2020}\n", claims(ONE)),
        (PLAIN, claims("c: {measure: count(t), figure: 5, as_of: 2020, where: m = 1}")),
        (OTHER, PARTS),
    ],
)
def test_a_date_that_something_else_has_too_is_no_slip(blocks: tuple[str, ...]) -> None:
    assert planned(*blocks).warnings == ()
