"""Evidence that leaves nothing, which is seen at once or only case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

CLAIMS = """\
    sources:
      s: {title: A statement}
    quantities:
      w: {is: all men, unit: men}
      a: {unit: men, part_of: w}
      b: {unit: men, part_of: a}
      c: {unit: men, part_of: b}
      d: {unit: men, part_of: c}
    statements:
      half: {measure: d / w, figure: about 49 percent, source: s}
      most: {measure: d / w, figure: at least 91 percent, source: s}
    assumptions:
      no-both:
        apart: [a, b]
        because: nobody is in both
      fewer: {holds: c <= d, because: somebody said so}
    claims:
      k:
        measure: MEASURE
        figure: FIGURE
        under: [no-both, fewer]
    """


@pytest.mark.parametrize(
    ("measure", "figure"),
    [("d", "at least 32"), ("c + c", "at least 2"), ("d / w", "at least 5 percent")],
)
def test_nothing_is_left_whichever_rows_are_dropped(
    files: Files, measure: str, figure: str
) -> None:
    found = files.one(CLAIMS.replace("MEASURE", measure).replace("FIGURE", figure))
    assert found.verdict is Verdict.CONFLICTING
    assert ("half", "most") in found.conflicts
