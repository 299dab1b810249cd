"""Groups of a form whose measure has no value, and slices in which a group has no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

ROWS = "A,10,x\nB,4,y\nC,,x\n"
KEYED = """evidence:
  t:
    file: t.csv
    key: s
    columns:
      r: {{kind: amount, empty: {empty}}}
"""


@pytest.mark.parametrize("empty", ["none", "not applicable"])
@pytest.mark.parametrize(
    "claim",
    [
        "measure: t.r\nby: s\nof: A\nplace: 1",
        "measure: mean(t.r)\nby: s\nof: B\nplace: last",
    ],
)
def test_a_group_without_a_value_has_no_place(files: Files, claim: str, empty: str) -> None:
    files.table(f"s,r,k\n{ROWS}")
    found = files.form(claim, table=KEYED.format(empty=empty))
    assert found.verdict is Verdict.SUPPORTED
    assert any("left out" in step.text for step in found.calculation)
    told = "there is no value for C, so that it has no place"
    assert found.explanation == (told if empty == "none" else None)


@pytest.mark.parametrize("selection", ["2", "all"])
def test_a_group_to_which_nothing_applies_is_left_out(files: Files, selection: str) -> None:
    files.table(f"s,r,k\n{ROWS}")
    claim = f"holds: t.r > 3\nby: s\nin: {selection}"
    found = files.form(claim, table=KEYED.format(empty="not applicable"))
    assert found.verdict is Verdict.SUPPORTED
    assert found.explanation is None
    assert any("left out" in step.text for step in found.calculation)
    unasked = files.form(claim, table=KEYED.format(empty="none"))
    assert unasked.verdict is Verdict.UNDETERMINED
    assert (unasked.explanation or "").startswith("there is no value for C: ")


def test_a_sum_of_rows_that_do_not_apply_is_no_sum(files: Files) -> None:
    files.table(f"s,r,k\n{ROWS}")
    claim = "measure: sum(t.r)\nby: s\nof: B\nplace: last\n"
    assert files.form(claim, table=KEYED.format(empty="not applicable")).verdict is (
        Verdict.SUPPORTED
    )
    assert files.form(claim, table=KEYED.format(empty="none")).verdict is Verdict.REFUTED


def test_a_group_that_exists_is_never_dropped_for_its_slice(files: Files) -> None:
    files.table("s,r,k\nA,1,x\nB,2,y\n")
    claim = "measure: 'count(t[k = x])'\nfigure: at least 1\nby: s\nin: all\n"
    found = files.form(claim, table=KEYED.format(empty="none"))
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert "'B' lacks a row" in (found.explanation or "")


def test_a_slice_without_rows_has_no_mean(files: Files) -> None:
    files.table("s,r,k\nA,1,x\nB,2,y\n")
    claim = "measure: 'mean(t.r[k = x])'\nfigure: at least 1\nby: s\nin: all\n"
    records = KEYED.format(empty="none").replace("    key: s\n", "")
    found = files.form(claim, table=records)
    assert found.verdict is Verdict.UNDETERMINED
    assert (found.explanation or "").startswith("there is no value for B: ")


def test_a_fault_in_a_group_is_told(files: Files) -> None:
    files.table("s,r,k\nA,1.5,2\nB,2,0\n")
    counted = KEYED.format(empty="none").replace("kind: amount", "unit: things")
    found = files.form("holds: sum(t.r) / sum(t.k) > 0\nby: s\nin: all\n", table=counted)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "fault")


@pytest.mark.parametrize(
    ("test", "sum_of"),
    [("year > 2001", 4), ("year in 2001..2002", 7), ("year in top 1", 4), ("year != 2001", 4)],
)
def test_the_label_of_totals_is_no_number(files: Files, test: str, sum_of: int) -> None:
    files.table("year,n\n2001,3\n2002,4\ntotal,7\n")
    table = "evidence:\n  t: {file: t.csv, totals: {year: total}}\n"
    assert files.form(f"measure: 'sum(t.n[{test}])'\nfigure: {sum_of}", table=table).verdict is (
        Verdict.SUPPORTED
    )
