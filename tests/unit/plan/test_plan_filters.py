"""Filters that do nothing are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict
from factcheck.pipeline import run_text

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment

FILE = """factcheck: 1
evidence:
  t: {file: t.csv}
  u: {file: u.csv}
claims:
  c:
"""


def judged(folder: Path, *lines: str) -> Assessment:
    (folder / "t.csv").write_text("g,y,n\nA,1,3\nB,2,4\n")
    (folder / "u.csv").write_text("g,n\nA,10\nB,20\n")
    text = FILE + "".join(f"    {line}\n" for line in lines)
    result = run_text(text.encode(), file="c.yml", folder=folder, root=folder)
    return result.claims[0].readings[0]


def test_a_table_is_excused_of_what_it_lacks(tmp_path: Path) -> None:
    keys = ("measure: sum(t.n) / sum(u.n)", "figure: 0.1")
    found = judged(tmp_path, *keys, "where: y = 1", "unfiltered: u")
    assert found.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("holds: sum(t.n) < 40", "where: gg = A", "unfiltered: t"),
            "the test 'gg = A' of 'where' or 'except' reaches nothing: the claim reads 't'",
        ),
        (
            ("parts: [1, 2]", "total: 3", "where: gg = A"),
            "reaches nothing: the claim reads no table",
        ),
        (
            ("holds: sum(t.n) < 40", "where: y = 1", "unfiltered: u"),
            "'unfiltered' names 'u', and the claim reads 't'",
        ),
        (
            ("holds: sum(t.n) < sum(u.n)", "where: g = A", "unfiltered: u"),
            "'unfiltered' names 'u', which lacks no column of the tests: 'g = A'",
        ),
    ],
)
def test_a_filter_that_does_nothing_is_told(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    found = judged(tmp_path, *lines)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert "FC134 idle-filter" in (found.explanation or "")
    assert said in (found.explanation or "")


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [
        (("holds: sum(t.n) < sum(u.n)", "where: y = 1"), True),
        (("holds: sum(t.n) < sum(u.n)", "except: y = 1"), True),
        (("holds: sum(t.n) < sum(u.n)", "where: yy = 1"), False),
        (("holds: sum(t.n) < sum(u.n[y = 1])",), False),
        (("holds: sum(t.n) < sum(u.n[y = 1])", "where: g = A"), False),
        (("holds: sum(t.n) < sum(u.n[t.y = 1])", "where: g = A"), False),
    ],
)
def test_a_column_that_one_table_lacks_is_told_with_the_way_out(
    tmp_path: Path, lines: tuple[str, ...], *, is_told: bool
) -> None:
    said = judged(tmp_path, *lines).explanation or ""
    assert "FC240 no-such-column" in said
    assert ("'unfiltered: [u]' takes this one whole" in said) is is_told
