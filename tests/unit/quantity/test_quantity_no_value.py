"""Claims that have no value whatever is unknown: missing evidence, no conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          g:
            domain: [A, B, C, D]
            markers:
              "?": unknown
          k:
            domain: [x, y]
            markers:
              "?": unknown
          n:
            unit: visits
    """


@pytest.mark.parametrize(
    "keys",
    [
        "holds: 1 / count(t[k = x, g = B]) > 1 / (1 - count(t[k = x, g = B]))",
        "measure: min(t.n[k = x, g = B]) + min(t.n[k = y, g = B])\nfigure: 2",
        "measure: mean(t.n[k = x, g = B]) / mean(t.n[k = y, g = B])\nfigure: 2",
    ],
)
def test_numbers_that_are_never_there_together_have_no_value(files: Files, keys: str) -> None:
    files.table("g,k,n\nA,x,5\nD,x,3\nB,?,2\n")
    judged = files.form(keys, table=TABLE)
    assert (judged.verdict, judged.reason) == (Verdict.NOT_CHECKABLE, "missing")
    assert judged.explanation is not None
    assert judged.explanation.endswith(", whatever the unknown cells hold")


def test_two_groups_of_which_one_at_most_is_there_have_no_places(files: Files) -> None:
    files.table("g,k,n\nA,x,5\nD,x,3\n?,x,2\n")
    judged = files.form("measure: sum(t.n)\nby: g\nof: [B, C]\nplace: 2..4", table=TABLE)
    assert (judged.verdict, judged.reason) == (Verdict.NOT_CHECKABLE, "missing")


def test_a_part_that_is_more_than_its_whole_is_a_conflict_still(files: Files) -> None:
    files.table("g,k,n\nA,x,5\nD,x,3\nB,?,2\n")
    world = TABLE.rstrip(" ") + (
        "    quantities:\n      few:\n        unit: visits\n        measure: sum(t.n[g = B])\n"
        "      all:\n        unit: visits\n        measure: sum(t.n)\n        part_of: few\n"
        "      none:\n        unit: visits\n        part_of: all\n"
        "    statements:\n      said:\n        measure: none\n        figure: at least 20\n"
    )
    judged = files.form("measure: none\nfigure: at least 30", table=world)
    assert judged.verdict is Verdict.CONFLICTING


NUMBERS = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: visits
          m:
            unit: visits
            markers:
              "<5": suppressed 0..4
    """


def test_a_group_of_one_row_has_no_correlation(files: Files) -> None:
    files.table("g,n,m\nA,1,1\nA,2,3\nA,3,4\nB,1,1\n")
    keys = "measure: correlation(t.n, t.m)\nfigure: at least 0.5\nby: g\nin: "
    judged = files.form(f"{keys}all", table=NUMBERS)
    assert judged.verdict is Verdict.UNDETERMINED
    assert (judged.explanation or "").startswith("there is no value for B")
    assert files.form(f"{keys}at least 1", table=NUMBERS).verdict is Verdict.SUPPORTED


def test_a_divisor_that_is_no_sum_may_be_zero(files: Files) -> None:
    files.table("g,n,m\nA,4,<5\n")
    judged = files.measure("sum(t.n) / abs(sum(t.m) - 3)", "at least 2", table=NUMBERS)
    (premise,) = judged.premises
    assert premise.kind == "denominator"
    assert premise.text.endswith("is not zero")
